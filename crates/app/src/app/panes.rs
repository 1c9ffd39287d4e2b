//! The geometry of the screen, as a pure function of its size. Update and view share it, so that scrolling
//! and hit testing match what is painted.

use crate::state::{Arrangement, Layout};

/// The size of a screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Number of columns.
    pub width: u16,
    /// Number of rows.
    pub height: u16,
}

/// A rectangle of cells; may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of the left edge, from zero.
    pub x: u16,
    /// Row of the top edge, from zero.
    pub y: u16,
    /// Number of columns.
    pub width: u16,
    /// Number of rows.
    pub height: u16,
}

/// A pane, which can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The facet pane, also called filter pane.
    Facets,
    /// The list of posts or stories.
    #[default]
    List,
    /// The reader with a post.
    Reader,
}

/// The areas of a screen.
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
    /// The first steps below the list with their title row, if they are shown.
    pub first_steps: Option<Area>,
    /// The reader with its title row, if it is shown.
    pub reader: Option<Area>,
    /// The page that is shown in place of the panes, with its title row, if there is one.
    pub page: Option<Area>,
}

impl Panes {
    /// Returns the areas with a page in place of all panes.
    #[must_use]
    pub fn with_page(self) -> Self {
        let Self { query, status, .. } = self;
        let height = status.y - query.y - query.height;
        let page = Some(Area { y: query.y + query.height, height, ..query });
        Self { query, status, page, ..Self::default() }
    }

    /// Returns the areas with the first steps on the last rows of the list, if they leave it enough room.
    #[must_use]
    pub fn with_first_steps(self, rows: u16) -> Self {
        let Some(list) = self.list.filter(|list| rows > 0 && list.height >= rows + LEAST.list_rows)
        else {
            return self;
        };
        let height = list.height - rows;
        let first_steps = Some(Area { y: list.y + height, height: rows, ..list });
        Self { list: Some(Area { height, ..list }), first_steps, ..self }
    }
}

/// The smallest supported screen.
pub const SMALLEST: Size = Size { width: 30, height: 8 };
/// Minimum width at which the filter pane is shown beside list and reader by default.
const THREE_PANES: u16 = 120;
/// Minimum width at which it can be shown there.
const THREE_NARROW_PANES: u16 = 100;
/// Minimum width at which list and reader are shown side by side by default.
const TWO_PANES: u16 = 100;
/// Minimum width at which two panes can be shown side by side.
const TWO_NARROW_PANES: u16 = 60;
/// Minimum height at which the list is shown above the reader by default, on screens too narrow for two panes
/// side by side.
const TWO_ROWS: u16 = 36;
/// Minimum height at which that is possible.
const TWO_LOW_ROWS: u16 = 16;
/// Number of cells to the left of the reader's text: the story mark and a blank.
pub const MARGIN: u16 = 2;

/// Minimum size in cells of a pane beside or above another, however far the border is moved.
const LEAST: Least = Least { facets: 20, list: 24, reader: 30, rows: 6, list_rows: 10 };

struct Least {
    facets: u16,
    list: u16,
    reader: u16,
    rows: u16,
    /// Rows of the list above the first steps.
    list_rows: u16,
}

/// The layout of a screen: the chosen one if it fits, or else the default for the screen's size.
pub fn layout(size: Size, arrangement: Arrangement) -> Layout {
    let fits = |layout: &Layout| match layout {
        Layout::Columns => size.width >= TWO_NARROW_PANES,
        Layout::Rows => size.height >= TWO_LOW_ROWS,
        Layout::Single => true,
    };
    arrangement.layout.filter(fits).unwrap_or(if size.width >= TWO_PANES {
        Layout::Columns
    } else if size.height >= TWO_ROWS {
        Layout::Rows
    } else {
        Layout::Single
    })
}

