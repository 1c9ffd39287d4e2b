//! A post that a change on the disk takes from the list while the cursor is on it: it is read on where
//! it is still there, and found again when it comes back.

use super::model::Model;
use super::panes::Pane;
use crate::post::PostId;

/// A post that the list has lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost {
    /// It.
    pub post: PostId,
    /// Where the cursor went instead: as long as it stands there, it goes back.
    pub instead: Option<PostId>,
    /// It was being read.
    was_read: bool,
}

/// Takes in that a post is in the list no more; the cursor has gone elsewhere already. What the query
/// means no longer stays in the reader; where the file is gone, nothing else is opened in its place.
pub(super) fn lose(model: &mut Model, post: PostId) {
    let was_read = model.focus == Pane::Reader && model.list.away.is_none();
    if was_read {
        if model.library.position(post).is_some() {
            model.list.away = Some(post);
        } else {
            model.focus = Pane::List;
        }
    }
    model.list.lost = Some(Lost { post, instead: model.list.held, was_read });
}

/// Goes back to a lost post that a change has brought back, unless the cursor was moved since.
pub(super) fn come_back(model: &mut Model) {
    if let Some(lost) = model.list.lost
        && lost.instead == model.list.held
        && let Some(position) = model.library.position(lost.post)
        && let Some(row) = model.list.rows.iter().position(|row| *row == position)
    {
        model.list.lost = None;
        model.list.cursor = row;
        model.list.held = Some(lost.post);
        model.list.away = model.list.away.filter(|away| *away != lost.post);
        if lost.was_read && model.focus == Pane::List {
            model.focus = Pane::Reader;
        }
    }
    let is_gone = |post| model.library.position(post).is_none();
    if model.focus == Pane::Reader && model.list.away.is_some_and(is_gone) {
        model.list.away = None;
        model.focus = Pane::List;
    }
}
