//! Detection of the stories that the user has seen, directly or in a post that was read, or that rules
//! make seen.

use super::effective_marks::EffectiveMarks;
use crate::library::{BitSet, Library, StoryId};
use crate::post::PostId;
use std::collections::HashSet;

/// The posts of one library that the user has read or marked as unread, for testing many stories.
#[derive(Clone, Debug)]
pub struct ReadPosts {
    read: BitSet,
    /// Only of interest if rules make stories seen.
    unread: BitSet,
}

impl ReadPosts {
    /// The posts with such a mark.
    pub fn of(library: &Library, marks: EffectiveMarks<'_>) -> Self {
        let own = marks.own();
        let unread = if marks.have_stories_seen_by_rules() {
            positions(library, &own.unread)
        } else {
            BitSet::default()
        };
        Self { read: positions(library, &own.read), unread }
    }

    /// Returns `true` for a seen story; see [`EffectiveMarks::is_seen`]. The library and marks must be
    /// those passed to [`ReadPosts::of`].
    pub fn contains(&self, library: &Library, marks: EffectiveMarks<'_>, story: StoryId) -> bool {
        let table = library.stories();
        let any = |posts: &BitSet| {
            !posts.is_empty() && table.reports(story).iter().any(|report| posts.is_set(report.post))
        };
        marks.is_seen_if(|| table.page(story), || any(&self.read), || any(&self.unread))
    }
}

fn positions(library: &Library, posts: &HashSet<PostId>) -> BitSet {
    let mut positions = BitSet::default();
    for at in posts.iter().filter_map(|id| library.position(*id)) {
        positions.set(at);
    }
    positions
}