/// Computes the areas of the panes; `None` if the screen is smaller than [`SMALLEST`]. If the filter pane
/// does not fit beside the others, it is shown in place of some of them while it has the focus.
pub fn panes(size: Size, focus: Pane, arrangement: Arrangement) -> Option<Panes> {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return None;
    }
    let row = |y| Area { x: 0, y, width: size.width, height: 1 };
    let mut panes = Panes { query: row(0), status: row(size.height - 1), ..Panes::default() };
    let mut rest = Area { x: 0, y: 1, width: size.width, height: size.height - 2 };
    if arrangement.zen && focus == Pane::Reader {
        panes.reader = Some(rest);
        return Some(panes);
    }
    let layout = layout(size, arrangement);
    let (fits, least_beside) = match layout {
        Layout::Columns => (size.width >= THREE_NARROW_PANES, LEAST.list + 1 + LEAST.reader),
        Layout::Rows | Layout::Single => (size.width >= TWO_NARROW_PANES, LEAST.reader),
    };
    let by_itself = size.width >= THREE_PANES && layout != Layout::Single;
    let is_wanted = arrangement.filter.unwrap_or(by_itself) || (focus == Pane::Facets && by_itself);
    let has_filter = is_wanted && fits;
    if has_filter || focus == Pane::Facets {
        if !has_filter && size.width < TWO_NARROW_PANES {
            panes.facets = Some(rest);
            return Some(panes);
        }
        let least = if has_filter { least_beside } else { LEAST.list };
        let width = (rest.width / if has_filter { 6 } else { 3 }).clamp(22, 32);
        let width = moved(width, arrangement.facets_border, LEAST.facets, rest.width - 1 - least);
        panes.facets = Some(Area { width, ..rest });
        rest = Area { x: width + 1, width: rest.width - width - 1, ..rest };
    }
    match layout {
        // The filter pane is shown in place of the reader.
        _ if focus == Pane::Facets && !has_filter => panes.list = Some(rest),
        Layout::Columns => {
            let width = (rest.width * 12 / 25).clamp(38, 72);
            let most = rest.width - 1 - LEAST.reader;
            let width = moved(width, arrangement.list_border, LEAST.list, most);
            panes.list = Some(Area { width, ..rest });
            let x = rest.x + width + 1;
            panes.reader = Some(Area { x, width: rest.width - width - 1, ..rest });
        }
        Layout::Rows => {
            let height = rest.height * 2 / 5;
            let most = rest.height - LEAST.rows;
            let height = moved(height, arrangement.rows_border, LEAST.rows, most);
            panes.list = Some(Area { height, ..rest });
            let y = rest.y + height;
            panes.reader = Some(Area { y, height: rest.height - height, ..rest });
        }
        Layout::Single if focus == Pane::Reader => panes.reader = Some(rest),
        Layout::Single => panes.list = Some(rest),
    }
    Some(panes)
}

/// A width after its border was moved, within bounds.
fn moved(width: u16, by: i16, least: u16, most: u16) -> u16 {
    width.saturating_add_signed(by).clamp(least, most)
}

/// Area of the largest overlay with its border, centred on the screen; `None` if the screen is too small.
pub fn largest_overlay(size: Size) -> Option<Area> {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return None;
    }
    let width = (size.width - 2).min(100);
    let height = size.height - 2;
    Some(Area { x: (size.width - width) / 2, y: (size.height - height) / 2, width, height })
}

impl Area {
    /// Returns `true` if the area contains a cell.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }

    /// The area without the title row of a pane.
    #[must_use]
    pub fn below_title(self) -> Self {
        Self { y: self.y + 1, height: self.height.saturating_sub(1), ..self }
    }

