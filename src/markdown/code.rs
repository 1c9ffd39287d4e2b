//! Code blocks: a bar before each line, the language above, long lines folded with a mark.

use super::document::{Role, Span};
use super::layout::{Row, span};
use crate::text::width;
use unicode_segmentation::UnicodeSegmentation;

/// Before a line of code, and before what is folded of it.
const BAR: &str = "│ ";
const FOLDED: &str = "↪ ";
/// Below this many cells there is no bar.
const NARROW: usize = 8;
/// A tab goes to the next multiple of this many cells.
const TAB: usize = 4;

/// The rows of a code block.
pub(super) fn rows(
    language: &str,
    lines: &[(usize, String)],
    offset: usize,
    cells: usize,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(lines.len() + 1);
    if !language.is_empty() {
        let label = crate::text::truncate(&format!("╭ {language}"), cells);
        rows.push(Row::new(vec![span(&label, Role::CodeFrame)], offset));
    }
    // On the narrowest screens the code needs the bar's room itself.
    let (bar, folded) = if cells >= NARROW { (BAR, FOLDED) } else { ("", "") };
    let room = cells.saturating_sub(width(bar)).max(2);
    for (offset, line) in lines {
        let length = line.len();
        let line = expanded(line);
        for (index, (start, end)) in folds(&line, room).into_iter().enumerate() {
            let mut spans: Vec<Span> =
                vec![span(if index == 0 { bar } else { folded }, Role::CodeFrame)];
            if start < end {
                spans.push(span(&line[start..end], Role::CodeBlock));
            }
            rows.push(Row::new(spans, offset + start.min(length)));
        }
    }
    rows
}

/// The line with its tabs as blanks.
fn expanded(line: &str) -> String {
    if !line.contains('\t') {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len() + 16);
    let mut column = 0;
    for part in line.split_inclusive('\t') {
        let text = part.trim_end_matches('\t');
        out.push_str(text);
        column += width(text);
        if part.len() > text.len() {
            let blanks = TAB - column % TAB;
            out.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
        }
    }
    out
}

/// The byte ranges of a line's pieces of at most `room` cells, cut between grapheme clusters; behind
/// a blank if one is near the end.
fn folds(line: &str, room: usize) -> Vec<(usize, usize)> {
    if line.len() <= room || width(line) <= room {
        return vec![(0, line.len())];
    }
    let mut pieces = Vec::new();
    let (mut start, mut used, mut blank) = (0, 0, None);
    for (at, cluster) in line.grapheme_indices(true) {
        let cluster_width = width(cluster);
        if used + cluster_width > room && at > start {
            let end = blank.filter(|end| (at - end) * 4 <= at - start).unwrap_or(at);
            pieces.push((start, end));
            start = end;
            used = width(&line[start..at]);
            blank = None;
        }
        used += cluster_width;
        if cluster == " " {
            blank = Some(at + 1);
        }
    }
    pieces.push((start, line.len()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_to_their_stops_and_long_lines_are_folded() {
        assert_eq!(expanded("\ta\tb云\tc"), "    a   b云 c");
        let pieces = |line: &str, room| {
            folds(line, room).into_iter().map(|(a, b)| line[a..b].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(pieces("kubectl get pods -A", 12), ["kubectl get ", "pods -A"]);
        assert_eq!(pieces("云原生云原生", 5), ["云原", "生云", "原生"]);
        assert_eq!(pieces("", 5), [""]);
    }
}
