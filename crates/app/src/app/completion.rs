//! Tab completion in the query line: field names, and values found in the library.

use super::fuzzy::rank;
use crate::library::{Facet, Library, Position};
use crate::query::{Facets, facets, fields, quoted};
use std::ops::Range;

/// Candidates for one range of the query, and the one that is inserted now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Byte range of the text before the first Tab that is replaced.
    pub range: Range<usize>,
    /// The text before the first Tab.
    pub before: String,
    /// Replacements for the range, best first.
    pub candidates: Vec<String>,
    /// Index of the inserted candidate.
    pub index: usize,
}

impl Completion {
    /// The text with the current candidate inserted, and the cursor's byte offset, which is just after it.
    pub fn text(&self) -> (String, usize) {
        let candidate = self.candidates.get(self.index).map_or("", String::as_str);
        let Range { start, end } = self.range.clone();
        let text = format!("{}{candidate}{}", &self.before[..start], &self.before[end..]);
        (text, start + candidate.len())
    }

    /// Moves to the next or previous candidate, wrapping around.
    pub fn step(&mut self, forward: bool) {
        let count = self.candidates.len();
        self.index = if forward { self.index + 1 } else { self.index + count - 1 } % count;
    }
}

/// Maximum number of candidates.
const MAX_CANDIDATES: usize = 50;

/// Completions of the field name or value at the cursor of a query; `None` if there are no candidates.
/// `cursor` is a byte offset; `own_tags` are those of the user.
pub fn complete(
    text: &str,
    cursor: usize,
    (library, own_tags): (&Library, &[String]),
    counts: &Facets,
) -> Option<Completion> {
    let start = word_start(&text[..cursor]);
    let word = &text[start..cursor];
    let bare = word.trim_start_matches(['-', '(']);
    let (range, candidates) = match bare.split_once([':', '：']).or_else(|| hash(bare)) {
        Some((field, values)) => {
            let typed = last_value(values);
            let range = cursor - typed.len()..value_end(text, cursor, typed);
            let typed = typed.trim_matches('"');
            // An alternative of OR need not occur in the result of the rest of the query.
            let candidates = if field == "mine" {
                own_values(typed, own_tags)
            } else if is_alternative(&text[..start], &text[range.end..]) {
                values_of(field, typed, library, &all_facets(library))
            } else {
                values_of(field, typed, library, counts)
            };
            (range, candidates)
        }
        None => (cursor - bare.len()..name_end(text, cursor), field_names(bare)),
    };
    (!candidates.is_empty()).then(|| Completion {
        range,
        before: text.to_owned(),
        candidates,
        index: 0,
    })
}

fn hash(word: &str) -> Option<(&str, &str)> {
    word.strip_prefix(['#', '＃']).map(|value| ("tag", value))
}

/// Byte offset of the start of the word before the cursor. Blanks in quotes do not separate words.
fn word_start(before: &str) -> usize {
    start_of_last(before, char::is_whitespace)
}

/// The last of the comma-separated values.
fn last_value(values: &str) -> &str {
    &values[start_of_last(values, |character| matches!(character, ',' | '，'))..]
}

/// Byte offset just after the last separator that is outside quotes.
fn start_of_last(text: &str, is_separator: impl Fn(char) -> bool) -> usize {
    let mut start = 0;
    let mut in_quotes = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' => in_quotes = !in_quotes,
            _ if is_separator(character) && !in_quotes => start = at + character.len_utf8(),
            _ => {}
        }
    }
    start
}

/// Byte offset of the end of the value at the cursor, of which `typed` is the part before the cursor.
fn value_end(text: &str, cursor: usize, typed: &str) -> usize {
    let rest = &text[cursor..];
    let is_quoted = typed.matches('"').count() % 2 == 1;
    let end = if is_quoted {
        // An unclosed quote ends at the cursor.
        rest.find('"').map_or(0, |at| at + 1)
    } else {
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | ')' | '"');
        rest.find(ends).unwrap_or(rest.len())
    };
    cursor + end
}

