//! A news item of a digest: a heading and a source link.

use super::page::PageId;
use std::sync::Arc;

/// One news item of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The heading's plain text.
    pub title: Box<str>,
    /// The source, an http or https address.
    pub url: Box<str>,
    /// The page at that address.
    pub page: PageId,
    /// The heading's level, 1 to 6; zero for an item of a list of links.
    pub level: u8,
    /// The heading above, or the one the item stands under.
    pub section: Option<Arc<str>>,
    /// Byte offset of the heading or item in the post's Markdown text.
    pub offset: usize,
}
