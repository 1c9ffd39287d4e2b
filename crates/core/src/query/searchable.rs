//! The items that a query can find, and their answers to single conditions.
//!
//! A story answers for its own text and delegates the rest to its post.

mod frame;
mod post;
mod story;

pub(super) use frame::PostFrame;
pub(super) use post::PostItem;

use super::cached_needle::CachedNeedle;
use super::context::SearchContext;
use super::effective_marks::EffectiveMarks;
use super::expression::{Has, Is, Scope};
use super::marked_items::MarkedItems;
use super::new_posts::NewPosts;
use super::read_posts::ReadPosts;
use super::rules::RuledLibrary;
use crate::library::{DayNumber, Facet, Library, Position};
use crate::post::Post;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A post, or a story in a post.
pub(super) trait Searchable {
    /// Returns `true` if a text of the scope contains the pattern literally.
    fn holds(&self, scope: Scope, needle: &CachedNeedle) -> bool;

    /// Returns `true` if a text of the scope contains the pattern by sound.
    fn sounds_like(&self, scope: Scope, needle: &CachedNeedle) -> bool;

    /// Numbers of the item's values of a facet.
    fn values(&self, facet: Facet) -> &[u32];

    /// The item's date, if it has one.
    fn day(&self) -> Option<DayNumber>;

    /// Returns `true` if the item is in the state.
    fn is(&self, state: Is) -> bool;

    /// Returns `true` if the item has such contents.
    fn has(&self, content: Has) -> bool;

    /// Returns `true` if the item, or a story of the post, is among marked ones.
    fn is_among(&self, items: &MarkedItems) -> bool;

    /// The item's most important folded texts, in descending order of weight. Each comes with twice
    /// the weight of a word in it, so that half the weight, for a word that only matches by sound,
    /// is an integer.
    fn weighted(&self) -> impl Iterator<Item = (Cow<'_, str>, u32)>;
}

/// A library together with the user's marks and last visit, and the results of the user's rules.
pub(super) struct MarkedLibrary<'l> {
    pub library: &'l Library,
    pub marks: EffectiveMarks<'l>,
    /// `None` if there are no rules.
    pub ruled: Option<&'l RuledLibrary>,
    context: &'l SearchContext,
    /// Computed on first use, as few queries need it.
    new: OnceLock<NewPosts>,
    /// Computed on first use, as few queries need it.
    seen: OnceLock<ReadPosts>,
}

impl<'l> MarkedLibrary<'l> {
    /// Combines a library with the marks and the last visit of a context, and the results of rules.
    pub fn new(
        library: &'l Library,
        context: &'l SearchContext,
        ruled: Option<&'l RuledLibrary>,
    ) -> Self {
        let marks = EffectiveMarks::new(&context.marks, ruled);
        Self { library, marks, ruled, context, new: OnceLock::new(), seen: OnceLock::new() }
    }

    /// The post at a position, as a searchable item.
    pub fn item<'i>(&'i self, position: Position, post: &'i Post) -> PostItem<'i> {
        PostItem { library: self, position, post }
    }

    /// The new posts, found on first use.
    pub(super) fn new_posts(&self) -> &NewPosts {
        let SearchContext { last_visit, today, .. } = self.context;
        self.new.get_or_init(|| NewPosts::of(self.library, last_visit.as_deref(), *today))
    }

    fn seen(&self) -> &ReadPosts {
        self.seen.get_or_init(|| ReadPosts::of(self.library, self.marks))
    }
}
