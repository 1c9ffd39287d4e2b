//! Scrolling the overlay, the page, or the focused pane.

use super::action::Page;
use super::intent::Intent;
use super::list::List;
use super::model::Model;
use super::panes::Pane;

/// Height of whatever currently scrolls, in rows.
pub(super) fn height(model: &Model) -> usize {
    let context = &model.context;
    match (&model.overlay, context.focus) {
        (Some(_), _) => model.overlay_height(),
        (None, _) if let Some(height) = model.pages.height(context) => height,
        (None, Pane::Facets) => context.facets_height(),
        (None, Pane::List) => model.list.height(),
        (None, Pane::Reader) => context.reader_height(),
    }
}

/// Scrolls a number of rows up or down. The list's cursor is moved by the returned intent.
pub(super) fn scroll(model: &mut Model, rows: usize, down: bool) -> Option<Intent> {
    let context = &model.context;
    if let Some(overlay) = &mut model.overlay {
        overlay.go(rows, down, (&model.findings, &model.notices), context);
    } else if context.page != Page::Panes {
        model.pages.go(rows, down, context);
    } else {
        match context.focus {
            Pane::Facets => model.facets.go(rows, down),
            Pane::List => return Some(List::go(rows, down, context)),
            Pane::Reader => model.reader.go(rows, down, context),
        }
    }
    None
}
