//! Writes changes to the file.

use super::columns::{id, page, path, written_day, written_mark};
use super::follow;
use super::memory::{Annotated, Change, Layout};
use super::sync::Journal;
use super::visits::{Attendance, Moment, know, know_moved};
use crate::post::{Annotation, Date, PageId, Post};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::PathBuf;
use std::sync::Arc;

/// Maximum number of stored queries.
const MAX_QUERIES: i64 = 500;

/// The result of a write.
pub(super) struct WriteResult {
    /// The stamp of the write.
    pub stamp: i64,
    /// `true` if stored state was copied to posts because their files were moved.
    pub followed: bool,
    /// `true` if the changes are the first ones of another visit.
    pub is_other_visit: bool,
}

/// Writes changes in one transaction, and that the program is used, if the user has made any of them. `roots` are
/// those of the posts, by which records of synced marks tell them.
pub(super) fn write(
    connection: &mut Connection,
    changes: &[Change],
    attendance: &mut Attendance,
    roots: &[PathBuf],
) -> rusqlite::Result<WriteResult> {
    let now = Moment::now();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let stamp = next_stamp(&transaction)?;
    let is_used = attendance.visit().is_none() || changes.iter().any(Change::is_use);
    let attended = if is_used { attendance.attend(&transaction, now)? } else { None };
    let visit = attended.map(|it| it.visit).or(attendance.visit()).unwrap_or_default();
    let mut journal = Journal::begin(&transaction, roots)?;
    if let Some(journal) = &mut journal {
        journal.before(changes)?;
    }
    let mut followed = false;
    for change in changes {
        followed |= write_one(&transaction, change, stamp)?;
        match change {
            Change::Present(posts) | Change::Arrived(posts) => {
                know(&transaction, posts, visit, now.day)?;
            }
            Change::Moved(moved) => know_moved(&transaction, moved)?,
            _ => {}
        }
    }
    if let Some(journal) = &mut journal {
        journal.after(changes)?;
    }
    journal.map(Journal::finish).transpose()?;
    transaction.commit()?;
    let is_other_visit = attended.is_some_and(|attended| attendance.adopt(attended));
    Ok(WriteResult { stamp, followed, is_other_visit })
}

/// Writes changes in one transaction, after the stored state of moved files was copied to `present`. Takes no
/// part in visits. `roots` are those of the posts.
pub(super) fn write_unattended(
    connection: &mut Connection,
    present: &[Arc<Post>],
    changes: &[Change],
    roots: &[PathBuf],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let stamp = next_stamp(&transaction)?;
    follow::follow(&transaction, present, stamp)?;
    let mut journal = Journal::begin(&transaction, roots)?;
    if let Some(journal) = &mut journal {
        journal.before(changes)?;
    }
    for change in changes {
        write_one(&transaction, change, stamp)?;
    }
    if let Some(journal) = &mut journal {
        journal.after(changes)?;
    }
    journal.map(Journal::finish).transpose()?;
    transaction.commit()
}

/// Begins a write: the stamp for its rows.
fn next_stamp(to: &Transaction<'_>) -> rusqlite::Result<i64> {
    to.query_row("UPDATE clock SET stamp = stamp + 1 RETURNING stamp", [], |row| row.get(0))
}

fn write_one(to: &Transaction<'_>, change: &Change, stamp: i64) -> rusqlite::Result<bool> {
    match change {
        Change::Read(posts, on, day) => mark(to, posts, "read", (*on, *day), stamp)?,
        Change::Starred(posts, on, day) => mark(to, posts, "starred", (*on, *day), stamp)?,
        Change::Seen(stories, day) => mark_seen(to, stories, *day, stamp)?,
        Change::StarredStories(stories, on, day) => {
            star_stories(to, stories, (*on, *day), stamp)?;
        }
        Change::Tagged(targets, tag, on) => {
            for target in targets {
                // Other instances may have changed the other tags.
                let tags = own_tags(to, target)?;
                let mut own = Annotation { tags, ..Annotation::default() };
                own.put_tag(tag, *on);
                annotate(to, target, "tags", &own.tags.join("\n"), stamp)?;
            }
        }
        Change::Noted(notes) => {
            for (target, note) in notes {
                annotate(to, target, "note", note, stamp)?;
            }
        }
        Change::Place(post, place) => {
            to.prepare_cached(
                "INSERT INTO posts (id, path, title, top, line, stamp)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET path = excluded.path, title = excluded.title,
                    top = excluded.top, line = excluded.line, stamp = excluded.stamp",
            )?
            .execute(params![
                id(post.id),
                path(post),
                post.title,
                place.top.cast_signed() as i64,
                place.line.cast_signed() as i64,
                stamp
            ])?;
        }
        Change::Query(text) => {
            to.execute("INSERT OR REPLACE INTO queries VALUES (?1, ?2)", params![text, stamp])?;
            to.execute(
                "DELETE FROM queries WHERE text NOT IN
                    (SELECT text FROM queries ORDER BY stamp DESC, text DESC LIMIT ?1)",
                [MAX_QUERIES],
            )?;
        }
        Change::View(view) => {
            to.execute("INSERT OR REPLACE INTO views VALUES (?1, ?2)", [&view.name, &view.query])?;
        }
        Change::NoView(name) => {
            to.execute("DELETE FROM views WHERE name = ?1", [name])?;
        }
        Change::Session(session) => {
            to.execute(
                "INSERT OR REPLACE INTO session (only, query, post, reading, stories, story)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5)",
                params![
                    session.query,
                    session.post.map(id),
                    session.reading,
                    session.stories,
                    session.story.map(page)
                ],
            )?;
        }
        Change::Dismissed(path, true) => {
            to.execute("INSERT OR IGNORE INTO dismissed VALUES (?1)", [path])?;
        }
        Change::Dismissed(path, false) => {
            to.execute("DELETE FROM dismissed WHERE path = ?1", [path])?;
        }
        Change::Arrangement(arrangement) => {
            to.execute(
                "INSERT OR REPLACE INTO arrangement VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    arrangement.layout.map(Layout::name),
                    arrangement.filter,
                    arrangement.zen,
                    arrangement.facets_border,
                    arrangement.list_border,
                    arrangement.rows_border
                ],
            )?;
        }
        Change::Moved(moved) => {
            let mut followed = false;
            for (from, post) in moved {
                followed |= follow::copy(to, *from, post, stamp)?;
            }
            return Ok(followed);
        }
        Change::Present(posts) => return follow::follow(to, posts, stamp),
        // Only visits and the posts known in them change.
        Change::Arrived(_) | Change::Used => {}
    }
    Ok(false)
}

