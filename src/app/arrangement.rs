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
    let border = match (model.context.focus, layout(model.context.size, model.context.arrangement))
    {
        (Pane::Facets, _) => Border::Facets,
        (_, Layout::Rows) => Border::Rows,
        (_, Layout::Columns | Layout::Single) => Border::List,
    };
    let arrangement = border.moved(model.context.arrangement, if right { STEP } else { -STEP });
    // Where there is no room to move it, nothing is noted that would have to be taken back.
    let placed =
        |arrangement: Arrangement| panes(model.context.size, model.context.focus, arrangement);
    if model.overlay.is_some() || placed(arrangement) == placed(model.context.arrangement) {
        return Vec::new();
    }
    arrange(model, arrangement)
}

/// Goes on to the next layout, from the one on the screen.
pub fn next_layout(model: &mut Model) -> Vec<Effect> {
    let now = layout(model.context.size, model.context.arrangement);
    let at = Layout::ALL.iter().position(|layout| *layout == now).unwrap_or_default();
    // One that has no room on the screen would look like another.
    let mut others =
        (1..=Layout::ALL.len()).map(|step| Layout::ALL[(at + step) % Layout::ALL.len()]);
    let fits = |chosen: &Layout| {
        let arrangement = Arrangement { layout: Some(*chosen), ..model.context.arrangement };
        layout(model.context.size, arrangement) == *chosen
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
    arrange(model, Arrangement { layout: Some(next), zen: false, ..model.context.arrangement })
}

/// Shows the filter pane, or hides it.
pub fn toggle_filter(model: &mut Model) -> Vec<Effect> {
    let is_shown = |arrangement: Arrangement| {
        panes(model.context.size, Pane::List, arrangement)
            .is_some_and(|panes| panes.facets.is_some())
    };
    let filter = Some(!is_shown(model.context.arrangement));
    let arrangement = Arrangement { filter, ..model.context.arrangement };
    if filter == Some(true) && !is_shown(arrangement) {
        // There is room for it only in the place of others, while it has the focus.
        model.context.focus =
            if model.context.focus == Pane::Facets { Pane::List } else { Pane::Facets };
        return Vec::new();
    }
    if model.context.focus == Pane::Facets {
        model.context.focus = Pane::List;
    }
    arrange(model, arrangement)
}

/// Reads in the reader alone from now on, or beside the list again.
pub fn toggle_zen(model: &mut Model) -> Vec<Effect> {
    let zen = model.context.focus != Pane::Reader || !model.context.arrangement.zen;
    model.context.focus = Pane::Reader;
    arrange(model, Arrangement { zen, ..model.context.arrangement })
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

impl Border {
    /// An arrangement with the border so many cells further to the right, or down.
    fn moved(self, mut arrangement: Arrangement, cells: i16) -> Arrangement {
        let own = match self {
            Self::Facets => &mut arrangement.facets_border,
            Self::List => &mut arrangement.list_border,
            Self::Rows => &mut arrangement.rows_border,
        };
        *own = own.saturating_add(cells);
        arrangement
    }

    /// The cells of the border, if it is shown: one column, or one row.
    fn area(self, panes: &Panes) -> Option<Area> {
        let beside = |area: Option<Area>, next: Option<Area>| {
            let (area, next) = (area?, next?);
            let x = area.x + area.width;
            (x < next.x + next.width && area.x < next.x).then_some(Area { x, width: 1, ..area })
        };
        match self {
            Self::Facets => beside(panes.facets, panes.list.or(panes.reader)),
            Self::List => beside(panes.list, panes.reader),
            Self::Rows => {
                let (list, reader) = (panes.list?, panes.reader?);
                (reader.y > list.y).then_some(Area { y: reader.y, height: 1, ..list })
            }
        }
    }
}

/// The border at a cell.
pub(super) fn border_at(panes: &Panes, x: u16, y: u16) -> Option<Border> {
    let mut borders = [Border::Facets, Border::List, Border::Rows].into_iter();
    borders.find(|border| border.area(panes).is_some_and(|area| area.contains(x, y)))
}

/// Moves a border to a cell, as far as there is room.
pub(super) fn drag_border(model: &mut Model, border: Border, (x, y): (u16, u16)) -> Vec<Effect> {
    let place = |x: u16, y: u16| if border == Border::Rows { y } else { x }.cast_signed();
    let at = |panes: Option<Panes>| border.area(&panes?).map(|area| place(area.x, area.y));
    let (earlier, wanted) = (model.context.arrangement, place(x, y));
    let Some(before) = at(model.context.panes()) else { return Vec::new() };
    let moved = border.moved(earlier, wanted - before);
    // What is beyond the room there is would have to be taken back.
    let missed =
        at(panes(model.context.size, model.context.focus, moved)).map_or(0, |now| now - wanted);
    let arrangement = border.moved(moved, missed);
    if arrangement == earlier { Vec::new() } else { arrange(model, arrangement) }
}

fn arrange(model: &mut Model, arrangement: Arrangement) -> Vec<Effect> {
    model.context.arrangement = arrangement;
    vec![Effect::Remember(Change::Arrangement(arrangement))]
}
