//! Results of earlier searches: for words, so that a word that grows or shrinks by a letter is not
//! searched for in every post again, and for the list of all stories.

use super::context::Listed;
use super::rules::RuledLibrary;
use super::story_rows::CountedRows;
use crate::library::Library;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

/// Maximum number of words kept.
const MAX_WORDS: usize = 64;

/// Cached results for one library.
#[derive(Debug, Default)]
pub struct Memo {
    library: Weak<Library>,
    posts: usize,
    /// The cached words, each with the kind of items it was searched in. The most recently used
    /// word is last.
    words: VecDeque<(Listed, String, Arc<WordMatches>)>,
    /// The result of an empty query for stories, with the results of the rules it is based on.
    all_stories: Option<(Option<Arc<RuledLibrary>>, Arc<CountedRows>)>,
}

/// Partial knowledge of the posts, or news items, that contain one word: two bits each, by the
/// post's position or the item's index among those of all posts.
#[derive(Debug)]
pub(super) struct WordMatches {
    literal: AnswerBits,
    sound: AnswerBits,
}

#[derive(Debug)]
struct AnswerBits {
    yes: Box<[AtomicU64]>,
    no: Box<[AtomicU64]>,
}

impl Memo {
    /// The cache for a library. It is cleared if the library differs from the last one.
    pub fn of(&mut self, library: &Arc<Library>) -> &mut Self {
        if !std::ptr::eq(self.library.as_ptr(), Arc::as_ptr(library)) {
            *self = Self {
                library: Arc::downgrade(library),
                posts: library.posts().len(),
                words: VecDeque::new(),
                all_stories: None,
            };
        }
        self
    }

    /// A cache for a single search of a library.
    pub(super) fn once(library: &Library) -> Self {
        Self { posts: library.posts().len(), ..Self::default() }
    }

    /// The cached list of all stories, if it was made with the same results of the rules.
    pub(super) fn all_stories(
        &self,
        ruled: Option<&Arc<RuledLibrary>>,
    ) -> Option<Arc<CountedRows>> {
        let (before, all) = self.all_stories.as_ref()?;
        (before.as_ref().map(Arc::as_ptr) == ruled.map(Arc::as_ptr)).then(|| Arc::clone(all))
    }

    /// Stores the list of all stories.
    pub(super) fn keep_all_stories(
        &mut self,
        ruled: Option<Arc<RuledLibrary>>,
        all: CountedRows,
    ) -> Arc<CountedRows> {
        Arc::clone(&self.all_stories.insert((ruled, Arc::new(all))).1)
    }

    /// The cached results for a folded word in the posts, or in the news items, of a library.
    /// `None` if nothing is to be cached.
    pub(super) fn word(&mut self, word: &str, listed: Listed, library: &Library) -> Option<Word> {
        if self.posts == 0 {
            return None;
        }
        let others = self.words.iter().filter(|(of, known, _)| *of == listed && known != word);
        let within = others.filter(|(_, known, _)| word.contains(known));
        let within = within.max_by_key(|(_, known, _)| known.len());
        let within = within.map(|(_, _, known)| Arc::clone(known));
        let at = self.words.iter().position(|(of, known, _)| *of == listed && known == word);
        let entry = at.and_then(|at| self.words.remove(at)).unwrap_or_else(|| {
            let count = match listed {
                Listed::Posts => self.posts,
                Listed::Stories => library.stories().places(),
            };
            let known =
                WordMatches { literal: AnswerBits::new(count), sound: AnswerBits::new(count) };
            (listed, word.to_owned(), Arc::new(known))
        });
        let known = Arc::clone(&entry.2);
        self.words.push_back(entry);
        if self.words.len() > MAX_WORDS {
            self.words.pop_front();
        }
        Some(Word { known, within })
    }
}

/// Cached results for a word, and for the longest cached word that it contains: items without the
/// latter do not contain the word either.
#[derive(Debug)]
pub(super) struct Word {
    known: Arc<WordMatches>,
    within: Option<Arc<WordMatches>>,
}

