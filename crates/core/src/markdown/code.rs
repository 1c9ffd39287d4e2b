//! Layout of code blocks: a bar before each line, the language above, long lines folded with a mark.

use super::code_block::CodeBlock;
use super::document::{CodeToken, Role, Span};
use super::layout::{LayoutRow, span};
use crate::text::Ambiguous;
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Prefix of a line of code, and of the folded rest of one.
const BAR: &str = "│ ";
const FOLDED: &str = "↪ ";
/// Width in cells below which there is no bar.
const NARROW: usize = 8;
/// Tab stops are at multiples of this number of cells.
const TAB: usize = 4;

/// The rows of a code block.
pub(super) fn rows(
    code: &CodeBlock,
    offset: usize,
    cells: usize,
    ambiguous: Ambiguous,
) -> Vec<LayoutRow> {
    let CodeBlock { language, title, lines, end, parts } = code;
    let mut rows = Vec::with_capacity(lines.len() + 1);
    if !language.is_empty() || !title.is_empty() {
        let between = if language.is_empty() || title.is_empty() { "" } else { ": " };
        let label = format!("{}{language}{between}{title}", ambiguous.drawn("╭ "));
        let label = ambiguous.truncate(&label, cells);
        rows.push(LayoutRow::new(vec![span(&label, Role::CodeFrame)], offset));
    }
    // On very narrow screens, the code takes the bar's room.
    let (bar, folded) = if cells >= NARROW { (BAR, FOLDED) } else { ("", "") };
    let (bar, folded) = (ambiguous.drawn(bar), ambiguous.drawn(folded));
    let room = cells.saturating_sub(ambiguous.width(&bar)).max(2);
    for (number, (offset, line)) in lines.iter().enumerate() {
        let length = line.len();
        let next = lines.get(number + 1).map_or(*end, |(next, _)| *next).max(*offset);
        let parts = parts.get(number).map_or(&[][..], Vec::as_slice);
        let (line, parts) = expanded(line, parts, ambiguous);
        // Folded parts are indented like the beginning of the line, if there is room.
        let indent = line.len() - line.trim_start_matches(' ').len();
        let indent = if indent * 3 <= room { indent } else { 0 };
        for (index, (start, end)) in
            folds(&line, room, room - indent, ambiguous).into_iter().enumerate()
        {
            let mut spans: Vec<Span> =
                vec![span(if index == 0 { &bar } else { &folded }, Role::CodeFrame)];
            if index > 0 && indent > 0 {
                spans.push(span(&" ".repeat(indent), Role::CodeBlock));
            }
            if start < end {
                push_parts(&line, start..end, &parts, &mut spans);
            }
            rows.push(LayoutRow::new(spans, (offset + start.min(length)).min(next)));
        }
    }
    rows
}

/// Adds the spans of a piece of a line, each part with its role.
fn push_parts(
    line: &str,
    piece: Range<usize>,
    parts: &[(usize, CodeToken)],
    spans: &mut Vec<Span>,
) {
    let mut start = piece.start;
    // Text after the last part is plain.
    for (end, token) in parts.iter().copied().chain([(line.len(), CodeToken::Plain)]) {
        let end = end.min(piece.end);
        if start < end {
            let role = match token {
                CodeToken::Plain => Role::CodeBlock,
                token => Role::Token(token),
            };
            spans.push(span(&line[start..end], role));
            start = end;
        }
    }
}

