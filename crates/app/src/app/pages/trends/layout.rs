//! The layout of the sections, as a pure function of the area and the focused section.

use super::Section;
use crate::app::panes::Area;

/// Minimum width for three sections side by side.
const THREE_COLUMNS: u16 = 108;
/// Minimum width for two sections side by side.
const TWO_COLUMNS: u16 = 66;
/// Height of the calendar: its title, the months, a row for each weekday, and the legend.
pub(super) const CALENDAR: u16 = 10;
/// Minimum height of a section with its title, if there are several.
const LEAST: u16 = 6;

/// Minimum height of two sections stacked in one column: one and a half times that of one.
const STACKED: u16 = LEAST + LEAST / 2;

/// Sections stacked in one column.
type Stack = &'static [Section];
/// Stacks side by side.
type Band = &'static [Stack];

const THREE: &[Band] = &[
    &[&[Section::Calendar]],
    &[&[Section::Tags], &[Section::Rising, Section::Fading], &[Section::Lines]],
    &[&[Section::Reading], &[Section::Sources], &[Section::Authors]],
];
const TWO: &[Band] = &[
    &[&[Section::Calendar]],
    &[&[Section::Tags], &[Section::Rising, Section::Fading]],
    &[&[Section::Lines], &[Section::Reading]],
    &[&[Section::Sources], &[Section::Authors]],
];
/// For screens too low for two sections in one column.
const FLAT: &[Band] = &[
    &[&[Section::Calendar]],
    &[&[Section::Tags], &[Section::Rising]],
    &[&[Section::Fading], &[Section::Lines]],
    &[&[Section::Reading], &[Section::Sources]],
    &[&[Section::Authors]],
];
const ONE: &[Band] = &[
    &[&[Section::Calendar]],
    &[&[Section::Tags]],
    &[&[Section::Rising]],
    &[&[Section::Fading]],
    &[&[Section::Lines]],
    &[&[Section::Reading]],
    &[&[Section::Sources]],
    &[&[Section::Authors]],
];

/// Minimum height of a band.
fn least(band: Band) -> u16 {
    if band[0] == [Section::Calendar] {
        return CALENDAR;
    }
    if band.iter().any(|stack| stack.len() > 1) { STACKED } else { LEAST }
}

/// The bands shown together with the focused section.
fn page(area: Area, focused: Section) -> &'static [Band] {
    let bands = match area.width {
        width if width < TWO_COLUMNS => ONE,
        _ if area.height < STACKED => FLAT,
        width if width < THREE_COLUMNS => TWO,
        _ => THREE,
    };
    let mut start = 0;
    let mut used = 0;
    for (at, band) in bands.iter().enumerate() {
        if at > start && used + least(band) > area.height {
            let has_focus = bands[start..at].iter().any(|band| holds(band, focused));
            if has_focus {
                return &bands[start..at];
            }
            (start, used) = (at, 0);
        }
        used += least(band);
    }
    &bands[start..]
}

fn holds(band: Band, section: Section) -> bool {
    band.iter().any(|stack| stack.contains(&section))
}

/// The visible sections with their areas, which include the title row.
pub fn sections(area: Area, focused: Section) -> Vec<(Section, Area)> {
    let page = page(area, focused);
    let needed: u16 = page.iter().map(|band| least(band)).sum();
    let mut spare = area.height.saturating_sub(needed);
    // The calendar grows only if it is the only band, with weeks as rows.
    let is_calendar = |band: &Band| holds(band, Section::Calendar);
    let mut growing = page.iter().filter(|band| !is_calendar(band)).count() as u16;
    let mut found = Vec::new();
    let mut y = area.y;
    for band in page {
        let mut height = least(band);
        if page.len() == 1 {
            height = area.height;
        } else if !is_calendar(band) {
            let more = spare / growing.max(1);
            height += more;
            spare -= more;
            growing -= 1;
        }
        let columns = band.len() as u16;
        for (number, stack) in (0..).zip(*band) {
            // A blank separates two columns.
            let x = area.x + (area.width + 1) * number / columns;
            let right = area.x + (area.width + 1) * (number + 1) / columns - 1;
            let parts = stack.len() as u16;
            for (part, section) in (0..).zip(*stack) {
                let top = y + height * part / parts;
                let bottom = y + height * (part + 1) / parts;
                let own = Area { x, y: top, width: right - x, height: bottom - top };
                found.push((*section, own));
            }
        }
        y += height;
    }
    found
}

