//! The folded text of one post, laid out so that a search is one scan over one string.

use super::deferred_text::DeferredText;
use crate::text::fold_into;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The folded text of a post, in sections that can be searched on their own: title, labels (tags,
/// categories, then authors), headings, the rest of the body. A line feed separates the sections, and the
/// labels and headings within them. As folded text never contains one, no match can extend across a
/// border.
///
/// Serialized without the text; [`Self::with_text`] gives it back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchText {
    #[serde(skip)]
    text: DeferredText,
    title_end: u32,
    authors_start: u32,
    headings_start: u32,
    rest_start: u32,
    stories: Box<[Passage]>,
}

/// Position of a news item in a post's text, before folding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Indices of its headings, its own first; empty if it has no heading.
    pub headings: Range<usize>,
    /// Byte range in the plain text.
    pub plain: Range<usize>,
}

/// Byte ranges of a news item in the folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Passage {
    headings: Range<u32>,
    rest: Range<u32>,
}

impl SearchText {
    /// Folds and joins the sections. `plain` is the post's text without markup and without the headings;
    /// `stories` are the positions of its news items in the headings and in `plain`.
    pub fn new<'a>(
        title: &str,
        tags: impl Iterator<Item = &'a str>,
        authors: impl Iterator<Item = &'a str>,
        headings: impl Iterator<Item = &'a str>,
        plain: &str,
        stories: &[Stretch],
    ) -> Self {
        let mut text = String::with_capacity(plain.len() + plain.len() / 16 + 512);
        fold_into(&mut text, title);
        let title_end = text.len();
        text.push('\n');
        // Start of each line, and end of the last one.
        let lines = |text: &mut String, lines: &mut dyn Iterator<Item = &'a str>| {
            let mut starts = vec![offset(text.len())];
            for line in lines {
                fold_into(text, line);
                text.push('\n');
                starts.push(offset(text.len()));
            }
            starts
        };
        lines(&mut text, &mut { tags });
        let authors_start = text.len();
        lines(&mut text, &mut { authors });
        let headings_start = text.len();
        let headings = lines(&mut text, &mut { headings });
        let rest_start = text.len();
        let borders = fold_parts(&mut text, plain, stories);
        let heading = |number: usize| headings.get(number).or(headings.last()).copied();
        let rest = |at: usize| {
            let found = borders.binary_search_by_key(&at, |(plain, _)| *plain);
            found.map_or(0, |found| borders[found].1)
        };
        let passage = |story: &Stretch| Passage {
            headings: heading(story.headings.start).unwrap_or(0)
                ..heading(story.headings.end).unwrap_or(0),
            rest: rest(story.plain.start)..rest(story.plain.end),
        };
        Self {
            title_end: offset(title_end),
            authors_start: offset(authors_start),
            headings_start: offset(headings_start),
            rest_start: offset(rest_start),
            stories: stories.iter().map(passage).collect(),
            text: text.into(),
        }
    }

    /// Drops the stories whose numbers `is_kept` rejects. The text does not change.
    pub(super) fn keep_stories(&mut self, is_kept: impl Fn(usize) -> bool) {
        let stories = std::mem::take(&mut self.stories).into_vec();
        let numbered = stories.into_iter().enumerate();
        self.stories =
            numbered.filter(|(number, _)| is_kept(*number)).map(|(_, story)| story).collect();
    }

    /// Takes their headings from the stories whose numbers `is_section` accepts. The text does not change.
    pub(super) fn drop_headings(&mut self, is_section: impl Fn(usize) -> bool) {
        for (number, story) in self.stories.iter_mut().enumerate() {
            if is_section(number) {
                story.headings = self.headings_start..self.headings_start;
            }
        }
    }

    /// Replaces the title.
    pub(super) fn set_title(&mut self, title: &str) {
        let mut title_text = String::new();
        fold_into(&mut title_text, title);
        let (from, to) = (self.title_end, offset(title_text.len()));
        let moved = |place: &mut u32| *place = (*place - from).saturating_add(to);
        moved(&mut self.title_end);
        moved(&mut self.authors_start);
        moved(&mut self.headings_start);
        moved(&mut self.rest_start);
        for story in &mut self.stories {
            for range in [&mut story.headings, &mut story.rest] {
                moved(&mut range.start);
                moved(&mut range.end);
            }
        }
        let text = self.text.clone();
        self.text = DeferredText::new(move || {
            let rest = text.as_str().get(from as usize..).unwrap_or_default();
            (title_text + rest).into()
        });
    }

    /// A deserialized value with its text, which serialization leaves out and `load` returns when it is
    /// first needed. `None` if an offset is not within `length`, the bytes of the text. A text that turns out
    /// to have another length is replaced by none.
    pub fn with_text(
        mut self,
        length: u32,
        load: impl FnOnce() -> Option<Box<str>> + Send + 'static,
    ) -> Option<Self> {
        let Self { title_end, authors_start, headings_start, rest_start, .. } = self;
        let sections = [0, title_end, authors_start, headings_start, rest_start, length];
        let is_within = |story: &Passage| story.headings.end <= length && story.rest.end <= length;
        if !sections.is_sorted() || !self.stories.iter().all(is_within) {
            return None;
        }
        self.text = DeferredText::new(move || {
            load().filter(|text| text.len() == length as usize).unwrap_or_default()
        });
        Some(self)
    }

    /// The whole text. If it is not in memory yet, it is loaded.
    pub fn whole(&self) -> &str {
        self.text.as_str()
    }

    /// The folded title.
    pub fn title(&self) -> &str {
        self.section(0..self.title_end)
    }

    /// The folded tags and categories, each with a line feed after it.
    pub fn tags(&self) -> &str {
        self.section((self.title_end + 1).min(self.authors_start)..self.authors_start)
    }

    /// The folded headings, each with a line feed after it.
    pub fn headings(&self) -> &str {
        self.section(self.headings_start..self.rest_start)
    }

    /// The folded body: headings first, each with a line feed after it, then all other text.
    pub fn body(&self) -> &str {
        self.section(self.headings_start..offset(self.whole().len()))
    }

    /// The folded headings of a story, by its number, its own first, each with a line feed after it; empty
    /// for a list item.
    pub fn story_headings(&self, number: usize) -> &str {
        self.stories.get(number).map_or("", |story| self.section(story.headings.clone()))
    }

    /// True if a story has a heading of its own that is not empty.
    pub fn has_heading(&self, number: usize) -> bool {
        // The length includes the line feed.
        self.stories.get(number).is_some_and(|story| story.headings.len() > 1)
    }

    /// The folded text of a story, by its number, without its headings; for a list item it includes the
    /// title.
    pub fn story_text(&self, number: usize) -> &str {
        self.stories.get(number).map_or("", |story| self.section(story.rest.clone()))
    }

    /// Calls `each` with the number of each story that has a match in its headings or text. `find` returns
    /// the offset of the first match in a text; a match has `length` bytes. Equivalent to searching
    /// [`Self::story_headings`] and [`Self::story_text`] of each story, but in one pass over the text.
    pub fn for_each_story_with(
        &self,
        length: usize,
        find: impl Fn(&str) -> Option<usize>,
        mut each: impl FnMut(usize),
    ) {
        let all = |range: Range<u32>| First {
            text: self.section(range.clone()),
            start: range.start as usize,
            known: None,
        };
        let mut headings = all(self.headings_start..self.rest_start);
        let mut rest = all(self.rest_start..offset(self.whole().len()));
        for (number, story) in self.stories.iter().enumerate() {
            if headings.is_within(&story.headings, length, &find)
                || rest.is_within(&story.rest, length, &find)
            {
                each(number);
            }
        }
    }

    fn section(&self, range: Range<u32>) -> &str {
        let range = range.start as usize..range.end as usize;
        self.whole().get(range).unwrap_or_default()
    }
}

