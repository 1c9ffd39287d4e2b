//! Search for Chinese text by its pronunciation, typed in ASCII letters: `fuwuwangge`, `fuwuwg` and
//! `fwwg` find 服务网格.

mod readings;
#[cfg(test)]
mod tests;

use std::ops::Range;

/// Minimum length of a word in letters; shorter ones match too much.
const MIN_WORD_LETTERS: usize = 3;
/// Maximum length of a word in letters: its positions are kept in the bits of one number.
const MAX_WORD_LETTERS: usize = 60;

/// A word of ASCII letters, prepared for search in Chinese text.
///
/// Each character matches any of its readings, without tones (`v` or `u` for `ü`), whole or by its first
/// letter. The last character may be typed in part, unless it is the first. Words need three letters, so
/// that `go` or `ai` do not find every 爱.
#[derive(Clone, Debug)]
pub struct Pinyin {
    letters: usize,
    /// For each syllable, the positions in the word at which it occurs whole, as bits.
    whole: Box<[u64]>,
    /// For each syllable, the positions from which the rest of the word is a prefix of it.
    begun: Box<[u64]>,
    /// For each letter, the positions at which it occurs.
    initial: [u64; 26],
    /// The characters that a match may begin with, as bits: those of `begins`, and those with a reading that
    /// has the word's first letter.
    first: Box<[u64]>,
    /// Characters with a reading that has the word's second letter, to follow one matched by its first
    /// letter.
    second: Box<[u64]>,
    /// Characters with a whole reading that is a prefix of the word.
    begins: Box<[u64]>,
}

impl Pinyin {
    /// Prepares a folded word. Returns `None` unless it consists of 3 to 60 ASCII letters and can be the
    /// pronunciation of Chinese text.
    pub fn new(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let letters = bytes.len();
        if !(MIN_WORD_LETTERS..=MAX_WORD_LETTERS).contains(&letters)
            || !bytes.iter().all(u8::is_ascii_lowercase)
        {
            return None;
        }
        let places = |holds: &dyn Fn(usize) -> bool| {
            (0..letters).filter(|at| holds(*at)).fold(0, |bits, at| bits | 1_u64 << at)
        };
        let whole = readings::syllables().map(|s| places(&|at| word[at..].starts_with(s)));
        let begun = readings::syllables()
            .map(|s| places(&|at| letters - at < s.len() && s.starts_with(&word[at..])));
        let initial = std::array::from_fn(|letter| places(&|at| bytes[at] == b'a' + letter as u8));
        let (whole, begun): (Box<[u64]>, Box<[u64]>) = (whole.collect(), begun.collect());
        if !can_be_spelled(word, &whole, &begun) {
            return None;
        }
        Some(Self {
            letters,
            whole,
            begun,
            initial,
            // A reading that is a prefix of the word begins with its first letter.
            first: readings::with_reading(|syllable| syllable.starts_with(&word[..1])),
            second: readings::with_reading(|syllable| syllable.starts_with(&word[1..2])),
            begins: readings::with_reading(|syllable| word.starts_with(syllable)),
        })
    }

    /// Byte range of the first match in a text.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.find_from(text, 0)
    }

    /// Byte ranges of all matches in a text, without overlaps.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find_from(text, from)?;
            from = found.end;
            Some(found)
        })
    }

    fn find_from(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii() {
                at += ascii_at_start(&bytes[at..]);
                continue;
            }
            let Some(code) = han_at(bytes, at) else {
                at += 1;
                continue;
            };
            // Two characters decide nearly always, before syllables are compared.
            let goes_on =
                || han_at(bytes, at + 3).is_some_and(|next| readings::is_in(&self.second, next));
            let may_begin = readings::is_in(&self.first, code)
                && (readings::is_in(&self.begins, code) || goes_on());
            if may_begin && let Some(length) = self.length_at(&text[at..]) {
                return Some(at..at + length);
            }
            at += 3;
        }
        None
    }

    /// Length in bytes of a match at the beginning of a text.
    fn length_at(&self, text: &str) -> Option<usize> {
        let end = 1_u64 << self.letters;
        // Number of letters used up so far, as bits: by initials only, and with at least one whole reading.
        let (mut short, mut full) = (1_u64, 0_u64);
        for (number, (at, character)) in text.char_indices().enumerate() {
            let syllables = readings::of(character);
            if syllables.is_empty() {
                return None;
            }
            let (mut next_short, mut next_full) = (0, 0);
            let begin = full | if number >= 2 { short } else { 0 };
            for syllable in syllables {
                let syllable = usize::from(*syllable);
                let length = readings::length(syllable);
                next_full |= ((short | full) & self.whole[syllable]) << length;
                if begin & self.begun[syllable] != 0 {
                    next_full |= end;
                }
                let initial = self.initial[readings::initial(syllable)];
                next_short |= (short & initial) << 1;
                next_full |= (full & initial) << 1;
            }
            if (next_full | next_short) & end != 0 {
                return Some(at + character.len_utf8());
            }
            (short, full) = (next_short & !end, next_full & !end);
            if short | full == 0 {
                return None;
            }
        }
        None
    }
}

/// Code point of the character that begins at a byte, if it may be in the table: every Han character of
/// the table takes three bytes, with one of these as the first.
fn han_at(bytes: &[u8], at: usize) -> Option<u32> {
    match bytes.get(at..at + 3) {
        Some([first @ 0xE3..=0xE9, second, third]) => Some(
            u32::from(first & 0xF) << 12 | u32::from(second & 0x3F) << 6 | u32::from(third & 0x3F),
        ),
        _ => None,
    }
}

/// Number of ASCII bytes at the beginning of a text.
fn ascii_at_start(mut bytes: &[u8]) -> usize {
    const OTHER: u64 = u64::from_ne_bytes([0x80; 8]);
    let mut count = 0;
    while let Some((block, rest)) = bytes.split_first_chunk() {
        let others = u64::from_le_bytes(*block) & OTHER;
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += block.len();
        bytes = rest;
    }
    count + bytes.iter().take_while(|byte| byte.is_ascii()).count()
}

/// Returns `true` if a word can be the pronunciation of some Chinese text. `whole` and `begun` are as in
/// [`Pinyin`].
fn can_be_spelled(word: &str, whole: &[u64], begun: &[u64]) -> bool {
    let end = 1_u64 << word.len();
    let mut reached = 1_u64;
    for (at, letter) in word.bytes().enumerate() {
        if reached >> at & 1 == 0 {
            continue;
        }
        for (syllable, (whole, begun)) in whole.iter().zip(begun).enumerate() {
            if whole >> at & 1 == 1 {
                reached |= 1 << (at + readings::length(syllable));
            }
            if begun >> at & 1 == 1 {
                reached |= end;
            }
            if readings::initial(syllable) == usize::from(letter - b'a') {
                reached |= 1 << (at + 1);
            }
        }
    }
    reached & end != 0
}
