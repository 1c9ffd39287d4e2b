//! Folded text with a mapping to its source.

use std::ops::Range;
use unicode_segmentation::GraphemeCursor;

/// A text folded by [`super::fold`], with a mapping from its bytes to those of its source.
#[derive(Clone, Debug, Default)]
pub struct Folded<'t> {
    source: &'t str,
    text: String,
    pieces: Vec<FoldedPiece>,
}

/// A piece of the folded text and the bytes of the source that it was made from. It ends where the next one
/// begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct FoldedPiece {
    pub folded: usize,
    pub source: usize,
    pub source_end: usize,
    /// `true` if the bytes are those of the source, except for ASCII capitals, so that they map one to one.
    pub is_copied: bool,
}

impl<'t> Folded<'t> {
    pub(super) fn new(source: &'t str, text: String, pieces: Vec<FoldedPiece>) -> Self {
        Self { source, text, pieces }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte range of the source for a byte range of the folded text, widened to whole grapheme clusters (UAX
    /// #29). Empty for an empty range.
    pub fn source(&self, folded: Range<usize>) -> Range<usize> {
        if folded.is_empty() || self.pieces.is_empty() {
            return 0..0;
        }
        let start =
            self.piece_at(
                folded.start,
                |at, piece, linear| {
                    if linear { piece.source + at } else { piece.source }
                },
            );
        let end = self.piece_at(folded.end - 1, |at, piece, linear| {
            if linear { piece.source + at + 1 } else { piece.source_end }
        });
        cluster_start(self.source, start)..cluster_end(self.source, end)
    }

    /// Calls `place` with the piece that contains a folded byte, the byte's offset in it, and `true` if the
    /// piece maps byte by byte.
    fn piece_at(&self, at: usize, place: impl Fn(usize, &FoldedPiece, bool) -> usize) -> usize {
        let next = self.pieces.partition_point(|piece| piece.folded <= at).max(1);
        let piece = &self.pieces[next - 1];
        place(at.saturating_sub(piece.folded), piece, piece.is_copied)
    }
}

/// The last boundary between grapheme clusters at or before a byte.
fn cluster_start(text: &str, at: usize) -> usize {
    let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The first boundary between grapheme clusters at or after a byte.
fn cluster_end(text: &str, at: usize) -> usize {
    let at = (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}
