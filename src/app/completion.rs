//! What Tab puts into the query line: names of fields, and values that the library has.

use super::fuzzy::rank;
use crate::library::{Facet, Library};
use crate::query::{Facets, fields, quoted};
use std::ops::Range;

/// Candidates for one place in the query, and which of them stands there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the text before the first Tab that are replaced.
    pub range: Range<usize>,
    /// The text before the first Tab.
    pub before: String,
    /// What can stand there, the best first.
    pub candidates: Vec<String>,
    /// The one that stands there.
    pub index: usize,
}

impl Completion {
    /// The text with the candidate in force, and the cursor behind it.
    pub fn text(&self) -> (String, usize) {
        let candidate = self.candidates.get(self.index).map_or("", String::as_str);
        let Range { start, end } = self.range.clone();
        let text = format!("{}{candidate}{}", &self.before[..start], &self.before[end..]);
        (text, start + candidate.len())
    }

    /// The next candidate, or the one before.
    pub fn step(&mut self, forward: bool) {
        let count = self.candidates.len();
        self.index = if forward { self.index + 1 } else { self.index + count - 1 } % count;
    }
}

/// Candidates at most.
const MOST: usize = 50;

/// What can stand at the cursor of a query; `None` if nothing is known for it.
pub fn complete(
    text: &str,
    cursor: usize,
    library: &Library,
    counts: &Facets,
) -> Option<Completion> {
    let start = word_start(&text[..cursor]);
    let word = &text[start..cursor];
    let bare = word.trim_start_matches(['-', '(']);
    let at = cursor - bare.len();
    let (from, candidates) = match bare.split_once([':', '：']).or_else(|| hash(bare)) {
        Some((field, values)) => {
            let typed = values.rsplit(',').next().unwrap_or(values);
            let from = cursor - typed.len();
            (from, values_of(field, typed.trim_matches('"'), library, counts))
        }
        None => (at, field_names(bare)),
    };
    (!candidates.is_empty()).then(|| Completion {
        range: from..cursor,
        before: text.to_owned(),
        candidates,
        index: 0,
    })
}

fn hash(word: &str) -> Option<(&str, &str)> {
    word.strip_prefix('#').map(|value| ("tag", value))
}

/// Where the word before the cursor begins; a blank in quotes does not part words.
fn word_start(before: &str) -> usize {
    let mut start = 0;
    let mut in_quotes = false;
    for (at, character) in before.char_indices() {
        match character {
            '"' => in_quotes = !in_quotes,
            _ if character.is_whitespace() && !in_quotes => start = at + character.len_utf8(),
            _ => {}
        }
    }
    start
}

fn field_names(typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase();
    fields()
        .iter()
        .filter(|(name, _)| name.starts_with(&typed))
        .map(|(name, _)| format!("{name}:"))
        .collect()
}

fn values_of(field: &str, typed: &str, library: &Library, counts: &Facets) -> Vec<String> {
    let facet = match field {
        "tag" | "tags" => Facet::Tag,
        "category" | "categories" => Facet::Category,
        "author" => Facet::Author,
        "source" => Facet::Source,
        "date" | "after" | "since" | "before" => Facet::Month,
        _ => {
            let typed = typed.to_lowercase();
            let names = fields().into_iter().find(|(name, _)| *name == field);
            let names = names.map_or_else(Vec::new, |(_, names)| names);
            let fitting = names.into_iter().filter(|name| name.starts_with(&typed));
            return fitting.map(str::to_owned).collect();
        }
    };
    let table = library.table(facet);
    let values: Vec<(&str, &str)> = counts
        .of(facet)
        .iter()
        .map(|count| &table.values()[count.number as usize])
        .map(|value| (value.value.as_str(), value.key.as_str()))
        .collect();
    rank(typed, values.iter().copied())
        .into_iter()
        .take(MOST)
        .map(|fit| quoted(values[fit.index].0))
        .collect()
}
