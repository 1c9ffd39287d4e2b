//! The stories of posts as one Markdown digest, which the program reads back as the same stories.

use super::super::output::quoted;
use super::super::stories::rows;
use super::Feed;
use crate::load::summaries;
use crate::text::clean_line;
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
            write!(out, "{}\n\n", paragraph(summary))?;
        }
        let name = story.host.clone().unwrap_or_default();
        writeln!(out, "**Source:** [{}](<{}>)", escaped(&name), address(story.url))?;
    }
    Ok(stories.len())
}

/// A text on one line as Markdown that reads as the text: characters that could be markup are
/// escaped (CommonMark §2.4), and no others, so that it stays readable.
fn escaped(text: &str) -> String {
    let text = clean_line(text);
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '{' | '}'
            | '^' => true,
            '#' => out.is_empty() || out.ends_with(' '),
            _ => false,
        };
        if is_markup {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Like [`escaped`], and also not taken for the beginning of a list or another block.
fn paragraph(text: &str) -> String {
    let text = escaped(text);
    let number = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text.as_bytes().get(number) {
        Some(b'.' | b')') if number > 0 => format!("{}\\{}", &text[..number], &text[number..]),
        Some(b'-' | b'+' | b'=' | b':' | b'!') if number == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// An address, escaped for its place between `<` and `>`.
fn address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for character in url.chars() {
        if matches!(character, '<' | '>' | '\\' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
