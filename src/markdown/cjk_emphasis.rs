//! Emphasis beside Chinese, Japanese and Korean text, and none within addresses.
//!
//! CommonMark §6.2 lets `**注意：**请` stay unemphasised: the closing run follows a punctuation mark
//! and is followed by a letter. The CJK-friendly amendment lifts the condition on punctuation from a
//! run of `*` or `~` that has a CJK character on either side. The parser knows nothing of it, so a
//! punctuation mark that occurs nowhere in the text is put on both sides of such a run: with
//! punctuation on both sides, or white space on one, §6.2 gives what the amendment asks for. The
//! mark is taken out again of every text that the parser hands out.
//!
//! `_` is left alone: wherever the amendment would let it open or close, §6.2 asks for more. Only where
//! a variation selector stands between it and a punctuation mark, the selector is looked past, and the
//! mark is put in its place.
//!
//! To a run within an address (GFM §6.9) nothing is emphasis. A blank that occurs nowhere in the text
//! is put on both sides of it, so that it neither opens nor closes anything, and taken out as well.

use super::bare_link::bare_links;
use super::marks::Marks;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Adds the marks and the places where they go, in the order of the text. Within a formula nothing
/// is emphasis either.
pub(super) fn insertions(
    text: &str,
    [mark, blank]: Marks,
    formulas: &[Range<usize>],
    out: &mut Vec<(usize, char)>,
) {
    let bytes = text.as_bytes();
    let is_ascii = text.is_ascii();
    if is_ascii && formulas.is_empty() && memchr::memmem::find(bytes, b"://").is_none() {
        return;
    }
    let mut formulas = formulas.iter().peekable();
    let mut addresses = Addresses::default();
    let mut from = 0;
    while let Some(found) = memchr::memchr3(b'*', b'~', b'_', &bytes[from..]) {
        let mut start = from + found;
        let delimiter = bytes[start];
        let end = start + bytes[start..].iter().take_while(|byte| **byte == delimiter).count();
        from = end;
        while formulas.next_if(|formula| formula.end <= start).is_some() {}
        let in_formula = formulas.peek().is_some_and(|formula| formula.start <= start);
        if in_formula || addresses.hold(text, start) {
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
            // The first of them is escaped and a mark like any other.
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

/// The addresses of the stretch of text without blanks that was asked about last: none goes on over
/// a blank, and most stretches with a run of delimiters have none.
#[derive(Default)]
struct Addresses {
    stretch: Range<usize>,
    found: Vec<Range<usize>>,
}

impl Addresses {
    /// Whether a byte is within an address. Asked of bytes in the order of the text.
    fn hold(&mut self, text: &str, at: usize) -> bool {
        if at >= self.stretch.end {
            let is_blank = |byte: &u8| byte.is_ascii_whitespace();
            let bytes = text.as_bytes();
            let before = bytes[self.stretch.end..at].iter().rposition(is_blank);
            let start = before.map_or(self.stretch.end, |blank| self.stretch.end + blank + 1);
            let end = bytes[at..].iter().position(is_blank).map_or(text.len(), |blank| at + blank);
            let own = &text[start..end];
            let places = bare_links(own).into_iter().map(|link| before_link(own, link));
            self.found = places.map(|link| start + link.start..start + link.end).collect();
            self.stretch = start..end;
        }
        self.found.iter().any(|address| address.contains(&at))
    }
}

/// The part of an address before a link that is written directly behind it.
fn before_link(text: &str, address: Range<usize>) -> Range<usize> {
    // The bracket of an IPv6 host is none.
    let from = address.start + "https://[".len();
    let behind = text.get(from..address.end).unwrap_or("");
    address.start..behind.find('[').map_or(address.end, |at| from + at)
}

/// True for a run with letters or digits on both sides, which `_` needs for nothing (§6.2).
fn is_within_word(bytes: &[u8], run: Range<usize>) -> bool {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    is_letter(run.start.checked_sub(1).and_then(|at| bytes.get(at)))
        && is_letter(bytes.get(run.end))
}

/// True for text that ends with a punctuation mark or a symbol and a selector of its form.
fn is_behind_selected_mark(text: &str) -> bool {
    let mut before = text.chars().rev();
    before.next().is_some_and(|last| matches!(last, '\u{FE00}'..='\u{FE0E}'))
        && before.next().is_some_and(|mark| {
            !(mark.is_alphanumeric() || mark.is_whitespace() || is_combining_mark(mark))
        })
}

/// A variation selector says how the character before it looks, not what it is.
pub(super) fn is_selector(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// True for characters of Chinese, Japanese and Korean text: wide, full-width and half-width ones
/// (UAX #11) that are not emoji.
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
