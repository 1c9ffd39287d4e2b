//! Lays out blocks as a document of a given width: the frame of every construct, and the space between them.

use super::block::{Block, BlockKind, Inline};
use super::code;
use super::document::{Document, Heading, Line, Link, Picture, Role, Span, Style};
use super::flow::{Flow, FlowLine};
use super::image_forms::ImageForms;
use super::list;
use super::reference::of_blocks;
use super::table;
use super::typography::Typography;
use crate::text::Ambiguous;
use std::collections::HashMap;

/// Containers take no cells from their text if it would have fewer than this.
const NARROWEST: usize = 12;

/// Lays out blocks for a width in cells. No line is wider, except for a single character that is wider by
/// itself.
pub fn layout(blocks: &[Block], width: usize, typography: Typography) -> Document {
    layout_with(blocks, width, typography, &ImageForms::default())
}

/// Like [`layout`], with pictures in place of some images.
pub fn layout_with(
    blocks: &[Block],
    width: usize,
    typography: Typography,
    images: &ImageForms,
) -> Document {
    let mut layout = LayoutBuilder::new(typography, images);
    let rows = layout.blocks(blocks, width.max(2), Role::Text, true);
    layout.document(rows, width)
}

/// Lays out the text around a byte offset: some rows before it and, if the text has as many, at least
/// `rows` rows after it. Links have the same numbers as in the whole document.
pub fn layout_around(
    blocks: &[Block],
    width: usize,
    (typography, images): (Typography, &ImageForms),
    offset: usize,
    rows: usize,
) -> Document {
    // A row never holds more bytes than this.
    let before = rows * width.max(2) * 3;
    let start = offset.saturating_sub(before);
    let last = blocks.partition_point(|block| block.offset <= start).saturating_sub(1);
    // Blocks made from one tag have the same offset, and any of them may have the text.
    let offset_there = blocks.get(last).map_or(0, |block| block.offset);
    let mut first = blocks.partition_point(|block| block.offset < offset_there);
    let mut step = 1;
    loop {
        let mut layout =
            LayoutBuilder { until: Some((offset, rows)), ..LayoutBuilder::new(typography, images) };
        let (skipped, shown) = blocks.split_at(first);
        for link in of_blocks(skipped) {
            layout.number(&link.url, &link.text);
        }
        let rows = layout.blocks(shown, width.max(2), Role::Text, true);
        if first == 0 || !rows.is_empty() {
            return layout.document(rows, width);
        }
        // Nothing is shown there, for example for an empty footnote: show the text before it.
        first = first.saturating_sub(step);
        step *= 2;
    }
}

/// Lays out a text without markup, such as a title, for a width in cells, with one role.
pub fn line_up(text: &str, role: Role, width: usize, typography: Typography) -> Vec<Line> {
    let text = text.to_owned();
    let inline = Inline::Text { range: 0..text.len(), text, style: Style::default() };
    let flow = Flow::new(&[inline], role, typography, &mut |_, _| 0);
    let lines = flow.lines(width, width, typography.ambiguous).into_iter();
    lines.map(|line| Line { spans: line.spans, offset: 0 }).collect()
}

/// A line to be added to a document.
#[derive(Debug, Default)]
pub(super) struct LayoutRow {
    pub(super) spans: Vec<Span>,
    pub(super) offset: usize,
    heading: Option<Box<Heading>>,
    /// The pictures of which this is the first row. Their line and indent are not known yet.
    pub(super) pictures: Vec<Picture>,
}

impl LayoutRow {
    pub(super) fn new(spans: Vec<Span>, offset: usize) -> Self {
        Self { spans, offset, heading: None, pictures: Vec::new() }
    }

    /// The rows of a picture.
    pub(super) fn of_picture(picture: Picture, offset_of: impl Fn(u16) -> usize) -> Vec<Self> {
        let style = Style { gap: true, ..Style::default() };
        let text = " ".repeat(usize::from(picture.columns));
        let row = |row| Self::new(vec![Span { text: text.clone(), style }], offset_of(row));
        let mut rows: Vec<Self> = (0..picture.rows).map(row).collect();
        if let Some(first) = rows.first_mut() {
            first.pictures.push(picture);
        }
        rows
    }

    fn of(line: FlowLine, offset: usize) -> Self {
        Self::new(line.spans, line.offset.unwrap_or(offset))
    }
}

