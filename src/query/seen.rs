//! Which news items a person has seen: themselves, or in a post that was read.

use super::asker::Marks;
use crate::library::{Library, StoryId};
use crate::post::PageId;
use std::collections::HashSet;
use std::sync::Arc;

/// Everything that was seen in a library, to be asked of many stories.
pub(super) struct Seen {
    marks: Arc<Marks>,
    /// Pages that posts which were read report.
    told: HashSet<PageId>,
}

impl Seen {
    /// What somebody with these marks has seen.
    pub fn of(library: &Library, marks: &Arc<Marks>) -> Self {
        let read = marks.read.iter().filter_map(|id| library.post(library.position(*id)?));
        let told = read.flat_map(|post| post.stories.iter().map(|story| story.page)).collect();
        Self { marks: Arc::clone(marks), told }
    }

    /// True for a story that was seen.
    pub fn contains(&self, page: PageId) -> bool {
        self.marks.seen.get(&page).copied().unwrap_or_else(|| self.told.contains(&page))
    }
}

/// True if a story was seen by somebody with these marks: where nothing is said of the story
/// itself, in a post that was read.
pub fn is_seen(library: &Library, marks: &Marks, story: StoryId, page: PageId) -> bool {
    marks.seen.get(&page).copied().unwrap_or_else(|| {
        let mut reports = library.stories().reports(story).iter();
        reports.any(|report| {
            library.post(report.post).is_some_and(|post| marks.read.contains(&post.id))
        })
    })
}
