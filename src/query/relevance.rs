//! How much a post is about what was searched for.

use super::expression::{Expression, Scope, Term};
use super::pattern::Needle;
use crate::post::Post;

/// What is looked for, to see how near the top of a post it stands.
pub(super) struct Relevance {
    /// A list for each word: any of its patterns will do.
    words: Vec<Vec<Needle>>,
}

impl Relevance {
    /// The words of a query that posts must, or may, hold.
    pub fn of(expression: &Expression, pinyin: bool) -> Self {
        let mut words = Vec::new();
        collect(expression, pinyin, &mut words);
        Self { words }
    }

    /// The sum over all words of where the word stands at best: 8 for the title, 6 for a tag or
    /// category, 3 for a heading, 1 for any other text, and half of that for a word that only
    /// sounds like it.
    pub fn score(&self, post: &Post) -> u32 {
        self.words
            .iter()
            .map(|needles| needles.iter().map(|needle| weight(needle, post)).max().unwrap_or(0))
            .sum()
    }

    /// The same of one of a post's stories: 8 for its title, 1 for any other text.
    pub fn score_of_story(&self, post: &Post, number: usize) -> u32 {
        let title = post.folded_story_title(number);
        let weight = |needle: &Needle| match () {
            () if needle.is_in(&title) => 16,
            () if needle.sounds_in(&title) => 8,
            () => 2,
        };
        self.words.iter().map(|needles| needles.iter().map(weight).max().unwrap_or(0)).sum()
    }
}

fn collect(expression: &Expression, pinyin: bool, words: &mut Vec<Vec<Needle>>) {
    match expression {
        Expression::All(children) | Expression::Any(children) => {
            for child in children {
                collect(child, pinyin, words);
            }
        }
        Expression::Not(_) => {}
        Expression::Term(Term::Text(scope, patterns)) if *scope == Scope::Anywhere => {
            words.push(patterns.iter().map(|pattern| Needle::new(pattern, pinyin)).collect());
        }
        Expression::Term(_) => {}
    }
}

/// Twice the weight that the docs speak of, so that half of it is whole.
fn weight(needle: &Needle, post: &Post) -> u32 {
    let search = &post.search;
    let parts = [(search.title(), 16), (search.tags(), 12), (search.headings(), 6)];
    let literal = parts.iter().find(|(text, _)| needle.is_in(text)).map(|(_, weight)| *weight);
    // A body is the only part long enough to be worth not scanning: the post is a hit already.
    literal
        .or_else(|| {
            parts.iter().find(|(text, _)| needle.sounds_in(text)).map(|(_, weight)| weight / 2)
        })
        .unwrap_or(2)
}
