//! The outline of a text: its blocks, links and headings, and its words without markup, without
//! laying it out. Every file of a library is read this way.

mod builder;
mod events;

use self::builder::OutlineBuilder;
use super::dialect;
use super::document::Heading;
use super::flavor::Flavor;
use std::ops::Range;

/// The structure of a Markdown text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The words without markup and without the headings of the top level: blanks between blocks.
    pub plain: String,
    /// The headings of the top level; their `line` is zero.
    pub headings: Vec<Heading>,
    /// The leaf blocks in the order of the text.
    pub blocks: Vec<OutlineBlock>,
    /// The items of all lists in the order of the text, nested ones behind those that hold them.
    pub items: Vec<ListItem>,
    /// The links of all blocks in the order of the text, bare addresses left out.
    pub links: Vec<OutlineLink>,
    /// A code block is part of the text.
    pub has_code: bool,
    /// Bytes of the Markdown text.
    pub length: usize,
    /// The text of the headings as the blocks have it, one after the other.
    titles: String,
    /// Where each line of a block but the first begins: in the block's text, and in the Markdown text.
    line_starts: Vec<(u32, u32)>,
}

/// What a leaf block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of the top level; the number is that of the heading in [`Outline::headings`].
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its index in [`Outline::headings`].
        number: u32,
    },
    /// A heading within a list or quote; its words are part of the plain text.
    InnerHeading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph, also one that a tight list does not mark.
    Paragraph,
    /// What a definition list defines.
    Term,
    /// A row of a table; a vertical bar stands between its cells.
    Row {
        /// The row that names the columns.
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
    /// What it is.
    pub kind: BlockKind,
    /// Byte offset in the Markdown text at which it begins; of the first block of a list item that
    /// of the item.
    pub offset: usize,
    /// The innermost list item that holds it, as an index into [`Outline::items`].
    pub item: Option<u32>,
    /// It stands within a quote, a footnote or a definition.
    pub is_quoted: bool,
    /// Bytes at the beginning of its text that are strong, with what precedes them; zero if it
    /// does not begin with strong text.
    pub strong_lead: u32,
    /// Its bytes of [`Outline::plain`]; of a heading the place where it stood.
    pub plain: Range<usize>,
    /// Its text: of the plain text, or of a heading's own.
    text: Range<u32>,
    links: Range<u32>,
    line_starts: Range<u32>,
}

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The item that holds its list, as an index into [`Outline::items`].
    pub parent: Option<u32>,
    /// The number of its list in the text, from zero.
    pub list: u32,
    /// Byte offset of the item in the Markdown text.
    pub offset: usize,
}

/// A link with text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlineLink {
    /// Where it leads, as written.
    pub url: Box<str>,
    /// Where its text stands in its block's.
    pub text: Range<usize>,
}

impl Outline {
    /// A block's text without markup.
    pub fn text(&self, block: &OutlineBlock) -> &str {
        let range = block.text.start as usize..block.text.end as usize;
        let whole = if matches!(block.kind, BlockKind::Heading { .. }) {
            &self.titles
        } else {
            &self.plain
        };
        &whole[range]
    }

    /// The links with text of a block.
    pub fn links_of(&self, block: &OutlineBlock) -> &[OutlineLink] {
        &self.links[block.links.start as usize..block.links.end as usize]
    }

    /// The lines of a block as ranges of its text, as the author broke them.
    pub fn lines_of(&self, block: &OutlineBlock) -> impl Iterator<Item = Range<usize>> {
        let end = block.text.len();
        let starts = self.later_lines(block).iter().map(|(start, _)| *start as usize);
        let begins = std::iter::once(0).chain(starts.clone());
        begins.zip(starts.chain([end])).map(|(start, end)| start..end)
    }

    /// Where the lines of a block but the first begin: in its text, and in the Markdown text.
    fn later_lines(&self, block: &OutlineBlock) -> &[(u32, u32)] {
        &self.line_starts[block.line_starts.start as usize..block.line_starts.end as usize]
    }

    /// Byte offset in the Markdown text of the line of a block in which a byte of its text stands.
    pub fn offset_in(&self, block: &OutlineBlock, at: usize) -> usize {
        let lines = self.later_lines(block);
        let begun = lines.partition_point(|(start, _)| *start as usize <= at);
        begun.checked_sub(1).map_or(block.offset, |line| lines[line].1 as usize)
    }

    /// Bytes of the Markdown text that some blocks take up; or of the first block only the lines that
    /// a part of its text stands on.
    pub fn extent(&self, blocks: Range<usize>, part: Option<&Range<usize>>) -> Range<usize> {
        let Some(block) = self.blocks.get(blocks.start) else { return self.length..self.length };
        // Blocks that one tag stands for have one place.
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

    /// The text of a block that stands within some bytes of the Markdown text, in whole lines.
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

/// The outline of a Markdown text that is clean ([`crate::text::clean`]).
pub fn outline(text: &str) -> Outline {
    outline_as(text, Flavor::default())
}

/// The outline of a clean Markdown text of a flavor.
pub fn outline_as(text: &str, flavor: Flavor) -> Outline {
    let length = text.len();
    let text = dialect::edits(text, flavor).apply(text);
    let mut builder = OutlineBuilder::new(&text);
    builder.parse();
    Outline { length, ..builder.finish() }
}
