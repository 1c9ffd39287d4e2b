//! Reads all files at once, for commands that print and end: no snapshots on the way.

use super::known::sort_problems;
use super::read::{FileReader, handful};
use super::roots::Roots;
use super::scan::scan;
use super::series::AllSeries;
use crate::library::{Aliases, Library};
use crate::post::Diagnostic;
use std::sync::{Mutex, mpsc};
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
    let all = scan.files.len();
    let mut posts = Vec::with_capacity(all);
    let mut problems = scan.problems;
    let mut series = AllSeries::default();
    let files = &Mutex::new(scan.files.into_iter());
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(2, usize::from).min(all);
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(move || {
                let mut reader = FileReader::new(roots);
                loop {
                    let read = reader.read(handful(files));
                    if read.is_empty() || sender.send(read).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (read, reading) in receiver.into_iter().flatten().enumerate() {
            tell(read + 1, all);
            series.note(&reading);
            posts.extend(reading.post);
            problems.extend(reading.findings);
        }
    });
    series.learn_beside(roots);
    series.settle(roots, &mut posts);
    sort_problems(&mut problems);
    Whole { library: Library::with_aliases(posts, aliases), problems }
}
