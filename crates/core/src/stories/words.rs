//! Lists of words to find in names and headings.

use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::OnceLock;

/// Words in lower case, all searched for in one pass over a text.
pub(super) struct WordList {
    words: &'static [&'static str],
    /// Built on first use.
    finder: OnceLock<AhoCorasick>,
}

impl WordList {
    pub const fn new(words: &'static [&'static str]) -> Self {
        Self { words, finder: OnceLock::new() }
    }

    /// True for a text that is one of the words.
    pub fn has(&self, text: &str) -> bool {
        self.words.contains(&text)
    }

    /// True for a lower-case text that begins with any of the words.
    pub fn found_at_start_of(&self, text: &str) -> bool {
        self.words.iter().any(|word| {
            text.strip_prefix(word).is_some_and(|rest| {
                !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphabetic())
            })
        })
    }

    /// Words of the list that occur in a lower-case text: Latin words only where no ASCII letter is beside
    /// them, others (Han, kana, Hangul) anywhere.
    pub fn found_in(&self, text: &str) -> impl Iterator<Item = &'static str> {
        self.occurrences_in(text).filter_map(move |(word, at)| {
            let is_part = word.starts_with(|first: char| first.is_ascii())
                && (is_letter(text, at.start.checked_sub(1)) || is_letter(text, Some(at.end)));
            (!is_part).then_some(word)
        })
    }

    /// True for a lower-case text with a Latin word that is one of the list or ends in one.
    pub fn ends_a_word_of(&self, text: &str) -> bool {
        self.occurrences_in(text).any(|(_, at)| !is_letter(text, Some(at.end)))
    }

    /// Words of the list that occur in a text, also within other words, each with its place in bytes.
    fn occurrences_in(&self, text: &str) -> impl Iterator<Item = (&'static str, Range<usize>)> {
        let finder = self.finder.get_or_init(|| match AhoCorasick::new(self.words) {
            Ok(finder) => finder,
            Err(error) => unreachable!("a few words are not too many: {error}"),
        });
        finder
            .find_overlapping_iter(text)
            .map(|found| (self.words[found.pattern().as_usize()], found.range()))
    }

    /// True for a lower-case text that has any of the words.
    pub fn is_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }
}

/// True if the byte of a text at a place is an ASCII letter.
fn is_letter(text: &str, at: Option<usize>) -> bool {
    at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::WordList;

    #[test]
    fn latin_words_stand_alone_and_others_anywhere() {
        static WORDS: WordList = WordList::new(&["week", "this week", "周刊", "周"]);
        let found = |text| WORDS.found_in(text).collect::<Vec<_>>();
        assert_eq!(found("this week: 3"), ["this week", "week"]);
        assert_eq!(found("weekly midweek a1week2"), ["week"]);
        assert_eq!(found("云原生周刊第3期"), ["周", "周刊"]);
        assert!(!WORDS.is_in("") && WORDS.has("周") && !WORDS.has("weeks"));
    }
}
