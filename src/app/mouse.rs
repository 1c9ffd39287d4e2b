//! The mouse: what lies under a cell, and what a click or the wheel does there.
//!
//! Reads the same geometry as the view, so that what is painted is what is hit.

use super::action::Action;
use super::apply::apply;
use super::arrangement::{Border, border_at, drag_border};
use super::facet_actions::toggle_at_cursor;
use super::follow::follow;
use super::jump_list::leave;
use super::list_lines::{ListPart, wheel_list};
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::panes::{Area, Pane};
use super::pick::choose;
use super::problems::ProblemRows;
use super::status_line::status_line;
use super::stories::walk;
use super::trends::{self, TrendsTarget};
use super::update::press;
use super::walk::go_to_row;
use crate::library::Facet;
use crate::markdown::Role;
use crate::query::{Polarity, toggle};
use crate::state::Change;

/// Rows that one step of the wheel moves.
const STEP: usize = 3;

/// What the mouse did, at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub what: Gesture,
    /// Cells left of it.
    pub x: u16,
    /// Cells above it.
    pub y: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button was pressed.
    Click,
    /// It was pressed again, at once, at the same cell.
    DoubleClick,
    /// The mouse was moved while it is held down.
    Drag,
    /// It was let go.
    Release,
    /// The wheel was turned towards the person.
    WheelDown,
    /// The wheel was turned away.
    WheelUp,
}

impl Gesture {
    /// Whether it is a step of the wheel.
    pub fn is_wheel(self) -> bool {
        matches!(self, Self::WheelDown | Self::WheelUp)
    }
}

/// What lies under a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MouseTarget {
    /// The query line.
    Query,
    /// A row of the facet pane.
    FacetRow(usize),
    /// A row of the list.
    ListRow(usize),
    /// A row of the reader.
    ReaderRow(usize),
    /// A link of the post in the reader, by its number from zero.
    Link(usize),
    /// A note on the story of the post in the reader with this number.
    Note(usize),
    /// A tag or category of the post in the reader.
    Chip(Facet, String),
    /// The border between two panes, which can be dragged.
    Border(Border),
    /// A hint of the status line, by its key.
    Hint(String),
    /// A pane, where nothing else is.
    Pane(Pane),
    /// A row of the picker.
    PickerRow(usize),
    /// A problem or notice, by its number in the list.
    Problem(usize),
    /// Something in trends.
    Trends(TrendsTarget),
    /// The overlay, where nothing else is.
    Overlay,
    /// The panes, while an overlay lies over them.
    Beside,
}

/// What lies under a cell; `None` for what can only be looked at.
pub fn target(model: &Model, x: u16, y: u16) -> Option<MouseTarget> {
    let panes = model.context.panes()?;
    if panes.status.contains(x, y) {
        let line = status_line(model, panes.status);
        let mut hints = line.hints.into_iter();
        let hint = hints.find(|hint| (hint.x..hint.x + hint.width).contains(&x))?;
        return Some(MouseTarget::Hint(hint.key));
    }
    // What is typed into a pane's own line covers nothing.
    if !matches!(model.overlay, None | Some(Overlay::Filter | Overlay::Find { .. })) {
        return Some(in_overlay(model, x, y).unwrap_or(MouseTarget::Beside));
    }
    if panes.query.contains(x, y) {
        return Some(MouseTarget::Query);
    }
    if model.context.shows_trends {
        return trends::target(model, x, y).map(MouseTarget::Trends);
    }
    if let Some(border) = border_at(&panes, x, y) {
        return Some(MouseTarget::Border(border));
    }
    let shown =
        [(panes.facets, Pane::Facets), (panes.list, Pane::List), (panes.reader, Pane::Reader)];
    let (area, pane) = shown
        .into_iter()
        .filter_map(|(area, pane)| Some((area?, pane)))
        .find(|(area, _)| area.contains(x, y))?;
    let inner = area.below_title();
    let row = y.checked_sub(inner.y).map(usize::from);
    let found = row.and_then(|row| match pane {
        Pane::Facets => {
            let row = model.facets.top + row;
            (row < model.facets.rows.len()).then_some(MouseTarget::FacetRow(row))
        }
        Pane::List => {
            let line = model.list_lines().get(row)?;
            (!matches!(line.part, ListPart::Day(_))).then_some(MouseTarget::ListRow(line.row))
        }
        Pane::Reader => in_reader(model, area, x, row),
    });
    Some(found.unwrap_or(MouseTarget::Pane(pane)))
}

