//! Dates as numbers, so that a hundred thousand posts can be counted by day without fetching each
//! from memory.

use crate::post::{Date, Post};
use jiff::{Span, Unit};
use std::sync::Arc;

/// Days since 1 January 1970; negative before that.
pub type DayNumber = i32;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The number of a date.
pub fn day_number(day: Date) -> DayNumber {
    // The number of days between two dates is always representable.
    EPOCH.until((Unit::Day, day)).map_or(0, |span| span.get_days())
}

/// The date of a number, clamped to the range of the calendar.
pub fn day_of(number: DayNumber) -> Date {
    // A number outside the range of a span lies outside the calendar too.
    Span::new()
        .try_days(number)
        .map_or(if number < 0 { Date::MIN } else { Date::MAX }, |span| EPOCH.saturating_add(span))
}

/// Number of days from `from` to `to`; zero if `to` is earlier.
pub fn days_between(from: DayNumber, to: DayNumber) -> usize {
    usize::try_from(to.saturating_sub(from)).unwrap_or(0)
}

/// The day a number of days later.
pub fn days_after(day: DayNumber, days: usize) -> DayNumber {
    day.saturating_add(DayNumber::try_from(days).unwrap_or(DayNumber::MAX))
}

/// Number of posts and stories per day, over the newest posts. It stays the same while older ones
/// are still being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rate {
    /// Number of posts, and of the days with a post.
    pub posts: (usize, usize),
    /// Number of stories, and of the days with a story.
    pub stories: (usize, usize),
}

/// Number of posts over which the rate is computed.
const NEWEST: usize = 200;

impl Rate {
    /// The rate for posts that are ordered newest first.
    fn of(posts: &[Arc<Post>]) -> Self {
        let newest = posts.iter().filter(|post| post.date.is_some()).take(NEWEST);
        let newest: Vec<&Arc<Post>> = newest.collect();
        let days = newest.chunk_by(|a, b| a.date == b.date);
        let counts: Vec<usize> =
            days.map(|day| day.iter().map(|post| post.stories.len()).sum()).collect();
        Self {
            posts: (newest.len(), counts.len()),
            stories: (counts.iter().sum(), counts.iter().filter(|counts| **counts > 0).count()),
        }
    }
}

/// The date of each post, by position.
#[derive(Clone, Debug, Default)]
pub(super) struct PostDays {
    numbers: Vec<DayNumber>,
    /// Number of posts and stories per day.
    pub rate: Rate,
}

/// Value for a post without a date; no date of the calendar has this number.
const UNDATED: DayNumber = DayNumber::MIN;

impl PostDays {
    /// The dates of posts, in their order.
    pub fn new(posts: &[Arc<Post>]) -> Self {
        let mut last = None;
        let number = |post: &Arc<Post>| {
            let Some(day) = post.date else { return UNDATED };
            // Posts of one day are adjacent.
            let (_, number) =
                last.filter(|(same, _)| *same == day).unwrap_or_else(|| (day, day_number(day)));
            last = Some((day, number));
            number
        };
        let numbers: Vec<DayNumber> = posts.iter().map(number).collect();
        Self { numbers, rate: Rate::of(posts) }
    }

    /// The date of the post at a position, if it has one.
    pub fn of(&self, position: u32) -> Option<DayNumber> {
        self.numbers.get(position as usize).copied().filter(|day| *day != UNDATED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_numbers_from_end_to_end_of_the_calendar() {
        for (day, number) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-03-01", 11_017),
            ("2026-08-15", 20_680),
            ("0001-01-01", -719_162),
            ("9999-12-31", 2_932_896),
        ] {
            let date: Date = day.parse().unwrap();
            assert_eq!(day_number(date), number, "{day}");
            assert_eq!(day_of(number), date);
        }
        assert_eq!((day_of(DayNumber::MAX), day_of(DayNumber::MIN)), (Date::MAX, Date::MIN));
        assert_eq!(day_of(day_number(Date::MIN)), Date::MIN);
    }
}