/// The line with tabs expanded to blanks, and its parts with their ends adjusted.
fn expanded<'a>(
    line: &'a str,
    parts: &'a [(usize, CodeToken)],
    ambiguous: Ambiguous,
) -> (Cow<'a, str>, Cow<'a, [(usize, CodeToken)]>) {
    if !line.contains('\t') {
        return (Cow::Borrowed(line), Cow::Borrowed(parts));
    }
    let mut parts = parts.to_vec();
    let (mut moved, mut at) = (0, 0);
    let mut out = String::with_capacity(line.len() + 16);
    let mut column = 0;
    for part in line.split_inclusive('\t') {
        let text = part.trim_end_matches('\t');
        let shown_at = out.len();
        out.push_str(text);
        column += ambiguous.width(text);
        if part.len() > text.len() {
            let blanks = TAB - column % TAB;
            out.extend(std::iter::repeat_n(' ', blanks));
            column += blanks;
        }
        while let Some((end, _)) = parts.get_mut(moved).filter(|(end, _)| *end <= at + part.len()) {
            *end = if *end > at + text.len() { out.len() } else { shown_at + *end - at };
            moved += 1;
        }
        at += part.len();
    }
    (Cow::Owned(out), Cow::Owned(parts))
}

/// Byte ranges of the pieces of a folded line, the first of at most `first` cells, the others of at most
/// `others`. It is cut between grapheme clusters, after a blank or a sign if one is near the end.
fn folds(line: &str, first: usize, others: usize, ambiguous: Ambiguous) -> Vec<(usize, usize)> {
    if line.len() <= first || ambiguous.width(line) <= first {
        return vec![(0, line.len())];
    }
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let (mut start, mut used, mut room) = (0, 0, first);
    // The last positions after a blank and after another sign.
    let (mut blank, mut sign) = (0, 0);
    for (at, cluster) in line.grapheme_indices(true) {
        let cluster_width = ambiguous.width(cluster);
        // Blanks at the end of a piece take no cells.
        if used + cluster_width > room && at > start && cluster != " " {
            let is_near = |end: &usize| *end > start && (at - end) * 3 <= at - start;
            let end = [blank, sign].into_iter().find(is_near).unwrap_or(at);
            pieces.push((start, start + line[start..end].trim_end_matches(' ').len()));
            (start, room) = (end, others);
            used = ambiguous.width(&line[start..at]);
        }
        used += cluster_width;
        if cluster == " " {
            blank = at + 1;
        } else if is_sign(cluster) {
            sign = at + cluster.len();
        }
    }
    let end = start + line[start..].trim_end_matches(' ').len();
    if end > start || pieces.is_empty() {
        pieces.push((start, end));
    }
    pieces
}

/// True for characters after which code may be cut, and for non-ASCII text such as Chinese comments.
fn is_sign(cluster: &str) -> bool {
    cluster.chars().next().is_some_and(|first| {
        matches!(first, ',' | '.' | ';' | '(' | '[' | '{' | '/' | '=' | '|' | '&' | ':' | '?')
            || !first.is_ascii()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_to_their_stops_and_long_lines_are_folded() {
        let (line, parts) = expanded(
            "\ta\tb云\tc",
            &[
                (1, CodeToken::Plain),
                (3, CodeToken::Plain),
                (7, CodeToken::Plain),
                (8, CodeToken::Plain),
            ],
            Ambiguous::One,
        );
        assert_eq!(line, "    a   b云 c");
        let ends: Vec<&str> = parts.iter().map(|(end, _)| &line[..*end]).collect();
        assert_eq!(ends, ["    ", "    a   ", "    a   b云", "    a   b云 "]);
        let pieces = |line: &str, room| {
            folds(line, room, room, Ambiguous::One)
                .into_iter()
                .map(|(a, b)| line[a..b].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(pieces("kubectl get pods -A", 12), ["kubectl get", "pods -A"]);
        assert_eq!(pieces("云原生云原生", 5), ["云原", "生云", "原生"]);
        assert_eq!(pieces("", 5), [""]);
        assert_eq!(pieces("a.b(context.Context, x)", 20), ["a.b(context.Context,", "x)"]);
        assert_eq!(pieces("receive(stream.context)", 20), ["receive(stream.", "context)"]);
        assert_eq!(pieces("call(one.two, receive(x))", 16), ["call(one.two,", "receive(x))"]);
        assert_eq!(pieces("one  two", 3), ["one", "two"]);
    }
}
