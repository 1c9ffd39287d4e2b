//! The one place that starts threads, and what is done where the system allows no more of them.
//!
//! Knows nothing of what they do.

use std::io;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, Builder, Scope, ScopedJoinHandle};

/// How many threads run at the same time: the processors, as far as the system tells.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

/// Work that no thread could be had for.
#[derive(Debug)]
pub struct Refused<W> {
    /// The work, not begun.
    pub work: W,
    /// Why.
    pub error: io::Error,
}

impl<W> From<Refused<W>> for io::Error {
    fn from(refused: Refused<W>) -> Self {
        refused.error
    }
}

/// Starts a thread of this name.
///
/// # Errors
///
/// The system refuses it; the work is given back.
pub fn start<W: FnOnce() + Send + 'static>(name: &str, work: W) -> Result<(), Refused<W>> {
    start_with(name, work, |work| work())
}

/// [`start`], with what the thread has, which is given back if there is none.
///
/// # Errors
///
/// The system refuses it.
pub fn start_with<W: Send + 'static>(
    name: &str,
    work: W,
    run: impl FnOnce(W) + Send + 'static,
) -> Result<(), Refused<W>> {
    let place = Arc::new(Mutex::new(Some(work)));
    let taken = Arc::clone(&place);
    let run = move || {
        if let Some(work) = take(&taken) {
            run(work);
        }
    };
    match Builder::new().name(name.to_owned()).spawn(run) {
        Ok(_) => Ok(()),
        Err(error) => match take(&place) {
            Some(work) => Err(Refused { work, error }),
            // It was begun after all.
            None => Ok(()),
        },
    }
}

/// Starts a thread that ends within the scope.
///
/// # Errors
///
/// The system refuses it.
pub fn start_in<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> io::Result<ScopedJoinHandle<'scope, T>> {
    Builder::new().spawn_scoped(scope, work)
}

/// Does all jobs and returns what each came to, in their order: the last on this thread, and each of
/// the others on a thread of its own, or on this one where there is no other.
pub fn all<T: Send>(jobs: impl IntoIterator<Item = impl FnOnce() -> T + Send>) -> Vec<T> {
    let jobs: Vec<_> = jobs.into_iter().map(|job| Mutex::new(Some(job))).collect();
    let last = jobs.len().saturating_sub(1);
    let run = |number: usize| take(&jobs[number]).map(|job| job());
    let run = &run;
    thread::scope(|scope| {
        let started: Vec<_> =
            (0..last).map(|number| start_in(scope, move || run(number))).collect();
        let mut own: Vec<Option<T>> = (0..jobs.len())
            .map(|number| match started.get(number) {
                Some(Ok(_)) => None,
                Some(Err(_)) | None => run(number),
            })
            .collect();
        for (number, thread) in started.into_iter().enumerate() {
            if let Ok(thread) = thread {
                own[number] = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
            }
        }
        own.into_iter().flatten().collect()
    })
}

/// Does two things at the same time, the second on this thread; one after the other where there is no
/// other thread.
pub fn both<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    let first = Mutex::new(Some(first));
    let run = || take(&first).map(|first| first());
    thread::scope(|scope| {
        let started = start_in(scope, run).ok();
        let b = second();
        let a =
            started.and_then(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        // It was not begun where no thread could be had.
        match a.or_else(run) {
            Some(a) => (a, b),
            None => unreachable!("the first is either done by the thread or left for this one"),
        }
    })
}

/// Calls `each` on this thread with all that so many workers find, in whatever order, until it says
/// that it wants no more, or none has anything. A worker is made on its thread; without a thread one
/// works on this one. Returns whether all was wanted.
pub fn gathered<T: Send, W: FnMut() -> Option<T>>(
    workers: usize,
    worker: impl Fn() -> W + Sync,
    each: impl FnMut(T) -> bool,
) -> bool {
    thread::scope(|scope| gathered_in(scope, workers, &worker, each))
}

/// [`gathered`] within a scope that has other threads as well.
pub fn gathered_in<'scope, T: Send + 'scope, W: FnMut() -> Option<T>>(
    scope: &'scope Scope<'scope, '_>,
    workers: usize,
    worker: &'scope (impl Fn() -> W + Sync),
    mut each: impl FnMut(T) -> bool,
) -> bool {
    let (sender, receiver) = mpsc::channel();
    let mut has_threads = false;
    for _ in 0..workers {
        let sender = sender.clone();
        let work = move || {
            let mut next = worker();
            while let Some(found) = next() {
                if sender.send(found).is_err() {
                    return;
                }
            }
        };
        // Where one is refused, so would be the next.
        if start_in(scope, work).is_err() {
            break;
        }
        has_threads = true;
    }
    drop(sender);
    if has_threads {
        return receiver.into_iter().all(each);
    }
    let mut next = worker();
    while let Some(found) = next() {
        if !each(found) {
            return false;
        }
    }
    true
}

/// Threads that others may start at the same time as somebody who asked whether there is room: more than
/// the program ever has, as several ask at once when it starts.
const MARGIN: usize = 14;

/// Whether so many threads can be had besides those that run: for crates that start their own and
/// hang or panic where one is refused. Tried, since no system tells.
pub fn have_room_for(threads: usize) -> bool {
    let (release, waiting) = mpsc::channel::<()>();
    let waiting = &Mutex::new(waiting);
    thread::scope(|scope| {
        let wait = move || drop(waiting.lock().map(|waiting| waiting.recv()));
        let has_room = (0..threads + MARGIN).all(|_| start_in(scope, wait).is_ok());
        drop(release);
        has_room
    })
}

/// Takes what is there; it stays sound whatever panicked while it was locked.
fn take<T>(place: &Mutex<Option<T>>) -> Option<T> {
    place.lock().unwrap_or_else(PoisonError::into_inner).take()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn jobs_keep_their_order() {
        assert_eq!(
            all((0..20).map(|number| move || number * 2)),
            (0..40).step_by(2).collect::<Vec<_>>()
        );
        assert!(all(Vec::<fn() -> u8>::new()).is_empty());
        let here = thread::current().id();
        let threads = all((0..2).map(|_| || thread::current().id()));
        assert!(threads[0] != here && threads[1] == here);
    }

    #[test]
    fn all_that_workers_find_is_gathered_with_and_without_threads() {
        for workers in [0, 1, 3] {
            let left = &AtomicUsize::new(100);
            let next = || {
                left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
            };
            let mut found = Vec::new();
            assert!(gathered(
                workers,
                || move || next().ok(),
                |number| {
                    found.push(number);
                    true
                }
            ));
            found.sort_unstable();
            assert_eq!(found, (1..=100).collect::<Vec<_>>(), "{workers}");
        }
        assert!(!gathered(0, || || Some(1), |_| false));
        assert!(!gathered(2, || || Some(1), |_| false));
    }

    #[test]
    fn there_is_room_for_a_few_threads() {
        assert!(have_room_for(1));
    }
}
