//! Texts of posts and stories that are not kept, read again for a document.

use super::read::{body, excerpts, with_body};
use crate::library::{Library, Position, StoryReport};
use crate::markdown::{Outline, OutlineBlock, OutlineBlockKind, as_html, escaped, outline_as};
use crate::post::{Post, Story, StoryExcerpt};
use crate::text::clean_line;
use std::collections::HashMap;
use std::io;

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

/// The Markdown text of a post below its title, or of one of its stories as it is written.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn markdown_of(post: &Post, story: Option<&Story>) -> io::Result<String> {
    with_body(&post.origin(), |body, flavor| match story {
        Some(story) => {
            let end = story.extent().end.min(body.len());
            let text = body.get(story.extent().start.min(end)..end).unwrap_or_default();
            format!("{}\n", text.trim_end())
        }
        None => {
            let body = body.trim_matches('\n').trim_end();
            if is_titled(&outline_as(body, flavor), post) {
                return format!("{body}\n");
            }
            format!("# {}\n\n{body}\n", escaped(&post.title))
        }
    })
}

/// The text of a post or of one of its stories without markup: the title, and a paragraph for each block.
///
/// # Errors
///
/// The file cannot be read; the error is the system's.
pub fn plain_of(post: &Post, story: Option<&Story>) -> io::Result<String> {
    with_body(&post.origin(), |body, flavor| {
        let outline = outline_as(body, flavor);
        let extent = story.map_or(0..body.len(), Story::extent);
        let mut out = match story {
            None if !is_titled(&outline, post) => format!("{}\n", post.title),
            None | Some(_) => String::new(),
        };
        let mut row_before = false;
        for block in &outline.blocks {
            let text = outline.text_within(block, &extent).trim_end();
            if text.trim().is_empty() {
                continue;
            }
            let is_row = matches!(block.kind, OutlineBlockKind::Row { .. });
            // The rows of a table belong together.
            let is_next_row = is_row && row_before;
            if !out.is_empty() && !is_next_row {
                out.push('\n');
            }
            row_before = is_row;
            out.push_str(text);
            out.push('\n');
        }
        out
    })
}

/// Returns `true` if a text begins with a heading that is the title of its post.
fn is_titled(outline: &Outline, post: &Post) -> bool {
    let first = outline.blocks.first();
    let is_heading = |block: &&OutlineBlock| matches!(block.kind, OutlineBlockKind::Heading { .. });
    first.filter(is_heading).is_some_and(|block| clean_line(outline.text(block)) == *post.title)
}
