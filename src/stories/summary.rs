//! The text below a story's headline.

use super::text::{is_blank, numbering};
use crate::markdown::{Outline, OutlineBlockKind};
use crate::post::Story;
use crate::text::clean_line;

/// The first paragraph of a story that says more than its headline; empty if there is none.
pub fn summary(outline: &Outline, story: &Story) -> String {
    let extent = story.extent();
    // The block before the first one that begins in the extent may hold lines of the story.
    let first = outline.blocks.partition_point(|block| block.offset <= extent.start);
    let paragraphs = outline.blocks[first.saturating_sub(1)..]
        .iter()
        .take_while(|block| block.offset < extent.end)
        .filter(|block| {
            matches!(block.kind, OutlineBlockKind::Paragraph | OutlineBlockKind::Row { .. })
        });
    for block in paragraphs {
        let text = outline.text_within(block, &extent);
        let text = &text[numbering(text)..];
        // The summary begins after the headline in a text that opens with it.
        let rest = match text.find(&*story.title) {
            Some(at) if at < 40 => &text[at + story.title.len()..],
            _ => text,
        };
        let opening = |c: char| !c.is_alphanumeric() && !"“《（([".contains(c);
        let rest = clean_line(rest.trim_start_matches(opening));
        let is_address = rest.starts_with("http") && !rest.contains(' ');
        if !is_blank(&rest) && !is_address {
            return rest;
        }
    }
    String::new()
}
