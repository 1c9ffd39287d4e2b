//! Bounds on the fit of all stories of a post, derived from the post alone. If they allow only one
//! fit, no story needs to be fetched.

use super::cached_needle::CachedNeedle;
use super::expression::{Has, Is, Scope};
use super::match_kind::{Bounds, MatchKind};
use super::matcher::Matcher;
use super::searchable::{PostItem, Searchable};

impl Matcher {
    /// Bounds on the fit of the post's stories.
    pub fn story_bounds(&self, post: &PostItem<'_>) -> Bounds {
        self.bounds(&|condition| condition.story_bounds_of_one(post))
    }

    fn story_bounds_of_one(&self, post: &PostItem<'_>) -> Bounds {
        match self {
            Self::Text(scope, _) if !scope.has_own_texts_of_stories() => {
                Bounds::exactly(self.fit_of_one(post))
            }
            Self::Has(Has::Source | Has::Stories) => Bounds::exactly(MatchKind::Literal),
            Self::Values(..) | Self::Is(Is::Draft) | Self::Has(_) => {
                Bounds::exactly(self.fit_of_one(post))
            }
            Self::Text(scope, needles) => {
                let most = needles.iter().map(|needle| post.best_story_fit(*scope, needle)).max();
                Bounds { least: MatchKind::Not, most: most.unwrap_or(MatchKind::Not) }
            }
            Self::Days(_) | Self::Is(Is::Undated) => {
                if post.post.stories.iter().all(|story| story.day.is_none()) {
                    Bounds::exactly(self.fit_of_one(post))
                } else {
                    Bounds::UNKNOWN
                }
            }
            // On a first visit, the newest day of stories may be another one than that of posts.
            Self::Is(Is::New) if post.post.stories.iter().all(|story| story.day.is_none()) => {
                let new = post.library.new_posts();
                Bounds::exactly(new.has_story(post.position, None, post.post.date).into())
            }
            Self::Is(Is::Starred) if post.library.marks.have_no_starred_stories() => {
                Bounds::exactly(MatchKind::Not)
            }
            Self::Marked(items) if !items.has_story_of(post.post) => {
                Bounds::exactly(MatchKind::Not)
            }
            Self::Is(Is::Muted) if post.library.ruled.is_none() => Bounds::exactly(MatchKind::Not),
            Self::Is(_) | Self::Marked(_) => Bounds::UNKNOWN,
            // These are handled by `bounds`.
            Self::All(_) | Self::Any(_) | Self::Not(_) => Bounds::UNKNOWN,
        }
    }
}

impl PostItem<'_> {
    /// The best possible fit of a pattern in the stories' own texts.
    fn best_story_fit(&self, scope: Scope, cached: &CachedNeedle) -> MatchKind {
        let needle = &cached.needle;
        // A regular expression that matches a single line need not match the text of all lines.
        if !needle.is_plain() {
            return MatchKind::Literal;
        }
        let table = self.library.library.stories();
        let search = &self.post.search;
        let in_addresses = || needle.is_in(table.addresses(self.position));
        let may_hold = match scope {
            Scope::Anywhere => in_addresses() || self.holds(scope, cached),
            Scope::Body => needle.is_in(search.body()),
            Scope::Source => in_addresses(),
            // The titles of stories are headings of the post.
            _ => table.has_items(self.position) || needle.is_in(search.headings()),
        };
        if may_hold {
            return MatchKind::Literal;
        }
        let may_sound = needle.pinyin.is_some()
            && (table.has_items(self.position)
                || match scope {
                    Scope::Anywhere => self.sounds_like(scope, cached),
                    _ => needle.sounds_in(search.headings()),
                });
        if may_sound { MatchKind::BySound } else { MatchKind::Not }
    }
}
