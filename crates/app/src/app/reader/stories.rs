//! The stories of the post: the current one, its source, and its other reports.

use super::{Reader, open};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::message::Effect;
use crate::app::on_selected::titled;
use crate::app::panes::Pane;
use crate::app::selection::Target;
use crate::library::{StoryReport, related_stories};
use crate::messages::Text;
use crate::post::{PageId, Story};
use std::ops::Range;

impl Reader {
    /// The story being read.
    pub(crate) fn current_story<'a>(&self, context: &'a Context) -> Option<&'a Story> {
        if let Some(story) = context.story_of_output() {
            return Some(story);
        }
        let post = self.reading(context)?;
        post.stories.get(self.story(post)?)
    }

    /// The page of the current story: the one being read, or the one at the list's cursor.
    pub(crate) fn meant_story(&self, context: &Context) -> Option<PageId> {
        if context.focus == Pane::Reader {
            return Some(self.current_story(context)?.page);
        }
        Some(context.selected_story()?.1.page)
    }

    /// The posts or stories that are starred, tagged or noted: the selected ones, or else the one that is
    /// meant.
    pub(crate) fn marked_targets(&self, context: &Context) -> Vec<Target> {
        context.acted_on().unwrap_or_else(|| self.meant(context).into_iter().collect())
    }

    /// The title of the post or story that is meant, or the number of those selected.
    pub(crate) fn title_of(&self, targets: &[Target], context: &Context) -> String {
        let [target] = targets else {
            return Text::SelectedRows(targets.len(), 0).say(context.language);
        };
        // The title in the report that the user looks at, before that in the newest one.
        let read = self.current_story(context).into_iter();
        let mut stories = read.chain(context.selected_story().map(|(_, story)| story));
        let story = stories.find(|story| target.page() == Some(story.page));
        let title = story.map(|story| story.title().to_string());
        title.or_else(|| Some(titled(*target, context)?.0)).unwrap_or_default()
    }

    /// The story being read, or the one at the list's cursor; without one, the post.
    pub(crate) fn meant(&self, context: &Context) -> Option<Target> {
        match self.meant_story(context) {
            Some(page) => Some(Target::Story(page)),
            None => context.selected().map(|post| Target::Post(post.id)),
        }
    }

    /// Address of the current source: of the story being read or at the cursor, or else of the post.
    fn source(&self, context: &Context) -> Option<String> {
        let read = Some(()).filter(|()| context.focus == Pane::Reader);
        let read = read.and_then(|()| self.current_story(context));
        match read.or_else(|| Some(context.selected_story()?.1)) {
            Some(story) => Some(story.url().to_string()),
            None => context.selected()?.source.as_deref().map(str::to_owned),
        }
    }

    /// Opens the current source.
    pub(crate) fn open_source(&self, context: &Context) -> Vec<Intent> {
        match self.source(context) {
            Some(url) => open(url, context),
            None => vec![context.fail(&Text::NoSource)],
        }
    }

    /// Copies the address of the current source.
    pub(crate) fn copy_source(&self, context: &Context) -> Intent {
        match self.source(context) {
            Some(url) => Intent::Run(Effect::Copy(url)),
            None => context.fail(&Text::NoSource),
        }
    }

    /// Goes to the next or previous story, or heading if the post has no stories.
    pub(crate) fn go_to_stop(&mut self, forward: bool, context: &Context) -> Option<Intent> {
        let stops = self.stops(self.reading(context)?);
        let stop = if forward {
            stops.iter().find(|rows| rows.start > self.line)
        } else {
            stops.iter().rfind(|rows| rows.start < self.line)
        };
        let Some(rows) = stop else { return Some(context.tell(&Text::NoMoreStories)) };
        self.read_rows(&Range::clone(rows), context.reader_height());
        None
    }

    /// Reports of stories related to the current one.
    pub(crate) fn related(&self, context: &Context) -> Vec<StoryReport> {
        self.find_related(context).unwrap_or_default()
    }

    fn find_related(&self, context: &Context) -> Option<Vec<StoryReport>> {
        let page = self.meant_story(context)?;
        let story = context.stories_if_cheap()?.about(page)?;
        if let Some(known) = self.notes.related().iter().find(|known| known.story == story) {
            return Some(known.related.clone());
        }
        // The notes come from a worker, and may be missing or about another post.
        let post = match context.focus {
            Pane::Reader => context.library.position(context.own_shown()?.id)?,
            _ => context.selected_story()?.0.newest.post,
        };
        let mut all = related_stories(&context.library, post).into_iter();
        all.find(|known| known.story == story).map(|known| known.related)
    }
}

/// Reads a story in the next post that reports it; the newest follows the oldest.
pub(crate) fn next_report(page: PageId, context: &Context) -> Vec<Intent> {
    let here = context.own_shown().and_then(|post| context.library.position(post.id));
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
