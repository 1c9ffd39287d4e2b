//! The outline of a text: its blocks, links and headings, and its words without markup, without layout.
//! Every file of a library is read this way.

mod builder;
mod events;

use self::builder::OutlineBuilder;
use super::document::Heading;
use super::events::PreparedText;
use super::flavor::Flavor;
use std::ops::Range;

/// The structure of a Markdown text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The words without markup and without the top-level headings, with blanks between blocks.
    pub plain: String,
    /// The top-level headings; their `line` is 0.
    pub headings: Vec<Heading>,
    /// The leaf blocks in the order of the text.
    pub blocks: Vec<OutlineBlock>,
    /// The items of all lists in the order of the text; nested items come after the item that holds them.
    pub items: Vec<OutlineItem>,
    /// The links of all blocks in the order of the text, without bare addresses.
    pub links: Vec<OutlineLink>,
    /// `true` if the text has a code block.
    pub has_code: bool,
    /// Length of the Markdown text in bytes.
    pub length: usize,
    /// The texts of the top-level heading blocks, one after the other.
    titles: String,
    /// Start of each line of a block except the first, as offsets in the block's text and in the Markdown
    /// text.
    line_starts: Vec<(u32, u32)>,
}

/// Kind of a leaf block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineBlockKind {
    /// A top-level heading.
    Heading {
        /// Level, 1 to 6.
        level: u8,
        /// Index in [`Outline::headings`].
        number: u32,
    },
    /// A heading within a list or quote; its words are part of the plain text.
    InnerHeading {
        /// Level, 1 to 6.
        level: u8,
    },
    /// A paragraph, including those without paragraph tags in a tight list.
    Paragraph,
    /// The term of a definition list.
    Term,
    /// A table row, with vertical bars between its cells.
    Row {
        /// `true` for the row with the names of the columns.
        is_header: bool,
    },
    /// A code block.
    Code,
    /// A thematic break.
    Rule,
}

/// One leaf block: a heading, paragraph, table row, code block or thematic break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineBlock {
    /// Kind of the block.
    pub kind: OutlineBlockKind,
    /// Byte offset of its beginning in the Markdown text; for the first block of a list item, that of the
    /// item.
    pub offset: usize,
    /// Index into [`Outline::items`] of the innermost list item that holds it.
    pub item: Option<u32>,
    /// `true` within a quote, a footnote or a definition.
    pub is_quoted: bool,
    /// End of the strong text at the beginning of its text, in bytes; 0 if it does not begin with strong
    /// text.
    pub strong_lead: u32,
    /// Byte range in [`Outline::plain`]; for a top-level heading, the empty range at its position.
    pub plain: Range<usize>,
    /// Byte range of its text in the plain text, or for a top-level heading in `titles`.
    text: Range<u32>,
    links: Range<u32>,
    line_starts: Range<u32>,
}

impl OutlineBlock {
    /// True for a paragraph that is in no list.
    pub fn is_free_paragraph(&self) -> bool {
        self.kind == OutlineBlockKind::Paragraph && self.item.is_none()
    }
}

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutlineItem {
    /// Index into [`Outline::items`] of the item that holds its list.
    pub parent: Option<u32>,
    /// Index of its list among the lists of the text.
    pub list: u32,
    /// Byte offset of the item in the Markdown text.
    pub offset: usize,
}

/// A link with text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineLink {
    /// Address of the target, as written.
    pub url: Box<str>,
    /// Byte range of its text in the text of its block.
    pub text: Range<usize>,
}

impl Outline {
    /// A block's text without markup.
    pub fn text(&self, block: &OutlineBlock) -> &str {
        let range = block.text.start as usize..block.text.end as usize;
        let whole = if matches!(block.kind, OutlineBlockKind::Heading { .. }) {
            &self.titles
        } else {
            &self.plain
        };
        &whole[range]
    }

    /// The links in a block.
    pub fn links_of(&self, block: &OutlineBlock) -> &[OutlineLink] {
        &self.links[block.links.start as usize..block.links.end as usize]
    }

    /// The lines of a block, as the author broke them, as byte ranges of its text.
    pub fn lines_of(&self, block: &OutlineBlock) -> impl Iterator<Item = Range<usize>> {
        let end = block.text.len();
        let starts = self.later_lines(block).iter().map(|(start, _)| *start as usize);
        let begins = std::iter::once(0).chain(starts.clone());
        begins.zip(starts.chain([end])).map(|(start, end)| start..end)
    }

    /// Start of each line of a block except the first, as offsets in its text and in the Markdown text.
    fn later_lines(&self, block: &OutlineBlock) -> &[(u32, u32)] {
        &self.line_starts[block.line_starts.start as usize..block.line_starts.end as usize]
    }

    /// Byte offset in the Markdown text of the line of a block that contains byte `at` of the block's text.
    pub fn offset_in(&self, block: &OutlineBlock, at: usize) -> usize {
        let lines = self.later_lines(block);
        let begun = lines.partition_point(|(start, _)| *start as usize <= at);
        begun.checked_sub(1).map_or(block.offset, |line| lines[line].1 as usize)
    }

    /// Byte range of some blocks in the Markdown text. With `part`, a byte range of the first block's text,
    /// only the lines of that block with this part.
    pub fn extent(&self, blocks: Range<usize>, part: Option<&Range<usize>>) -> Range<usize> {
        let Some(block) = self.blocks.get(blocks.start) else { return self.length..self.length };
        // Several blocks made from one tag have the same offset.
        let end = |start: usize| {
            let mut next = self.blocks.iter().skip(blocks.end).map(|block| block.offset);
            next.find(|offset| *offset > start).unwrap_or(self.length)
        };
        let Some(part) = part else { return block.offset..end(block.offset) };
        let lines = self.later_lines(block);
        let start = self.offset_in(block, part.start);
        let over = lines.partition_point(|(start, _)| (*start as usize) < part.end);
        let mut next = lines[over..].iter().map(|(_, offset)| *offset as usize);
        start..next.find(|offset| *offset > start).unwrap_or_else(|| end(start))
    }

    /// The text of a block within a byte range of the Markdown text, in whole lines.
    pub fn text_within(&self, block: &OutlineBlock, extent: &Range<usize>) -> &str {
        let lines = self.later_lines(block);
        let text = self.text(block);
        let at = |offset: usize| {
            let line = lines.partition_point(|(_, begin)| (*begin as usize) < offset);
            lines.get(line).map_or(text.len(), |(start, _)| *start as usize)
        };
        let start = if block.offset >= extent.start { 0 } else { at(extent.start) };
        let end = if block.offset >= extent.end { 0 } else { at(extent.end) };
        &text[start..end.max(start)]
    }
}

/// The outline of a clean ([`crate::text::clean`]) Markdown text.
pub fn outline(text: &str) -> Outline {
    outline_as(text, Flavor::default())
}

/// The outline of a clean Markdown text in a flavor.
pub fn outline_as(text: &str, flavor: Flavor) -> Outline {
    let mut builder = OutlineBuilder::new(text.len());
    builder.parse(&PreparedText::new(text, flavor));
    builder.finish()
}