fn mark(
    to: &Transaction<'_>,
    posts: &[Arc<Post>],
    column: &str,
    (on, day): (Option<bool>, Option<Date>),
    stamp: i64,
) -> rusqlite::Result<()> {
    let mut statement = to.prepare_cached(&format!(
        "INSERT INTO posts (id, path, title, {column}, {column}_day, stamp)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET path = excluded.path, title = excluded.title,
            {column} = excluded.{column}, {column}_day = excluded.{column}_day,
            stamp = excluded.stamp"
    ))?;
    let (on, day) = (written_mark(on), written_day(day.filter(|_| on == Some(true))));
    // In the order of the table: each page is touched once, however many posts there are.
    let mut posts: Vec<&Arc<Post>> = posts.iter().collect();
    posts.sort_by_key(|post| id(post.id));
    for post in posts {
        statement.execute(params![id(post.id), path(post), post.title, on, day, stamp])?;
    }
    Ok(())
}

fn mark_seen(
    to: &Transaction<'_>,
    stories: &[(PageId, Option<bool>)],
    day: Option<Date>,
    stamp: i64,
) -> rusqlite::Result<()> {
    let mut statement = to.prepare_cached(
        "INSERT INTO stories (page, seen, seen_day, stamp) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (page) DO UPDATE SET seen = excluded.seen, seen_day = excluded.seen_day,
            stamp = excluded.stamp",
    )?;
    let day = written_day(day);
    // In the order of the table, as with posts.
    let mut stories: Vec<(i64, Option<bool>)> =
        stories.iter().map(|(story, seen)| (page(*story), *seen)).collect();
    stories.sort_unstable();
    for (story, seen) in stories {
        let day = seen.and(day.as_deref());
        statement.execute(params![story, seen, day, stamp])?;
    }
    Ok(())
}

fn star_stories(
    to: &Transaction<'_>,
    stories: &[PageId],
    (on, day): (Option<bool>, Option<Date>),
    stamp: i64,
) -> rusqlite::Result<()> {
    let mut statement = to.prepare_cached(
        "INSERT INTO stories (page, starred, starred_day, stamp) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (page) DO UPDATE SET starred = excluded.starred,
            starred_day = excluded.starred_day, stamp = excluded.stamp",
    )?;
    let (on, day) = (written_mark(on), written_day(day.filter(|_| on == Some(true))));
    for story in stories {
        statement.execute(params![page(*story), on, day, stamp])?;
    }
    Ok(())
}

/// The stored own tags of a post or story.
fn own_tags(to: &Transaction<'_>, target: &Annotated) -> rusqlite::Result<Vec<String>> {
    let (query, key) = match target {
        Annotated::Post(post) => ("SELECT tags FROM posts WHERE id = ?1", id(post.id)),
        Annotated::Story(story) => ("SELECT tags FROM stories WHERE page = ?1", page(*story)),
    };
    let tags: Option<String> =
        to.prepare_cached(query)?.query_row([key], |row| row.get(0)).optional()?;
    Ok(tags.unwrap_or_default().lines().map(str::to_owned).collect())
}

/// Stores the own tags or the note of a post or story.
fn annotate(
    to: &Transaction<'_>,
    target: &Annotated,
    column: &str,
    text: &str,
    stamp: i64,
) -> rusqlite::Result<()> {
    match target {
        Annotated::Post(post) => to
            .prepare_cached(&format!(
                "INSERT INTO posts (id, path, title, {column}, stamp) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET path = excluded.path, title = excluded.title,
                    {column} = excluded.{column}, stamp = excluded.stamp"
            ))?
            .execute(params![id(post.id), path(post), post.title, text, stamp])?,
        Annotated::Story(story) => to
            .prepare_cached(&format!(
                "INSERT INTO stories (page, {column}, stamp) VALUES (?1, ?2, ?3)
                 ON CONFLICT (page) DO UPDATE SET {column} = excluded.{column},
                    stamp = excluded.stamp"
            ))?
            .execute(params![page(*story), text, stamp])?,
    };
    Ok(())
}