/// Finds the first match in a section at or after an offset, and remembers it for the next call.
struct First<'t> {
    text: &'t str,
    /// Byte offset of the section in the whole text.
    start: usize,
    /// Offset at which the last search began, and the match it found.
    known: Option<(usize, Option<usize>)>,
}

impl First<'_> {
    /// True if there is a match within a range of the whole text.
    fn is_within(
        &mut self,
        range: &Range<u32>,
        length: usize,
        find: &impl Fn(&str) -> Option<usize>,
    ) -> bool {
        let (from, end) = (range.start as usize, range.end as usize);
        if from >= end {
            return false;
        }
        let found = match self.known {
            Some((before, found)) if before <= from && found.is_none_or(|at| from <= at) => found,
            _ => {
                let text = from.checked_sub(self.start).and_then(|from| self.text.get(from..));
                let found = text.and_then(find).map(|at| from + at);
                self.known = Some((from, found));
                found
            }
        };
        // If the first match extends beyond the end, so do all later ones.
        found.is_some_and(|at| at + length <= end)
    }
}

/// Converts a length to an offset. Files are read up to a limit far below 4 GiB, and folding makes a text
/// at most a few times longer.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Folds a text in parts that end where stories begin or end. Returns these borders in order, each as an
/// offset in `plain` and the offset in `out` that corresponds to it.
fn fold_parts(out: &mut String, plain: &str, stories: &[Stretch]) -> Vec<(usize, u32)> {
    let ends = stories.iter().flat_map(|story| [story.plain.start, story.plain.end]);
    let mut borders: Vec<(usize, u32)> =
        ends.filter(|at| plain.is_char_boundary(*at)).map(|at| (at, 0)).collect();
    borders.sort_unstable();
    borders.dedup();
    let mut from = 0;
    let mut parted = true;
    let start = out.len();
    let mut part = |out: &mut String, to: usize| {
        let text = &plain[from..to];
        parted |= text.starts_with(char::is_whitespace);
        let blank = usize::from(parted && out.len() > start);
        out.push_str(&" "[..blank]);
        let begins = out.len();
        fold_into(out, text);
        let is_empty = out.len() == begins;
        if is_empty {
            out.truncate(begins - blank);
        }
        parted = text.ends_with(char::is_whitespace) || (parted && is_empty);
        from = to;
    };
    for border in &mut borders {
        part(out, border.0);
        border.1 = offset(out.len());
    }
    part(out, plain.len());
    borders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;
    use proptest::prelude::*;

    #[test]
    fn sections_are_found_again() {
        let search = SearchText::new(
            "云报 Weekly",
            ["Service Mesh", "云原生"].into_iter(),
            ["Ann"].into_iter(),
            ["Istio 1.27", "Envoy"].into_iter(),
            "Body\ntext",
            &[],
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
        for search in [SearchText::new("", none(), none(), none(), "", &[]), SearchText::default()]
        {
            assert_eq!(
                (search.title(), search.tags(), search.headings(), search.body()),
                ("", "", "", "")
            );
            assert_eq!((search.story_headings(0), search.story_text(0)), ("", ""));
        }
    }

    #[test]
    fn offsets_that_do_not_fit_the_text_are_refused() {
        let (whole, length) = ("title\ntag\n\nheading\nrest", 23);
        let search = SearchText {
            title_end: 5,
            authors_start: 10,
            headings_start: 11,
            rest_start: 19,
            stories: [Passage { headings: 11..19, rest: 19..23 }].into(),
            ..SearchText::default()
        };
        let with = |search: &SearchText, length, text: &'static str| {
            search.clone().with_text(length, || Some(text.into()))
        };
        assert_eq!(with(&search, length, whole).unwrap().story_text(0), "rest");
        assert_eq!(with(&search, length, "another text").unwrap().whole(), "");
        assert_eq!(with(&search, length, "título\ntá\n\nheading\n").unwrap().tags(), "");
        assert_eq!(with(&search, length - 1, whole), None);
        let backwards = SearchText { rest_start: 10, ..search.clone() };
        assert_eq!(with(&backwards, length, whole), None);
        let passage = Passage { headings: 11..19, rest: 19..24 };
        let beyond = SearchText { stories: [passage].into(), ..search };
        assert_eq!(with(&beyond, length, whole), None);
    }

    fn with_stories(plain: &str, stories: &[Stretch]) -> SearchText {
        let none = std::iter::empty;
        let headings = ["One", "Two", "Below Two", "Three"].into_iter();
        SearchText::new("T", none(), none(), headings, plain, stories)
    }

    #[test]
    fn each_story_has_its_own_text() {
        let plain = "Intro  First ITEM  second 网格  more";
        let at = |word: &str| plain.find(word).unwrap();
        let search = with_stories(
            plain,
            &[
                Stretch { headings: 0..1, plain: at("First")..at("second") },
                Stretch { headings: 1..3, plain: at("second")..plain.len() },
                Stretch { headings: 0..0, plain: at("more")..plain.len() },
            ],
        );
        assert_eq!(search.body(), "one\ntwo\nbelow two\nthree\nintro first item second 网格 more");
        let story = |number| (search.story_headings(number), search.story_text(number).trim());
        assert_eq!(story(0), ("one\n", "first item"));
        assert_eq!(story(1), ("two\nbelow two\n", "second 网格 more"));
        assert_eq!(story(2), ("", "more"));
        assert_eq!(story(3), ("", ""));
    }

    /// Offset of each word in the joined words, and of the end of the last one.
    fn places(words: &[String], plain: &str) -> impl Fn(usize) -> usize {
        let mut starts = vec![0];
        starts.extend(words.iter().scan(0, |at, word| {
            *at += word.len() + 1;
            Some((*at).min(plain.len()))
        }));
        move |number| starts[number.min(starts.len() - 1)]
    }

    proptest! {
        #[test]
        fn borders_change_nothing_of_the_whole(
            words in prop::collection::vec("[A-Za-zé网格ﬁＡ]{0,4}", 0..12),
            borders in prop::collection::vec((0_usize..13, 0_usize..13), 0..6),
        ) {
            let plain = words.join(" ");
            let place = places(&words, &plain);
            let stories: Vec<Stretch> = borders
                .iter()
                .map(|(a, b)| Stretch { headings: 0..1, plain: place(*a.min(b))..place(*a.max(b)) })
                .collect();
            let search = with_stories(&plain, &stories);
            let without = with_stories(&plain, &[]);
            prop_assert_eq!(search.whole(), without.whole());
            for (number, story) in stories.iter().enumerate() {
                let text = fold(&plain[story.plain.clone()]);
                prop_assert_eq!(search.story_text(number).trim(), text.trim());
            }
        }

        #[test]
        fn all_stories_are_told_as_each_alone(
            words in prop::collection::vec("[ab网]{0,3}", 0..12),
            borders in prop::collection::vec((0_usize..5, 0_usize..5, 0_usize..13, 0_usize..13), 0..6),
            wanted in "[abtw网][ab 网]{0,2}",
        ) {
            let plain = words.join(" ");
            let place = places(&words, &plain);
            // In any order, nested and overlapping.
            let stories: Vec<Stretch> = borders
                .iter()
                .map(|(a, b, c, d)| Stretch {
                    headings: *a.min(b)..*a.max(b),
                    plain: place(*c.min(d))..place(*c.max(d)),
                })
                .collect();
            let search = with_stories(&plain, &stories);
            let mut found = Vec::new();
            search.for_each_story_with(wanted.len(), |text| text.find(&wanted), |number| found.push(number));
            let alone = (0..stories.len()).filter(|number| {
                search.story_headings(*number).contains(&wanted)
                    || search.story_text(*number).contains(&wanted)
            });
            prop_assert_eq!(found, alone.collect::<Vec<_>>());
        }
    }
}
