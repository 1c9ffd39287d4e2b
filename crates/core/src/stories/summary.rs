//! A story in few words: the first text below its headline, and the title of its page.

use super::body::{
    after_address, after_headline, blocks_within, is_source_line, says_something, trim_opening,
};
use super::source_title::source_title;
use super::text::numbering;
use crate::markdown::{Outline, OutlineBlockKind};
use crate::post::{Story, StoryExcerpt};
use crate::text::clean_line;

/// The summary of a story, and the title of its page.
pub fn excerpt(outline: &Outline, story: &Story) -> StoryExcerpt {
    StoryExcerpt { summary: summary(outline, story), source_title: source_title(outline, story) }
}

/// The first paragraph of a story that says more than its headline; empty if there is none.
fn summary(outline: &Outline, story: &Story) -> String {
    let extent = story.extent();
    let is_text = |kind| matches!(kind, OutlineBlockKind::Paragraph | OutlineBlockKind::Row { .. });
    blocks_within(outline, &extent)
        .filter(|block| is_text(block.kind) && !is_source_line(outline, block))
        .map(|block| {
            let text = outline.text_within(block, &extent);
            let line = clean_line(&text[numbering(text)..]);
            // The summary begins after the headline and the address in a text that opens with them.
            let rest = trim_opening(after_headline(&line, story.title()).unwrap_or(&line));
            trim_opening(after_address(rest).unwrap_or(rest)).to_owned()
        })
        .find(|line| says_something(line))
        .unwrap_or_default()
}
