//! The tool that reads a post, as Markdown.

use super::super::answer::{MAX_ANSWER_BYTES, NOTICE, answer, brief, visible};
use super::ToolAnswer;
use super::arguments::Arguments;
use super::context::ToolContext;
use super::lookup;
use crate::load::body;
use crate::markdown::as_markdown;
use crate::text::start_of;
use serde::Serialize;
use std::borrow::Cow;

/// Bytes of text in an answer, if no number is given.
pub const USUAL_BYTES: usize = 16 << 10;
/// Minimum bytes of text in an answer: the longest character must fit.
pub const MIN_BYTES: usize = 4;

/// Part of a post's text.
#[derive(Serialize)]
struct TextAnswer<'a> {
    notice: &'a str,
    id: String,
    path: Cow<'a, str>,
    title: Cow<'a, str>,
    date: Option<String>,
    source: Option<Cow<'a, str>>,
    /// Bytes of the whole text.
    total: usize,
    offset: usize,
    next: Option<usize>,
    hints: Vec<String>,
    text: &'a str,
}

/// Answers `read_post`.
pub fn read_post(mut arguments: Arguments, context: &ToolContext<'_>) -> ToolAnswer {
    let name = arguments.text("post")?.ok_or("post is missing: the `id` or `path` of a post")?;
    let offset = arguments.number("offset", 0..=usize::MAX, 0)?;
    let limit = arguments.number("limit", MIN_BYTES..=MAX_ANSWER_BYTES, USUAL_BYTES)?;
    arguments.finish()?;
    let post = lookup::post(context.library(), &name).map_err(|error| context.with_note(error))?;
    let blocks = body(&post.origin(), |_| ())
        .map_err(|error| format!("{} cannot be read: {error}", brief(&post.path)))?;
    let written = as_markdown(&blocks);
    let whole = visible(&written);
    let start = start_of(&whole, offset).len();
    let text = part(&whole[start..], limit);
    let end = start + text.len();
    Ok(answer(&TextAnswer {
        notice: NOTICE,
        id: format!("{:016x}", post.id.0),
        path: brief(&post.path),
        title: brief(&post.title),
        date: post.date.map(|date| date.to_string()),
        source: post.source.as_deref().map(brief),
        total: whole.len(),
        offset: start,
        next: (end < whole.len()).then_some(end),
        hints: context.loading_note().into_iter().collect(),
        text,
    }))
}

/// The beginning of a text, cut behind a line if one ends in the second half.
fn part(text: &str, bytes: usize) -> &str {
    let part = start_of(text, bytes);
    if part.len() == text.len() {
        return part;
    }
    let line = part.rfind('\n').map(|at| at + 1);
    line.filter(|end| *end > bytes / 2).map_or(part, |end| &part[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_part_ends_with_a_line_if_one_ends_there() {
        assert_eq!(part("one\ntwo\nthree", 9), "one\ntwo\n");
        assert_eq!(part("a\nlong line without an end", 10), "a\nlong lin");
        assert_eq!(part("one\ntwo", 100), "one\ntwo");
    }

    proptest! {
        #[test]
        fn the_parts_of_a_text_are_the_text(text in "[a云\\n ]{0,80}", limit in MIN_BYTES..20) {
            let (mut rest, mut read) = (text.as_str(), String::new());
            while !rest.is_empty() {
                let next = part(rest, limit);
                prop_assert!(!next.is_empty() && next.len() <= limit);
                read.push_str(next);
                rest = &rest[next.len()..];
            }
            prop_assert_eq!(read, text);
        }
    }
}
