//! The thread that owns the file: what is to be kept goes in, what is remembered comes out.

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

/// How long the end of the program waits for the last write.
const AT_LAST: Duration = Duration::from_secs(10);
/// What the store has to tell.
#[derive(Clone, Debug)]
pub enum News {
    /// What is remembered from earlier runs. Comes first, and once.
    Recalled(Box<Memory>),
    /// What another instance has changed.
    Changed {
        /// What is now remembered of posts.
        posts: Vec<Remembered>,
        /// What is now remembered of stories.
        stories: Vec<RememberedStory>,
        /// All saved views, if they are others now.
        views: Option<Vec<View>>,
        /// All kept queries, if they are others now.
        queries: Option<Vec<String>>,
    },
    /// The store cannot be used, or not now.
    Trouble(Trouble),
}

pub(super) enum Request {
    Keep(Change),
    /// The file was written, by whomever.
    Touched,
    /// This falls once all that was to be kept before has been written, or could not be.
    Settle(Sender<()>),
    Close,
}

/// A store that is open, or tried to be. What was given to it is in the file when it has fallen.
#[derive(Debug)]
pub struct Store {
    requests: Sender<Request>,
    /// What the last write came to; taken once it is known.
    closed: Option<Receiver<Option<StoreError>>>,
    file: PathBuf,
}

impl Store {
    /// Opens the store in a file on a thread of its own, which tells its news from there.
    pub fn open(file: PathBuf, tell: impl FnMut(News) + Send + 'static) -> Self {
        let (requests, receiver) = mpsc::channel();
        let (closing, closed) = mpsc::channel();
        let touched = requests.clone();
        let served = file.clone();
        // Shared with the thread, to be told here if there is none.
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

    /// Has a change written soon: a mark at once, a place within half a second.
    pub fn keep(&self, change: Change) {
        // A store that could not be opened takes nothing, and has said so.
        let _ = self.requests.send(Request::Keep(change));
    }

    /// Waits until the marks that were given to it so far are written, or could not be, but no longer
    /// than this.
    pub fn settle(&self, patience: Duration) {
        let (settled, settling) = mpsc::channel();
        if self.requests.send(Request::Settle(settled)).is_ok() {
            let _ = settling.recv_timeout(patience);
        }
    }

    /// Has written what is left, and returns why marks among it could not be: nobody hears of that
    /// as news any more.
    pub fn close(mut self) -> Option<Trouble> {
        let why = self.finish()?;
        Some(Trouble { file: std::mem::take(&mut self.file), why })
    }

    fn finish(&mut self) -> Option<StoreError> {
        let closed = self.closed.take()?;
        let _ = self.requests.send(Request::Close);
        // A disk that does not answer must not keep the program from ending.
        match closed.recv_timeout(AT_LAST) {
            Ok(lost) => lost,
            Err(RecvTimeoutError::Timeout) => Some(io::Error::from(io::ErrorKind::TimedOut).into()),
            // It panicked, and has said so.
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
        // In this order: what is written in between is told twice rather than never.
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
            // What may not be written may still be known.
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

/// Calls back whenever a file whose name begins with that of the store is changed in its folder: the
/// store, or a log or index beside it.
fn watch(file: &Path, touched: impl Fn() + Send + 'static) -> Option<Watch> {
    let name = file.file_name()?.to_owned();
    let is_ours =
        move |other: &OsStr| other.as_encoded_bytes().starts_with(name.as_encoded_bytes());
    file::watch(file.parent(), is_ours, touched)
}
