//! A query's conditions as they are tried on posts and stories.

use super::cached_needle::CachedNeedle;
use super::expression::{Has, Is, Scope};
use super::searchable::Searchable;
use crate::library::{DayNumber, Facet};

/// How well a post or story meets a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Not at all.
    Not,
    /// By the sound of its words.
    BySound,
    /// By its words as they are written.
    Literal,
}

impl From<bool> for Fit {
    fn from(meets: bool) -> Self {
        if meets { Self::Literal } else { Self::Not }
    }
}

/// The worst and the best fit that several things have, or one of which not all is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounds {
    pub least: Fit,
    pub most: Fit,
}

impl Bounds {
    /// Any fit.
    pub const UNKNOWN: Self = Self { least: Fit::Not, most: Fit::Literal };

    /// One fit and no other.
    pub const fn exactly(fit: Fit) -> Self {
        Self { least: fit, most: fit }
    }

    /// The fit, if there is only one.
    pub fn exact(self) -> Option<Fit> {
        (self.least == self.most).then_some(self.most)
    }
}

/// A condition that is ready to be tried on the posts and stories of one library.
pub(super) enum Matcher {
    All(Vec<Matcher>),
    Any(Vec<Matcher>),
    Not(Box<Matcher>),
    /// One of the patterns in the texts of a scope.
    Text(Scope, Vec<CachedNeedle>),
    /// One of the facet's values with these numbers.
    Values(Facet, Vec<u32>),
    /// A day in one of these ranges, both ends included.
    Days(Vec<(DayNumber, DayNumber)>),
    Is(Is),
    Has(Has),
}

impl Matcher {
    /// How well a post or story meets it.
    pub fn fit(&self, item: &impl Searchable) -> Fit {
        self.bounds(&|condition| Bounds::exactly(condition.fit_of_one(item))).most
    }

    /// The bounds that follow from those of each single condition.
    pub fn bounds(&self, single: &impl Fn(&Self) -> Bounds) -> Bounds {
        match self {
            Self::All(all) => {
                let mut bounds = Bounds::exactly(Fit::Literal);
                for one in all {
                    let one = one.bounds(single);
                    bounds.least = bounds.least.min(one.least);
                    bounds.most = bounds.most.min(one.most);
                    if bounds.most == Fit::Not {
                        break;
                    }
                }
                bounds
            }
            Self::Any(any) => {
                let mut bounds = Bounds::exactly(Fit::Not);
                for one in any {
                    let one = one.bounds(single);
                    bounds.least = bounds.least.max(one.least);
                    bounds.most = bounds.most.max(one.most);
                    if bounds.least == Fit::Literal {
                        break;
                    }
                }
                bounds
            }
            // A word keeps out only what holds it, not what sounds like it.
            Self::Not(one) => {
                let Bounds { least, most } = one.bounds(single);
                Bounds {
                    least: (most != Fit::Literal).into(),
                    most: (least != Fit::Literal).into(),
                }
            }
            _ => single(self),
        }
    }

    /// How well a post or story meets a single condition.
    pub fn fit_of_one(&self, item: &impl Searchable) -> Fit {
        match self {
            // Taken apart by `bounds`.
            Self::All(_) | Self::Any(_) | Self::Not(_) => Fit::Not,
            Self::Text(scope, needles) => {
                if needles.iter().any(|needle| item.holds(*scope, needle)) {
                    Fit::Literal
                } else if needles.iter().any(|needle| item.sounds_like(*scope, needle)) {
                    Fit::BySound
                } else {
                    Fit::Not
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
        }
    }

    /// How long it takes to try, roughly: 0 for a look at what is at hand, 2 for a scan of a text.
    pub fn cost(&self) -> u8 {
        match self {
            Self::Is(Is::Seen) => 1,
            Self::Values(..) | Self::Days(_) | Self::Is(_) | Self::Has(_) => 0,
            Self::Text(Scope::Anywhere | Scope::Body, _) => 2,
            Self::Text(..) => 1,
            Self::Not(one) => one.cost(),
            Self::All(several) | Self::Any(several) => {
                several.iter().map(Self::cost).max().unwrap_or(0)
            }
        }
    }

    /// True if trying it goes through the texts of posts.
    pub fn reads_text(&self) -> bool {
        self.cost() > 1
    }
}
