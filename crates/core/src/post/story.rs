//! A news item of a digest: its headline, its page, and its extent in the text.

use super::page::PageId;
use super::story_link::StoryLink;
use crate::text::fold;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// One news item of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Its title and address.
    pub link: StoryLink,
    /// Identity of the page at its address.
    pub page: PageId,
    /// Level of its heading, 1 to 6; 0 for a story without a heading of its own.
    pub level: u8,
    /// The value of [`Story::offset`] as `u32`, which saves memory: texts are far below 4 GiB.
    pub start: u32,
    /// Byte offset in the Markdown text at which the story ends.
    pub end: u32,
    /// Its day, if it is in a dated part of the text.
    pub day: Option<Date>,
}

/// A post's report of a story, in few words. Not kept with the post, but read again when asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryExcerpt {
    /// The first paragraph that says more than the headline, in one line; empty if there is none.
    pub summary: String,
    /// The title that the post gives the story's page, in one line; empty if it is that of the story, or
    /// if there is none.
    pub source_title: String,
}

impl Story {
    /// A story with this title, about the page at this address.
    pub fn new(title: &str, url: &str) -> Self {
        let link = StoryLink::all([[title, url, ""]].into_iter()).swap_remove(0);
        Self { link, page: PageId::of(url), ..Self::default() }
    }

    /// Plain text of the headline.
    pub fn title(&self) -> &str {
        self.link.title()
    }

    /// Address of the source, an http or https URL.
    pub fn url(&self) -> &str {
        self.link.url()
    }

    /// Byte offset of the heading or item in the post's Markdown text.
    pub fn offset(&self) -> usize {
        self.start as usize
    }

    /// Byte range of the story in the post's Markdown text: its headline and the text below it.
    pub fn extent(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The folded address, for searches. Most addresses need no folding and are borrowed.
    pub fn folded_url(&self) -> Cow<'_, str> {
        let is_folded = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase();
        if self.url().bytes().all(is_folded) {
            return Cow::Borrowed(self.url());
        }
        fold(self.url()).into()
    }
}
