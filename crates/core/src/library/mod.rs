//! The library: an immutable snapshot of all posts that were read, sorted, with the values of every
//! facet numbered.
//!
//! The order of posts and the merging of spellings are defined here. This module knows nothing of
//! queries or of how posts are read.

mod aliases;
mod arrivals;
mod bit_set;
mod days;
mod duplicates;
mod facet;
mod groups;
mod linked;
mod related_stories;
mod snapshot;
mod stories;
mod titles;

pub use aliases::Aliases;
pub use arrivals::{Arrivals, arrivals};
pub use bit_set::BitSet;
pub use days::{DayNumber, Rate, day_number, day_of, days_after, days_between};
pub use duplicates::duplicate_titles;
pub use facet::{Facet, FacetTable, FacetValue, facet_key};
pub use groups::Groups;
pub use linked::linked;
pub use related_stories::{RelatedStories, related_stories, related_to};
pub use snapshot::{Library, Position};
pub use stories::{ReportStats, StoryId, StoryReport, StoryTable};
