//! What earlier searches have found out: of words, so that a word that grows or shrinks by a letter
//! is not looked for in every post again, and of all stories.

use super::stories::CountedRows;
use crate::library::{Library, Position};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

/// Words that are kept.
const MOST: usize = 64;

/// What is known of words in one library.
#[derive(Debug, Default)]
pub struct Memo {
    library: Weak<Library>,
    posts: usize,
    /// The word used last is the last.
    words: VecDeque<(String, Arc<Known>)>,
    /// What a query that says nothing finds among the stories.
    all_stories: Option<Arc<CountedRows>>,
}

/// Which posts hold one word: what is known of that so far. For each post there are two bits.
#[derive(Debug)]
pub(super) struct Known {
    literal: Bits,
    sound: Bits,
}

#[derive(Debug)]
struct Bits {
    yes: Box<[AtomicU64]>,
    no: Box<[AtomicU64]>,
}

impl Memo {
    /// What is known in a library: nothing, if it is another than before.
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

    /// For one search of a library and no other.
    pub(super) fn once(library: &Library) -> Self {
        Self { posts: library.posts().len(), ..Self::default() }
    }

    /// All stories, if they are known.
    pub(super) fn all_stories(&self) -> Option<Arc<CountedRows>> {
        self.all_stories.clone()
    }

    /// Keeps all stories.
    pub(super) fn keep_all_stories(&mut self, all: CountedRows) {
        self.all_stories = Some(Arc::new(all));
    }

    /// What is known of a folded word, and of the longest word within it: where that is not, the
    /// word is not. `None` where nothing is to be kept.
    pub(super) fn word(&mut self, word: &str) -> Option<(Arc<Known>, Option<Arc<Known>>)> {
        if self.posts == 0 {
            return None;
        }
        let within = self.words.iter().filter(|(known, _)| known != word && word.contains(known));
        let within =
            within.max_by_key(|(known, _)| known.len()).map(|(_, known)| Arc::clone(known));
        let at = self.words.iter().position(|(known, _)| known == word);
        let entry = at.and_then(|at| self.words.remove(at)).unwrap_or_else(|| {
            (
                word.to_owned(),
                Arc::new(Known { literal: Bits::new(self.posts), sound: Bits::new(self.posts) }),
            )
        });
        let known = Arc::clone(&entry.1);
        self.words.push_back(entry);
        if self.words.len() > MOST {
            self.words.pop_front();
        }
        Some((known, within))
    }
}

impl Known {
    /// Whether the word itself stands in a post.
    pub fn literal(&self, position: Position, look: impl FnOnce() -> bool) -> bool {
        self.literal.get(position, look)
    }

    /// True if it is known that the word itself does not stand in a post.
    pub fn is_absent(&self, position: Position) -> bool {
        Bits::is_set(&self.literal.no, position)
    }

    /// Whether a post sounds like the word.
    pub fn sound(&self, position: Position, look: impl FnOnce() -> bool) -> bool {
        self.sound.get(position, look)
    }
}

impl Bits {
    fn new(posts: usize) -> Self {
        let none = || (0..posts.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Self { yes: none(), no: none() }
    }

    /// What is known of a post, else what looking says, which is known from then on. Threads that
    /// look at once come to the same.
    fn get(&self, position: Position, look: impl FnOnce() -> bool) -> bool {
        if Self::is_set(&self.yes, position) {
            return true;
        }
        if Self::is_set(&self.no, position) {
            return false;
        }
        let found = look();
        let bits = if found { &self.yes } else { &self.no };
        if let Some(word) = bits.get(position as usize / 64) {
            word.fetch_or(1 << (position % 64), Ordering::Relaxed);
        }
        found
    }

    fn is_set(bits: &[AtomicU64], position: Position) -> bool {
        bits.get(position as usize / 64)
            .is_some_and(|word| word.load(Ordering::Relaxed) >> (position % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_once_is_known() {
        let library = Arc::new(Library::new(Vec::new()));
        let mut memo = Memo { posts: 100, ..Memo::default() };
        assert!(memo.word("a").is_some());
        let (known, within) = memo.word("ab").unwrap();
        assert!(within.is_some());
        assert!(known.literal(70, || true) && !known.literal(71, || false));
        let (again, _) = memo.word("ab").unwrap();
        assert!(again.literal(70, || unreachable!()) && !again.literal(71, || unreachable!()));
        assert!(again.is_absent(71) && !again.is_absent(70) && !again.is_absent(72));
        let (longer, within) = memo.word("xaby").unwrap();
        assert!(within.unwrap().is_absent(71) && !longer.is_absent(71));
        for number in 0..MOST {
            memo.word(&format!("{number}"));
        }
        assert_eq!(memo.words.len(), MOST);
        assert!(memo.of(&library).word("ab").is_none());
    }
}
