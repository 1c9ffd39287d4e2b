//! All posts that were read, as one immutable snapshot: sorted, with every facet's values numbered.
//!
//! Owns the order of posts and the merging of spellings. Knows nothing of queries or of how posts
//! came to be.

mod aliases;
mod bits;
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
pub use bits::Bits;
pub use days::{DayNumber, Rate, day_number, day_of, days_after, days_between};
pub use duplicates::duplicate_titles;
pub use facet::{Facet, FacetTable, FacetValue, facet_key};
pub use groups::Groups;
pub use linked::linked;
pub use related_stories::{RelatedStories, related_stories};
pub use snapshot::{Library, Position};
pub use stories::{Report, Run, StoryId, StoryTable};
