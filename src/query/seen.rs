//! Which news items a person has seen: themselves, or in a post that was read.

use super::asker::Marks;
use crate::library::{Library, Position, StoryId};

/// The posts of one library that were read, to tell of many stories whether they were seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// A bit for each post.
    read: Vec<u64>,
    /// Something was read.
    any: bool,
}

impl Seen {
    /// What somebody with these marks has read.
    pub fn of(library: &Library, marks: &Marks) -> Self {
        let mut read = vec![0; library.posts().len().div_ceil(64)];
        let mut any = false;
        for at in marks.read.iter().filter_map(|id| library.position(*id)) {
            read[at as usize / 64] |= 1 << (at % 64);
            any = true;
        }
        Self { read, any }
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
        self.any && table.reports(story).iter().any(|report| self.is_read(report.post))
    }

    fn is_read(&self, post: Position) -> bool {
        self.read.get(post as usize / 64).is_some_and(|bits| bits >> (post % 64) & 1 == 1)
    }
}
