//! A calendar as weeks beside or below each other: which are in sight, and where months begin.

use super::calendar::monday;
use crate::library::{DayNumber, day_of, days_after, days_between};
use crate::post::Date;
use std::ops::RangeInclusive;

/// Weeks that follow each other, as many as there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// The Monday of the first.
    pub first: DayNumber,
    /// How many.
    pub count: usize,
}

impl Weeks {
    /// All weeks that the days touch.
    pub fn of(days: &RangeInclusive<DayNumber>) -> Self {
        let first = monday(*days.start());
        Self { first, count: days_between(first, *days.end()) / 7 + 1 }
    }

    /// So many of them at most, some weeks back from the newest; never further back than the oldest.
    #[must_use]
    pub fn newest(self, room: usize, back: usize) -> Self {
        let count = self.count.min(room.max(1));
        let back = back.min(self.count - count);
        let skipped = self.count - count - back;
        Self { first: days_after(self.first, 7 * skipped), count }
    }

    /// The day of a weekday, 0 for Monday, in one of the weeks.
    pub fn day(self, week: usize, weekday: u8) -> DayNumber {
        days_after(self.first, 7 * week + usize::from(weekday))
    }

    /// The week in which a day lies, if it is one of them.
    pub fn week_of(self, day: DayNumber) -> Option<usize> {
        let week = usize::try_from((day - self.first).div_euclid(7)).ok()?;
        (week < self.count).then_some(week)
    }

    /// The weeks in which a month begins, with its first day. Before them stands the month of the
    /// first week.
    pub fn months(self) -> Vec<(usize, Date)> {
        let mut months = vec![(0, day_of(self.first).first_of_month())];
        for week in 0..self.count {
            let last = day_of(self.day(week, 6));
            if months.last().is_none_or(|(_, month)| *month != last.first_of_month()) {
                months.push((week, last.first_of_month()));
            }
        }
        // The first week's month has no room for its name where another begins close behind.
        if months.get(1).is_some_and(|(week, _)| *week < 3) {
            months.remove(0);
        }
        months
    }
}
