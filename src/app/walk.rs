//! From one row of the list to another, and from one story of a post to the next.

use super::marks::next_unread;
use super::model::Model;
use super::panes::Pane;
use crate::messages::Text;
use std::ops::Range;

/// Moves the list's cursor to a row, and has it stay there.
pub fn go_to_row(model: &mut Model, row: usize) {
    let rows = model.context.results.as_rows(&model.context.library, model.context.listed);
    model.context.selection.go_to(row, rows, model.context.focus == Pane::Reader);
}

/// Puts the list's cursor on the next unread post, or on the one before.
pub fn go_to_unread(model: &mut Model, forward: bool) {
    match next_unread(model, forward) {
        Some(row) => go_to_row(model, row),
        None if model.context.lists_stories() => model.tell(&Text::NoMoreUnseen),
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
            let height = model.context.reader_height();
            model.reader.read_rows(&stops[chosen], height);
        }
        None => model.tell(&Text::NoMoreStories),
    }
}

/// Reads another post of the list without leaving the reader.
pub fn other_post(model: &mut Model, step: fn(usize) -> Option<usize>) {
    match step(model.context.selection.row) {
        Some(row) if row < model.context.results.rows.len() => go_to_row(model, row),
        Some(_) => model.tell(&Text::LastPost),
        None => model.tell(&Text::FirstPost),
    }
}
