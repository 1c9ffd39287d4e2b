//! An open briefing: its contents, and where it was opened.

use crate::app::jump_list::Location;
use crate::post::{Date, LastVisit};
use crate::query::{Listed, Query, parse};
use std::sync::Arc;

/// A request for a briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefingRequest {
    /// The news since the last visit.
    News,
    /// The newest day, whatever is new.
    NewestDay,
}

/// The subject of a briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefingSubject {
    /// The news since the last visit, which ended on this day.
    NewSince(Date),
    /// The newest day, if any post has a date. Nothing is new since the last visit, if there was one.
    NewestDay {
        /// The day.
        day: Option<Date>,
        /// The day on which the last visit ended.
        last_visit: Option<Date>,
    },
}

/// The contents of a briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefingPlan {
    /// The subject.
    pub subject: BriefingSubject,
    /// The kind of rows.
    pub listed: Listed,
    /// Text of the query.
    pub query: String,
}

impl BriefingPlan {
    /// Returns `true` if a query is that of the briefing, or is narrowed from it.
    pub(super) fn holds(&self, query: &Query, text: &str) -> bool {
        if text == self.query {
            return true;
        }
        let own = parse(&self.query);
        match own.clauses.first() {
            Some(own) => query.clauses.iter().any(|one| one.expression == own.expression),
            None => text.is_empty(),
        }
    }
}

/// An open briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBriefing {
    /// The contents.
    pub plan: BriefingPlan,
    /// The request that it fulfils.
    pub(super) request: BriefingRequest,
    /// The last visit when it was opened.
    pub(super) last_visit: Option<Arc<LastVisit>>,
    /// The location to return to.
    pub(super) back: Location,
    /// The scroll offsets there.
    pub(super) offsets: PaneOffsets,
}

/// The parts of the panes that are in sight at a location, beside what the location itself says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PaneOffsets {
    /// Index of the first row of the list shown.
    pub list: usize,
    /// Indices of the cursor's row in the facet pane, and of the first row shown there.
    pub facets: (usize, usize),
}
