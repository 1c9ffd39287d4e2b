//! The events of a watch, in one queue: changes of the library and of marks, and the end of whoever reads the
//! output.

use crate::file::{self, FileWatch};
use crate::load::{self, FileIndex, LibraryChange, Roots, WatchError, WatchHandle, WatchReport};
use crate::state::is_sync_file;
use crate::term::watch_output;
use crate::threads;
use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// Maximum number of waiting events. If more come, their senders wait, and changes of files are collected.
const MAX_WAITING: usize = 8;
/// Delays after a write to the store at which it is read. The system reports a write before it is complete; the
/// second delay is for a writer that was kept from completing it.
const COMPLETE: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(500)];

/// Time without further changes after which a change of the library is taken for complete: a file may have been
/// read while it was still being written.
const SETTLED: Duration = Duration::from_millis(300);
/// Maximum time to wait for that.
const MAX_UNSETTLED: Duration = Duration::from_secs(3);

/// An event of a watch.
#[derive(Debug)]
pub enum LiveEvent {
    /// The library has changed.
    Library(LibraryChange),
    /// From now on, the folders are walked at intervals.
    Polling(WatchError),
    /// Marks may have changed.
    Marks,
    /// Files with marks of other machines may have changed.
    Synced,
    /// The watch is over.
    End,
}

/// The events of a running watch. It ends when they are dropped.
pub struct LiveEvents {
    receiver: Receiver<LiveEvent>,
    /// Times at which to read marks again.
    look_at: [Option<Instant>; 2],
    /// Time at which to sync marks with other machines.
    sync_at: Option<Instant>,
    unsettled: Option<UnsettledChange>,
    _handle: WatchHandle,
    _marks: [Option<FileWatch>; 2],
}

impl LiveEvents {
    /// Begins to watch the roots, of which `index` has the state, and if marks matter, the store in
    /// `memory` and the folder through which marks are `synced`.
    ///
    /// # Errors
    ///
    /// Fails if the system refuses a thread.
    pub fn start(
        roots: &Roots,
        index: FileIndex,
        (memory, synced): (Option<&Path>, Option<&Path>),
    ) -> io::Result<Self> {
        let (sender, receiver) = sync_channel(MAX_WAITING);
        let (changes, handle) = load::events();
        let store = memory.and_then(|file| watch_store(file, sender.clone()));
        let synced = synced.and_then(|folder| watch_synced(folder, sender.clone()));
        let (ended, closed) = (sender.clone(), sender.clone());
        let roots = roots.clone();
        threads::start("load", move || {
            load::watch(&roots, index, &changes, |report| report_to(&sender, report));
            // The receiver may be gone, here and below.
            let _ = ended.send(LiveEvent::End);
        })?;
        watch_output(move || {
            let _ = closed.send(LiveEvent::End);
        });
        Ok(Self {
            receiver,
            look_at: [None; 2],
            sync_at: None,
            unsettled: None,
            _handle: handle,
            _marks: [store, synced],
        })
    }

    /// Waits for the next event.
    pub fn next(&mut self) -> LiveEvent {
        loop {
            let due = self.unsettled.as_ref().map(|unsettled| unsettled.due);
            let next = match self.look_at.iter().chain([&due, &self.sync_at]).flatten().min() {
                None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => {
                    self.receiver.recv_timeout(at.saturating_duration_since(Instant::now()))
                }
            };
            let now = Instant::now();
            match next {
                Ok(LiveEvent::Marks) => {
                    // Others who keep writing must not postpone the first look.
                    let first = self.look_at[0].unwrap_or(now + COMPLETE[0]);
                    self.look_at = [Some(first), Some(now + COMPLETE[1])];
                }
                Ok(LiveEvent::Synced) => self.sync_at = self.sync_at.or(Some(now + SETTLED)),
                Ok(LiveEvent::Library(change)) => {
                    self.unsettled =
                        Some(UnsettledChange::after(self.unsettled.take(), change, now));
                }
                Ok(event) => return event,
                Err(RecvTimeoutError::Disconnected) => return LiveEvent::End,
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(settled) = self.unsettled.take_if(|one| one.due <= now) {
                        return LiveEvent::Library(settled.change);
                    }
                    if self.sync_at.take_if(|at| *at <= now).is_some() {
                        return LiveEvent::Synced;
                    }
                    if self.look_at.iter().flatten().any(|at| *at <= now) {
                        self.look_at = self.look_at.map(|at| at.filter(|at| *at > now));
                        return LiveEvent::Marks;
                    }
                }
            }
        }
    }
}

/// A change of the library that further ones may follow.
struct UnsettledChange {
    change: LibraryChange,
    /// Time at which it is taken for complete.
    due: Instant,
    /// Time at which it is in any case.
    limit: Instant,
}

impl UnsettledChange {
    /// A change that comes `now`, with those before it.
    fn after(before: Option<Self>, change: LibraryChange, now: Instant) -> Self {
        let Some(Self { change: earlier, limit, .. }) = before else {
            return Self { change, due: now + SETTLED, limit: now + MAX_UNSETTLED };
        };
        let mut both = change;
        both.changed.splice(..0, earlier.changed);
        both.moved.splice(..0, earlier.moved);
        Self { change: both, due: (now + SETTLED).min(limit), limit }
    }
}

/// Passes a report of the watch on; returns `false` if nobody waits for it.
fn report_to(sender: &SyncSender<LiveEvent>, report: WatchReport) -> bool {
    let event = match report {
        WatchReport::Changed(change) => LiveEvent::Library(change),
        WatchReport::Polling(reason) => LiveEvent::Polling(reason),
        WatchReport::Rescanned(_) => return true,
    };
    sender.send(event).is_ok()
}

/// Reports writes to the store: to its file, or to a log beside it.
fn watch_store(file: &Path, sender: SyncSender<LiveEvent>) -> Option<FileWatch> {
    let name = file.file_name()?.to_owned();
    let folder = file.parent()?;
    // The store may be created later. Where its folder cannot be, it is not watched.
    let _ = file::create_folder(folder);
    let is_ours =
        move |other: &OsStr| other.as_encoded_bytes().starts_with(name.as_encoded_bytes());
    let touched = move || {
        // If the queue is full, marks are read with the events in it.
        let _ = sender.try_send(LiveEvent::Marks);
    };
    // Marks may have changed between being read and now.
    touched();
    file::watch([folder], is_ours, touched)
}

/// Reports changes of the files through which marks are synced.
fn watch_synced(folder: &Path, sender: SyncSender<LiveEvent>) -> Option<FileWatch> {
    let touched = move || {
        // If the queue is full, a change of the library in it syncs as well, or else the next change does.
        let _ = sender.try_send(LiveEvent::Synced);
    };
    // Files may have changed between being read and now.
    touched();
    file::watch([folder], |name: &OsStr| name.to_str().is_some_and(is_sync_file), touched)
}
