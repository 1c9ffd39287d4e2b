//! Changing the arrangement of the panes by key or mouse: layout, filter pane, borders.

use super::action::Action;
use super::context::Context;
use super::intent::Intent;
use super::panes::{Area, Pane, Panes, layout, panes};
use crate::messages::Text;
use crate::state::{Arrangement, Layout};

/// Number of cells a key moves a border by.
const STEP: i16 = 2;

/// Applies an action if it concerns the arrangement of the panes. Borders are not moved under an overlay.
pub(super) fn arrange(action: Action, is_covered: bool, context: &Context) -> Option<Vec<Intent>> {
    let one = |intent: Option<Intent>| intent.filter(|_| !is_covered).into_iter().collect();
    Some(match action {
        Action::BorderLeft => one(move_border(false, context)),
        Action::BorderRight => one(move_border(true, context)),
        Action::Zen => toggle_zen(context),
        Action::Layout => next_layout(context),
        Action::FilterPane => toggle_filter(context),
        _ => return None,
    })
}

/// Moves the border on the right of the focused pane, or on the left of the reader, to the right or left. If
/// the list is above the reader, the border between them moves down or up.
fn move_border(right: bool, context: &Context) -> Option<Intent> {
    let border = match (context.focus, layout(context.size, context.arrangement)) {
        (Pane::Facets, _) => Border::Facets,
        (_, Layout::Rows) => Border::Rows,
        (_, Layout::Columns | Layout::Single) => Border::List,
    };
    let arrangement = border.moved(context.arrangement, if right { STEP } else { -STEP });
    // If there is no room to move it, nothing is recorded that would have to be reverted first.
    let placed = |arrangement: Arrangement| panes(context.size, context.focus, arrangement);
    let is_moved = placed(arrangement) != placed(context.arrangement);
    is_moved.then_some(Intent::Arrange(arrangement))
}

/// Switches to the layout after the one on the screen.
fn next_layout(context: &Context) -> Vec<Intent> {
    let now = layout(context.size, context.arrangement);
    let at = Layout::ALL.iter().position(|layout| *layout == now).unwrap_or_default();
    // A layout that does not fit on the screen would look like another one.
    let mut others =
        (1..=Layout::ALL.len()).map(|step| Layout::ALL[(at + step) % Layout::ALL.len()]);
    let fits = |chosen: &Layout| {
        let arrangement = Arrangement { layout: Some(*chosen), ..context.arrangement };
        layout(context.size, arrangement) == *chosen
    };
    let Some(next) = others.find(fits).filter(|next| *next != now) else {
        return vec![context.tell(&Text::NoRoomForLayout)];
    };
    let text = match next {
        Layout::Columns => Text::LayoutColumns,
        Layout::Rows => Text::LayoutRows,
        Layout::Single => Text::LayoutSingle,
    };
    let arrangement = Arrangement { layout: Some(next), zen: false, ..context.arrangement };
    vec![context.tell(&text), Intent::Arrange(arrangement)]
}

/// Shows the filter pane, or hides it.
fn toggle_filter(context: &Context) -> Vec<Intent> {
    let is_shown = |arrangement: Arrangement| {
        panes(context.size, Pane::List, arrangement).is_some_and(|panes| panes.facets.is_some())
    };
    let filter = Some(!is_shown(context.arrangement));
    let arrangement = Arrangement { filter, ..context.arrangement };
    let has_focus = context.focus == Pane::Facets;
    if filter == Some(true) && !is_shown(arrangement) {
        // It only fits in place of other panes, while it has the focus.
        return vec![Intent::Focus(if has_focus { Pane::List } else { Pane::Facets })];
    }
    let focus = has_focus.then_some(Intent::Focus(Pane::List));
    focus.into_iter().chain([Intent::Arrange(arrangement)]).collect()
}

/// Focuses the reader and shows it alone, or beside the list again.
fn toggle_zen(context: &Context) -> Vec<Intent> {
    let zen = context.focus != Pane::Reader || !context.arrangement.zen;
    let arrangement = Arrangement { zen, ..context.arrangement };
    vec![Intent::Focus(Pane::Reader), Intent::Arrange(arrangement)]
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
    /// Returns the arrangement with the border moved to the right, or down, by a number of cells.
    fn moved(self, mut arrangement: Arrangement, cells: i16) -> Arrangement {
        let own = match self {
            Self::Facets => &mut arrangement.facets_border,
            Self::List => &mut arrangement.list_border,
            Self::Rows => &mut arrangement.rows_border,
        };
        *own = own.saturating_add(cells);
        arrangement
    }

    /// Area of the border, if it is shown: one column or one row of cells.
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
pub(super) fn drag_border(border: Border, (x, y): (u16, u16), context: &Context) -> Option<Intent> {
    let place = |x: u16, y: u16| if border == Border::Rows { y } else { x }.cast_signed();
    let at = |panes: Option<Panes>| border.area(&panes?).map(|area| place(area.x, area.y));
    let (earlier, wanted) = (context.arrangement, place(x, y));
    let before = at(context.panes())?;
    let moved = border.moved(earlier, wanted - before);
    // Anything beyond the available room would have to be reverted first.
    let missed = at(panes(context.size, context.focus, moved)).map_or(0, |now| now - wanted);
    let arrangement = border.moved(moved, missed);
    (arrangement != earlier).then_some(Intent::Arrange(arrangement))
}
