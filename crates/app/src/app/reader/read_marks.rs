//! Marks set by reading: a post or story is marked at the time the config says, once each time it is opened,
//! so that a mark removed by the user stays removed.

use super::{Body, Reader};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::marks::Mark;
use crate::app::panes::Pane;
use crate::app::selection::Target;
use crate::config::MarkRead;
use crate::query::Listed;

impl Reader {
    /// Marks the post in the pane as read, or the story being read as seen, if that is due.
    pub(crate) fn mark_read(&mut self, context: &Context) -> Vec<Intent> {
        if context.focus != Pane::Reader {
            self.opened = None;
            self.story_read = None;
            return Vec::new();
        }
        // Reading an output is not reading the post.
        if context.output().is_some() {
            return Vec::new();
        }
        let shown = self.post.filter(|_| matches!(self.body, Body::Ready(_)));
        let when = context.config.mark_read;
        if shown.is_none() || when == MarkRead::Never {
            return Vec::new();
        }
        let mut read: Vec<Target> = self.story_due(context).into_iter().collect();
        // Reading one story of a digest does not mark the digest as read.
        let is_due = when == MarkRead::Open || self.is_at_end(context.reader_height());
        if context.listed == Listed::Posts && shown != self.opened && is_due {
            self.opened = shown;
            read.extend(shown.map(Target::Post));
        }
        let mark = |target| Intent::Mark(Mark::Read, vec![target], true);
        read.into_iter().map(mark).collect()
    }

    /// The story being read, if it is due to be marked.
    fn story_due(&mut self, context: &Context) -> Option<Target> {
        let post = self.reading(context)?;
        let by_end = context.config.mark_read == MarkRead::End;
        // If posts are listed and marked when opened, their stories need no marks of their own.
        let is_counted_with_post = context.listed == Listed::Posts && !by_end;
        if is_counted_with_post || context.selection.pending_story().is_some() {
            return None;
        }
        let Some(number) = self.story(post) else {
            self.story_read = None;
            return None;
        };
        let page = post.stories.get(number)?.page;
        let end = self.story_rows(post, number).end;
        let is_due = !by_end || end <= self.top + context.reader_height();
        if self.story_read == Some((post.id, page)) || !is_due {
            return None;
        }
        self.story_read = Some((post.id, page));
        let story = Target::Story(page);
        Some(story).filter(|story| !context.is_marked(Mark::Read, *story))
    }
}
