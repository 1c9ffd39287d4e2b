//! Counts of facet values.

use crate::library::{Facet, FacetTable};

/// A facet value with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// Index of the value in its facet's table.
    pub number: u32,
    /// Number of posts with this value; never zero.
    pub count: usize,
}

/// The counts of the values of every facet, without those that do not occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub(super) counts: [Vec<FacetCount>; Facet::ALL.len()],
}

impl Facets {
    /// The values of one facet: the most frequent first, then in character order. Months are
    /// ordered newest first.
    pub fn of(&self, facet: Facet) -> &[FacetCount] {
        &self.counts[facet as usize]
    }
}

/// The values that occur, in display order.
pub(super) fn counted(table: &FacetTable, facet: Facet, totals: Vec<usize>) -> Vec<FacetCount> {
    let mut counts: Vec<FacetCount> = totals
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0)
        .map(|(number, count)| FacetCount { number: number as u32, count })
        .collect();
    let key = |count: &FacetCount| &table.values()[count.number as usize].key;
    if facet == Facet::Month {
        counts.sort_by(|a, b| key(b).cmp(key(a)));
    } else {
        counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| key(a).cmp(key(b))));
    }
    counts
}
