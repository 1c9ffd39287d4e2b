//! The days that figures are made of, and as many before them.

use super::calendar::Calendar;
use crate::library::{DayNumber, days_between};

/// How many days a window has; `None` is all there are.
pub type Days = Option<u16>;

/// The windows that one chooses from, the shortest first.
pub const WINDOWS: [Days; 5] = [Some(7), Some(30), Some(90), Some(365), None];

/// Days that are compared with as many before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day before.
    pub before: DayNumber,
    /// The first day.
    pub first: DayNumber,
    /// The last day.
    pub last: DayNumber,
}

impl Window {
    /// So many days, the last of them the newest of a calendar; all of its days, with none before,
    /// for `None`. Nothing where the calendar has no day.
    pub fn of(calendar: &Calendar, days: Days) -> Option<Self> {
        let (first, last) = calendar.days()?.into_inner();
        Some(match days {
            None => Self { before: first, first, last },
            Some(days) => {
                let days = DayNumber::from(days.max(1));
                Self { before: last - 2 * days + 1, first: last - days + 1, last }
            }
        })
    }

    /// How many days it has.
    pub fn len(self) -> usize {
        days_between(self.first, self.last) + 1
    }

    /// True if it has no day; it always has one.
    pub fn is_empty(self) -> bool {
        self.last < self.first
    }

    /// True if a day lies in it.
    pub fn holds(self, day: DayNumber) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// True if a day lies among as many before it.
    pub fn is_before(self, day: DayNumber) -> bool {
        (self.before..self.first).contains(&day)
    }
}
