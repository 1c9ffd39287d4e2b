//! Restoring the last session, and remembering the current one.

use super::context::Context;
use super::intent::Intent;
use super::message::Effect;
use super::panes::Pane;
use super::query_line::QueryLine;
use crate::post::{PageId, PostId};
use crate::query::Listed;
use crate::state::{Change, Session};
use std::iter::once;
use std::sync::Arc;

/// The last session, and the current one.
#[derive(Clone, Debug, Default)]
pub struct Resume {
    /// Set if the last session should be restored.
    pub wished: bool,
    /// Set once the memory of earlier runs has arrived.
    pub(super) recalled: bool,
    /// Set once the user has done anything: the last session is no longer restored then.
    pub(super) touched: bool,
    /// The post to return to as soon as it is listed.
    wanted: Option<PendingPosition>,
    /// The session that was remembered last.
    remembered: Option<Session>,
    /// Number of the load after which the memory of moved files was last updated.
    followed: u64,
}

#[derive(Clone, Copy, Debug)]
struct PendingPosition {
    post: PostId,
    story: Option<PageId>,
    reading: bool,
}

impl Resume {
    /// Takes over the last session, and restores it, unless the user has asked for anything else.
    pub(super) fn begin(&mut self, last: Option<Session>, query: &QueryLine) -> Option<Intent> {
        self.recalled = true;
        if !self.wished || !query.text().is_empty() || query.is_editing() || self.touched {
            return None;
        }
        let Session { query, post, reading, stories, story } = last?;
        self.wanted = post.map(|post| PendingPosition { post, story, reading });
        Some(Intent::Resume { query, stories })
    }

    /// Moves the cursor to the post of the last session, once it is listed.
    pub(super) fn derive(&mut self, context: &Context) -> Vec<Intent> {
        let Some(PendingPosition { post, story, reading }) = self.wanted else { return Vec::new() };
        if self.touched {
            self.wanted = None;
            return Vec::new();
        }
        if context.results.searching().is_some() {
            return Vec::new();
        }
        let position = context.library.position(post);
        let is_there = position.is_some_and(|at| context.results.rows.contains(&at));
        if context.load.done || is_there {
            self.wanted = None;
        }
        if !is_there {
            return Vec::new();
        }
        let focus = reading.then_some(Intent::Focus(Pane::Reader));
        once(Intent::Select(post, story)).chain(focus).collect()
    }

    /// Remembers the session, if it has changed. That of a briefing would be another one at the next visit.
    pub(super) fn derive_session(
        &mut self,
        is_briefing: bool,
        context: &Context,
    ) -> Option<Effect> {
        let Self { wished, recalled, touched, wanted, .. } = self;
        // The last session must not be overwritten before it is restored.
        let is_awaited = *wished && !*touched && (!*recalled || wanted.is_some());
        if is_awaited || is_briefing || context.query.is_editing() {
            return None;
        }
        let post = Some(context.selected()?.id);
        let query = context.query.text().trim();
        let stories = context.listed == Listed::Stories;
        let story = context.selected_story().map(|(_, story)| story.page);
        let reading = context.focus == Pane::Reader;
        let same = self.remembered.as_ref().is_some_and(|before| {
            (before.post, before.reading) == (post, reading)
                && before.query == query
                && (before.stories, before.story) == (stories, story)
        });
        if same {
            return None;
        }
        let session = Session { query: query.to_owned(), post, reading, stories, story };
        self.remembered = Some(session.clone());
        Some(Effect::Remember(Change::Session(session)))
    }

    /// Returns an effect that updates the memory of moved files, once per load.
    pub(super) fn derive_moved(&mut self, context: &Context) -> Option<Effect> {
        let generation = context.load.generation;
        let is_due = self.recalled && context.load.done && self.followed != generation;
        is_due.then(|| {
            self.followed = generation;
            Effect::FollowMoved(Arc::clone(&context.library))
        })
    }
}
