//! The posts that are starred, or contain a starred story.

use crate::library::{Library, Position};
use crate::query::{EffectiveMarks, RuledLibrary};
use std::collections::HashSet;
use std::sync::{Arc, Weak};

/// The starred posts of a library, for one version of the marks and the results of the rules.
#[derive(Clone, Debug, Default)]
pub(super) struct StarredPosts {
    made_from: Option<(Weak<Library>, u64, Option<Weak<RuledLibrary>>)>,
    positions: HashSet<Position>,
}

impl StarredPosts {
    fn is_of(
        &self,
        library: &Arc<Library>,
        marked: u64,
        ruled: Option<&Arc<RuledLibrary>>,
    ) -> bool {
        self.made_from.as_ref().is_some_and(|(made, at, by)| {
            made.as_ptr() == Arc::as_ptr(library)
                && *at == marked
                && by.as_ref().map(Weak::as_ptr) == ruled.map(Arc::as_ptr)
        })
    }

    /// Number of starred rows. All posts are checked only after a change of the marks, of the library or of
    /// the rules. `marked` is the version of the user's marks; it comes with the results of the rules.
    pub fn count(
        &mut self,
        library: &Arc<Library>,
        marks: EffectiveMarks<'_>,
        (marked, ruled): (u64, Option<&Arc<RuledLibrary>>),
        rows: &[Position],
    ) -> usize {
        if !self.is_of(library, marked, ruled) {
            let posts = (0..).zip(library.posts());
            let starred = posts.filter(|(_, post)| marks.has_star(post));
            self.positions = starred.map(|(position, _)| position).collect();
            self.made_from = Some((Arc::downgrade(library), marked, ruled.map(Arc::downgrade)));
        }
        if self.positions.is_empty() {
            return 0;
        }
        rows.iter().filter(|row| self.positions.contains(row)).count()
    }
}
