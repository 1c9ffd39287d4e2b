//! Two hundred rules: judging a library, judging a snapshot that shares its posts, and a search among
//! the posts that were judged. `YUNBAO_BENCH_LARGE` adds 100,000 posts, for which the temporary folder
//! needs 700 MB.

mod digests;
#[path = "digests/folder.rs"]
mod folder;
#[path = "digests/library.rs"]
mod library;

use divan::Bencher;
use folder::sizes;
use library::library;
use std::sync::Arc;
use yunbao::library::Library;
use yunbao::post::Date;
use yunbao::query::{Rule, RuleEffects, Rules, SearchContext, find, parse, ruled};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Two hundred rules of all kinds: most about words anywhere, as these cost most.
fn rules() -> Vec<Rule> {
    let words = [
        "kubernetes",
        "服务网格",
        "龘",
        "raft",
        "consensus",
        "国产",
        "zzyzx",
        "cve",
        "可观测",
        "release",
    ];
    let condition = |number: usize| {
        let word = words[number % words.len()];
        match number % 8 {
            0 => format!("tag:t{number}"),
            1 => format!("tag:{word} -tag:ai"),
            2 => format!("source:host{number}.example.org"),
            3 => format!("story:{word}{number}"),
            4 => format!("title:\"{word} {number}\""),
            5 if number % 40 == 5 => format!("/{word}-?[0-9]+/"),
            5 => format!("author:{word}{number}"),
            6 => format!("{word}{number} OR {word} since:{number}d"),
            _ => format!("\"{word} {number}\""),
        }
    };
    let effects = |number: usize| RuleEffects {
        mute: number.is_multiple_of(3),
        score: i32::try_from(number % 7).unwrap_or_default(),
        ..RuleEffects::default()
    };
    (0..200)
        .map(|number| Rule { when: parse(&condition(number)).expression, effects: effects(number) })
        .collect()
}

fn context(rules: Vec<Rule>) -> SearchContext {
    let today = SearchContext::on(Date::constant(2026, 8, 1));
    SearchContext { rules: Arc::new(Rules::new(rules)), ..today }
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn judge_everything(bencher: Bencher, count: usize) {
    if !sizes().contains(&count) {
        return;
    }
    let library = library(count);
    bencher.with_inputs(|| context(rules())).bench_local_values(|context| ruled(library, &context));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn judge_a_snapshot_with_the_same_posts(bencher: Bencher, count: usize) {
    if !sizes().contains(&count) {
        return;
    }
    let library = library(count);
    bencher
        .with_inputs(|| {
            let context = context(rules());
            ruled(library, &context);
            (context, Library::new(library.posts().to_vec()))
        })
        .bench_local_values(|(context, snapshot)| (ruled(&snapshot, &context), snapshot));
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn search_without_rules(bencher: Bencher, count: usize) {
    search(bencher, count, Vec::new());
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn search_with_rules(bencher: Bencher, count: usize) {
    search(bencher, count, rules());
}

fn search(bencher: Bencher, count: usize, rules: Vec<Rule>) {
    if !sizes().contains(&count) {
        return;
    }
    let library = library(count);
    let context = context(rules);
    ruled(library, &context);
    bencher.bench_local(|| find(library, &parse("istio ambient"), &context));
}
