//! Counts of a facet's values in a window and before it: frequent values, and values that rise or
//! fade.

use super::window::Window;
use crate::library::{DayNumber, Facet, FacetTable, Library, Position, day_number};
use crate::query::{FacetCount, RuledLibrary, StoryRow};

/// Counts of a facet's values in a window and in the equally long period before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// The values in the window, the most frequent first.
    pub top: Vec<FacetCount>,
    /// The values whose share has changed significantly, from the most significant rise to the most
    /// significant fall.
    pub changes: Vec<FacetChange>,
    /// Count of each value of the table in the window, and before it.
    counts: Vec<(u32, u32)>,
    base: Base,
}

/// Number of posts or stories in the whole library in a window and before it. The share of a value
/// refers to it, whatever the query finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// Number in the window.
    pub now: usize,
    /// Number before the window.
    pub before: usize,
}

impl Base {
    /// Counts the posts that are neither drafts nor muted.
    pub fn posts(library: &Library, ruled: Option<&RuledLibrary>, window: Window) -> Self {
        let positions = 0..library.posts().len() as Position;
        let is_muted = |at: Position| ruled.is_some_and(|ruled| ruled.mutes_post(at));
        let counted = positions.filter(|at| !library.is_draft(*at) && !is_muted(*at));
        let days = counted.map(|at| library.day(at));
        Self::count(days, window)
    }

    /// Counts the stories that are not muted, each on the date of its newest report.
    pub fn stories(library: &Library, ruled: Option<&RuledLibrary>, window: Window) -> Self {
        let table = library.stories();
        let is_muted = |story| ruled.is_some_and(|ruled| ruled.mutes_story(table, story));
        let newest = |story| table.report_stats(story).days.map(|(_, last)| day_number(last));
        let counted = (0..table.len() as u32).filter(|story| !is_muted(*story));
        Self::count(counted.map(newest), window)
    }

    fn count(days: impl Iterator<Item = Option<DayNumber>>, window: Window) -> Self {
        let mut base = Self::default();
        for day in days.flatten() {
            base.now += usize::from(window.holds(day));
            base.before += usize::from(window.is_before(day));
        }
        base
    }
}

/// The counts of a value in a window and in the equally long period before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FacetChange {
    /// Index of the value in its facet's table.
    pub number: u32,
    /// Number of posts with this value in the window.
    pub now: usize,
    /// Number of posts with this value before the window.
    pub before: usize,
    /// Significance of the rise (positive) or fall (negative) of its share: the test statistic of
    /// the two-proportion z-test with continuity correction.
    pub measure: f64,
}

impl FacetChange {
    fn of(number: u32, (now, before): (usize, usize), base: Base) -> Self {
        let measure = measure((now, base.now), (before, base.before));
        Self { number, now, before, measure }
    }

    /// Returns `true` if the share has changed significantly, in enough posts to be a trend.
    pub fn is_sure(&self) -> bool {
        self.measure.abs() >= SURE && self.now.max(self.before) >= ENOUGH
    }
}

/// A post with the number of times that it counts on a day, once for itself or once for each of its
/// stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedPost {
    /// The post.
    pub post: Position,
    /// The day, if there is one.
    pub day: Option<DayNumber>,
    /// Number of times that the post counts.
    pub count: u32,
}

impl CountedPost {
    /// Counts a post once, on its own date.
    pub fn once(library: &Library, post: Position) -> Self {
        Self { post, day: library.day(post), count: 1 }
    }
}

/// Changes below this are taken for chance. 5 % of unchanged values exceed it.
pub const SURE: f64 = 1.645;
/// Minimum number of posts for a trend, however short the window is.
pub const ENOUGH: usize = 3;

impl Tally {
    /// Counts the values of a facet. Without a window every post counts, including undated ones,
    /// and there are no changes.
    pub fn of(
        library: &Library,
        ruled: Option<&RuledLibrary>,
        posts: &[Position],
        facet: Facet,
        window: Option<Window>,
    ) -> Self {
        let table = library.table(facet);
        let items = posts.iter().map(|at| (library.day(*at), table.of(*at), 1));
        let window = window.map(|window| (window, Base::posts(library, ruled, window)));
        Self::count(table, items, window)
    }

    /// Like [`Tally::of`], but each post counts a given number of times on a given day.
    pub fn of_counted(
        library: &Library,
        posts: &[CountedPost],
        facet: Facet,
        window: Option<(Window, Base)>,
    ) -> Self {
        let table = library.table(facet);
        let items = posts.iter().map(|one| (one.day, table.of(one.post), one.count));
        Self::count(table, items, window)
    }

