//! `yunbao export`: posts as feeds, and stories as one digest, for other readers.
//!
//! Owns what every form has in common: names that stay, texts that are harmless.

mod atom;
mod digest;
mod json_feed;
mod opml;

use super::args::Format;
use super::found::{Asked, Found, find_listed};
use super::output::print;
use crate::load::body;
use crate::markdown::as_html;
use crate::post::{Date, Post, PostId};
use crate::query::Listed;
use crate::text::clean_line;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// The posts, and how the feed of them is called.
struct Feed<'a> {
    found: &'a Found,
    query: &'a str,
    limit: usize,
}

impl<'a> Feed<'a> {
    /// The posts that go into it, newest first.
    fn posts(&self) -> impl Iterator<Item = &'a Arc<Post>> {
        self.found.posts().take(self.limit)
    }

    fn title(&self) -> String {
        // It was typed, but into a script perhaps, with what was found somewhere.
        let query = clean_line(self.query);
        if query.is_empty() { "yunbao".to_owned() } else { format!("yunbao: {query}") }
    }

    /// A name that is the same for the same query.
    fn id(&self) -> String {
        format!("urn:yunbao:query:{:016x}", PostId::of(self.query.trim().as_bytes()).0)
    }
}

/// Prints the posts that the query means in a form. Every form is a whole document, also with
/// nothing in it.
pub fn run(asked: &Asked<'_>, format: Format, limit: Option<usize>) -> ExitCode {
    let listed = match format {
        Format::Markdown => Listed::Stories,
        Format::Atom | Format::Json | Format::Opml => Listed::Posts,
    };
    let found = match find_listed(asked, listed) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let feed = Feed { found: &found, query: asked.query, limit: limit.unwrap_or(usize::MAX) };
    let mut count = 0;
    let printed = print(asked.language, |out: &mut dyn Write| {
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

/// The name of a post in every feed.
fn id(post: &Post) -> String {
    format!("urn:yunbao:post:{:016x}", post.id.0)
}

/// A day as the moment at which it begins (RFC 3339). Undated posts are of the first day there is,
/// so that they are last in other readers as well.
fn moment(day: Option<Date>) -> String {
    let day = day.unwrap_or(Date::constant(1970, 1, 1));
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year().max(0), day.month(), day.day())
}

/// A post's text as HTML, without a heading that only repeats the title. A file that cannot be read
/// any more has none.
fn content(post: &Post) -> String {
    let Ok(blocks) = body(&post.origin(), |_| ()) else { return String::new() };
    match blocks.split_first() {
        Some((first, rest)) if first.heading_text(1).as_deref() == Some(&*post.title) => {
            as_html(rest)
        }
        _ => as_html(&blocks),
    }
}

/// The text without the two characters that XML has no place for (XML 1.0 §2.2) and cleaning leaves.
fn for_xml(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
