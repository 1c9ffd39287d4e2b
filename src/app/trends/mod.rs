//! Trends: figures over what the query finds, each mark of which narrows the query.
//!
//! Owns what is shown of them and where the cursors stand. The figures themselves are the `trends`
//! room's.

mod act;
mod calendar;
mod figures;
mod header;
mod hit;
mod layout;
mod rows;
mod sentence;

pub use calendar::{CalendarShape, calendar_shape};
pub use figures::Figures;
pub use header::{Piece, pieces};
pub use hit::TrendsTarget;
pub use layout::{left_out, legend, sections};
pub use rows::{Row, row, rows};

use super::jump_list::Location;
use crate::library::{DayNumber, Facet};
use crate::trends::Days;
use std::sync::Arc;

/// A part of trends that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Section {
    /// Posts or stories a day.
    #[default]
    Calendar,
    /// The most frequent tags.
    Tags,
    /// Tags that rise.
    Rising,
    /// Tags that fade.
    Fading,
    /// Lines over time for some tags.
    Lines,
    /// How much was read.
    Reading,
    /// The most frequent sources.
    Sources,
    /// The most frequent authors.
    Authors,
}

impl Section {
    /// All of them, in the order in which one goes through them.
    pub const ALL: [Self; 8] = [
        Self::Calendar,
        Self::Tags,
        Self::Rising,
        Self::Fading,
        Self::Lines,
        Self::Reading,
        Self::Sources,
        Self::Authors,
    ];

    /// The section so many further on, round and round.
    fn after(self, steps: usize) -> Self {
        Self::ALL[(self as usize + steps) % Self::ALL.len()]
    }

    /// The facet whose values its rows are.
    pub fn facet(self) -> Option<Facet> {
        match self {
            Self::Tags | Self::Rising | Self::Fading | Self::Lines => Some(Facet::Tag),
            Self::Sources => Some(Facet::Source),
            Self::Authors => Some(Facet::Author),
            Self::Reading => Some(Facet::Month),
            Self::Calendar => None,
        }
    }
}

/// Where the rows of a section stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The row the cursor is on.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
}

/// Trends, open or not.
#[derive(Clone, Debug)]
pub struct Trends {
    /// The days that figures are made of.
    pub window: Days,
    /// The section that keys go to.
    pub section: Section,
    /// The day at the calendar's cursor; `None` is the newest.
    pub day: Option<DayNumber>,
    /// How many weeks newer than those in sight there are.
    pub back: usize,
    /// The rows of each section, in the order of [`Section::ALL`].
    rows: [Rows; Section::ALL.len()],
    /// The tags whose lines are drawn, by their keys; `None` are the most frequent ones.
    charted: Option<Vec<String>>,
    /// The last click has entered a mark.
    pub(super) has_entered: bool,
    /// The query that a mark was entered with, and where one was before.
    entered: Option<(String, Box<Location>)>,
    /// What is shown.
    pub figures: Arc<Figures>,
}

impl Default for Trends {
    fn default() -> Self {
        Self {
            window: crate::config::Trends::default().window,
            section: Section::default(),
            day: None,
            back: 0,
            rows: Default::default(),
            charted: None,
            has_entered: false,
            entered: None,
            figures: Arc::default(),
        }
    }
}

impl Trends {
    /// Takes in what a config says they begin with.
    pub(super) fn begin_with(&mut self, config: &crate::config::Trends) {
        self.window = config.window;
        let keys = config.tags.iter().map(|tag| crate::library::facet_key(tag));
        let mut keys: Vec<String> = keys.collect();
        keys.dedup();
        keys.truncate(MAX_LINES);
        self.charted = (!keys.is_empty()).then_some(keys);
    }

    /// True if going back from a list of what this query finds leads to the trends that made it.
    pub fn leads_back_from(&self, query: &str) -> bool {
        self.entered.as_ref().is_some_and(|(entered, _)| entered == query)
    }

    /// Notes that a mark was entered with a query, from a location.
    pub(super) fn entered(&mut self, query: String, from: Location) {
        self.entered = Some((query, Box::new(from)));
    }

    /// The location from which a mark was entered, if the query is still the one it made; once.
    pub(super) fn way_back(&mut self, query: &str) -> Option<Location> {
        let (entered, from) = self.entered.take()?;
        (entered == query).then_some(*from)
    }

    /// Where the rows of a section stand.
    pub fn rows_of(&self, section: Section) -> Rows {
        self.rows[section as usize]
    }
}

/// As many lines as can be told apart.
pub const MAX_LINES: usize = 5;
/// So many lines are drawn of tags that nobody has chosen.
const LINES_AT_FIRST: usize = 3;
