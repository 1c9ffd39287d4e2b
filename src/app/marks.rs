//! The marks of posts and stories: read and starred.
//!
//! A story may have an explicit mark. Without one, it counts as seen if a post that reports it was read.

use super::context::Context;
use super::message::Effect;
use super::selection::Target;
use crate::library::{Library, StoryId, StoryReport};
use crate::messages::Text;
use crate::post::{ByPage, PageId, Post, PostId};
use crate::query::{Marks, ReadPosts};
use crate::state::{Change, Memory, Remembered, RememberedStory};
use std::collections::HashSet;
use std::hash::Hash;
use std::mem::replace;
use std::ops::Range;
use std::sync::Arc;

/// A mark of a post or a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Read; of a story, seen.
    Read,
    /// Starred.
    Star,
}

/// A post or story, and its mark: set, not set, or, of stories only, no explicit mark.
pub(super) type Marking = (Target, Option<bool>);

impl Mark {
    /// The explicit mark of a post or story.
    pub fn of(self, marks: &Marks, target: Target) -> Option<bool> {
        let is_set = match (self, target) {
            (Self::Read, Target::Post(id)) => marks.read.contains(&id),
            (Self::Star, Target::Post(id)) => marks.starred.contains(&id),
            (Self::Star, Target::Story(page)) => marks.starred_stories.contains(&page),
            // If no story has a mark, the lookup of the page is not needed.
            (Self::Read, Target::Story(_)) if marks.seen.is_empty() => return None,
            (Self::Read, Target::Story(page)) => return marks.seen.get(&page).copied(),
        };
        is_set.then_some(true)
    }

    /// The notice after a mark was set or removed with a key.
    pub(super) fn done(self, target: Target, on: bool) -> Text<'static> {
        match (self, target, on) {
            (Self::Read, Target::Post(_), true) => Text::MarkedRead(1, ""),
            (Self::Read, Target::Post(_), false) => Text::MarkedUnread,
            (Self::Read, Target::Story(_), true) => Text::MarkedSeen(1, ""),
            (Self::Read, Target::Story(_), false) => Text::MarkedUnseen,
            (Self::Star, _, true) => Text::Starred,
            (Self::Star, _, false) => Text::Unstarred,
        }
    }

    /// The notice after a mark of several posts or stories was set or removed; `undo` is the key that undoes
    /// this.
    pub(super) fn done_to(self, count: usize, on: bool, undo: &str) -> Text<'_> {
        match (self, on) {
            (Self::Read, true) => Text::MarkedReadOf(count, undo),
            (Self::Read, false) => Text::MarkedUnreadOf(count, undo),
            (Self::Star, true) => Text::StarredOf(count, undo),
            (Self::Star, false) => Text::UnstarredOf(count, undo),
        }
    }

    /// The notice after setting (`on`) or removing a mark was undone.
    pub(super) fn undone(self, are_stories: bool, count: usize, on: bool) -> Text<'static> {
        match (self, are_stories, on) {
            (Self::Read, false, true) => Text::UnreadAgain(count),
            (Self::Read, false, false) => Text::ReadAgain,
            (Self::Read, true, true) => Text::UnseenAgain(count),
            (Self::Read, true, false) => Text::SeenAgain,
            (Self::Star, _, true) => Text::Unstarred,
            (Self::Star, _, false) => Text::Starred,
        }
    }
}

fn put<T: Eq + Hash>(all: &mut HashSet<T>, some: impl IntoIterator<Item = T>, on: bool) {
    if on {
        all.extend(some);
    } else {
        for one in some {
            all.remove(&one);
        }
    }
}

fn put_seen(all: &mut ByPage<bool>, page: PageId, seen: Option<bool>) {
    match seen {
        Some(seen) => all.insert(page, seen),
        None => all.remove(&page),
    };
}

/// Returns `true` if any of the posts of some reports was read.
fn is_read(library: &Library, marks: &Marks, reports: &[StoryReport]) -> bool {
    let mut posts = reports.iter().filter_map(|report| library.post(report.post));
    posts.any(|post| marks.read.contains(&post.id))
}

