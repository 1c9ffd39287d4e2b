//! Searching: the time from a key in the query line to its result. `YUNBAO_BENCH_LARGE` adds
//! 100,000 posts, for which the temporary folder needs 700 MB.

mod digests;
#[path = "digests/folder.rs"]
mod folder;
#[path = "digests/library.rs"]
mod library;

use divan::Bencher;
use folder::sizes;
use library::library;
use std::sync::Arc;
use yunbao::post::Date;
use yunbao::query::{SearchContext, find, parse};

fn main() {
    divan::main();
}

/// Common and rare words, ASCII and Chinese, a phrase, a field, pinyin, regular expressions, and
/// words that are in no post.
const QUERIES: &[&str] = &[
    "kubernetes",
    "k",
    "zzyzx",
    "服务网格",
    "网",
    "龘",
    "\"service mesh\"",
    "istio ambient",
    "tag:kubernetes",
    "fuwuwangge",
    "fwwg",
    "/ebpf|xdp/",
    "/[0-9]+\\.[0-9]+\\.[0-9]+-rc/",
    "istio sort:relevance",
    "-istio -envoy",
];

#[divan::bench(args = QUERIES, consts = [1_000, 10_000], sample_count = 20, sample_size = 1)]
fn result<const COUNT: usize>(bencher: Bencher, text: &str) {
    let library = library(COUNT);
    let context =
        SearchContext { marks: Arc::default(), ..SearchContext::on(Date::constant(2026, 8, 1)) };
    bencher.bench_local(|| find(library, &parse(text), &context));
}

#[divan::bench(args = QUERIES, sample_count = 10, sample_size = 1)]
fn result_of_100_000(bencher: Bencher, text: &str) {
    if !sizes().contains(&100_000) {
        return;
    }
    let library = library(100_000);
    let context =
        SearchContext { marks: Arc::default(), ..SearchContext::on(Date::constant(2026, 8, 1)) };
    bencher.bench_local(|| find(library, &parse(text), &context));
}
