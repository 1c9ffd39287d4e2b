//! Applies marks of other machines to the posts and stories of this one.

use super::clock::UNKNOWN_TIME;
use super::journal::{Journal, both_notes};
use super::marks::{StampedMark, keys_named, marks_of};
use super::post_key::{Meant, PostKey, PresentPosts, meant};
use super::record::{RecordTarget, SyncedMark};
use crate::post::{Annotation, Date, PageId, Post};
use crate::state::columns::{id, path, written_day, written_mark};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Values of the column `to_apply`: the record is not applied; it is applied, but only to a post at another
/// path, and may mean a better one when others are there.
const NEW: i64 = 1;
const AT_ANOTHER_PATH: i64 = 2;

/// The synced state of a post or story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct MarkedState {
    read: Option<bool>,
    read_day: Option<Date>,
    starred: Option<bool>,
    starred_day: Option<Date>,
    annotation: Annotation,
}

impl MarkedState {
    /// The state with the marks of all machines. Of each field, the newest counts, and `note` before all; fields
    /// without a record stay.
    fn merged(mut self, mut marks: Vec<StampedMark>, note: Option<&str>) -> Self {
        marks.sort_unstable();
        // The place of the newest mark of each tag. A file may have any number of them.
        let mut tags: HashMap<String, (usize, bool)> = HashMap::new();
        for (at, StampedMark { mark, day, .. }) in marks.into_iter().enumerate() {
            match mark {
                SyncedMark::Read(on) => (self.read, self.read_day) = (on, on.and(day)),
                SyncedMark::Starred(on) => {
                    (self.starred, self.starred_day) = (on, day.filter(|_| on == Some(true)));
                }
                SyncedMark::Note(note) => self.annotation.note = note,
                SyncedMark::Tag(tag, on) => _ = tags.insert(tag, (at, on)),
            }
        }
        let own = &mut self.annotation;
        if let Some(note) = note {
            note.clone_into(&mut own.note);
        }
        own.tags.retain(|tag| !tags.contains_key(tag));
        let added = tags.into_iter().filter(|(_, (_, on))| *on);
        let mut added: Vec<(usize, String)> = added.map(|(tag, (at, _))| (at, tag)).collect();
        added.sort_unstable();
        own.tags.extend(added.into_iter().map(|(_, tag)| tag));
        *own = std::mem::take(own).cleaned();
        self
    }
}

/// Applies all records that are not applied yet. Returns `true` if anything has changed. At the start,
/// `is_again` also looks for a better post for records that mean one at another path.
pub(super) fn apply(
    journal: &mut Journal<'_>,
    posts: &PresentPosts,
    stamp: i64,
    is_again: bool,
) -> rusqlite::Result<bool> {
    let is_any = apply_to_stories(journal, stamp)?;
    Ok(apply_to_posts(journal, posts, stamp, is_again)? || is_any)
}

