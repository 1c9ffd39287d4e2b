//! Makes derived state fit its sources: rows, counts, the laid-out post, cursors and scrolls.
//!
//! The only place that does. Does nothing when nothing changed, so it runs after every message.

use super::displaced::{displace, restore};
use super::empty::derive_blame;
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
use super::resume::{derive_memory, derive_wanted};
use super::snippets::derive_snippets;
use super::starred::count_starred_posts;
use super::stories::{derive_stories, follow_cursor, reach_pending_story};
use super::trends::derive_trends;
use super::views::{count, derive_views, is_chosen, unread, view_items};
use crate::query::{Found, Is, Needles, find_listed, stands, unseen_and_starred};
use std::iter::once;
use std::sync::Arc;

/// Brings everything up to date; what is missing for that is asked for with effects.
pub fn derive_all(model: &mut Model) -> Vec<Effect> {
    let mut effects = derive_front(model);
    let was_empty = model.derived.library.as_ref().is_none_or(|it| it.posts().is_empty());
    if model.is_lone_post && was_empty && !model.library.posts().is_empty() {
        model.focus = Pane::Reader;
    }
    derive_kind(model);
    effects.extend(derive_rows(model));
    derive_wanted(model);
    derive_list(model);
    model.list.around.clear();
    model.list.around_stories.clear();
    effects.extend(derive_reader(model));
    derive_hits(model);
    // What stands in a reader that is not on the screen is not read.
    if !model.trends.is_open {
        effects.extend(mark_opened(model));
    }
    effects.extend(derive_views(model, MAX_POSTS_INLINE));
    derive_counts(model);
    derive_cursors(model);
    derive_trends(model);
    effects.extend(derive_blame(model));
    effects.extend(derive_snippets(model));
    effects.extend(derive_memory(model));
    if model.resume.recalled && model.load.done && model.derived.followed != model.load.generation {
        model.derived.followed = model.load.generation;
        effects.push(Effect::FollowMoved(Arc::clone(&model.library)));
    }
    effects.extend(model.notices.derive(model.config.notices));
    effects
}

