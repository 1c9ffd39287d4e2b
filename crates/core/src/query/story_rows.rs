//! Rows of stories that a query finds.

use super::facet_counts::Facets;
use super::match_kind::MatchKind;
use crate::library::{StoryId, StoryReport};

/// A story with a report that matches a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryRow {
    /// The story.
    pub story: StoryId,
    /// The newest report that matches the query.
    pub newest: StoryReport,
}

/// All rows of a query, ordered by newest report, with the counts of every facet.
#[derive(Clone, Debug)]
pub(super) struct CountedRows {
    pub rows: Vec<(StoryRow, MatchKind)>,
    /// Number of stories that are left out because rules mute them.
    pub muted: usize,
    pub facets: Facets,
}
