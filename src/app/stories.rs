//! The list of stories, and going from one report of a story to the next.

use super::follow::current_story;
use super::jump_list::leave;
use super::model::Model;
use super::notes::name;
use super::panes::Pane;
use super::picker::{Choice, Item, Mark};
use super::reader::Body;
use crate::library::{Report, StoryTable, related_stories};
use crate::messages::Text;
use crate::post::{PageId, PostId, Story};
use crate::query::{Listed, StoryRow};
use crate::web::host_and_port;

/// Libraries of so many posts have their stories merged at once, if nobody has done so yet.
const MAX_POSTS_INLINE: usize = 2_000;

impl Model {
    /// True if the rows of the list are stories.
    pub fn lists_stories(&self) -> bool {
        if self.list.rows.is_empty() {
            return self.listed == Listed::Stories;
        }
        !self.list.stories.is_empty()
    }

    /// The story at the list's cursor, as its newest report has it.
    pub fn selected_story(&self) -> Option<(&StoryRow, &Story)> {
        let row = self.list.stories.get(self.list.cursor)?;
        Some((row, self.library.story(row.newest)?))
    }

    /// The page of the story that keys mean: the one being read, or the one at the list's cursor.
    pub fn meant_story(&self) -> Option<PageId> {
        if self.focus == Pane::Reader {
            return Some(current_story(self)?.page);
        }
        Some(self.selected_story()?.1.page)
    }

    /// How many stories there are, once that is known.
    pub fn all_stories(&self) -> usize {
        self.library.made_stories().map_or(0, StoryTable::len)
    }

    /// True if the reader only shows what the cursor of a list of stories comes by.
    pub(super) fn is_preview(&self) -> bool {
        self.lists_stories() && self.focus != Pane::Reader
    }

    /// True if more than one post is known to report a story.
    pub fn is_reported_again(&self, page: PageId) -> bool {
        let table = self.library.made_stories();
        let reports = table.and_then(|table| Some(table.reports(table.about(page)?)));
        reports.is_some_and(|reports| reports.len() > 1)
    }

    /// The stories, if they are merged already or there are few.
    fn stories_if_cheap(&self) -> Option<&StoryTable> {
        let small = self.library.posts().len() <= MAX_POSTS_INLINE;
        self.library.made_stories().or_else(|| small.then(|| self.library.stories()))
    }

    /// The reports of a story, newest first.
    pub(super) fn reports(&self, page: PageId) -> &[Report] {
        let table = self.stories_if_cheap();
        let reports = table.and_then(|table| Some(table.reports(table.about(page)?)));
        reports.unwrap_or_default()
    }
}

/// Lists stories in place of posts, or posts again. The cursor stays where it was in the news.
pub fn list_other(model: &mut Model) {
    leave(model);
    let is_read = model.focus == Pane::Reader;
    let story = is_read.then(|| model.meant_story()).flatten();
    let post = model.selected().map(|post| post.id);
    let list = &mut model.list;
    list.pinned = None;
    if is_read || list.anchor.is_some() {
        list.anchor = post;
    }
    list.anchor_story = story;
    model.listed = match model.listed {
        Listed::Posts => Listed::Stories,
        Listed::Stories => Listed::Posts,
    };
    model.overlay = None;
    model.focus = Pane::List;
}

/// Keeps the cursor on its story, or on one of the post it was on.
pub(super) fn derive_stories(model: &mut Model) {
    let here = model.selected_story().map(|(_, story)| story.page);
    let (held, held_story) = (model.list.anchor, model.list.anchor_story);
    if held.is_none() && held_story.is_none() {
        model.list.cursor = 0;
    } else if held_story.is_none() || here != held_story {
        let list = &model.list;
        let row_of = |page: PageId| {
            let story = model.library.made_stories()?.about(page)?;
            list.stories.iter().position(|row| row.story == story)
        };
        // Where its own is gone from the disk, the nearest of those that stood around it.
        let mut stories = held_story.into_iter().chain(list.around_stories.iter().copied());
        let row_of_post = || {
            let post = model.library.position(held?)?;
            list.rows.iter().position(|row| *row == post)
        };
        let found = stories.find_map(row_of).or_else(row_of_post);
        model.list.cursor = found.unwrap_or(0);
        if found.is_none() || held.is_some_and(|post| model.library.position(post).is_none()) {
            model.list.anchor = found.and_then(|_| Some(model.selected()?.id));
        }
        let story = model.selected_story().map(|(_, story)| story.page);
        model.list.anchor_story = story.filter(|_| found.is_some());
    }
}

/// Has the reader go to the story that the list's cursor has come to.
pub(super) fn follow_cursor(model: &mut Model) {
    let page = model.selected_story().map(|(_, story)| story.page);
    if model.derived.shown_story != page {
        model.derived.shown_story = page;
        if model.list.pinned.is_none() {
            model.reader.pending_story = page;
        }
    }
}

/// Goes to the story that is aimed at, if its post is there.
pub(super) fn reach_pending_story(model: &mut Model) {
    let Some(page) = model.reader.pending_story else { return };
    let is_there = match model.reader.body {
        Body::Waiting => false,
        Body::Ready(_) => model.reader.is_whole(),
        Body::Failed(_) => true,
    };
    if !is_there {
        return;
    }
    model.reader.pending_story = None;
    let Some(post) = model.reading().cloned() else { return };
    if let Some(number) = post.stories.iter().position(|story| story.page == page) {
        let height = model.reader_height();
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
    let here = model.shown().and_then(|post| model.library.position(post.id));
    let reports = model.reports(page);
    let at = reports.iter().position(|report| Some(report.post) == here);
    let next = at.map_or(0, |at| (at + 1) % reports.len());
    let there = reports.get(next).filter(|report| Some(report.post) != here).copied();
    let Some(post) = there.and_then(|report| model.library.post(report.post)) else {
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
    model.reader.pending_story = Some(page);
}

/// Reads a post, wherever the list's cursor is, and whether the query means it or not.
pub(super) fn read_elsewhere(model: &mut Model, post: PostId) {
    let at_cursor = model.list.rows.get(model.list.cursor);
    let is_at_cursor = at_cursor.is_some() && at_cursor.copied() == model.library.position(post);
    model.list.pinned = (!is_at_cursor).then_some(post);
    model.focus = Pane::Reader;
}

/// Reports of stories that seem to tell the same as the one that is meant.
fn related(model: &Model) -> Option<Vec<Report>> {
    let page = model.meant_story()?;
    let story = model.stories_if_cheap()?.about(page)?;
    if let Some(known) = model.reader.notes.related.iter().find(|known| known.story == story) {
        return Some(known.related.clone());
    }
    // The reader, which has them found on a thread, may show another post, or not be on the screen.
    let post = match model.focus {
        Pane::Reader => model.library.position(model.shown()?.id)?,
        _ => model.selected_story()?.0.newest.post,
    };
    related_stories(&model.library, post)
        .into_iter()
        .find(|known| known.story == story)
        .map(|known| known.related)
}

/// Stories that seem to tell the same as the one that is meant.
pub fn related_items(model: &Model) -> Vec<Item> {
    let item = |report: &Report| {
        let (post, story) = (model.library.post(report.post)?, model.library.story(*report)?);
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