/// The sections that are not visible.
pub fn left_out(area: Area, focused: Section) -> Vec<Section> {
    let shown = sections(area, focused);
    let is_out = |section: &Section| shown.iter().all(|(other, _)| other != section);
    Section::ALL.into_iter().filter(is_out).collect()
}

/// Minimum width of a name in the legend of lines, in cells.
const LEGEND: u16 = 17;

/// Divides the area of the lines, without its title, into that of the chart and those of the names below it.
/// Names are given by index, starting with `top`; those that do not fit are left out.
pub fn legend(area: Area, count: usize, top: usize) -> (Area, Vec<(usize, Area)>) {
    let inner = area.below_title();
    let columns = (inner.width / LEGEND).clamp(1, 3);
    let rows = (count as u16).div_ceil(columns).min(inner.height / 2);
    let chart = Area { height: inner.height - rows, ..inner };
    let names = (0..rows * columns).map(|place| {
        let (row, column) = (place / columns, place % columns);
        let x = inner.x + inner.width * column / columns;
        let right = inner.x + inner.width * (column + 1) / columns;
        let own = Area { x, y: chart.y + chart.height + row, width: right - x, height: 1 };
        (top + usize::from(place), own)
    });
    (chart, names.filter(|(number, _)| *number < count).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(width: u16, height: u16, focused: Section) -> Vec<Section> {
        let area = Area { x: 0, y: 2, width, height };
        sections(area, focused).into_iter().map(|(section, _)| section).collect()
    }

    #[test]
    fn a_large_screen_shows_all_and_a_small_one_one_at_a_time() {
        assert_eq!(at(120, 37, Section::Authors), Section::ALL);
        let area = Area { x: 0, y: 2, width: 80, height: 21 };
        assert_eq!(at(80, 21, Section::Calendar).len(), 4);
        assert_eq!(left_out(area, Section::Tags).len(), 4);
        assert_eq!(at(80, 21, Section::Lines).len(), 4);
        for section in Section::ALL {
            assert_eq!(at(30, 5, section), [section]);
        }
        assert_eq!(at(30, 16, Section::Calendar), [Section::Calendar, Section::Tags]);
    }

    proptest! {
        #[test]
        fn sections_lie_within_and_beside_each_other(
            width in 30u16..300, height in 5u16..120, focused in 0usize..8
        ) {
            let area = Area { x: 0, y: 2, width, height };
            let focused = Section::ALL[focused];
            let shown = sections(area, focused);
            prop_assert!(shown.iter().any(|(section, _)| *section == focused));
            let mut cells = vec![false; usize::from(width) * usize::from(height)];
            for (_, own) in &shown {
                prop_assert!(own.width >= 20 && own.height >= 4, "{:?}", own);
                for y in own.y..own.y + own.height {
                    for x in own.x..own.x + own.width {
                        let at = usize::from(y - area.y) * usize::from(width) + usize::from(x);
                        prop_assert!(!std::mem::replace(&mut cells[at], true));
                    }
                }
            }
            prop_assert_eq!(shown.len() + left_out(area, focused).len(), Section::ALL.len());
        }

        #[test]
        fn a_legend_lies_below_its_chart(width in 20u16..100, height in 4u16..40, count in 0usize..6, top in 0usize..6) {
            let area = Area { x: 3, y: 2, width, height };
            let (chart, names) = legend(area, count, top);
            prop_assert!(chart.height >= 1 && chart.y == 3);
            for (number, name) in names {
                prop_assert!(number >= top && number < count);
                prop_assert!(name.y >= chart.y + chart.height && name.y < area.y + area.height);
                prop_assert!(name.x >= area.x && name.x + name.width <= area.x + area.width);
            }
        }
    }
}
