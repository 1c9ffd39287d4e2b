//! Number of posts per month.

use crate::library::{Library, Position};
use std::collections::BTreeMap;

/// Number of posts for each month (`YYYY-MM`) from the first to the last, including months without
/// posts. Where months are more than ten years apart, those between them are left out, as a
/// mistyped year would otherwise produce thousands of empty rows.
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
