//! Code blocks, and where they are among the blocks of a text.

use super::block::{Block, Kind};
use super::dialect::Arguments;
use super::document::Token;
use std::sync::Arc;

/// A code block of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// The language as the text names it; empty where it does not.
    pub(super) language: String,
    /// The title that the text gives it, such as the name of a file; may be empty.
    pub(super) title: String,
    /// Each line with its byte offset in the text.
    pub(super) lines: Vec<(usize, String)>,
    /// Where it ends in the text. A line may be longer than what it was made from.
    pub(super) end: usize,
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

/// Language and title of a fence's info string (CommonMark §4.5): its first word, without what
/// generators add to it, and what they name the block.
pub(super) fn language_and_title(info: &str) -> (String, String) {
    let info = info.trim().trim_start_matches(['{', '.']);
    let end = info
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':' | ';' | '='))
        .unwrap_or(info.len());
    // `title="x"` without a language.
    let end = if info[end..].starts_with('=') { 0 } else { end };
    let rest = &info[end..];
    if let Some(path) = rest.strip_prefix(':') {
        let path = path.split_whitespace().next().unwrap_or("");
        if path.contains(['.', '/']) {
            return (info[..end].to_owned(), path.to_owned());
        }
    }
    let title = if rest.contains('=') {
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ','));
        let names = ["title", "filename", "file", "caption", "name"];
        Arguments::of(rest).any_of(&names).unwrap_or("").to_owned()
    } else {
        String::new()
    };
    (info[..end].to_owned(), title)
}

/// The code blocks of a text in its order, those within other blocks as well.
pub fn code_blocks(blocks: &[Block]) -> Vec<Arc<Code>> {
    let mut found = Vec::new();
    visit(blocks, &mut |code| found.push(Arc::clone(code)));
    found
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

/// Goes over the code blocks of a text in its order.
pub(super) fn visit_code(blocks: &mut [Block], visitor: &mut dyn FnMut(&mut Arc<Code>)) {
    for block in blocks {
        match &mut block.kind {
            Kind::Code(code) => visitor(code),
            Kind::Quote { blocks, .. } | Kind::Definition(blocks) => visit_code(blocks, visitor),
            Kind::Footnote { blocks, .. } => visit_code(blocks, visitor),
            Kind::List { items, .. } => {
                for item in items {
                    visit_code(&mut item.blocks, visitor);
                }
            }
            Kind::Heading { .. } | Kind::Paragraph(_) | Kind::Term(_) => {}
            Kind::Table(_) | Kind::Rule => {}
        }
    }
}
