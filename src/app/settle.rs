//! Makes derived state fit its sources: rows, counts, the laid-out post, cursors and scrolls.
//!
//! The only place that does. Does nothing when nothing changed, so it runs after every message.

use super::message::{Effect, Notice};
use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::problems::ProblemRows;
use super::reader::Body;
use crate::query::{facets, search};
use std::sync::Arc;

/// Brings everything up to date; what is missing for that is asked for with effects.
pub fn settle(model: &mut Model) -> Vec<Effect> {
    settle_rows(model);
    settle_list(model);
    let effects = settle_reader(model);
    settle_cursors(model);
    effects
}

/// Searches and counts anew if the library, the query or the day changed.
fn settle_rows(model: &mut Model) {
    let settled = &mut model.settled;
    let same_library =
        settled.library.as_ref().is_some_and(|library| Arc::ptr_eq(library, &model.library));
    let same_query = settled.query == model.query.text();
    if same_library && same_query && settled.today == Some(model.today) {
        return;
    }
    model.list.rows = search(&model.library, model.query.query(), model.today);
    settled.facets = facets(&model.library, &model.list.rows);
    settled.library = Some(Arc::clone(&model.library));
    model.query.text().clone_into(&mut settled.query);
    settled.today = Some(model.today);
    model.facets.refresh(&model.library, &settled.facets, model.query.query());
    if let Some(Overlay::Picker(picker)) = &mut model.overlay
        && !same_library
    {
        // Numbers mean something in one library only.
        picker.narrow(&model.library, &settled.facets);
    }
}

/// Keeps the cursor on its post, or near where that post was.
fn settle_list(model: &mut Model) {
    let list = &mut model.list;
    match list.held {
        None => list.cursor = 0,
        Some(id) => {
            let position = model.library.position(id);
            let here = list.rows.get(list.cursor).copied();
            if here != position || position.is_none() {
                match position.and_then(|position| list.rows.binary_search(&position).ok()) {
                    Some(row) => list.cursor = row,
                    // The post is not in the result: start at the newest.
                    None => {
                        list.cursor = 0;
                        list.held = None;
                    }
                }
            }
        }
    }
}

/// Puts the post at the cursor into the reader, if that is on the screen, and lays it out.
fn settle_reader(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let Some(area) = model.panes().and_then(|panes| panes.reader) else { return effects };
    let selected = model.selected().map(|post| post.id);
    if selected != model.reader.post {
        keep_place(model);
        model.reader.post = selected;
        model.reader.body = Body::Waiting;
        model.settled.page = None;
        if let Some(post) = model.selected().cloned() {
            effects.push(ask_for_body(model, &post));
        }
    }
    let Some(post) = model.reading().cloned() else {
        model.reader =
            super::reader::Reader { request: model.reader.request, ..Default::default() };
        model.settled.page = None;
        return effects;
    };
    let width = usize::from(area.text_column(model.zen).width);
    let page = (post.id, model.reader.request, width);
    let is_new = matches!(model.settled.page, Some((id, ..)) if id == post.id);
    let waiting = model.reader.body == Body::Waiting;
    if model.settled.page != Some(page) {
        let place = if is_new && !model.reader.document.lines.is_empty() {
            model.reader.place()
        } else {
            model.places.get(&post.id).copied().unwrap_or_default()
        };
        model.reader.lay_out(&post, width, place);
        // A text that is not there yet will have to be laid out when it is.
        model.settled.page = (!waiting).then_some(page);
    }
    effects
}

/// A request for the text of a post.
pub(super) fn ask_for_body(model: &mut Model, post: &crate::post::Post) -> Effect {
    model.reader.request += 1;
    Effect::ReadBody { post: post.id, origin: post.origin.clone(), request: model.reader.request }
}

/// Remembers where the post in the reader was left.
pub(super) fn keep_place(model: &mut Model) {
    if let Some(post) = model.reader.post
        && matches!(model.reader.body, Body::Ready(_))
    {
        model.places.insert(post, model.reader.place());
    }
}

/// Keeps every cursor in its list and every list scrolled so that the cursor is seen.
fn settle_cursors(model: &mut Model) {
    let height = model.list_height();
    let list = &mut model.list;
    list.cursor = list.cursor.min(list.rows.len().saturating_sub(1));
    list.top = scrolled(list.top, list.cursor, list.rows.len(), height);
    let height = model.facets_height();
    let pane = &mut model.facets;
    pane.cursor = pane.cursor.min(pane.rows.len().saturating_sub(1));
    pane.top = scrolled(pane.top, pane.cursor, pane.rows.len(), height);
    let height = model.reader_height();
    if model.panes().is_some_and(|panes| panes.reader.is_some()) {
        model.reader.clamp(height);
    }
    let height = model.overlay_height();
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.cursor = picker.cursor.min(picker.rows.len().saturating_sub(1));
        picker.top = scrolled(picker.top, picker.cursor, picker.rows.len(), height);
    }
    let width = model.overlay_width();
    if let Some(Overlay::Problems(list)) = &mut model.overlay {
        ProblemRows { problems: &model.problems, width }
            .with_heights(|items| list.clamp(items, height));
    }
    if model.zen && model.focus != Pane::Reader {
        model.zen = false;
    }
}

/// The first row to show so that the cursor is seen, with two rows around it where there is room,
/// and no empty rows below the last one.
fn scrolled(top: usize, cursor: usize, rows: usize, height: usize) -> usize {
    let around = 2.min(height.saturating_sub(1) / 2);
    let highest = cursor.saturating_sub(around);
    let lowest = (cursor + around + 1).saturating_sub(height);
    top.clamp(lowest.min(highest), highest).min(rows.saturating_sub(height))
}

/// A notice that something could not be done.
pub(super) fn error(text: impl ToString) -> Option<Notice> {
    Some(Notice { text: text.to_string(), is_error: true })
}

/// A notice that something was done.
pub(super) fn told(text: impl ToString) -> Option<Notice> {
    Some(Notice { text: text.to_string(), is_error: false })
}
