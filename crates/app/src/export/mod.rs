//! Documents made of stories and posts for other readers: a Markdown digest, an HTML page, feeds, an outline.
//!
//! Owns the formats, and what they have in common: stable ids, groups, and texts without anything harmful.
//! Knows nothing of the disk: the texts of posts are read by the caller.

mod atom;
mod digest;
mod entry;
mod groups;
mod html;
mod json_feed;
mod opml;
#[cfg(test)]
mod tests;

pub use entry::{Entry, ExportItem};
pub use groups::{Grouping, Order};
pub use opml::{OpmlSite, opml};

use crate::messages::Language;
use crate::post::{Date, PostId};

/// The format of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// A Markdown digest, which this program reads as the same stories.
    #[default]
    Markdown,
    /// An HTML page without scripts, style sheets or anything from elsewhere, which can be sent as mail.
    Html,
    /// An Atom feed.
    Atom,
    /// A JSON Feed.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Html, Self::Atom, Self::Json];

    /// The usual ending of a file's name, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Atom => "xml",
            Self::Json => "json",
        }
    }
}

/// Stories or posts to be written as one document.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    /// The title, a clean line.
    pub title: String,
    /// Id of the document as a feed: the same for the same contents over time.
    pub id: String,
    /// Language of headings and dates.
    pub language: Language,
    /// The headings that the entries stand under.
    pub grouping: Grouping,
    /// The stories or posts, in order.
    pub entries: Vec<Entry>,
}

impl Edition {
    /// The document.
    pub fn written(&self, format: Format) -> String {
        match format {
            Format::Markdown => digest::digest(self),
            Format::Html => html::page(self),
            Format::Atom => atom::feed(self),
            Format::Json => json_feed::feed(self),
        }
    }

    /// The newest day of an entry.
    fn newest(&self) -> Option<Date> {
        self.entries.iter().filter_map(|entry| entry.day).max()
    }
}

/// Id of a feed that is named after a query, or of a document by its title.
pub fn feed_id(name: &str) -> String {
    format!("urn:yunbao:query:{:016x}", PostId::of(name.trim().as_bytes()).0)
}

/// The beginning of a day as a time (RFC 3339). Undated posts get 1970-01-01, so that they come last in other
/// readers as well.
fn moment(day: Option<Date>) -> String {
    let day = day.unwrap_or(Date::constant(1970, 1, 1));
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year().max(0), day.month(), day.day())
}

/// Replaces the two characters that XML does not allow (XML 1.0 §2.2) but cleaning leaves.
fn for_xml(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
