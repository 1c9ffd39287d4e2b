//! From one row of the list to another, and from one story of a post to the next.

use super::jump_list::at_cursor;
use super::marks::next_unread;
use super::model::Model;
use super::panes::Pane;
use crate::messages::Text;
use std::ops::Range;

/// From now on the cursor stays with its post. On the first row it stays with the row instead,
/// so that newer posts that come in are seen, unless the post is being read.
pub fn hold(model: &mut Model) {
    let at_top = model.list.cursor == 0 && model.focus != Pane::Reader;
    model.list.pinned = None;
    model.list.anchor = if at_top { None } else { at_cursor(model) };
    let story = model.selected_story().map(|(_, story)| story.page);
    model.list.anchor_story = if at_top { None } else { story };
}

/// Puts the list's cursor on the next unread post, or on the one before.
pub fn go_to_unread(model: &mut Model, forward: bool) {
    match next_unread(model, forward) {
        Some(row) => {
            model.list.cursor = row;
            hold(model);
        }
        None if model.lists_stories() => model.tell(&Text::NoMoreUnseen),
        None => model.tell(&Text::NoMoreUnread),
    }
}

/// Goes to the next story of the post that is read, or to its next heading.
pub fn next_story(model: &mut Model) {
    let line = model.reader.line;
    go_to_stop(model, |stops| stops.iter().position(|rows| rows.start > line));
}

/// Goes to the one before.
pub fn previous_story(model: &mut Model) {
    let line = model.reader.line;
    go_to_stop(model, |stops| stops.iter().rposition(|rows| rows.start < line));
}

fn go_to_stop(model: &mut Model, choose: impl Fn(&[Range<usize>]) -> Option<usize>) {
    let Some(post) = model.reading() else { return };
    let stops = model.reader.stops(post);
    match choose(&stops) {
        Some(chosen) => {
            let height = model.reader_height();
            model.reader.read_rows(&stops[chosen], height);
        }
        None => model.tell(&Text::NoMoreStories),
    }
}

/// Reads another post of the list without leaving the reader.
pub fn other_post(model: &mut Model, step: fn(usize) -> Option<usize>) {
    match step(model.list.cursor) {
        Some(row) if row < model.list.rows.len() => {
            model.list.cursor = row;
            hold(model);
        }
        Some(_) => model.tell(&Text::LastPost),
        None => model.tell(&Text::FirstPost),
    }
}
