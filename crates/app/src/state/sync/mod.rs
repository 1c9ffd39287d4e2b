//! Marks of several machines, synced through a folder that any other program keeps the same on all of them.
//!
//! # What is synced
//!
//! Which posts are read and starred, which stories are seen and starred, own tags and notes. Not synced are
//! places in posts, which change with every key; and earlier queries, views, the layout, the session and the
//! visits, which belong to one machine.
//!
//! # Records
//!
//! Each machine appends to one file, `yunbao-NAME.jsonl`, which no other machine writes. A line is one record
//! ([`record`]): a post or story, one field of it, the value, a stamp and the name of the machine. Removing a mark
//! is a record like any other, and each own tag is a field of its own. For each field, the newest record counts
//! ([`marks`]); whatever the order in which files arrive, all machines come to the same. Stamps are those of a
//! clock ([`clock`]) that goes on from the highest stamp seen, so that a wrong clock loses no later mark.
//!
//! A story is told by the number of its page. A post is told by its path below its root and by its contents
//! ([`post_key`]), as folders lie elsewhere on each machine.
//!
//! # What is in the store
//!
//! The store has the newest record of each field (`sync_marks`). A mark becomes a record in the same transaction
//! ([`journal`]); it is written to the folder right after that, or as soon as the folder can be written
//! ([`own_file`]). Records from the folder ([`folder`]) are applied to posts and stories that are there
//! ([`apply`]), and reported like marks of another instance; those of other posts wait in the store. A pass can be
//! interrupted anywhere: what was not committed is done again, and a record that is there twice changes nothing.

mod apply;
mod clock;
mod folder;
mod journal;
mod machine;
mod marks;
mod own_file;
mod post_key;
mod record;
mod sync_error;
#[cfg(test)]
mod tests;

use super::follow::follow;
use super::schema;
use super::store_error::{StoreError, StoreErrorKind};
use crate::post::Post;
use folder::{file_of, files, read_file};
use machine::{Machine, leave_name, name_machine, place_of};
use own_file::write_own;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use folder::is_file_name;
pub(super) use journal::Journal;
pub(super) use post_key::PresentPosts;
pub use sync_error::{SyncError, SyncErrorKind};

/// Settings of the sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncSettings {
    /// The folder of all machines' marks. It is never created.
    pub folder: PathBuf,
    /// The roots of the posts.
    pub roots: Vec<PathBuf>,
}

/// The sync of one store.
#[derive(Debug)]
pub(super) struct MarkSync {
    pub settings: SyncSettings,
    pub posts: PresentPosts,
    /// The place of the store.
    place: String,
}

/// The result of a pass.
#[derive(Debug, Default)]
pub(super) struct PassResult {
    /// `true` if marks of other machines have changed posts or stories.
    pub changed: bool,
    /// The errors in reading and writing.
    pub errors: Vec<SyncError>,
    /// `true` if the file of this machine has to be read before it is written.
    pub is_unfinished: bool,
}

impl MarkSync {
    /// A sync that knows of no posts yet.
    pub fn new(store: &Path, settings: SyncSettings) -> Self {
        Self { settings, posts: PresentPosts::default(), place: place_of(store) }
    }

    /// Reads what other machines have written, applies it, and writes what this one has yet to write. Posts
    /// that have come in are passed as `arrived`; at the start these are all.
    pub fn pass(
        &mut self,
        connection: &mut Connection,
        arrived: &[Arc<Post>],
    ) -> rusqlite::Result<PassResult> {
        self.name(connection)?;
        self.posts.add(arrived);
        let mut result = PassResult::default();
        let has_lost = match files(&self.settings.folder) {
            Ok(files) => Some(self.read(connection, &files, &mut result.errors)?),
            Err(_) => {
                let path = self.settings.folder.clone();
                result.errors.push(SyncError { path, kind: SyncErrorKind::NoFolder });
                None
            }
        };
        result.changed = self.apply(connection, arrived)?;
        if let Some(has_lost) = has_lost {
            self.write_own(connection, has_lost, &mut result)?;
        }
        Ok(result)
    }

    /// Writes what this machine has yet to write.
    pub fn write(&self, connection: &mut Connection) -> rusqlite::Result<PassResult> {
        let mut result = PassResult::default();
        self.write_own(connection, false, &mut result)?;
        Ok(result)
    }

    fn name(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        name_machine(&transaction, &self.place)?;
        transaction.commit()
    }

    /// Reads the files. Returns `true` if this machine's own has lost records.
    fn read(
        &self,
        connection: &mut Connection,
        files: &[PathBuf],
        errors: &mut Vec<SyncError>,
    ) -> rusqlite::Result<bool> {
        let machine = Machine::load(connection)?;
        let own = machine.map(|machine| file_of(&self.settings.folder, &machine.id));
        let mut has_lost = false;
        for path in files {
            match read_file(connection, path)? {
                Ok(news) if own.as_ref() == Some(path) => {
                    has_lost = news.has_lost;
                    if news.has_new {
                        // A copy of this store writes the same file.
                        let immediate = TransactionBehavior::Immediate;
                        let transaction = connection.transaction_with_behavior(immediate)?;
                        leave_name(&transaction)?;
                        transaction.commit()?;
                    }
                }
                Ok(_) => {}
                Err(kind) => errors.push(SyncError { path: path.clone(), kind }),
            }
        }
        Ok(has_lost)
    }

    fn apply(&self, connection: &mut Connection, arrived: &[Arc<Post>]) -> rusqlite::Result<bool> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(mut journal) = Journal::begin(&transaction, &self.settings.roots)? else {
            return Ok(false);
        };
        journal.record_all_earlier(arrived)?;
        journal.record_earlier_stories()?;
        let stamp = super::read::stamp(&transaction)? + 1;
        let is_again = !arrived.is_empty();
        let changed = apply::apply(&mut journal, &self.posts, stamp, is_again)?;
        journal.finish()?;
        if changed {
            transaction.execute("UPDATE clock SET stamp = ?1", [stamp])?;
        }
        transaction.commit()?;
        Ok(changed)
    }

    fn write_own(
        &self,
        connection: &mut Connection,
        has_lost: bool,
        result: &mut PassResult,
    ) -> rusqlite::Result<()> {
        let folder = &self.settings.folder;
        let kind = match write_own(connection, folder, has_lost)? {
            Ok(is_done) => {
                result.is_unfinished |= !is_done;
                return Ok(());
            }
            Err(kind) => kind,
        };
        let machine = Machine::load(connection)?.filter(|_| kind != SyncErrorKind::NoFolder);
        let path = machine.map_or_else(|| folder.clone(), |machine| file_of(folder, &machine.id));
        result.errors.push(SyncError { path, kind });
        Ok(())
    }
}

/// Syncs a store once, for a command that has read some posts.
///
/// # Errors
///
/// The store cannot be written. Errors of the sync itself are returned as values, as they do not concern the
/// marks of this machine.
pub fn synchronize(
    store: &Path,
    settings: &SyncSettings,
    posts: &[Arc<Post>],
) -> Result<Vec<SyncError>, StoreError> {
    let run = || {
        let mut connection = schema::open(store)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let stamp = super::read::stamp(&transaction)? + 1;
        if follow(&transaction, posts, stamp)? {
            transaction.execute("UPDATE clock SET stamp = ?1", [stamp])?;
        }
        transaction.commit()?;
        let mut sync = MarkSync::new(store, settings.clone());
        Ok(sync.pass(&mut connection, posts)?.errors)
    };
    run().map_err(|kind: StoreErrorKind| StoreError { file: store.to_owned(), kind })
}
