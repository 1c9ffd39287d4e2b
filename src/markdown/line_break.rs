//! Where a line may end: UAX #14, tailored to how Chinese and Japanese are set (kinsoku), and to
//! addresses and code, which are torn only when they must be.

use crate::text::is_joining;
use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// Never at the beginning of a line, beyond what UAX #14 says.
const NOT_FIRST: &str = "，。、；：！？）」』】》〉〕’”·％℃…—‥゛゜ヽヾゝゞ々〻";
/// Never at the end of a line.
const NOT_LAST: &str = "（「『【《〈〔‘“";

/// True if no line may begin with the character.
pub(super) fn is_not_first(character: char) -> bool {
    !character.is_ascii() && NOT_FIRST.contains(character)
}

/// True if no line may end with the character.
pub(super) fn is_not_last(character: char) -> bool {
    !character.is_ascii() && NOT_LAST.contains(character)
}

/// The byte offsets before which a line may end, in order; without the text's two ends. `solid`
/// are ranges that are to stay whole: code spans; addresses are found here.
pub(super) fn line_breaks(text: &str, solid: &[Range<usize>]) -> Vec<usize> {
    let mut uax = linebreaks(text)
        .filter(|(_, kind)| *kind == BreakOpportunity::Allowed)
        .map(|(at, _)| at)
        .peekable();
    let mut addresses = addresses(text).into_iter().peekable();
    let mut solid = solid.iter().peekable();
    let mut breaks = Vec::new();
    let mut before: Option<char> = None;
    let mut earlier: Option<char> = None;
    for (at, after) in text.char_indices() {
        let allowed = uax.next_if_eq(&at).is_some();
        while addresses.next_if(|range| range.end <= at).is_some() {}
        while solid.next_if(|range| range.end <= at).is_some() {}
        if let Some(last) = before {
            let inside = |range: &Range<usize>| range.start < at && last != ' ';
            let torn =
                addresses.peek().is_some_and(inside) || solid.peek().is_some_and(|r| inside(r));
            let next = text[at..].chars().nth(1);
            if !torn && may_break(allowed, earlier, last, after, next) {
                breaks.push(at);
            }
        }
        earlier = before;
        before = Some(after);
    }
    breaks
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