/// State of a layout in progress: its settings, and the links with their numbers.
#[derive(Debug)]
pub(super) struct LayoutBuilder<'i> {
    /// Width of ambiguous characters.
    pub(super) ambiguous: Ambiguous,
    typography: Typography,
    /// The forms of images.
    pub(super) images: &'i ImageForms,
    links: Vec<Link>,
    numbers: HashMap<String, u32>,
    /// Offset, and the number of rows after it at which layout may stop.
    until: Option<(usize, usize)>,
    /// Number of bullet lists around the next list.
    pub(super) list_depth: usize,
}

impl<'i> LayoutBuilder<'i> {
    fn new(typography: Typography, images: &'i ImageForms) -> Self {
        Self {
            ambiguous: typography.ambiguous,
            typography,
            images,
            links: Vec::new(),
            numbers: HashMap::new(),
            until: None,
            list_depth: 0,
        }
    }

    /// Lays out blocks below one another, with blank lines between them if `spaced`.
    pub(super) fn blocks(
        &mut self,
        blocks: &[Block],
        cells: usize,
        base: Role,
        spaced: bool,
    ) -> Vec<LayoutRow> {
        let mut rows: Vec<LayoutRow> = Vec::new();
        let mut before: Option<&BlockKind> = None;
        // The limit does not apply to nested blocks.
        let until = self.until.take();
        for block in blocks {
            let own = self.block(block, cells, base);
            if own.is_empty() {
                continue;
            }
            if let Some(before) = before
                && (spaced || !is_text(before) && !is_text(&block.kind))
                && !stays_close(before, &block.kind)
            {
                // The offset of the line end before the block, so that every row has an offset of its own.
                let before = rows.last().map_or(0, |row| row.offset);
                let offset = block.offset.saturating_sub(1).max(before);
                rows.push(LayoutRow { offset, ..LayoutRow::default() });
            }
            rows.extend(own);
            before = Some(&block.kind);
            if let Some((offset, enough)) = until
                && rows.iter().rev().take(enough).filter(|row| row.offset > offset).count()
                    >= enough
            {
                break;
            }
        }
        rows
    }

