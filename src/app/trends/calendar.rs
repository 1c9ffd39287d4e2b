//! Where each day of the calendar stands: weeks as columns where there are rows for all weekdays,
//! else below each other.

use super::layout::CALENDAR;
use super::{Trends, figures::Figures};
use crate::app::panes::Area;
use crate::library::{DayNumber, days_between};
use crate::messages::{Language, Text};
use crate::text::Ambiguous;
use crate::trends::{Weeks, weekday};
use std::ops::RangeInclusive;

/// Where the days stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarShape {
    /// The weeks in sight.
    pub weeks: Weeks,
    /// All weeks there are.
    pub all: usize,
    /// The days there are.
    pub days: RangeInclusive<DayNumber>,
    /// Weeks stand below each other, days beside each other.
    pub is_down: bool,
    /// The column and row of the first week's Monday.
    pub origin: (u16, u16),
    /// Cells from the beginning of a day to that of the next one beside it.
    pub step: u16,
    /// Cells left of the days: the names of weekdays, or of weeks.
    pub left: u16,
    /// The row that says what the marks mean and what is not among them, if there is one.
    pub notes: Option<u16>,
}

/// The names of weekdays, Monday first, and the cells that the widest takes.
fn weekday_width(language: Language, ambiguous: Ambiguous) -> u16 {
    let names = (0..7).map(|day| ambiguous.width(&Text::ShortWeekday(day).say(language)));
    names.max().unwrap_or(0) as u16
}

/// Cells of a week's name, where weeks stand below each other: `08-24`.
const WEEK_NAME: u16 = 5;

/// Where the days stand in an area with its title; `None` without any.
pub fn calendar_shape(
    trends: &Trends,
    area: Area,
    language: Language,
    ambiguous: Ambiguous,
) -> Option<CalendarShape> {
    let figures: &Figures = &trends.figures;
    let days = figures.calendar.days()?;
    let all = Weeks::of(&days);
    let inner = area.below_title();
    let is_down = area.height < CALENDAR;
    let calendar = &figures.calendar;
    let leaves_out = calendar.earlier + calendar.later + calendar.undated > 0;
    let (left, room, step) = if is_down {
        // Below the names of weekdays.
        let step = ((inner.width - WEEK_NAME - 1) / 7).clamp(2, 5);
        (WEEK_NAME + 1, inner.height - 1 - u16::from(leaves_out), step)
    } else {
        let left = weekday_width(language, ambiguous) + 1;
        let cells = inner.width.saturating_sub(left);
        // Larger squares where there are few weeks.
        let step = if all.count <= usize::from(cells / 3) { 3 } else { 2 };
        (left, cells / step, step)
    };
    let weeks = all.newest(usize::from(room), trends.back);
    let origin = (inner.x + left, inner.y + 1);
    let notes =
        if is_down { leaves_out.then_some(inner.y + inner.height - 1) } else { Some(origin.1 + 7) };
    Some(CalendarShape { weeks, all: all.count, days, is_down, origin, step, left, notes })
}

impl CalendarShape {
    /// The cell at which a day stands, if it is in sight.
    pub fn cell(&self, day: DayNumber) -> Option<(u16, u16)> {
        let week = self.weeks.week_of(day).filter(|_| self.days.contains(&day))? as u16;
        let weekday = u16::from(weekday(day));
        let (across, down) = if self.is_down { (weekday, week) } else { (week, weekday) };
        Some((self.origin.0 + across * self.step, self.origin.1 + down))
    }

    /// The day whose mark or the blank behind it is at a cell.
    pub fn day_at(&self, x: u16, y: u16) -> Option<DayNumber> {
        let across = x.checked_sub(self.origin.0)? / self.step;
        let down = y.checked_sub(self.origin.1)?;
        let (week, weekday) = if self.is_down { (down, across) } else { (across, down) };
        if usize::from(week) >= self.weeks.count || weekday > 6 {
            return None;
        }
        let day = self.weeks.day(usize::from(week), weekday as u8);
        self.days.contains(&day).then_some(day)
    }

    /// How many weeks back the newest in sight has to be so that a day is in sight.
    pub fn back_for(&self, day: DayNumber, back: usize) -> usize {
        // Weeks newer than that of the day.
        let newest = Weeks::of(&self.days).day(self.all - 1, 0);
        let newer = days_between(crate::trends::monday(day), newest) / 7;
        back.clamp((newer + 1).saturating_sub(self.weeks.count), newer)
            .min(self.all - self.weeks.count)
    }
}
