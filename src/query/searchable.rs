//! The items that a query can find, and what each of them answers to a single condition.
//!
//! A story answers what it has words of its own for, and leaves the rest to its post.

mod post;
mod story;

pub(super) use post::PostItem;

use super::cached_needle::CachedNeedle;
use super::context::Marks;
use super::expression::{Has, Is, Scope};
use super::seen::Seen;
use crate::library::{DayNumber, Facet, Library, Position};
use crate::post::Post;
use std::borrow::Cow;
use std::sync::OnceLock;

/// A post, or a story in a post.
pub(super) trait Searchable {
    /// True if the pattern stands in the texts of the scope as it is written.
    fn holds(&self, scope: Scope, needle: &CachedNeedle) -> bool;

    /// True if a text of the scope sounds like the pattern.
    fn sounds_like(&self, scope: Scope, needle: &CachedNeedle) -> bool;

    /// The numbers of its values of a facet.
    fn values(&self, facet: Facet) -> &[u32];

    /// Its day, if it has one.
    fn day(&self) -> Option<DayNumber>;

    /// True if it is in the state.
    fn is(&self, state: Is) -> bool;

    /// True if it has such contents.
    fn has(&self, content: Has) -> bool;

    /// Its folded texts that say most of what it is about, the weightiest first, each with twice
    /// what a word in it counts for: half as much, for a word that only sounds so, is whole then.
    fn weighted(&self) -> impl Iterator<Item = (Cow<'_, str>, u32)>;
}

/// A library together with somebody's marks.
pub(super) struct MarkedLibrary<'l> {
    pub library: &'l Library,
    pub marks: &'l Marks,
    /// Made when it is first asked for: few queries do.
    seen: OnceLock<Seen>,
}

impl<'l> MarkedLibrary<'l> {
    /// Puts the two together.
    pub fn new(library: &'l Library, marks: &'l Marks) -> Self {
        Self { library, marks, seen: OnceLock::new() }
    }

    /// The post at a position.
    pub fn item<'i>(&'i self, position: Position, post: &'i Post) -> PostItem<'i> {
        PostItem { library: self, position, post }
    }

    fn seen(&self) -> &Seen {
        self.seen.get_or_init(|| Seen::of(self.library, self.marks))
    }
}
