//! Front matter that its parser rejected, read line by line.
//!
//! Owns the rules for saving as much of it as possible: each entry is parsed on its own, and only the
//! broken ones are read by their lines. Does not know the meaning of keys, only which ones are known.

use super::keys::{KeyLine, is_known, key_line};
use super::signs::comment_in;
use super::split::FrontMatterFormat;
use super::value::Value;
use super::{toml, yaml};

/// Maximum number of entries parsed one by one; the rest are read by their lines.
const MAX_PARSED: usize = 256;
/// Maximum length, in bytes, of one entry given to a parser.
const MAX_ENTRY: usize = 16 << 10;
/// Maximum nesting of maps.
const MAX_DEPTH: usize = 4;

/// The entries of a block. Never fails: text without a key is left out.
pub fn read(block: &str, format: FrontMatterFormat) -> Value {
    let mut left = MAX_PARSED;
    if format == FrontMatterFormat::Toml {
        return sections(block, &mut left);
    }
    Value::Map(pairs(block, format, &mut left, 0))
}

/// The entries of a TOML block, where `[section]` and `[[section]]` lines open groups, one level deep.
fn sections(block: &str, left: &mut usize) -> Value {
    let mut top = Vec::new();
    let mut name: Option<&str> = None;
    let mut start = 0;
    let mut at = 0;
    let mut close = |name: Option<&str>, part: &str, left: &mut usize| {
        let found = pairs(part, FrontMatterFormat::Toml, left, 0);
        match name {
            Some(name) => top.push((name.to_owned(), Value::Map(found))),
            None => top.extend(found),
        }
    };
    for line in block.split_inclusive('\n') {
        let header = line.trim();
        let inner = header.trim_start_matches('[').trim_end_matches(']');
        let is_header = header.starts_with('[')
            && header.ends_with(']')
            && !inner.is_empty()
            && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if is_header {
            close(name, &block[start..at], left);
            name = Some(inner);
            start = at + line.len();
        }
        at += line.len();
    }
    close(name, &block[start..], left);
    Value::Map(top)
}

/// One entry: its first line and those that belong to it.
struct RescuedEntry<'a> {
    head: KeyLine<'a>,
    /// The whole entry as written.
    source: &'a str,
    /// The lines after the first.
    more: &'a str,
}

fn pairs(
    block: &str,
    format: FrontMatterFormat,
    left: &mut usize,
    depth: usize,
) -> Vec<(String, Value)> {
    entries(block, format)
        .into_iter()
        .flat_map(|entry| {
            let parsed = if *left > 0 && entry.source.len() <= MAX_ENTRY {
                *left -= 1;
                parse(&entry, format)
            } else {
                None
            };
            parsed.unwrap_or_else(|| {
                vec![(entry.head.key.to_owned(), by_lines(&entry, format, left, depth))]
            })
        })
        .collect()
}

/// The entries of a block. An entry starts at a key that is indented no further than those before it, or
/// at a known key if the value before it is complete.
fn entries(block: &str, format: FrontMatterFormat) -> Vec<RescuedEntry<'_>> {
    let separator = format.separator();
    let mut found: Vec<(KeyLine<'_>, usize, usize)> = Vec::new();
    let mut at = 0;
    let mut base = usize::MAX;
    for line in block.split_inclusive('\n') {
        if let Some(head) = key_line(line, separator) {
            let is_after_value = found.last().is_some_and(|(last, ..)| is_plain(last.value));
            if format == FrontMatterFormat::Toml
                || head.indent <= base
                || is_after_value && is_known(head.key)
            {
                base = base.min(head.indent);
                found.push((head, at, at + line.len()));
            }
        }
        at += line.len();
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|entry| entry.1).chain([block.len()]).collect();
    found
        .into_iter()
        .zip(ends)
        .map(|((head, start, more), end)| RescuedEntry {
            head,
            source: &block[start..end],
            more: &block[more..end],
        })
        .collect()
}

/// True for a value that is complete on its line.
fn is_plain(value: &str) -> bool {
    !value.is_empty() && !value.starts_with(['|', '>', '[', '{', '"', '\'', '&'])
}

fn parse(entry: &RescuedEntry<'_>, format: FrontMatterFormat) -> Option<Vec<(String, Value)>> {
    let parsed = match format {
        FrontMatterFormat::Yaml | FrontMatterFormat::Foreign(_) => yaml::parse(entry.source),
        FrontMatterFormat::Toml => toml::parse(entry.source),
        FrontMatterFormat::Json => {
            // The closing bracket of the outermost map is on a line of its own.
            let source = entry.source.trim();
            let source = source.strip_suffix("\n}").unwrap_or(source);
            let source = source.trim_end_matches(|last: char| last == ',' || last.is_whitespace());
            yaml::parse(&format!("{{{source}}}"))
        }
        FrontMatterFormat::Pelican => return None,
    };
    match parsed {
        Ok(Value::Map(pairs)) if !pairs.is_empty() => Some(pairs),
        _ => None,
    }
}

