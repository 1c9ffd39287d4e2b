//! Texts of posts and stories that are not kept, read again for a document.

use super::read::{body, excerpts, with_body};
use crate::library::{Library, Position, StoryReport};
use crate::markdown::{OutlineBlockKind, as_html, outline_as};
use crate::post::{Post, StoryExcerpt};
use crate::text::clean_line;
use std::collections::HashMap;

/// The excerpts of stories in some reports, in order. Each post is read once; one that can no longer be read
/// lacks its excerpts, and nothing else.
pub fn story_excerpts(library: &Library, reports: &[StoryReport]) -> Vec<StoryExcerpt> {
    let mut by_post: HashMap<Position, Vec<StoryExcerpt>> = HashMap::new();
    let excerpt = |report: &StoryReport| {
        let excerpts = by_post.entry(report.post).or_insert_with(|| {
            let post = library.post(report.post);
            post.map_or_else(Vec::new, |post| excerpts(post).unwrap_or_default())
        });
        excerpts.get(report.story as usize).cloned().unwrap_or_default()
    };
    reports.iter().map(excerpt).collect()
}

/// A post's text as HTML, without a heading that only repeats the title. Empty if the file can no longer be
/// read.
pub fn html(post: &Post) -> String {
    let Ok(blocks) = body(&post.origin(), |_| ()) else { return String::new() };
    match blocks.split_first() {
        Some((first, rest)) if first.heading_text(1).as_deref() == Some(&*post.title) => {
            as_html(rest)
        }
        _ => as_html(&blocks),
    }
}

/// The first paragraph of a post, in one line. Empty if there is none, or the file can no longer be read.
pub fn first_paragraph(post: &Post) -> String {
    let first = with_body(&post.origin(), |body, flavor| {
        let outline = outline_as(body, flavor);
        let mut paragraphs =
            outline.blocks.iter().filter(|block| block.kind == OutlineBlockKind::Paragraph);
        paragraphs
            .find_map(|block| Some(clean_line(outline.text(block))).filter(|text| !text.is_empty()))
    });
    first.ok().flatten().unwrap_or_default()
}
