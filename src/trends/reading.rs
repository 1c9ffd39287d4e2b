//! How much of some posts was read, as a whole and by month.

use crate::library::{Facet, Library, Position};

/// How much was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Posts that were read.
    pub read: usize,
    /// All posts.
    pub all: usize,
    /// The same of each month that has posts, the newest first.
    pub months: Vec<MonthRead>,
}

/// How much of a month was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthRead {
    /// The month's number in its facet's table.
    pub number: u32,
    /// Posts that were read.
    pub read: usize,
    /// All posts.
    pub all: usize,
}

impl Reading {
    /// Counts what was read of some posts: `is_read` gets a row's number and its post.
    pub fn of(
        library: &Library,
        posts: &[Position],
        is_read: impl Fn(usize, Position) -> bool,
    ) -> Self {
        let rows = posts.iter().enumerate();
        Self::of_counted(library, rows.map(|(row, at)| (*at, is_read(row, *at).into(), 1)))
    }

    /// Counts what was read where each post counts several times: posts, with how many of them were
    /// read and how many there are.
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
