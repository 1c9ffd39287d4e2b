//! The marks that hold: the user's own, and those of rules where the user has set none.

use super::rules::{RuleMarks, RuledLibrary};
use crate::library::{Library, StoryReport};
use crate::post::{Marks, PageId, Post, PostId, Story};
use std::collections::HashSet;

/// The user's marks together with those of rules. A mark of the user's own always wins, also one
/// that says "not read" or "not starred".
#[derive(Clone, Copy, Debug)]
pub struct EffectiveMarks<'m> {
    own: &'m Marks,
    /// `None` if there are no rules.
    by_rules: Option<&'m RuleMarks>,
}

impl<'m> EffectiveMarks<'m> {
    /// Combines the user's marks with the results of rules, if there are any.
    pub fn new(own: &'m Marks, ruled: Option<&'m RuledLibrary>) -> Self {
        Self { own, by_rules: ruled.map(RuledLibrary::marks) }
    }

    /// The marks of the user's own.
    pub fn own(self) -> &'m Marks {
        self.own
    }

    /// Returns `true` if a post is read.
    pub fn is_read(self, post: PostId) -> bool {
        let by_rules = || self.by_rules.is_some_and(|marks| marks.read.contains(&post));
        self.own.read.contains(&post) || by_rules() && !self.own.unread.contains(&post)
    }

    /// Returns `true` if a post is starred.
    pub fn is_starred(self, post: PostId) -> bool {
        let by_rules = || self.by_rules.is_some_and(|marks| marks.starred.contains(&post));
        self.own.starred.contains(&post) || by_rules() && !self.own.unstarred.contains(&post)
    }

    /// Returns `true` if the story about a page is starred.
    pub fn is_story_starred(self, page: PageId) -> bool {
        let by_rules = || self.by_rules.is_some_and(|marks| marks.starred_stories.contains(&page));
        self.own.starred_stories.contains(&page)
            || by_rules() && !self.own.unstarred_stories.contains(&page)
    }

    /// Returns `true` if no story is starred.
    pub fn have_no_starred_stories(self) -> bool {
        let by_rules = self.by_rules.is_none_or(|marks| marks.starred_stories.is_empty());
        self.own.starred_stories.is_empty() && by_rules
    }

    /// All starred posts, in no order.
    pub fn starred_posts(self) -> impl Iterator<Item = PostId> {
        let by_rules = self.by_rules.into_iter().flat_map(|marks| &marks.starred);
        let Marks { starred, unstarred, .. } = self.own;
        let by_rules = by_rules.filter(|id| !starred.contains(id) && !unstarred.contains(id));
        starred.iter().chain(by_rules).copied()
    }

    /// The pages of all starred stories, in no order.
    pub fn starred_pages(self) -> impl Iterator<Item = PageId> {
        let by_rules = self.by_rules.into_iter().flat_map(|marks| &marks.starred_stories);
        let Marks { starred_stories, unstarred_stories, .. } = self.own;
        let has_own =
            |page: &PageId| starred_stories.contains(page) || unstarred_stories.contains(page);
        let by_rules = by_rules.filter(move |page| !has_own(page));
        starred_stories.iter().chain(by_rules).copied()
    }

    /// Returns `true` if a post or any of its stories is starred.
    pub fn has_star(self, post: &Post) -> bool {
        self.is_starred(post.id) || self.starred_stories_of(post).next().is_some()
    }

    /// The starred stories of a post.
    pub fn starred_stories_of(self, post: &'m Post) -> impl Iterator<Item = &'m Story> {
        // Most users star none; then no post's stories are fetched from memory.
        let stories = if self.have_no_starred_stories() { &[][..] } else { &post.stories };
        stories.iter().filter(move |story| self.is_story_starred(story.page))
    }

    /// Returns `true` if a story is seen. `reports` are all reports of it.
    pub fn is_seen(self, library: &Library, page: PageId, reports: &[StoryReport]) -> bool {
        let any = |posts: &HashSet<PostId>| {
            let mut reporting = reports.iter().filter_map(|report| library.post(report.post));
            reporting.any(|post| posts.contains(&post.id))
        };
        let has_read = || any(&self.own.read);
        self.is_seen_if(|| Some(page), has_read, || any(&self.own.unread))
    }

    /// Returns `true` if a story about a page is seen. The mark of the story itself decides; then the posts
    /// that report it and that the user has read (`has_read`); then rules, except for a story of a post that
    /// the user has marked as unread (`has_unread`).
    pub(super) fn is_seen_if(
        self,
        page: impl Fn() -> Option<PageId>,
        has_read: impl FnOnce() -> bool,
        has_unread: impl FnOnce() -> bool,
    ) -> bool {
        // If no story has a mark, the lookup of the page is not needed.
        let own = if self.own.seen.is_empty() { None } else { page() };
        if let Some(seen) = own.and_then(|page| self.own.seen.get(&page)) {
            return *seen;
        }
        let by_rules = || {
            let seen = self.by_rules.map(|marks| &marks.seen).filter(|seen| !seen.is_empty());
            seen.is_some_and(|seen| page().is_some_and(|page| seen.contains(&page)))
        };
        has_read() || by_rules() && !has_unread()
    }

    /// Returns `true` if rules make any story seen.
    pub(super) fn have_stories_seen_by_rules(self) -> bool {
        self.by_rules.is_some_and(|marks| !marks.seen.is_empty())
    }

    /// Returns `true` if no post is read.
    pub fn have_no_read_posts(self) -> bool {
        self.own.read.is_empty() && self.by_rules.is_none_or(|marks| marks.read.is_empty())
    }
}
