//! The marks of posts and stories: read and starred.
//!
//! Without an explicit mark, those of rules apply, and a story counts as seen if a post that reports it was
//! read.

use super::context::Context;
use super::message::Effect;
use super::selection::Target;
use crate::library::{Library, StoryId};
use crate::messages::Text;
use crate::post::{Annotation, Date, LastVisit, Marks, PageId, Post, PostId, put_marks};
use crate::query::{EffectiveMarks, ReadPosts};
use crate::state::{Change, Remembered, RememberedStory};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
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

/// The mark of a post or story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marking {
    /// The post or story.
    pub target: Target,
    /// Explicitly set, explicitly not set, or no explicit mark.
    pub on: Option<bool>,
    /// The day on which it was set, if known.
    pub day: Option<Date>,
}

impl Mark {
    /// The explicit mark of a post or story.
    pub fn of(self, marks: &Marks, target: Target) -> Option<bool> {
        match self {
            Self::Read => marks.is_read(target),
            Self::Star => marks.is_starred(target),
        }
    }

    /// The day on which a mark was set, if known.
    fn day_of(self, marks: &Marks, target: Target) -> Option<Date> {
        let days = &marks.days;
        match (self, target) {
            (Self::Read, Target::Post(id)) => days.read.get(&id),
            (Self::Star, Target::Post(id)) => days.starred.get(&id),
            (Self::Read, Target::Story(page)) => days.seen.get(&page),
            (Self::Star, Target::Story(page)) => days.starred_stories.get(&page),
        }
        .copied()
    }

    /// The explicit mark of a post or story, with its day.
    pub(super) fn marking(self, marks: &Marks, target: Target) -> Marking {
        Marking { target, on: self.of(marks, target), day: self.day_of(marks, target) }
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
            (Self::Star, _, true) if count > 1 => Text::UnstarredAgain(count),
            (Self::Star, _, false) if count > 1 => Text::StarredAgain(count),
            (Self::Star, _, true) => Text::Unstarred,
            (Self::Star, _, false) => Text::Starred,
        }
    }
}

/// Sets the value of a key, or removes it.
fn set<K: Eq + Hash, V, S: BuildHasher>(all: &mut HashMap<K, V, S>, key: K, value: Option<V>) {
    match value {
        Some(value) => all.insert(key, value),
        None => all.remove(&key),
    };
}

