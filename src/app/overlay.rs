//! What can lie over the panes: help, the list of problems, a picker of facet values.

use super::problem_list::ProblemList;
use crate::library::{Facet, Library};
use crate::query::Facets;
use crate::text::fold;

/// Something shown over the panes. It takes the keys until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys.
    Help {
        /// The first row shown.
        top: usize,
    },
    /// Findings about files.
    Problems(ProblemList),
    /// Values of a facet to choose from.
    Picker(Picker),
}

/// A list of facet values narrowed by what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// Whose values.
    pub facet: Facet,
    /// What was typed.
    pub typed: String,
    /// The values that hold it, as numbers with counts; most frequent first.
    pub rows: Vec<(u32, usize)>,
    /// The row the cursor is on.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
}

impl Picker {
    /// All values of a facet in the current result.
    pub fn new(facet: Facet, library: &Library, facets: &Facets) -> Self {
        let mut picker = Self { facet, typed: String::new(), rows: Vec::new(), cursor: 0, top: 0 };
        picker.narrow(library, facets);
        picker
    }

    /// Makes the rows anew: values that begin with what was typed, then those that hold it.
    pub fn narrow(&mut self, library: &Library, facets: &Facets) {
        let typed = fold(&self.typed);
        let table = library.table(self.facet);
        let rank = |number: u32| {
            let value = &table.values()[number as usize];
            // A value is also found by its key: `service-mesh` and `service mesh` are one.
            [fold(&value.value), value.key.clone()]
                .iter()
                .filter_map(|text| text.find(&typed))
                .map(|at| usize::from(at > 0))
                .min()
        };
        let mut ranked: Vec<(usize, (u32, usize))> = facets
            .of(self.facet)
            .iter()
            .filter_map(|count| Some((rank(count.number)?, (count.number, count.count))))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        self.rows = ranked.into_iter().map(|(_, row)| row).collect();
        self.cursor = 0;
        self.top = 0;
    }
}
