//! Folding of text, applied to both sides of a search.
//!
//! `segment` has the rules, `table` caches their results for single characters. This module folds a whole
//! text in one pass and copies most of it in long runs.

mod folded;
mod han;
mod segment;
mod table;
#[cfg(test)]
mod tests;

pub use folded::Folded;
pub use segment::is_invisible;

use folded::FoldedPiece;
use han::unchanged;
use segment::fold_segment;
use table::{FoldedChar, entry};

/// The text in the form that searches compare: compatibility-composed (NFKC, UAX #15, which also maps
/// full-width letters to ASCII) and case-folded (Unicode full case folding). Accents of Latin, Greek and
/// Cyrillic letters and invisible characters are removed, apostrophes and dashes replaced by the typed ones
/// (`'`, `-`), Han characters by their simplified form, and runs of white space by one blank. A line end
/// between two characters of a script written without blanks is dropped, like a soft break in the reader.
///
/// Folding is idempotent. Folded text contains no line feeds.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// Appends the folded text to `out`.
pub fn fold_into(out: &mut String, text: &str) {
    let mut folder = Folder::new(text, std::mem::take(out), None);
    folder.run();
    *out = folder.out;
}

/// Like [`fold`], with a mapping from folded bytes to those of the text.
pub fn fold_with_map(text: &str) -> Folded<'_> {
    let mut folder = Folder::new(text, String::with_capacity(text.len()), Some(Vec::new()));
    folder.run();
    Folded::new(text, folder.out, folder.pieces.unwrap_or_default())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    LineEnd,
}

struct Folder<'t> {
    text: &'t str,
    /// The folded text. Until the end, copied text in it has its capitals.
    out: String,
    /// Offset in `out` at which this text begins.
    start: usize,
    /// Mapping to the source; `None` if it is not needed.
    pieces: Option<Vec<FoldedPiece>>,
    /// White space that was read but not yet written, and where it began.
    gap: Gap,
    gap_start: usize,
    /// Start of the run of text that is being copied, except for ASCII capitals; `None` between runs.
    copied_from: Option<usize>,
}

