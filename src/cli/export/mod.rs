//! `yunbao export`: posts as feeds, and stories as one digest, for other readers.
//!
//! Owns what all formats have in common: stable ids, and texts without anything harmful.

mod atom;
mod digest;
mod json_feed;
mod opml;

use super::args::Format;
use super::found::{CommandRequest, FindResult, find_listed};
use super::output::print;
use crate::load::body;
use crate::markdown::as_html;
use crate::post::{Date, Post, PostId};
use crate::query::Listed;
use crate::text::clean_line;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// The posts of a feed, and the query that it is named after.
struct Feed<'a> {
    found: &'a FindResult,
    query: &'a str,
    limit: usize,
}

impl<'a> Feed<'a> {
    /// The posts in the feed, newest first.
    fn posts(&self) -> impl Iterator<Item = &'a Arc<Post>> {
        self.found.posts().take(self.limit)
    }

    fn title(&self) -> String {
        // The query may come from a script, with text from an untrusted source.
        let query = clean_line(self.query);
        if query.is_empty() { "yunbao".to_owned() } else { format!("yunbao: {query}") }
    }

    /// Id of the feed, the same for the same query.
    fn id(&self) -> String {
        format!("urn:yunbao:query:{:016x}", PostId::of(self.query.trim().as_bytes()).0)
    }
}

/// Prints the matching posts in a format. The output is always a whole document, even if it is
/// empty.
pub fn run(request: &CommandRequest<'_>, format: Format, limit: Option<usize>) -> ExitCode {
    let listed = match format {
        Format::Markdown => Listed::Stories,
        Format::Atom | Format::Json | Format::Opml => Listed::Posts,
    };
    let found = match find_listed(request, listed) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let feed = Feed { found: &found, query: request.query, limit: limit.unwrap_or(usize::MAX) };
    let mut count = 0;
    let printed = print(request.language, |out: &mut dyn Write| {
        count = match format {
            Format::Atom => atom::write(out, &feed)?,
            Format::Json => json_feed::write(out, &feed)?,
            Format::Opml => opml::write(out, &feed)?,
            Format::Markdown => digest::write(out, &feed)?,
        };
        Ok(())
    });
    let code = found.code(count);
    printed.err().unwrap_or(ExitCode::from(code))
}

/// Id of a post in every feed.
fn id(post: &Post) -> String {
    format!("urn:yunbao:post:{:016x}", post.id.0)
}

/// The beginning of a day as a time (RFC 3339). Undated posts get 1970-01-01, so that they come
/// last in other readers as well.
fn moment(day: Option<Date>) -> String {
    let day = day.unwrap_or(Date::constant(1970, 1, 1));
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year().max(0), day.month(), day.day())
}

/// A post's text as HTML, without a heading that only repeats the title. Empty if the file can no
/// longer be read.
fn content(post: &Post) -> String {
    let Ok(blocks) = body(&post.origin(), |_| ()) else { return String::new() };
    match blocks.split_first() {
        Some((first, rest)) if first.heading_text(1).as_deref() == Some(&*post.title) => {
            as_html(rest)
        }
        _ => as_html(&blocks),
    }
}

/// Replaces the two characters that XML does not allow (XML 1.0 §2.2) but cleaning leaves.
fn for_xml(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
