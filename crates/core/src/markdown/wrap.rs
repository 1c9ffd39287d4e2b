//! Wraps text to a width in cells.

use super::line_break::{Breaks, is_not_first, is_not_last};
use crate::text::{Ambiguous, Cluster};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Wraps a text into lines of at most `cells` cells, without blanks at their ends. Returns at least one
/// line; a character wider than `cells` has a line of its own.
pub fn wrap(text: &str, cells: usize, ambiguous: Ambiguous) -> Vec<String> {
    wrapped(text, cells, ambiguous).into_iter().map(|range| text[range].to_owned()).collect()
}

/// Byte ranges of the lines of [`wrap`].
pub fn wrapped(text: &str, cells: usize, ambiguous: Ambiguous) -> Vec<Range<usize>> {
    lines(text, cells, cells, &[], ambiguous)
}

/// Byte ranges of the lines of a text, without blanks at their ends. The first line has at most `first`
/// cells, the others at most `cells`. Line feeds end lines. `solid` ranges are split only if they do not
/// fit on a line.
pub(super) fn lines(
    text: &str,
    first: usize,
    cells: usize,
    solid: &[Range<usize>],
    ambiguous: Ambiguous,
) -> Vec<Range<usize>> {
    let mut filler = Filler { text, lines: Vec::new(), start: 0, used: 0, room: first, cells };
    if text.len() <= first && text.is_ascii() && !text.contains('\n') {
        filler.end_line(text.len(), text.len());
        return filler.lines;
    }
    let breaks = Breaks::new(text, solid);
    for Cluster { at, text: cluster, width: cells } in ambiguous.clusters(text) {
        if cluster == "\n" {
            filler.end_line(at, at + 1);
            continue;
        }
        // Blanks at the end of a line take no room.
        if cluster != " " {
            if filler.used + cells > filler.room
                && let Some(at_break) = breaks.last(filler.start, at)
            {
                filler.end_line(at_break, at_break);
                filler.used = ambiguous.width(&text[at_break..at]);
            }
            while filler.used + cells > filler.room && at > filler.start {
                let end = filler.forced_end(at);
                filler.end_line(end, end);
                filler.used = ambiguous.width(&text[end..at]);
            }
        }
        filler.used += cells;
    }
    filler.end_line(text.len(), text.len());
    filler.lines
}

struct Filler<'a> {
    text: &'a str,
    lines: Vec<Range<usize>>,
    /// Start of the current line.
    start: usize,
    /// Cells used on the current line.
    used: usize,
    /// Cells available on the current line.
    room: usize,
    /// Cells available on the lines after it.
    cells: usize,
}

impl Filler<'_> {
    /// Ends the current line; the next one begins at `next`.
    fn end_line(&mut self, end: usize, next: usize) {
        let content = self.text[self.start..end].trim_end_matches(' ');
        self.lines.push(self.start..self.start + content.len());
        self.start = next;
        self.used = 0;
        self.room = self.cells;
    }

    /// Position at which to split a line without a break opportunity, before the cluster at `at`, which does
    /// not fit: after a nearby punctuation mark if there is one, and within the kinsoku rules.
    fn forced_end(&self, at: usize) -> usize {
        let line = &self.text[self.start..at];
        let (mut nearest, mut nearest_whole) = (None, None);
        for (offset, cluster) in line.grapheme_indices(true).rev() {
            let end = self.start + offset + cluster.len();
            // Not so far back that a good part of the line stays empty.
            if nearest.is_some() && (end - self.start) * 3 < line.len() * 2 {
                break;
            }
            let last = self.text[self.start..end].trim_end().chars().next_back().unwrap_or(' ');
            let first = self.text[end..].chars().next().unwrap_or(' ');
            if nearest_whole.is_none() && last != first {
                nearest_whole = Some(end);
            }
            if is_not_first(first) || is_not_last(last) {
                continue;
            }
            if !last.is_ascii_alphanumeric() {
                return end;
            }
            nearest = nearest.or(Some(end));
        }
        // Breaking kinsoku is better than splitting a dash of two characters.
        nearest.or(nearest_whole).unwrap_or(at)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Ambiguous;
    use proptest::prelude::*;

    fn wrap(text: &str, cells: usize) -> Vec<String> {
        super::wrap(text, cells, Ambiguous::One)
    }

    #[test]
    fn lines_break_where_a_reader_expects() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("云原生", 4), ["云原", "生"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("a  b", 3), ["a", "b"]);
        assert_eq!(wrap("用 C++ 写", 5), ["用", "C++", "写"]);
        assert_eq!(wrap("他说“好”就走", 7), ["他说", "“好”就", "走"]);
        let two = super::wrap("他说“好”就走", 8, Ambiguous::Two);
        assert_eq!(two, ["他说", "“好”就", "走"]);
    }

    #[test]
    fn a_long_word_is_torn_only_when_it_must_be() {
        assert_eq!(
            wrap("see https://istio.io/latest/docs here", 30),
            ["see", "https://istio.io/latest/docs", "here"]
        );
        assert_eq!(wrap("https://istio.io/latest/docs", 20), ["https://istio.io/", "latest/docs"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(
            text in "([a-z ]|云|，|“|”|（|）|——|e\u{301}|👩‍💻|https://a\\.b/c){0,60}", cells in 2usize..40
        ) {
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                let lines = super::wrap(&text, cells, ambiguous);
                for line in &lines {
                    prop_assert!(ambiguous.width(line) <= cells, "{line:?}");
                }
                let squeezed = |text: &str| text.replace(' ', "");
                prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            }
        }

        #[test]
        fn any_text_is_wrapped(text in any::<String>(), cells in 1usize..10) {
            for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                let _ = super::wrap(&text, cells, ambiguous);
            }
        }
    }
}
