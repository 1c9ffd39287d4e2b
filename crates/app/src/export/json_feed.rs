//! A document as a JSON Feed, version 1.1.

use super::html::content;
use super::{Edition, Entry, moment};
use serde::Serialize;

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    items: Vec<FeedItem<'a>>,
}

#[derive(Serialize)]
struct FeedItem<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    title: &'a str,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<FeedAuthor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

#[derive(Serialize)]
struct FeedAuthor<'a> {
    name: &'a str,
}

/// The feed, on one line.
pub(super) fn feed(edition: &Edition) -> String {
    let document = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &edition.title,
        items: edition.entries.iter().map(item).collect(),
    };
    // Strings and lists of them can always be written.
    let mut text = serde_json::to_string(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn item(entry: &Entry) -> FeedItem<'_> {
    FeedItem {
        id: &entry.id,
        url: entry.url.as_deref(),
        title: &entry.title,
        content_html: content(entry),
        date_published: entry.day.map(|day| moment(Some(day))),
        authors: entry.authors.iter().map(|name| FeedAuthor { name }).collect(),
        tags: entry.terms().collect(),
    }
}
