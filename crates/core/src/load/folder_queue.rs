//! The folders that a walk has found and not read yet. Threads take them, and put in the folders below.

use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A queue of folders, given as paths below the root.
#[derive(Debug)]
pub(super) struct FolderQueue {
    state: Mutex<FolderQueueState>,
    changed: Condvar,
}

#[derive(Debug)]
struct FolderQueueState {
    waiting: Vec<PathBuf>,
    /// Number of folders that were taken and not dropped. Each may have more folders in it.
    taken: usize,
}

/// A folder that a thread is reading.
#[derive(Debug)]
pub(super) struct TakenFolder<'q> {
    queue: &'q FolderQueue,
    pub below: PathBuf,
}

impl FolderQueue {
    /// A queue with one folder in it.
    pub fn new(below: PathBuf) -> Self {
        let state = FolderQueueState { waiting: vec![below], taken: 0 };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// Takes out the folder that was put in last, waiting for one if necessary. Returns `None` when all are
    /// out and none is being read.
    pub fn take(&self) -> Option<TakenFolder<'_>> {
        let may_come = |state: &mut FolderQueueState| state.waiting.is_empty() && state.taken > 0;
        let state = self.changed.wait_while(self.lock(), may_come);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        let below = state.waiting.pop()?;
        state.taken += 1;
        Some(TakenFolder { queue: self, below })
    }

    /// Locks the state. A panic in another thread leaves it intact.
    fn lock(&self) -> MutexGuard<'_, FolderQueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TakenFolder<'_> {
    /// Puts a folder within this one into the queue.
    pub fn put(&self, below: PathBuf) {
        self.queue.lock().waiting.push(below);
        self.queue.changed.notify_one();
    }
}

impl Drop for TakenFolder<'_> {
    /// Ends the wait of the other threads if this was the last folder, however its reading has ended.
    fn drop(&mut self) {
        let mut state = self.queue.lock();
        state.taken -= 1;
        if state.taken == 0 {
            self.queue.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::threads;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The folders of a tree three levels deep, taken by several threads.
    fn walked(threads: usize, most: usize) -> BTreeSet<PathBuf> {
        let queue = &FolderQueue::new(PathBuf::new());
        let mut found = BTreeSet::new();
        let worker = || {
            || {
                let folder = queue.take()?;
                if folder.below.components().count() < 3 {
                    (0..4).for_each(|name| folder.put(folder.below.join(name.to_string())));
                }
                Some(folder.below.clone())
            }
        };
        threads::gathered(threads, worker, |folder| {
            assert!(found.insert(folder));
            found.len() < most
        });
        found
    }

    #[test]
    fn every_folder_is_taken_once_and_the_end_is_seen_by_all() {
        for threads in [0, 1, 2, 5] {
            let found = walked(threads, usize::MAX);
            assert_eq!(found.len(), 1 + 4 + 16 + 64, "{threads}");
            assert!(found.contains(Path::new("3/0/2")));
            assert_eq!(walked(threads, 7).len(), 7, "{threads}");
        }
    }
}
