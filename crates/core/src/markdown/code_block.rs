//! Code blocks, and access to those of a text.

use super::block::{Block, BlockContents, BlockContentsMut};
use super::dialect::TagArguments;
use super::document::CodeToken;
use std::sync::Arc;

/// A code block of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeBlock {
    /// Language as named by the text; empty if it names none.
    pub(super) language: String,
    /// Title given by the text, such as a file name; may be empty.
    pub(super) title: String,
    /// The lines, each with its byte offset in the text.
    pub(super) lines: Vec<(usize, String)>,
    /// End of the code in the text. A line may be longer than its source.
    pub(super) end: usize,
    /// Highlighted parts of each line. May have fewer lines than the code, and a line's parts may end before
    /// the line, if highlighting stopped early.
    pub(super) parts: Vec<Parts>,
}

/// Parts of a line: the byte offset at which each ends, and its kind.
pub(super) type Parts = Vec<(usize, CodeToken)>;

impl CodeBlock {
    /// The code, with a line feed after each line.
    pub fn text(&self) -> String {
        self.lines.iter().flat_map(|(_, line)| [line.as_str(), "\n"]).collect()
    }

    /// The language as named by the text; empty if it names none.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Byte offsets in the Markdown text of the beginnings of its first and last line.
    pub fn offsets(&self) -> std::ops::RangeInclusive<usize> {
        let offset = |line: Option<&(usize, String)>| line.map_or(0, |(offset, _)| *offset);
        offset(self.lines.first())..=offset(self.lines.last())
    }
}

/// Language and title from the info string of a fence (CommonMark §4.5): its first word, without the
/// additions of generators, and the title in these, if they name one.
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
        TagArguments::of(rest).any_of(&names).unwrap_or("").to_owned()
    } else {
        String::new()
    };
    (info[..end].to_owned(), title)
}

/// The code blocks of a text in order, including nested ones.
pub fn code_blocks(blocks: &[Block]) -> Vec<Arc<CodeBlock>> {
    let mut found = Vec::new();
    visit(blocks, &mut |code| found.push(Arc::clone(code)));
    found
}

fn visit(blocks: &[Block], visitor: &mut dyn FnMut(&Arc<CodeBlock>)) {
    for block in blocks {
        match block.kind.contents() {
            BlockContents::Code(code) => visitor(code),
            BlockContents::Blocks(blocks) => visit(blocks, visitor),
            BlockContents::Items(items) => {
                for item in items {
                    visit(&item.blocks, visitor);
                }
            }
            BlockContents::Inlines(_) | BlockContents::Table(_) | BlockContents::Nothing => {}
        }
    }
}

/// Calls `visitor` for each code block of a text, in order.
pub(super) fn visit_code(blocks: &mut [Block], visitor: &mut dyn FnMut(&mut Arc<CodeBlock>)) {
    for block in blocks {
        match block.kind.contents_mut() {
            BlockContentsMut::Code(code) => visitor(code),
            BlockContentsMut::Blocks(blocks) => visit_code(blocks, visitor),
            BlockContentsMut::Items(items) => {
                for item in items {
                    visit_code(&mut item.blocks, visitor);
                }
            }
            BlockContentsMut::Inlines(_)
            | BlockContentsMut::Table(_)
            | BlockContentsMut::Nothing => {}
        }
    }
}
