//! Scores of posts and stories by relevance to a search.

use super::expression::{Expression, Scope, Term};
use super::pattern::Needle;
use super::searchable::Searchable;

/// The words of a search, for scoring.
pub(super) struct Relevance {
    /// A list of alternative patterns for each word.
    words: Vec<Vec<Needle>>,
}

impl Relevance {
    /// The words that posts must or may contain according to an expression.
    pub fn of(expression: &Expression, pinyin: bool) -> Self {
        let mut words = Vec::new();
        collect(expression, pinyin, &mut words);
        Self { words }
    }

    /// The sum over all words of the best weight of the word: 8 in the title, 6 in a tag or
    /// category, 3 in a heading, 1 in any other text, and half of that for a match by sound only.
    /// The result is doubled to be an integer.
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

/// Twice the weight that the documentation states, so that half of it is an integer.
fn weight(needle: &Needle, item: &impl Searchable) -> u32 {
    let literal = item.weighted().find(|(text, _)| needle.is_in(text));
    let sound = || item.weighted().find(|(text, _)| needle.sounds_in(text));
    // The body is the only text long enough to make skipping its scan worthwhile: the item matched
    // already.
    literal.map(|(_, weight)| weight).or_else(|| sound().map(|(_, weight)| weight / 2)).unwrap_or(2)
}
