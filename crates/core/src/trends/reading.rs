//! The share of posts that were read, in all and by month.

use crate::library::{Facet, Library, Position};

/// Numbers of read posts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadCounts {
    /// Number of posts that were read.
    pub read: usize,
    /// Number of posts.
    pub all: usize,
    /// The same numbers for each month with posts, the newest first.
    pub months: Vec<MonthRead>,
}

/// Numbers of read posts in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthRead {
    /// Index of the month in its facet's table.
    pub number: u32,
    /// Number of posts that were read.
    pub read: usize,
    /// Number of posts.
    pub all: usize,
}

impl ReadCounts {
    /// Counts the read posts among some posts. `is_read` is called with a row's index and its post.
    pub fn of(
        library: &Library,
        posts: &[Position],
        is_read: impl Fn(usize, Position) -> bool,
    ) -> Self {
        let rows = posts.iter().enumerate();
        Self::of_counted(library, rows.map(|(row, at)| (*at, is_read(row, *at).into(), 1)))
    }

    /// Counts read items where each post stands for several. The tuples contain the post, the
    /// number of read items and the number of items.
    pub fn of_counted(
        library: &Library,
        posts: impl Iterator<Item = (Position, usize, usize)>,
    ) -> Self {
        let table = library.table(Facet::Month);
        let mut counts = vec![(0, 0); table.values().len()];
        let mut reading = Self::default();
        for (at, read, all) in posts {
            reading.read += read;
            reading.all += all;
            for number in table.of(at) {
                let (read_then, all_then) = &mut counts[*number as usize];
                *read_then += read;
                *all_then += all;
            }
        }
        let months = (0..).zip(counts).filter(|(_, (_, all))| *all > 0);
        reading.months =
            months.map(|(number, (read, all))| MonthRead { number, read, all }).collect();
        let key = |month: &MonthRead| &table.values()[month.number as usize].key;
        reading.months.sort_by(|a, b| key(b).cmp(key(a)));
        reading
    }
}
