//! Running text in blocks of HTML: paragraphs, headings, and the text of items, terms and cells.

use super::elements::OpenElement;
use super::{HtmlBlocks, SpannedEvent};
use crate::markdown::html::{collapsed, is_boundary, is_in_text};
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::ops::Range;

/// Maximum number of open tags around running text.
const MAX_INLINE: usize = 32;

/// A block of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextBlock {
    Paragraph,
    /// The first text of an item or a cell.
    Bare,
    Heading(HeadingLevel),
    Term,
}

impl<'e, I: Iterator<Item = SpannedEvent<'e>>> HtmlBlocks<'e, I> {
    /// Reads a start tag that opens no container.
    pub(super) fn start_in_text(&mut self, name: &str, raw: &str, range: Range<usize>) {
        match name {
            "br" if self.leaf.is_some() => self.emit(Event::HardBreak, range),
            "br" => {}
            "img" | "iframe" | "video" | "audio" | "embed" => {
                self.open_leaf(range.start);
                self.emit(Event::InlineHtml(raw.to_owned().into()), range);
            }
            "summary" => {
                self.close_leaf(range.start);
                self.open_inline(name, "<b>", range);
            }
            name if is_in_text(name) => self.open_inline(name, raw, range),
            name if is_boundary(name) => self.close_leaf(range.start),
            _ => {}
        }
    }

    pub(super) fn end_in_text(&mut self, name: &str, range: Range<usize>) {
        if let Some(index) = self.inline.iter().rposition(|(open, _)| open == name) {
            self.inline.remove(index);
            if self.leaf.is_some() {
                let name = if name == "summary" { "b" } else { name };
                self.emit(Event::InlineHtml(format!("</{name}>").into()), range.clone());
            }
        }
        if is_boundary(name) || name == "summary" {
            self.close_leaf(range.start);
        }
    }

    /// Reads text; `place` maps a byte of it to its offset in the Markdown text.
    pub(super) fn text(&mut self, text: &str, place: &dyn Fn(usize) -> usize) {
        if self.hidden.is_some() {
            return;
        }
        if self.code.is_some() {
            self.preformatted(text, place(0)..place(text.len()));
            return;
        }
        if self.leaf.is_none() && text.trim().is_empty() {
            return;
        }
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.strip_suffix('\n').unwrap_or(line);
            let at = start;
            start += line.len();
            if self.leaf.is_some() || !words.trim().is_empty() {
                self.words(words, (at, at > 0, words.len() < line.len()), place);
            }
            if words.len() < line.len() && self.leaf.is_some() {
                self.emit(Event::SoftBreak, place(at + words.len())..place(start));
            }
        }
    }

    /// Adds the words of a line. The tuple is the offset of the line in the text, and whether a line end is
    /// before and after it. As everywhere in HTML, several blanks count as one, and blanks beside a line end
    /// are dropped.
    pub(super) fn words(
        &mut self,
        line: &str,
        (start, is_behind, is_before): (usize, bool, bool),
        place: &dyn Fn(usize) -> usize,
    ) {
        let is_first = self.leaf.is_none();
        let trimmed = if is_behind || is_first { line.trim_start() } else { line };
        let at = start + line.len() - trimmed.len();
        let trimmed = if is_before { trimmed.trim_end() } else { trimmed };
        if trimmed.is_empty() {
            return;
        }
        self.open_leaf(place(at));
        self.emit(Event::Text(collapsed(trimmed).into()), place(at)..place(at + trimmed.len()));
    }

    /// Begins running text, unless it has begun.
    pub(super) fn open_leaf(&mut self, at: usize) {
        if self.leaf.is_some() {
            return;
        }
        let leaf = if self.in_cell() {
            if let Some(table) = &mut self.table {
                table.part(at);
            }
            TextBlock::Bare
        } else {
            // Text between cells ends the table.
            self.end_table(at);
            self.next_block.take().unwrap_or_else(|| match self.open.last_mut() {
                Some(OpenElement::Item { has_text: has_text @ false }) => {
                    *has_text = true;
                    TextBlock::Bare
                }
                _ => TextBlock::Paragraph,
            })
        };
        if leaf == TextBlock::Paragraph {
            self.begin_definition(at);
        }
        match leaf {
            TextBlock::Paragraph => self.emit(Event::Start(Tag::Paragraph), at..at),
            TextBlock::Bare => {}
            TextBlock::Heading(level) => {
                let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                self.emit(Event::Start(Tag::Heading { level, id, classes, attrs }), at..at);
            }
            TextBlock::Term => self.emit(Event::Start(Tag::DefinitionListTitle), at..at),
        }
        self.leaf = Some(leaf);
        for index in 0..self.inline.len() {
            let tag = self.inline[index].1.clone();
            self.emit(Event::InlineHtml(tag.into()), at..at);
        }
    }

    /// Ends running text, if there is any.
    pub(super) fn close_leaf(&mut self, at: usize) {
        let Some(leaf) = self.leaf.take() else { return };
        let end = match leaf {
            TextBlock::Paragraph => TagEnd::Paragraph,
            TextBlock::Bare => return self.close_inline(at),
            TextBlock::Heading(level) => TagEnd::Heading(level),
            TextBlock::Term => TagEnd::DefinitionListTitle,
        };
        self.emit(Event::End(end), at..at);
    }

    /// Closes the inline tags, for text whose end has no event.
    pub(super) fn close_inline(&mut self, at: usize) {
        for index in (0..self.inline.len()).rev() {
            let end = format!("</{}>", self.inline[index].0);
            self.emit(Event::InlineHtml(end.into()), at..at);
        }
    }

    pub(super) fn open_inline(&mut self, name: &str, raw: &str, range: Range<usize>) {
        if self.inline.len() >= MAX_INLINE {
            return;
        }
        self.inline.push((name.to_owned(), raw.to_owned()));
        if self.leaf.is_some() {
            self.emit(Event::InlineHtml(raw.to_owned().into()), range);
        }
    }
}
