//! Trends: figures over the query's result. Each mark in them narrows the query.
//!
//! Owns the figures on the screen and the cursors in them. The figures are computed in [`crate::trends`].

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
pub use header::pieces;
pub use hit::TrendsTarget;
pub use layout::{left_out, legend, sections};
pub use rows::{SectionRow, row, rows};

use crate::app::jump_list::Location;
use crate::library::{DayNumber, Facet};
use crate::trends::Days;
use std::sync::Arc;

/// A part of trends that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Section {
    /// Number of posts or stories per day.
    #[default]
    Calendar,
    /// The most frequent tags.
    Tags,
    /// Tags whose share rises.
    Rising,
    /// Tags whose share falls.
    Fading,
    /// Lines over time for some tags.
    Lines,
    /// Posts or stories read, in all and by month.
    Reading,
    /// The most frequent sources.
    Sources,
    /// The most frequent authors.
    Authors,
}

impl Section {
    /// All sections, in the order in which keys go through them.
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

    /// The section a number of steps further, wrapping around.
    fn after(self, steps: usize) -> Self {
        Self::ALL[(self as usize + steps) % Self::ALL.len()]
    }

    /// The facet whose values the rows of the section are.
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

/// Cursor and scroll offset of a section's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Index of the cursor's row.
    pub cursor: usize,
    /// Index of the first row shown.
    pub top: usize,
}

/// State of the trends, shown or not.
#[derive(Clone, Debug)]
pub struct Trends {
    /// Window that the figures are computed over.
    pub window: Days,
    /// Section with the focus.
    pub section: Section,
    /// Day at the calendar's cursor; `None` is the newest.
    pub day: Option<DayNumber>,
    /// Number of weeks that the calendar is scrolled back by.
    pub back: usize,
    /// Rows of each section, in the order of [`Section::ALL`].
    rows: [Rows; Section::ALL.len()],
    /// Keys of the tags whose lines are drawn; `None` stands for the most frequent ones.
    charted: Option<Vec<String>>,
    /// Set if the last click has entered a mark.
    pub(crate) has_entered: bool,
    /// Query that was made by entering a mark, and the location before that.
    entered: Option<(String, Box<Location>)>,
    /// The figures on the screen.
    pub figures: Arc<Figures>,
}

impl Default for Trends {
    fn default() -> Self {
        Self {
            window: crate::config::TrendsSettings::default().window,
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
    /// Applies the window and the tags of a config.
    pub(crate) fn begin_with(&mut self, config: &crate::config::TrendsSettings) {
        self.window = config.window;
        let keys = config.tags.iter().map(|tag| crate::library::facet_key(tag));
        let mut keys: Vec<String> = keys.collect();
        keys.dedup();
        keys.truncate(MAX_LINES);
        self.charted = (!keys.is_empty()).then_some(keys);
    }

    /// Returns `true` if going back from this query leads to the trends from which it was entered.
    pub fn leads_back_from(&self, query: &str) -> bool {
        self.entered.as_ref().is_some_and(|(entered, _)| entered == query)
    }

    /// Records that a mark was entered with a query, from a location.
    pub(crate) fn entered(&mut self, query: String, from: Location) {
        self.entered = Some((query, Box::new(from)));
    }

    /// The location from which a mark was entered, if `query` is still the one it made. Clears it.
    pub(crate) fn way_back(&mut self, query: &str) -> Option<Location> {
        let (entered, from) = self.entered.take()?;
        (entered == query).then_some(*from)
    }

    /// Cursor and scroll offset of a section's rows.
    pub fn rows_of(&self, section: Section) -> Rows {
        self.rows[section as usize]
    }
}

/// Maximum number of lines in the chart; more could not be told apart.
pub const MAX_LINES: usize = 5;
/// Number of lines drawn if the user has not chosen any tags.
const LINES_AT_FIRST: usize = 3;
