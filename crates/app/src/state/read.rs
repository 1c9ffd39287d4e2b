//! Reads the stored state.

use super::follow::follow_in;
use super::memory::{
    Arrangement, Layout, Memory, ReadingPosition, Remembered, RememberedStory, Session, View,
};
use super::schema::open_to_read;
use super::store_error::{StoreError, StoreErrorKind};
use super::visits::{Moment, last_visit};
use crate::post::{Annotation, Date, PageId, Post, PostId, Target};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// Reads the contents of a store without opening it for writing; empty if there is no store.
///
/// # Errors
///
/// Fails if the store cannot be read.
pub fn recall(file: &Path) -> Result<Memory, StoreError> {
    recall_of(file, &[])
}

/// Like [`recall`], but applies the state of files that are gone to those of the posts that are the
/// same files, as the reader does when it is started on them.
///
/// # Errors
///
/// The same as for [`recall`].
pub fn recall_of(file: &Path, posts: &[Arc<Post>]) -> Result<Memory, StoreError> {
    let memory = || {
        let Some(connection) = open_to_read(file)? else { return Ok(Memory::default()) };
        let mut memory = all(&connection, false)?;
        if !posts.is_empty() {
            follow_in(&mut memory, &connection, posts)?;
        }
        Ok(memory)
    };
    memory().map_err(|kind: StoreErrorKind| StoreError { file: file.to_owned(), kind })
}

/// Reads all tables. `has_company` is set if another instance is running.
pub(super) fn all(connection: &Connection, has_company: bool) -> rusqlite::Result<Memory> {
    let mut memory = Memory {
        queries: queries(connection)?,
        views: views(connection)?,
        session: session(connection)?,
        arrangement: arrangement(connection)?,
        dismissed: dismissed(connection)?,
        last_visit: last_visit(connection, None, Moment::now(), has_company)?,
        ..Memory::default()
    };
    let marks = &mut memory.marks;
    for story in stories_since(connection, 0)? {
        marks.seen.extend(story.seen.map(|seen| (story.page, seen)));
        marks.days.seen.extend(story.seen_day.map(|day| (story.page, day)));
        match story.starred {
            Some(true) => {
                marks.starred_stories.insert(story.page);
                marks.days.starred_stories.extend(story.starred_day.map(|day| (story.page, day)));
            }
            Some(false) => _ = marks.unstarred_stories.insert(story.page),
            None => {}
        }
        if !story.annotation.is_empty() {
            marks.annotations.insert(Target::Story(story.page), story.annotation);
        }
    }
    for post in posts_since(connection, 0)? {
        match post.read {
            Some(true) => {
                marks.read.insert(post.post);
                marks.days.read.extend(post.read_day.map(|day| (post.post, day)));
            }
            Some(false) => _ = marks.unread.insert(post.post),
            None => {}
        }
        match post.starred {
            Some(true) => {
                marks.starred.insert(post.post);
                marks.days.starred.extend(post.starred_day.map(|day| (post.post, day)));
            }
            Some(false) => _ = marks.unstarred.insert(post.post),
            None => {}
        }
        if !post.annotation.is_empty() {
            marks.annotations.insert(Target::Post(post.post), post.annotation);
        }
        if post.place != ReadingPosition::default() {
            memory.places.insert(post.post, post.place);
        }
    }
    memory.is_first_start = memory == Memory::default();
    Ok(memory)
}

/// The stamp of the last write.
pub(super) fn stamp(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT stamp FROM clock", [], |row| row.get(0))
}

/// A number that changes whenever another connection has written.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

/// The posts written after a stamp.
pub(super) fn posts_since(
    connection: &Connection,
    stamp: i64,
) -> rusqlite::Result<Vec<Remembered>> {
    // A file in an earlier format, opened for reading only, has no such columns.
    let columns = if connection.column_exists(None, "posts", "note")? {
        "read_day, starred_day, tags, note"
    } else {
        "NULL, NULL, '', ''"
    };
    connection
        .prepare_cached(&format!(
            "SELECT id, read, starred, top, line, {columns} FROM posts WHERE stamp > ?1"
        ))?
        .query_map([stamp], |row| {
            Ok(Remembered {
                post: post(row, 0)?,
                read: mark(row, 1)?,
                starred: mark(row, 2)?,
                place: ReadingPosition { top: offset(row, 3)?, line: offset(row, 4)? },
                read_day: day(row, 5)?,
                starred_day: day(row, 6)?,
                annotation: annotation(row, 7)?,
            })
        })?
        .collect()
}

