//! Finds the rules that may match a post, so that the others need not be tested.
//!
//! Most rules require a facet value or a word. The values of a post are numbers, and the words of all
//! rules are searched for in one pass over its text.

use crate::library::{Facet, Library, Position};
use crate::post::Post;
use crate::query::expression::Scope;
use crate::query::matcher::Matcher;
use crate::text::fold;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::HashMap;

/// Maximum size in bytes of all words for which the fastest automaton is built, which is the largest.
const MAX_FAST_BYTES: usize = 20_000;

/// Rules by what they require of a post.
pub(super) struct Candidates {
    /// Rules that may match any post.
    always: Vec<u16>,
    /// Rules that require a value of a facet, by facet and number of the value.
    by_value: HashMap<(Facet, u32), Vec<u16>>,
    /// Facets that occur in `by_value`.
    facets: Vec<Facet>,
    /// Rules that require a word, by the word's number in `words`.
    by_word: Vec<Vec<u16>>,
    /// The words, if there are any.
    words: Option<AhoCorasick>,
    /// The scopes in which words are searched for.
    scopes: Vec<Scope>,
}

/// Something that a post must have for a condition to be met.
enum Requirement {
    Value(Facet, u32),
    Word(Scope, Vec<u8>),
}

impl Candidates {
    /// Sorts rules by what their conditions require.
    pub fn new(matchers: &[Option<Matcher>]) -> Self {
        let mut all = Self {
            always: Vec::new(),
            by_value: HashMap::new(),
            facets: Vec::new(),
            by_word: Vec::new(),
            words: None,
            scopes: Vec::new(),
        };
        let mut words: Vec<Vec<u8>> = Vec::new();
        let mut numbers: HashMap<Vec<u8>, usize> = HashMap::new();
        for (rule, matcher) in (0..).zip(matchers) {
            let Some(matcher) = matcher else { continue };
            let Some(requirements) = requirements(matcher) else {
                all.always.push(rule);
                continue;
            };
            for requirement in requirements {
                match requirement {
                    Requirement::Value(facet, number) => {
                        all.by_value.entry((facet, number)).or_default().push(rule);
                        if !all.facets.contains(&facet) {
                            all.facets.push(facet);
                        }
                    }
                    Requirement::Word(scope, word) => {
                        if !all.scopes.contains(&scope) {
                            all.scopes.push(scope);
                        }
                        let number = *numbers.entry(word.clone()).or_insert_with(|| {
                            words.push(word);
                            all.by_word.push(Vec::new());
                            words.len() - 1
                        });
                        all.by_word[number].push(rule);
                    }
                }
            }
        }
        all.find(&words);
        all
    }

    /// Prepares the search for words. If that fails, because they are too large, their rules are
    /// tested on every post.
    fn find(&mut self, words: &[Vec<u8>]) {
        if words.is_empty() {
            return;
        }
        let size: usize = words.iter().map(Vec::len).sum();
        let kind = (size <= MAX_FAST_BYTES).then_some(AhoCorasickKind::DFA);
        match AhoCorasick::builder().kind(kind).build(words) {
            Ok(found) => self.words = Some(found),
            Err(_) => self.always.extend(self.by_word.drain(..).flatten()),
        }
    }

    /// Returns `true` if texts of posts are searched.
    pub fn read_text(&self) -> bool {
        self.words.is_some() || !self.always.is_empty()
    }

    /// Puts the rules that may match a post into `rules`, in ascending order.
    pub fn of(&self, library: &Library, position: Position, post: &Post, rules: &mut Vec<u16>) {
        rules.clear();
        rules.extend(&self.always);
        for facet in &self.facets {
            for number in library.table(*facet).of(position) {
                rules.extend(self.by_value.get(&(*facet, *number)).into_iter().flatten());
            }
        }
        if let Some(words) = &self.words {
            self.of_words(words, post, rules);
        }
        rules.sort_unstable();
        rules.dedup();
    }

    /// Returns `true` if words are searched for in any of some scopes.
    fn look_in(&self, scopes: &[Scope]) -> bool {
        self.scopes.iter().any(|scope| scopes.contains(scope))
    }

    fn of_words(&self, words: &AhoCorasick, post: &Post, rules: &mut Vec<u16>) {
        let mut last = usize::MAX;
        let mut look = |text: &str| {
            for found in words.find_overlapping_iter(text) {
                let word = found.pattern().as_usize();
                // A word is often found several times in a row.
                if std::mem::replace(&mut last, word) != word {
                    rules.extend(&self.by_word[word]);
                }
            }
        };
        look(post.search.whole());
        if self.look_in(&[Scope::Path]) {
            look(&fold(&post.path));
        }
        if self.look_in(&[Scope::Author]) {
            post.authors.iter().for_each(|author| look(&fold(author)));
        }
        if self.look_in(&[Scope::Anywhere, Scope::Source]) {
            post.source.iter().for_each(|url| look(&fold(url)));
            post.stories.iter().for_each(|story| look(&story.folded_url()));
        }
        if self.look_in(&[Scope::Title, Scope::Story]) {
            // A headline that is a heading is in the text already.
            let own = (0..post.stories.len()).filter(|number| !post.search.has_heading(*number));
            own.for_each(|number| look(&post.folded_story_title(number)));
        }
    }
}

/// Scopes whose words are looked up.
const LOOKED_IN: [Scope; 7] = [
    Scope::Anywhere,
    Scope::Title,
    Scope::Body,
    Scope::Story,
    Scope::Path,
    Scope::Source,
    Scope::Author,
];

/// Requirements of a condition, of which a post that meets it has at least one. `None` if there are
/// none to look up.
fn requirements(matcher: &Matcher) -> Option<Vec<Requirement>> {
    match matcher {
        Matcher::Values(facet, numbers) => {
            Some(numbers.iter().map(|number| Requirement::Value(*facet, *number)).collect())
        }
        Matcher::Text(scope, _) if !LOOKED_IN.contains(scope) => None,
        Matcher::Text(scope, needles) => needles
            .iter()
            .map(|needle| {
                let word = needle.needle.plain().filter(|word| !word.is_empty())?;
                Some(Requirement::Word(*scope, word.to_vec()))
            })
            .collect(),
        // Any one of the conditions will do. Those that cost least come first.
        Matcher::All(all) => all.iter().find_map(requirements),
        Matcher::Any(any) => {
            let each: Option<Vec<_>> = any.iter().map(requirements).collect();
            Some(each?.into_iter().flatten().collect())
        }
        Matcher::Not(_)
        | Matcher::Days(_)
        | Matcher::Is(_)
        | Matcher::Has(_)
        | Matcher::Marked(_) => None,
    }
}
