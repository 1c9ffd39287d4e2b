//! Loading a folder, up to the first list and completely; and checking for changes.
//! `YUNBAO_BENCH_LARGE` adds 100,000 posts, for which the temporary folder needs 700 MB.

mod digests;
#[path = "digests/folder.rs"]
mod folder;

use divan::Bencher;
use folder::{folder, sizes};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;
use yunbao::load::{Roots, WatchHandle, WatchReport, events, gather, watch};

fn main() {
    divan::main();
}

/// Loads until a snapshot meets a condition.
fn load(bencher: Bencher, count: usize, enough: fn(usize, bool) -> bool) {
    let folder = folder(count);
    let roots = Roots::from(vec![folder.path().to_owned()]);
    bencher.bench_local(|| {
        gather(&roots, &Arc::default(), None, |progress| {
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

/// A library that is loaded and watched.
struct Running {
    folder: TempDir,
    news: Receiver<WatchReport>,
    handle: WatchHandle,
}

impl Running {
    fn start(count: usize) -> Self {
        let folder = folder(count);
        // A file written just before it is read might change unnoticed, and would be read again.
        thread::sleep(Duration::from_secs(3));
        let roots = Roots::from(vec![folder.path().to_owned()]);
        let (sender, news) = channel();
        let (events, handle) = events();
        let known = gather(&roots, &Arc::default(), None, |_| true).expect("a library");
        thread::spawn(move || watch(&roots, known, &events, |news| sender.send(news).is_ok()));
        let running = Self { folder, news, handle };
        running.look();
        running
    }

    /// Checks for changes, as the key `r` does.
    fn look(&self) {
        self.handle.rescan();
        while !matches!(self.news.recv().expect("a watch"), WatchReport::Rescanned(_)) {}
    }

    fn a_file(&self) -> PathBuf {
        let mut path = self.folder.path().to_owned();
        while path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            let first = entries.flatten().map(|entry| entry.path()).min();
            path = first.expect("a file");
        }
        path
    }
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn look_where_nothing_has_changed(bencher: Bencher, count: usize) {
    let running = Running::start(count);
    bencher.bench_local(|| running.look());
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn look_where_a_file_has_changed(bencher: Bencher, count: usize) {
    let running = Running::start(count);
    let file = running.a_file();
    let text = fs::read_to_string(&file).expect("a text");
    bencher.bench_local(|| {
        fs::write(&file, &text).expect("a file");
        running.look();
    });
}
