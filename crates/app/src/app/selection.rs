//! The selection: the row of the list's cursor, the post or story it is anchored to, and the post that the
//! reader shows.
//!
//! The selection survives every change of the rows: a new search, another order, and files that are moved,
//! changed or deleted. It does not depend on how rows are found or painted.

use super::panes::Pane;
use crate::library::{Library, Position};
pub(crate) use crate::post::Target;
use crate::post::{PageId, PostId, Story};
use crate::query::StoryRow;
use std::collections::HashMap;
use std::iter::once;

/// Number of rows on either side of the cursor that are tried if its own post or story is gone.
const MAX_NEIGHBOURS: usize = 100;

/// The rows of a result as the selection reads them.
#[derive(Clone, Copy, Debug)]
pub(super) struct SelectableRows<'a> {
    pub library: &'a Library,
    /// The post of each row.
    pub posts: &'a [Position],
    /// The story of each row; empty if the rows are posts.
    pub stories: &'a [StoryRow],
    /// Set if the rows are stories, or would be if there were any.
    pub are_stories: bool,
}

impl<'a> SelectableRows<'a> {
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
    pub fn target(self, row: usize) -> Option<Target> {
        if self.are_stories {
            self.page(row).map(Target::Story)
        } else {
            self.post(row).map(Target::Post)
        }
    }

    /// The row of a post or story.
    pub fn row_of(self, target: Target) -> Option<usize> {
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

    /// The posts or stories around a row, nearest first; of two at the same distance, the later row first.
    fn neighbours(self, row: usize) -> Vec<Target> {
        let steps = 1..=MAX_NEIGHBOURS;
        let rows = steps.flat_map(|step| [row.checked_add(step), row.checked_sub(step)]).flatten();
        rows.filter_map(|row| self.target(row)).collect()
    }
}

/// The post at the cursor, and its story if stories are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CursorAnchor {
    pub post: PostId,
    pub story: Option<PageId>,
}

impl CursorAnchor {
    /// The anchor of a row; `None` if there is no such row.
    pub fn at(rows: SelectableRows<'_>, row: usize) -> Option<Self> {
        Some(Self { post: rows.post(row)?, story: rows.page(row) })
    }
}

/// A post that a change on the disk has removed from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Displaced {
    post: PostId,
    /// The post that the cursor moved to instead. The cursor returns only if it is still there.
    instead: Option<PostId>,
    /// Set if the reader had the focus.
    was_read: bool,
}

/// The cursor's row, the post or story it is anchored to, and those that the reader shows.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Row of the cursor.
    pub row: usize,
    /// The post or story the cursor stays with; `None` while it stays on the first row, whatever comes in.
    anchor: Option<CursorAnchor>,
    /// Post that the reader shows instead of the one at the cursor.
    pinned: Option<PostId>,
    /// Story that the reader should go to as soon as it can.
    pending_story: Option<PageId>,
    /// Story that the cursor last made the reader go to.
    previewed: Option<PageId>,
    /// Post that a change on the disk has removed from the list while it was selected.
    displaced: Option<Displaced>,
    /// The posts or stories that were around the cursor, nearest first; `Some` from a change on the disk
    /// until the rows are derived from it.
    neighbours: Option<Vec<Target>>,
}

impl Selection {
    /// The post that the reader shows instead of the one at the cursor, if any.
    pub(super) fn pinned(&self) -> Option<PostId> {
        self.pinned
    }

    /// The story that the reader should go to as soon as it can.
    pub(super) fn pending_story(&self) -> Option<PageId> {
        self.pending_story
    }

    /// The post that the reader should show.
    pub(super) fn shown(&self, rows: SelectableRows<'_>) -> Option<Position> {
        let pinned = self.pinned.and_then(|id| rows.library.position(id));
        pinned.or_else(|| rows.posts.get(self.row).copied())
    }

    /// Anchors the cursor to the post or story of its row. On the first row, it stays with the row instead,
    /// so that new posts become visible, unless the post is being read.
    pub(super) fn hold(&mut self, rows: SelectableRows<'_>, is_read: bool) {
        self.pinned = None;
        let at_top = self.row == 0 && !is_read;
        self.anchor = if at_top { None } else { CursorAnchor::at(rows, self.row) };
    }

    /// Moves the cursor to a row, and anchors it there.
    pub(super) fn go_to(&mut self, row: usize, rows: SelectableRows<'_>, is_read: bool) {
        self.row = row;
        self.hold(rows, is_read);
    }

    /// Releases the anchor: the cursor goes to the first row and stays there.
    pub(super) fn let_go(&mut self) {
        self.anchor = None;
    }

    /// Anchors the cursor to a post, as soon as it has a row, and to one of its stories.
    pub(super) fn select(&mut self, post: PostId, story: Option<PageId>) {
        self.anchor = Some(CursorAnchor { post, story });
    }

