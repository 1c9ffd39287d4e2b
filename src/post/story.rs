//! A news item of a digest: a heading and a source link.

use super::page::PageId;
use crate::text::fold;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::Range;
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
    /// [`Story::offset`], which is far below 4 GiB, in no more memory than that takes.
    pub start: u32,
    /// Byte offset in the Markdown text at which what belongs to the story ends.
    pub end: u32,
    /// Its day, where it stands in a dated part of the text.
    pub day: Option<Date>,
}

impl Story {
    /// Byte offset of the heading or item in the post's Markdown text.
    pub fn offset(&self) -> usize {
        self.start as usize
    }

    /// Bytes of the post's Markdown text that the story takes up: its headline and what belongs to it.
    pub fn extent(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its address as search compares it: most are that already.
    pub fn folded_url(&self) -> Cow<'_, str> {
        let is_folded = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase();
        if self.url.bytes().all(is_folded) {
            return Cow::Borrowed(&self.url);
        }
        fold(&self.url).into()
    }
}
