//! The selection: which row of the list the cursor is on, which post or story it stays with, and what the
//! reader shows in its place.
//!
//! Survives whatever happens to the rows: they are found anew, sorted, narrowed, and their files are
//! moved, changed and deleted. Knows nothing of how rows are found or painted.

use super::panes::Pane;
use crate::library::{Library, Position};
use crate::post::{PageId, PostId, Story};
use crate::query::StoryRow;
use std::collections::HashMap;
use std::iter::once;

/// Rows on either side of the cursor that are tried when its own post or story is gone.
const MAX_NEIGHBOURS: usize = 100;

/// A post or a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A post.
    Post(PostId),
    /// The story about a page.
    Story(PageId),
}

/// The rows of a result as the selection reads them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'a> {
    pub library: &'a Library,
    /// The post of each row.
    pub posts: &'a [Position],
    /// The story of each row; none where the rows are posts.
    pub stories: &'a [StoryRow],
    /// The rows are stories, were there any.
    pub are_stories: bool,
}

impl<'a> Rows<'a> {
    /// The post of a row.
    pub fn post(self, row: usize) -> Option<PostId> {
        Some(self.library.post(*self.posts.get(row)?)?.id)
    }

    /// The story of a row, as its newest report has it.
    pub fn story(self, row: usize) -> Option<(&'a StoryRow, &'a Story)> {
        let row = self.stories.get(row)?;
        Some((row, self.library.story(row.newest)?))
    }

    fn page(self, row: usize) -> Option<PageId> {
        Some(self.story(row)?.1.page)
    }

    /// The post or story of a row.
    fn target(self, row: usize) -> Option<Target> {
        if self.are_stories {
            self.page(row).map(Target::Story)
        } else {
            self.post(row).map(Target::Post)
        }
    }

    fn row_of(self, target: Target) -> Option<usize> {
        match target {
            Target::Post(id) => {
                let position = self.library.position(id)?;
                self.posts.iter().position(|row| *row == position)
            }
            Target::Story(page) => {
                let story = self.library.made_stories()?.about(page)?;
                self.stories.iter().position(|row| row.story == story)
            }
        }
    }

    /// The posts or stories around a row, nearest first, the later of two as near before the earlier.
    fn neighbours(self, row: usize) -> Vec<Target> {
        let steps = 1..=MAX_NEIGHBOURS;
        let rows = steps.flat_map(|step| [row.checked_add(step), row.checked_sub(step)]).flatten();
        rows.filter_map(|row| self.target(row)).collect()
    }
}

/// The post at the cursor, and its story where stories are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub post: PostId,
    pub story: Option<PageId>,
}

impl Anchor {
    /// The post and the story of a row.
    pub fn at(rows: Rows<'_>, row: usize) -> Option<Self> {
        Some(Self { post: rows.post(row)?, story: rows.page(row) })
    }
}

/// A post that a change on the disk has taken from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Displaced {
    post: PostId,
    /// The post the cursor went to instead: as long as it stays there, it goes back.
    instead: Option<PostId>,
    /// The reader had the focus.
    was_read: bool,
}

/// The row of the cursor, the post or story it stays with, and those that the reader shows.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The row the cursor is on.
    pub row: usize,
    /// `None` while the cursor is to stay on the first row, whatever comes in.
    anchor: Option<Anchor>,
    /// Another post that the reader shows in place of the one at the cursor.
    pinned: Option<PostId>,
    /// The story the reader has to go to as soon as it can.
    pending_story: Option<PageId>,
    /// The story that the cursor has last brought into the reader.
    previewed: Option<PageId>,
    /// A post that a change on the disk has taken from the list while it was selected.
    displaced: Option<Displaced>,
    /// After a change on the disk that the rows are not made from yet: the posts or stories that were
    /// around the cursor, nearest first.
    neighbours: Option<Vec<Target>>,
}

impl Selection {
    /// The post that the reader shows in place of the one at the cursor.
    pub(super) fn pinned(&self) -> Option<PostId> {
        self.pinned
    }

    /// The story the reader has to go to as soon as it can.
    pub(super) fn pending_story(&self) -> Option<PageId> {
        self.pending_story
    }