/// Byte offset of the end of the field name at the cursor, including its colon. If the rest is not followed
/// by a colon, it stays, since it may become the field's value.
fn name_end(text: &str, cursor: usize) -> usize {
    let rest = text[cursor..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let after = rest.strip_prefix([':', '：']);
    after.map_or(cursor, |after| text.len() - after.len())
}

/// Returns `true` if the text between `before` and `after` is an operand of `OR`.
fn is_alternative(before: &str, after: &str) -> bool {
    before.split_whitespace().next_back() == Some("OR")
        || after.split_whitespace().next() == Some("OR")
}

/// Counts of all values over all posts.
pub(super) fn all_facets(library: &Library) -> Facets {
    let posts: Vec<Position> = (0..library.posts().len() as Position).collect();
    facets(library, &posts)
}

fn field_names(typed: &str) -> Vec<String> {
    let typed = typed.to_lowercase();
    fields()
        .iter()
        .filter(|(name, _)| name.starts_with(&typed))
        .map(|(name, _)| format!("{name}:"))
        .collect()
}

fn own_values(typed: &str, own_tags: &[String]) -> Vec<String> {
    let fits = rank(typed, own_tags.iter().map(|tag| (tag.as_str(), "")));
    fits.into_iter().take(MAX_CANDIDATES).map(|fit| quoted(&own_tags[fit.index])).collect()
}

fn values_of(field: &str, typed: &str, library: &Library, counts: &Facets) -> Vec<String> {
    let field = match field {
        "tags" => "tag",
        "categories" => "category",
        "after" | "since" | "before" => "date",
        _ => field,
    };
    let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.field() == field) else {
        let typed = typed.to_lowercase();
        let names = fields().into_iter().find(|(name, _)| *name == field);
        let names = names.map_or_else(Vec::new, |(_, names)| names);
        let fitting = names.into_iter().filter(|name| name.starts_with(&typed));
        return fitting.map(str::to_owned).collect();
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
        .take(MAX_CANDIDATES)
        .map(|fit| quoted(values[fit.index].0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Post, labels};
    use std::sync::Arc;

    /// The query after completion with the first candidate, its cursor shown as `|`, in a result with just
    /// istio.
    fn completed(text: &str) -> String {
        let post = |path, tag| Arc::new(Post { tags: labels([tag]), ..Post::bare(path) });
        let library = Library::new(vec![
            post("a", "istio"),
            post("b", "envoy"),
            post("c", "envoy"),
            post("d", "service mesh"),
        ]);
        let cursor = text.find('|').unwrap();
        let found = library.posts().iter().position(|post| &*post.path == "a").unwrap();
        let counts = facets(&library, &[found as Position]);
        let own = ["todo".to_owned(), "to read".to_owned()];
        let completion = complete(&text.replace('|', ""), cursor, (&library, &own), &counts);
        completion.map_or_else(String::new, |completion| {
            let (mut text, cursor) = completion.text();
            text.insert(cursor, '|');
            text
        })
    }

    #[test]
    fn the_value_at_the_cursor_is_replaced_whole() {
        assert_eq!(completed("is:|"), "is:unread|");
        assert_eq!(completed("is:|read"), "is:unread|");
        assert_eq!(completed("is:re|d x"), "is:read| x");
        assert_eq!(completed("-is:st|arred"), "-is:starred|");
        assert_eq!(completed("(tag:is|tio) y"), "(tag:istio|) y");
        assert_eq!(completed("tag:is|x,envoy"), "tag:istio|,envoy");
        assert_eq!(completed("tag:envoy，i|x"), "tag:envoy，istio|");
        assert_eq!(completed("＃i|"), "＃istio|");
        assert_eq!(completed("tag:\"ist|x y\" z"), "tag:istio| z");
        assert_eq!(completed("tag:\"ist| z"), "tag:istio| z");
        assert_eq!(completed("ti|tle:x"), "title:|x");
        assert_eq!(completed("ta|x"), "tag:|x");
        assert_eq!(completed("mine:|"), "mine:todo|");
        assert_eq!(completed("x -mine:todo,r|"), "x -mine:todo,\"to read\"|");
    }

    #[test]
    fn an_alternative_has_all_values() {
        assert_eq!(completed("istio tag:en|"), "");
        assert_eq!(completed("istio OR tag:en|"), "istio OR tag:envoy|");
        assert_eq!(completed("istio OR tag:|"), "istio OR tag:envoy|");
        assert_eq!(completed("tag:en| OR istio"), "tag:envoy| OR istio");
        assert_eq!(completed("istio OR -tag:ser|"), "istio OR -tag:\"service mesh\"|");
        assert_eq!(completed("x OR ta|"), "x OR tag:|");
    }
}
