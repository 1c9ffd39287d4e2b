//! Where a line may end: UAX #14, tailored to how Chinese and Japanese are set (kinsoku), and to
//! addresses and code, which are torn only when they must be.

use crate::text::is_joining;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks, split_at_safe};

/// True if no line may begin with the character, beyond what UAX #14 says.
pub(super) fn is_not_first(character: char) -> bool {
    match character {
        '\0'..='\u{7F}' => false,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '」' | '』' | '】' | '》'
        | '〉' => true,
        '〕' | '’' | '”' | '·' | '％' | '℃' | '…' | '—' | '‥' => true,
        '゛' | '゜' | 'ヽ' | 'ヾ' | 'ゝ' | 'ゞ' | '々' | '〻' => true,
        _ => false,
    }
}

/// True if no line may end with the character.
pub(super) fn is_not_last(character: char) -> bool {
    matches!(character, '（' | '「' | '『' | '【' | '《' | '〈' | '〔' | '‘' | '“')
}

/// Where the lines of a text may end.
#[derive(Debug)]
pub(super) struct Breaks<'a> {
    text: &'a str,
    /// Ranges that are to stay whole, in order: code spans.
    solid: &'a [Range<usize>],
    /// Ranges of the same kind that are found in the text.
    addresses: Vec<Range<usize>>,
}

/// Bytes before a line that are looked at to know where it may end. What UAX #14 says of a place
/// depends on a few characters before it; only runs without end, as of flags, ask for more.
const CONTEXT: usize = 32;

impl<'a> Breaks<'a> {
    pub(super) fn new(text: &'a str, solid: &'a [Range<usize>]) -> Self {
        Self { text, solid, addresses: addresses(text) }
    }

    /// The last place behind `start`, which is the beginning of a line, and up to the character at
    /// `at` where a line may end. Looks no further back than it must, as most places are not near
    /// the end of a line.
    pub(super) fn last(&self, start: usize, at: usize) -> Option<usize> {
        let text = self.text;
        let behind = |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8);
        let mut floor = start.saturating_sub(CONTEXT);
        while !text.is_char_boundary(floor) {
            floor -= 1;
        }
        let mut end = behind(at);
        loop {
            // What is behind the second character of the part does not depend on what is before
            // the part; whether a line may end before that character does.
            let (before, _) = split_at_safe(&text[floor..end]);
            let (base, known) = match (before.is_empty(), floor) {
                (false, _) => (floor + before.len(), behind(floor + before.len())),
                (true, 0) => (0, 0),
                (true, _) => (start, start),
            };
            let known = known.max(start);
            let found = self.within(base, end).filter(|found| *found > known).last();
            if found.is_some() || known == start {
                return found;
            }
            end = behind(known);
        }
    }

    /// The places between the characters of a part, in order.
    fn within(&self, base: usize, end: usize) -> impl Iterator<Item = usize> {
        let text = self.text;
        let part = &text[base..end];
        let mut uax = linebreaks(part).filter(|(_, kind)| *kind == BreakOpportunity::Allowed);
        let mut allowed_at = uax.next();
        let mut earlier = text[..base].chars().next_back();
        let mut characters = part.char_indices();
        let mut last = characters.next().map_or(' ', |(_, first)| first);
        characters.filter_map(move |(at, first)| {
            let allowed = allowed_at.is_some_and(|(allowed, _)| allowed == at);
            if allowed {
                allowed_at = uax.next();
            }
            let at = base + at;
            let next = text[at + first.len_utf8()..].chars().next();
            let may = may_break(allowed, earlier, last, first, next);
            earlier = Some(last);
            let last = std::mem::replace(&mut last, first);
            (may && (last == ' ' || !self.tears(at))).then_some(at)
        })
    }

    /// True if a line that ends here would tear something that is to stay whole.
    fn tears(&self, at: usize) -> bool {
        [self.solid, &self.addresses].into_iter().any(|ranges| {
            let index = ranges.partition_point(|range| range.end <= at);
            ranges.get(index).is_some_and(|range| range.start < at)
        })
    }
}

/// Whether a line may end between `last` and `first`; `allowed` is what UAX #14 says.
fn may_break(
    allowed: bool,
    earlier: Option<char>,
    last: char,
    first: char,
    next: Option<char>,
) -> bool {
    if is_not_first(first) || is_not_last(last) {
        return false;
    }
    // A blank behind an opening mark parts nothing (LB14, for quotation marks as well).
    if last == ' ' && earlier.is_some_and(is_not_last) {
        return false;
    }
    // `C++`, `//`, `==`: UAX #14 takes each sign for one of its own.
    if last == first && last.is_ascii_punctuation() {
        return false;
    }
    if allowed {
        return true;
    }
    // UAX #14 (LB19) binds a quotation mark to both sides, since it cannot tell an opening from a
    // closing one. Beside an East Asian character, these are what they look like.
    let opens = matches!(first, '“' | '‘')
        && !last.is_whitespace()
        && (is_joining(last) || next.is_some_and(is_joining));
    let closes = matches!(last, '”' | '’')
        && !first.is_whitespace()
        && !first.is_ascii_punctuation()
        && (is_joining(first) || earlier.is_some_and(is_joining));
    opens || closes
}

/// The byte ranges of addresses: words that hold `://`.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("://") {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let is_part = |byte: &u8| byte.is_ascii_graphic();
        let before = text.as_bytes()[..at].iter().rev().take_while(|byte| is_part(byte)).count();
        let behind = text.as_bytes()[at..].iter().take_while(|byte| is_part(byte)).count();
        found.push(at - before..at + behind);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Breaks;
    use proptest::prelude::*;

    proptest! {
        /// Looking back from the end of a line finds what going forward over all of the text does.
        #[test]
        fn the_last_place_is_the_last_of_all(
            text in "([a-z]{1,3}|[0-9]{1,2}| | \\( |\\(|\\)|[-/%$,.!?\"'\u{a0}\u{200b}\u{2060}]|“|”|云|（|）|——|…|が|한|e\u{301}|👩\u{200d}💻|🇨🇳|https://a\\.b/c|C\\+\\+|ש){1,40}",
            one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(),
        ) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let (one, other) = (places[one.index(places.len())], places[other.index(places.len())]);
            let (start, at) = (one.min(other), one.max(other));
            let breaks = Breaks::new(&text, &[]);
            let all = breaks.within(0, text.len()).filter(|found| *found > start && *found <= at);
            prop_assert_eq!(breaks.last(start, at), all.last(), "{}..{} of {:?}", start, at, text);
        }
    }
}