    /// The area without a border of one cell.
    #[must_use]
    pub fn inside_border(self) -> Self {
        Self {
            x: self.x + 1,
            y: self.y + 1,
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }

    /// Area of a reader's text: below the title row, right of the margin, at most `measure` cells wide, and
    /// centred if `centred` is set.
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

    fn names(width: u16, height: u16, focus: Pane, arrangement: Arrangement) -> String {
        let Some(panes) = panes(Size { width, height }, focus, arrangement) else {
            return String::new();
        };
        let name = |area: Option<Area>, name| area.map_or("", |_| name);
        [name(panes.facets, "f"), name(panes.list, "l"), name(panes.reader, "r")].concat()
    }

    #[test]
    fn the_layout_follows_the_size() {
        let by_itself = Arrangement::default();
        let names = |width, height, focus| names(width, height, focus, by_itself);
        assert_eq!(names(120, 40, Pane::List), "flr");
        assert_eq!(names(119, 40, Pane::List), "lr");
        assert_eq!(names(119, 40, Pane::Facets), "fl");
        assert_eq!(names(80, 24, Pane::List), "l");
        assert_eq!(names(80, 24, Pane::Reader), "r");
        assert_eq!(names(80, 24, Pane::Facets), "fl");
        assert_eq!(names(80, 40, Pane::Reader), "lr");
        assert_eq!(names(59, 24, Pane::Facets), "f");
        assert_eq!(names(30, 8, Pane::Reader), "r");
        assert_eq!(names(29, 8, Pane::List), "");
        assert_eq!(names(30, 7, Pane::List), "");
    }

    #[test]
    fn a_choice_goes_before_the_size_where_there_is_room() {
        let of =
            |layout, filter, zen| Arrangement { layout, filter, zen, ..Arrangement::default() };
        let columns = Some(Layout::Columns);
        assert_eq!(names(80, 24, Pane::List, of(columns, None, false)), "lr");
        assert_eq!(names(59, 24, Pane::List, of(columns, None, false)), "l");
        assert_eq!(names(100, 24, Pane::List, of(columns, Some(true), false)), "flr");
        assert_eq!(names(120, 24, Pane::List, of(None, Some(false), false)), "lr");
        assert_eq!(names(120, 24, Pane::Facets, of(None, Some(false), false)), "flr");
        assert_eq!(names(80, 24, Pane::List, of(Some(Layout::Rows), None, false)), "lr");
        assert_eq!(names(80, 15, Pane::List, of(Some(Layout::Rows), None, false)), "l");
        assert_eq!(names(160, 24, Pane::List, of(Some(Layout::Single), None, false)), "l");
        assert_eq!(names(160, 24, Pane::List, of(Some(Layout::Single), Some(true), false)), "fl");
        assert_eq!(names(160, 24, Pane::Reader, of(None, None, true)), "r");
        assert_eq!(names(160, 24, Pane::List, of(None, None, true)), "flr");
    }

    proptest! {
        #[test]
        fn panes_fill_the_screen_and_do_not_overlap(
            width in 30u16..400, height in 8u16..200, focus in 0_usize..3, zen: bool,
            layout in 0_usize..4, filter: Option<bool>,
            facets_border: i16, list_border: i16, rows_border: i16
        ) {
            let focus = [Pane::Facets, Pane::List, Pane::Reader][focus];
            let layout = Layout::ALL.get(layout).copied();
            let arrangement =
                Arrangement { layout, filter, zen, facets_border, list_border, rows_border };
            let panes = panes(Size { width, height }, focus, arrangement).unwrap();
            let areas = shown(&panes);
            for area in &areas {
                prop_assert!(area.width >= 20 && area.height >= 6);
                prop_assert!(area.x + area.width <= width && area.y >= 1);
                prop_assert!(area.y + area.height < height);
                let text = area.text_column(true, 84);
                prop_assert!(text.x >= area.x + MARGIN && text.x + text.width <= area.x + area.width);
            }
            // Every cell between the query and the status line belongs to a pane or a border.
            let cells = |area: &Area| u32::from(area.width) * u32::from(area.height);
            let used: u32 = areas.iter().map(cells).sum();
            let rows = u32::from(height - 2);
            let ends = areas.iter().filter(|area| area.x > 0).map(|area| area.x);
            let borders = ends.collect::<std::collections::BTreeSet<_>>();
            let borders: u32 = borders
                .iter()
                .map(|x| areas.iter().filter(|area| area.x == *x))
                .map(|right| right.map(|area| u32::from(area.height)).sum::<u32>())
                .sum();
            prop_assert_eq!(used + borders, u32::from(width) * rows);
            let has_focus = match focus {
                Pane::Facets => panes.facets,
                Pane::List => panes.list,
                Pane::Reader => panes.reader,
            };
            prop_assert!(has_focus.is_some());
        }
    }
}
