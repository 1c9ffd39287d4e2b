//! Which news items a person has seen: themselves, or in a post that was read.

use super::context::Marks;
use crate::library::{Bits, Library, StoryId};

/// The posts of one library that were read, to tell of many stories whether they were seen.
#[derive(Clone, Debug)]
pub struct Seen {
    read: Bits,
}

impl Seen {
    /// What somebody with these marks has read.
    pub fn of(library: &Library, marks: &Marks) -> Self {
        let mut read = Bits::default();
        for at in marks.read.iter().filter_map(|id| library.position(*id)) {
            read.set(at);
        }
        Self { read }
    }

    /// True for a story that was seen by the same person in the same library: where nothing is said
    /// of the story itself, in a post that was read.
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
