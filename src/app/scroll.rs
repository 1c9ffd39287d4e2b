//! Up and down in whatever scrolls: an overlay, trends, or the pane with the focus.

use super::intent::Intent;
use super::list::List;
use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::problems::ProblemRows;

/// Rows of whatever scrolls now.
pub(super) fn height(model: &Model) -> usize {
    let context = &model.context;
    match (&model.overlay, context.focus) {
        (Some(_), _) => model.overlay_height(),
        (None, _) if context.shows_trends => model.trends.height(context),
        (None, Pane::Facets) => context.facets_height(),
        (None, Pane::List) => model.list.height(),
        (None, Pane::Reader) => context.reader_height(),
    }
}

/// Scrolls some rows up or down; the cursor of the list moves by the wish that is returned.
pub(super) fn scroll(model: &mut Model, rows: usize, down: bool) -> Option<Intent> {
    let (height, width) = (height(model), model.overlay_width());
    let context = &model.context;
    match &mut model.overlay {
        Some(Overlay::Help(help)) => {
            let count = help.rows(&context.keymap, context.language).len();
            help.top = if down {
                (help.top + rows).min(count.saturating_sub(height))
            } else {
                help.top.saturating_sub(rows)
            };
        }
        Some(Overlay::Problems(list)) => {
            let shown = ProblemRows::new(&model.findings, &model.notices, width, context);
            shown.with_heights(|items| {
                if down { list.down(items, rows, height) } else { list.up(items, rows, height) }
            });
        }
        Some(Overlay::Picker(picker)) if down => picker.cursor += rows,
        Some(Overlay::Picker(picker)) => picker.cursor = picker.cursor.saturating_sub(rows),
        Some(Overlay::Name { .. } | Overlay::Find { .. } | Overlay::Filter) => {}
        None if context.shows_trends => model.trends.go(rows, down, context),
        None => match context.focus {
            Pane::Facets => model.facets.go(rows, down),
            Pane::List => return Some(List::go(rows, down, context)),
            Pane::Reader => model.reader.go(rows, down, context),
        },
    }
    None
}
