//! The list of stories, and going from one report of a story to the next.

use super::follow::current_story;
use super::jump_list::leave;
use super::model::Model;
use super::notes::name;
use super::panes::Pane;
use super::picker::{Choice, Item, Mark};
use super::reader::Body;
use crate::library::{Report, related_stories};
use crate::messages::Text;
use crate::post::{PageId, PostId};
use crate::query::Listed;
use crate::web::host_and_port;

impl Model {
    /// The page of the story that keys mean: the one being read, or the one at the list's cursor.
    pub fn meant_story(&self) -> Option<PageId> {
        if self.context.focus == Pane::Reader {
            return Some(current_story(self)?.page);
        }
        Some(self.context.selected_story()?.1.page)
    }
}

/// Lists stories in place of posts, or posts again. The cursor stays where it was in the news.
pub fn list_other(model: &mut Model) {
    leave(model);
    let is_read = model.context.focus == Pane::Reader;
    let story = is_read.then(|| model.meant_story()).flatten();
    let post = model.context.selected().map(|post| post.id);
    model.context.selection.change_kind(post, story, is_read);
    model.context.listed = match model.context.listed {
        Listed::Posts => Listed::Stories,
        Listed::Stories => Listed::Posts,
    };
    model.overlay = None;
    model.context.focus = Pane::List;
}

/// Goes to the story that is aimed at, if its post is there.
pub(super) fn reach_pending_story(model: &mut Model) {
    let Some(page) = model.context.selection.pending_story() else { return };
    let is_there = match model.reader.body {
        Body::Waiting => false,
        Body::Ready(_) => model.reader.is_whole(),
        Body::Failed(_) => true,
    };
    if !is_there {
        return;
    }
    model.context.selection.story_reached();
    let Some(post) = model.reading().cloned() else { return };
    if let Some(number) = post.stories.iter().position(|story| story.page == page) {
        let height = model.context.reader_height();
        let rows = model.reader.story_rows(&post, number);
        model.reader.go_to(rows.start, height);
    }
}

/// Reads the story that is meant in the next post that reports it.
pub fn walk_on(model: &mut Model) {
    match model.meant_story() {
        Some(page) => walk(model, page),
        None => model.tell(&Text::NoStoryHere),
    }
}

/// Reads a story in the next post that reports it; behind the oldest comes the newest again.
pub fn walk(model: &mut Model, page: PageId) {
    let here = model.context.shown().and_then(|post| model.context.library.position(post.id));
    let reports = model.context.reports(page);
    let at = reports.iter().position(|report| Some(report.post) == here);
    let next = at.map_or(0, |at| (at + 1) % reports.len());
    let there = reports.get(next).filter(|report| Some(report.post) != here).copied();
    let Some(post) = there.and_then(|report| model.context.library.post(report.post)) else {
        model.tell(&Text::NoOtherReport);
        return;
    };
    let (id, all, name) = (post.id, reports.len(), name(post));
    go_to_report(model, id, page);
    model.tell(&Text::ReportOf(next + 1, all, &name));
}

/// Reads a story in a post, wherever the list's cursor is.
pub fn go_to_report(model: &mut Model, post: PostId, page: PageId) {
    leave(model);
    read_elsewhere(model, post);
    model.context.selection.read_story(page);
}

/// Reads a post, wherever the list's cursor is, and whether the query means it or not.
pub(super) fn read_elsewhere(model: &mut Model, post: PostId) {
    let rows = model.context.results.as_rows(&model.context.library, model.context.listed);
    model.context.selection.read(post, rows);
    model.context.focus = Pane::Reader;
}

/// Reports of stories that seem to tell the same as the one that is meant.
fn related(model: &Model) -> Option<Vec<Report>> {
    let page = model.meant_story()?;
    let story = model.context.stories_if_cheap()?.about(page)?;
    if let Some(known) = model.reader.notes.related.iter().find(|known| known.story == story) {
        return Some(known.related.clone());
    }
    // The reader, which has them found on a thread, may show another post, or not be on the screen.
    let post = match model.context.focus {
        Pane::Reader => model.context.library.position(model.context.shown()?.id)?,
        _ => model.context.selected_story()?.0.newest.post,
    };
    related_stories(&model.context.library, post)
        .into_iter()
        .find(|known| known.story == story)
        .map(|known| known.related)
}

/// Stories that seem to tell the same as the one that is meant.
pub fn related_items(model: &Model) -> Vec<Item> {
    let item = |report: &Report| {
        let (post, story) =
            (model.context.library.post(report.post)?, model.context.library.story(*report)?);
        let day = story.day.or(post.date).map(|day| day.to_string());
        let parts: Vec<String> = host_and_port(&story.url).into_iter().chain(day).collect();
        Some(Item {
            text: story.title.to_string(),
            other: post.title.to_string(),
            detail: parts.join(" · "),
            mark: Mark::None,
            choice: Choice::Report(post.id, story.page),
        })
    };
    related(model).unwrap_or_default().iter().filter_map(item).collect()
}
