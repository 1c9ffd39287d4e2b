//! Running text with nothing in it but the commonest marks, told without a parser: code, emphasis,
//! links to an address (CommonMark §6). What could mean anything else is not told.

use crate::markdown::bare_link::ends_in_address;
use crate::markdown::cjk_emphasis::{is_cjk, is_selector};
use memchr::memchr;
use std::ops::Range;

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text as it is, of a code span too, at this place.
    Text(Range<usize>),
    /// The end of a line.
    Break,
    /// A link's text begins, which leads to the address at this place.
    Link(Range<usize>),
    /// It ends.
    EndLink,
}

/// Bytes that may be more than text.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut at = 0;
    let bytes = b"\n*_`[]!<&\\~\t";
    while at < bytes.len() {
        marks[bytes[at] as usize] = true;
        at += 1;
    }
    marks
};

/// Reads the text between two bytes: lines of one paragraph, or of a heading. `None` where it has
/// to be parsed. What comes of it is put behind what `pieces` holds.
pub(super) fn read(text: &str, range: Range<usize>, pieces: &mut Vec<Piece>) -> Option<()> {
    let text = &text[..range.end];
    let mut reading = Reading { text, pieces, from: range.start, run: None, link: None };
    let bytes = text.as_bytes();
    let mut at = range.start;
    while let Some(ahead) = next_mark(&bytes[at..]) {
        at = reading.mark(at + ahead)?;
    }
    reading.end()
}

/// Where the next byte is that may be more than text; blocks without any are passed over at once.
fn next_mark(bytes: &[u8]) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let from = blocks.iter().take_while(|block| !has_marks(block)).count() * BLOCK;
    let ahead = bytes[from..].iter().position(|byte| MARKS[usize::from(*byte)])?;
    Some(from + ahead)
}

/// Bytes that are looked at together.
const BLOCK: usize = 16;

/// True for a block that may hold a mark. Without a branch, so that the compiler looks at all bytes
/// at once.
#[expect(clippy::needless_bitwise_bool, reason = "`||` would be a branch for each byte")]
fn has_marks(block: &[u8; BLOCK]) -> bool {
    let mut found = false;
    for byte in block {
        found |= (*byte < 0x0B)
            | (*byte == b'!')
            | (*byte == b'&')
            | (*byte == b'*')
            | (*byte == b'<')
            | (b'['..=b'`').contains(byte)
            | (*byte == b'~');
    }
    found
}

struct Reading<'t> {
    text: &'t str,
    pieces: &'t mut Vec<Piece>,
    /// Where the text begins that has not been told yet.
    from: usize,
    /// How many `*` the emphasis has that is open.
    run: Option<usize>,
    /// The piece of the link that is open, and whether emphasis was open before it.
    link: Option<(usize, bool)>,
}

