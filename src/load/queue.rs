//! Files between the walk that finds them and the threads that read them: the newest name comes out
//! first, whatever has been found so far.

use super::read::HANDFUL;
use super::scan::{Dated, SourceFile};
use std::collections::BinaryHeap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long the walk goes on before the first file is read. Most walks are over by then, so that
/// the first screen shows what is newest of all; in a longer one it is the newest found so far.
const HEAD_START: Duration = Duration::from_millis(6);

/// How long files behind the first ones are held back at most, whatever becomes of those.
pub(super) const LONGEST_REST: Duration = Duration::from_millis(100);

/// Room for fewer files than this may stay empty.
const WORTH_SHRINKING: usize = 4096;

/// The queue; shared by all threads of one load.
#[derive(Debug)]
pub(super) struct Queue {
    /// When the head start is over.
    from: Instant,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// How many files are read before the walk, which would take the processors from them, goes on.
    first: usize,
    waiting: BinaryHeap<Dated>,
    /// Files put in so far.
    found: usize,
    /// No more will be put in.
    closed: bool,
    /// None is to be taken out any more.
    stopped: bool,
    /// When the last of the first ones was taken out.
    rests_from: Option<Instant>,
    /// The first ones are shown, and all the others may follow.
    released: bool,
}

impl State {
    fn taken(&self) -> usize {
        self.found - self.waiting.len()
    }
}

impl Queue {
    /// An empty queue, out of which so many files are to be taken before anything else is done.
    pub fn new(first: usize) -> Self {
        let from = Instant::now() + HEAD_START;
        let state = State { first, ..State::default() };
        Self { from, state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Puts a file in; returns whether more are wanted.
    pub fn push(&self, file: SourceFile) -> bool {
        let file = Dated::new(file);
        let mut state = self.lock();
        state.waiting.push(file);
        state.found += 1;
        if state.waiting.len() == 1 {
            self.changed.notify_all();
        }
        if state.taken() < state.first && Instant::now() >= self.from {
            let reading = |state: &mut State| {
                state.taken() < state.first && !state.waiting.is_empty() && !state.stopped
            };
            state = self.changed.wait_while(state, reading).unwrap_or_else(PoisonError::into_inner);
        }
        !self.rest(state).stopped
    }

    /// Says that nothing is read while the walk goes on, so that the walk waits for nothing.
    pub fn hold_nothing_back(&self) {
        let mut state = self.lock();
        state.first = 0;
        state.released = true;
    }

    /// Says that all files are in.
    pub fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Says that no file is wanted any more.
    pub fn stop(&self) {
        self.lock().stopped = true;
        self.changed.notify_all();
    }

    /// Lets the files behind the first ones be taken out, and the walk go on.
    pub fn release(&self) {
        self.lock().released = true;
        self.changed.notify_all();
    }

    /// Waits until the walk has had its head start, or is over.
    pub fn wait_for_head_start(&self) {
        let state = self.lock();
        let left = self.from.saturating_duration_since(Instant::now());
        let walking = |state: &mut State| !state.closed && !state.stopped;
        drop(self.changed.wait_timeout_while(state, left, walking));
    }

    /// Takes out the newest file, and waits for one if there is none; nothing when all are out.
    /// Once the first ones are out it is a handful at a time, since each time costs others a wait.
    pub fn pop(&self) -> Vec<SourceFile> {
        let empty = |state: &mut State| state.waiting.is_empty() && !state.closed && !state.stopped;
        let state = self.rest(self.lock());
        let mut state =
            self.changed.wait_while(state, empty).unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            return Vec::new();
        }
        let was_first = state.taken() < state.first;
        let handful = if was_first { 1 } else { HANDFUL };
        let files: Vec<SourceFile> =
            (0..handful).map_while(|_| state.waiting.pop()).map(|dated| dated.file).collect();
        // What the walk was ahead by is not kept room for until all is read.
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

    /// Waits while the first ones, of many more, are on their way to whoever shows them.
    fn rest<'s>(&self, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        let rests = |state: &mut State| !state.released && !state.closed && !state.stopped;
        let Some(from) = state.rests_from.filter(|_| !state.released) else { return state };
        let left = (from + LONGEST_REST).saturating_duration_since(Instant::now());
        self.changed
            .wait_timeout_while(state, left, rests)
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    /// How many files there are; nothing while the walk goes on.
    pub fn total(&self) -> Option<usize> {
        let state = self.lock();
        state.closed.then_some(state.found)
    }

    /// The state; a heap stays one whatever panicked while it was locked.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
