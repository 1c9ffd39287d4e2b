//! Reads all files at once, for commands that print and end: no snapshots on the way.

use super::gather::{sort_problems, work};
use super::scan::{Roots, scan};
use crate::library::Library;
use crate::post::Diagnostic;
use std::sync::atomic::{AtomicBool, AtomicUsize};
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
pub fn whole(roots: &Roots) -> Whole {
    let scan = scan(roots);
    let mut posts = Vec::with_capacity(scan.files.len());
    let mut problems = scan.problems;
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(2, usize::from).min(scan.files.len());
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(|| work(&scan.files, &next, &stop, sender));
        }
        drop(sender);
        for (post, findings) in receiver {
            posts.extend(post.map(Arc::new));
            problems.extend(findings);
        }
    });
    sort_problems(&mut problems);
    Whole { library: Library::new(posts), problems }
}