fn in_reader(model: &Model, area: Area, x: u16, row: usize) -> Option<MouseTarget> {
    let row = model.reader.top + row;
    let line = model.reader.row(row)?;
    let column =
        area.text_column(model.context.is_reader_alone(), model.context.config.reader_width);
    let note = row.checked_sub(model.reader.head.len());
    let note = note.and_then(|line| model.reader.notes.story_at(line));
    let mut left = usize::from(column.x);
    for span in &line.spans {
        let right = left + model.context.config.ambiguous_width.width(&span.text);
        if (left..right).contains(&usize::from(x)) {
            if let Some(note) = note {
                return Some(MouseTarget::Note(note));
            }
            if let Some(link) = span.style.link {
                return Some(MouseTarget::Link(link as usize));
            }
            if span.style.role == Role::Tag
                && let Some((facet, value)) = chip(model, &span.text)
            {
                return Some(MouseTarget::Chip(facet, value));
            }
        }
        left = right;
    }
    Some(MouseTarget::ReaderRow(row))
}

/// The tag or category that a chip, or a part of a long one, stands for.
fn chip(model: &Model, text: &str) -> Option<(Facet, String)> {
    let post = model.reading()?;
    let categories =
        post.categories.iter().map(|value| (Facet::Category, format!("[{value}]"), value));
    let tags = post.tags.iter().map(|value| (Facet::Tag, format!("#{value}"), value));
    let chips: Vec<_> = categories.chain(tags).collect();
    let whole = chips.iter().find(|(_, chip, _)| chip == text);
    let found = whole.or_else(|| chips.iter().find(|(_, chip, _)| chip.contains(text.trim())));
    found.map(|(facet, _, value)| (*facet, value.to_string()))
}

fn in_overlay(model: &Model, x: u16, y: u16) -> Option<MouseTarget> {
    let area = model.overlay_area()?;
    let overlay = model.overlay.as_ref()?;
    // The box for a name is smaller than others, and there is nothing in it to click.
    if matches!(overlay, Overlay::Name { .. }) {
        return Some(MouseTarget::Overlay);
    }
    if !area.contains(x, y) {
        return None;
    }
    let inner = area.inside_border();
    let row = y.checked_sub(inner.y).map(usize::from).filter(|_| inner.contains(x, y));
    let found = row.and_then(|row| match overlay {
        Overlay::Picker(picker) => {
            let row = picker.top + row.checked_sub(1)?;
            (row < picker.rows.len()).then_some(MouseTarget::PickerRow(row))
        }
        Overlay::Problems(list) => {
            let measure = (model.overlay_width(), model.context.config.ambiguous_width);
            let rows = ProblemRows::of_model(
                &model.problems,
                &model.notices,
                measure,
                model.context.language,
            );
            let shown = rows.shown(*list, usize::from(inner.height));
            shown.get(row).map(|(problem, _)| MouseTarget::Problem(*problem))
        }
        _ => None,
    });
    Some(found.unwrap_or(MouseTarget::Overlay))
}

/// Does what the mouse asks for.
pub(super) fn point(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match (mouse.what, model.dragged) {
        (Gesture::Drag, Some(border)) => return drag_border(model, border, (mouse.x, mouse.y)),
        (Gesture::Release, _) => model.dragged = None,
        _ => {}
    }
    let Some(target) = target(model, mouse.x, mouse.y) else { return Vec::new() };
    if matches!(mouse.what, Gesture::Drag | Gesture::Release) {
        return Vec::new();
    }
    model.count = None;
    model.pressed.clear();
    // The second half of a double click on a mark is not meant for the list that has come there.
    let has_entered = std::mem::take(&mut model.trends.has_entered);
    match mouse.what {
        Gesture::DoubleClick if has_entered => {}
        Gesture::WheelDown => wheel(model, &target, true),
        Gesture::WheelUp => wheel(model, &target, false),
        // Done already.
        Gesture::Drag | Gesture::Release => {}
        Gesture::Click => return click(model, target),
        Gesture::DoubleClick => match target {
            MouseTarget::ListRow(_) | MouseTarget::Problem(_) => {
                let mut effects = click(model, target);
                effects.extend(apply(model, Action::Read));
                return effects;
            }
            // The first click has ticked it, and the second is not to undo that.
            MouseTarget::FacetRow(_)
            | MouseTarget::Chip(..)
            | MouseTarget::Link(_)
            | MouseTarget::Trends(_)
            | MouseTarget::Note(_)
            | MouseTarget::Beside => {}
            other => return click(model, other),
        },
    }
    Vec::new()
}