    fn block(&mut self, block: &Block, cells: usize, base: Role) -> Vec<LayoutRow> {
        let offset = block.offset;
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines, offset, cells, base),
            BlockKind::Heading { level, inlines } => self.heading(*level, inlines, offset, cells),
            BlockKind::Quote { alert, blocks } => self.quote(*alert, blocks, offset, cells),
            BlockKind::List { first, tight, items } => {
                list::rows(self, *first, *tight, items, cells, base)
            }
            BlockKind::Code(code) => code::rows(code, offset, cells, self.ambiguous),
            BlockKind::Table(table) => table::rows(self, table, offset, cells, base),
            BlockKind::Rule => {
                let line = self.ambiguous.drawn("─").repeat(cells.min(40));
                vec![LayoutRow::new(vec![span(&line, Role::Rule)], offset)]
            }
            BlockKind::Term(inlines) => {
                let mut rows = self.text(inlines, offset, cells, base);
                for span in rows.iter_mut().flat_map(|row| &mut row.spans) {
                    span.style.strong = true;
                }
                rows
            }
            BlockKind::Definition(blocks) => {
                let rows = |layout: &mut Self, cells| layout.blocks(blocks, cells, base, true);
                self.indented(&marker("  "), &marker("  "), cells, rows)
            }
            BlockKind::Footnote { label, blocks } => {
                let label = format!("[^{label}] ");
                let first = vec![span(&label, Role::LinkNumber)];
                let rest = marker(&" ".repeat(self.ambiguous.width(&label).min(4)));
                let rows = |layout: &mut Self, cells| layout.blocks(blocks, cells, base, true);
                self.indented(&first, &rest, cells, rows)
            }
        }
    }

    /// Makes a flow of running text.
    pub(super) fn flow(&mut self, inlines: &[Inline], base: Role) -> Flow {
        let typography = self.typography;
        Flow::new(inlines, base, typography, &mut |url, text| self.number(url, text))
    }

    /// The number of a link. Links with the same address share one.
    fn number(&mut self, url: &str, text: &str) -> u32 {
        let links = &mut self.links;
        *self.numbers.entry(url.to_owned()).or_insert_with(|| {
            links.push(Link { url: url.to_owned(), text: text.to_owned(), line: usize::MAX });
            (links.len() - 1) as u32
        })
    }

    pub(super) fn text(
        &mut self,
        inlines: &[Inline],
        offset: usize,
        cells: usize,
        base: Role,
    ) -> Vec<LayoutRow> {
        let flow = self.flow(inlines, base);
        if flow.text().trim().is_empty() {
            return Vec::new();
        }
        let lines = flow.lines(cells, cells, self.ambiguous).into_iter();
        let mut rows: Vec<LayoutRow> = lines.map(|line| LayoutRow::of(line, offset)).collect();
        if let Some(first) = rows.first_mut() {
            first.offset = offset;
        }
        rows
    }

    fn heading(
        &mut self,
        level: u8,
        inlines: &[Inline],
        offset: usize,
        cells: usize,
    ) -> Vec<LayoutRow> {
        let role = Role::Heading(level);
        let marks = if self.typography.hides_heading_marks { 0 } else { usize::from(level) };
        let mark = if marks == 0 { String::new() } else { format!("{} ", "#".repeat(marks)) };
        let first = vec![span(&mark, role)];
        let rest = marker(&" ".repeat(mark.len()));
        let mut rows = self.indented(&first, &rest, cells, |layout, cells| {
            layout.text(inlines, offset, cells, role)
        });
        if let Some(row) = rows.first_mut() {
            row.offset = offset;
            let text = super::block::heading_text(inlines);
            row.heading = Some(Box::new(Heading { level, text, line: 0, offset }));
        }
        rows
    }

    fn quote(
        &mut self,
        alert: Option<&'static str>,
        blocks: &[Block],
        offset: usize,
        cells: usize,
    ) -> Vec<LayoutRow> {
        let bar = vec![span(&self.ambiguous.drawn("▎ "), Role::QuoteBar)];
        self.indented(&bar, &bar, cells, |layout, cells| {
            let mut rows = Vec::new();
            if let Some(alert) = alert {
                let style = Style { role: Role::QuoteBar, strong: true, ..Style::default() };
                let text = layout.ambiguous.truncate(alert, cells);
                rows.push(LayoutRow::new(vec![Span { text, style }], offset));
            }
            let base = if alert.is_some() { Role::Text } else { Role::Quote };
            rows.extend(layout.blocks(blocks, cells, base, true));
            rows
        })
    }

    /// Lays out rows with a prefix: `first` before the first row, `rest` before the others. The prefix is
    /// left out where it would leave too little room.
    pub(super) fn indented(
        &mut self,
        first: &[Span],
        rest: &[Span],
        cells: usize,
        rows: impl FnOnce(&mut Self, usize) -> Vec<LayoutRow>,
    ) -> Vec<LayoutRow> {
        let ambiguous = self.ambiguous;
        let cells_of =
            |spans: &[Span]| spans.iter().map(|span| ambiguous.width(&span.text)).sum::<usize>();
        let taken = cells_of(first).max(cells_of(rest));
        if cells < taken + NARROWEST.min(cells / 2).max(2) {
            return rows(self, cells);
        }
        let mut rows = rows(self, cells - taken);
        for (index, row) in rows.iter_mut().enumerate() {
            let before = if index == 0 { first } else { rest };
            // A blank line needs no blank prefix.
            if row.spans.is_empty() && before.iter().all(|span| span.text.trim().is_empty()) {
                continue;
            }
            row.spans.splice(0..0, before.iter().cloned());
        }
        rows
    }

    fn document(self, rows: Vec<LayoutRow>, width: usize) -> Document {
        let mut document = Document { width, links: self.links, ..Document::default() };
        let mut offset = 0;
        for (index, row) in rows.into_iter().enumerate() {
            offset = offset.max(row.offset);
            for link in row.spans.iter().filter_map(|span| span.style.link) {
                let link = &mut document.links[link as usize];
                link.line = link.line.min(index);
            }
            for picture in row.pictures {
                let spans = row.spans.split_last().map_or(&[][..], |(_, before)| before);
                let cells: usize = spans.iter().map(|span| self.ambiguous.width(&span.text)).sum();
                document.pictures.push(Picture { line: index, indent: cells as u16, ..picture });
            }
            if let Some(heading) = row.heading {
                document.headings.push(Heading { line: index, ..*heading });
            }
            document.lines.push(Line { spans: row.spans, offset });
        }
        // A link without text is on no line.
        for link in &mut document.links {
            link.line = link.line.min(document.lines.len().saturating_sub(1));
        }
        document
    }
}

/// A span with a role.
pub(super) fn span(text: &str, role: Role) -> Span {
    Span { text: text.to_owned(), style: Style { role, ..Style::default() } }
}

fn marker(text: &str) -> Vec<Span> {
    vec![span(text, Role::Marker)]
}

fn is_text(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph(_) | BlockKind::List { .. } | BlockKind::Code(_))
}

/// True for a term and its definition, which have no blank line between them.
fn stays_close(before: &BlockKind, after: &BlockKind) -> bool {
    matches!((before, after), (BlockKind::Term(_), BlockKind::Definition(_) | BlockKind::Term(_)))
}