/// Counts marks anew if they, or the list, have changed, and makes the facet pane's rows anew.
fn derive_counts(model: &mut Model) {
    if model.derived.counted != Some(model.marked) {
        model.derived.counted = Some(model.marked);
        let is_counted = model.derived.counted_stories.take() == Some(model.marked);
        model.derived.in_list = if is_counted && model.lists_stories() {
            model.derived.in_list
        } else if model.lists_stories() {
            unseen_and_starred(&model.library, &model.marks, &model.list.stories)
        } else {
            let starred = count_starred_posts(model);
            (unread(model, &model.list.rows), starred)
        };
        count(model);
    }
    if !std::mem::take(&mut model.derived.recounted) {
        return;
    }
    let tops = top_rows(model);
    let query = model.query.query();
    model.facets.refresh(&tops, &model.library, &model.derived.facets, query);
    let items = match &model.overlay {
        Some(Overlay::Picker(picker)) => match picker.subject {
            Subject::Values(facet) => {
                Some(value_items(facet, &model.library, &model.derived.facets, query))
            }
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
    let (unread, starred) = model.derived.in_list;
    for (is, count) in [(Is::Unread, unread), (Is::Starred, starred)] {
        let polarity = stands(model.query.query(), is);
        if count > 0 || polarity.is_some() {
            rows.push(FacetRow::State { is, count, polarity });
        }
    }
    rows
}

/// Up to so many posts are searched at once; more are searched on a thread, so that what is typed
/// is seen without waiting for what it finds.
const MAX_POSTS_INLINE: usize = 2_000;

/// Searches and counts anew if the library, the query or the day changed.
fn derive_rows(model: &mut Model) -> Vec<Effect> {
    let derived = &mut model.derived;
    let same_library =
        derived.library.as_ref().is_some_and(|library| Arc::ptr_eq(library, &model.library));
    let same_day = derived.today == Some(model.today);
    let same_query = derived.query == model.query.text() && derived.listed == model.listed;
    let asks_anew = std::mem::take(&mut derived.asks_anew);
    if same_library && same_query && same_day && !asks_anew {
        return Vec::new();
    }
    if !same_query || asks_anew {
        derived.marks = Arc::clone(&model.marks);
    }
    if !same_query {
        model.list.pinned = None;
    }
    if !same_query || asks_anew || derived.today.is_none() {
        derived.needles =
            Arc::new(Needles::of(&model.query.query().expression, model.config.pinyin));
        derived.needles_changes += 1;
    }
    if !same_library {
        derived.snippets.forget();
    }
    derived.library = Some(Arc::clone(&model.library));
    model.query.text().clone_into(&mut derived.query);
    derived.listed = model.listed;
    derived.today = Some(model.today);
    derived.request += 1;
    let request = derived.request;
    let context = model.context(&model.derived.marks);
    // Rows are positions in one library: those of another mean nothing, not even for a moment.
    if same_library && model.library.posts().len() > MAX_POSTS_INLINE {
        return vec![Effect::Search {
            request,
            library: Arc::clone(&model.library),
            query: model.query.query().clone(),
            context,
            listed: model.listed,
        }];
    }
    let found = find_listed(&model.library, model.query.query(), &context, model.listed);
    take_found(model, request, found);
    Vec::new()
}

/// Takes in what was found, unless it answers an earlier question.
pub(super) fn take_found(model: &mut Model, request: u64, found: Found) {
    if model.derived.request != request {
        return;
    }
    model.derived.answered = request;
    model.list.rows = found.posts;
    model.list.stories = found.stories;
    model.list.posts_instead = found.posts_instead;
    model.list.hints = found.hints;
    model.derived.facets = found.facets;
    model.derived.counted = None;
    // What was counted with the marks of now need not be counted again.
    if !model.list.stories.is_empty() && Arc::ptr_eq(&model.marks, &model.derived.marks) {
        model.derived.in_list = found.unseen_and_starred;
        model.derived.counted_stories = Some(model.marked);
    }
}

/// Keeps the cursor on its post, or near where that post was.
fn derive_list(model: &mut Model) {
    let is_changed = std::mem::take(&mut model.list.is_changed);
    if model.lists_stories() {
        return derive_stories(model);
    }
    if is_changed {
        restore(model);
    }
    let list = &mut model.list;
    match list.anchor {
        None => list.cursor = 0,
        Some(id) => {
            let position = model.library.position(id);
            let here = list.rows.get(list.cursor).copied();
            if here != position || position.is_none() {
                let row_of = |id| {
                    let position = model.library.position(id)?;
                    Some((id, list.rows.iter().position(|row| *row == position)?))
                };
                let around = list.around.iter().copied();
                let found = once(id).chain(around).find_map(row_of);
                // With none of them in the result, start at the newest.
                list.cursor = found.map_or(0, |(_, row)| row);
                list.anchor = found.map(|(id, _)| id);
                if is_changed && list.anchor != Some(id) {
                    displace(model, id);
                }
            }
        }
    }
}

/// Puts the post at the cursor into the reader, if that is on the screen, and lays it out.
fn derive_reader(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    let Some(area) = model.panes().and_then(|panes| panes.reader) else { return effects };
    follow_cursor(model);
    let selected = model.shown().map(|post| post.id);
    if selected != model.reader.post {
        keep_place(model);
        model.reader.post = selected;
        model.reader.body = Body::Waiting;
        model.reader.is_beginning = false;
        model.reader.setting = None;
        model.reader.hit = None;
        model.derived.page = None;
        if let Some(post) = model.shown().cloned() {
            effects.push(ask_for_body(model, &post));
        }
    }
    let Some(post) = model.reading().cloned() else {
        let had_lines = model.reader.rows() > 0;
        let Reader { request, version, settings, finds, .. } = model.reader;
        model.reader = Reader { request, version, settings, finds, ..Reader::default() };
        model.derived.page = None;
        model.derived.layouts += u64::from(had_lines);
        return effects;
    };
    let width =
        usize::from(area.text_column(model.is_reader_alone(), model.config.reader_width).width);
    let typography = typography(&model.config, model.colours);
    let page = (post.id, model.reader.version, width, typography, model.language);
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
        && !model.is_preview()
    {
        model.places.insert(post, model.reader.place());
    }
}

/// Keeps every cursor in its list and every list scrolled so that the cursor is seen.
fn derive_cursors(model: &mut Model) {
    derive_list_lines(model);
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
    let measure = (model.overlay_width(), model.config.ambiguous_width);
    if let Some(Overlay::Problems(list)) = &mut model.overlay {
        ProblemRows::of_model(&model.problems, &model.notices, measure, model.language)
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
