//! The sync of an open store: when to look into the folder, and which errors to report.

use super::store::Request;
use super::sync::{MarkSync, PassResult, SyncError, SyncErrorKind, SyncSettings, is_file_name};
use crate::file::{self, FileWatch};
use crate::post::{Post, PostId};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// Delay after a change in the folder, which is rarely a single one.
const SETTLED: Duration = Duration::from_millis(150);
/// Interval at which a folder is tried again that is missing, or that cannot be written or watched.
const AGAIN: Duration = Duration::from_secs(10);

/// The sync of an open store.
pub(super) struct SyncTask {
    sync: MarkSync,
    watch: Option<FileWatch>,
    touched: Sender<Request>,
    /// Posts that have come in since the last pass.
    arrived: Vec<Arc<Post>>,
    /// Time of the next pass.
    pub due: Option<Instant>,
    /// Errors that were reported; each is reported once until it is over.
    reported: Vec<SyncError>,
}

impl SyncTask {
    /// A sync whose first pass is due at once.
    pub fn new(store: &Path, settings: SyncSettings, touched: Sender<Request>) -> Self {
        Self {
            sync: MarkSync::new(store, settings),
            watch: None,
            touched,
            arrived: Vec::new(),
            due: Some(Instant::now()),
            reported: Vec::new(),
        }
    }

    /// The settings.
    pub fn settings(&self) -> &SyncSettings {
        &self.sync.settings
    }

    /// Posts have come in, or been moved.
    pub fn arrive(&mut self, posts: impl IntoIterator<Item = Arc<Post>>) {
        self.arrived.extend(posts);
        self.due = Some(Instant::now());
    }

    /// Files have moved away.
    pub fn leave(&mut self, posts: &[PostId]) {
        self.sync.posts.remove(posts);
    }

    /// The folder has changed, or may have.
    pub fn touch(&mut self) {
        let soon = Instant::now() + SETTLED;
        self.due = Some(self.due.map_or(soon, |due| due.min(soon)));
    }

    /// Reads and writes what is due. Returns what has happened, with errors that are new.
    pub fn pass(&mut self, connection: &mut Connection) -> rusqlite::Result<PassResult> {
        self.due = None;
        if self.watch.is_none() {
            // The watch comes first, so that no change is missed.
            let touched = self.touched.clone();
            self.watch = file::watch(
                [self.sync.settings.folder.as_path()],
                |name| name.to_str().is_some_and(is_file_name),
                move || _ = touched.send(Request::SyncTouched),
            );
        }
        let result = self.sync.pass(connection, &self.arrived)?;
        self.arrived.clear();
        self.reported.retain(|error| result.errors.contains(error));
        Ok(self.after(result))
    }

    /// Writes new marks.
    pub fn write(&mut self, connection: &mut Connection) -> rusqlite::Result<PassResult> {
        let result = self.sync.write(connection)?;
        Ok(self.after(result))
    }

    /// Sets the time of the next pass, and leaves out the errors that were reported.
    fn after(&mut self, mut result: PassResult) -> PassResult {
        if result.is_unfinished {
            self.touch();
        }
        let is_gone = result.errors.iter().any(|error| error.kind == SyncErrorKind::NoFolder);
        if is_gone {
            self.watch = None;
        }
        let may_pass = |error: &SyncError| {
            matches!(error.kind, SyncErrorKind::NoFolder | SyncErrorKind::Unwritable(_))
        };
        if self.watch.is_none() || result.errors.iter().any(may_pass) {
            let again = Instant::now() + AGAIN;
            self.due = Some(self.due.map_or(again, |due| due.min(again)));
        }
        result.errors.retain(|error| !self.reported.contains(error));
        self.reported.extend(result.errors.iter().cloned());
        result
    }
}
