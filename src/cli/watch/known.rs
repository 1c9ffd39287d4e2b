//! The matches that were printed, or that were there before: each is printed at most once.

use crate::post::PostId;
use std::collections::HashSet;

/// A match, identified across runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownMatch {
    /// Id of the post, or of the story's page.
    pub id: u64,
    /// Hash of a post's title and text, by which its file is known if it is renamed; `None` for a story.
    pub content: Option<u64>,
}

/// All known matches.
#[derive(Clone, Debug, Default)]
pub struct KnownMatches {
    ids: HashSet<u64>,
    contents: HashSet<u64>,
}

/// The outcome of noting a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotedMatch {
    /// Known before.
    Known,
    /// Known before by another id or with other contents, and is now known by these as well.
    Changed,
    /// New.
    New,
}

impl KnownMatches {
    /// Returns `true` if a match with this id is known.
    pub fn has(&self, id: u64) -> bool {
        self.ids.contains(&id)
    }

    /// Makes a match known.
    pub fn note(&mut self, one: KnownMatch) -> NotedMatch {
        let is_new_id = self.ids.insert(one.id);
        let is_new_content = one.content.is_some_and(|content| self.contents.insert(content));
        match (is_new_id, is_new_content) {
            (true, true) => NotedMatch::New,
            (true, false) if one.content.is_none() => NotedMatch::New,
            (false, false) => NotedMatch::Known,
            _ => NotedMatch::Changed,
        }
    }

    /// Makes posts known whose files were renamed, if they were known before, as (from, to).
    pub fn follow(&mut self, moved: &[(PostId, PostId)]) {
        for (from, to) in moved {
            if self.has(from.0) {
                self.ids.insert(to.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    fn post(id: u64, content: u64) -> KnownMatch {
        KnownMatch { id, content: Some(content) }
    }

    #[test]
    fn a_post_is_new_once_whatever_happens_to_its_file() {
        let mut known = KnownMatches::default();
        assert_eq!(known.note(post(1, 10)), NotedMatch::New);
        assert_eq!(known.note(post(1, 10)), NotedMatch::Known, "touched, or there again");
        assert_eq!(known.note(post(1, 11)), NotedMatch::Changed, "edited");
        assert_eq!(known.note(post(2, 11)), NotedMatch::Changed, "renamed");
        known.follow(&[(PostId(2), PostId(3)), (PostId(8), PostId(9))]);
        assert_eq!(known.note(post(3, 12)), NotedMatch::Changed, "renamed and edited");
        assert_eq!(known.note(post(9, 19)), NotedMatch::New, "it did not match before");
    }

    #[test]
    fn a_story_is_known_by_its_page() {
        let mut known = KnownMatches::default();
        let story = KnownMatch { id: 1, content: None };
        assert_eq!(known.note(story), NotedMatch::New);
        assert_eq!(known.note(story), NotedMatch::Known);
    }

    proptest! {
        #[test]
        fn no_id_and_no_content_is_new_twice(
            matches in proptest::collection::vec((0_u64..9, 0_u64..9), 0..60)
        ) {
            let mut known = KnownMatches::default();
            let (mut ids, mut contents) = (HashMap::new(), HashMap::new());
            for (id, content) in matches {
                if known.note(post(id, content)) == NotedMatch::New {
                    *ids.entry(id).or_insert(0) += 1;
                    *contents.entry(content).or_insert(0) += 1;
                }
                prop_assert_eq!(known.note(post(id, content)), NotedMatch::Known);
            }
            prop_assert!(ids.values().chain(contents.values()).all(|count| *count == 1));
        }
    }
}