fn apply_to_stories(journal: &mut Journal<'_>, stamp: i64) -> rusqlite::Result<bool> {
    let to = journal.transaction;
    let pages: Vec<i64> = to
        .prepare_cached(
            "SELECT DISTINCT target FROM sync_marks WHERE is_story = 1 AND to_apply > 0",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut is_any = false;
    for page in pages {
        let before = stored_story(to, page)?;
        let marks = marks_of(to, true, page)?;
        let note = put_together(&before, &marks);
        let state = before.clone().merged(marks, note.as_deref());
        if let Some(note) = note {
            let target = RecordTarget::Story(PageId(page.cast_unsigned()));
            journal.put_together(target, note)?;
        }
        if state != before {
            is_any = true;
            store_story(to, page, &state, stamp)?;
        }
        set_applied(to, true, page, 0)?;
    }
    Ok(is_any)
}

fn apply_to_posts(
    journal: &mut Journal<'_>,
    posts: &PresentPosts,
    stamp: i64,
    is_again: bool,
) -> rusqlite::Result<bool> {
    let (to, roots) = (journal.transaction, journal.roots);
    let mut changed: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut statement = to.prepare_cached(
        "SELECT key, name FROM sync_posts WHERE key IN
            (SELECT target FROM sync_marks WHERE is_story = 0 AND to_apply BETWEEN ?1 AND ?2)",
    )?;
    let to_apply = (NEW, if is_again { AT_ANOTHER_PATH } else { NEW });
    let mut rows = statement.query(to_apply)?;
    while let Some(row) = rows.next()? {
        let name: i64 = row.get(1)?;
        if !posts.named(name).is_empty() {
            changed.entry(name).or_default().push(row.get(0)?);
        }
    }
    let mut is_any = false;
    for (name, changed) in changed {
        let keys = keys_named(to, name)?;
        let (mut exact, mut others) = (BTreeSet::new(), BTreeSet::new());
        for one in meant(&keys, posts.named(name), roots) {
            if one.keys.iter().any(|key| changed.contains(key)) {
                is_any |= apply_to_post(journal, &one, stamp)?;
            }
            exact.extend(one.exact);
            others.extend(one.keys);
        }
        for key in changed {
            if exact.contains(&key) {
                set_applied(to, false, key, 0)?;
            } else if others.contains(&key) {
                set_applied(to, false, key, AT_ANOTHER_PATH)?;
            }
        }
    }
    Ok(is_any)
}

fn apply_to_post(journal: &mut Journal<'_>, one: &Meant<'_>, stamp: i64) -> rusqlite::Result<bool> {
    let to = journal.transaction;
    let before = stored_post(to, one.post)?;
    let mut marks = Vec::new();
    for key in &one.keys {
        marks.extend(marks_of(to, false, *key)?);
    }
    let note = put_together(&before, &marks);
    let state = before.clone().merged(marks, note.as_deref());
    if let Some(note) = note
        && let Some(key) = PostKey::of(one.post, journal.roots)
    {
        let number = key.number();
        journal.put_together(RecordTarget::Post(key), note)?;
        set_applied(to, false, number, 0)?;
    }
    if state == before {
        return Ok(false);
    }
    store_post(to, one.post, &state, stamp)?;
    Ok(true)
}

/// The note of this machine and that of another one, if both are from before there was a sync and that of this
/// machine would get lost.
fn put_together(before: &MarkedState, marks: &[StampedMark]) -> Option<String> {
    let newest = marks.iter().filter(|one| matches!(one.mark, SyncedMark::Note(_))).max()?;
    let SyncedMark::Note(theirs) = &newest.mark else { return None };
    let is_lost = newest.stamp == UNKNOWN_TIME && *theirs != before.annotation.note;
    is_lost.then(|| both_notes(theirs, &before.annotation.note)).filter(|both| both != theirs)
}

fn store_story(
    to: &Transaction<'_>,
    page: i64,
    state: &MarkedState,
    stamp: i64,
) -> rusqlite::Result<()> {
    let MarkedState { read, read_day, starred, starred_day, annotation } = state;
    to.prepare_cached(
        "INSERT INTO stories (page, seen, seen_day, starred, starred_day, tags, note, stamp, recorded)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)
         ON CONFLICT (page) DO UPDATE SET seen = excluded.seen, seen_day = excluded.seen_day,
            starred = excluded.starred, starred_day = excluded.starred_day, tags = excluded.tags,
            note = excluded.note, stamp = excluded.stamp",
    )?
    .execute(params![
        page,
        read,
        written_day(*read_day),
        written_mark(*starred),
        written_day(*starred_day),
        annotation.tags.join("\n"),
        annotation.note,
        stamp
    ])?;
    Ok(())
}

fn store_post(
    to: &Transaction<'_>,
    post: &Post,
    state: &MarkedState,
    stamp: i64,
) -> rusqlite::Result<()> {
    let MarkedState { read, read_day, starred, starred_day, annotation } = state;
    to.prepare_cached(
        "INSERT INTO posts (id, path, title, read, read_day, starred, starred_day, tags, note,
            stamp, recorded)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)
         ON CONFLICT (id) DO UPDATE SET path = excluded.path, title = excluded.title,
            read = excluded.read, read_day = excluded.read_day, starred = excluded.starred,
            starred_day = excluded.starred_day, tags = excluded.tags, note = excluded.note,
            stamp = excluded.stamp",
    )?
    .execute(params![
        id(post.id),
        path(post),
        post.title,
        written_mark(*read),
        // A day is kept only with a mark as read.
        written_day(read_day.filter(|_| *read == Some(true))),
        written_mark(*starred),
        written_day(*starred_day),
        annotation.tags.join("\n"),
        annotation.note,
        stamp
    ])?;
    Ok(())
}

fn set_applied(
    to: &Transaction<'_>,
    is_story: bool,
    target: i64,
    value: i64,
) -> rusqlite::Result<()> {
    to.prepare_cached(
        "UPDATE sync_marks SET to_apply = ?3
         WHERE is_story = ?1 AND target = ?2 AND to_apply > 0",
    )?
    .execute(params![is_story, target, value])?;
    Ok(())
}

fn stored_post(connection: &Connection, post: &Arc<Post>) -> rusqlite::Result<MarkedState> {
    connection
        .prepare_cached(
            "SELECT read, read_day, starred, starred_day, tags, note FROM posts WHERE id = ?1",
        )?
        .query_row([id(post.id)], |row| {
            let read: i64 = row.get(0)?;
            state(row, (read != 0).then_some(read > 0))
        })
        .optional()
        .map(Option::unwrap_or_default)
}

fn stored_story(connection: &Connection, page: i64) -> rusqlite::Result<MarkedState> {
    connection
        .prepare_cached(
            "SELECT seen, seen_day, starred, starred_day, tags, note FROM stories WHERE page = ?1",
        )?
        .query_row([page], |row| state(row, row.get(0)?))
        .optional()
        .map(Option::unwrap_or_default)
}

/// The state with the columns from the second one on.
fn state(row: &rusqlite::Row<'_>, read: Option<bool>) -> rusqlite::Result<MarkedState> {
    let day = |column| row.get(column).map(|day: Option<String>| day?.parse().ok());
    let starred: i64 = row.get(2)?;
    let tags: String = row.get(4)?;
    Ok(MarkedState {
        read,
        read_day: day(1)?,
        starred: (starred != 0).then_some(starred > 0),
        starred_day: day(3)?,
        annotation: Annotation {
            tags: tags.lines().map(str::to_owned).collect(),
            note: row.get(5)?,
        },
    })
}
