//! The parts of a digest that belong to no news item, as a searchable item.

use super::Searchable;
use super::post::PostItem;
use crate::library::{DayNumber, Facet};
use crate::query::cached_needle::CachedNeedle;
use crate::query::expression::{Has, Is, Scope};
use crate::query::marked_items::MarkedItems;
use crate::text::fold;
use std::borrow::Cow;

/// A post without its text: its title, labels, source and other facts.
pub(in crate::query) struct PostFrame<'i>(pub PostItem<'i>);

impl Searchable for PostFrame<'_> {
    fn holds(&self, scope: Scope, needle: &CachedNeedle) -> bool {
        let post = self.0.post;
        let holds = |text: &str| needle.needle.is_in(text);
        match scope {
            Scope::Anywhere => holds(post.search.title()) || holds(post.search.tags()),
            Scope::Source => post.source.as_deref().is_some_and(|url| holds(&fold(url))),
            Scope::Body | Scope::Story | Scope::Mine | Scope::Note => false,
            _ => self.0.holds(scope, needle),
        }
    }

    fn sounds_like(&self, _: Scope, _: &CachedNeedle) -> bool {
        false
    }

    fn values(&self, facet: Facet) -> &[u32] {
        self.0.values(facet)
    }

    fn day(&self) -> Option<DayNumber> {
        self.0.day()
    }

    fn is(&self, state: Is) -> bool {
        self.0.is(state)
    }

    fn has(&self, content: Has) -> bool {
        self.0.has(content)
    }

    fn is_among(&self, items: &MarkedItems) -> bool {
        self.0.is_among(items)
    }

    fn weighted(&self) -> impl Iterator<Item = (Cow<'_, str>, u32)> {
        std::iter::empty()
    }
}
