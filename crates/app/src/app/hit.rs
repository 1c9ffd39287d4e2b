//! Hit testing: the part of the screen under a cell.
//!
//! Uses the same geometry as the view, so a click hits what is painted.

use super::action::{Action, Page};
use super::arrangement::{Border, border_at};
use super::list::ListPart;
use super::model::Model;
use super::overlay::Overlay;
use super::pages::PageTarget;
use super::panes::{Area, Pane};
use super::selection::Target;
use super::status_line::status_line;
use crate::library::Facet;
use crate::markdown::Role;

/// The part of the screen under a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MouseTarget {
    /// The query line.
    Query,
    /// A row of the facet pane, by its index.
    FacetRow(usize),
    /// A row of the list, by its index.
    ListRow(usize),
    /// A row of the reader, by its index.
    ReaderRow(usize),
    /// A link of the post in the reader, by its index.
    Link(usize),
    /// A note on a story of the post in the reader, by the index of the story.
    Note(usize),
    /// A tag or category of the post in the reader, with its value.
    Chip(Facet, String),
    /// An own tag of the post in the reader.
    OwnTag(String),
    /// The border between two panes, which can be dragged.
    Border(Border),
    /// A hint of the status line: its keys, separated by blanks.
    Hint(String),
    /// A part of a pane that is none of the above.
    Pane(Pane),
    /// A row of the picker, by its index.
    PickerRow(usize),
    /// A row of the export dialog, by its index.
    ExportRow(usize),
    /// A problem or notice, by its index in the list.
    Problem(usize),
    /// A part of the page in place of the panes.
    Page(PageTarget),
    /// A part of the overlay that is none of the above.
    Overlay,
    /// Anything outside the open overlay.
    Beside,
}

/// The part of the screen under a cell; `None` if a click does nothing there.
pub fn target(model: &Model, x: u16, y: u16) -> Option<MouseTarget> {
    let panes = model.context.panes()?;
    if panes.status.contains(x, y) {
        let line = status_line(model, panes.status);
        let mut hints = line.hints.into_iter();
        let hint = hints.find(|hint| (hint.x..hint.x + hint.width).contains(&x))?;
        return Some(MouseTarget::Hint(hint.key));
    }
    // Text typed into a pane's own line does not cover anything.
    if !matches!(model.overlay, None | Some(Overlay::Filter | Overlay::Find { .. })) {
        return Some(in_overlay(model, x, y).unwrap_or(MouseTarget::Beside));
    }
    if panes.query.contains(x, y) {
        return Some(MouseTarget::Query);
    }
    if model.context.page != Page::Panes {
        return model.pages.hit(x, y, &model.context).map(MouseTarget::Page);
    }
    if let Some(border) = border_at(&panes, x, y) {
        return Some(MouseTarget::Border(border));
    }
    if let Some(area) = panes.first_steps.filter(|area| area.contains(x, y)) {
        // The title hides the steps, as it says.
        let row = usize::from(y - area.y);
        let action = match row.checked_sub(1) {
            Some(step) => model.context.first_steps.left().get(step)?.0,
            None => Action::Cancel,
        };
        return Some(MouseTarget::Hint(model.context.keymap.key_of(action)));
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
            let line = model.list.lines().get(row)?;
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
            if span.style.role == Role::Tag {
                return chip(model, &span.text).or(Some(MouseTarget::ReaderRow(row)));
            }
        }
        left = right;
    }
    Some(MouseTarget::ReaderRow(row))
}

/// The tag or category of a chip, or of a part of one that is wrapped.
fn chip(model: &Model, text: &str) -> Option<MouseTarget> {
    let post = model.reading()?;
    let of = |facet, value: &str| MouseTarget::Chip(facet, value.to_owned());
    let categories =
        post.categories.iter().map(|value| (format!("[{value}]"), of(Facet::Category, value)));
    let tags = post.tags.iter().map(|value| (format!("#{value}"), of(Facet::Tag, value)));
    let own = model.context.marks.own_tags(Target::Post(post.id)).iter();
    let own = own.map(|tag| (format!("+{tag}"), MouseTarget::OwnTag(tag.clone())));
    let chips: Vec<(String, MouseTarget)> = categories.chain(tags).chain(own).collect();
    let whole = chips.iter().find(|(chip, _)| chip == text);
    let found = whole.or_else(|| chips.iter().find(|(chip, _)| chip.contains(text.trim())));
    found.map(|(_, target)| target.clone())
}

fn in_overlay(model: &Model, x: u16, y: u16) -> Option<MouseTarget> {
    let area = model.overlay_area()?;
    let overlay = model.overlay.as_ref()?;
    // The box for a name is smaller than other overlays and has nothing to click.
    if matches!(overlay, Overlay::Name { .. } | Overlay::Note(_)) {
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
            let rows = model.problem_rows();
            let shown = rows.shown(*list, usize::from(inner.height));
            shown.get(row).map(|(problem, _)| MouseTarget::Problem(*problem))
        }
        Overlay::Export(dialog) => {
            let rows = dialog.rows(&model.context).len();
            Some(MouseTarget::ExportRow(row + dialog.top(usize::from(inner.height))))
                .filter(|_| row < rows)
        }
        _ => None,
    });
    Some(found.unwrap_or(MouseTarget::Overlay))
}