impl Reading<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Takes a byte that may be a mark; returns where to go on.
    fn mark(&mut self, at: usize) -> Option<usize> {
        match self.byte(at)? {
            b'\n' => {
                let line = &self.text[self.from..at];
                // Blanks at the end of a line are none of its text, whatever break they make.
                let end = self.from + line.trim_end_matches(' ').len();
                self.text_to(end, at + 1);
                self.pieces.push(Piece::Break);
                Some(at + 1)
            }
            b'*' => self.star(at),
            b'_' => {
                let length = self.text.as_bytes()[at..].iter().take_while(|b| **b == b'_').count();
                let is_letter = |byte: Option<u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric());
                let before = at.checked_sub(1).and_then(|before| self.byte(before));
                (is_letter(before) && is_letter(self.byte(at + length))).then_some(at + length)
            }
            b'`' => self.code(at),
            b'[' => {
                if self.link.is_some() || self.byte(at + 1) == Some(b'^') {
                    return None;
                }
                self.text_to(at, at + 1);
                self.link = Some((self.pieces.len(), self.run.is_some()));
                self.pieces.push(Piece::Link(0..0));
                Some(at + 1)
            }
            b']' => self.end_of_link(at),
            b'!' if self.byte(at + 1) != Some(b'[') => Some(at + 1),
            b'&' => {
                let rest = &self.text.as_bytes()[at + 1..];
                let name = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'#');
                (rest.get(name.count()) != Some(&b';')).then_some(at + 1)
            }
            _ => None,
        }
    }

    /// Tells the text up to a byte, and goes on from another.
    fn text_to(&mut self, end: usize, next: usize) {
        if self.from < end {
            self.pieces.push(Piece::Text(self.from..end));
        }
        self.from = next;
    }

    /// A run of `*`. Runs that open and close in turn, all as long, are emphasis without any
    /// question (§6.2).
    fn star(&mut self, start: usize) -> Option<usize> {
        let length = self.text.as_bytes()[start..].iter().take_while(|b| **b == b'*').count();
        let end = start + length;
        let before = self.text[..start].chars().next_back().unwrap_or('\n');
        let after = self.text[end..].chars().next().unwrap_or('\n');
        let is_beside_cjk = is_cjk(before) || is_cjk(after);
        let is_blank = |character: char| character.is_whitespace();
        if is_blank(before) && is_blank(after) {
            return Some(end);
        }
        if length > 2
            || is_selector(before)
            || ends_in_address(&self.text[self.from..start])
            || is_blank(before) && self.run.is_some()
            || is_blank(after) && self.run.is_none()
        {
            return None;
        }
        let (outer, inner) = if self.run.is_some() { (after, before) } else { (before, after) };
        let flanks = is_beside_cjk && !is_blank(inner)
            || inner.is_alphanumeric()
            || inner.is_ascii_punctuation() && (is_blank(outer) || outer.is_ascii_punctuation());
        if !flanks {
            return None;
        }
        match self.run {
            None => self.run = Some(length),
            Some(open) if open == length => {
                if self.link.is_some_and(|(_, was_open)| was_open) {
                    return None;
                }
                self.run = None;
            }
            Some(_) => return None,
        }
        self.text_to(start, end);
        Some(end)
    }

    fn code(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let length = bytes[start..].iter().take_while(|byte| **byte == b'`').count();
        let from = start + length;
        let mut at = from;
        let end = loop {
            at += memchr(b'`', &bytes[at..])?;
            let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
            if run == length {
                break at;
            }
            at += run;
        };
        let inner = &self.text[from..end];
        if memchr(b'\n', inner.as_bytes()).is_some() {
            return None;
        }
        // One blank on either side is not part of it (§6.1).
        let is_padded = inner.len() > 2
            && inner.starts_with(' ')
            && inner.ends_with(' ')
            && !inner.trim_matches(' ').is_empty();
        let padding = usize::from(is_padded);
        self.text_to(start, end + length);
        self.pieces.push(Piece::Text(from + padding..end - padding));
        Some(end + length)
    }

    /// The end of a link's text, and its address in parentheses behind it (§6.3).
    fn end_of_link(&mut self, at: usize) -> Option<usize> {
        let (piece, was_open) = self.link.take()?;
        if was_open != self.run.is_some() || self.byte(at + 1) != Some(b'(') {
            return None;
        }
        let start = at + 2;
        let address = self.text[start..].bytes().take_while(|byte| {
            byte.is_ascii_graphic() && !br"()<>\&`[]".contains(byte) || !byte.is_ascii()
        });
        let end = start + address.count();
        if end == start || self.byte(end) != Some(b')') {
            return None;
        }
        self.text_to(at, end + 1);
        self.pieces[piece] = Piece::Link(start..end);
        self.pieces.push(Piece::EndLink);
        Some(end + 1)
    }

    fn end(mut self) -> Option<()> {
        if self.run.is_some() || self.link.is_some() {
            return None;
        }
        let end = self.from + self.text[self.from..].trim_end_matches([' ', '\n']).len();
        self.text_to(end, end);
        // A break is between two lines.
        while self.pieces.last() == Some(&Piece::Break) {
            self.pieces.pop();
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, MARKS, has_marks};

    #[test]
    fn no_mark_is_passed_over() {
        for byte in 0..=u8::MAX {
            let mut block = [b'a'; BLOCK];
            block[BLOCK - 1] = byte;
            assert!(has_marks(&block) || !MARKS[usize::from(byte)], "{byte}");
        }
        assert!(!has_marks(b"plain, (text). 1"));
        assert!(!has_marks("云原生，abcd".as_bytes().first_chunk().unwrap()));
    }
}
