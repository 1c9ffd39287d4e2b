//! Detection of the stories that the user has seen, directly or in a post that was read.

use super::context::Marks;
use crate::library::{BitSet, Library, StoryId};

/// The read posts of one library, for testing many stories.
#[derive(Clone, Debug)]
pub struct ReadPosts {
    read: BitSet,
}

impl ReadPosts {
    /// The posts that are read according to the marks.
    pub fn of(library: &Library, marks: &Marks) -> Self {
        let mut read = BitSet::default();
        for at in marks.read.iter().filter_map(|id| library.position(*id)) {
            read.set(at);
        }
        Self { read }
    }

    /// Returns `true` for a seen story: one that is marked as seen, or that has no such mark but is
    /// reported in a read post. The library and marks must be those passed to [`ReadPosts::of`].
    pub fn contains(&self, library: &Library, marks: &Marks, story: StoryId) -> bool {
        let table = library.stories();
        if !marks.seen.is_empty()
            && let Some(own) = table.page(story).and_then(|page| marks.seen.get(&page))
        {
            return *own;
        }
        !self.read.is_empty()
            && table.reports(story).iter().any(|report| self.read.is_set(report.post))
    }
}
