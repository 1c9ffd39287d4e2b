//! Turns events into blocks.

use super::block::{Alignment, Block, BlockKind, Inline, ListItem, Table, TableCell};
use super::code_block::{CodeBlock, language_and_title};
use super::events::{PreparedText, is_inline_tag};
use super::flavor::Flavor;
use super::html_blocks::{SpannedEvent, is_container};
use super::inline::Gatherer;
use super::nesting::MAX_DEPTH;
use crate::text::{clean, clean_line};
use pulldown_cmark::{self as cmark, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

/// Parses a clean ([`crate::text::clean`]) Markdown text into blocks. Never fails, as any text is valid
/// Markdown (CommonMark §1.1).
pub fn parse(text: &str) -> Vec<Block> {
    parse_as(text, Flavor::default())
}

/// Parses a clean Markdown text in a flavor into blocks.
pub fn parse_as(text: &str, flavor: Flavor) -> Vec<Block> {
    let source = PreparedText::new(text, flavor);
    let mut parser =
        BlockParser { text, events: source.events().peekable(), depth: 0, has_paragraph: false };
    parser.blocks()
}

struct BlockParser<'t, 'e, I: Iterator<Item = SpannedEvent<'e>>> {
    text: &'t str,
    events: Peekable<I>,
    depth: usize,
    /// Set if the container being read has a paragraph and not only text.
    has_paragraph: bool,
}

impl<'e, I: Iterator<Item = SpannedEvent<'e>>> BlockParser<'_, 'e, I> {
    /// Reads blocks up to the end of their container, which is left to the caller.
    fn blocks(&mut self) -> Vec<Block> {
        let mut out = Vec::new();
        // Number of open containers beyond the limit, whose contents are kept without them.
        let mut flattened = 0_usize;
        while let Some((event, range)) = self.events.peek() {
            let offset = range.start;
            match event {
                Event::End(end) if is_container(*end) => {
                    if flattened == 0 {
                        break;
                    }
                    flattened -= 1;
                    self.events.next();
                }
                Event::Start(tag) if self.depth >= MAX_DEPTH && is_container(tag.to_end()) => {
                    flattened += 1;
                    self.events.next();
                }
                Event::Start(tag) if is_block(tag) => {
                    let tag = tag.clone();
                    self.events.next();
                    self.block(tag, offset, &mut out);
                }
                Event::Rule => {
                    self.events.next();
                    out.push(Block { offset, kind: BlockKind::Rule });
                }
                event if is_inline(event) => {
                    let inlines = self.inlines();
                    // Text that is cleaned away, such as a directional mark, leaves nothing.
                    if !inlines.is_empty() {
                        out.push(Block { offset, kind: BlockKind::Paragraph(inlines) });
                    }
                }
                _ => {
                    // Other events have no use here; they are skipped so that the loop ends.
                    self.events.next();
                }
            }
        }
        out
    }

    /// Reads the block whose start was just taken.
    fn block(&mut self, tag: Tag<'e>, offset: usize, out: &mut Vec<Block>) {
        let kind = match tag {
            Tag::Paragraph => {
                self.has_paragraph = true;
                let inlines = self.inlines();
                self.events.next();
                if inlines.is_empty() {
                    return;
                }
                BlockKind::Paragraph(inlines)
            }
            Tag::Heading { level, .. } => {
                let inlines = self.inlines();
                self.events.next();
                BlockKind::Heading { level: level as u8, inlines }
            }
            Tag::BlockQuote(kind) => {
                BlockKind::Quote { alert: kind.map(alert_name), blocks: self.inner_blocks() }
            }
            Tag::List(first) => self.list(first),
            Tag::CodeBlock(kind) => self.code(&kind),
            Tag::Table(alignments) => self.table(&alignments),
            Tag::FootnoteDefinition(label) => BlockKind::Footnote {
                label: clean(&label).into_owned(),
                blocks: self.inner_blocks(),
            },
            Tag::DefinitionListTitle => {
                let inlines = self.inlines();
                self.events.next();
                BlockKind::Term(inlines)
            }
            Tag::DefinitionListDefinition => BlockKind::Definition(self.inner_blocks()),
            Tag::DefinitionList => {
                out.extend(self.inner_blocks());
                return;
            }
            _ => return,
        };
        out.push(Block { offset, kind });
    }

