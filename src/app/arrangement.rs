//! The arrangement of panes, changed by keys: layout, filter pane, borders.

use super::message::Effect;
use super::model::Model;
use super::panes::{Pane, layout, panes};
use crate::messages::Text;
use crate::state::{Arrangement, Change, Layout};

/// Cells of one step.
const STEP: i16 = 2;

/// Moves the border right of the pane with the focus, or left of the reader, to the right or left;
/// where the list stands above the reader, the border between them down or up.
pub fn move_border(model: &mut Model, right: bool) -> Vec<Effect> {
    let step = if right { STEP } else { -STEP };
    let mut arrangement = model.arrangement;
    let border = match (model.focus, layout(model.size, arrangement)) {
        (Pane::Facets, _) => &mut arrangement.facets_border,
        (_, Layout::Rows) => &mut arrangement.rows_border,
        (_, Layout::Columns | Layout::Single) => &mut arrangement.list_border,
    };
    *border = border.saturating_add(step);
    // Where there is no room to move it, nothing is noted that would have to be taken back.
    let placed = |arrangement: Arrangement| panes(model.size, model.focus, arrangement);
    if model.overlay.is_some() || placed(arrangement) == placed(model.arrangement) {
        return Vec::new();
    }
    arrange(model, arrangement)
}

/// Goes on to the next layout, from the one on the screen.
pub fn next_layout(model: &mut Model) -> Vec<Effect> {
    let now = layout(model.size, model.arrangement);
    let at = Layout::ALL.iter().position(|layout| *layout == now).unwrap_or_default();
    // One that has no room on the screen would look like another.
    let mut others =
        (1..=Layout::ALL.len()).map(|step| Layout::ALL[(at + step) % Layout::ALL.len()]);
    let fits = |chosen: &Layout| {
        let arrangement = Arrangement { layout: Some(*chosen), ..model.arrangement };
        layout(model.size, arrangement) == *chosen
    };
    let Some(next) = others.find(fits).filter(|next| *next != now) else {
        model.tell(&Text::NoRoomForLayout);
        return Vec::new();
    };
    model.tell(&match next {
        Layout::Columns => Text::LayoutColumns,
        Layout::Rows => Text::LayoutRows,
        Layout::Single => Text::LayoutSingle,
    });
    arrange(model, Arrangement { layout: Some(next), zen: false, ..model.arrangement })
}

/// Shows the filter pane, or hides it.
pub fn toggle_filter(model: &mut Model) -> Vec<Effect> {
    let is_shown = |arrangement: Arrangement| {
        panes(model.size, Pane::List, arrangement).is_some_and(|panes| panes.facets.is_some())
    };
    let filter = Some(!is_shown(model.arrangement));
    let arrangement = Arrangement { filter, ..model.arrangement };
    if filter == Some(true) && !is_shown(arrangement) {
        // There is room for it only in the place of others, while it has the focus.
        model.focus = if model.focus == Pane::Facets { Pane::List } else { Pane::Facets };
        return Vec::new();
    }
    if model.focus == Pane::Facets {
        model.focus = Pane::List;
    }
    arrange(model, arrangement)
}

/// Reads in the reader alone from now on, or beside the list again.
pub fn toggle_zen(model: &mut Model) -> Vec<Effect> {
    let zen = model.focus != Pane::Reader || !model.arrangement.zen;
    model.focus = Pane::Reader;
    arrange(model, Arrangement { zen, ..model.arrangement })
}

fn arrange(model: &mut Model, arrangement: Arrangement) -> Vec<Effect> {
    model.arrangement = arrangement;
    vec![Effect::Remember(Change::Arrangement(arrangement))]
}
