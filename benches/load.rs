//! Loading a folder: to the first list, and whole. `YUNBAO_BENCH_LARGE` adds 100,000 posts, for
//! which the temporary folder needs 700 MB.

mod digests;
#[path = "digests/folder.rs"]
mod folder;

use divan::Bencher;
use folder::{folder, sizes};
use std::sync::Arc;
use yunbao::load::{Roots, gather};

fn main() {
    divan::main();
}

/// Loads until a snapshot is as wanted.
fn load(bencher: Bencher, count: usize, enough: fn(usize, bool) -> bool) {
    let folder = folder(count);
    let roots = Roots::from(vec![folder.path().to_owned()]);
    bencher.bench_local(|| {
        gather(&roots, &Arc::default(), |progress| {
            !enough(progress.library.posts().len(), progress.done)
        })
    });
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn first_list(bencher: Bencher, count: usize) {
    load(bencher, count, |posts, _| posts > 0);
}

#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn whole(bencher: Bencher, count: usize) {
    load(bencher, count, |_, done| done);
}
