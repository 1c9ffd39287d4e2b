//! Number of posts or stories per day, over a contiguous range of days.

use super::tally::CountedPost;
use crate::library::{DayNumber, Library, Position, days_between};
use std::iter::repeat_n;
use std::ops::RangeInclusive;

/// Number of days without a post after which a new stretch of time begins: such a gap is due to a
/// mistyped year and is not a pause.
const GAP: DayNumber = 3_653;
/// Maximum number of days in a stretch. The table of a longer one would be too long to scroll
/// through.
const MAX_DAYS: DayNumber = 73_050;

/// Number of posts or stories for each day.
///
/// Years in front matter are sometimes mistyped. Days more than ten years apart therefore belong to
/// different stretches. The calendar consists of the stretch with the most posts; those outside it
/// are counted separately. A stretch that begins in the future is chosen only if there is no other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    first: DayNumber,
    counts: Vec<u32>,
    /// Number of posts before the first day.
    pub earlier: usize,
    /// Number of posts after the last day.
    pub later: usize,
    /// Number of posts without a date.
    pub undated: usize,
    scale: Scale,
}

impl Calendar {
    /// Counts posts per day. For stories, these are the posts of the reports on whose date they
    /// count.
    pub fn of_posts(library: &Library, posts: &[Position], today: DayNumber) -> Self {
        Self::new(posts.iter().map(|at| library.day(*at)), today)
    }

    /// Counts posts per day, each a given number of times on a given day.
    pub fn of_counted(posts: &[CountedPost], today: DayNumber) -> Self {
        Self::new(posts.iter().flat_map(|one| repeat_n(one.day, one.count as usize)), today)
    }

    /// Counts dates; `None` stands for an undated item.
    pub fn new(days: impl Iterator<Item = Option<DayNumber>>, today: DayNumber) -> Self {
        let mut undated = 0;
        let mut dated: Vec<DayNumber> = days
            .filter_map(|day| {
                undated += usize::from(day.is_none());
                day
            })
            .collect();
        if !dated.is_sorted() {
            dated.sort_unstable();
        }
        let Some(stretch) = longest_stretch(&dated, today) else {
            return Self { undated, ..Self::default() };
        };
        let (from, to) = (*stretch.start(), *stretch.end());
        let (first, last) = (dated[from], dated[to]);
        let mut counts = vec![0_u32; days_between(first, last) + 1];
        for day in &dated[from..=to] {
            counts[days_between(first, *day)] += 1;
        }
        let scale = Scale::of(&counts);
        Self { first, counts, earlier: from, later: dated.len() - to - 1, undated, scale }
    }

    /// The first and the last day, or `None` if there is no day.
    pub fn days(&self) -> Option<RangeInclusive<DayNumber>> {
        let days = DayNumber::try_from(self.counts.len()).unwrap_or(DayNumber::MAX);
        (days > 0).then(|| self.first..=self.first + days - 1)
    }

    /// Number of posts on a day.
    pub fn count(&self, day: DayNumber) -> usize {
        let at = usize::try_from(day - self.first).ok();
        at.and_then(|at| self.counts.get(at)).map_or(0, |count| *count as usize)
    }

    /// Number of posts within the calendar.
    pub fn total(&self) -> usize {
        self.counts.iter().map(|count| *count as usize).sum()
    }

    /// Days with at least one post, in order, with the number of posts.
    pub fn filled(&self) -> impl Iterator<Item = (DayNumber, usize)> + Clone {
        let days = (self.first..).zip(&self.counts);
        days.filter(|(_, count)| **count > 0).map(|(day, count)| (day, *count as usize))
    }

    /// The newest of the days with the most posts, and their number.
    pub fn busiest(&self) -> Option<(DayNumber, usize)> {
        self.filled().max_by_key(|(_, count)| *count)
    }

    /// The newest of the longest pauses: its first day without a post, and its length in days.
    pub fn longest_pause(&self) -> Option<(DayNumber, usize)> {
        let days = self.filled().map(|(day, _)| day);
        let pauses =
            days.clone().zip(days.skip(1)).map(|(from, to)| (from + 1, days_between(from + 1, to)));
        pauses.filter(|(_, days)| *days > 0).max_by_key(|(_, days)| *days)
    }

    /// The scale that assigns levels to the numbers of posts per day.
    pub fn scale(&self) -> Scale {
        self.scale
    }
}

/// Indices of the first and last of the sorted days that form the chosen stretch: the one with the
/// most days, and the newest among equal ones.
fn longest_stretch(days: &[DayNumber], today: DayNumber) -> Option<RangeInclusive<usize>> {
    let ends =
        (0..days.len()).filter(|end| days.get(end + 1).is_none_or(|next| next - days[*end] > GAP));
    let mut start = 0;
    let stretches = ends.map(|end| std::mem::replace(&mut start, end + 1)..=end);
    let (start, end) = stretches
        .max_by_key(|stretch| (days[*stretch.start()] <= today, stretch.end() - stretch.start()))?
        .into_inner();
    let oldest = days[end].saturating_sub(MAX_DAYS - 1);
    let first = days[start..=end].partition_point(|day| *day < oldest);
    Some(start + first..=end)
}

/// Number of levels of days with posts.
pub const LEVELS: usize = 4;

/// Thresholds of the levels, at the quartiles of the days with posts. A level without any day is
/// left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scale {
    /// Minimum number of posts for each level; zero for one that is left out.
    least: [u32; LEVELS],
}

impl Scale {
    fn of(counts: &[u32]) -> Self {
        let mut filled: Vec<u32> = counts.iter().copied().filter(|count| *count > 0).collect();
        filled.sort_unstable();
        if filled.is_empty() {
            return Self::default();
        }
        let mut steps = vec![filled[0]];
        for number in 1..LEVELS {
            let quarter = filled[filled.len() * number / LEVELS];
            steps.push(quarter.max(steps[number - 1] + 1));
        }
        // Index of the first day of each level. Where two are the same, the lower level has no day.
        let places: Vec<usize> =
            steps.iter().map(|step| filled.partition_point(|count| count < step)).collect();
        let next = places.iter().skip(1).copied().chain([filled.len()]);
        let has_days = places.iter().zip(next).map(|(first, next)| *first < next);
        let steps: Vec<u32> =
            steps.iter().zip(has_days).filter(|(_, has)| *has).map(|(step, _)| *step).collect();
        // If there are only few levels, the upper ones are used, which are easiest to distinguish.
        let mut least = [0; LEVELS];
        least[LEVELS - steps.len()..].copy_from_slice(&steps);
        Self { least }
    }

    /// The level for a number of posts: 0 for none, up to [`LEVELS`].
    pub fn level(self, count: usize) -> usize {
        if count == 0 {
            return 0;
        }
        let reached = |least: &u32| *least > 0 && *least as usize <= count;
        self.least.iter().rposition(reached).map_or(0, |level| level + 1)
    }

    /// The levels in use, each with its minimum number of posts.
    pub fn levels(self) -> impl Iterator<Item = (usize, usize)> {
        let levels = self.least.into_iter().enumerate();
        levels.filter(|(_, least)| *least > 0).map(|(at, least)| (at + 1, least as usize))
    }
}

/// The weekday of a day, from 0 for Monday to 6 for Sunday.
pub fn weekday(day: DayNumber) -> u8 {
    // Day 0 was a Thursday.
    (day + 3).rem_euclid(7) as u8
}

/// The Monday of the week that contains a day.
pub fn monday(day: DayNumber) -> DayNumber {
    day - DayNumber::from(weekday(day))
}
