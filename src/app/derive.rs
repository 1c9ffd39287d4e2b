//! Makes derived state fit its sources: rows, counts, the laid-out post, cursors and scrolls.
//!
//! The only place that does. Does nothing when nothing changed, so it runs after every message.

use super::facet_pane::FacetRow;
use super::findings::derive_kind;
use super::front::{derive_front, rising_rows};
use super::hits::derive_hits;
use super::lay_out::lay_out;
use super::list_lines::derive_list_lines;
use super::marks::mark_opened;
use super::message::Effect;
use super::model::Model;
use super::notes::derive_notes;
use super::overlay::Overlay;
use super::page::typography;
use super::panes::Pane;
use super::picker::{Subject, value_items};
use super::problems::ProblemRows;
use super::reader::{Body, Reader};
use super::results::MAX_POSTS_INLINE;
use super::resume::{derive_memory, derive_wanted};
use super::snippets::derive_snippets;
use super::stories::reach_pending_story;
use super::trends::derive_trends;
use super::views::{count, derive_views, is_chosen, view_items};
use crate::query::{Is, stands};
use std::sync::Arc;

/// Brings everything up to date; what is missing for that is asked for with effects.
pub fn derive_all(model: &mut Model) -> Vec<Effect> {
    let mut effects = derive_front(model);
    if model.context.is_lone_post
        && model.context.results.are_of_no_posts()
        && !model.context.library.posts().is_empty()
    {
        model.context.focus = Pane::Reader;
    }
    derive_kind(model);
    if model.context.results.is_of_other(model.context.query.text(), model.context.listed) {
        model.context.selection.unpin();
    }
    let (results, search) = model.context.results_and_search();
    effects.extend(results.derive(search));
    derive_wanted(model);
    let rows = model.context.results.as_rows(&model.context.library, model.context.listed);
    model.context.focus = model.context.selection.follow(rows, model.context.focus);
    effects.extend(derive_reader(model));
    derive_hits(model);
    // What stands in a reader that is not on the screen is not read.
    if !model.context.shows_trends {
        effects.extend(mark_opened(model));
    }
    effects.extend(derive_views(model, MAX_POSTS_INLINE));
    derive_counts(model);
    derive_cursors(model);
    derive_trends(model);
    let (results, search) = model.context.results_and_search();
    effects.extend(results.ask_for_blame(search));
    effects.extend(derive_snippets(model));
    effects.extend(derive_memory(model));
    if model.resume.recalled
        && model.context.load.done
        && model.derived.followed != model.context.load.generation
    {
        model.derived.followed = model.context.load.generation;
        effects.push(Effect::FollowMoved(Arc::clone(&model.context.library)));
    }
    effects.extend(model.notices.derive(model.context.config.notices));
    effects
}

/// Counts marks anew if they, or the list, have changed, and makes the facet pane's rows anew.
fn derive_counts(model: &mut Model) {
    if !model.context.results.is_counted(model.context.marked) {
        let are_stories = model.context.lists_stories();
        model.context.results.count(
            &model.context.library,
            &model.context.marks,
            model.context.marked,
            are_stories,
        );
        count(model);
    }
    let answered = model.context.results.answered();
    model.derived.recounted |= model.derived.answered.replace(answered) != Some(answered);
    if !std::mem::take(&mut model.derived.recounted) {
        return;
    }
    let tops = top_rows(model);
    let query = model.context.query.query();
    model.facets.refresh(&tops, &model.context.library, &model.context.results.facets, query);
    let items = match &model.overlay {
        Some(Overlay::Picker(picker)) => match picker.subject {
            Subject::Values(facet) => Some(value_items(
                facet,
                &model.context.library,
                &model.context.results.facets,
                query,
            )),
            Subject::Views => Some(view_items(model)),
            _ => None,
        },
        _ => None,
    };
    if let (Some(items), Some(Overlay::Picker(picker))) = (items, &mut model.overlay) {
        picker.replace(items);
    }
}

/// The facet pane's rows above the facets: views, and marks.
fn top_rows(model: &Model) -> Vec<FacetRow> {
    let views = model.views.all();
    let mut rows = rising_rows(model);
    if !views.is_empty() {
        rows.push(FacetRow::Views { count: views.len(), folded: model.facets.views_are_folded() });
    }
    if !model.facets.views_are_folded() {
        rows.extend(views.iter().enumerate().map(|(number, view)| {
            let counts = model.derived.views.counts.get(number).copied();
            let (unread, all) = counts.unwrap_or_default();
            FacetRow::View { view: number, unread, all, chosen: is_chosen(model, view) }
        }));
    }
    let (unread, starred) = model.context.results.unread_and_starred();
    for (is, count) in [(Is::Unread, unread), (Is::Starred, starred)] {
        let polarity = stands(model.context.query.query(), is);
        if count > 0 || polarity.is_some() {
            rows.push(FacetRow::State { is, count, polarity });
        }
    }
    rows
}

