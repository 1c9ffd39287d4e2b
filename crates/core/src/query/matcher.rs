//! Matchers: conditions of a query compiled to be tested on posts and stories.

use super::cached_needle::CachedNeedle;
use super::expression::{Has, Is, Scope};
use super::marked_items::MarkedItems;
use super::match_kind::{Bounds, MatchKind};
use super::searchable::Searchable;
use crate::library::{DayNumber, Facet};

/// A condition compiled for the posts and stories of one library.
pub(super) enum Matcher {
    All(Vec<Matcher>),
    Any(Vec<Matcher>),
    Not(Box<Matcher>),
    /// Any of the patterns occurs in the texts of a scope.
    Text(Scope, Vec<CachedNeedle>),
    /// Any of the facet's values with these numbers.
    Values(Facet, Vec<u32>),
    /// A date in any of these ranges, both ends inclusive.
    Days(Vec<(DayNumber, DayNumber)>),
    Is(Is),
    Has(Has),
    /// Any of these posts or stories.
    Marked(MarkedItems),
}

impl Matcher {
    /// The fit of a post or story.
    pub fn fit(&self, item: &impl Searchable) -> MatchKind {
        self.bounds(&|condition| Bounds::exactly(condition.fit_of_one(item))).most
    }

    /// Combines the bounds of the single conditions, as returned by `single`.
    pub fn bounds(&self, single: &impl Fn(&Self) -> Bounds) -> Bounds {
        match self {
            Self::All(all) => {
                let mut bounds = Bounds::exactly(MatchKind::Literal);
                for one in all {
                    let one = one.bounds(single);
                    bounds.least = bounds.least.min(one.least);
                    bounds.most = bounds.most.min(one.most);
                    if bounds.most == MatchKind::Not {
                        break;
                    }
                }
                bounds
            }
            Self::Any(any) => {
                let mut bounds = Bounds::exactly(MatchKind::Not);
                for one in any {
                    let one = one.bounds(single);
                    bounds.least = bounds.least.max(one.least);
                    bounds.most = bounds.most.max(one.most);
                    if bounds.least == MatchKind::Literal {
                        break;
                    }
                }
                bounds
            }
            // A negated word excludes literal matches only, not those by sound.
            Self::Not(one) => {
                let Bounds { least, most } = one.bounds(single);
                Bounds {
                    least: (most != MatchKind::Literal).into(),
                    most: (least != MatchKind::Literal).into(),
                }
            }
            _ => single(self),
        }
    }

    /// The fit of a post or story for a single condition.
    pub fn fit_of_one(&self, item: &impl Searchable) -> MatchKind {
        match self {
            // These are handled by `bounds`.
            Self::All(_) | Self::Any(_) | Self::Not(_) => MatchKind::Not,
            Self::Text(scope, needles) => {
                if needles.iter().any(|needle| item.holds(*scope, needle)) {
                    MatchKind::Literal
                } else if needles.iter().any(|needle| item.sounds_like(*scope, needle)) {
                    MatchKind::BySound
                } else {
                    MatchKind::Not
                }
            }
            Self::Values(facet, numbers) => {
                item.values(*facet).iter().any(|number| numbers.contains(number)).into()
            }
            Self::Days(ranges) => {
                let is_within = |day| ranges.iter().any(|(from, to)| *from <= day && day <= *to);
                item.day().is_some_and(is_within).into()
            }
            Self::Is(state) => item.is(*state).into(),
            Self::Has(content) => item.has(*content).into(),
            Self::Marked(items) => item.is_among(items).into(),
        }
    }

    /// Rough cost of a test, from 0 for a look-up to 2 for a scan of a text.
    pub fn cost(&self) -> u8 {
        match self {
            Self::Is(Is::Seen | Is::Muted) => 1,
            Self::Values(..) | Self::Days(_) | Self::Is(_) | Self::Has(_) | Self::Marked(_) => 0,
            Self::Text(Scope::Anywhere | Scope::Body, _) => 2,
            Self::Text(..) => 1,
            Self::Not(one) => one.cost(),
            Self::All(several) | Self::Any(several) => {
                several.iter().map(Self::cost).max().unwrap_or(0)
            }
        }
    }

    /// Returns `true` if a test scans the texts of posts.
    pub fn reads_text(&self) -> bool {
        self.cost() > 1
    }
}
