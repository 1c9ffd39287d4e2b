//! The geometry of the calendar: weeks are columns if there is room for seven rows, or else rows.

use super::layout::CALENDAR;
use super::{Trends, figures::Figures};
use crate::app::panes::Area;
use crate::library::{DayNumber, days_between};
use crate::messages::{Language, Text};
use crate::text::Ambiguous;
use crate::trends::{Weeks, weekday};
use std::ops::RangeInclusive;

/// The geometry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarShape {
    /// The visible weeks.
    pub weeks: Weeks,
    /// Number of all weeks.
    pub all: usize,
    /// The days of the calendar.
    pub days: RangeInclusive<DayNumber>,
    /// Set if weeks are rows, and days columns.
    pub is_down: bool,
    /// Column and row on the screen of the first visible week's Monday.
    pub origin: (u16, u16),
    /// Number of cells from one column to the next.
    pub step: u16,
    /// Number of cells to the left of the days, for the names of weekdays or weeks.
    pub left: u16,
    /// Row on the screen for the legend and the posts left out, if there is one.
    pub notes: Option<u16>,
}

/// Width of the widest name of a weekday, in cells.
fn weekday_width(language: Language, ambiguous: Ambiguous) -> u16 {
    let names = (0..7).map(|day| ambiguous.width(&Text::ShortWeekday(day).say(language)));
    names.max().unwrap_or(0) as u16
}

/// Width of the name of a week, in cells, if weeks are rows: `08-24`.
const WEEK_NAME: u16 = 5;

/// Computes the geometry for an area that includes the title; `None` if there are no days.
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
        // The names of weekdays take the first row.
        let step = ((inner.width - WEEK_NAME - 1) / 7).clamp(2, 5);
        (WEEK_NAME + 1, inner.height - 1 - u16::from(leaves_out), step)
    } else {
        let left = weekday_width(language, ambiguous) + 1;
        let cells = inner.width.saturating_sub(left);
        // Use larger squares if there are few weeks.
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
    /// Column and row of a day on the screen, if it is visible.
    pub fn cell(&self, day: DayNumber) -> Option<(u16, u16)> {
        let week = self.weeks.week_of(day).filter(|_| self.days.contains(&day))? as u16;
        let weekday = u16::from(weekday(day));
        let (across, down) = if self.is_down { (weekday, week) } else { (week, weekday) };
        Some((self.origin.0 + across * self.step, self.origin.1 + down))
    }

    /// The day at a cell; the blank to the right of a day belongs to it.
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

    /// Number of weeks to scroll back so that a day is visible; as near to `back` as possible.
    pub fn back_for(&self, day: DayNumber, back: usize) -> usize {
        // Number of weeks after that of the day.
        let newest = Weeks::of(&self.days).day(self.all - 1, 0);
        let newer = days_between(crate::trends::monday(day), newest) / 7;
        back.clamp((newer + 1).saturating_sub(self.weeks.count), newer)
            .min(self.all - self.weeks.count)
    }
}
