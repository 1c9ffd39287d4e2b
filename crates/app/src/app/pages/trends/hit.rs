//! The mouse in trends: hit testing, clicks and the wheel.

use super::{Section, Trends, calendar_shape, legend, pieces, rows, sections};
use crate::app::context::Context;
use crate::app::intent::Intent;
use crate::app::scrolled::wheeled;
use crate::library::DayNumber;
use crate::trends::Days;

/// The part of trends under a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrendsTarget {
    /// A window to choose.
    Window(Days),
    /// A part of a section that is none of the others, or the piece of the header that leads to it.
    Section(Section),
    /// A day of the calendar.
    Day(DayNumber),
    /// A row of a section, by its index.
    Row(Section, usize),
}

impl Trends {
    /// The part under a cell; `None` if a click does nothing there.
    pub(crate) fn hit(&self, x: u16, y: u16, context: &Context) -> Option<TrendsTarget> {
        let area = context.panes()?.page.filter(|area| area.contains(x, y))?;
        let (language, ambiguous) = (context.language, context.config.ambiguous_width);
        if y == area.y {
            let mut pieces = pieces(self, area, language, ambiguous).into_iter();
            let piece = pieces.find(|piece| (piece.x..piece.x + piece.width).contains(&x))?;
            let window = piece.window.map(TrendsTarget::Window);
            return window.or_else(|| piece.section.map(TrendsTarget::Section));
        }
        let shown = sections(area.below_title(), self.section);
        let (section, area) = shown.into_iter().find(|(_, area)| area.contains(x, y))?;
        let mark = match section {
            Section::Calendar => calendar_shape(self, area, language, ambiguous)
                .and_then(|shape| shape.day_at(x, y))
                .map(TrendsTarget::Day),
            Section::Lines => {
                let count = rows(&self.figures, section);
                let (_, names) = legend(area, count, self.rows_of(section).top);
                let name = names.into_iter().find(|(_, name)| name.contains(x, y));
                name.map(|(number, _)| TrendsTarget::Row(section, number))
            }
            _ => y.checked_sub(area.below_title().y).and_then(|line| {
                let number = self.rows_of(section).top + usize::from(line);
                let is_there = number < rows(&self.figures, section);
                is_there.then_some(TrendsTarget::Row(section, number))
            }),
        };
        Some(mark.unwrap_or(TrendsTarget::Section(section)))
    }

    /// Handles a click: selects a window, focuses a section, or enters a mark.
    pub(crate) fn click(&mut self, target: TrendsTarget, context: &Context) -> Option<Intent> {
        match target {
            TrendsTarget::Window(days) => {
                self.window = days;
                return None;
            }
            TrendsTarget::Section(section) => {
                self.section = section;
                return None;
            }
            TrendsTarget::Day(day) => {
                self.section = Section::Calendar;
                self.day = Some(day);
            }
            TrendsTarget::Row(section, number) => {
                self.section = section;
                self.rows[section as usize].cursor = number;
            }
        }
        let intent = self.enter(context);
        self.has_entered = matches!(intent, Intent::Enter(_));
        Some(intent)
    }

    /// Handles a step of the wheel over a section: scrolls its rows, or the weeks of the calendar.
    pub(crate) fn wheel(&mut self, target: TrendsTarget, down: bool, context: &Context) {
        let section = match target {
            TrendsTarget::Day(_) => Section::Calendar,
            TrendsTarget::Section(section) | TrendsTarget::Row(section, _) => section,
            TrendsTarget::Window(_) => return,
        };
        if section == Section::Calendar {
            self.scroll_weeks(down, context);
            return;
        }
        let Some(area) = context.panes().and_then(|panes| panes.page) else { return };
        let shown = sections(area.below_title(), self.section);
        let Some((_, area)) = shown.into_iter().find(|(other, _)| *other == section) else {
            return;
        };
        let count = rows(&self.figures, section);
        let (height, columns) = rows::height(area, section, count);
        let place = &mut self.rows[section as usize];
        let at = (place.top / columns, place.cursor / columns);
        let (top, cursor) = wheeled(at, count.div_ceil(columns), height, down);
        if cursor != at.1 {
            place.cursor = cursor * columns;
        }
        place.top = top * columns;
    }
}