fn click(model: &mut Model, target: MouseTarget) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let MouseTarget::Hint(keys) = target {
        let keys = keys.split(' ').filter_map(|key| key.parse().ok());
        return keys.flat_map(|key| press(model, key)).collect();
    }
    if model.link_labels.take().is_some() {
        return effects;
    }
    if model.context.query.is_editing() && target != MouseTarget::Query && model.overlay.is_none() {
        model.context.query.accept();
        let kept = model.context.query.text();
        if !kept.is_empty() {
            effects.push(Effect::Remember(Change::Query(kept.to_owned())));
        }
    }
    if matches!(model.overlay, Some(Overlay::Filter | Overlay::Find { .. })) {
        model.overlay = None;
    }
    match target {
        MouseTarget::Query => model.context.query.edit(),
        MouseTarget::FacetRow(row) => {
            model.context.focus = Pane::Facets;
            model.facets.cursor = row;
            toggle_at_cursor(model, Polarity::Include);
        }
        MouseTarget::ListRow(row) => {
            model.context.focus = Pane::List;
            go_to_row(model, row);
        }
        MouseTarget::ReaderRow(row) => {
            model.context.focus = Pane::Reader;
            model.reader.line = row;
        }
        MouseTarget::Link(link) => {
            model.context.focus = Pane::Reader;
            effects.extend(follow(model, link));
        }
        MouseTarget::Note(story) => {
            model.context.focus = Pane::Reader;
            let page = model.reading().and_then(|post| Some(post.stories.get(story)?.page));
            if let Some(page) = page {
                walk(model, page);
            }
        }
        MouseTarget::Chip(facet, value) => {
            leave(model);
            let text = toggle(model.context.query.text(), facet, &value, Polarity::Include);
            model.context.query.replace(text);
        }
        MouseTarget::Pane(pane) => model.context.focus = pane,
        MouseTarget::Border(border) => model.dragged = Some(border),
        // Pressed already.
        MouseTarget::Hint(_) => {}
        MouseTarget::PickerRow(row) => {
            if let Some(Overlay::Picker(picker)) = &mut model.overlay {
                picker.cursor = row;
            }
            effects.extend(choose(model));
        }
        MouseTarget::Problem(problem) => {
            if let Some(Overlay::Problems(list)) = &mut model.overlay {
                list.cursor = problem;
            }
        }
        MouseTarget::Trends(target) => effects.extend(trends::click(model, target)),
        MouseTarget::Overlay => {}
        MouseTarget::Beside => model.overlay = None,
    }
    effects
}

/// Scrolls what lies under the mouse, whatever has the focus. The cursor of a list goes along only
/// where it would be left behind.
fn wheel(model: &mut Model, target: &MouseTarget, down: bool) {
    match target {
        MouseTarget::FacetRow(_) | MouseTarget::Pane(Pane::Facets) => {
            let height = model.context.facets_height();
            let pane = &mut model.facets;
            (pane.top, pane.cursor) =
                scrolled(pane.top, pane.cursor, pane.rows.len(), height, down);
        }
        MouseTarget::ListRow(_) | MouseTarget::Pane(Pane::List) => {
            let row = wheel_list(model, STEP, down);
            if model.context.selection.row != row {
                go_to_row(model, row);
            }
        }
        MouseTarget::ReaderRow(_)
        | MouseTarget::Link(_)
        | MouseTarget::Note(_)
        | MouseTarget::Chip(..)
        | MouseTarget::Pane(Pane::Reader) => {
            let height = model.context.reader_height();
            if down {
                model.reader.down(STEP, height);
            } else {
                model.reader.up(STEP);
            }
        }
        MouseTarget::PickerRow(_) | MouseTarget::Problem(_) | MouseTarget::Overlay => {
            let height = model.overlay_height();
            match &mut model.overlay {
                Some(Overlay::Picker(picker)) => {
                    let rows = picker.rows.len();
                    (picker.top, picker.cursor) =
                        scrolled(picker.top, picker.cursor, rows, height, down);
                }
                _ if down => super::scroll::down(model, STEP),
                _ => super::scroll::up(model, STEP),
            }
        }
        MouseTarget::Trends(target) => trends::wheel(model, *target, down),
        MouseTarget::Query
        | MouseTarget::Beside
        | MouseTarget::Border(_)
        | MouseTarget::Hint(_) => {}
    }
}

/// Top and cursor of a list of some rows after a step of the wheel; the cursor keeps its distance
/// to the borders as it does when it is moved by keys.
pub(super) fn scrolled(
    top: usize,
    cursor: usize,
    rows: usize,
    height: usize,
    down: bool,
) -> (usize, usize) {
    let last_top = rows.saturating_sub(height);
    let top = if down { (top + STEP).min(last_top) } else { top.saturating_sub(STEP) };
    let around = 2.min(height.saturating_sub(1) / 2);
    // At the very beginning and end there is nothing beyond that would have to be seen.
    let first = if top == 0 { 0 } else { top + around };
    let last = if top == last_top { rows } else { top + height - around };
    (top, cursor.clamp(first, last.saturating_sub(1).max(first)))
}