    /// The post that the reader is to show.
    pub(super) fn shown(&self, rows: Rows<'_>) -> Option<Position> {
        let pinned = self.pinned.and_then(|id| rows.library.position(id));
        pinned.or_else(|| rows.posts.get(self.row).copied())
    }

    /// Has the cursor stay with the post or story it is on. On the first row it stays with the row
    /// instead, so that newer posts that come in are seen, unless the post is being read.
    pub(super) fn hold(&mut self, rows: Rows<'_>, is_read: bool) {
        self.pinned = None;
        let at_top = self.row == 0 && !is_read;
        self.anchor = if at_top { None } else { Anchor::at(rows, self.row) };
    }

    /// Moves the cursor to a row, and has it stay there.
    pub(super) fn go_to(&mut self, row: usize, rows: Rows<'_>, is_read: bool) {
        self.row = row;
        self.hold(rows, is_read);
    }

    /// Has the cursor stay on the first row.
    pub(super) fn let_go(&mut self) {
        self.anchor = None;
    }

    /// Has the cursor go to a post, as soon as there is a row of it, and of its rows to that of a story.
    pub(super) fn select(&mut self, post: PostId, story: Option<PageId>) {
        self.anchor = Some(Anchor { post, story });
    }

    /// Has the reader show a post, whichever the cursor is on, and go to a story of it.
    pub(super) fn read(&mut self, post: PostId, rows: Rows<'_>) {
        self.pinned = Some(post).filter(|_| rows.post(self.row) != Some(post));
    }

    /// Has the reader go to a story as soon as its post is there.
    pub(super) fn read_story(&mut self, page: PageId) {
        self.pending_story = Some(page);
    }

    /// Takes in that the reader has gone to the story it was to go to, or has nothing to read.
    pub(super) fn story_reached(&mut self) {
        self.pending_story = None;
    }

    /// Has the reader show the post at the cursor again.
    pub(super) fn unpin(&mut self) {
        self.pinned = None;
    }

    /// Prepares for rows of the other kind: the cursor goes to a row of the post that is meant, and of
    /// the story that is read.
    pub(super) fn change_kind(
        &mut self,
        post: Option<PostId>,
        story: Option<PageId>,
        is_read: bool,
    ) {
        self.pinned = None;
        if is_read || self.anchor.is_some() {
            self.anchor = post.map(|post| Anchor { post, story });
        }
    }

    /// Goes back to a row and a post in the reader that were left.
    pub(super) fn return_to(&mut self, anchor: Option<Anchor>, pinned: Option<PostId>) {
        self.anchor = anchor;
        self.pinned = pinned;
        self.previewed = anchor.and_then(|anchor| anchor.story);
        self.pending_story = None;
    }

    /// Has the reader go to the story that the cursor has come to.
    pub(super) fn preview(&mut self, rows: Rows<'_>) {
        let page = rows.page(self.row);
        if self.previewed != page {
            self.previewed = page;
            if self.pinned.is_none() {
                self.pending_story = page;
            }
        }
    }

    /// Prepares for a change on the disk. The cursor stays with its post or story on the first row too:
    /// what is looked at is not to be pushed away by what comes in. `post` is the one that is meant,
    /// `rows` are those before the change, and `moved` names the posts whose files were moved.
    pub(super) fn expect_change(
        &mut self,
        post: Option<PostId>,
        rows: Rows<'_>,
        moved: &HashMap<PostId, PostId>,
    ) {
        let now = |id: &mut PostId| *id = moved.get(id).copied().unwrap_or(*id);
        let post = if rows.are_stories { post } else { rows.post(self.row) };
        self.anchor = post.map(|post| Anchor { post, story: rows.page(self.row) });
        let mut neighbours = rows.neighbours(self.row);
        for target in &mut neighbours {
            if let Target::Post(id) = target {
                now(id);
            }
        }
        self.neighbours = Some(neighbours);
        if let Some(anchor) = &mut self.anchor {
            now(&mut anchor.post);
        }
        self.pinned.iter_mut().for_each(now);
        if let Some(displaced) = &mut self.displaced {
            now(&mut displaced.post);
            displaced.instead.iter_mut().for_each(now);
        }
    }

