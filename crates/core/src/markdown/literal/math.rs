//! Mathematics: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, as recognised by `MathJax` and `KaTeX`.

use super::Literals;
use memchr::{memchr, memchr2, memmem};
use std::ops::Range;

/// Maximum length of a formula in bytes; anything longer is text.
const MAX_FORMULA: usize = 4_000;

/// Adds the formulas of a text, and the places in them where the parser would see markup.
pub(super) fn find(text: &str, literals: &mut Literals) {
    let mut ends = Ends { text, next: [0; 3] };
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr2(b'$', b'\\', &bytes[from..]).map(|at| from + at) {
        let formula = match (bytes[at], bytes.get(at + 1)) {
            (b'\\', Some(b'(')) => ends.formula(at, Delimiter::Round),
            (b'\\', Some(b'[')) => ends.formula(at, Delimiter::Square),
            (b'$', Some(b'$')) => ends.formula(at, Delimiter::Dollars),
            (b'$', _) => in_line(text, at),
            _ => None,
        };
        if let Some(formula) = formula {
            from = formula.end;
            push_places(text, &formula, &mut literals.places);
            literals.formulas.push(formula);
        } else {
            // An escaped character begins nothing.
            let length = if bytes[at] == b'\\' { 2 } else { run(&bytes[at..]) };
            from = (at + length).min(bytes.len());
        }
    }
}

/// Number of dollar signs at the beginning.
fn run(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| **byte == b'$').count()
}

#[derive(Clone, Copy)]
enum Delimiter {
    Round,
    Square,
    Dollars,
}

/// The next end of each kind of formula, so that a text full of beginnings is scanned only once.
struct Ends<'t> {
    text: &'t str,
    next: [usize; 3],
}

impl Ends<'_> {
    /// The formula that begins at a byte offset with a delimiter of two characters.
    fn formula(&mut self, at: usize, delimiter: Delimiter) -> Option<Range<usize>> {
        let mark = match delimiter {
            Delimiter::Round => "\\)",
            Delimiter::Square => "\\]",
            Delimiter::Dollars => "$$",
        };
        let next = &mut self.next[delimiter as usize];
        let from = at + 2;
        if *next < from {
            let found = memmem::find(&self.text.as_bytes()[from..], mark.as_bytes());
            *next = found.map_or(self.text.len(), |end| from + end);
        }
        let end = *next;
        if end == self.text.len() || end == from || end - from > MAX_FORMULA {
            return None;
        }
        let inner = &self.text[from..end];
        let is_formula = match delimiter {
            Delimiter::Dollars => true,
            // An escaped bracket alone begins no formula.
            Delimiter::Round => is_formula(inner) || is_short(inner),
            Delimiter::Square => is_formula(inner),
        };
        (is_formula && !inner.contains("\n\n")).then_some(at..end + 2)
    }
}

/// True for a text that is mathematics rather than words.
fn is_formula(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_escaped = |at: usize| {
        bytes[..at].iter().rev().take_while(|before| **before == b'\\').count() % 2 == 1
    };
    // Escaped, a sign is text.
    let has_sign = bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'^' | b'=' => !is_escaped(at),
        b'\\' => is_letter(at + 1),
        b'_' => at > 0 && is_letter(at - 1) && (at == 1 || !is_letter(at - 2)),
        _ => false,
    });
    has_sign && !text.contains("](")
}

/// True for single letters (or pairs) with operators between them.
fn is_short(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.all(|word| word.len() <= 2)
        && text.contains(char::is_alphabetic)
        && text.contains(['*', '+', '-', '<', '>', '~', '|', '&'])
}

/// The formula between single dollar signs that begins at a byte offset. As in pandoc, there is no blank on
/// the inner side of either dollar sign and no digit after the last: `$5 to $6` is money.
fn in_line(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let from = at + 1;
    if bytes.get(from)?.is_ascii_whitespace() {
        return None;
    }
    let mut end = from;
    loop {
        end += memchr2(b'$', b'\n', &bytes[end..])?;
        if bytes[end - 1] != b'\\' || bytes[end] == b'\n' {
            break;
        }
        end += 1;
    }
    let inner = &text[from..end];
    let is_formula = bytes[end] == b'$'
        && end - from <= MAX_FORMULA
        && !bytes[end - 1].is_ascii_whitespace()
        && !bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        && memchr(b'`', inner.as_bytes()).is_none()
        && !inner.contains("](")
        && !inner.contains("://");
    is_formula.then_some(at..end + 1)
}

/// Adds the places of a formula where the parser would drop characters.
fn push_places(text: &str, formula: &Range<usize>, places: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    let mut line_starts = false;
    for at in formula.clone() {
        let next = bytes.get(at + 1);
        let byte = bytes[at];
        // Markers of quotes belong to the lines, not to the formula.
        if line_starts && !matches!(byte, b' ' | b'\t' | b'>' | b'\n') {
            line_starts = false;
            if byte.is_ascii_digit() || b"#-+=*:|~`_".contains(&byte) {
                places.push(at);
            }
        }
        let splits = match byte {
            b'\\' => next.is_some_and(|next| next.is_ascii_punctuation() || *next == b'\n'),
            b'&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'#'),
            b'<' | b'[' | b']' => true,
            b'\n' => {
                line_starts = true;
                false
            }
            _ => false,
        };
        if splits {
            places.push(at + 1);
        }
    }
}
