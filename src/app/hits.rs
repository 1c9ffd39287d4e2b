//! What is searched for, marked in the post that is read, and going from one place to the next.

use super::model::Model;
use super::overlay::Overlay;
use super::reader::Reader;
use super::text_input::TextInput;
use crate::markdown::{Line, Role};
use crate::messages::Text;
use crate::query::{Needles, Place};
use crate::state;
use std::ops::Range;
use std::sync::Arc;

/// A part of a hit: some bytes of one span of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The row of the post.
    pub row: usize,
    /// The span of the row's line.
    pub span: usize,
    /// The bytes of the span's text.
    pub bytes: Range<usize>,
    /// The number of the hit it belongs to.
    pub hit: usize,
}

/// Every hit of a laid-out post. One may go over several spans and lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    pieces: Vec<Piece>,
    /// The row each begins on.
    rows: Vec<usize>,
}

impl Hits {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The parts of hits on a row, in order.
    pub fn on(&self, row: usize) -> &[Piece] {
        let start = self.pieces.partition_point(|piece| piece.row < row);
        let length = self.pieces[start..].partition_point(|piece| piece.row == row);
        &self.pieces[start..start + length]
    }

    /// Looks for something in a post as it is laid out: across the lines of one paragraph, but
    /// past numbers, bars and frames that the text does not hold.
    pub fn of(reader: &Reader, needles: &Needles) -> Self {
        let mut hits = Self::default();
        if needles.is_empty() {
            return hits;
        }
        let mut part = Part::default();
        for row in 0..reader.rows() {
            let Some(line) = reader.row(row) else { break };
            let place = place(line);
            if place != Some(part.place) {
                part.search(needles, &mut hits);
                part = Part { place: place.unwrap_or(Place::Text), ..Part::default() };
            }
            if place.is_some() {
                part.push(row, line);
            }
        }
        part.search(needles, &mut hits);
        hits
    }
}

/// What kind of text a line holds; `None` for one that parts paragraphs.
fn place(line: &Line) -> Option<Place> {
    line.spans.iter().find_map(|span| match span.style.role {
        Role::Title => Some(Place::Title),
        Role::Tag => Some(Place::Tag),
        Role::Heading(_) => Some(Place::Heading),
        role if is_text(role) && !span.text.trim().is_empty() => Some(Place::Text),
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
struct Part {
    place: Place,
    text: String,
    spans: Vec<PartSpan>,
    row: usize,
}

/// A span of a line that is searched.
struct PartSpan {
    /// Its bytes in the text; none of a gap, which the text does not hold.
    bytes: Range<usize>,
    row: usize,
    /// Its number on the row.
    number: usize,
    /// Bytes of a gap.
    gap: usize,
}

impl Default for Part {
    fn default() -> Self {
        Self { place: Place::Text, text: String::new(), spans: Vec::new(), row: 0 }
    }
}

impl Part {
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
                // A gap within a hit is marked with it.
                let bytes = start - bytes.start..end - bytes.start + gap;
                if !bytes.is_empty() {
                    hits.pieces.push(Piece { row: *row, span: *number, bytes, hit });
                }
                if hits.rows.len() == hit {
                    hits.rows.push(*row);
                }
            }
        }
    }
}

/// Marks the hits anew if the lines or what is looked for have changed. Lines that are laid out anew
/// have the same hits in the same order, so the one that was gone to stays the one.
pub(super) fn derive_hits(model: &mut Model) {
    let key = (model.derived.layouts, model.context.results.needles_version(), model.reader.finds);
    let before = model.derived.hits.replace(key);
    if before == Some(key) {
        return;
    }
    let needles = match &model.reader.find {
        Some(needles) => Arc::clone(needles),
        None => Arc::clone(&model.context.results.needles()),
    };
    model.reader.hits = Hits::of(&model.reader, &needles);
    let is_same_search =
        before.is_some_and(|(_, changes, finds)| (changes, finds) == (key.1, key.2));
    let count = model.reader.hits.count();
    model.reader.hit = model.reader.hit.filter(|hit| is_same_search && *hit < count);
    // The text may come when all is typed.
    let is_typed =
        matches!(model.overlay, Some(Overlay::Find { .. })) && model.reader.find.is_some();
    if is_typed && model.reader.hit.is_none() {
        let height = model.context.reader_height();
        let rows = &model.reader.hits.rows;
        let next = rows.iter().position(|row| *row >= model.reader.line).unwrap_or(0);
        show_hit(&mut model.reader, next, height);
    }
}

