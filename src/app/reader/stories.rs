//! The stories of the post: the one being read, its source, and the posts that report it too.

use super::{Reader, open};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::message::Effect;
use crate::app::panes::Pane;
use crate::library::{Report, related_stories};
use crate::messages::Text;
use crate::post::{PageId, Story};
use std::ops::Range;

impl Reader {
    /// The story being read.
    pub(in crate::app) fn current_story<'a>(&self, context: &'a Context) -> Option<&'a Story> {
        let post = self.reading(&context.library)?;
        post.stories.get(self.story(post)?)
    }

    /// The page of the story that keys mean: the one being read, or the one at the list's cursor.
    pub(in crate::app) fn meant_story(&self, context: &Context) -> Option<PageId> {
        if context.focus == Pane::Reader {
            return Some(self.current_story(context)?.page);
        }
        Some(context.selected_story()?.1.page)
    }

    /// The address of the source that keys mean: of the story being read or at the cursor, else of the
    /// post.
    fn source(&self, context: &Context) -> Option<String> {
        let read = Some(()).filter(|()| context.focus == Pane::Reader);
        let read = read.and_then(|()| self.current_story(context));
        match read.or_else(|| Some(context.selected_story()?.1)) {
            Some(story) => Some(story.url.to_string()),
            None => context.selected()?.source.as_deref().map(str::to_owned),
        }
    }

    /// Opens the source of what is read or at the cursor.
    pub(in crate::app) fn open_source(&self, context: &Context) -> Vec<Intent> {
        match self.source(context) {
            Some(url) => open(url, context),
            None => vec![context.fail(&Text::NoSource)],
        }
    }

    /// Copies its address.
    pub(in crate::app) fn copy_source(&self, context: &Context) -> Intent {
        match self.source(context) {
            Some(url) => Intent::Run(Effect::Copy(url)),
            None => context.fail(&Text::NoSource),
        }
    }

    /// Goes to the next story, or to the next heading; or to the one before.
    pub(in crate::app) fn go_to_stop(
        &mut self,
        forward: bool,
        context: &Context,
    ) -> Option<Intent> {
        let stops = self.stops(self.reading(&context.library)?);
        let stop = if forward {
            stops.iter().find(|rows| rows.start > self.line)
        } else {
            stops.iter().rfind(|rows| rows.start < self.line)
        };
        let Some(rows) = stop else { return Some(context.tell(&Text::NoMoreStories)) };
        self.read_rows(&Range::clone(rows), context.reader_height());
        None
    }

    /// Reports of stories that seem to tell the same as the one that is meant.
    pub(in crate::app) fn related(&self, context: &Context) -> Vec<Report> {
        self.find_related(context).unwrap_or_default()
    }

    fn find_related(&self, context: &Context) -> Option<Vec<Report>> {
        let page = self.meant_story(context)?;
        let story = context.stories_if_cheap()?.about(page)?;
        if let Some(known) = self.notes.related.iter().find(|known| known.story == story) {
            return Some(known.related.clone());
        }
        // The notes, which are found on a thread, may be of another post, or not on the screen.
        let post = match context.focus {
            Pane::Reader => context.library.position(context.shown()?.id)?,
            _ => context.selected_story()?.0.newest.post,
        };
        let mut all = related_stories(&context.library, post).into_iter();
        all.find(|known| known.story == story).map(|known| known.related)
    }
}

/// Reads a story in the next post that reports it; behind the oldest comes the newest again.
pub(in crate::app) fn next_report(page: PageId, context: &Context) -> Vec<Intent> {
    let here = context.shown().and_then(|post| context.library.position(post.id));
    let reports = context.reports(page);
    let at = reports.iter().position(|report| Some(report.post) == here);
    let next = at.map_or(0, |at| (at + 1) % reports.len());
    let there = reports.get(next).filter(|report| Some(report.post) != here);
    let Some(post) = there.and_then(|report| context.library.post(report.post)) else {
        return vec![context.tell(&Text::NoOtherReport)];
    };
    let text = Text::ReportOf(next + 1, reports.len(), &super::name(post));
    vec![Intent::Leave, Intent::Read(post.id, Some(page)), context.tell(&text)]
}
