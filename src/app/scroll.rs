//! Up and down in whatever scrolls: an overlay, trends, or the pane with the focus.

use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::problems::ProblemRows;
use super::trends;
use super::walk;

/// Rows of whatever scrolls now.
pub fn height(model: &Model) -> usize {
    match (&model.overlay, model.context.focus) {
        (Some(_), _) => model.overlay_height(),
        (None, _) if model.context.shows_trends => trends::height(model),
        (None, Pane::Facets) => model.context.facets_height(),
        (None, Pane::List) => model.list_height(),
        (None, Pane::Reader) => model.context.reader_height(),
    }
}

/// So many rows down in whatever scrolls.
pub fn down(model: &mut Model, rows: usize) {
    let measure = (model.overlay_width(), model.context.config.ambiguous_width);
    let height = height(model);
    match &mut model.overlay {
        Some(Overlay::Help(help)) => {
            let last = help
                .rows(&model.context.keymap, model.context.language)
                .len()
                .saturating_sub(height);
            help.top = (help.top + rows).min(last);
        }
        Some(Overlay::Problems(list)) => {
            ProblemRows::of_model(&model.problems, &model.notices, measure, model.context.language)
                .with_heights(|items| list.down(items, rows, height));
        }
        Some(Overlay::Picker(picker)) => picker.cursor += rows,
        Some(Overlay::Name { .. } | Overlay::Find { .. } | Overlay::Filter) => {}
        None if model.context.shows_trends => trends::down(model, rows),
        None => match model.context.focus {
            Pane::Facets => {
                let last = model.facets.rows.len().saturating_sub(1);
                model.facets.cursor = (model.facets.cursor + rows).min(last);
            }
            Pane::List => {
                let last = model.context.results.rows.len().saturating_sub(1);
                walk::go_to_row(model, (model.context.selection.row + rows).min(last));
            }
            Pane::Reader => model.reader.down(rows.min(model.reader.rows()), height),
        },
    }
}

/// So many rows up in whatever scrolls.
pub fn up(model: &mut Model, rows: usize) {
    let measure = (model.overlay_width(), model.context.config.ambiguous_width);
    let height = height(model);
    match &mut model.overlay {
        Some(Overlay::Help(help)) => help.top = help.top.saturating_sub(rows),
        Some(Overlay::Problems(list)) => {
            ProblemRows::of_model(&model.problems, &model.notices, measure, model.context.language)
                .with_heights(|items| list.up(items, rows, height));
        }
        Some(Overlay::Picker(picker)) => picker.cursor = picker.cursor.saturating_sub(rows),
        Some(Overlay::Name { .. } | Overlay::Find { .. } | Overlay::Filter) => {}
        None if model.context.shows_trends => trends::up(model, rows),
        None => match model.context.focus {
            Pane::Facets => model.facets.cursor = model.facets.cursor.saturating_sub(rows),
            Pane::List => walk::go_to_row(model, model.context.selection.row.saturating_sub(rows)),
            Pane::Reader => model.reader.up(rows),
        },
    }
}

/// Goes to a row by its number from 1, as far as there are so many.
pub fn go_to_row(model: &mut Model, number: usize) {
    up(model, usize::MAX / 2);
    if number > 1 {
        down(model, number - 1);
    }
}