/// The stories written after a stamp. A file in an earlier format, opened for reading only, has no
/// such table.
pub(super) fn stories_since(
    connection: &Connection,
    stamp: i64,
) -> rusqlite::Result<Vec<RememberedStory>> {
    if !connection.table_exists(None, "stories")? {
        return Ok(Vec::new());
    }
    let columns = if connection.column_exists(None, "stories", "note")? {
        "seen_day, starred_day, tags, note"
    } else {
        "NULL, NULL, '', ''"
    };
    connection
        .prepare_cached(&format!(
            "SELECT page, seen, starred, {columns} FROM stories WHERE stamp > ?1"
        ))?
        .query_map([stamp], |row| {
            Ok(RememberedStory {
                page: page(row.get(0)?),
                seen: row.get(1)?,
                starred: mark(row, 2)?,
                seen_day: day(row, 3)?,
                starred_day: day(row, 4)?,
                annotation: annotation(row, 5)?,
            })
        })?
        .collect()
}

/// The stored queries, oldest first.
pub(super) fn queries(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT text FROM queries ORDER BY stamp, text")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// The saved views, by name.
pub(super) fn views(connection: &Connection) -> rusqlite::Result<Vec<View>> {
    connection
        .prepare_cached("SELECT name, query FROM views ORDER BY name")?
        .query_map([], |row| Ok(View { name: row.get(0)?, query: row.get(1)? }))?
        .collect()
}

fn session(connection: &Connection) -> rusqlite::Result<Option<Session>> {
    // A file in an earlier format, opened for reading only, has no columns for stories.
    let is_newest = connection.column_exists(None, "session", "stories")?;
    let columns = if is_newest { "stories, story" } else { "0, NULL" };
    connection
        .query_row(&format!("SELECT query, post, reading, {columns} FROM session"), [], |row| {
            let id: Option<i64> = row.get(1)?;
            Ok(Session {
                query: row.get(0)?,
                post: id.map(|id| PostId(id.cast_unsigned())),
                reading: row.get(2)?,
                stories: row.get(3)?,
                story: row.get::<_, Option<i64>>(4)?.map(page),
            })
        })
        .optional()
}

/// The files whose diagnostics are hidden; empty for a file in an earlier format.
fn dismissed(connection: &Connection) -> rusqlite::Result<HashSet<String>> {
    if !connection.table_exists(None, "dismissed")? {
        return Ok(HashSet::new());
    }
    let mut statement = connection.prepare("SELECT path FROM dismissed")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

/// The arrangement of the panes. A file in an earlier format, opened for reading only, has no such
/// table.
fn arrangement(connection: &Connection) -> rusqlite::Result<Arrangement> {
    if !connection.table_exists(None, "arrangement")? {
        return Ok(Arrangement::default());
    }
    connection
        .query_row(
            "SELECT layout, filter, zen, facets_border, list_border, rows_border FROM arrangement",
            [],
            |row| {
                let name: Option<String> = row.get(0)?;
                let layout = name
                    .and_then(|name| Layout::ALL.into_iter().find(|layout| layout.name() == name));
                Ok(Arrangement {
                    layout,
                    filter: row.get(1)?,
                    zen: row.get(2)?,
                    facets_border: row.get(3)?,
                    list_border: row.get(4)?,
                    rows_border: row.get(5)?,
                })
            },
        )
        .optional()
        .map(Option::unwrap_or_default)
}

fn page(number: i64) -> PageId {
    PageId(number.cast_unsigned())
}

fn post(row: &Row<'_>, column: usize) -> rusqlite::Result<PostId> {
    Ok(PostId(row.get::<_, i64>(column)?.cast_unsigned()))
}

/// A stored mark; `None` if there is none.
fn mark(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<bool>> {
    let number: i64 = row.get(column)?;
    Ok((number != 0).then_some(number > 0))
}

/// A stored day; `None` if there is none or it is invalid.
fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    Ok(row.get::<_, Option<String>>(column)?.and_then(|day| day.parse().ok()))
}

/// The own tags in a column, and the note in the next one.
fn annotation(row: &Row<'_>, column: usize) -> rusqlite::Result<Annotation> {
    let tags: String = row.get(column)?;
    let tags = tags.lines().map(str::to_owned).collect();
    Ok(Annotation { tags, note: row.get(column + 1)? }.cleaned())
}

/// A byte offset in a text; zero if the stored number is invalid.
fn offset(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}