    /// Pins a post in the reader, unless the cursor is on it.
    pub(super) fn read(&mut self, post: PostId, rows: SelectableRows<'_>) {
        self.pinned = Some(post).filter(|_| rows.post(self.row) != Some(post));
    }

    /// Makes the reader go to a story as soon as its post is shown.
    pub(super) fn read_story(&mut self, page: PageId) {
        self.pending_story = Some(page);
    }

    /// Reports that the reader has gone to the pending story, or has nothing to read.
    pub(super) fn story_reached(&mut self) {
        self.pending_story = None;
    }

    /// Makes the reader show the post at the cursor again.
    pub(super) fn unpin(&mut self) {
        self.pinned = None;
    }

    /// Prepares for rows of the other kind: anchors the cursor to the selected post, and to the story that is
    /// being read.
    pub(super) fn change_kind(
        &mut self,
        post: Option<PostId>,
        story: Option<PageId>,
        is_read: bool,
    ) {
        self.pinned = None;
        if is_read || self.anchor.is_some() {
            self.anchor = post.map(|post| CursorAnchor { post, story });
        }
    }

    /// Restores an anchor and a pinned post from the jump list.
    pub(super) fn return_to(&mut self, anchor: Option<CursorAnchor>, pinned: Option<PostId>) {
        self.anchor = anchor;
        self.pinned = pinned;
        self.previewed = anchor.and_then(|anchor| anchor.story);
        self.pending_story = None;
    }

    /// Makes the reader go to the story at the cursor, if the cursor has moved to another one.
    pub(super) fn preview(&mut self, rows: SelectableRows<'_>) {
        let page = rows.page(self.row);
        if self.previewed != page {
            self.previewed = page;
            if self.pinned.is_none() {
                self.pending_story = page;
            }
        }
    }

    /// Prepares for a change on the disk. The cursor stays with its post or story even on the first row: new
    /// rows must not push away the selected one. `post` is the selected post, `rows` are the rows before the
    /// change, and `moved` maps posts whose files were moved.
    pub(super) fn expect_change(
        &mut self,
        post: Option<PostId>,
        rows: SelectableRows<'_>,
        moved: &HashMap<PostId, PostId>,
    ) {
        let now = |id: &mut PostId| *id = moved.get(id).copied().unwrap_or(*id);
        let post = if rows.are_stories { post } else { rows.post(self.row) };
        self.anchor = post.map(|post| CursorAnchor { post, story: rows.page(self.row) });
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

    /// Moves the cursor to the row of its post or story, or to one near its old row. Returns the pane that
    /// gets the focus.
    pub(super) fn follow(&mut self, rows: SelectableRows<'_>, focus: Pane) -> Pane {
        let focus = self.find_row(rows, focus);
        self.row = self.row.min(rows.posts.len().saturating_sub(1));
        focus
    }

    fn find_row(&mut self, rows: SelectableRows<'_>, focus: Pane) -> Pane {
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

    /// Keeps the cursor on its post, or on the nearest of its former neighbours.
    fn follow_post(&mut self, rows: SelectableRows<'_>, neighbours: &[Target]) {
        let Some(anchor) = self.anchor else {
            self.row = 0;
            return;
        };
        if rows.post(self.row) == Some(anchor.post) {
            return;
        }
        let mut targets = once(Target::Post(anchor.post)).chain(neighbours.iter().copied());
        // If none of them is in the result, start at the newest.
        let found = targets.find_map(|target| rows.row_of(target));
        self.row = found.unwrap_or(0);
        let post = found.and_then(|row| rows.post(row));
        if post != Some(anchor.post) {
            self.anchor = post.map(|post| CursorAnchor { post, story: None });
        }
    }

    /// Keeps the cursor on its story, or on the nearest of its former neighbours, or on a story of its post.
    fn follow_story(&mut self, rows: SelectableRows<'_>, neighbours: &[Target]) {
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
            Some(CursorAnchor { post, story: rows.page(row) })
        });
    }

    /// Records that a post is no longer in the list; the cursor has moved already. If only the query no
    /// longer finds the post, it stays in the reader; if its file is gone, the list gets the focus, so that
    /// no other post is opened instead.
    fn displace(&mut self, post: PostId, rows: SelectableRows<'_>, focus: Pane) -> Pane {
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

    /// Returns to a displaced post that is back in the list, unless the cursor was moved since.
    fn restore(&mut self, rows: SelectableRows<'_>, mut focus: Pane) -> Pane {
        if let Some(Displaced { post, instead, was_read }) = self.displaced
            && instead == self.anchored_post()
            && let Some(row) = rows.row_of(Target::Post(post))
        {
            self.displaced = None;
            self.row = row;
            self.anchor = Some(CursorAnchor { post, story: None });
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
