//! The posts that are starred, or contain a starred story.

use crate::library::{Library, Position};
use crate::query::Marks;
use std::collections::HashSet;
use std::sync::{Arc, Weak};

/// The starred posts of a library, for one version of the marks.
#[derive(Clone, Debug, Default)]
pub(super) struct StarredPosts {
    made_from: Option<(Weak<Library>, u64)>,
    positions: HashSet<Position>,
}

impl StarredPosts {
    fn is_of(&self, library: &Arc<Library>, marked: u64) -> bool {
        let known = self.made_from.as_ref();
        known.is_some_and(|(made, at)| made.as_ptr() == Arc::as_ptr(library) && *at == marked)
    }

    /// Number of starred rows. All posts are checked only after a change of the marks or of the library.
    pub fn count(
        &mut self,
        library: &Arc<Library>,
        marks: &Marks,
        marked: u64,
        rows: &[Position],
    ) -> usize {
        if !self.is_of(library, marked) {
            let posts = (0..).zip(library.posts());
            let starred = posts.filter(|(_, post)| marks.has_star(post));
            self.positions = starred.map(|(position, _)| position).collect();
            self.made_from = Some((Arc::downgrade(library), marked));
        }
        if self.positions.is_empty() {
            return 0;
        }
        rows.iter().filter(|row| self.positions.contains(row)).count()
    }
}
