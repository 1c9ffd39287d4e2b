//! Reads all files on worker threads and hands out snapshots while they come in.

use super::read::read;
use super::scan::{Roots, SourceFile, scan};
use crate::library::Library;
use crate::post::{Diagnostic, Post};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Posts in the first snapshot: more than any screen shows.
const FIRST: usize = 200;
/// Time after which a snapshot is due, however few posts came in.
const DUE: Duration = Duration::from_millis(250);

/// A snapshot on the way to the whole library.
#[derive(Clone, Debug)]
pub struct Progress {
    /// All posts read so far.
    pub library: Arc<Library>,
    /// Files read so far.
    pub read: usize,
    /// Files there are; `None` while folders are being walked.
    pub total: Option<usize>,
    /// Findings so far, errors first.
    pub problems: Arc<Vec<Diagnostic>>,
    /// Nothing more will come.
    pub done: bool,
}

/// Reads everything under the roots, newest file names first, and calls `tell` with ever larger
/// snapshots; the last one is `done`. Stops early when `tell` returns false. Blocks until then.
pub fn gather(roots: &Roots, mut tell: impl FnMut(Progress) -> bool) {
    let scan = scan(roots);
    let mut gathered = Gathered {
        posts: Vec::with_capacity(scan.files.len()),
        problems: scan.problems,
        read: 0,
        total: scan.files.len(),
    };
    if scan.files.is_empty() {
        tell(gathered.progress(true));
        return;
    }
    let stop = AtomicBool::new(false);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(2, usize::from).min(scan.files.len());
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(|| work(&scan.files, &next, &stop, sender));
        }
        drop(sender);
        let mut due_at = FIRST.min(gathered.total);
        let mut told = Instant::now();
        for (post, findings) in receiver {
            gathered.read += 1;
            gathered.posts.extend(post.map(Arc::new));
            gathered.problems.extend(findings);
            let is_last = gathered.read == gathered.total;
            // Twice as many posts each time, so that all sorting together stays small.
            let due = gathered.read >= due_at || told.elapsed() >= DUE;
            if due && !is_last {
                due_at = gathered.read * 2;
                if !tell(gathered.progress(false)) {
                    stop.store(true, Ordering::Relaxed);
                    return;
                }
                told = Instant::now();
            }
        }
        tell(gathered.progress(true));
    });
}

pub(super) type Outcome = (Option<Post>, Vec<Diagnostic>);

/// Reads files until none is left. The order of the list is the order of work.
pub(super) fn work(
    files: &[SourceFile],
    next: &AtomicUsize,
    stop: &AtomicBool,
    sender: mpsc::Sender<Outcome>,
) {
    while !stop.load(Ordering::Relaxed) {
        let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
        if sender.send(read(file)).is_err() {
            return;
        }
    }
}

struct Gathered {
    posts: Vec<Arc<Post>>,
    problems: Vec<Diagnostic>,
    read: usize,
    total: usize,
}

impl Gathered {
    fn progress(&self, done: bool) -> Progress {
        let mut problems = self.problems.clone();
        sort_problems(&mut problems);
        Progress {
            library: Arc::new(Library::new(self.posts.clone())),
            read: self.read,
            total: Some(self.total),
            problems: Arc::new(problems),
            done,
        }
    }
}

/// Errors first, then by path and place.
pub fn sort_problems(problems: &mut [Diagnostic]) {
    problems.sort_by(|a, b| {
        (b.severity, &a.path, a.line, a.column).cmp(&(a.severity, &b.path, b.line, b.column))
    });
}
