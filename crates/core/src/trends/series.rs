//! Time series of values: counts for equal intervals of a window.

use super::tally::CountedPost;
use super::window::Window;
use crate::library::{Facet, Library, Position, days_after, days_between};

/// Counts of values over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Length of an interval in days: 1, 7, or a multiple of 7, so that weekly posts cause no
    /// waves.
    pub step: usize,
    /// For each value, the number of its posts in each interval, the oldest first.
    pub lines: Vec<Vec<u32>>,
    /// Number of days at the beginning of the window that belong to no interval, as they are too
    /// few to form one.
    pub left_out: usize,
}

/// Possible lengths of an interval in days.
const STEPS: [usize; 5] = [1, 7, 28, 91, 364];
/// Maximum number of intervals in a window, as long as there is a longer step.
const MAX_STRETCHES: usize = 60;

impl Series {
    /// Counts the posts with some values over a window. The last interval ends with the window. The
    /// days left over at its beginning form another interval if they are at least half of one.
    pub fn of(
        library: &Library,
        posts: &[Position],
        facet: Facet,
        values: &[Option<u32>],
        window: Window,
    ) -> Self {
        let posts = posts.iter().map(|post| CountedPost::once(library, *post));
        Self::count(library, posts, facet, values, window)
    }

    /// Like [`Series::of`], but each post counts a given number of times on a given day.
    pub fn of_counted(
        library: &Library,
        posts: &[CountedPost],
        facet: Facet,
        values: &[Option<u32>],
        window: Window,
    ) -> Self {
        Self::count(library, posts.iter().copied(), facet, values, window)
    }

    fn count(
        library: &Library,
        posts: impl Iterator<Item = CountedPost>,
        facet: Facet,
        values: &[Option<u32>],
        window: Window,
    ) -> Self {
        let days = window.len();
        let fits = |step: &usize| days.div_ceil(*step) <= MAX_STRETCHES;
        let step = STEPS.into_iter().find(fits).unwrap_or(STEPS[STEPS.len() - 1]);
        let rest = days % step;
        let is_enough = rest * 2 >= step || days < step;
        let count = days / step + usize::from(rest > 0 && is_enough);
        let left_out = if is_enough { 0 } else { rest };
        let first = days_after(window.first, left_out);
        let table = library.table(facet);
        let mut lines = vec![vec![0; count]; values.len()];
        for CountedPost { post, day, count: times } in posts {
            let Some(day) = day.filter(|day| window.holds(*day) && *day >= first) else {
                continue;
            };
            let stretch = count - 1 - days_between(day, window.last) / step;
            let numbers = table.of(post);
            for (line, value) in lines.iter_mut().zip(values) {
                if value.is_some_and(|value| numbers.contains(&value)) {
                    line[stretch] += times;
                }
            }
        }
        Self { step, lines, left_out }
    }

    /// The highest of all counts.
    pub fn most(&self) -> u32 {
        self.lines.iter().flatten().copied().max().unwrap_or(0)
    }
}
