//! Stories in a post as searchable items, with their own text, their own date or the post's, and
//! the post's labels.

use super::post::PostItem;
use super::{MarkedLibrary, Searchable};
use crate::library::{DayNumber, Facet, day_number};
use crate::post::Story;
use crate::query::cached_needle::CachedNeedle;
use crate::query::expression::{Has, Is, Scope};
use crate::query::marked_items::MarkedItems;
use std::borrow::Cow;

/// A story of a post.
pub(in crate::query) struct StoryItem<'i> {
    pub(super) post: PostItem<'i>,
    /// Index of the story in the post.
    pub(super) number: usize,
    pub(super) story: &'i Story,
}

impl StoryItem<'_> {
    fn title(&self) -> Cow<'_, str> {
        self.post.post.folded_story_title(self.number)
    }

    /// Returns `true` if one of the folded texts of a scope meets a condition.
    fn any_text(&self, scope: Scope, meets: &dyn Fn(&str) -> bool) -> bool {
        let search = &self.post.post.search;
        let in_body =
            || meets(search.story_headings(self.number)) || meets(search.story_text(self.number));
        match scope {
            Scope::Anywhere => in_body() || meets(&self.story.folded_url()),
            Scope::Title | Scope::Story => meets(&self.title()),
            Scope::Body => in_body(),
            Scope::Source => meets(&self.story.folded_url()),
            _ => self.post.any_text(scope, meets),
        }
    }

    /// Index of the story among those of all posts.
    fn place(&self) -> u32 {
        let library = self.post.library.library;
        library.stories().places_of(self.post.position).start + self.number as u32
    }
}

impl Searchable for StoryItem<'_> {
    fn holds(&self, scope: Scope, needle: &CachedNeedle) -> bool {
        let Some(word) = &needle.in_stories else {
            return self.any_text(scope, &|text| needle.needle.is_in(text));
        };
        // A word is searched for in all stories of a post at once.
        let places = self.post.library.library.stories().places_of(self.post.position);
        word.literal_among(places, self.place(), |found| {
            self.post.find_stories_with(needle, found);
        })
    }

    fn sounds_like(&self, scope: Scope, needle: &CachedNeedle) -> bool {
        if needle.needle.pinyin.is_none() {
            return false;
        }
        let sounds = |text: &str| needle.needle.sounds_in(text);
        let look = || match scope {
            // The cached result for the post comes first, as its stories must be fetched from
            // memory. A text without Chinese characters cannot match by sound.
            Scope::Anywhere => {
                let table = self.post.library.library.stories();
                (table.has_items(self.post.position) || self.post.sounds_like(scope, needle))
                    && (sounds(self.post.post.search.story_headings(self.number))
                        || !self.story.title().is_ascii() && sounds(&self.title()))
            }
            _ => self.any_text(scope, &sounds),
        };
        match &needle.in_stories {
            Some(word) => word.sound(self.place(), look),
            None => look(),
        }
    }

    fn values(&self, facet: Facet) -> &[u32] {
        self.post.values(facet)
    }

    fn day(&self) -> Option<DayNumber> {
        self.story.day.map(day_number).or_else(|| self.post.day())
    }

    fn is(&self, state: Is) -> bool {
        let MarkedLibrary { library, marks, ruled, .. } = self.post.library;
        let own = || library.stories().stories_of(self.post.position).get(self.number).copied();
        let is_seen =
            || own().is_some_and(|story| self.post.library.seen().contains(library, *marks, story));
        match state {
            // For a story, `is:read` means the same as `is:seen`.
            Is::Read | Is::Seen => is_seen(),
            Is::Unread => !is_seen(),
            Is::New => self.post.library.new_posts().has_story(
                self.post.position,
                self.story.day,
                self.post.post.date,
            ),
            Is::Starred => marks.is_story_starred(self.story.page),
            Is::Muted => ruled
                .zip(own())
                .is_some_and(|(ruled, story)| ruled.mutes_story(library.stories(), story)),
            Is::Undated => self.story.day.is_none() && self.post.is(state),
            Is::Draft => self.post.is(state),
        }
    }

    fn has(&self, content: Has) -> bool {
        match content {
            Has::Source | Has::Stories => true,
            _ => self.post.has(content),
        }
    }

    fn is_among(&self, items: &MarkedItems) -> bool {
        items.has_story(self.story.page)
    }

    fn weighted(&self) -> impl Iterator<Item = (Cow<'_, str>, u32)> {
        std::iter::once((self.title(), 16))
    }
}

impl PostItem<'_> {
    /// Calls `found` with the index of each story that contains a plain pattern in its headings,
    /// text or address.
    fn find_stories_with(&self, needle: &CachedNeedle, mut found: &mut dyn FnMut(usize)) {
        // A word that is missing from the whole post is missing from all of its parts.
        if self.holds(Scope::Anywhere, needle) {
            let needle = &needle.needle;
            let first = |text: &str| needle.first(text);
            self.post.search.for_each_story_with(needle.length(), first, &mut found);
        }
        let needle = &needle.needle;
        let addresses = self.library.library.stories().addresses(self.position);
        if needle.is_in(addresses) {
            let lines = addresses.lines().enumerate();
            lines.filter(|(_, line)| needle.is_in(line)).for_each(|(number, _)| found(number));
        }
    }
}
