//! Access to the store for commands, which run beside the program or without it. They take no part in
//! visits: what is new to the user is the same before and after.

use super::memory::{Change, Memory};
use super::schema::{self, open_to_read};
use super::store_error::{StoreError, StoreErrorKind};
use super::sync::{MarkSync, SyncError, SyncSettings};
use super::{follow, read, write};
use crate::post::Post;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Maximum time to wait for a lock held by another instance.
const PATIENCE: Duration = Duration::from_secs(5);

/// Writes changes in one transaction, creating the store if necessary. Before that, the stored state of files
/// that are gone is copied to those of `present` that are the same files, as the program would do at its next
/// start: a mark would keep it from doing so. With `sync`, the marks are synced with other machines; what could not
/// be is returned.
///
/// # Errors
///
/// Fails if the store cannot be opened or written; then nothing is written.
pub fn write_changes(
    file: &Path,
    present: &[Arc<Post>],
    changes: &[Change],
    sync: Option<&SyncSettings>,
) -> Result<Vec<SyncError>, StoreError> {
    let write = || {
        let mut connection = schema::open(file)?;
        connection.busy_timeout(PATIENCE)?;
        let roots = sync.map_or(&[][..], |sync| &sync.roots);
        write::write_unattended(&mut connection, present, changes, roots)?;
        // The marks are written; what other machines get of them now is another matter.
        let sync =
            sync.map(|sync| MarkSync::new(file, sync.clone()).pass(&mut connection, present));
        Ok(sync.and_then(Result::ok).map_or_else(Vec::new, |result| result.errors))
    };
    write().map_err(|kind: StoreErrorKind| StoreError { file: file.to_owned(), kind })
}

/// A store that is read again and again while others write to it.
#[derive(Debug)]
pub struct StoreReader {
    file: PathBuf,
    /// `None` until there is a store.
    connection: Option<Connection>,
    /// Version of the contents that were read.
    version: Option<i64>,
}

impl StoreReader {
    /// A reader of the store in a file, which need not exist yet.
    pub fn new(file: &Path) -> Self {
        Self { file: file.to_owned(), connection: None, version: None }
    }

    /// The contents, if they have changed since they were last read; `None` if they have not, or if there is
    /// no store. As with [`recall_of`](super::recall_of), the state of files that are gone applies to those
    /// of `posts` that are the same files.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be read.
    pub fn changed(&mut self, posts: &[Arc<Post>]) -> Result<Option<Memory>, StoreError> {
        self.read(posts).map_err(|kind| StoreError { file: self.file.clone(), kind })
    }

    /// Makes [`Self::changed`] return the contents again, for other posts.
    pub fn forget(&mut self) {
        self.version = None;
    }

    fn read(&mut self, posts: &[Arc<Post>]) -> Result<Option<Memory>, StoreErrorKind> {
        if self.connection.is_none() {
            self.connection = open_to_read(&self.file)?;
        }
        let Some(connection) = &self.connection else { return Ok(None) };
        let version = read::version(connection)?;
        if self.version == Some(version) {
            return Ok(None);
        }
        let mut memory = read::all(connection, false)?;
        follow::follow_in(&mut memory, connection, posts)?;
        self.version = Some(version);
        Ok(Some(memory))
    }
}