impl Context {
    /// Returns `true` if a post or story has a mark, or, of a story, if one of the posts that report it was
    /// read.
    pub(super) fn is_marked(&self, mark: Mark, target: Target) -> bool {
        let own = mark.of(&self.marks, target);
        own.unwrap_or_else(|| match (mark, target) {
            (Mark::Read, Target::Story(page)) => {
                is_read(&self.library, &self.marks, self.reports(page))
            }
            _ => false,
        })
    }

    /// Returns `true` if a story in the list was seen.
    pub fn is_seen(&self, story: StoryId) -> bool {
        let Some(table) = self.library.made_stories() else { return false };
        let own = table.page(story).and_then(|page| self.marks.seen.get(&page).copied());
        own.unwrap_or_else(|| is_read(&self.library, &self.marks, table.reports(story)))
    }

    /// The unread posts or unseen stories of some rows of the list; rows beyond its end are ignored.
    pub(super) fn unread_targets(&self, rows: Range<usize>) -> Vec<Target> {
        let (library, marks) = (&self.library, &self.marks);
        let end = rows.end.min(self.results.rows.len());
        let rows = rows.start.min(end)..end;
        if !self.lists_stories() {
            let posts = self.results.rows[rows].iter().filter_map(|at| library.post(*at));
            let unread = posts.filter(|post| !marks.read.contains(&post.id));
            return unread.map(|post| Target::Post(post.id)).collect();
        }
        let (seen, table) = (ReadPosts::of(library, marks), library.stories());
        let stories = self.results.stories[rows].iter().map(|row| row.story);
        let unseen = stories.filter(|story| !seen.contains(library, marks, *story));
        unseen.filter_map(|story| table.page(story)).map(Target::Story).collect()
    }

    /// The row of the next unread post or unseen story after the cursor, or of the previous one before it.
    pub(super) fn next_unread(&self, forward: bool) -> Option<usize> {
        let (library, marks, results) = (&self.library, &self.marks, &self.results);
        let (row, count) = (self.selection.row, results.rows.len());
        let seen = self.lists_stories().then(|| ReadPosts::of(library, marks));
        let is_unread = |row: &usize| match &seen {
            Some(seen) => {
                let story = results.stories.get(*row);
                story.is_some_and(|story| !seen.contains(library, marks, story.story))
            }
            None => self.list_post(*row).is_some_and(|post| !marks.read.contains(&post.id)),
        };
        if forward { (row + 1..count).find(is_unread) } else { (0..row).rev().find(is_unread) }
    }

    /// Sets marks of posts or of stories. Posts that no longer exist keep their marks.
    pub(super) fn set_marks(
        &mut self,
        mark: Mark,
        markings: impl Iterator<Item = Marking>,
    ) -> Effect {
        let change = change(&self.library, mark, markings);
        let alone = match &change {
            Change::Seen(stories) if stories.len() == 1 => Some(stories[0].0),
            _ => None,
        };
        let is_seen = |context: &Self, page| context.is_marked(Mark::Read, Target::Story(page));
        let before = alone.map(|page| is_seen(self, page));
        let is_counted = self.results.is_counted(self.marked);
        apply(Arc::make_mut(&mut self.marks), &change);
        self.marked += 1;
        self.read_marked += u64::from(matches!(change, Change::Read(..)));
        // For a single story, the count is adjusted: counting again could mean a million stories.
        if let (Some(page), Some(before)) = (alone, before)
            && self.lists_stories()
            && is_counted
        {
            let after = is_seen(self, page);
            let story = self.library.made_stories().and_then(|table| table.about(page));
            let (mut unseen, _) = self.results.unread_and_starred();
            if before != after && self.results.stories.iter().any(|row| Some(row.story) == story) {
                unseen = if after { unseen.saturating_sub(1) } else { unseen + 1 };
            }
            self.results.set_unread(unseen, self.marked);
        }
        Effect::Remember(change)
    }

    /// Sets marks of posts and of stories.
    pub(super) fn set_marks_of_both(
        &mut self,
        mark: Mark,
        markings: impl Iterator<Item = Marking>,
    ) -> Vec<Effect> {
        let (posts, stories): (Vec<Marking>, Vec<Marking>) =
            markings.partition(|(target, _)| matches!(target, Target::Post(_)));
        let kinds = [posts, stories].into_iter().filter(|kind| !kind.is_empty());
        kinds.map(|kind| self.set_marks(mark, kind.into_iter())).collect()
    }

