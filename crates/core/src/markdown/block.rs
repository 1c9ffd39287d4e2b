//! The blocks and inlines of a Markdown text, independent of any width.

use super::code_block::CodeBlock;
use super::document::{Role, Style};
use super::image::words_of;
use crate::text::{clean_line, is_joining};
use std::ops::Range;
use std::sync::Arc;

/// A block of a Markdown text (CommonMark §4 and §5, and the GFM ones).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Byte offset of its start in the text.
    pub(super) offset: usize,
    pub(super) kind: BlockKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Heading {
        level: u8,
        inlines: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    /// A block quote. An alert has its kind, in capitals as in the text.
    Quote {
        alert: Option<&'static str>,
        blocks: Vec<Block>,
    },
    List {
        /// First number of an ordered list; `None` for a bullet list.
        first: Option<u64>,
        /// `true` if no blank lines separate the items.
        tight: bool,
        items: Vec<ListItem>,
    },
    Code(Arc<CodeBlock>),
    Table(Table),
    Rule,
    /// The term of a definition list.
    Term(Vec<Inline>),
    Definition(Vec<Block>),
    Footnote {
        label: String,
        blocks: Vec<Block>,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ListItem {
    /// State of a task's check box; `None` if the item is not a task.
    pub(super) task: Option<bool>,
    pub(super) blocks: Vec<Block>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Alignment of each column.
    pub(super) alignments: Vec<Alignment>,
    /// Rows, of which the first is the header.
    pub(super) rows: Vec<Vec<TableCell>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Alignment {
    #[default]
    Left,
    Center,
    Right,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TableCell {
    pub(super) offset: usize,
    pub(super) inlines: Vec<Inline>,
}

/// A part of running text (CommonMark §6). The list is flat: a link is everything between its two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Text {
        /// Clean text on one line.
        text: String,
        style: Style,
        /// Byte range in the Markdown text that it comes from.
        range: Range<usize>,
    },
    SoftBreak,
    HardBreak,
    /// Beginning of a link to this address, up to [`Inline::CloseLink`].
    OpenLink(String),
    CloseLink,
    /// Check box of a task, at the beginning of an item.
    Task(bool),
    /// An image that is the text of a link: its address, its placeholder, and the byte offset of that in the
    /// Markdown text. Shows nothing; comes after everything that is shown.
    InnerImage {
        url: String,
        text: String,
        offset: usize,
    },
}

impl Block {
    /// Byte offset of its start in the text.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The plain text of a heading of the given level; `None` for any other block.
    pub fn heading_text(&self, level: u8) -> Option<String> {
        match &self.kind {
            BlockKind::Heading { level: own, inlines } if *own == level => {
                Some(heading_text(inlines))
            }
            _ => None,
        }
    }
}

/// The contents of a block by their form, for code to which the kind of the block does not matter.
#[derive(Clone, Copy)]
pub(super) enum BlockContents<'b> {
    Inlines(&'b [Inline]),
    Blocks(&'b [Block]),
    Items(&'b [ListItem]),
    Table(&'b Table),
    Code(&'b Arc<CodeBlock>),
    Nothing,
}

/// The same, to be changed.
pub(super) enum BlockContentsMut<'b> {
    Inlines(&'b mut Vec<Inline>),
    Blocks(&'b mut Vec<Block>),
    Items(&'b mut Vec<ListItem>),
    Table(&'b mut Table),
    Code(&'b mut Arc<CodeBlock>),
    Nothing,
}

impl BlockKind {
    pub(super) fn contents(&self) -> BlockContents<'_> {
        match self {
            Self::Paragraph(inlines) | Self::Heading { inlines, .. } | Self::Term(inlines) => {
                BlockContents::Inlines(inlines)
            }
            Self::Quote { blocks, .. }
            | Self::Definition(blocks)
            | Self::Footnote { blocks, .. } => BlockContents::Blocks(blocks),
            Self::List { items, .. } => BlockContents::Items(items),
            Self::Table(table) => BlockContents::Table(table),
            Self::Code(code) => BlockContents::Code(code),
            Self::Rule => BlockContents::Nothing,
        }
    }

    pub(super) fn contents_mut(&mut self) -> BlockContentsMut<'_> {
        match self {
            Self::Paragraph(inlines) | Self::Heading { inlines, .. } | Self::Term(inlines) => {
                BlockContentsMut::Inlines(inlines)
            }
            Self::Quote { blocks, .. }
            | Self::Definition(blocks)
            | Self::Footnote { blocks, .. } => BlockContentsMut::Blocks(blocks),
            Self::List { items, .. } => BlockContentsMut::Items(items),
            Self::Table(table) => BlockContentsMut::Table(table),
            Self::Code(code) => BlockContentsMut::Code(code),
            Self::Rule => BlockContentsMut::Nothing,
        }
    }
}

/// Bytes of text in some blocks, a measure of the cost of their layout.
pub fn text_length(blocks: &[Block]) -> usize {
    let of_inlines = |inlines: &[Inline]| -> usize {
        let length = |inline: &Inline| match inline {
            Inline::Text { text, .. } => text.len(),
            _ => 0,
        };
        inlines.iter().map(length).sum()
    };
    let of_block = |block: &Block| match block.kind.contents() {
        BlockContents::Inlines(inlines) => of_inlines(inlines),
        BlockContents::Blocks(blocks) => text_length(blocks),
        BlockContents::Items(items) => items.iter().map(|item| text_length(&item.blocks)).sum(),
        BlockContents::Code(code) => code.lines.iter().map(|(_, line)| line.len() + 1).sum(),
        BlockContents::Table(table) => {
            table.rows.iter().flatten().map(|cell| of_inlines(&cell.inlines)).sum()
        }
        BlockContents::Nothing => 0,
    };
    blocks.iter().map(of_block).sum()
}

/// The text of some inlines on one line.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    clean_line(&out)
}

/// The text of a heading, without the images in it unless there is nothing else.
pub(super) fn heading_text(inlines: &[Inline]) -> String {
    let is_image = |inline: &Inline| {
        matches!(inline, Inline::Text { style: Style { role: Role::Image, .. }, .. })
    };
    if !inlines.iter().any(is_image) {
        return plain(inlines);
    }
    let others: Vec<Inline> = inlines.iter().filter(|it| !is_image(it)).cloned().collect();
    let text = plain(&others);
    if text.contains(char::is_alphanumeric) {
        return text;
    }
    let words = inlines.iter().filter_map(|inline| match inline {
        Inline::Text { text, .. } => words_of(text),
        _ => None,
    });
    clean_line(&words.collect::<Vec<_>>().join(" "))
}

/// Appends the text of some inlines. Soft breaks are read by [`join`], as everywhere (CommonMark §6.8).
pub(super) fn push_plain(inlines: &[Inline], out: &mut String) {
    let mut at_break = false;
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => {
                if std::mem::take(&mut at_break) {
                    join(out, text);
                }
                out.push_str(text);
            }
            Inline::SoftBreak | Inline::HardBreak => at_break = true,
            Inline::OpenLink(_) | Inline::CloseLink => {}
            Inline::Task(_) | Inline::InnerImage { .. } => {}
        }
    }
}

/// Appends the equivalent of a soft break before `text`: a blank, or nothing between two characters of a
/// script that has no blanks between words, or beside full-width punctuation.
pub(super) fn join(out: &mut String, text: &str) {
    let (Some(before), Some(after)) = (out.chars().next_back(), text.chars().next()) else {
        return;
    };
    let joins =
        is_joining(before) && is_joining(after) || is_full_mark(before) || is_full_mark(after);
    if !joins && !before.is_whitespace() {
        out.push(' ');
    }
}

/// True for full-width punctuation, which includes its blank space within its two cells.
fn is_full_mark(character: char) -> bool {
    matches!(character,
        '、' | '。' | '〃' | '〈'..='】' | '〔'..='〟' | '！'..='／' | '：'..='＠' | '［'..='｀' | '｛'..='～')
}
