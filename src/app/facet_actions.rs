//! What keys and clicks do to the row at the cursor of the facet pane.

use super::facet_pane::FacetRow;
use super::jump_list::leave;
use super::message::Effect;
use super::model::Model;
use super::views::{choose_view, delete_view};
use crate::library::Facet;
use crate::messages::Text;
use crate::query::{Polarity, ticked, toggle, toggle_is};

/// Adds, turns round or takes away the value at the cursor of the facet pane.
pub fn toggle_at_cursor(model: &mut Model, polarity: Polarity) {
    match model.facets.rows.get(model.facets.cursor).copied() {
        Some(FacetRow::Value { facet, number, .. }) => tick_value(model, facet, number, polarity),
        Some(FacetRow::Risen { number, .. }) => tick_value(model, Facet::Tag, number, polarity),
        Some(FacetRow::State { is, .. }) => {
            leave(model);
            model.context.query.replace(toggle_is(model.context.query.text(), is, polarity));
        }
        Some(FacetRow::View { view, .. }) => {
            if let Some(name) = model.views.all().get(view).map(|view| view.name.clone()) {
                choose_view(model, &name);
            }
        }
        Some(row) => fold_row(model, row),
        None => {}
    }
}

fn tick_value(model: &mut Model, facet: Facet, number: u32, polarity: Polarity) {
    leave(model);
    let table = model.context.library.table(facet);
    let stands = ticked(model.context.query.query());
    let under_name =
        stands.iter().find(|one| one.facet == facet && table.number(&one.key) == Some(number));
    let value = under_name.map_or(&table.values()[number as usize].value, |one| &one.key);
    model.context.query.replace(toggle(model.context.query.text(), facet, value, polarity));
}

/// Deletes the view at the cursor of the facet pane.
pub fn delete_at_cursor(model: &mut Model) -> Vec<Effect> {
    let view = match model.facets.rows.get(model.facets.cursor) {
        Some(FacetRow::View { view, .. }) => model.views.all().get(*view),
        _ => None,
    };
    match view.map(|view| view.name.clone()) {
        Some(name) => delete_view(model, &name),
        None => {
            model.tell(&Text::NoViewHere);
            Vec::new()
        }
    }
}

fn fold_row(model: &mut Model, row: FacetRow) {
    match row {
        FacetRow::Heading { facet, .. } => model.facets.fold(facet),
        FacetRow::More { facet, .. } | FacetRow::Fewer { facet } => model.facets.expand(facet),
        FacetRow::Views { .. } => model.facets.fold_views(),
        FacetRow::Rising { .. } => model.front.fold(),
        FacetRow::Value { .. }
        | FacetRow::Risen { .. }
        | FacetRow::View { .. }
        | FacetRow::State { .. } => {}
    }
    model.derived.recounted = true;
}
