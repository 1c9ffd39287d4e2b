//! The thread that owns the store's file: it writes changes and reads the stored state.

use super::keeper::{Keeper, ReportedState};
use super::memory::{Change, Memory, Remembered, RememberedStory, View};
use super::store_error::{StoreError, StoreErrorKind};
use super::sync::{SyncError, SyncSettings};
use super::visits::Attendance;
use super::{read, schema};
use crate::file::{self, FileWatch, Presence};
use crate::post::LastVisit;
use crate::threads;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Maximum time for which the end of the program waits for the last write.
const AT_LAST: Duration = Duration::from_secs(10);
/// A report from the store.
#[derive(Clone, Debug)]
pub enum StoreReport {
    /// The state stored by earlier runs. Comes first, and only once.
    Recalled(Box<Memory>),
    /// Changes made by another instance.
    Changed {
        /// The new state of posts.
        posts: Vec<Remembered>,
        /// The new state of stories.
        stories: Vec<RememberedStory>,
        /// All saved views, if they have changed.
        views: Option<Vec<View>>,
        /// All stored queries, if they have changed.
        queries: Option<Vec<String>>,
    },
    /// Another visit has begun, with the last one before it.
    OtherVisit(Option<Box<LastVisit>>),
    /// An error of the store, permanent or temporary.
    Failed(StoreError),
    /// An error of the sync with other machines.
    SyncFailed(SyncError),
}

pub(super) enum Request {
    Keep(Change),
    /// The file was written, by any instance.
    Touched,
    /// Marks are synced with other machines from now on, or no longer.
    Sync(Option<SyncSettings>),
    /// A file in the folder of the sync was written, by any machine, or is to be looked for.
    SyncTouched,
    /// The sender is dropped once all earlier changes have been written or have failed.
    Settle(Sender<()>),
    Close,
}

/// An open store, or one that could not be opened. Dropping it waits until all changes are written.
#[derive(Debug)]
pub struct Store {
    requests: Sender<Request>,
    /// The result of the last write; taken when it is received.
    closed: Option<Receiver<Option<StoreErrorKind>>>,
    file: PathBuf,
}

impl Store {
    /// Opens the store in a file on a thread of its own, which calls `report` with its reports.
    pub fn open(file: PathBuf, report: impl FnMut(StoreReport) + Send + 'static) -> Self {
        let (requests, receiver) = mpsc::channel();
        let (closing, closed) = mpsc::channel();
        let touched = requests.clone();
        let served = file.clone();
        // Shared with the thread, and used here if the thread cannot be started.
        let report = Arc::new(Mutex::new(report));
        let reporter = Arc::clone(&report);
        let serve = move || {
            let report = |news| report.lock().unwrap_or_else(PoisonError::into_inner)(news);
            let _ = closing.send(serve(&served, &receiver, &touched, report));
        };
        if let Err(failed) = threads::start("store", serve) {
            let error = StoreError { file: file.clone(), kind: failed.error.into() };
            reporter.lock().unwrap_or_else(PoisonError::into_inner)(StoreReport::Failed(error));
        }
        Self { requests, closed: Some(closed), file }
    }

    /// Writes a change soon: a mark at once, a reading position within half a second.
    pub fn keep(&self, change: Change) {
        // A store that could not be opened ignores changes, and has reported the error.
        let _ = self.requests.send(Request::Keep(change));
    }

    /// Syncs marks with other machines from now on, or no longer. Posts are marked once [`Change::Present`] has
    /// told of them.
    pub fn sync(&self, settings: Option<SyncSettings>) {
        let _ = self.requests.send(Request::Sync(settings));
    }

    /// Looks for marks of other machines now.
    pub fn look_for_synced(&self) {
        let _ = self.requests.send(Request::SyncTouched);
    }

    /// Waits until all marks passed in so far are written or have failed, but no longer than
    /// `patience`.
    pub fn settle(&self, patience: Duration) {
        let (settled, settling) = mpsc::channel();
        if self.requests.send(Request::Settle(settled)).is_ok() {
            let _ = settling.recv_timeout(patience);
        }
    }

    /// Writes all remaining changes and returns the error if marks among them could not be
    /// written. It can no longer be reported as news.
    pub fn close(mut self) -> Option<StoreError> {
        let kind = self.finish()?;
        Some(StoreError { file: std::mem::take(&mut self.file), kind })
    }

    fn finish(&mut self) -> Option<StoreErrorKind> {
        let closed = self.closed.take()?;
        let _ = self.requests.send(Request::Close);
        // A disk that does not respond must not keep the program from ending.
        match closed.recv_timeout(AT_LAST) {
            Ok(lost) => lost,
            Err(RecvTimeoutError::Timeout) => Some(io::Error::from(io::ErrorKind::TimedOut).into()),
            // The thread panicked, which was reported.
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.finish();
    }
}

fn serve(
    file: &Path,
    requests: &Receiver<Request>,
    touched: &Sender<Request>,
    mut report: impl FnMut(StoreReport),
) -> Option<StoreErrorKind> {
    let for_sync = touched.clone();
    let touched = touched.clone();
    let opened = schema::open(file).and_then(|connection| {
        // The watch comes first: a write in between is reported twice rather than never.
        let watch = watch(file, move || {
            let _ = touched.send(Request::Touched);
        });
        let presence = Presence::announce(&schema::lock_of(file));
        let seen = ReportedState::now(&connection)?;
        let memory = read::all(&connection, presence.has_company())?;
        Ok((connection, watch, presence, seen, memory))
    });
    let (connection, watch, presence, mut seen, memory) = match opened {
        Ok(opened) => opened,
        Err(kind) => {
            // A store that cannot be written may still be readable.
            if kind == StoreErrorKind::ReadOnly
                && let Ok(memory) = read::recall(file)
            {
                report(StoreReport::Recalled(Box::new(memory)));
            }
            report(StoreReport::Failed(StoreError { file: file.to_owned(), kind }));
            return None;
        }
    };
    seen.views.clone_from(&memory.views);
    seen.queries.clone_from(&memory.queries);
    report(StoreReport::Recalled(Box::new(memory)));
    let attendance = Attendance::new(presence.has_company());
    let mut keeper = Keeper::new(file, connection, seen, attendance, report);
    keeper.attend();
    keeper.run(requests, &for_sync, watch.is_none());
    let lost = keeper.write_last();
    keeper.sync_last();
    lost
}

/// Calls `touched` whenever a file in the store's folder changes whose name begins with that of the
/// store: the store itself, or its log or index.
fn watch(file: &Path, touched: impl Fn() + Send + 'static) -> Option<FileWatch> {
    let name = file.file_name()?.to_owned();
    let is_ours =
        move |other: &OsStr| other.as_encoded_bytes().starts_with(name.as_encoded_bytes());
    file::watch(file.parent(), is_ours, touched)
}
