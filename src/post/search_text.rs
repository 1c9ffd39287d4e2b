//! The folded text of one post, laid out so that a search is one scan over one string.

use crate::text::fold;
use std::ops::Range;

/// A post's words, folded, in sections that are each searchable on their own: title, labels (tags,
/// categories, then authors), headings, the rest of the body. A line feed stands between sections
/// and between labels and headings; a folded text never holds one, so no match can reach over a
/// border.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchText {
    text: Box<str>,
    title_end: u32,
    authors_start: u32,
    headings_start: u32,
    rest_start: u32,
}

impl SearchText {
    /// Folds and joins the sections. `plain` is the post's text as it reads, without markup and
    /// without the headings.
    pub fn new<'a>(
        title: &str,
        tags: impl Iterator<Item = &'a str>,
        authors: impl Iterator<Item = &'a str>,
        headings: impl Iterator<Item = &'a str>,
        plain: &str,
    ) -> Self {
        let mut text = fold(title);
        let title_end = text.len();
        text.push('\n');
        let lines = |text: &mut String, lines: &mut dyn Iterator<Item = &'a str>| {
            for line in lines {
                text.push_str(&fold(line));
                text.push('\n');
            }
            text.len()
        };
        let authors_start = lines(&mut text, &mut { tags });
        let headings_start = lines(&mut text, &mut { authors });
        let rest_start = lines(&mut text, &mut { headings });
        text.push_str(&fold(plain));
        Self {
            text: text.into_boxed_str(),
            title_end: offset(title_end),
            authors_start: offset(authors_start),
            headings_start: offset(headings_start),
            rest_start: offset(rest_start),
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

    /// The folded tags and categories, each with a line feed behind it.
    pub fn tags(&self) -> &str {
        self.section((self.title_end + 1).min(self.authors_start)..self.authors_start)
    }

    /// The folded headings, each with a line feed behind it.
    pub fn headings(&self) -> &str {
        self.section(self.headings_start..self.rest_start)
    }

    /// The folded body: headings first, each with a line feed behind it, then all other text.
    pub fn body(&self) -> &str {
        self.section(self.headings_start..offset(self.text.len()))
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
        let search = SearchText::new(
            "云报 Weekly",
            ["Service Mesh", "云原生"].into_iter(),
            ["Ann"].into_iter(),
            ["Istio 1.27", "Envoy"].into_iter(),
            "Body\ntext",
        );
        assert_eq!(search.title(), "云报 weekly");
        assert_eq!(search.tags(), "service mesh\n云原生\n");
        assert_eq!(search.headings(), "istio 1.27\nenvoy\n");
        assert_eq!(search.body(), "istio 1.27\nenvoy\nbody text");
        let whole = "云报 weekly\nservice mesh\n云原生\nann\nistio 1.27\nenvoy\nbody text";
        assert_eq!(search.whole(), whole);
    }

    #[test]
    fn an_empty_post_has_empty_sections() {
        let none = std::iter::empty;
        for search in [SearchText::new("", none(), none(), none(), ""), SearchText::default()] {
            assert_eq!(
                (search.title(), search.tags(), search.headings(), search.body()),
                ("", "", "", "")
            );
        }
    }
}