impl Word {
    /// Returns `true` if the post or item with a number contains the word literally. `look` is
    /// called if that is not known.
    pub fn literal(&self, number: u32, look: impl FnOnce() -> bool) -> bool {
        let absent = || self.within.as_ref().is_some_and(|within| within.is_absent(number));
        self.known.literal.get(number, || !absent() && look())
    }

    /// Returns `true` if the item `number` of a post contains the word literally. `items` are the
    /// numbers of all items of that post. If the result is not known, all of them are searched at
    /// once: `look` reports the index within `items` of each that contains the word.
    pub fn literal_among(
        &self,
        items: Range<u32>,
        number: u32,
        look: impl FnOnce(&mut dyn FnMut(usize)),
    ) -> bool {
        let literal = &self.known.literal;
        if let Some(known) = literal.known(number) {
            return known;
        }
        let mut holding = vec![false; items.len()];
        let absent = |number| self.within.as_ref().is_some_and(|within| within.is_absent(number));
        if !items.clone().all(absent) {
            look(&mut |at| holding[at] = true);
        }
        for (number, holds) in items.zip(&holding) {
            literal.set(number, *holds);
        }
        literal.known(number).unwrap_or(false)
    }

    /// Returns `true` if the post or item with a number contains the word by sound.
    pub fn sound(&self, number: u32, look: impl FnOnce() -> bool) -> bool {
        self.known.sound.get(number, look)
    }
}

impl WordMatches {
    /// Returns `true` if the word is known not to occur there literally.
    fn is_absent(&self, number: u32) -> bool {
        AnswerBits::is_set(&self.literal.no, number)
    }
}

impl AnswerBits {
    fn new(count: usize) -> Self {
        let none = || (0..count.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Self { yes: none(), no: none() }
    }

    /// The cached value for a number, otherwise the result of `look`, which is then cached. Threads
    /// that call `look` at the same time get the same result.
    fn get(&self, number: u32, look: impl FnOnce() -> bool) -> bool {
        self.known(number).unwrap_or_else(|| {
            let found = look();
            self.set(number, found);
            found
        })
    }

    /// The cached value for a number.
    fn known(&self, number: u32) -> Option<bool> {
        if Self::is_set(&self.yes, number) {
            return Some(true);
        }
        Self::is_set(&self.no, number).then_some(false)
    }

    fn set(&self, number: u32, found: bool) {
        let bits = if found { &self.yes } else { &self.no };
        if let Some(word) = bits.get(number as usize / 64) {
            word.fetch_or(1 << (number % 64), Ordering::Relaxed);
        }
    }

    fn is_set(bits: &[AtomicU64], number: u32) -> bool {
        bits.get(number as usize / 64)
            .is_some_and(|word| word.load(Ordering::Relaxed) >> (number % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_once_is_known() {
        let library = Arc::new(Library::new(Vec::new()));
        let mut memo = Memo { posts: 100, ..Memo::default() };
        let mut word = |word: &str| memo.word(word, Listed::Posts, &library).unwrap();
        assert!(word("a").within.is_none());
        let known = word("ab");
        assert!(known.within.is_some());
        assert!(known.literal(70, || true) && !known.literal(71, || false));
        assert!(known.sound(70, || true) && known.sound(70, || unreachable!()));
        let again = word("ab");
        assert!(again.literal(70, || unreachable!()) && !again.literal(71, || unreachable!()));
        let longer = word("xaby");
        assert!(!longer.literal(71, || unreachable!()), "what it holds is not there");
        assert!(longer.literal(70, || true) && longer.literal(72, || true));
        let among = longer.literal_among(74..77, 75, |each| each(1));
        assert!(among && !longer.literal(74, || unreachable!()));
        assert!(!longer.literal_among(74..77, 76, |_| unreachable!()));
        let of_items = memo.word("xaby", Listed::Stories, &library).unwrap();
        assert!(of_items.within.is_none(), "posts are not news items");
        for number in 0..MAX_WORDS {
            memo.word(&format!("{number}"), Listed::Posts, &library);
        }
        assert_eq!(memo.words.len(), MAX_WORDS);
        assert!(memo.of(&library).word("ab", Listed::Posts, &library).is_none());
    }
}
