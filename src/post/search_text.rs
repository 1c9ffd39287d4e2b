//! The folded text of one post, laid out so that a search is one scan over one string.

use crate::text::fold;
use std::ops::Range;

/// A post's words, folded, in sections that are each searchable on their own: title, labels (tags,
/// categories, authors), body. A line feed stands between sections and between labels; a folded
/// text never holds one, so no match can reach over a border.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchText {
    text: Box<str>,
    title_end: u32,
    body_start: u32,
}

impl SearchText {
    /// Folds and joins the sections. `plain` is the post's text as it reads, without markup.
    pub fn new<'a>(title: &str, labels: impl Iterator<Item = &'a str>, plain: &str) -> Self {
        let mut text = fold(title);
        let title_end = text.len();
        text.push('\n');
        for label in labels {
            text.push_str(&fold(label));
            text.push('\n');
        }
        let body_start = text.len();
        text.push_str(&fold(plain));
        Self {
            text: text.into_boxed_str(),
            title_end: offset(title_end),
            body_start: offset(body_start),
        }
    }

    /// All of it.
    pub fn whole(&self) -> &str {
        &self.text
    }

    /// The folded title.
    pub fn title(&self) -> &str {
        self.section(0..self.title_end)
    }

    /// The folded body.
    pub fn body(&self) -> &str {
        self.section(self.body_start..offset(self.text.len()))
    }

    fn section(&self, range: Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }
}

/// Files are read up to a limit far below 4 GiB, and folding grows a text a few times at most.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found_again() {
        let search =
            SearchText::new("云报 Weekly", ["Service Mesh", "云原生"].into_iter(), "Body\ntext");
        assert_eq!(search.title(), "云报 weekly");
        assert_eq!(search.body(), "body text");
        assert_eq!(search.whole(), "云报 weekly\nservice mesh\n云原生\nbody text");
    }

    #[test]
    fn an_empty_post_has_empty_sections() {
        let search = SearchText::new("", std::iter::empty(), "");
        assert_eq!((search.title(), search.body()), ("", ""));
    }
}
