//! Where everything stands on a screen of some size. One pure function serves update and view, so
//! that what is painted is what is scrolled and hit.

use crate::state::Borders;

/// A screen's size in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Cells from left to right.
    pub width: u16,
    /// Cells from top to bottom.
    pub height: u16,
}

/// A rectangle of cells; may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Cells left of it.
    pub x: u16,
    /// Cells above it.
    pub y: u16,
    /// Cells from left to right.
    pub width: u16,
    /// Cells from top to bottom.
    pub height: u16,
}

/// A part of the screen that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// Values to filter by.
    Facets,
    /// Posts.
    #[default]
    List,
    /// One post.
    Reader,
}

/// Where everything stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The query line.
    pub query: Area,
    /// The status line.
    pub status: Area,
    /// The facet pane with its title row, if it is shown.
    pub facets: Option<Area>,
    /// The list with its title row, if it is shown.
    pub list: Option<Area>,
    /// The reader with its title row, if it is shown.
    pub reader: Option<Area>,
    /// Trends with their title row, if they are shown: then none of the others are.
    pub trends: Option<Area>,
}

impl Panes {
    /// Trends in the place of all panes.
    #[must_use]
    pub fn with_trends(self) -> Self {
        let Self { query, status, .. } = self;
        let height = status.y - query.y - query.height;
        let trends = Some(Area { y: query.y + query.height, height, ..query });
        Self { query, status, trends, ..Self::default() }
    }
}

/// The smallest screen that everything works on.
pub const SMALLEST: Size = Size { width: 30, height: 8 };
/// From this width on, all three panes are shown.
const THREE_PANES: u16 = 120;
/// From this width on, two panes are shown.
const TWO_PANES: u16 = 80;
/// Cells left of the reader's text: the story mark and a blank.
pub const MARGIN: u16 = 2;

/// The least cells of a pane beside another, however far the border is moved.
const LEAST: Least = Least { facets: 20, list: 24, reader: 30 };

struct Least {
    facets: u16,
    list: u16,
    reader: u16,
}

/// Places the panes. `None` when the screen is smaller than [`SMALLEST`]. With `zen` only the
/// reader is shown. `borders` is how far they were moved from where they are by themselves, as far
/// as there is room.
pub fn panes(size: Size, focus: Pane, zen: bool, borders: Borders) -> Option<Panes> {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return None;
    }
    let row = |y| Area { x: 0, y, width: size.width, height: 1 };
    let mut panes = Panes { query: row(0), status: row(size.height - 1), ..Panes::default() };
    let column = |x, width| Some(Area { x, y: 1, width, height: size.height - 2 });
    let all = size.width;
    if zen {
        panes.reader = column(0, all);
    } else if all >= THREE_PANES {
        let facets = (all / 5).clamp(24, 32);
        let list = ((all - facets) * 2 / 5).clamp(38, 66);
        let room = all - 2 - LEAST.reader;
        let facets = moved(facets, borders.facets, LEAST.facets, room - LEAST.list);
        let list = moved(list, borders.list, LEAST.list, room - facets);
        panes.facets = column(0, facets);
        panes.list = column(facets + 1, list);
        panes.reader = column(facets + list + 2, all - facets - list - 2);
    } else if all >= TWO_PANES {
        if focus == Pane::Facets {
            let facets = (all / 3).min(32);
            let facets = moved(facets, borders.facets, LEAST.facets, all - 1 - LEAST.list);
            panes.facets = column(0, facets);
            panes.list = column(facets + 1, all - facets - 1);
        } else {
            let list = all * 2 / 5;
            let list = moved(list, borders.list, LEAST.list, all - 1 - LEAST.reader);
            panes.list = column(0, list);
            panes.reader = column(list + 1, all - list - 1);
        }
    } else {
        match focus {
            Pane::Facets => panes.facets = column(0, all),
            Pane::List => panes.list = column(0, all),
            Pane::Reader => panes.reader = column(0, all),
        }
    }
    Some(panes)
}

/// A width with its border moved, within bounds.
fn moved(width: u16, by: i16, least: u16, most: u16) -> u16 {
    width.saturating_add_signed(by).clamp(least, most)
}

/// Where an overlay stands, its border included: in the middle, as large as is comfortable. `None` when the screen is too small.
pub fn overlay_area(size: Size) -> Option<Area> {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return None;
    }
    let width = (size.width - 2).min(90);
    let height = size.height - 2;
    Some(Area { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height })
}

impl Area {
    /// The area below a pane's title row.
    #[must_use]
    pub fn below_title(self) -> Self {
        Self { y: self.y + 1, height: self.height.saturating_sub(1), ..self }
    }

    /// The area within a border of one cell.
    #[must_use]
    pub fn inside_border(self) -> Self {
        Self {
            x: self.x + 1,
            y: self.y + 1,
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }

    /// Where a reader's text stands: below the title row, right of the margin, at most
    /// `measure` cells wide, and centred when there is much room.
    #[must_use]
    pub fn text_column(self, centred: bool, measure: usize) -> Self {
        let inner = self.below_title();
        let room = inner.width.saturating_sub(MARGIN + 1);
        let width = room.min(u16::try_from(measure).unwrap_or(u16::MAX));
        let left = if centred { (room - width) / 2 } else { 0 };
        Self { x: inner.x + MARGIN + left, width, ..inner }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(panes: &Panes) -> Vec<Area> {
        [panes.facets, panes.list, panes.reader].into_iter().flatten().collect()
    }

    #[test]
    fn three_two_or_one_pane_by_width() {
        let count = |width, height, focus| {
            panes(Size { width, height }, focus, false, Borders::default())
                .map(|panes| shown(&panes).len())
        };
        assert_eq!(count(120, 40, Pane::List), Some(3));
        assert_eq!(count(119, 40, Pane::List), Some(2));
        assert_eq!(count(80, 24, Pane::Facets), Some(2));
        assert_eq!(count(79, 24, Pane::List), Some(1));
        assert_eq!(count(30, 8, Pane::Reader), Some(1));
        assert_eq!(count(29, 8, Pane::List), None);
        assert_eq!(count(30, 7, Pane::List), None);
    }

    proptest! {
        #[test]
        fn panes_lie_on_the_screen_beside_each_other(
            width in 30u16..400, height in 8u16..200, focus in 0_usize..3, zen: bool,
            facets: i16, list: i16
        ) {
            let focus = [Pane::Facets, Pane::List, Pane::Reader][focus];
            let panes = panes(Size { width, height }, focus, zen, Borders { facets, list }).unwrap();
            let mut x = 0;
            for area in shown(&panes) {
                prop_assert!(area.x >= x && area.width >= 20);
                x = area.x + area.width;
                prop_assert!(x <= width && area.y == 1 && area.y + area.height < height);
                let text = area.text_column(true, 84);
                prop_assert!(text.x >= area.x + MARGIN && text.x + text.width <= area.x + area.width);
            }
            prop_assert!(x == width);
        }
    }
}
