//! Starting threads, and fallbacks for when the system refuses them. The only place that starts any.
//!
//! Knows nothing of the work they do.

use std::io;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, Builder, Scope, ScopedJoinHandle};

/// Number of threads that run in parallel: the number of processors if known, or else 2.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(2, usize::from)
}

/// Work for which no thread could be started.
#[derive(Debug)]
pub struct SpawnError<W> {
    /// The work, not begun.
    pub work: W,
    /// The system's error.
    pub error: io::Error,
}

impl<W> From<SpawnError<W>> for io::Error {
    fn from(error: SpawnError<W>) -> Self {
        error.error
    }
}

/// Starts a named thread.
///
/// # Errors
///
/// Fails if the system refuses a thread, and returns the work.
pub fn start<W: FnOnce() + Send + 'static>(name: &str, work: W) -> Result<(), SpawnError<W>> {
    start_with(name, work, |work| work())
}

/// Like [`start`], but passes `work` as data to `run`; returns it if there is no thread.
///
/// # Errors
///
/// Fails if the system refuses a thread.
pub fn start_with<W: Send + 'static>(
    name: &str,
    work: W,
    run: impl FnOnce(W) + Send + 'static,
) -> Result<(), SpawnError<W>> {
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
            Some(work) => Err(SpawnError { work, error }),
            // The work has begun after all.
            None => Ok(()),
        },
    }
}

/// Starts a thread that ends within the scope.
///
/// # Errors
///
/// Fails if the system refuses a thread.
pub fn start_in<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> io::Result<ScopedJoinHandle<'scope, T>> {
    Builder::new().spawn_scoped(scope, work)
}

/// Runs all jobs and returns their results in order. The last job runs on this thread, each of the others on
/// a thread of its own, or on this one if there is none.
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

/// Calls `each` on this thread with everything that the workers find, in no particular order, until it
/// returns `false` or no worker finds more. Each worker is made on its own thread; if no thread can be
/// started, one worker runs on this thread. Returns `false` if `each` did.
pub fn gathered<T: Send, W: FnMut() -> Option<T>>(
    workers: usize,
    worker: impl Fn() -> W + Sync,
    each: impl FnMut(T) -> bool,
) -> bool {
    thread::scope(|scope| gathered_in(scope, workers, &worker, each))
}

/// Like [`gathered`], within a scope that may have other threads.
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
        // If one thread is refused, the next one would be as well.
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

/// Takes the value out of a mutex. The value is valid even if a thread panicked while it held the lock.
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
}