    /// Reads the blocks of a container and its end.
    fn inner_blocks(&mut self) -> Vec<Block> {
        self.depth += 1;
        let before = self.has_paragraph;
        let blocks = self.blocks();
        self.has_paragraph = before;
        self.depth -= 1;
        self.events.next();
        blocks
    }

    /// Reads running text up to the first event that is not part of it.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut gatherer = Gatherer::new(self.text);
        while let Some((event, _)) = self.events.peek() {
            if !is_inline(event) {
                break;
            }
            if let Some((event, range)) = self.events.next() {
                gatherer.take(event, range);
            }
        }
        gatherer.finish()
    }

    fn list(&mut self, first: Option<u64>) -> BlockKind {
        let mut items = Vec::new();
        let mut tight = true;
        self.depth += 1;
        let before = self.has_paragraph;
        while let Some((Event::Start(Tag::Item), _)) = self.events.peek() {
            self.events.next();
            self.has_paragraph = false;
            let mut blocks = self.blocks();
            tight &= !self.has_paragraph;
            self.events.next();
            items.push(ListItem { task: take_task(&mut blocks), blocks });
        }
        self.has_paragraph = before;
        self.depth -= 1;
        self.events.next();
        BlockKind::List { first, tight, items }
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> BlockKind {
        let (language, title) = match kind {
            CodeBlockKind::Fenced(info) => language_and_title(info),
            CodeBlockKind::Indented => (String::new(), String::new()),
        };
        let (language, title) = (clean(&language).into_owned(), clean_line(&title));
        let mut text = String::new();
        let mut range: Option<Range<usize>> = None;
        for (event, at) in self.events.by_ref() {
            match event {
                Event::Text(part) => {
                    text.push_str(&part);
                    let start = range.map_or(at.start, |range| range.start);
                    range = Some(start..at.end);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let range = range.unwrap_or(0..0);
        // Each line of code is one line of the text, with or without markers of quotes and lists before it.
        let mut offset = range.start;
        let mut lines = Vec::new();
        for line in text.strip_suffix('\n').unwrap_or(&text).split('\n') {
            lines.push((offset, clean(line).into_owned()));
            let rest = self.text.get(offset..range.end).unwrap_or("");
            offset += rest.find('\n').map_or(rest.len(), |end| end + 1);
        }
        BlockKind::Code(Arc::new(CodeBlock {
            language,
            title,
            lines,
            end: range.end,
            parts: Vec::new(),
        }))
    }

    fn table(&mut self, alignments: &[cmark::Alignment]) -> BlockKind {
        let alignments = alignments
            .iter()
            .map(|alignment| match alignment {
                cmark::Alignment::Center => Alignment::Center,
                cmark::Alignment::Right => Alignment::Right,
                cmark::Alignment::Left | cmark::Alignment::None => Alignment::Left,
            })
            .collect();
        let mut rows: Vec<Vec<TableCell>> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let inlines = self.inlines();
                    if let Some(row) = rows.last_mut() {
                        row.push(TableCell { offset: range.start, inlines });
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        BlockKind::Table(Table { alignments, rows })
    }
}

/// Removes the check box of a task from the beginning of an item and returns its state.
fn take_task(blocks: &mut [Block]) -> Option<bool> {
    let Some(Block { kind: BlockKind::Paragraph(inlines), .. }) = blocks.first_mut() else {
        return None;
    };
    let Some(Inline::Task(done)) = inlines.first() else { return None };
    let done = *done;
    inlines.remove(0);
    Some(done)
}

fn alert_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "NOTE",
        BlockQuoteKind::Tip => "TIP",
        BlockQuoteKind::Important => "IMPORTANT",
        BlockQuoteKind::Warning => "WARNING",
        BlockQuoteKind::Caution => "CAUTION",
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_container(tag.to_end())
        || matches!(
            tag,
            Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::DefinitionListTitle
        )
}

/// True for events of running text.
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag),
        Event::End(end) => matches!(
            end,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule => false,
        _ => true,
    }
}
