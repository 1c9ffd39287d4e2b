//! Where front matter begins and ends.
//!
//! Owns the delimiters of every dialect. Knows no parser: it looks at lines only.

use super::keys::{is_known, key_line, normal};
use super::place::boundary;
use super::structure::structure;
use crate::post::date::date_of;

/// Bytes from the top in which front matter must end.
const MAX_BLOCK: usize = 1 << 20;

/// The language front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`.
    Toml,
    /// One `{…}` at the very top.
    Json,
    /// `Key: value` lines up to a blank one (Pelican, `MultiMarkdown`).
    Pelican,
}

impl Dialect {
    /// What stands between a key and its value.
    pub fn separator(self) -> char {
        if self == Self::Toml { '=' } else { ':' }
    }
}

/// Front matter cut from its text. All offsets are bytes in the whole text, at character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The language.
    pub dialect: Dialect,
    /// Where the block starts, after its opening delimiter.
    pub start: usize,
    /// Where the block ends, before its closing delimiter.
    pub end: usize,
    /// Where the body starts.
    pub body: usize,
    /// False when the closing delimiter is missing.
    pub closed: bool,
}

/// The front matter at the top of a text, if there is any. HTML comments directly above it are
/// skipped: translated pages keep the original's there.
pub fn split(text: &str) -> Option<Cut> {
    let text = &text[..boundary(text, MAX_BLOCK)];
    let top = skip_blank(text, 0);
    if text[top..].starts_with("<!--") {
        let mut at = top;
        while text[at..].starts_with("<!--") {
            at = skip_blank(text, at + text[at..].find("-->")? + 3);
        }
        return split_at(text, at);
    }
    split_at(text, top)
}

fn split_at(text: &str, top: usize) -> Option<Cut> {
    let line = line_at(text, top);
    match line.trim_end() {
        "---" => delimited(text, top, Dialect::Yaml),
        "+++" => delimited(text, top, Dialect::Toml),
        _ if line.starts_with('{') => json(text, top),
        _ => pelican(text, top),
    }
}

/// Where the block could end instead, should it turn out that its closing delimiter is a rule
/// somewhere in the body: at the first blank line, if all lines before it look like front matter,
/// some line behind it is prose, and none there has a known key.
pub fn reopen(text: &str, cut: Cut) -> Option<Cut> {
    let head = unclosed(text, cut.start, cut.dialect)?;
    let tail = text.get(head.body..cut.end)?;
    let key = |line| key_line(line, cut.dialect.separator());
    let has_keys = tail.lines().any(|line| key(line).is_some_and(|found| is_known(found.key)));
    let has_prose =
        tail.lines().any(|line| !line.is_empty() && key(line).is_none() && !goes_on(line));
    (cut.closed && has_prose && !has_keys).then_some(head)
}

/// True for a line within front matter that need not begin with a key.
fn goes_on(line: &str) -> bool {
    line.starts_with([' ', '\t', '-', '#', '[', ']', '}', '"'])
}

fn delimited(text: &str, top: usize, dialect: Dialect) -> Option<Cut> {
    let start = top + line_at(text, top).len();
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        let closes = match dialect {
            Dialect::Toml => line.trim_end() == "+++",
            _ => matches!(line.trim_end(), "---" | "..."),
        };
        if closes {
            let body = at + line.len();
            return Some(Cut { dialect, start, end: at, body, closed: true });
        }
        at += line.len();
    }
    unclosed(text, start, dialect)
}

/// Lines that look like front matter up to the first blank line, a rule, or the end.
fn unclosed(text: &str, start: usize, dialect: Dialect) -> Option<Cut> {
    let mut known = false;
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        let trimmed = line.trim();
        if trimmed.is_empty() {
            break;
        }
        if trimmed.len() >= 3 && trimmed.bytes().all(|byte| byte == b'-' || byte == b'+') {
            let body = at + line.len();
            return known.then_some(Cut { dialect, start, end: at, body, closed: false });
        }
        match key_line(line, dialect.separator()) {
            Some(found) => known |= is_known(found.key),
            None if at == start => return None,
            None if goes_on(line) => {}
            None => return None,
        }
        at += line.len();
    }
    known.then_some(Cut { dialect, start, end: at, body: at, closed: false })
}

fn json(text: &str, top: usize) -> Option<Cut> {
    let block = &text[top..];
    if !block[1..].trim_start().starts_with(['"', '}']) {
        return None;
    }
    let (at, ..) = structure(block).find(|(.., depth)| *depth == 0)?;
    let end = top + at + 1;
    let rest = line_at(text, end);
    let body = end + rest.len();
    let is_alone = rest.trim().is_empty();
    is_alone.then_some(Cut { dialect: Dialect::Json, start: top, end, body, closed: true })
}

/// `Key: value` lines, the first one with a known key, one of them a title or a valid date; lines
/// that go on are indented. Anything else on a line before the blank one makes it prose.
fn pelican(text: &str, top: usize) -> Option<Cut> {
    let first = key_line(line_at(text, top), ':')?;
    if first.indent > 0 || !is_known(first.key) {
        return None;
    }
    let (mut named, mut keys, mut listed) = (false, 0, false);
    let mut at = top;
    let cut = |end, body| Cut { dialect: Dialect::Pelican, start: top, end, body, closed: true };
    while at < text.len() {
        let line = line_at(text, at);
        let next = at + line.len();
        if line.trim().is_empty() {
            return named.then(|| cut(at, next));
        }
        if line.starts_with('#') || line.starts_with("<!--") {
            return named.then(|| cut(at, at));
        }
        // One key above dashes is a heading (CommonMark §4.3), several are a block left unopened.
        if line.trim_end() == "---" {
            return (named && keys > 1).then(|| cut(at, next));
        }
        match key_line(line, ':') {
            Some(found) if found.indent == 0 => {
                keys += 1;
                listed = found.value.is_empty();
                named |= match normal(found.key).as_str() {
                    "title" | "标题" | "標題" => !found.value.is_empty(),
                    "date" | "日期" => date_of(found.value).is_some(),
                    _ => false,
                };
            }
            _ if line.starts_with([' ', '\t']) => {}
            // A list below its key.
            None if listed && line.starts_with("- ") => {}
            _ => return None,
        }
        at = next;
    }
    named.then(|| cut(at, at))
}

/// The line at an offset, with its line end.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
}

/// The start of the first line from `at` on that is not blank, or `at` itself within a line.
fn skip_blank(text: &str, mut at: usize) -> usize {
    while at < text.len() {
        let line = line_at(text, at);
        if !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}
