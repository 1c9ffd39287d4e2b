//! Lists of names — tags, categories, authors — from the many forms in which they are written.
//!
//! Owns those forms. Knows neither formats nor the keys.

use foldhash::{HashSet, HashSetExt};

use super::markup::plain;
use super::value::Value;
use crate::text::{clean_name, fold};

/// Keys of a map that hold the name of the thing it describes, best first.
const NAME_KEYS: &[&str] = &["name", "label", "title", "displayname", "key", "slug", "id"];

/// Tags or categories: a list, one text, a text with commas, maps with a name, or a map whose keys are the
/// names. An item `kubernetes: security`, which YAML reads as a map, is restored to the text. Blanks do
/// not separate: `Cloud Native` is one label. Duplicates (by search folding) and empty names are dropped.
pub fn labels<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    distinct(written_labels(values).iter().map(|label| clean_name(label)))
}

/// The names in some values, as written.
fn written_labels<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let mut found = Vec::new();
    for value in values {
        match value {
            Value::Text(text) if is_all_hashtags(text) => {
                found.extend(text.split_whitespace().map(str::to_owned));
            }
            Value::Text(text) => found.extend(split(&plain(text)).map(str::to_owned)),
            Value::List(items) => items.iter().for_each(|item| match colon_in(item) {
                Some(whole) => found.push(whole),
                None => collect(item, &mut found),
            }),
            other => collect(other, &mut found),
        }
    }
    found
}

/// Tags, read like [`labels`], without the `#` that some programs put before them; `#a #b` are two tags.
pub fn tags<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let written = written_labels(values);
    distinct(written.iter().map(|tag| {
        let tag = clean_name(tag);
        let name = without_hash(&tag);
        if name.len() < tag.len() { clean_name(name) } else { tag }
    }))
}

/// A tag without the `#` before it, which a number keeps.
fn without_hash(tag: &str) -> &str {
    let name = tag.trim_start_matches(['#', '＃']);
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') || !is_number(name) {
        name
    } else {
        tag
    }
}

fn is_number(name: &str) -> bool {
    name.chars().all(char::is_numeric)
}

/// True for a text such as `#a #b`, in which blanks separate the tags.
fn is_all_hashtags(text: &str) -> bool {
    text.contains('#')
        && text
            .split_whitespace()
            .all(|word| word.len() > 1 && word.starts_with('#') && !word.contains(','))
}

/// The text of an item with a colon that was parsed as a map of one pair.
fn colon_in(item: &Value) -> Option<String> {
    let [(key, Value::Text(text))] = item.pairs() else { return None };
    let is_name = NAME_KEYS.contains(&super::keys::normal(key).as_str());
    (!is_name).then(|| format!("{key}: {text}"))
}

/// Authors, read like [`labels`]. A Markdown link gives its text, and a text with links gives only the
/// texts of these (`[Benjamin Wang](https://…), VMware` is one person). An e-mail address in `<…>` is
/// dropped.
pub fn people<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let mut found = Vec::new();
    for value in values {
        match value {
            Value::Text(text) => {
                let text = plain(text);
                match link_texts(&text) {
                    links if links.is_empty() => found.extend(split(&text).map(str::to_owned)),
                    links => found.extend(links),
                }
            }
            other => {
                let mut names = Vec::new();
                collect(other, &mut names);
                for name in names {
                    match link_texts(&name) {
                        links if links.is_empty() => found.push(name),
                        links => found.extend(links),
                    }
                }
            }
        }
    }
    distinct(found.iter().map(|name| clean_name(without_address(name))))
}

/// Collects the names in a list or map; nested lists are flattened.
fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Text(text) => found.push(plain(text).into_owned()),
        Value::List(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Map(pairs) => {
            let named = NAME_KEYS.iter().find_map(|name| {
                let (_, value) =
                    pairs.iter().rev().find(|(key, _)| super::keys::normal(key) == *name)?;
                value.text().filter(|text| !text.trim().is_empty())
            });
            match named {
                Some(name) => found.push(plain(name).into_owned()),
                None => found.extend(
                    pairs
                        .iter()
                        .filter(|(_, value)| !matches!(value, Value::Text(_)))
                        .map(|(key, _)| key.clone()),
                ),
            }
        }
    }
}

/// The parts of a text between commas or semicolons, ASCII or CJK, outside of parentheses. If it has an
/// ASCII semicolon, ASCII commas do not separate, as in Pelican: `Li, Bo; Wang, Cy`.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let has_semicolon = parts(text, |character| character == ';').nth(1).is_some();
    parts(text, move |character| match character {
        ',' => !has_semicolon,
        other => matches!(other, ';' | '，' | '、' | '；'),
    })
}

/// The parts of a text between separators outside of parentheses.
fn parts(text: &str, separates: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    text.split(move |character: char| {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && separates(character)
    })
}

/// The texts of the Markdown links `[text](target)` in a text.
fn link_texts(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        if let Some(open) = rest[..middle].rfind('[') {
            found.push(rest[open + 1..middle].to_owned());
        }
        let Some(close) = rest[middle..].find(')') else { break };
        rest = &rest[middle + close + 1..];
    }
    found
}

fn without_address(name: &str) -> &str {
    match name.trim().strip_suffix('>').and_then(|rest| rest.split_once('<')) {
        Some((person, address)) if address.contains('@') && !person.trim().is_empty() => person,
        _ => name,
    }
}

/// The names that are not empty, each once.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    names.filter(|name| !name.is_empty() && seen.insert(fold(name))).collect()
}