impl Context {
    /// The user's marks together with those of the rules for the library of the rows.
    pub fn effective_marks(&self) -> EffectiveMarks<'_> {
        EffectiveMarks::new(&self.marks, self.results.ruled.as_deref())
    }

    /// Returns `true` if a post or story has a mark, by the user or by a rule, or, of a story, if one of the
    /// posts that report it was read.
    pub(super) fn is_marked(&self, mark: Mark, target: Target) -> bool {
        let marks = self.effective_marks();
        match (mark, target) {
            (Mark::Read, Target::Post(id)) => marks.is_read(id),
            (Mark::Star, Target::Post(id)) => marks.is_starred(id),
            (Mark::Star, Target::Story(page)) => marks.is_story_starred(page),
            (Mark::Read, Target::Story(page)) => {
                marks.is_seen(&self.library, page, self.reports(page))
            }
        }
    }

    /// Returns `true` if a story in the list was seen.
    pub fn is_seen(&self, story: StoryId) -> bool {
        let Some(table) = self.library.made_stories() else { return false };
        let marks = self.effective_marks();
        table
            .page(story)
            .is_some_and(|page| marks.is_seen(&self.library, page, table.reports(story)))
    }

    /// The unread posts or unseen stories of some rows of the list; rows beyond its end are ignored.
    pub(super) fn unread_targets(&self, rows: Range<usize>) -> Vec<Target> {
        let (library, marks) = (&self.library, self.effective_marks());
        let end = rows.end.min(self.results.rows.len());
        let rows = rows.start.min(end)..end;
        if !self.lists_stories() {
            let posts = self.results.rows[rows].iter().filter_map(|at| library.post(*at));
            let unread = posts.filter(|post| !marks.is_read(post.id));
            return unread.map(|post| Target::Post(post.id)).collect();
        }
        let (seen, table) = (ReadPosts::of(library, marks), library.stories());
        let stories = self.results.stories[rows].iter().map(|row| row.story);
        let unseen = stories.filter(|story| !seen.contains(library, marks, *story));
        unseen.filter_map(|story| table.page(story)).map(Target::Story).collect()
    }

    /// The row of the next unread post or unseen story after the cursor, or of the previous one before it.
    pub(super) fn next_unread(&self, forward: bool) -> Option<usize> {
        let (library, marks, results) = (&self.library, self.effective_marks(), &self.results);
        let (row, count) = (self.selection.row, results.rows.len());
        let seen = self.lists_stories().then(|| ReadPosts::of(library, marks));
        let is_unread = |row: &usize| match &seen {
            Some(seen) => {
                let story = results.stories.get(*row);
                story.is_some_and(|story| !seen.contains(library, marks, story.story))
            }
            None => self.list_post(*row).is_some_and(|post| !marks.is_read(post.id)),
        };
        if forward { (row + 1..count).find(is_unread) } else { (0..row).rev().find(is_unread) }
    }

    /// Sets marks of posts or of stories. Posts that no longer exist keep their marks.
    pub(super) fn set_marks(
        &mut self,
        mark: Mark,
        markings: impl Iterator<Item = Marking>,
    ) -> Vec<Effect> {
        let changes = changes(&self.library, mark, markings);
        let alone = match changes.as_slice() {
            [Change::Seen(stories, _)] if stories.len() == 1 => Some(stories[0].0),
            _ => None,
        };
        let is_seen = |context: &Self, page| context.is_marked(Mark::Read, Target::Story(page));
        let before = alone.map(|page| is_seen(self, page));
        let is_counted = self.results.is_counted(self.marked);
        let marks = Arc::make_mut(&mut self.marks);
        for change in &changes {
            apply(marks, change);
            self.read_marked += u64::from(matches!(change, Change::Read(..)));
        }
        self.marked += 1;
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
        changes.into_iter().map(Effect::Remember).collect()
    }

    /// Sets marks of posts and of stories.
    pub(super) fn set_marks_of_both(
        &mut self,
        mark: Mark,
        markings: impl Iterator<Item = Marking>,
    ) -> Vec<Effect> {
        let (posts, stories): (Vec<Marking>, Vec<Marking>) =
            markings.partition(|marking| matches!(marking.target, Target::Post(_)));
        let kinds = [posts, stories].into_iter().filter(|kind| !kind.is_empty());
        kinds.flat_map(|kind| self.set_marks(mark, kind.into_iter())).collect()
    }

    /// Marks everything in the list as read. `markings` must contain all that is unread there.
    pub(super) fn mark_listed(&mut self, markings: impl Iterator<Item = Marking>) -> Vec<Effect> {
        let is_counted = self.lists_stories() && self.results.is_counted(self.marked);
        let effects = self.set_marks(Mark::Read, markings);
        if is_counted {
            self.results.set_unread(0, self.marked);
        }
        effects
    }

    /// Merges the marks of earlier runs. Marks set in this run take precedence.
    pub(super) fn recall_marks(&mut self, earlier: Marks) {
        Arc::make_mut(&mut self.marks).add_earlier(earlier);
        self.marked += 1;
        self.annotated += 1;
        self.read_marked += 1;
        self.results.ask_anew();
    }

    /// Takes over the last visit. The rows do not change until the next query.
    pub(super) fn take_visit(&mut self, last: Option<LastVisit>) {
        self.last_visit = last.map(Arc::new);
        self.marked += 1;
    }

    /// Takes over marks set by another instance. The rows do not change until the next query.
    pub(super) fn take_marks(&mut self, posts: &[Remembered], stories: &[RememberedStory]) {
        let marks = Arc::make_mut(&mut self.marks);
        let annotation = |own: &Annotation| Some(own.clone()).filter(|own| !own.is_empty());
        for now in stories {
            set(&mut marks.seen, now.page, now.seen);
            set(&mut marks.days.seen, now.page, now.seen_day);
            let stars = (&mut marks.starred_stories, &mut marks.unstarred_stories);
            put_marks(stars, [now.page], now.starred);
            set(&mut marks.days.starred_stories, now.page, now.starred_day);
            set(&mut marks.annotations, Target::Story(now.page), annotation(&now.annotation));
        }
        for now in posts {
            put_marks((&mut marks.read, &mut marks.unread), [now.post], now.read);
            set(&mut marks.days.read, now.post, now.read_day);
            put_marks((&mut marks.starred, &mut marks.unstarred), [now.post], now.starred);
            set(&mut marks.days.starred, now.post, now.starred_day);
            set(&mut marks.annotations, Target::Post(now.post), annotation(&now.annotation));
        }
        self.annotated += 1;
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
                marks.copy_to_moved(*from, *to);
            }
        }
        self.marked += 1;
        self.annotated += 1;
        self.read_marked += 1;
        Some(Effect::Remember(Change::Moved(with_post)))
    }
}

