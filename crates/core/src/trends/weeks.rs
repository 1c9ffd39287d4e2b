//! Weeks of a calendar, as rows or columns: the visible ones, and the positions of the months.

use super::calendar::monday;
use crate::library::{DayNumber, day_of, days_after, days_between};
use crate::post::Date;
use std::ops::RangeInclusive;

/// A range of consecutive weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// Monday of the first week.
    pub first: DayNumber,
    /// Number of weeks.
    pub count: usize,
}

impl Weeks {
    /// All weeks that overlap a range of days.
    pub fn of(days: &RangeInclusive<DayNumber>) -> Self {
        let first = monday(*days.start());
        Self { first, count: days_between(first, *days.end()) / 7 + 1 }
    }

    /// The newest weeks that fit into `room`, shifted back by `back` weeks, but not beyond the
    /// oldest.
    #[must_use]
    pub fn newest(self, room: usize, back: usize) -> Self {
        let count = self.count.min(room.max(1));
        let back = back.min(self.count - count);
        let skipped = self.count - count - back;
        Self { first: days_after(self.first, 7 * skipped), count }
    }

    /// The day of a weekday, 0 for Monday, in a week.
    pub fn day(self, week: usize, weekday: u8) -> DayNumber {
        days_after(self.first, 7 * week + usize::from(weekday))
    }

    /// Index of the week that contains a day, if it is in the range.
    pub fn week_of(self, day: DayNumber) -> Option<usize> {
        let week = usize::try_from((day - self.first).div_euclid(7)).ok()?;
        (week < self.count).then_some(week)
    }

    /// The weeks in which a month begins, each with the first day of the month. The list starts
    /// with the month of the first week.
    pub fn months(self) -> Vec<(usize, Date)> {
        let mut months = vec![(0, day_of(self.first).first_of_month())];
        for week in 0..self.count {
            let last = day_of(self.day(week, 6));
            if months.last().is_none_or(|(_, month)| *month != last.first_of_month()) {
                months.push((week, last.first_of_month()));
            }
        }
        // There is no room for the name of the first week's month if another month begins shortly
        // after it.
        if months.get(1).is_some_and(|(week, _)| *week < 3) {
            months.remove(0);
        }
        months
    }
}