/// Goes to the next hit, or the one before; from the last on to the first.
pub(super) fn go_to_hit(model: &mut Model, forward: bool) {
    let height = model.context.reader_height();
    let reader = &mut model.reader;
    let rows = &reader.hits.rows;
    let at = reader.hit.filter(|hit| rows.get(*hit) == Some(&reader.line));
    let next = match (at, forward) {
        (Some(at), true) => Some(at + 1).filter(|next| *next < rows.len()),
        (Some(at), false) => at.checked_sub(1),
        (None, true) => rows.iter().position(|row| *row >= reader.line),
        (None, false) => rows.iter().rposition(|row| *row < reader.line),
    };
    let wrapped = if forward { 0 } else { rows.len().saturating_sub(1) };
    if rows.is_empty() {
        model.tell(&Text::NoHits);
        return;
    }
    show_hit(reader, next.unwrap_or(wrapped), height);
    if next.is_none() {
        model.tell(if forward { &Text::FromTheTop } else { &Text::FromTheEnd });
    }
}

fn show_hit(reader: &mut Reader, hit: usize, height: usize) {
    let Some(row) = reader.hits.rows.get(hit).copied() else { return };
    if row < reader.top || row >= reader.top + height {
        // Some of what stands before it explains it.
        reader.go_to(row.saturating_sub(height / 3), height);
    }
    reader.line = row;
    reader.clamp(height);
    reader.hit = Some(hit);
}

/// Begins to look for something in the post that is read.
pub(super) fn begin_find(model: &mut Model) {
    let before = model.reader.place();
    let find = model.reader.find.take();
    model.reader.finds += 1;
    model.overlay = Some(Overlay::Find { typed: TextInput::default(), before, find });
}

/// Looks for what was typed so far, from where one was.
pub(super) fn find_typed(model: &mut Model, typed: &str, before: state::Place) {
    let needles = Arc::new(Needles::text(typed, model.context.config.pinyin));
    model.reader.find = (!needles.is_empty()).then_some(needles);
    model.reader.finds += 1;
    let height = model.context.reader_height();
    model.reader.return_to(before, height);
}

/// Looks for nothing in the post any more; false if nothing was looked for.
pub(super) fn end_find(model: &mut Model) -> bool {
    model.reader.finds += 1;
    model.reader.find.take().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Typography, layout, parse};
    use crate::query;
    use proptest::prelude::*;

    fn reader(text: &str, width: usize) -> Reader {
        Reader { document: layout(&parse(text), width, Typography::default()), ..Reader::default() }
    }

    /// Each hit's parts, joined by `|` where it goes over spans or lines.
    fn found(reader: &Reader, query: &str) -> Vec<String> {
        let hits = Hits::of(reader, &Needles::of(&query::parse(query).expression, true));
        let mut out = vec![String::new(); hits.count()];
        for piece in &hits.pieces {
            let line = reader.row(piece.row).unwrap();
            let text = &line.spans[piece.span].text[piece.bytes.clone()];
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
            found(&reader(text, 20), "\"service mesh\" 网格"),
            ["service |mesh", "service|mesh", "网格"]
        );
        assert_eq!(found(&reader("服务网格很好", 6), "服务网格"), ["服务网|格"]);
        assert_eq!(found(&reader("a [b](https://x.io) c", 40), "\"b c\""), ["b| c"]);
    }

    #[test]
    fn a_gap_is_no_text_but_marked_with_what_it_is_in() {
        let typography = Typography { autospace: true, ..Typography::default() };
        let document = layout(&parse("使用Kubernetes部署K8s"), 40, typography);
        let reader = Reader { document, ..Reader::default() };
        assert_eq!(found(&reader, "用kubernetes部"), ["用| |Kubernetes| |部"]);
        assert_eq!(found(&reader, "kubernetes K8s"), ["Kubernetes", "K8s"]);
        assert_eq!(found(&reader, "\"使用 kubernetes\"").len(), 0);
    }

    #[test]
    fn sounds_count_in_headings_only() {
        let reader = reader("# 服务网格\n\n服务网格", 40);
        assert_eq!(found(&reader, "fwwg"), ["服务网格"]);
        assert_eq!(found(&reader, "网格").len(), 2);
    }

    proptest! {
        #[test]
        fn every_part_is_text(text in "[a云 \n>*#|`-]{0,60}", query in "[a云]{1,2}", width in 4_usize..20) {
            let reader = reader(&text, width);
            let hits = Hits::of(&reader, &Needles::text(&query, true));
            for piece in &hits.pieces {
                let span = &reader.row(piece.row).unwrap().spans[piece.span];
                prop_assert!(span.text.get(piece.bytes.clone()).is_some_and(|text| !text.is_empty()));
                prop_assert!(hits.on(piece.row).contains(piece));
            }
            prop_assert!(hits.pieces.is_sorted_by_key(|piece| (piece.row, piece.span, piece.bytes.start)));
        }
    }
}
