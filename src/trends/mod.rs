//! Figures over what a query finds: posts a month, and which values rise and fade. Pure.
//!
//! `docs/trends.md` tells the same to those who read the figures.

#[cfg(test)]
mod tests;

use crate::library::{Facet, Library, Position};
use crate::post::Date;
use crate::query::facets;
use jiff::ToSpan;
use std::collections::BTreeMap;

/// Days that are compared with as many before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day before.
    pub before: Date,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// How often a value occurs in a window, and in as many days before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The value's number in its facet's table.
    pub number: u32,
    /// Posts that have it in the window.
    pub now: usize,
    /// Posts that have it before.
    pub before: usize,
    /// How sure it is that its share of the posts has risen (above zero) or fallen: the statistic
    /// of the two-proportion z-test.
    pub measure: f64,
}

/// Changes below this are taken for chance: 5 % of what does not change would be above it.
pub const SURE: f64 = 1.645;

impl Window {
    /// So many days, the last of them the newest on which any of the posts is of; `None` if none
    /// has a date, or the calendar begins within the days.
    pub fn ending_at_newest(library: &Library, posts: &[Position], days: u16) -> Option<Self> {
        let last = posts.iter().filter_map(|at| library.post(*at)?.date).max()?;
        let back = |days: i64| last.checked_sub(days.days()).ok();
        let days = i64::from(days.max(1));
        Some(Self { before: back(2 * days - 1)?, first: back(days - 1)?, last })
    }
}

/// Posts of each month from the first to the last, `YYYY-MM`, those without any between them too.
/// Years without posts at a far end of the calendar would be thousands of empty rows: where months
/// lie more than ten years apart, only those with posts are given.
pub fn months(library: &Library, posts: &[Position]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<(i16, i8), usize> = BTreeMap::new();
    for date in posts.iter().filter_map(|at| library.post(*at)?.date) {
        *counts.entry((date.year(), date.month())).or_default() += 1;
    }
    let name = |(year, month): (i16, i8)| format!("{year:04}-{month:02}");
    let index = |(year, month): (i16, i8)| i32::from(year) * 12 + i32::from(month) - 1;
    let mut months: Vec<(String, usize)> = Vec::new();
    let mut due: Option<i32> = None;
    for (month, count) in counts {
        let here = index(month);
        let gap = due.map_or(0, |due| here - due);
        if gap <= 120 {
            for empty in (here - gap)..here {
                let month = (empty.div_euclid(12) as i16, empty.rem_euclid(12) as i8 + 1);
                months.push((name(month), 0));
            }
        }
        months.push((name(month), count));
        due = Some(here + 1);
    }
    months
}

/// The values of a facet whose share of the posts has surely changed from the days before a window
/// to those in it, the surest rise first, the surest fall last. Nothing where either has no posts.
pub fn changes(library: &Library, posts: &[Position], facet: Facet, window: Window) -> Vec<Change> {
    let within = |first: Date, last: Date| -> Vec<Position> {
        let is_within = |at: &&Position| {
            let date = library.post(**at).and_then(|post| post.date);
            date.is_some_and(|date| first <= date && date <= last)
        };
        posts.iter().filter(is_within).copied().collect()
    };
    let now = within(window.first, window.last);
    let Ok(eve) = window.first.yesterday() else { return Vec::new() };
    let before = within(window.before, eve);
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for count in facets(library, &now).of(facet) {
        counts.entry(count.number).or_default().0 = count.count;
    }
    for count in facets(library, &before).of(facet) {
        counts.entry(count.number).or_default().1 = count.count;
    }
    let mut changes: Vec<Change> = counts
        .into_iter()
        .map(|(number, (a, b))| Change {
            number,
            now: a,
            before: b,
            measure: measure((a, now.len()), (b, before.len())),
        })
        .filter(|change| change.measure.abs() >= SURE)
        .collect();
    changes.sort_by(|a, b| b.measure.total_cmp(&a.measure).then(a.number.cmp(&b.number)));
    changes
}

/// The two-proportion z-test: the difference of two shares in units of what chance would make of
/// it. Zero where there is nothing to compare, or all or none have the value.
fn measure((a, all_a): (usize, usize), (b, all_b): (usize, usize)) -> f64 {
    if all_a == 0 || all_b == 0 {
        return 0.0;
    }
    let [a, all_a, b, all_b] = [a, all_a, b, all_b].map(|count| f64::from(count as u32));
    let share = (a + b) / (all_a + all_b);
    let chance = (share * (1.0 - share) * (1.0 / all_a + 1.0 / all_b)).sqrt();
    if chance == 0.0 { 0.0 } else { (a / all_a - b / all_b) / chance }
}
