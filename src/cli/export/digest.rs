//! The stories of posts as one Markdown digest, which the program reads back as the same stories.

use super::super::output::quoted;
use super::super::stories::rows;
use super::Feed;
use crate::load::summaries;
use crate::markdown::{destination, escaped, escaped_paragraph};
use std::collections::HashMap;
use std::io::{self, Write};

/// Writes the digest, the stories in the order of `yunbao stories`; returns their number.
///
/// # Errors
///
/// Writing fails.
pub fn write(out: &mut dyn Write, feed: &Feed<'_>) -> io::Result<usize> {
    let stories = rows(feed.found);
    let stories = &stories[..stories.len().min(feed.limit)];
    let mut by_post: HashMap<u32, Vec<String>> = HashMap::new();
    writeln!(out, "---\ntitle: {}", quoted(&feed.title()))?;
    if let Some(day) = stories.iter().find_map(|story| story.last.as_ref()) {
        writeln!(out, "date: {day}")?;
    }
    // The category makes it a digest and not an article, however few stories it has.
    writeln!(out, "categories: [digest]\n---")?;
    for story in stories {
        let summaries = by_post.entry(story.newest.post).or_insert_with(|| {
            let post = feed.found.library.post(story.newest.post);
            // A file that can no longer be read lacks its summaries, and nothing else.
            post.map_or_else(Vec::new, |post| summaries(post).unwrap_or_default())
        });
        let summary = summaries.get(story.newest.story as usize).map_or("", String::as_str);
        write!(out, "\n## {}\n\n", escaped(story.title))?;
        if !summary.is_empty() {
            write!(out, "{}\n\n", escaped_paragraph(summary))?;
        }
        let name = story.host.clone().unwrap_or_default();
        writeln!(out, "**Source:** [{}]({})", escaped(&name), destination(story.url))?;
    }
    Ok(stories.len())
}
