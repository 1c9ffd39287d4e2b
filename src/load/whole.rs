//! Reads all files at once, for commands that print and end: no snapshots on the way.

use super::known::sort_problems;
use super::read::{FileReader, HANDFUL};
use super::roots::Roots;
use super::scan::scan;
use crate::library::{Aliases, Library};
use crate::post::Diagnostic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

/// Everything under some roots.
#[derive(Clone, Debug, Default)]
pub struct Whole {
    /// All posts.
    pub library: Library,
    /// Findings about all files, errors first.
    pub problems: Vec<Diagnostic>,
}

/// Reads everything under the roots on worker threads. Blocks until it is done.
pub fn whole(roots: &Roots, aliases: &Aliases) -> Whole {
    whole_telling(roots, aliases, |_, _| {})
}

/// [`whole`], and calls `tell` after each file with the number of those that were read, and of all.
pub fn whole_telling(
    roots: &Roots,
    aliases: &Aliases,
    mut tell: impl FnMut(usize, usize),
) -> Whole {
    let scan = scan(roots);
    let mut posts = Vec::with_capacity(scan.files.len());
    let mut problems = scan.problems;
    let next = &AtomicUsize::new(0);
    let files = &scan.files;
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(2, usize::from).min(files.len());
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(move || {
                let mut reader = FileReader::default();
                loop {
                    // One after another would have the threads wait for one another.
                    let from = next.fetch_add(HANDFUL, Ordering::Relaxed).min(files.len());
                    let handful = &files[from..files.len().min(from + HANDFUL)];
                    let read = reader.read(handful);
                    if read.is_empty() || sender.send(read).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (read, reading) in receiver.into_iter().flatten().enumerate() {
            tell(read + 1, files.len());
            posts.extend(reading.post.map(Arc::new));
            problems.extend(reading.findings);
        }
    });
    sort_problems(&mut problems);
    Whole { library: Library::with_aliases(posts, aliases), problems }
}
