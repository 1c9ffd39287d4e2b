//! Loading a folder: to the first list, and whole. `YUNBAO_BENCH_LARGE` adds 100,000 posts, for
//! which the temporary folder needs 700 MB.

mod digests;

use divan::Bencher;
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;
use yunbao::load::{Roots, gather};

fn main() {
    divan::main();
}

fn sizes() -> Vec<usize> {
    let mut sizes = vec![1_000, 10_000];
    if std::env::var_os("YUNBAO_BENCH_LARGE").is_some() {
        sizes.push(100_000);
    }
    sizes
}

/// A folder of so many digests, a folder for each thousand in it.
fn library(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..count {
        let below = folder.path().join(format!("{:03}", number / 1_000));
        if number % 1_000 == 0 {
            fs::create_dir(&below).unwrap();
        }
        let (name, text) = digests::digest(1, number, count);
        fs::write(below.join(name), text).unwrap();
    }
    folder
}

/// Loads until a snapshot is as wanted.
fn load(bencher: Bencher, count: usize, enough: fn(usize, bool) -> bool) {
    let folder = library(count);
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
