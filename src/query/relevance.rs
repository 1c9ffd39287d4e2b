//! How much a post or story is about what was searched for.

use super::expression::{Expression, Scope, Term};
use super::pattern::Needle;
use super::searchable::Searchable;

/// What is looked for, to see how near the top of an item it stands.
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
    pub fn score(&self, item: &impl Searchable) -> u32 {
        let best = |needles: &Vec<Needle>| needles.iter().map(|needle| weight(needle, item)).max();
        self.words.iter().map(|needles| best(needles).unwrap_or(0)).sum()
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
fn weight(needle: &Needle, item: &impl Searchable) -> u32 {
    let literal = item.weighted().find(|(text, _)| needle.is_in(text));
    let sound = || item.weighted().find(|(text, _)| needle.sounds_in(text));
    // A body is the only part long enough to be worth not scanning: the item is a hit already.
    literal.map(|(_, weight)| weight).or_else(|| sound().map(|(_, weight)| weight / 2)).unwrap_or(2)
}