    /// Puts the cursor on the row of its post or story, or near where that was; returns the pane that
    /// the focus goes to.
    pub(super) fn follow(&mut self, rows: Rows<'_>, focus: Pane) -> Pane {
        let focus = self.find_row(rows, focus);
        self.row = self.row.min(rows.posts.len().saturating_sub(1));
        focus
    }

    fn find_row(&mut self, rows: Rows<'_>, focus: Pane) -> Pane {
        let neighbours = self.neighbours.take();
        if rows.are_stories {
            self.follow_story(rows, &neighbours.unwrap_or_default());
            return focus;
        }
        let Some(neighbours) = neighbours else {
            self.follow_post(rows, &[]);
            return focus;
        };
        let focus = self.restore(rows, focus);
        let before = self.anchor;
        self.follow_post(rows, &neighbours);
        match before.map(|before| before.post) {
            Some(post) if self.anchored_post() != Some(post) => self.displace(post, rows, focus),
            _ => focus,
        }
    }

    fn anchored_post(&self) -> Option<PostId> {
        self.anchor.map(|anchor| anchor.post)
    }

    /// Keeps the cursor on its post, or on the nearest of those that were around it.
    fn follow_post(&mut self, rows: Rows<'_>, neighbours: &[Target]) {
        let Some(anchor) = self.anchor else {
            self.row = 0;
            return;
        };
        if rows.post(self.row) == Some(anchor.post) {
            return;
        }
        let mut targets = once(Target::Post(anchor.post)).chain(neighbours.iter().copied());
        // With none of them in the result, start at the newest.
        let found = targets.find_map(|target| rows.row_of(target));
        self.row = found.unwrap_or(0);
        let post = found.and_then(|row| rows.post(row));
        if post != Some(anchor.post) {
            self.anchor = post.map(|post| Anchor { post, story: None });
        }
    }

    /// Keeps the cursor on its story, or on the nearest of those that were around it, or on one of the
    /// post it was on.
    fn follow_story(&mut self, rows: Rows<'_>, neighbours: &[Target]) {
        let Some(anchor) = self.anchor else {
            self.row = 0;
            return;
        };
        if anchor.story.is_some() && rows.page(self.row) == anchor.story {
            return;
        }
        let own = anchor.story.map(Target::Story);
        let targets = own.into_iter().chain(neighbours.iter().copied());
        let found = targets.chain(once(Target::Post(anchor.post))).find_map(|it| rows.row_of(it));
        self.row = found.unwrap_or(0);
        self.anchor = found.and_then(|row| {
            let is_there = rows.library.position(anchor.post).is_some();
            let post = if is_there { anchor.post } else { rows.post(row)? };
            Some(Anchor { post, story: rows.page(row) })
        });
    }

    /// Takes in that a post is in the list no more; the cursor has gone elsewhere already. What the
    /// query means no longer stays in the reader; where the file is gone, nothing else is opened in its
    /// place.
    fn displace(&mut self, post: PostId, rows: Rows<'_>, focus: Pane) -> Pane {
        let was_read = focus == Pane::Reader && self.pinned.is_none();
        self.displaced = Some(Displaced { post, instead: self.anchored_post(), was_read });
        if was_read && rows.library.position(post).is_none() {
            return Pane::List;
        }
        if was_read {
            self.pinned = Some(post);
        }
        focus
    }

    /// Goes back to a displaced post that a change has brought back, unless the cursor was moved since.
    fn restore(&mut self, rows: Rows<'_>, mut focus: Pane) -> Pane {
        if let Some(Displaced { post, instead, was_read }) = self.displaced
            && instead == self.anchored_post()
            && let Some(row) = rows.row_of(Target::Post(post))
        {
            self.displaced = None;
            self.row = row;
            self.anchor = Some(Anchor { post, story: None });
            self.pinned = self.pinned.filter(|pinned| *pinned != post);
            if was_read && focus == Pane::List {
                focus = Pane::Reader;
            }
        }
        let is_gone = |post| rows.library.position(post).is_none();
        if focus == Pane::Reader && self.pinned.is_some_and(is_gone) {
            self.pinned = None;
            focus = Pane::List;
        }
        focus
    }
}

#[cfg(test)]
mod tests;
