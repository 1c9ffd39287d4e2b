//! Posts as searchable items.

use super::story::StoryItem;
use super::{MarkedLibrary, Searchable};
use crate::library::{DayNumber, Facet, Position};
use crate::post::{Post, Story};
use crate::query::cached_needle::CachedNeedle;
use crate::query::expression::{Has, Is, Scope};
use crate::query::marked_items::MarkedItems;
use crate::text::fold;
use std::borrow::Cow;

/// A post at its position in a library.
#[derive(Clone, Copy)]
pub(in crate::query) struct PostItem<'i> {
    pub library: &'i MarkedLibrary<'i>,
    pub position: Position,
    pub post: &'i Post,
}

impl<'i> PostItem<'i> {
    /// The post's story with a number.
    pub fn story(self, number: usize) -> Option<StoryItem<'i>> {
        let story = self.post.stories.get(number)?;
        Some(StoryItem { post: self, number, story })
    }

    /// Returns `true` if one of the folded texts of a scope meets a condition.
    pub(super) fn any_text(&self, scope: Scope, meets: &dyn Fn(&str) -> bool) -> bool {
        let Post { search, stories, .. } = self.post;
        match scope {
            Scope::Anywhere => meets(search.whole()),
            Scope::Title => meets(search.title()),
            Scope::Body => meets(search.body()),
            Scope::Story => {
                (0..stories.len()).any(|number| meets(&self.post.folded_story_title(number)))
            }
            Scope::Path => meets(&fold(&self.post.path)),
            Scope::Source => {
                let urls = stories.iter().map(Story::url);
                urls.chain(self.post.source.as_deref()).any(|url| meets(&fold(url)))
            }
            Scope::Author => self.post.authors.iter().any(|author| meets(&fold(author))),
            // Tags and categories are compared as complete values, by number; own tags and notes are
            // compiled to sets of posts and stories.
            Scope::Tag | Scope::Category | Scope::Mine | Scope::Note => false,
        }
    }
}

impl Searchable for PostItem<'_> {
    fn holds(&self, scope: Scope, needle: &CachedNeedle) -> bool {
        let look = || self.any_text(scope, &|text| needle.needle.is_in(text));
        match &needle.in_posts {
            Some(word) => word.literal(self.position, look),
            None => look(),
        }
    }

    fn sounds_like(&self, scope: Scope, needle: &CachedNeedle) -> bool {
        if needle.needle.pinyin.is_none() {
            return false;
        }
        let sounds = |text: &str| needle.needle.sounds_in(text);
        let search = &self.post.search;
        let look = || match scope {
            // In the body of a post, matching by sound would produce noise.
            Scope::Anywhere => {
                sounds(search.title()) || sounds(search.tags()) || sounds(search.headings())
            }
            _ => self.any_text(scope, &sounds),
        };
        match &needle.in_posts {
            Some(word) => word.sound(self.position, look),
            None => look(),
        }
    }

    fn values(&self, facet: Facet) -> &[u32] {
        self.library.library.table(facet).of(self.position)
    }

    fn day(&self) -> Option<DayNumber> {
        self.library.library.day(self.position)
    }

    fn is(&self, state: Is) -> bool {
        let MarkedLibrary { library, marks, ruled, .. } = self.library;
        match state {
            Is::Muted => ruled.is_some_and(|ruled| ruled.mutes_post(self.position)),
            Is::Draft => self.post.draft,
            Is::Undated => self.post.date.is_none(),
            Is::Read => marks.is_read(self.post.id),
            Is::Unread => !marks.is_read(self.post.id),
            Is::Starred => marks.has_star(self.post),
            Is::New => self.library.new_posts().contains(self.position),
            Is::Seen => {
                let stories = library.stories().stories_of(self.position);
                let seen = self.library.seen();
                !stories.is_empty()
                    && stories.iter().all(|one| seen.contains(library, *marks, *one))
            }
        }
    }

    fn has(&self, content: Has) -> bool {
        match content {
            Has::Source => self.post.source.is_some(),
            Has::Stories => !self.post.stories.is_empty(),
            Has::Code => self.post.has_code,
            Has::Warning => self.post.warnings > 0,
            // Compiled to a set of posts and stories.
            Has::Note => false,
        }
    }

    fn is_among(&self, items: &MarkedItems) -> bool {
        items.has_post(self.post)
    }

    fn weighted(&self) -> impl Iterator<Item = (Cow<'_, str>, u32)> {
        let search = &self.post.search;
        [(search.title(), 16), (search.tags(), 12), (search.headings(), 6)]
            .into_iter()
            .map(|(text, weight)| (text.into(), weight))
    }
}