    /// Marks everything in the list as read. `markings` must contain all that is unread there.
    pub(super) fn mark_listed(&mut self, markings: impl Iterator<Item = Marking>) -> Effect {
        let is_counted = self.lists_stories() && self.results.is_counted(self.marked);
        let effect = self.set_marks(Mark::Read, markings);
        if is_counted {
            self.results.set_unread(0, self.marked);
        }
        effect
    }

    /// Merges the marks of earlier runs. Marks set in this run take precedence.
    pub(super) fn recall_marks(&mut self, memory: &mut Memory) {
        let marks = Arc::make_mut(&mut self.marks);
        let own = replace(&mut marks.read, std::mem::take(&mut memory.read));
        marks.read.extend(own);
        marks.starred.extend(std::mem::take(&mut memory.starred));
        let own = replace(&mut marks.seen, std::mem::take(&mut memory.seen));
        marks.seen.extend(own);
        marks.starred_stories.extend(std::mem::take(&mut memory.starred_stories));
        self.marked += 1;
        self.read_marked += 1;
        self.results.ask_anew();
    }

    /// Takes over marks set by another instance. The rows do not change until the next query.
    pub(super) fn take_marks(&mut self, posts: &[Remembered], stories: &[RememberedStory]) {
        let marks = Arc::make_mut(&mut self.marks);
        for now in stories {
            put_seen(&mut marks.seen, now.page, now.seen);
            put(&mut marks.starred_stories, [now.page], now.starred);
        }
        for now in posts {
            put(&mut marks.read, [now.post], now.read);
            put(&mut marks.starred, [now.post], now.starred);
        }
        self.marked += 1;
        self.read_marked += 1;
    }

    /// Copies the marks of posts whose files were moved, as (from, to).
    pub(super) fn move_marks(&mut self, moved: &[(PostId, PostId)]) -> Option<Effect> {
        let with_post: Vec<(PostId, Arc<Post>)> = moved
            .iter()
            .filter_map(|(from, to)| {
                let post = self.library.post(self.library.position(*to)?)?;
                Some((*from, Arc::clone(post)))
            })
            .collect();
        if with_post.is_empty() {
            return None;
        }
        for marks in [&mut self.marks, self.results.marks_mut()] {
            let marks = Arc::make_mut(marks);
            for (from, to) in moved {
                for ids in [&mut marks.read, &mut marks.starred] {
                    if ids.contains(from) {
                        ids.insert(*to);
                    }
                }
            }
        }
        self.marked += 1;
        self.read_marked += 1;
        Some(Effect::Remember(Change::Moved(with_post)))
    }
}

/// The change to be written. The markings are all of posts or all of stories and, except for seen stories,
/// all set or all removed.
fn change(library: &Library, mark: Mark, markings: impl Iterator<Item = Marking>) -> Change {
    let mut on = false;
    let mut posts: Vec<Arc<Post>> = Vec::new();
    let mut stories: Vec<(PageId, Option<bool>)> = Vec::new();
    for (target, mark) in markings {
        on = mark == Some(true);
        match target {
            Target::Post(id) => {
                posts.extend(library.position(id).and_then(|at| library.post(at)).cloned());
            }
            Target::Story(page) => stories.push((page, mark)),
        }
    }
    match (mark, stories.is_empty()) {
        (Mark::Read, true) => Change::Read(posts, on),
        (Mark::Star, true) => Change::Starred(posts, on),
        (Mark::Read, false) => Change::Seen(stories),
        (Mark::Star, false) => {
            Change::StarredStories(stories.into_iter().map(|(page, _)| page).collect(), on)
        }
    }
}

/// Makes a change of marks in the sets.
fn apply(marks: &mut Marks, change: &Change) {
    match change {
        Change::Read(posts, on) => put(&mut marks.read, posts.iter().map(|post| post.id), *on),
        Change::Starred(posts, on) => {
            put(&mut marks.starred, posts.iter().map(|post| post.id), *on);
        }
        Change::StarredStories(pages, on) => {
            put(&mut marks.starred_stories, pages.iter().copied(), *on);
        }
        Change::Seen(stories) => {
            if stories.len() > 1 {
                marks.seen.reserve(stories.len());
            }
            for (page, seen) in stories {
                put_seen(&mut marks.seen, *page, *seen);
            }
        }
        _ => {}
    }
}
