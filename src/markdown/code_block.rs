//! Code blocks among the blocks of a text: taken out to be told apart elsewhere, and put back.

use super::block::{Block, Kind};
use super::document::Token;
use std::sync::Arc;

/// A code block of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// The language as the text names it; empty where it does not.
    pub(super) language: String,
    /// Each line with its byte offset in the text.
    pub(super) lines: Vec<(usize, String)>,
    /// The parts of each line. Shorter than the lines where they were not told apart to the end,
    /// and a line's parts likewise.
    pub(super) parts: Vec<Parts>,
}

/// The parts of a line: the byte at which each ends, and what it is.
pub(super) type Parts = Vec<(usize, Token)>;

impl Code {
    /// The code as it stands, its lines ended by line feeds.
    pub fn text(&self) -> String {
        self.lines.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect()
    }

    /// The language as the text names it; empty where it does not.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The byte range in the Markdown text from its first line's beginning to its last line's.
    pub fn offsets(&self) -> std::ops::RangeInclusive<usize> {
        let offset = |line: Option<&(usize, String)>| line.map_or(0, |(offset, _)| *offset);
        offset(self.lines.first())..=offset(self.lines.last())
    }
}

/// The code blocks of a text in its order, those within other blocks as well.
pub fn code_blocks(blocks: &[Block]) -> Vec<Arc<Code>> {
    let mut found = Vec::new();
    visit(blocks, &mut |code| found.push(Arc::clone(code)));
    found
}

/// Puts code blocks, as [`code_blocks`] gave them, back in the place of those of the same text.
pub fn replace_code(blocks: &mut [Block], with: Vec<Arc<Code>>) {
    let mut with = with.into_iter();
    visit_mut(blocks, &mut |code| {
        if let Some(other) = with.next() {
            *code = other;
        }
    });
}

fn visit(blocks: &[Block], visitor: &mut dyn FnMut(&Arc<Code>)) {
    for block in blocks {
        match &block.kind {
            Kind::Code(code) => visitor(code),
            Kind::Quote { blocks, .. } | Kind::Definition(blocks) => visit(blocks, visitor),
            Kind::Footnote { blocks, .. } => visit(blocks, visitor),
            Kind::List { items, .. } => {
                for item in items {
                    visit(&item.blocks, visitor);
                }
            }
            Kind::Heading { .. } | Kind::Paragraph(_) | Kind::Term(_) => {}
            Kind::Table(_) | Kind::Rule => {}
        }
    }
}

fn visit_mut(blocks: &mut [Block], visitor: &mut dyn FnMut(&mut Arc<Code>)) {
    for block in blocks {
        match &mut block.kind {
            Kind::Code(code) => visitor(code),
            Kind::Quote { blocks, .. } | Kind::Definition(blocks) => visit_mut(blocks, visitor),
            Kind::Footnote { blocks, .. } => visit_mut(blocks, visitor),
            Kind::List { items, .. } => {
                for item in items {
                    visit_mut(&mut item.blocks, visitor);
                }
            }
            Kind::Heading { .. } | Kind::Paragraph(_) | Kind::Term(_) => {}
            Kind::Table(_) | Kind::Rule => {}
        }
    }
}
