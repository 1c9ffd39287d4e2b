//! Seen and starred stories: what keys, reading and undo do to their marks.

use super::action::Action;
use super::context::Context;
use super::message::Effect;
use super::model::Model;
use super::notes::tell_anew;
use super::undo::Step;
use crate::config::MarkRead;
use crate::library::{Library, Report, StoryId};
use crate::messages::Text;
use crate::post::PageId;
use crate::query::{Listed, Marks, Seen};
use crate::state::Change;
use std::iter::once;
use std::sync::Arc;

/// Says of stories whether they were seen; `None` leaves it to their posts.
pub fn set_seen(model: &mut Model, stories: Vec<(PageId, Option<bool>)>) -> Effect {
    let alone = if let [(page, _)] = stories[..] { Some(page) } else { None };
    let before = alone.map(|page| is_seen(model, page));
    let marks = Arc::make_mut(&mut model.context.marks);
    if alone.is_none() {
        marks.seen.reserve(stories.len());
    }
    for (page, seen) in &stories {
        match seen {
            Some(seen) => marks.seen.insert(*page, *seen),
            None => marks.seen.remove(page),
        };
    }
    model.context.marked += 1;
    // Of one story it is known what that makes of the count: there may be a million in the list.
    if let (Some(page), Some(before)) = (alone, before)
        && model.context.lists_stories()
        && model.context.results.is_counted(model.context.marked - 1)
    {
        let after = is_seen(model, page);
        let story = model.context.library.made_stories().and_then(|table| table.about(page));
        let (mut unseen, _) = model.context.results.unread_and_starred();
        if before != after
            && model.context.results.stories.iter().any(|row| Some(row.story) == story)
        {
            unseen = if after { unseen.saturating_sub(1) } else { unseen + 1 };
        }
        model.context.results.set_unread(unseen, model.context.marked);
        model.derived.recounted = true;
    }
    Effect::Remember(Change::Seen(stories))
}

/// Marks stories as seen or unseen, so that it can be undone.
fn mark(model: &mut Model, pages: &[PageId], on: bool) -> Vec<Effect> {
    if pages.is_empty() {
        return Vec::new();
    }
    let seen = &model.context.marks.seen;
    let said = |page: &PageId| {
        // Whoever has marked nothing need not be asked of each page.
        (*page, if seen.is_empty() { None } else { seen.get(page).copied() })
    };
    let before = pages.iter().map(said).collect();
    model.undo.push(model.context.query.changes(), Step::Seen { before, on });
    vec![set_seen(model, pages.iter().map(|page| (*page, Some(on))).collect())]
}

/// True if the story about a page was seen.
fn is_seen(model: &Model, page: PageId) -> bool {
    let said = model.context.marks.seen.get(&page).copied();
    said.unwrap_or_else(|| {
        is_read(&model.context.library, &model.context.marks, model.context.reports(page))
    })
}

/// True if a post of some reports was read.
fn is_read(library: &Library, marks: &Marks, reports: &[Report]) -> bool {
    let mut posts = reports.iter().filter_map(|report| library.post(report.post));
    posts.any(|post| marks.read.contains(&post.id))
}

impl Context {
    /// True if a story of the list was seen.
    pub fn is_seen(&self, story: StoryId) -> bool {
        let Some(table) = self.library.made_stories() else { return false };
        let said = table.page(story).and_then(|page| self.marks.seen.get(&page).copied());
        said.unwrap_or_else(|| is_read(&self.library, &self.marks, table.reports(story)))
    }
}

/// Turns round whether the story that is meant was seen.
pub fn turn_seen(model: &mut Model) -> Vec<Effect> {
    let Some(page) = model.meant_story() else {
        model.tell(&Text::NoStoryHere);
        return Vec::new();
    };
    let on = !is_seen(model, page);
    model.tell(&if on { Text::MarkedSeen(1, "") } else { Text::MarkedUnseen });
    let effects = mark(model, &[page], on);
    tell_anew(model, once(page));
    effects
}

/// Marks all stories of the list as seen.
pub fn mark_all_seen(model: &mut Model) -> Vec<Effect> {
    let seen = Seen::of(&model.context.library, &model.context.marks);
    let table = model.context.library.stories();
    let unseen = model.context.results.stories.iter().map(|row| row.story);
    let unseen =
        unseen.filter(|story| !seen.contains(&model.context.library, &model.context.marks, *story));
    let pages: Vec<PageId> = unseen.filter_map(|story| table.page(story)).collect();
    let key = model.context.keymap.key_of(Action::Undo);
    model.tell(&Text::MarkedSeen(pages.len(), &key));
    model.reader.notes.look_again();
    let is_counted = model.context.results.is_counted(model.context.marked);
    let effects = mark(model, &pages, true);
    // What that makes of the count is known.
    if is_counted {
        model.context.results.set_unread(0, model.context.marked);
        model.derived.recounted = true;
    }
    effects
}

/// Sets or takes away the star of a story.
pub fn set_story_star(model: &mut Model, page: PageId, on: bool) -> Effect {
    let starred = &mut Arc::make_mut(&mut model.context.marks).starred_stories;
    if on {
        starred.insert(page);
    } else {
        starred.remove(&page);
    }
    model.context.marked += 1;
    Effect::Remember(Change::StarredStories(vec![page], on))
}

/// Turns the star of the story that is meant round.
pub fn turn_story_star(model: &mut Model) -> Vec<Effect> {
    let Some(page) = model.meant_story() else {
        model.tell(&Text::NoStoryHere);
        return Vec::new();
    };
    let on = !model.context.marks.starred_stories.contains(&page);
    model.tell(&if on { Text::Starred } else { Text::Unstarred });
    model.undo.push(model.context.query.changes(), Step::StoryStarred { page, on });
    vec![set_story_star(model, page, on)]
}

/// Marks the story being read as seen when the config's time for that has come. Once for each time
/// it is gone to: whoever takes the mark away again means it.
pub fn mark_story_read(model: &mut Model) -> Vec<Effect> {
    let Some(post) = model.reading().cloned() else { return Vec::new() };
    // While posts are listed, one that counts as read when it is opened needs no more marks.
    let by_end = model.context.config.mark_read == MarkRead::End;
    if model.context.listed == Listed::Posts && !by_end
        || model.context.selection.pending_story().is_some()
    {
        return Vec::new();
    }
    let number = model.reader.story(&post);
    let page = number.and_then(|number| post.stories.get(number)).map(|story| story.page);
    let (Some(number), Some(page)) = (number, page) else {
        model.derived.story_read = None;
        return Vec::new();
    };
    if model.derived.story_read == Some((post.id, page)) {
        return Vec::new();
    }
    let end = model.reader.story_rows(&post, number).end;
    if by_end && end > model.reader.top + model.context.reader_height() {
        return Vec::new();
    }
    model.derived.story_read = Some((post.id, page));
    if is_seen(model, page) { Vec::new() } else { mark(model, &[page], true) }
}
