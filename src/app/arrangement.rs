//! The arrangement of panes, changed by keys: layout, filter pane, borders.

use super::message::Effect;
use super::model::Model;
use super::panes::{Area, Pane, Panes, layout, panes};
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

/// A border between panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Right of the filter pane.
    Facets,
    /// Between the list and the reader beside it.
    List,
    /// Between the list and the reader below it.
    Rows,
}

/// The border at a cell.
pub(super) fn border_at(panes: &Panes, x: u16, y: u16) -> Option<Border> {
    let mut borders = [Border::Facets, Border::List, Border::Rows].into_iter();
    borders.find(|border| {
        let Some((at, area)) = place(panes, *border) else { return false };
        match border {
            Border::Rows => y == at && (area.x..area.x + area.width).contains(&x),
            Border::Facets | Border::List => x == at && (area.y..area.y + area.height).contains(&y),
        }
    })
}

/// The column of a border, or its row, and the area of the pane before it.
fn place(panes: &Panes, border: Border) -> Option<(u16, Area)> {
    let beside = |area: Option<Area>, next: Option<Area>| {
        let (area, next) = (area?, next?);
        (area.x + area.width < next.x + next.width && area.x < next.x)
            .then_some((area.x + area.width, area))
    };
    match border {
        Border::Facets => beside(panes.facets, panes.list.or(panes.reader)),
        Border::List => beside(panes.list, panes.reader),
        Border::Rows => {
            let (list, reader) = (panes.list?, panes.reader?);
            (reader.y > list.y).then_some((reader.y, list))
        }
    }
}

/// Moves a border to a cell, as far as there is room.
pub(super) fn drag_border(model: &mut Model, border: Border, (x, y): (u16, u16)) -> Vec<Effect> {
    let at = |model: &Model| Some(place(&model.panes()?, border)?.0.cast_signed());
    let wanted = if border == Border::Rows { y } else { x }.cast_signed();
    let Some(before) = at(model) else { return Vec::new() };
    let moved = |model: &Model, cells: i16| {
        let mut arrangement = model.arrangement;
        let own = match border {
            Border::Facets => &mut arrangement.facets_border,
            Border::List => &mut arrangement.list_border,
            Border::Rows => &mut arrangement.rows_border,
        };
        *own = own.saturating_add(cells);
        arrangement
    };
    let earlier = model.arrangement;
    model.arrangement = moved(model, wanted - before);
    // What is beyond the room there is would have to be taken back.
    let missed = at(model).map_or(0, |now| now - wanted);
    let arrangement = moved(model, missed);
    model.arrangement = earlier;
    if arrangement == earlier { Vec::new() } else { arrange(model, arrangement) }
}

fn arrange(model: &mut Model, arrangement: Arrangement) -> Vec<Effect> {
    model.arrangement = arrangement;
    vec![Effect::Remember(Change::Arrangement(arrangement))]
}
