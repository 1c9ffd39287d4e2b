//! The queue of files between the walk that finds them and the threads that read them. The file
//! with the newest name found so far comes out first.

use super::read::portion;
use super::scan::{Dated, SourceFile};
use std::collections::BinaryHeap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Maximum time for which the walk runs before the first file is read. Nearly all walks end within it, so
/// that the first list shows the newest posts of all, and stays as it is while the others are read. In a
/// longer walk, as on a slow disk, it shows the newest found so far.
const HEAD_START: Duration = Duration::from_millis(500);

/// Maximum time for which the files behind the first ones are held back, even if those are never
/// shown.
pub(super) const LONGEST_REST: Duration = Duration::from_millis(100);

/// Spare capacity for fewer files than this is not released.
const WORTH_SHRINKING: usize = 4096;

/// A priority queue shared by all threads of one load.
#[derive(Debug)]
pub(super) struct Queue {
    /// End of the walk's head start.
    from: Instant,
    state: Mutex<QueueState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct QueueState {
    /// Number of files that are read one by one, and shown, before the others.
    first: usize,
    waiting: BinaryHeap<Dated>,
    /// Number of files put in so far.
    found: usize,
    /// `true` once no more files will be put in.
    closed: bool,
    /// `true` once no more files are to be taken out.
    stopped: bool,
    /// Time at which the last of the first files was taken out.
    rests_from: Option<Instant>,
    /// `true` once the first files are shown, so that the others may follow.
    released: bool,
}

impl QueueState {
    fn taken(&self) -> usize {
        self.found - self.waiting.len()
    }
}

impl Queue {
    /// An empty queue. The first files to be taken out are shown before the others are.
    pub fn new(first: usize) -> Self {
        let from = Instant::now() + HEAD_START;
        let state = QueueState { first, ..QueueState::default() };
        Self { from, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Puts a file in. Returns `true` if more are wanted.
    pub fn push(&self, file: SourceFile) -> bool {
        let file = Dated::new(file);
        let mut state = self.lock();
        state.waiting.push(file);
        state.found += 1;
        if state.waiting.len() == 1 {
            self.changed.notify_all();
        }
        !self.rest(state).stopped
    }

    /// Lifts all restrictions on the walk, for when nothing is read while it runs.
    pub fn hold_nothing_back(&self) {
        let mut state = self.lock();
        state.first = 0;
        state.released = true;
    }

    /// Marks the end of the walk: all files are in.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Stops the queue: no more files are wanted.
    pub fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// Lets the files behind the first ones be taken out, and the walk continue.
    pub fn release(&self) {
        self.lock().released = true;
        self.changed.notify_all();
    }

    /// Waits until the walk has had its head start, or has ended.
    pub fn wait_for_head_start(&self) {
        let state = self.lock();
        let left = self.from.saturating_duration_since(Instant::now());
        let walking = |state: &mut QueueState| !state.closed && !state.stopped;
        drop(self.changed.wait_timeout_while(state, left, walking));
    }

    /// Takes out the newest file, waiting for one if necessary. Returns an empty vector when all
    /// files are out or the queue is stopped. After the first files, several are taken at a time,
    /// since each call makes other threads wait.
    pub fn pop(&self) -> Vec<SourceFile> {
        let empty =
            |state: &mut QueueState| state.waiting.is_empty() && !state.closed && !state.stopped;
        let state = self.rest(self.lock());
        let mut state =
            self.changed.wait_while(state, empty).unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            return Vec::new();
        }
        let was_first = state.taken() < state.first;
        // What the walk has yet to find is not known.
        let left = if state.closed { state.waiting.len() } else { usize::MAX };
        let portion = if was_first { 1 } else { portion(left) };
        let files: Vec<SourceFile> =
            (0..portion).map_while(|_| state.waiting.pop()).map(|dated| dated.file).collect();
        // Release the memory for the walk's lead before everything is read.
        let left = state.waiting.len();
        if state.waiting.capacity() > WORTH_SHRINKING.max(left * 4) {
            state.waiting.shrink_to(left * 2);
        }
        let was_last_of_first = was_first && state.taken() >= state.first;
        if was_last_of_first {
            state.rests_from = Some(Instant::now());
        }
        if state.waiting.is_empty() || was_last_of_first {
            self.changed.notify_all();
        }
        files
    }

    /// Waits while the first files, if there are many more, are on their way to the screen.
    fn rest<'s>(&self, state: MutexGuard<'s, QueueState>) -> MutexGuard<'s, QueueState> {
        let rests = |state: &mut QueueState| !state.released && !state.closed && !state.stopped;
        let Some(from) = state.rests_from.filter(|_| !state.released) else { return state };
        let left = (from + LONGEST_REST).saturating_duration_since(Instant::now());
        self.changed
            .wait_timeout_while(state, left, rests)
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    /// Number of files; `None` while the walk is running.
    pub fn total(&self) -> Option<usize> {
        let state = self.lock();
        state.closed.then_some(state.found)
    }

    /// Locks the state. A panic in another thread leaves the heap intact.
    fn lock(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
