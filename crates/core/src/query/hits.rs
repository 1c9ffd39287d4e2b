//! Finds the matches of a query within a text, for highlighting.

use super::expression::{Expression, Pattern, Scope, Term};
use super::pattern::Needle;
use crate::text::fold_with_map;
use std::ops::Range;

/// The part of a post that a text is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSection {
    /// A post's title.
    Title,
    /// A tag or a category.
    Tag,
    /// A heading.
    Heading,
    /// Any other text of a post.
    Text,
}

/// The words of a query, compiled for searching displayed texts.
#[derive(Clone, Debug, Default)]
pub struct Needles {
    words: Vec<(Scope, Needle)>,
}

impl Needles {
    /// The words that posts must or may contain, including those of fields that search text.
    pub fn of(expression: &Expression, pinyin: bool) -> Self {
        let mut words = Vec::new();
        collect(expression, pinyin, &mut words);
        Self { words }
    }

    /// A plain text to search for.
    pub fn text(text: &str, pinyin: bool) -> Self {
        if text.trim().is_empty() {
            return Self::default();
        }
        let needle = Needle::new(&Pattern::Plain(text.to_owned()), pinyin);
        Self { words: vec![(Scope::Anywhere, needle)] }
    }

    /// Returns `true` if there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns `true` if words are searched for in the contents of posts, and not only in titles
    /// and labels.
    pub fn reach_text(&self) -> bool {
        self.words.iter().any(|(scope, _)| looks_in(*scope, TextSection::Heading))
    }

    /// Byte ranges of the matches in a text: in order, without overlaps, each consisting of whole
    /// grapheme clusters.
    pub fn find(&self, text: &str, place: TextSection) -> Vec<Range<usize>> {
        let each = self.find_each(text, place);
        merged(each.into_iter().flatten().collect())
    }

    /// Like [`Needles::find`], but with a separate list for each word.
    pub(super) fn find_each(&self, text: &str, place: TextSection) -> Vec<Vec<Range<usize>>> {
        if text.is_empty() || self.words.is_empty() {
            return Vec::new();
        }
        let folded = fold_with_map(text);
        let found = |(scope, needle): &(Scope, Needle)| {
            if !looks_in(*scope, place) {
                return Vec::new();
            }
            let mut places = needle.places(folded.text());
            if place != TextSection::Text {
                places.extend(needle.places_by_sound(folded.text()));
            }
            let places = places.into_iter().map(|place| folded.source(place));
            places.filter(|place| !place.is_empty()).collect()
        };
        self.words.iter().map(found).collect()
    }
}

fn collect(expression: &Expression, pinyin: bool, words: &mut Vec<(Scope, Needle)>) {
    match expression {
        Expression::All(children) | Expression::Any(children) => {
            for child in children {
                collect(child, pinyin, words);
            }
        }
        Expression::Term(Term::Text(scope, patterns)) if scope.facet().is_none() => {
            words.extend(patterns.iter().map(|one| (*scope, Needle::new(one, pinyin))));
        }
        Expression::Not(_) | Expression::Term(_) => {}
    }
}

fn looks_in(scope: Scope, place: TextSection) -> bool {
    match scope {
        Scope::Anywhere => true,
        Scope::Title => place == TextSection::Title,
        Scope::Body => matches!(place, TextSection::Heading | TextSection::Text),
        Scope::Story => place == TextSection::Heading,
        // It is not in the text.
        _ => false,
    }
}

fn merged(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match out.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => out.push(place),
        }
    }
    out
}
