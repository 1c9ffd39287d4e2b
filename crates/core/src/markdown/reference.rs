//! Every link of a text, for lists of links and for link checks.

use super::block::{Block, BlockContents, Inline, plain};
use super::flavor::Flavor;
use super::parse::parse_as;

/// A link or image in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Address of the target, as written.
    pub url: String,
    /// Text of the link on one line; for an image, its placeholder.
    pub text: String,
    /// Byte offset of its text or, if it has none, of its block.
    pub offset: usize,
}

/// The links and images of a Markdown text, in the order of the text.
pub fn references(text: &str) -> Vec<Reference> {
    references_as(text, Flavor::default())
}

/// The links and images of a Markdown text in a flavor, in the order of the text.
pub fn references_as(text: &str, flavor: Flavor) -> Vec<Reference> {
    of_blocks(&parse_as(text, flavor))
}

/// The links and images in some blocks, in order.
pub(super) fn of_blocks(blocks: &[Block]) -> Vec<Reference> {
    let mut found = Vec::new();
    for block in blocks {
        of_block(block, &mut found);
    }
    found
}

fn of_block(block: &Block, found: &mut Vec<Reference>) {
    match block.kind.contents() {
        BlockContents::Inlines(inlines) => of_inlines(inlines, block.offset, found),
        BlockContents::Blocks(blocks) => {
            for block in blocks {
                of_block(block, found);
            }
        }
        BlockContents::Items(items) => {
            for block in items.iter().flat_map(|item| &item.blocks) {
                of_block(block, found);
            }
        }
        BlockContents::Table(table) => {
            for cell in table.rows.iter().flatten() {
                of_inlines(&cell.inlines, cell.offset, found);
            }
        }
        BlockContents::Code(_) | BlockContents::Nothing => {}
    }
}

fn of_inlines(inlines: &[Inline], offset: usize, found: &mut Vec<Reference>) {
    let before = found.len();
    for (index, inline) in inlines.iter().enumerate() {
        if let Inline::InnerImage { url, text, offset } = inline {
            found.push(Reference { url: url.clone(), text: text.clone(), offset: *offset });
        }
        let Inline::OpenLink(url) = inline else { continue };
        let rest = &inlines[index + 1..];
        let end = rest.iter().position(|inline| *inline == Inline::CloseLink);
        let inner = &rest[..end.unwrap_or(rest.len())];
        let first = inner.iter().find_map(|inline| match inline {
            Inline::Text { range, .. } => Some(range.start),
            _ => None,
        });
        let offset = first.unwrap_or(offset);
        found.push(Reference { url: url.clone(), text: plain(inner), offset });
    }
    // Images within links come last; sort them into their places.
    if matches!(inlines.last(), Some(Inline::InnerImage { .. })) {
        found[before..].sort_by_key(|link| link.offset);
    }
}