/// Puts the post at the cursor into the reader, if that is on the screen, and lays it out.
fn derive_reader(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let Some(area) = model.context.panes().and_then(|panes| panes.reader) else { return effects };
    let rows = model.context.results.as_rows(&model.context.library, model.context.listed);
    model.context.selection.preview(rows);
    let selected = model.context.shown().map(|post| post.id);
    if selected != model.reader.post {
        keep_place(model);
        model.reader.post = selected;
        model.reader.body = Body::Waiting;
        model.reader.is_beginning = false;
        model.reader.setting = None;
        model.reader.hit = None;
        model.derived.page = None;
        if let Some(post) = model.context.shown().cloned() {
            effects.push(ask_for_body(model, &post));
        }
    }
    let Some(post) = model.reading().cloned() else {
        let had_lines = model.reader.rows() > 0;
        let Reader { request, version, settings, finds, .. } = model.reader;
        model.reader = Reader { request, version, settings, finds, ..Reader::default() };
        model.context.selection.story_reached();
        model.derived.page = None;
        model.derived.layouts += u64::from(had_lines);
        return effects;
    };
    let width = usize::from(
        area.text_column(model.context.is_reader_alone(), model.context.config.reader_width).width,
    );
    let typography = typography(&model.context.config, model.context.colours);
    let page = (post.id, model.reader.version, width, typography, model.context.language);
    let waiting = model.reader.body == Body::Waiting;
    if model.derived.page != Some(page) {
        let before = model.derived.page.filter(|(id, ..)| *id == post.id);
        let is_shown = !model.reader.document.lines.is_empty();
        let before = before.filter(|_| is_shown);
        let before =
            before.map(|(_, _, width, typography, language)| (width, typography, language));
        effects.extend(lay_out(model, &post, width, before));
        model.derived.rows = None;
        model.derived.layouts += 1;
        // A text that is not there yet will have to be laid out when it is.
        model.derived.page = (!waiting).then_some(page);
    }
    effects.extend(derive_notes(model));
    reach_pending_story(model);
    effects
}

/// A request for the text of a post.
pub(super) fn ask_for_body(model: &mut Model, post: &crate::post::Post) -> Effect {
    model.reader.request += 1;
    Effect::ReadBody { post: post.id, origin: post.origin(), request: model.reader.request }
}

/// Remembers where the post in the reader was left.
pub(super) fn keep_place(model: &mut Model) {
    if let Some(post) = model.reader.post
        && matches!(model.reader.body, Body::Ready(_))
        && !model.context.is_preview()
    {
        model.places.insert(post, model.reader.place());
    }
}

/// Keeps every cursor in its list and every list scrolled so that the cursor is seen.
fn derive_cursors(model: &mut Model) {
    derive_list_lines(model);
    let height = model.context.facets_height();
    let pane = &mut model.facets;
    pane.cursor = pane.cursor.min(pane.rows.len().saturating_sub(1));
    pane.top = scrolled(pane.top, pane.cursor, pane.rows.len(), height);
    let height = model.context.reader_height();
    if model.context.panes().is_some_and(|panes| panes.reader.is_some()) {
        model.reader.clamp(height);
    }
    let height = model.overlay_height();
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.cursor = picker.cursor.min(picker.rows.len().saturating_sub(1));
        picker.top = scrolled(picker.top, picker.cursor, picker.rows.len(), height);
    }
    let measure = (model.overlay_width(), model.context.config.ambiguous_width);
    if let Some(Overlay::Problems(list)) = &mut model.overlay {
        ProblemRows::of_model(&model.problems, &model.notices, measure, model.context.language)
            .with_heights(|items| list.clamp(items, height));
    }
}

/// The first row to show so that the cursor is seen, with two rows around it where there is room,
/// and no empty rows below the last one.
pub(super) fn scrolled(top: usize, cursor: usize, rows: usize, height: usize) -> usize {
    let around = 2.min(height.saturating_sub(1) / 2);
    let highest = cursor.saturating_sub(around);
    let lowest = (cursor + around + 1).saturating_sub(height);
    top.clamp(lowest.min(highest), highest).min(rows.saturating_sub(height))
}
