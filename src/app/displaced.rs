//! A post that a change on the disk takes from the list while the cursor is on it: it is read on where
//! it is still there, and found again when it comes back.

use super::model::Model;
use super::panes::Pane;
use crate::post::PostId;

/// A post that a change on the disk has taken from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisplacedSelection {
    /// It.
    pub post: PostId,
    /// Where the cursor went instead: as long as it stands there, it goes back.
    pub instead: Option<PostId>,
    /// It was being read.
    was_read: bool,
}

/// Takes in that a post is in the list no more; the cursor has gone elsewhere already. What the query
/// means no longer stays in the reader; where the file is gone, nothing else is opened in its place.
pub(super) fn displace(model: &mut Model, post: PostId) {
    let was_read = model.focus == Pane::Reader && model.list.pinned.is_none();
    if was_read {
        if model.library.position(post).is_some() {
            model.list.pinned = Some(post);
        } else {
            model.focus = Pane::List;
        }
    }
    model.list.displaced = Some(DisplacedSelection { post, instead: model.list.anchor, was_read });
}

/// Goes back to a displaced post that a change has brought back, unless the cursor was moved since.
pub(super) fn restore(model: &mut Model) {
    if let Some(displaced) = model.list.displaced
        && displaced.instead == model.list.anchor
        && let Some(position) = model.library.position(displaced.post)
        && let Some(row) = model.list.rows.iter().position(|row| *row == position)
    {
        model.list.displaced = None;
        model.list.cursor = row;
        model.list.anchor = Some(displaced.post);
        model.list.pinned = model.list.pinned.filter(|pinned| *pinned != displaced.post);
        if displaced.was_read && model.focus == Pane::List {
            model.focus = Pane::Reader;
        }
    }
    let is_gone = |post| model.library.position(post).is_none();
    if model.focus == Pane::Reader && model.list.pinned.is_some_and(is_gone) {
        model.list.pinned = None;
        model.focus = Pane::List;
    }
}
