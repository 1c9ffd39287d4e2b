//! How often values occur over time: a count for each of equal stretches of a window.

use super::tally::Counted;
use super::window::Window;
use crate::library::{Facet, Library, Position, days_after, days_between};

/// Counts over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Days of each stretch: 1, 7, or some weeks, so that what comes out weekly makes no waves.
    pub step: usize,
    /// For each value, its posts in each stretch, the oldest first.
    pub lines: Vec<Vec<u32>>,
    /// How many days of the window's beginning are in no stretch, being too few for one.
    pub left_out: usize,
}

/// Days of a stretch.
const STEPS: [usize; 5] = [1, 7, 28, 91, 364];
/// Stretches of a window at most, as long as there is a longer step.
const MAX_STRETCHES: usize = 60;

impl Series {
    /// Counts the posts of some values over a window. The last stretch ends with the window; the
    /// days that are left at its beginning are one more where they are at least half of one.
    pub fn of(
        library: &Library,
        posts: &[Position],
        facet: Facet,
        values: &[Option<u32>],
        window: Window,
    ) -> Self {
        let posts = posts.iter().map(|post| Counted::once(library, *post));
        Self::count(library, posts, facet, values, window)
    }

    /// [`Series::of`], where each post counts so many times on a day.
    pub fn of_counted(
        library: &Library,
        posts: &[Counted],
        facet: Facet,
        values: &[Option<u32>],
        window: Window,
    ) -> Self {
        Self::count(library, posts.iter().copied(), facet, values, window)
    }

    fn count(
        library: &Library,
        posts: impl Iterator<Item = Counted>,
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
        for Counted { post, day, count: times } in posts {
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

    /// The highest count of all.
    pub fn most(&self) -> u32 {
        self.lines.iter().flatten().copied().max().unwrap_or(0)
    }
}
