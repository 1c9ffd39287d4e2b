//! Attribute lists of kramdown, pandoc and others: `{: .lead}`, `{#id .cls}`, `{width=50%}`.

use super::MAX_TAG;
use memchr::{memchr, memmem};

/// Maximum length of a list in bytes; anything longer is text.
const MAX_LIST: usize = 400;

/// Length in bytes of an attribute list that begins with the `{` at byte `at` of the line; `None` if that is
/// text. `underline` is the next line, which may make this one a heading.
pub(super) fn list_length(line: &str, at: usize, underline: &str) -> Option<usize> {
    let rest = &line[at..];
    let near = &rest.as_bytes()[..rest.len().min(MAX_LIST)];
    let length = memchr(b'}', near)? + 1;
    let inner = &rest[1..length - 1];
    if let Some(inner) = inner.strip_prefix(':') {
        let inner = inner.trim();
        let is_list = inner.starts_with(['.', '#', ':']) || inner.contains('=') || inner == "toc";
        return is_list.then_some(length);
    }
    if !is_list(inner) {
        return None;
    }
    let (before, behind) = (&line[..at], &rest[length..]);
    let is_named = inner.trim_start().starts_with(['.', '#']);
    let ends_line = behind.trim().is_empty();
    let ends_heading = ends_line
        && (before.trim_start_matches([' ', '>']).starts_with('#') || is_underline(underline));
    let is_alone = ends_line && before.trim_matches([' ', '>', '\t']).is_empty();
    let is_attached = match before.as_bytes().last() {
        Some(b')' | b']') => {
            let near = &before.as_bytes()[before.len().saturating_sub(MAX_TAG)..];
            memmem::find(near, b"](").is_some()
        }
        Some(b'`') => true,
        Some(b'*' | b'_' | b'~') => is_named,
        _ => false,
    };
    let ends_words = ends_line && before.ends_with(' ') && inner.trim_start().starts_with('.');
    (ends_heading || is_alone || is_attached || ends_words).then_some(length)
}

/// True for classes, names and values with blanks between them.
fn is_list(inner: &str) -> bool {
    let mut parts = 0;
    let is_word = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_:./%".contains(c))
    };
    let mut rest = inner.trim();
    while !rest.is_empty() {
        parts += 1;
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let word = &rest[..end];
        let Some(value) = rest[end..].strip_prefix('=') else {
            if !word.strip_prefix(['.', '#']).is_some_and(is_word) {
                return false;
            }
            rest = rest[end..].trim_start();
            continue;
        };
        let is_name = word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || "-_:".contains(c));
        if !is_name {
            return false;
        }
        let end = match value.strip_prefix('"') {
            Some(quoted) => quoted.find('"').map(|end| end + 2),
            None => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                is_word(&value[..end]).then_some(end)
            }
        };
        let Some(end) = end else { return false };
        rest = value[end..].trim_start();
    }
    parts > 0
}

/// True for a line that makes the line above it a heading (CommonMark §4.3).
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1
        && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// True for a line that is replaced with a table of contents.
pub(super) fn is_contents(line: &str) -> bool {
    let line = line.trim();
    ["[TOC]", "[toc]", "[[TOC]]", "[[toc]]", "[[_TOC_]]", "@[toc]", "@[TOC]"].contains(&line)
}

/// True for a list item that kramdown replaces with a table of contents because of the line below it.
pub(super) fn is_contents_item(line: &str, below: &str) -> bool {
    let below = below.trim();
    let is_asked = ["{:toc", "{: toc", "{:.toc", "{: .toc"].iter().any(|it| below.starts_with(it))
        && below.ends_with('}')
        && !below.contains("no_toc");
    let line = line.trim();
    let item = line.strip_prefix(['*', '-', '+']).or_else(|| line.strip_prefix("1."));
    is_asked && item.is_some_and(|item| item.starts_with(' ') && item.len() < 60)
}