impl<'t> Folder<'t> {
    fn new(text: &'t str, out: String, pieces: Option<Vec<FoldedPiece>>) -> Self {
        let start = out.len();
        Self { text, out, start, pieces, gap: Gap::None, gap_start: 0, copied_from: None }
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let end = self.copied_to(at);
            if end > at {
                if self.copied_from.is_none() {
                    let first = self.text[at..].chars().next().unwrap_or_default();
                    self.begin_copy(at, first);
                }
                at = end;
            } else if !bytes[at].is_ascii() {
                at = self.character(at);
            } else if self.joins_at(at + 1) {
                at = self.segment(at);
            } else {
                self.white(at, bytes[at] == b'\n');
                at += 1;
            }
        }
        self.end_copy(at);
        // What was folded character by character has no capitals.
        self.out[self.start..].make_ascii_lowercase();
    }

    /// End of the text from `start` on that is copied, except for ASCII capitals, because no character of it
    /// depends on its neighbours: ASCII, with single blanks between words, and Han characters.
    fn copied_to(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(byte) = bytes.get(at).copied() {
            let copied = match byte {
                b'\t'..=b'\r' => 0,
                b' ' => {
                    let has_begun = at > start || self.copied_from.is_some();
                    let next = bytes.get(at + 1);
                    usize::from(has_begun && next.is_some_and(|next| begins_word(*next)))
                }
                // Between Chinese words, most runs of ASCII are shorter than a block.
                0x00..=0x7F if bytes.get(at + BLOCK).is_some_and(u8::is_ascii) => {
                    copied_blocks(&bytes[at..]).max(1)
                }
                0x00..=0x7F => 1,
                0xE4..=0xE9 => unchanged(&bytes[at..]),
                _ => 0,
            };
            if copied == 0 {
                break;
            }
            at += copied;
        }
        // The last character may combine with the next one.
        if at > start && self.joins_at(at) {
            self.text[..at].char_indices().next_back().map_or(start, |(last, _)| last)
        } else {
            at
        }
    }

    /// Folds one character beyond ASCII; returns the start of the next.
    fn character(&mut self, at: usize) -> usize {
        let Some(character) = self.text[at..].chars().next() else { return self.text.len() };
        let end = at + character.len_utf8();
        if self.joins_at(end) {
            return self.segment(at);
        }
        match entry(character) {
            FoldedChar::One(one) if one == character => {
                if self.copied_from.is_none() {
                    self.begin_copy(at, one);
                }
            }
            FoldedChar::One(one) => {
                self.end_copy(at);
                self.close_gap(at, one);
                self.piece(at, end);
                self.out.push(one);
            }
            FoldedChar::Blank => self.white(at, false),
            FoldedChar::Text(text) => self.emit(text, at, end),
            FoldedChar::Joins => return self.segment(at),
        }
        end
    }

    /// True if the character at a byte combines with the one before it.
    #[inline]
    fn joins_at(&self, at: usize) -> bool {
        // No character from U+4000 to U+9FFF does, which are most of a Chinese text.
        let may_join = |byte: &u8| !byte.is_ascii() && !matches!(byte, 0xE4..=0xE9);
        self.text.as_bytes().get(at).is_some_and(may_join)
            && self.text[at..].chars().next().is_some_and(|next| entry(next) == FoldedChar::Joins)
    }

    /// Folds a character with everything that combines with it; returns the end.
    fn segment(&mut self, start: usize) -> usize {
        let mut rest = self.text[start..].char_indices();
        rest.next();
        let end = rest
            .find(|(_, next)| next.is_ascii() || entry(*next) != FoldedChar::Joins)
            .map_or(self.text.len(), |(length, _)| start + length);
        let folded = fold_segment(&self.text[start..end]);
        self.emit(&folded, start, end);
        end
    }

    /// Writes the folded form of the bytes from `start` to `end`.
    fn emit(&mut self, folded: &str, start: usize, end: usize) {
        self.end_copy(start);
        let mut begun = false;
        for character in folded.chars() {
            if character.is_whitespace() {
                self.white(start, character == '\n');
                continue;
            }
            if begun {
                // White space within the form comes from the same bytes.
                self.blank(character);
            } else {
                self.close_gap(start, character);
                self.piece(start, end);
                begun = true;
            }
            self.out.push(character);
        }
    }

    fn begin_copy(&mut self, at: usize, first: char) {
        self.close_gap(at, first);
        self.copied_from = Some(at);
    }

    fn end_copy(&mut self, end: usize) {
        let Some(start) = self.copied_from.take() else { return };
        self.piece(start, end);
        if let Some(piece) = self.pieces.as_mut().and_then(|pieces| pieces.last_mut()) {
            piece.is_copied = true;
        }
        self.out.push_str(&self.text[start..end]);
    }

    fn white(&mut self, at: usize, is_line_end: bool) {
        self.end_copy(at);
        if self.gap == Gap::None {
            self.gap_start = at;
        }
        if is_line_end {
            self.gap = Gap::LineEnd;
        } else if self.gap == Gap::None {
            self.gap = Gap::Blank;
        }
    }

    /// Ends the white space before `next`, whose bytes begin at `at`.
    fn close_gap(&mut self, at: usize, next: char) {
        if self.gap != Gap::None {
            self.piece(self.gap_start, at);
            self.blank(next);
        }
    }

    /// Writes a blank for the white space before `next`, unless that is dropped.
    fn blank(&mut self, next: char) {
        let joined = self.gap == Gap::LineEnd
            && is_joining(next)
            && self.out.chars().next_back().is_some_and(is_joining);
        if self.gap != Gap::None && !joined && self.out.len() > self.start {
            self.out.push(' ');
        }
        self.gap = Gap::None;
    }

    /// Records that the text written next comes from these bytes.
    fn piece(&mut self, source: usize, source_end: usize) {
        if let Some(pieces) = &mut self.pieces {
            let folded = self.out.len();
            pieces.push(FoldedPiece { folded, source, source_end, is_copied: false });
        }
    }
}

/// True for the first byte of a visible ASCII character or of one from U+4000 to U+9FFF, which are neither white
/// space nor combine with what is before them.
fn begins_word(byte: u8) -> bool {
    byte.is_ascii_graphic() || matches!(byte, 0xE4..=0xE9)
}

/// Number of bytes examined at once.
const BLOCK: usize = 16;

/// Number of bytes, in whole blocks, that are copied unchanged except for capitals: visible ASCII characters
/// and single blanks between them.
fn copied_blocks(bytes: &[u8]) -> usize {
    let blocks = bytes.windows(BLOCK + 1).step_by(BLOCK);
    blocks.take_while(|block| is_copied(block)).count() * BLOCK
}

/// True if a block, given with the byte after it, is copied. Written without branches, so that the compiler
/// can vectorise it.
#[expect(clippy::needless_bitwise_bool, reason = "`&&` would be a branch for each byte")]
fn is_copied(block: &[u8]) -> bool {
    let Some(block) = block.first_chunk::<{ BLOCK + 1 }>() else { return false };
    let mut copied = true;
    for at in 0..BLOCK {
        let is_seen = |byte: u8| (byte > b' ') & (byte < 0x7F);
        copied &= is_seen(block[at]) | ((block[at] == b' ') & is_seen(block[at + 1]));
    }
    copied
}

/// True for characters of scripts written without blanks between words: Han, kana, bopomofo, their
/// punctuation and the full-width forms. Excludes Hangul, and marks that would combine with the character
/// before a dropped line end.
pub fn is_joining(character: char) -> bool {
    !matches!(character, '\u{302A}'..='\u{302F}' | '\u{3099}' | '\u{309A}')
        && matches!(character,
        '\u{2E80}'..='\u{303F}'
        | '\u{3040}'..='\u{312F}'
        | '\u{31A0}'..='\u{31BF}'
        | '\u{31C0}'..='\u{31EF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3200}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF9F}'
        | '\u{FFE0}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}')
}
