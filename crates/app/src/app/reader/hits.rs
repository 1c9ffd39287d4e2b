//! The hits of a search in a laid-out post.

use crate::markdown::{Line, Role};
use crate::query::{Needles, TextSection};
use std::ops::Range;

/// A part of a hit within one span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitPiece {
    /// Index of the row in the post.
    pub row: usize,
    /// Index of the span in the row.
    pub span: usize,
    /// Byte range in the span's text.
    pub bytes: Range<usize>,
    /// Index of the hit.
    pub hit: usize,
}

/// All hits in a laid-out post. A hit may extend over several spans and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    pieces: Vec<HitPiece>,
    /// Index of the row on which each hit begins.
    rows: Vec<usize>,
}

impl Hits {
    /// Number of hits.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The parts of hits on a row, in order.
    pub fn on(&self, row: usize) -> &[HitPiece] {
        let start = self.pieces.partition_point(|piece| piece.row < row);
        let length = self.pieces[start..].partition_point(|piece| piece.row == row);
        &self.pieces[start..start + length]
    }

    /// Index of the row on which each hit begins.
    pub(super) fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// Searches a laid-out post. Hits may extend over the lines of a paragraph, and skip link numbers, bars
    /// and frames, which are not part of the text.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line>, needles: &Needles) -> Self {
        let mut hits = Self::default();
        if needles.is_empty() {
            return hits;
        }
        let mut part = TextPart::default();
        for (row, line) in lines.enumerate() {
            let place = place(line);
            if place != Some(part.place) {
                part.search(needles, &mut hits);
                part =
                    TextPart { place: place.unwrap_or(TextSection::Text), ..TextPart::default() };
            }
            if place.is_some() {
                part.push(row, line);
            }
        }
        part.search(needles, &mut hits);
        hits
    }
}

/// The kind of text on a line; `None` if the line separates paragraphs.
fn place(line: &Line) -> Option<TextSection> {
    line.spans.iter().find_map(|span| match span.style.role {
        Role::Title => Some(TextSection::Title),
        Role::Tag => Some(TextSection::Tag),
        Role::Heading(_) => Some(TextSection::Heading),
        role if is_text(role) && !span.text.trim().is_empty() => Some(TextSection::Text),
        _ => None,
    })
}

fn is_text(role: Role) -> bool {
    !matches!(
        role,
        Role::QuoteBar
            | Role::Marker
            | Role::LinkNumber
            | Role::TableFrame
            | Role::CodeFrame
            | Role::Rule
            | Role::Note
    )
}

/// Lines that are searched as one text.
struct TextPart {
    place: TextSection,
    text: String,
    spans: Vec<PartSpan>,
    row: usize,
}

/// A span of the searched lines.
struct PartSpan {
    /// Byte range in the text; empty for a gap, which the text does not contain.
    bytes: Range<usize>,
    row: usize,
    /// Index of the span in the row.
    number: usize,
    /// Number of bytes of a gap.
    gap: usize,
}

impl Default for TextPart {
    fn default() -> Self {
        Self { place: TextSection::Text, text: String::new(), spans: Vec::new(), row: 0 }
    }
}

impl TextPart {
    fn push(&mut self, row: usize, line: &Line) {
        if !self.text.is_empty() && row != self.row {
            self.text.push('\n');
        }
        self.row = row;
        for (number, span) in line.spans.iter().enumerate() {
            let start = self.text.len();
            let mut gap = 0;
            if span.style.gap {
                gap = span.text.len();
            } else if is_text(span.style.role) {
                self.text.push_str(&span.text);
            } else {
                continue;
            }
            self.spans.push(PartSpan { bytes: start..self.text.len(), row, number, gap });
        }
    }

    fn search(&self, needles: &Needles, hits: &mut Hits) {
        for found in needles.find(&self.text, self.place) {
            let hit = hits.rows.len();
            let first = self.spans.partition_point(|span| span.bytes.end <= found.start);
            for PartSpan { bytes, row, number, gap } in &self.spans[first..] {
                let (start, end) = (found.start.max(bytes.start), found.end.min(bytes.end));
                if bytes.start >= found.end {
                    break;
                }
                // A gap within a hit is highlighted with it.
                let bytes = start - bytes.start..end - bytes.start + gap;
                if !bytes.is_empty() {
                    hits.pieces.push(HitPiece { row: *row, span: *number, bytes, hit });
                }
                if hits.rows.len() == hit {
                    hits.rows.push(*row);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Typography, layout, parse};
    use crate::query;
    use proptest::prelude::*;

    fn lines(text: &str, width: usize) -> Vec<Line> {
        layout(&parse(text), width, Typography::default()).lines
    }

    /// The parts of each hit, joined by `|` if it extends over several spans or lines.
    fn found(lines: &[Line], query: &str) -> Vec<String> {
        let hits = Hits::of(lines.iter(), &Needles::of(&query::parse(query).expression, true));
        let mut out = vec![String::new(); hits.count()];
        for piece in &hits.pieces {
            let text = &lines[piece.row].spans[piece.span].text[piece.bytes.clone()];
            let hit = &mut out[piece.hit];
            if !hit.is_empty() {
                hit.push('|');
            }
            hit.push_str(text);
        }
        out
    }

    #[test]
    fn hits_go_over_spans_and_lines_but_not_over_paragraphs() {
        let text =
            "> The service **mesh** and\n> a service\n> mesh.\n\nAbout service\n\nmesh 服务网格";
        assert_eq!(
            found(&lines(text, 20), "\"service mesh\" 网格"),
            ["service |mesh", "service|mesh", "网格"]
        );
        assert_eq!(found(&lines("服务网格很好", 6), "服务网格"), ["服务网|格"]);
        assert_eq!(found(&lines("a [b](https://x.io) c", 40), "\"b c\""), ["b| c"]);
    }

    #[test]
    fn a_gap_is_no_text_but_marked_with_what_it_is_in() {
        let typography = Typography { autospace: true, ..Typography::default() };
        let lines = layout(&parse("使用Kubernetes部署K8s"), 40, typography).lines;
        assert_eq!(found(&lines, "用kubernetes部"), ["用| |Kubernetes| |部"]);
        assert_eq!(found(&lines, "kubernetes K8s"), ["Kubernetes", "K8s"]);
        assert_eq!(found(&lines, "\"使用 kubernetes\"").len(), 0);
    }

    #[test]
    fn sounds_count_in_headings_only() {
        let lines = lines("# 服务网格\n\n服务网格", 40);
        assert_eq!(found(&lines, "fwwg"), ["服务网格"]);
        assert_eq!(found(&lines, "网格").len(), 2);
    }

    proptest! {
        #[test]
        fn every_part_is_text(text in "[a云 \n>*#|`-]{0,60}", query in "[a云]{1,2}", width in 4_usize..20) {
            let lines = lines(&text, width);
            let hits = Hits::of(lines.iter(), &Needles::text(&query, true));
            for piece in &hits.pieces {
                let span = &lines[piece.row].spans[piece.span];
                prop_assert!(span.text.get(piece.bytes.clone()).is_some_and(|text| !text.is_empty()));
                prop_assert!(hits.on(piece.row).contains(piece));
            }
            prop_assert!(hits.pieces.is_sorted_by_key(|piece| (piece.row, piece.span, piece.bytes.start)));
        }
    }
}
