//! Marks that prevent the parser from misreading a text: a punctuation mark and a blank that do not occur
//! in it. They are inserted before parsing and removed from every text that the parser returns, so that
//! code and addresses are unchanged.

use super::cjk_emphasis::insertions;
use super::literal::{Literals, literals};
use super::rewrite::Rewritten;
use memchr::{memchr2, memchr3, memmem};

/// A punctuation mark and a blank.
pub(super) type MarkerChars = [char; 2];

/// Candidates for the mark: punctuation (Unicode general category Po) of scripts that no digest uses.
const PUNCTUATION: [char; 3] = ['\u{A95F}', '\u{1CD3}', '\u{AADE}'];
/// Candidates for the blank (general category Zs), first the one whose first byte is rare in Chinese and
/// English texts.
const BLANKS: [char; 3] = ['\u{1680}', '\u{2001}', '\u{2000}'];

/// The text with marks inserted where needed, and the marks; `None` if it needs none.
pub(super) fn marked(text: &str) -> Option<(Rewritten<'static>, MarkerChars)> {
    let literals = literals(text);
    let has_runs = memchr3(b'*', b'~', b'_', text.as_bytes()).is_some();
    if literals.places.is_empty() && !has_runs {
        return None;
    }
    let marks = marks(text)?;
    let inserted = inserted(text, marks, literals);
    (!inserted.is_empty()).then(|| (Rewritten::with_inserted(text, &inserted), marks))
}

/// True for a text that contains one of the marks. Their first bytes nearly always decide.
pub(super) fn has_marks(text: &str, marks: MarkerChars) -> bool {
    // Each mark takes three bytes.
    let [mark, blank] = marks.map(|mark| 0xE0 | (u32::from(mark) >> 12) as u8);
    memchr2(mark, blank, text.as_bytes()).is_some() && text.contains(marks)
}

/// Chooses the marks for a text; `None` if all candidates occur in it.
fn marks(text: &str) -> Option<MarkerChars> {
    // The first bytes of all candidates: most texts have none of them.
    if memchr2(0xEA, 0xE1, text.as_bytes()).is_none() {
        return Some([PUNCTUATION[0], BLANKS[0]]);
    }
    let is_absent = |mark: &char| {
        let mark = mark.encode_utf8(&mut [0; 4]).to_owned();
        memmem::find(text.as_bytes(), mark.as_bytes()).is_none()
    };
    Some([PUNCTUATION.into_iter().find(is_absent)?, BLANKS.into_iter().find(is_absent)?])
}

/// The marks to insert and their byte offsets, in order.
fn inserted(text: &str, marks: MarkerChars, literals: Literals) -> Vec<(usize, char)> {
    let Literals { places, formulas } = literals;
    let mut all: Vec<(usize, char)> = places.into_iter().map(|at| (at, marks[0])).collect();
    let is_sorted = all.is_empty();
    insertions(text, marks, &formulas, &mut all);
    if !is_sorted {
        all.sort_by_key(|(at, _)| *at);
    }
    all
}
