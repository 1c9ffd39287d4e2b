//! Makes records of the marks in this store.
//!
//! A mark becomes a record in the transaction that writes it, so that its stamp is that of the moment, even if
//! the folder cannot be reached. Marks from the time before are recorded when their post is there, with the
//! stamp of the day on which they were set: they do not override what other machines have set since.

use super::clock;
use super::machine::Machine;
use super::marks::{Merge, RecordSource, StampedMark, keys_named, marks_of};
use super::post_key::{PostKey, meant};
use super::record::{MarkRecord, RecordTarget, SyncedMark};
use crate::post::{Date, PageId, Post, note};
use crate::state::columns::id;
use crate::state::memory::{Annotated, Change};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use std::path::PathBuf;
use std::sync::Arc;

/// Records marks of this machine within a transaction.
pub(in crate::state) struct Journal<'t> {
    pub(super) transaction: &'t Transaction<'t>,
    merge: Merge<'t>,
    pub(super) roots: &'t [PathBuf],
    machine: String,
    /// The stamp of the marks that are set now.
    now: i64,
}

/// A mark and its day, before it has a stamp.
type MarkOnDay = (SyncedMark, Option<Date>);

impl<'t> Journal<'t> {
    /// Begins to record marks; `None` if marks have never been synced.
    pub fn begin(
        transaction: &'t Transaction<'t>,
        roots: &'t [PathBuf],
    ) -> rusqlite::Result<Option<Self>> {
        let Some(machine) = Machine::load(transaction)? else { return Ok(None) };
        let (merge, now) = (Merge::begin(transaction)?, machine.next_stamp());
        Ok(Some(Self { transaction, merge, roots, machine: machine.id, now }))
    }

    /// Records what the posts and stories of some changes are marked with, before the changes are written.
    pub fn before(&mut self, changes: &[Change]) -> rusqlite::Result<()> {
        for change in changes {
            for post in posts_of(change) {
                self.record_earlier(post)?;
            }
            for page in stories_of(change) {
                self.record_earlier_story(page)?;
            }
        }
        Ok(())
    }

