//! The posts that are starred, or of which a story is.

use super::model::Model;
use crate::library::{Library, Position};
use crate::query::{Is, Listed, Polarity, stands};
use std::collections::HashSet;
use std::sync::{Arc, Weak};

/// The posts with a star in one library by the marks of one moment.
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
}

/// How many posts of the list have a star. All posts are looked through after a change of the marks
/// or of the library only.
pub(super) fn count_starred_posts(model: &mut Model) -> usize {
    if !model.derived.starred_posts.is_of(&model.library, model.marked) {
        let posts = (0..).zip(model.library.posts());
        let starred = posts.filter(|(_, post)| model.marks.has_star(post));
        model.derived.starred_posts = StarredPosts {
            positions: starred.map(|(position, _)| position).collect(),
            made_from: Some((Arc::downgrade(&model.library), model.marked)),
        };
    }
    let positions = &model.derived.starred_posts.positions;
    if positions.is_empty() {
        return 0;
    }
    model.list.rows.iter().filter(|row| positions.contains(row)).count()
}

impl Model {
    /// How many starred stories are among the posts of a list that asks for stars.
    pub fn starred_stories_instead(&self) -> usize {
        let asks = stands(self.query.query(), Is::Starred) == Some(Polarity::Include);
        if self.listed == Listed::Stories || !asks || self.marks.starred_stories.is_empty() {
            return 0;
        }
        let posts = self.list.rows.iter().filter_map(|row| self.library.post(*row));
        let stories = posts.flat_map(|post| self.marks.starred_stories_of(post));
        stories.map(|story| story.page).collect::<HashSet<_>>().len()
    }
}
