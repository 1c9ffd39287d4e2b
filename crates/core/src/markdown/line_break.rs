//! Line breaking by UAX #14, tailored to Chinese and Japanese typesetting (kinsoku), and to addresses and
//! code, which are split only if they do not fit on a line.

use crate::text::is_joining;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks, split_at_safe};

/// True if no line may begin with the character, in addition to the rules of UAX #14.
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

/// The break opportunities of a text.
#[derive(Debug)]
pub(super) struct Breaks<'a> {
    text: &'a str,
    /// Ranges that must not be split, in order: code spans.
    solid: &'a [Range<usize>],
    /// Addresses in the text, which must not be split either.
    addresses: Vec<Range<usize>>,
}

/// Bytes of context before a line that decide its break opportunities. UAX #14 needs only a few characters
/// before a position, except for unbounded runs, such as flags.
const CONTEXT: usize = 32;

impl<'a> Breaks<'a> {
    pub(super) fn new(text: &'a str, solid: &'a [Range<usize>]) -> Self {
        Self { text, solid, addresses: addresses(text) }
    }

    /// The last break opportunity after `start`, the beginning of a line, and not after the character at
    /// `at`. Looks back only as far as it has to, since most positions are not near the end of a line.
    pub(super) fn last(&self, start: usize, at: usize) -> Option<usize> {
        let text = self.text;
        let behind = |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8);
        let mut floor = start.saturating_sub(CONTEXT);
        while !text.is_char_boundary(floor) {
            floor -= 1;
        }
        let mut end = behind(at);
        loop {
            // Opportunities after the second character of the part do not depend on the text before the part;
            // the one before that character does.
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

    /// The break opportunities between the characters of a part, in order.
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

    /// True if a line break at this offset would split a range that must stay whole.
    fn tears(&self, at: usize) -> bool {
        [self.solid, &self.addresses].into_iter().any(|ranges| {
            let index = ranges.partition_point(|range| range.end <= at);
            ranges.get(index).is_some_and(|range| range.start < at)
        })
    }
}

/// Returns `true` if a line may end between `last` and `first`; `allowed` is the result of UAX #14.
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
    // No break at a blank after an opening mark (LB14, here also for quotation marks).
    if last == ' ' && earlier.is_some_and(is_not_last) {
        return false;
    }
    // No break within `C++`, `//`, `==`, although UAX #14 allows it.
    if last == first && last.is_ascii_punctuation() {
        return false;
    }
    if allowed {
        return true;
    }
    // UAX #14 (LB19) allows no break on either side of a quotation mark, as it cannot tell opening from
    // closing ones. Beside an East Asian character, their shape decides.
    let opens = matches!(first, '“' | '‘')
        && !last.is_whitespace()
        && (is_joining(last) || next.is_some_and(is_joining));
    let closes = matches!(last, '”' | '’')
        && !first.is_whitespace()
        && !first.is_ascii_punctuation()
        && (is_joining(first) || earlier.is_some_and(is_joining));
    opens || closes
}

/// Byte ranges of addresses: words with `://` in them.
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
        /// Searching back from the end of a line gives the same result as going forward through all of the
        /// text.
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
