//! Emphasis beside Chinese, Japanese and Korean text, and no emphasis within addresses.
//!
//! By CommonMark §6.2, `**注意：**请` is not emphasised: the closing run follows a punctuation mark and is
//! followed by a letter. The CJK-friendly amendment drops the condition on punctuation for a run of `*` or
//! `~` with a CJK character on either side. The parser does not implement it, so a punctuation mark that
//! does not occur in the text is inserted on both sides of such a run: with punctuation on both sides, or
//! white space on one, §6.2 has the result of the amendment. The mark is removed from every text that the
//! parser returns.
//!
//! Runs of `_` stay as they are, since §6.2 requires more for them wherever the amendment would let them
//! open or close. The one exception is a run after a punctuation mark with a variation selector: the
//! selector is ignored, and a mark inserted after it.
//!
//! A run within an address (GFM §6.9) is not emphasis. A blank that does not occur in the text is inserted
//! on both sides of it, so that it neither opens nor closes anything, and removed later as well.

use super::bare_link::bare_links;
use super::marks::MarkerChars;
use memchr::memmem::{self, FindIter};
use std::iter::Peekable;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Adds the marks and their byte offsets, in the order of the text. There is no emphasis within formulas
/// either.
pub(super) fn insertions(
    text: &str,
    [mark, blank]: MarkerChars,
    formulas: &[Range<usize>],
    out: &mut Vec<(usize, char)>,
) {
    let bytes = text.as_bytes();
    let is_ascii = text.is_ascii();
    if is_ascii && formulas.is_empty() && memmem::find(bytes, b"://").is_none() {
        return;
    }
    let mut formulas = formulas.iter().peekable();
    let mut addresses = WordAddresses::new(text);
    let mut from = 0;
    while let Some(found) = memchr::memchr3(b'*', b'~', b'_', &bytes[from..]) {
        let mut start = from + found;
        let delimiter = bytes[start];
        let end = start + bytes[start..].iter().take_while(|byte| **byte == delimiter).count();
        from = end;
        while formulas.next_if(|formula| formula.end <= start).is_some() {}
        let in_formula = formulas.peek().is_some_and(|formula| formula.start <= start);
        if in_formula || addresses.hold(start) {
            if !(delimiter == b'_' && is_within_word(bytes, start..end)) {
                out.extend([(start, blank), (end, blank)]);
            }
            continue;
        }
        if delimiter == b'_' {
            if is_behind_selected_mark(&text[..start]) {
                out.push((start, mark));
            }
            continue;
        }
        if is_ascii {
            continue;
        }
        let backslashes = bytes[..start].iter().rev().take_while(|byte| **byte == b'\\').count();
        if backslashes % 2 == 1 {
            // The first character of the run is escaped and counts as ordinary punctuation.
            start += 1;
            if start == end {
                continue;
            }
        }
        let before = text[..start].chars().rev().find(|c| !is_selector(*c));
        let after = text[end..].chars().next();
        if before.is_some_and(is_cjk) || after.is_some_and(is_cjk) {
            if before.is_some_and(|character| !character.is_whitespace()) {
                out.push((start, mark));
            }
            if after.is_some_and(|character| !character.is_whitespace()) {
                out.push((end, mark));
            }
        }
    }
}

/// The addresses in the last word (a stretch without blanks) with `://` before the byte that is checked. No
/// address contains blanks, and most words with a run of delimiters have no address.
struct WordAddresses<'t> {
    text: &'t str,
    /// Offsets of `://` from the last one checked.
    separators: Peekable<FindIter<'t, 'static>>,
    /// End of the word.
    end: usize,
    /// Offset of a `://` in the word, until its addresses are found.
    unread: Option<usize>,
    found: Vec<Range<usize>>,
}

impl<'t> WordAddresses<'t> {
    fn new(text: &'t str) -> Self {
        let separators = memmem::find_iter(text.as_bytes(), "://").peekable();
        Self { text, separators, end: 0, unread: None, found: Vec::new() }
    }

    /// Returns `true` if a delimiter at a byte is within an address. Must be called in the order of the text.
    fn hold(&mut self, at: usize) -> bool {
        // The scheme of an address has no delimiters, so that its `://` is before all that it has.
        let mut last = None;
        while let Some(separator) = self.separators.next_if(|separator| *separator < at) {
            last = Some(separator);
        }
        if let Some(separator) = last.filter(|separator| *separator >= self.end) {
            let blank = self.text.as_bytes()[separator..].iter().position(is_blank);
            self.end = blank.map_or(self.text.len(), |blank| separator + blank);
            self.unread = Some(separator);
            self.found.clear();
        }
        if at >= self.end {
            return false;
        }
        if let Some(separator) = self.unread.take() {
            let before = self.text.as_bytes()[..separator].iter().rposition(is_blank);
            let start = before.map_or(0, |blank| blank + 1);
            let own = &self.text[start..self.end];
            let places = bare_links(own).into_iter().map(|link| before_link(own, link));
            self.found = places.map(|link| start + link.start..start + link.end).collect();
        }
        self.found.iter().any(|address| address.contains(&at))
    }
}

fn is_blank(byte: &u8) -> bool {
    byte.is_ascii_whitespace()
}

/// The part of an address before a Markdown link that directly follows it.
fn before_link(text: &str, address: Range<usize>) -> Range<usize> {
    // The bracket of an IPv6 host does not begin a link.
    let from = address.start + "https://[".len();
    let behind = text.get(from..address.end).unwrap_or("");
    address.start..behind.find('[').map_or(address.end, |at| from + at)
}

/// True for a run with ASCII letters or digits on both sides, where `_` has no meaning anyway (§6.2).
fn is_within_word(bytes: &[u8], run: Range<usize>) -> bool {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    is_letter(run.start.checked_sub(1).and_then(|at| bytes.get(at)))
        && is_letter(bytes.get(run.end))
}

/// True for text that ends with a punctuation mark or symbol followed by a variation selector.
fn is_behind_selected_mark(text: &str) -> bool {
    let mut before = text.chars().rev();
    before.next().is_some_and(|last| matches!(last, '\u{FE00}'..='\u{FE0E}'))
        && before.next().is_some_and(|mark| {
            !(mark.is_alphanumeric() || mark.is_whitespace() || is_combining_mark(mark))
        })
}

/// True for a variation selector, which changes the look of the character before it, not its kind.
pub(super) fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// True for characters of Chinese, Japanese and Korean text: wide, full-width and half-width ones
/// (UAX #11), without emoji.
pub(super) fn is_cjk(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{11FF}'
        | '\u{20A9}'
        | '\u{2329}' | '\u{232A}'
        | '\u{2630}'..='\u{2637}'
        | '\u{268A}'..='\u{268F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FFEE}'
        | '\u{16FE0}'..='\u{18D8F}'
        | '\u{1AFF0}'..='\u{1B2FF}'
        | '\u{1D300}'..='\u{1D376}'
        | '\u{1F200}'
        | '\u{1F202}'
        | '\u{1F210}'..='\u{1F219}'
        | '\u{1F21B}'..='\u{1F22E}'
        | '\u{1F230}'..='\u{1F231}'
        | '\u{1F237}'
        | '\u{1F23B}'
        | '\u{1F240}'..='\u{1F248}'
        | '\u{1F260}'..='\u{1F265}'
        | '\u{20000}'..='\u{3FFFF}')
}