    /// Records the marks of some changes, after they were written.
    pub fn after(&mut self, changes: &[Change]) -> rusqlite::Result<()> {
        for change in changes {
            // The last one of several on the same post counts.
            self.now += 1;
            match change {
                Change::Read(posts, on, day) => {
                    let day = day.filter(|_| *on == Some(true));
                    self.record_posts(posts, &(SyncedMark::Read(*on), day))?;
                }
                Change::Starred(posts, on, day) => {
                    let day = day.filter(|_| *on == Some(true));
                    self.record_posts(posts, &(SyncedMark::Starred(*on), day))?;
                }
                Change::Seen(stories, day) => {
                    for (page, on) in stories {
                        self.record_story(*page, (SyncedMark::Read(*on), on.and(*day)))?;
                    }
                }
                Change::StarredStories(stories, on, day) => {
                    let day = day.filter(|_| *on == Some(true));
                    for page in stories {
                        self.record_story(*page, (SyncedMark::Starred(*on), day))?;
                    }
                }
                Change::Tagged(targets, tag, on) => {
                    for target in targets {
                        self.record_annotated(target, SyncedMark::Tag(tag.clone(), *on))?;
                    }
                }
                Change::Noted(notes) => {
                    for (target, note) in notes {
                        self.record_annotated(target, SyncedMark::Note(note.clone()))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Stores the stamp of the records.
    pub fn finish(self) -> rusqlite::Result<()> {
        self.merge.finish()
    }

    /// Records the marks of those posts that are not recorded.
    pub fn record_all_earlier(&mut self, posts: &[Arc<Post>]) -> rusqlite::Result<()> {
        let is_any: bool = self
            .transaction
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM posts WHERE recorded = 0
                    AND (read <> 0 OR starred <> 0 OR tags <> '' OR note <> ''))",
            )?
            .query_row([], |row| row.get(0))?;
        if is_any {
            for post in posts {
                self.record_earlier(post)?;
            }
        }
        Ok(())
    }

    /// Records the marks of those stories that are not recorded.
    pub fn record_earlier_stories(&mut self) -> rusqlite::Result<()> {
        let pages: Vec<i64> = self
            .transaction
            .prepare_cached(
                "SELECT page FROM stories WHERE recorded = 0
                    AND (seen IS NOT NULL OR starred <> 0 OR tags <> '' OR note <> '')",
            )?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for page in pages {
            self.record_earlier_story(PageId(page.cast_unsigned()))?;
        }
        Ok(())
    }

    /// Records the marks of a story, unless that was done before.
    fn record_earlier_story(&mut self, page: PageId) -> rusqlite::Result<()> {
        let number = page.0.cast_signed();
        let marks = self
            .transaction
            .prepare_cached(
                "SELECT page, starred, starred_day, tags, note, seen_day,
                    CASE seen WHEN 1 THEN 1 WHEN 0 THEN -1 ELSE 0 END
                 FROM stories WHERE page = ?1 AND recorded = 0",
            )?
            .query_row([number], earlier_marks)
            .optional()?;
        let Some(marks) = marks else { return Ok(()) };
        self.set_story_recorded(page)?;
        let others = marks_of(self.transaction, true, number)?;
        for mark in marks {
            self.record_one_earlier(RecordTarget::Story(page), mark, &others)?;
        }
        Ok(())
    }

    /// Records the marks of a post, unless that was done before.
    fn record_earlier(&mut self, post: &Arc<Post>) -> rusqlite::Result<()> {
        let marks = self
            .transaction
            .prepare_cached(
                "SELECT id, starred, starred_day, tags, note, read_day, read FROM posts
                 WHERE id = ?1 AND recorded = 0",
            )?
            .query_row([id(post.id)], earlier_marks)
            .optional()?;
        let Some(marks) = marks else { return Ok(()) };
        self.set_recorded(post)?;
        if marks.is_empty() {
            return Ok(());
        }
        let Some(key) = PostKey::of(post, self.roots) else { return Ok(()) };
        let mut others = Vec::new();
        if let Some(name) = key.name_number() {
            let keys = keys_named(self.transaction, name)?;
            let post = [Arc::clone(post)];
            for key in meant(&keys, &post, self.roots).iter().flat_map(|one| &one.keys) {
                others.extend(marks_of(self.transaction, false, *key)?);
            }
        }
        let target = RecordTarget::Post(key);
        for mark in marks {
            self.record_one_earlier(target.clone(), mark, &others)?;
        }
        Ok(())
    }

    /// Records a mark from before there was a sync. A note is put together with one of another machine.
    fn record_one_earlier(
        &mut self,
        target: RecordTarget,
        mark: MarkOnDay,
        others: &[StampedMark],
    ) -> rusqlite::Result<()> {
        let newest = others.iter().filter(|one| matches!(one.mark, SyncedMark::Note(_))).max();
        if let (SyncedMark::Note(own), Some(SyncedMark::Note(theirs))) =
            (&mark.0, newest.map(|one| &one.mark))
            && !theirs.is_empty()
            && theirs != own
        {
            return self.put_together(target, both_notes(theirs, own));
        }
        let stamp = clock::of_day(mark.1, self.now);
        self.record(target, mark, stamp)
    }

    /// Records the notes of two machines as one.
    pub(super) fn put_together(
        &mut self,
        target: RecordTarget,
        note: String,
    ) -> rusqlite::Result<()> {
        let (stamp, machine) = (self.now, self.machine.clone());
        let record = MarkRecord { target, mark: SyncedMark::Note(note), day: None, stamp, machine };
        self.merge.add(&record, RecordSource::PutTogether)?;
        Ok(())
    }

    fn record_posts(&mut self, posts: &[Arc<Post>], mark: &MarkOnDay) -> rusqlite::Result<()> {
        for post in posts {
            self.record_post(post, mark.clone())?;
        }
        Ok(())
    }

    fn record_post(&mut self, post: &Post, mark: MarkOnDay) -> rusqlite::Result<()> {
        self.set_recorded(post)?;
        match PostKey::of(post, self.roots) {
            Some(key) => self.record(RecordTarget::Post(key), mark, self.now),
            None => Ok(()),
        }
    }

    fn record_annotated(&mut self, target: &Annotated, mark: SyncedMark) -> rusqlite::Result<()> {
        match target {
            Annotated::Post(post) => self.record_post(post, (mark, None)),
            Annotated::Story(page) => self.record_story(*page, (mark, None)),
        }
    }

    fn record_story(&mut self, page: PageId, mark: MarkOnDay) -> rusqlite::Result<()> {
        self.set_story_recorded(page)?;
        self.record(RecordTarget::Story(page), mark, self.now)
    }

    fn record(
        &mut self,
        target: RecordTarget,
        (mark, day): MarkOnDay,
        stamp: i64,
    ) -> rusqlite::Result<()> {
        let record = MarkRecord { target, mark, day, stamp, machine: self.machine.clone() };
        self.merge.add(&record, RecordSource::Store)?;
        Ok(())
    }

    fn set_story_recorded(&self, page: PageId) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("UPDATE stories SET recorded = 1 WHERE page = ?1 AND recorded = 0")?
            .execute([page.0.cast_signed()])?;
        Ok(())
    }

    fn set_recorded(&self, post: &Post) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("UPDATE posts SET recorded = 1 WHERE id = ?1 AND recorded = 0")?
            .execute(params![id(post.id)])?;
        Ok(())
    }
}

/// Two notes as one, with that of this machine below, unless one contains the other.
pub(super) fn both_notes(theirs: &str, own: &str) -> String {
    if theirs.contains(own) {
        theirs.to_owned()
    } else if own.contains(theirs) {
        own.to_owned()
    } else {
        note(&format!("{theirs}\n\n{own}")).0
    }
}

/// The posts that a change marks.
fn posts_of(change: &Change) -> Vec<&Arc<Post>> {
    match change {
        Change::Read(posts, ..) | Change::Starred(posts, ..) => posts.iter().collect(),
        Change::Tagged(targets, ..) => targets.iter().filter_map(post_of).collect(),
        Change::Noted(notes) => notes.iter().filter_map(|(target, _)| post_of(target)).collect(),
        _ => Vec::new(),
    }
}

/// The stories that a change marks.
fn stories_of(change: &Change) -> Vec<PageId> {
    match change {
        Change::Seen(stories, _) => stories.iter().map(|(page, _)| *page).collect(),
        Change::StarredStories(pages, ..) => pages.clone(),
        Change::Tagged(targets, ..) => targets.iter().filter_map(page_of).collect(),
        Change::Noted(notes) => notes.iter().filter_map(|(target, _)| page_of(target)).collect(),
        _ => Vec::new(),
    }
}

fn page_of(target: &Annotated) -> Option<PageId> {
    match target {
        Annotated::Story(page) => Some(*page),
        Annotated::Post(_) => None,
    }
}

fn post_of(target: &Annotated) -> Option<&Arc<Post>> {
    match target {
        Annotated::Post(post) => Some(post),
        Annotated::Story(_) => None,
    }
}

/// The marks in the columns `starred, starred_day, tags, note, read_day` from the second one on, and the mark as
/// read in the one after these.
fn earlier_marks(row: &Row<'_>) -> rusqlite::Result<Vec<MarkOnDay>> {
    let explicit =
        |column| row.get::<_, i64>(column).map(|number| (number != 0).then_some(number > 0));
    let day = |column| row.get::<_, Option<String>>(column).map(|day| day?.parse().ok());
    let mut marks = Vec::new();
    if let Some(on) = explicit(1)? {
        marks.push((SyncedMark::Starred(Some(on)), day(2)?));
    }
    if let Some(on) = explicit(6)? {
        marks.push((SyncedMark::Read(Some(on)), day(5)?));
    }
    let tags: String = row.get(3)?;
    marks.extend(tags.lines().map(|tag| (SyncedMark::Tag(tag.to_owned(), true), None)));
    let note: String = row.get(4)?;
    if !note.is_empty() {
        marks.push((SyncedMark::Note(note), None));
    }
    Ok(marks)
}
