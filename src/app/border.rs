//! The borders between panes, moved by keys.

use super::message::Effect;
use super::model::Model;
use super::panes::{Pane, panes};
use crate::state::{Borders, Change};

/// Cells of one step.
const STEP: i16 = 2;

/// Moves the border right of the pane with the focus, or left of the reader, to the right or left.
pub fn move_border(model: &mut Model, right: bool) -> Vec<Effect> {
    let step = if right { STEP } else { -STEP };
    let mut borders = model.borders;
    match model.focus {
        Pane::Facets => borders.facets = borders.facets.saturating_add(step),
        Pane::List | Pane::Reader => borders.list = borders.list.saturating_add(step),
    }
    let placed = |borders: Borders| panes(model.size, model.focus, model.zen, borders);
    // Where there is no room to move it, nothing is noted that would have to be taken back.
    if model.overlay.is_some() || placed(borders) == placed(model.borders) {
        return Vec::new();
    }
    model.borders = borders;
    vec![Effect::Remember(Change::Borders(borders))]
}