fn by_lines(
    entry: &RescuedEntry<'_>,
    format: FrontMatterFormat,
    left: &mut usize,
    depth: usize,
) -> Value {
    let value = entry.head.value;
    // A line without indent can only continue an open list or a list below its key.
    let is_open = value.is_empty() || value.starts_with(['[', '{', '#']);
    let lines = || {
        let lines = entry.more.lines().filter(|line| !line.trim().is_empty());
        lines.filter(|line| is_open || line.starts_with([' ', '\t'])).map(str::trim)
    };
    if format == FrontMatterFormat::Pelican {
        if value.is_empty() && lines().next().is_some_and(|line| line.starts_with("- ")) {
            return items(lines());
        }
        let whole: Vec<&str> = [value].into_iter().chain(lines()).collect();
        return scalar(&whole.join(" "), false);
    }
    let is_block = value.starts_with(['|', '>'])
        && value[1..].chars().all(|c| matches!(c, '+' | '-' | '0'..='9'));
    if is_block {
        return Value::Text(lines().collect::<Vec<_>>().join("\n"));
    }
    let mut lines = lines().filter(|line| !line.starts_with('#')).peekable();
    if value.is_empty() || value.starts_with('#') {
        let separator = format.separator();
        match lines.peek() {
            None => return Value::Null,
            Some(line) if line.starts_with('-') => return items(lines),
            Some(line) if depth < MAX_DEPTH && key_line(line, separator).is_some() => {
                return Value::Map(pairs(entry.more, format, left, depth + 1));
            }
            Some(_) => {}
        }
    }
    let mut whole = value.to_owned();
    for line in lines {
        whole.push(' ');
        whole.push_str(line);
    }
    let whole = whole.trim();
    scalar(
        if format == FrontMatterFormat::Json { whole.trim_end_matches(',') } else { whole },
        true,
    )
}

/// A list of `- item` lines. Items `- name: value` become maps; other lines continue the item above.
fn items<'a>(lines: impl Iterator<Item = &'a str>) -> Value {
    let mut list = Vec::new();
    for line in lines {
        let item = line.strip_prefix('-').map(str::trim);
        match (item, key_line(item.unwrap_or(line), ':')) {
            (Some(_), Some(found)) => {
                list.push(Value::Map(vec![(found.key.to_owned(), scalar(found.value, true))]));
            }
            (Some(item), None) => list.push(scalar(item, true)),
            (None, found) => match (list.last_mut(), found) {
                (Some(Value::Map(pairs)), Some(found)) => {
                    pairs.push((found.key.to_owned(), scalar(found.value, true)));
                }
                (Some(Value::Text(text)), _) => {
                    text.push(' ');
                    text.push_str(line);
                }
                _ => {}
            },
        }
    }
    Value::List(list)
}

/// One value on a line: an inline list, even without its closing bracket, a quoted text, or a bare text.
/// With `comments`, a comment after it is cut off.
fn scalar(text: &str, comments: bool) -> Value {
    let text = text.trim();
    match text.strip_prefix('[').map(|rest| (rest, rest.strip_suffix(']'))) {
        Some((_, Some(inner))) => list(inner),
        // With a bracket that closes before the end, it is a text such as `[译] A`.
        Some((inner, None)) if !inner.contains(']') => list(inner),
        _ => quoted(text, comments),
    }
}

fn list(inner: &str) -> Value {
    Value::List(split_outside_quotes(inner).into_iter().map(|item| quoted(item, true)).collect())
}

fn quoted(text: &str, comments: bool) -> Value {
    let text = text.trim();
    for (quote, escaped) in [('"', "\\\""), ('\'', "''")] {
        let Some(rest) = text.strip_prefix(quote) else { continue };
        // Closed at the very end, or never.
        let inner = rest.strip_suffix(quote).filter(|inner| is_around(inner, quote));
        let inner = inner.or_else(|| (!rest.contains(quote)).then_some(rest));
        if let Some(inner) = inner {
            return Value::Text(inner.replace(escaped, &quote.to_string()));
        }
    }
    let comment = comment_in(text).filter(|_| comments);
    let text = comment.map_or(text, |comment| text[..comment].trim_end());
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        _ => Value::Text(text.to_owned()),
    }
}

/// True if the quotes around a text form a pair: the first quote within it does not close the opening one,
/// as it does in `"A" and "B"`.
fn is_around(inner: &str, quote: char) -> bool {
    let within = inner.find(quote).filter(|at| !inner[..*at].ends_with('\\'));
    within.is_none_or(|at| {
        let (before, behind) = (&inner[..at], &inner[at + 1..]);
        let ends =
            before.ends_with(|last: char| !last.is_whitespace() && !"([{（「".contains(last));
        !(ends && behind.starts_with(char::is_whitespace))
    })
}

/// The parts between commas; commas in quotes do not separate.
fn split_outside_quotes(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut open: Option<char> = None;
    let mut start = 0;
    for (at, character) in text.char_indices() {
        match (open, character) {
            (None, ',') => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            (None, '"' | '\'') if text[start..at].trim().is_empty() => open = Some(character),
            (Some(quote), _) if quote == character => open = None,
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_between_commas() {
        assert_eq!(split_outside_quotes("a, 'b, c', d's, e"), ["a", " 'b, c'", " d's", " e"]);
        assert_eq!(split_outside_quotes(""), [""]);
    }
}
