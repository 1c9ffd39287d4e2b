//! The marks of all machines in the store: for each field of each post or story, the newest record.
//!
//! Records are merged one by one, and the result does not depend on their order or number. Of two records, that
//! with the higher stamp is the newer one; of those with the same stamp, that of the machine with the higher
//! name; and of those, that with the higher value.

use super::post_key::PostKey;
use super::record::{MarkRecord, RecordTarget, SyncedMark};
use crate::post::{Date, PageId};
use rusqlite::{CachedStatement, Connection, Row, ToSql, Transaction, params};

/// Merges records into the store.
pub(super) struct Merge<'t> {
    marks: CachedStatement<'t>,
    posts: CachedStatement<'t>,
    /// The highest stamp among the records.
    highest: i64,
    transaction: &'t Transaction<'t>,
}

/// The origin of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordSource {
    /// A mark of this store, still to be written to the folder.
    Store,
    /// A file in the folder, still to be applied to posts and stories.
    Folder,
    /// Notes of several machines that were put together; still to be applied, and to be written.
    PutTogether,
}

impl<'t> Merge<'t> {
    pub fn begin(transaction: &'t Transaction<'t>) -> rusqlite::Result<Self> {
        let marks = transaction.prepare_cached(
            "INSERT INTO sync_marks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (is_story, target, field) DO UPDATE SET stamp = excluded.stamp,
                machine = excluded.machine, value = excluded.value, day = excluded.day,
                to_apply = excluded.to_apply, to_write = excluded.to_write
             WHERE (excluded.stamp, excluded.machine, excluded.value, excluded.day)
                > (stamp, machine, value, day)",
        )?;
        let posts = transaction.prepare_cached(
            "INSERT OR IGNORE INTO sync_posts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        Ok(Self { marks, posts, highest: 0, transaction })
    }

    /// Merges a record. Returns `true` if it is newer than what was known.
    pub fn add(&mut self, record: &MarkRecord, source: RecordSource) -> rusqlite::Result<bool> {
        self.highest = self.highest.max(record.stamp);
        let (is_story, target) = match &record.target {
            RecordTarget::Story(page) => (true, page.0.cast_signed()),
            RecordTarget::Post(key) => {
                // A file without a name cannot be found again.
                let Some(name) = key.name_number() else { return Ok(false) };
                let number = key.number();
                let PostKey { root, path, title, text, .. } = key;
                let (day, text) = (written_day(key.day), text.cast_signed());
                self.posts.execute(params![number, name, root, path, title, day, text])?;
                (false, number)
            }
        };
        let changed = self.marks.execute(params![
            is_story,
            target,
            record.mark.field(),
            record.stamp,
            record.machine,
            record.mark.value(),
            written_day(record.day),
            source != RecordSource::Store,
            source != RecordSource::Folder,
        ])?;
        Ok(changed > 0)
    }

    /// Stores the highest stamp, which later stamps of this machine exceed.
    pub fn finish(self) -> rusqlite::Result<()> {
        self.transaction
            .execute("UPDATE sync_machine SET stamp = ?1 WHERE stamp < ?1", [self.highest])?;
        Ok(())
    }
}

/// A stored mark with what decides between two of the same field. The order is that of the clock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StampedMark {
    pub stamp: i64,
    pub machine: String,
    pub mark: SyncedMark,
    pub day: Option<Date>,
}

impl StampedMark {
    /// Reads the columns `field, stamp, machine, value, day`; `None` if they are invalid.
    fn of(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let field: String = row.get(0)?;
        let Some(mark) = SyncedMark::of(&field, row.get(3)?) else { return Ok(None) };
        let day = row.get::<_, String>(4)?.parse().ok();
        Ok(Some(Self { stamp: row.get(1)?, machine: row.get(2)?, mark, day }))
    }
}

/// The stored marks of a story, or of a post with one of its keys.
pub(super) fn marks_of(
    connection: &Connection,
    is_story: bool,
    target: i64,
) -> rusqlite::Result<Vec<StampedMark>> {
    let mut statement = connection.prepare_cached(
        "SELECT field, stamp, machine, value, day FROM sync_marks
         WHERE is_story = ?1 AND target = ?2",
    )?;
    let marks = statement.query_map(params![is_story, target], StampedMark::of)?;
    marks.filter_map(Result::transpose).collect()
}

/// The records that are yet to be written to the folder.
pub(super) fn unwritten_records(connection: &Connection) -> rusqlite::Result<Vec<MarkRecord>> {
    records(connection, "to_write = 1", &[])
}

/// All records that are in the file of a machine, or are yet to be written to it.
pub(super) fn records_of(
    connection: &Connection,
    machine: &str,
) -> rusqlite::Result<Vec<MarkRecord>> {
    records(connection, "to_write = 1 OR machine = ?1", &[&machine])
}

fn records(
    connection: &Connection,
    condition: &str,
    parameters: &[&dyn ToSql],
) -> rusqlite::Result<Vec<MarkRecord>> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT field, stamp, machine, value, sync_marks.day, is_story, target,
            root, path, title, sync_posts.day, text
         FROM sync_marks LEFT JOIN sync_posts ON NOT is_story AND key = target
         WHERE {condition} ORDER BY stamp, field, target"
    ))?;
    let records = statement.query_map(parameters, |row| {
        let Some(StampedMark { stamp, machine, mark, day }) = StampedMark::of(row)? else {
            return Ok(None);
        };
        let target = if row.get(5)? {
            RecordTarget::Story(PageId(row.get::<_, i64>(6)?.cast_unsigned()))
        } else {
            RecordTarget::Post(post_key(row, 7)?)
        };
        Ok(Some(MarkRecord { target, mark, day, stamp, machine }))
    })?;
    records.filter_map(Result::transpose).collect()
}

/// The keys of posts whose files have a name.
pub(super) fn keys_named(
    connection: &Connection,
    name: i64,
) -> rusqlite::Result<Vec<(i64, PostKey)>> {
    connection
        .prepare_cached("SELECT key, root, path, title, day, text FROM sync_posts WHERE name = ?1")?
        .query_map([name], |row| Ok((row.get(0)?, post_key(row, 1)?)))?
        .collect()
}

/// Reads the columns `root, path, title, day, text`.
fn post_key(row: &Row<'_>, column: usize) -> rusqlite::Result<PostKey> {
    Ok(PostKey {
        root: row.get(column)?,
        path: row.get(column + 1)?,
        title: row.get(column + 2)?,
        day: row.get::<_, String>(column + 3)?.parse().ok(),
        text: row.get::<_, i64>(column + 4)?.cast_unsigned(),
    })
}

/// A day as stored; empty if there is none.
fn written_day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
