//! A news item of a digest: a heading, a summary, a source link.

/// One news item of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// The heading's plain text.
    pub title: String,
    /// The first paragraph of its section as plain text; empty when there is none.
    pub summary: String,
    /// The source, an http or https address.
    pub url: String,
    /// The heading's level, 1 to 6; zero for an item of a list of links.
    pub level: u8,
    /// The heading above, or the one the item stands under.
    pub section: Option<String>,
    /// Byte offset of the heading or item in the post's Markdown text.
    pub offset: usize,
}