    /// Counts the hosts of stories, each on the date of its newest report.
    pub fn of_hosts(
        library: &Library,
        stories: &[StoryRow],
        window: Option<(Window, Base)>,
    ) -> Self {
        let table = library.stories();
        let item = |row: &StoryRow| (library.day_of(row.newest), table.hosts(row.story), 1);
        let items = stories.iter().map(item);
        Self::count(library.table(Facet::Source), items, window)
    }

    fn count<'i>(
        table: &FacetTable,
        items: impl Iterator<Item = (Option<DayNumber>, &'i [u32], u32)>,
        window: Option<(Window, Base)>,
    ) -> Self {
        let mut now = vec![0_u32; table.values().len()];
        let mut before = vec![0_u32; now.len()];
        let (mut all_now, mut all_before) = (0_usize, 0_usize);
        for (day, numbers, count) in items {
            let is_now = match (window, day) {
                (None, _) => true,
                (Some((window, _)), Some(day)) if window.holds(day) => true,
                (Some((window, _)), Some(day)) if window.is_before(day) => false,
                (Some(_), _) => continue,
            };
            let (counts, all) =
                if is_now { (&mut now, &mut all_now) } else { (&mut before, &mut all_before) };
            *all += count as usize;
            for number in numbers {
                counts[*number as usize] += count;
            }
        }
        // Drafts that the query asks for are not part of the library's base.
        let base = window.map_or(Base::default(), |(_, base)| base);
        let base = Base { now: base.now.max(all_now), before: base.before.max(all_before) };
        let key = |number: u32| &table.values()[number as usize].key;
        let mut top: Vec<FacetCount> = (0..)
            .zip(&now)
            .filter(|(_, count)| **count > 0)
            .map(|(number, count)| FacetCount { number, count: *count as usize })
            .collect();
        top.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| key(a.number).cmp(key(b.number))));
        let mut changes: Vec<FacetChange> = (0..)
            .zip(now.iter().zip(&before))
            .map(|(number, (now, before))| {
                let (now, before) = (*now as usize, *before as usize);
                FacetChange::of(number, (now, before), base)
            })
            .filter(FacetChange::is_sure)
            .collect();
        changes.sort_by(|a, b| {
            let named = key(a.number).cmp(key(b.number));
            // Fading values are read from the end.
            let named = if a.measure < 0.0 { named.reverse() } else { named };
            b.measure.total_cmp(&a.measure).then(named)
        });
        let counts = now.into_iter().zip(before).collect();
        Self { top, changes, counts, base }
    }

    /// The counts of a value in the window and before it, even if they have not changed
    /// significantly.
    pub fn change(&self, number: u32) -> Option<FacetChange> {
        let (now, before) = *self.counts.get(number as usize)?;
        Some(FacetChange::of(number, (now as usize, before as usize), self.base))
    }

    /// Returns `true` if there is something before the window, and something in it.
    pub fn is_comparable(&self) -> bool {
        self.base.now > 0 && self.base.before > 0
    }

    /// Rising values, the most significant first.
    pub fn rising(&self) -> impl Iterator<Item = &FacetChange> {
        self.changes.iter().filter(|change| change.measure > 0.0)
    }

    /// Fading values, the most significant first.
    pub fn fading(&self) -> impl Iterator<Item = &FacetChange> {
        self.changes.iter().rev().filter(|change| change.measure < 0.0)
    }
}

/// The two-proportion z-test with Yates's correction: the difference of two shares, less half a
/// post on either side, in standard errors. Without the correction, a few posts against none would
/// be significant where Fisher's exact test finds chance. Zero if there is nothing to compare, or
/// if all or none of the posts have the value.
pub(super) fn measure((a, all_a): (usize, usize), (b, all_b): (usize, usize)) -> f64 {
    if all_a == 0 || all_b == 0 {
        return 0.0;
    }
    let [a, all_a, b, all_b] = [a, all_a, b, all_b].map(|count| f64::from(count as u32));
    let share = (a + b) / (all_a + all_b);
    let chance = (share * (1.0 - share) * (1.0 / all_a + 1.0 / all_b)).sqrt();
    if chance == 0.0 {
        return 0.0;
    }
    let difference = a / all_a - b / all_b;
    let half = 0.5 * (1.0 / all_a + 1.0 / all_b);
    difference.signum() * (difference.abs() - half).max(0.0) / chance
}
