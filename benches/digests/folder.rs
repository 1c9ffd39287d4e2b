//! A folder of generated digests on the disk.

use crate::digests::digest;
use std::fs;
use tempfile::TempDir;

/// A folder of this many digests, with a subfolder for each thousand.
pub fn folder(count: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..count {
        let below = folder.path().join(format!("{:03}", number / 1_000));
        if number % 1_000 == 0 {
            fs::create_dir(&below).expect("a folder");
        }
        let (name, text) = digest(1, number, count);
        fs::write(below.join(name), text).expect("a file");
    }
    folder
}

/// Numbers of digests to measure with: `YUNBAO_BENCH_LARGE` adds 100,000.
pub fn sizes() -> Vec<usize> {
    let mut sizes = vec![1_000, 10_000];
    if std::env::var_os("YUNBAO_BENCH_LARGE").is_some() {
        sizes.push(100_000);
    }
    sizes
}
