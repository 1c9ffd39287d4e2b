//! Posts as a JSON Feed, version 1.1.

use super::super::output::json;
use super::{Feed, content, id, moment};
use crate::post::Post;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: String,
    items: Vec<FeedItem<'a>>,
}

#[derive(Serialize)]
struct FeedItem<'a> {
    id: String,
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

/// Writes the feed; returns the number of posts in it.
///
/// # Errors
///
/// Writing fails.
pub fn write(out: &mut dyn Write, feed: &Feed<'_>) -> io::Result<usize> {
    let document = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title(),
        items: feed.posts().map(|post| item(post)).collect(),
    };
    json(out, &document)?;
    Ok(document.items.len())
}

fn item(post: &Post) -> FeedItem<'_> {
    FeedItem {
        id: id(post),
        url: post.source.as_deref(),
        title: &post.title,
        content_html: content(post),
        date_published: post.date.map(|day| moment(Some(day))),
        authors: post.authors.iter().map(|name| FeedAuthor { name }).collect(),
        tags: post.categories.iter().chain(&post.tags).map(AsRef::as_ref).collect(),
    }
}