/// The changes to be written, one for each day and, except for seen stories, each kind of mark. The markings
/// are all of posts or all of stories.
fn changes(library: &Library, mark: Mark, markings: impl Iterator<Item = Marking>) -> Vec<Change> {
    let mut alike: BTreeMap<(Option<Date>, Option<bool>), Vec<Marking>> = BTreeMap::new();
    for marking in markings {
        let is_seen = mark == Mark::Read && matches!(marking.target, Target::Story(_));
        let on = if is_seen { None } else { marking.on };
        alike.entry((marking.day, on)).or_default().push(marking);
    }
    let change = |((day, on), markings)| change(library, mark, (on, day), markings);
    alike.into_iter().map(change).collect()
}

fn change(
    library: &Library,
    mark: Mark,
    (on, day): (Option<bool>, Option<Date>),
    markings: Vec<Marking>,
) -> Change {
    let mut posts: Vec<Arc<Post>> = Vec::new();
    let mut stories: Vec<(PageId, Option<bool>)> = Vec::new();
    for marking in markings {
        match marking.target {
            Target::Post(id) => {
                posts.extend(library.position(id).and_then(|at| library.post(at)).cloned());
            }
            Target::Story(page) => stories.push((page, marking.on)),
        }
    }
    match (mark, stories.is_empty()) {
        (Mark::Read, true) => Change::Read(posts, on, day),
        (Mark::Star, true) => Change::Starred(posts, on, day),
        (Mark::Read, false) => Change::Seen(stories, day),
        (Mark::Star, false) => {
            Change::StarredStories(stories.into_iter().map(|(page, _)| page).collect(), on, day)
        }
    }
}

/// Makes a change of marks in the sets.
fn apply(marks: &mut Marks, change: &Change) {
    match change {
        Change::Read(posts, on, day) => {
            let sets = (&mut marks.read, &mut marks.unread);
            put_marks(sets, posts.iter().map(|post| post.id), *on);
            put_days(&mut marks.days.read, posts.iter().map(|post| post.id), *on, *day);
        }
        Change::Starred(posts, on, day) => {
            let sets = (&mut marks.starred, &mut marks.unstarred);
            put_marks(sets, posts.iter().map(|post| post.id), *on);
            put_days(&mut marks.days.starred, posts.iter().map(|post| post.id), *on, *day);
        }
        Change::StarredStories(pages, on, day) => {
            let sets = (&mut marks.starred_stories, &mut marks.unstarred_stories);
            put_marks(sets, pages.iter().copied(), *on);
            put_days(&mut marks.days.starred_stories, pages.iter().copied(), *on, *day);
        }
        Change::Seen(stories, day) => {
            if stories.len() > 1 {
                marks.seen.reserve(stories.len());
                marks.days.seen.reserve(stories.len());
            }
            for (page, seen) in stories {
                set(&mut marks.seen, *page, *seen);
                set(&mut marks.days.seen, *page, seen.and(*day));
            }
        }
        _ => {}
    }
}

/// Sets the day of some marks, or removes it together with the marks.
fn put_days<K: Eq + Hash, S: BuildHasher>(
    all: &mut HashMap<K, Date, S>,
    some: impl Iterator<Item = K>,
    on: Option<bool>,
    day: Option<Date>,
) {
    let day = day.filter(|_| on == Some(true));
    some.for_each(|one| set(all, one, day));
}
