//! The thread that owns the store's file: it writes changes and reads the stored state.

use super::keeper::{Keeper, Seen};
use super::memory::{Change, Memory, Remembered, RememberedStory, View};
use super::trouble::{StoreError, Trouble};
use super::{read, schema};
use crate::file::{self, Watch};
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
pub enum News {
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
    /// An error of the store, permanent or temporary.
    Trouble(Trouble),
}

pub(super) enum Request {
    Keep(Change),
    /// The file was written, by any instance.
    Touched,
    /// The sender is dropped once all earlier changes have been written or have failed.
    Settle(Sender<()>),
    Close,
}

/// An open store, or one that could not be opened. Dropping it waits until all changes are written.
#[derive(Debug)]
pub struct Store {
    requests: Sender<Request>,
    /// The result of the last write; taken when it is received.
    closed: Option<Receiver<Option<StoreError>>>,
    file: PathBuf,
}

impl Store {
    /// Opens the store in a file on a thread of its own, which calls `tell` with its reports.
    pub fn open(file: PathBuf, tell: impl FnMut(News) + Send + 'static) -> Self {
        let (requests, receiver) = mpsc::channel();
        let (closing, closed) = mpsc::channel();
        let touched = requests.clone();
        let served = file.clone();
        // Shared with the thread, and used here if the thread cannot be started.
        let tell = Arc::new(Mutex::new(tell));
        let told = Arc::clone(&tell);
        let serve = move || {
            let tell = |news| tell.lock().unwrap_or_else(PoisonError::into_inner)(news);
            let _ = closing.send(serve(&served, &receiver, &touched, tell));
        };
        if let Err(refused) = threads::start("store", serve) {
            let trouble = Trouble { file: file.clone(), why: refused.error.into() };
            told.lock().unwrap_or_else(PoisonError::into_inner)(News::Trouble(trouble));
        }
        Self { requests, closed: Some(closed), file }
    }

    /// Writes a change soon: a mark at once, a reading position within half a second.
    pub fn keep(&self, change: Change) {
        // A store that could not be opened ignores changes, and has reported the error.
        let _ = self.requests.send(Request::Keep(change));
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
    pub fn close(mut self) -> Option<Trouble> {
        let why = self.finish()?;
        Some(Trouble { file: std::mem::take(&mut self.file), why })
    }

    fn finish(&mut self) -> Option<StoreError> {
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
    mut tell: impl FnMut(News),
) -> Option<StoreError> {
    let touched = touched.clone();
    let opened = schema::open(file).and_then(|connection| {
        // The watch comes first: a write in between is reported twice rather than never.
        let watch = watch(file, move || {
            let _ = touched.send(Request::Touched);
        });
        let seen = Seen::now(&connection)?;
        let memory = read::all(&connection)?;
        Ok((connection, watch, seen, memory))
    });
    let (connection, watch, mut seen, memory) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            // A store that cannot be written may still be readable.
            if why == StoreError::ReadOnly
                && let Ok(memory) = read::recall(file)
            {
                tell(News::Recalled(Box::new(memory)));
            }
            tell(News::Trouble(Trouble { file: file.to_owned(), why }));
            return None;
        }
    };
    seen.views.clone_from(&memory.views);
    seen.queries.clone_from(&memory.queries);
    tell(News::Recalled(Box::new(memory)));
    let mut keeper = Keeper::new(file, connection, seen, tell);
    keeper.run(requests, watch.is_none());
    keeper.write_last()
}

/// Calls `touched` whenever a file in the store's folder changes whose name begins with that of the
/// store: the store itself, or its log or index.
fn watch(file: &Path, touched: impl Fn() + Send + 'static) -> Option<Watch> {
    let name = file.file_name()?.to_owned();
    let is_ours =
        move |other: &OsStr| other.as_encoded_bytes().starts_with(name.as_encoded_bytes());
    file::watch(file.parent(), is_ours, touched)
}
