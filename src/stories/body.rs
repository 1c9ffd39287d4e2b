//! The text of a story in its post.

use super::anchors::anchors;
use super::label::labelled;
use super::text::{is_blank, numbering};
use crate::markdown::{Outline, OutlineBlock, OutlineBlockKind};
use crate::post::Story;
use crate::text::{clean_line, words};

/// Maximum number of words beside the address or link in a line that only names the source.
const MAX_SOURCE_WORDS: usize = 3;

/// A story's text without its headline, code, and lines that only name an address: a line for each paragraph, list item or table
/// row. Empty if there is nothing else.
pub fn body(outline: &Outline, story: &Story) -> String {
    let extent = story.extent();
    // The block before the first one that begins in the extent may hold lines of the story.
    let first = outline.blocks.partition_point(|block| block.offset <= extent.start);
    let blocks = outline.blocks[first.saturating_sub(1)..]
        .iter()
        .take_while(|block| block.offset < extent.end)
        .filter(|block| !matches!(block.kind, OutlineBlockKind::Code | OutlineBlockKind::Rule));
    let mut lines: Vec<String> = Vec::new();
    let mut had_headline = false;
    for block in blocks {
        let text = match block.kind {
            OutlineBlockKind::Heading { number, .. } => outline
                .headings
                .get(number as usize)
                .filter(|_| block.offset >= extent.start)
                .map_or("", |heading| heading.text.as_str()),
            _ => outline.text_within(block, &extent),
        };
        let line = clean_line(&text[numbering(text)..]);
        let line = match line.find(&*story.title) {
            Some(at) if !had_headline && at < 40 => {
                had_headline = true;
                let rest = &line[at + story.title.len()..];
                rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !"“《（([".contains(c))
            }
            _ => &line,
        };
        let is_address = line.starts_with("http") && !line.contains(' ');
        if !is_blank(line) && !is_address && !is_source_line(outline, block) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

/// Returns `true` for a block such as `Source: https://example.org/` or `来源：[Alpha](…)`.
fn is_source_line(outline: &Outline, block: &OutlineBlock) -> bool {
    let text = outline.text(block);
    let anchors = anchors(outline, block);
    let linked: usize =
        outline.links_of(block).iter().map(|link| words(&text[link.text.clone()])).sum();
    labelled(text, outline.lines_of(block), &anchors)
        .is_some_and(|url| words(&text.replace(url, "")).saturating_sub(linked) <= MAX_SOURCE_WORDS)
}
