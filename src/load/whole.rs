//! Reads all files at once, for commands that print and end: no snapshots on the way.

use super::known::sort_problems;
use super::read::read;
use super::roots::Roots;
use super::scan::{SourceFile, scan};
use crate::library::{Aliases, Library};
use crate::post::Diagnostic;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// Files that a thread takes at once.
const HANDFUL: usize = 16;

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
    let files = &Mutex::new(scan.files.into_iter());
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(2, usize::from).min(all);
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(move || {
                loop {
                    // One after another would have the threads wait for one another.
                    let handful: Vec<SourceFile> = {
                        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
                        files.by_ref().take(HANDFUL).collect()
                    };
                    let read: Vec<_> = handful.into_iter().map(read).collect();
                    if read.is_empty() || sender.send(read).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (read, (post, findings)) in receiver.into_iter().flatten().enumerate() {
            tell(read + 1, all);
            posts.extend(post);
            problems.extend(findings);
        }
    });
    sort_problems(&mut problems);
    Whole { library: Library::with_aliases(posts, aliases), problems }
}
