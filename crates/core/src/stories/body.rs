//! The text of a story in its post.

use super::anchors::anchors;
use super::label::labelled;
use super::text::{is_blank, numbering};
use crate::markdown::{Outline, OutlineBlock, OutlineBlockKind};
use crate::post::Story;
use crate::text::{clean_line, words};
use std::ops::Range;

/// Maximum number of words beside the address or link in a line that only names the source.
const MAX_SOURCE_WORDS: usize = 3;

/// Maximum offset, in bytes, of a headline in the text that it opens.
const MAX_HEADLINE_OFFSET: usize = 40;

/// A story's text without its headline, code, and lines that only name an address: a line for each
/// paragraph, list item or table row. Empty if there is nothing else.
pub fn body(outline: &Outline, story: &Story) -> String {
    let extent = story.extent();
    let blocks = blocks_within(outline, &extent)
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
        let line = match after_headline(&line, story.title()).filter(|_| !had_headline) {
            Some(rest) => {
                had_headline = true;
                trim_opening(rest)
            }
            None => &line,
        };
        if says_something(line) && !is_source_line(outline, block) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

/// The blocks of a story.
pub(super) fn blocks_within<'o>(
    outline: &'o Outline,
    extent: &Range<usize>,
) -> impl Iterator<Item = &'o OutlineBlock> {
    // The block before the first one that begins in the extent may hold lines of the story.
    let first = outline.blocks.partition_point(|block| block.offset <= extent.start);
    let end = extent.end;
    outline.blocks[first.saturating_sub(1)..].iter().take_while(move |block| block.offset < end)
}

/// The rest of a text that opens with a headline.
pub(super) fn after_headline<'t>(text: &'t str, headline: &str) -> Option<&'t str> {
    let at = text.find(headline).filter(|at| *at < MAX_HEADLINE_OFFSET)?;
    Some(&text[at + headline.len()..])
}

/// The rest of a text that opens with an address.
pub(super) fn after_address(text: &str) -> Option<&str> {
    let has_address = text.starts_with("http://") || text.starts_with("https://");
    text.find(' ').filter(|_| has_address).map(|end| &text[end..])
}

/// The text without the punctuation between a headline and what follows it.
pub(super) fn trim_opening(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric() && !"“《（([".contains(c))
}

/// Returns `false` for a line that is blank or only an address.
pub(super) fn says_something(line: &str) -> bool {
    let is_address = line.starts_with("http") && !line.contains(' ');
    !is_blank(line) && !is_address
}

/// Returns `true` for a block such as `Source: https://example.org/` or `来源：[Alpha](…)`.
pub(super) fn is_source_line(outline: &Outline, block: &OutlineBlock) -> bool {
    let text = outline.text(block);
    let anchors = anchors(outline, block);
    let linked: usize =
        outline.links_of(block).iter().map(|link| words(&text[link.text.clone()])).sum();
    labelled(text, outline.lines_of(block), &anchors)
        .is_some_and(|url| words(&text.replace(url, "")).saturating_sub(linked) <= MAX_SOURCE_WORDS)
}
