//! The window of days that figures cover, and the equally long period before it.

use super::calendar::Calendar;
use crate::library::{DayNumber, days_between};

/// Number of days in a window; `None` means all days.
pub type Days = Option<u16>;

/// The windows to choose from, the shortest first.
pub const WINDOWS: [Days; 5] = [Some(7), Some(30), Some(90), Some(365), None];

/// A range of days that is compared with an equally long one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day of the range before it.
    pub before: DayNumber,
    /// First day.
    pub first: DayNumber,
    /// Last day.
    pub last: DayNumber,
}

impl Window {
    /// The window of the given number of days that ends with the newest day of a calendar. For
    /// `None` it is the whole calendar, and the range before it is empty. Returns `None` if the
    /// calendar has no day.
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

    /// Number of days.
    pub fn len(self) -> usize {
        days_between(self.first, self.last) + 1
    }

    /// Returns `true` if the window has no day, which is never the case.
    pub fn is_empty(self) -> bool {
        self.last < self.first
    }

    /// Returns `true` if the window contains a day.
    pub fn holds(self, day: DayNumber) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Returns `true` if the range before the window contains a day.
    pub fn is_before(self, day: DayNumber) -> bool {
        (self.before..self.first).contains(&day)
    }
}
