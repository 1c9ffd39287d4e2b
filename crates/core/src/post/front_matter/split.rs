//! The beginning and the end of front matter.
//!
//! Owns the delimiters of every format. Knows no parser: it reads lines only.

use super::block_position::boundary;
use super::keys::{is_known, key_line, normal};
use super::structure::structure;
use crate::post::date::date_of;

/// Number of bytes from the top within which front matter must end.
const MAX_BLOCK: usize = 1 << 20;

/// Language of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontMatterFormat {
    /// Between `---` and `---` or `...`.
    Yaml,
    /// Between `+++` and `+++`, or `---toml` and `---`.
    Toml,
    /// One `{…}` at the very top; between `;;;` and `;;;`, or `---json` and `---`.
    Json,
    /// `Key: value` lines up to a blank one (Pelican, `MultiMarkdown`).
    Pelican,
    /// Code in a language that is only read line by line: `%{…}` above `---`, `---js`.
    Foreign(&'static str),
}

impl FrontMatterFormat {
    /// Returns `true` if a block without a key is still front matter, because its delimiter means nothing in
    /// Markdown.
    pub fn may_be_empty(self) -> bool {
        matches!(self, Self::Toml | Self::Foreign(_))
    }

    /// The character between a key and its value.
    pub fn separator(self) -> char {
        if self == Self::Toml { '=' } else { ':' }
    }
}

/// Front matter cut from its text. All offsets are in bytes of the whole text, at character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The language.
    pub format: FrontMatterFormat,
    /// Start of the block, after its opening delimiter.
    pub start: usize,
    /// End of the block, before its closing delimiter.
    pub end: usize,
    /// Start of the body.
    pub body: usize,
    /// `false` if the closing delimiter is missing.
    pub closed: bool,
}

/// The front matter at the top of a text, if there is any. HTML comments directly above it are skipped,
/// as translations keep the original there.
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
    if let Some(fence) = Fence::read(line) {
        return delimited(text, top, fence);
    }
    match line.as_bytes() {
        [b'{', ..] => json(text, top),
        [b'%', b'{', ..] => elixir(text, top),
        // Hexo allows JSON without brackets and without an opening delimiter.
        [b'"', ..] => unopened_json(text, top),
        _ => pelican(text, top),
    }
}

/// Languages that an opening delimiter may name, other than those with a parser.
const FOREIGN: [(&str, &str); 8] = [
    ("js", "JavaScript"),
    ("javascript", "JavaScript"),
    ("ts", "TypeScript"),
    ("coffee", "CoffeeScript"),
    ("coffeescript", "CoffeeScript"),
    ("cson", "CSON"),
    ("edn", "EDN"),
    ("clojure", "Clojure"),
];

/// An opening delimiter: `---`, `+++` or `;;;`, or a longer one, perhaps with a language after it.
#[derive(Clone, Copy)]
struct Fence {
    mark: char,
    format: FrontMatterFormat,
    /// Set for more than three characters, which may also be a thematic break.
    is_long: bool,
}

impl Fence {
    fn read(line: &str) -> Option<Self> {
        let mark = line.chars().next().filter(|mark| matches!(mark, '-' | '+' | ';'))?;
        let rest = line.trim_start_matches(mark);
        let length = line.len() - rest.len();
        let name = rest.trim().to_ascii_lowercase();
        let format = match (mark, name.as_str()) {
            ('-', "" | "yaml" | "yml") => FrontMatterFormat::Yaml,
            ('+', "") | ('-' | '+', "toml") => FrontMatterFormat::Toml,
            (';', "") | ('-' | ';', "json" | "json5") => FrontMatterFormat::Json,
            ('-', name) => {
                let (_, language) = FOREIGN.iter().find(|(known, _)| *known == name)?;
                FrontMatterFormat::Foreign(language)
            }
            _ => return None,
        };
        (length >= 3).then_some(Self { mark, format, is_long: length > 3 })
    }

    /// True if a line closes the block that this delimiter opens.
    fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim_end();
        let is_run = line.len() >= 3 && line.chars().all(|c| c == self.mark);
        is_run && (self.is_long || line.len() == 3) || self.mark == '-' && line == "..."
    }
}

/// A shorter cut for the case that the closing delimiter is a thematic break in the body. The block then
/// ends at the first blank line, if all lines before it look like front matter, at least one line after it
/// is prose, and none of those has a known key.
pub fn reopen(text: &str, cut: Cut) -> Option<Cut> {
    let head = unclosed(text, cut.start, cut.format)?;
    let tail = text.get(head.body..cut.end)?;
    let key = |line| key_line(line, cut.format.separator());
    let has_keys = tail.lines().any(|line| key(line).is_some_and(|found| is_known(found.key)));
    let has_prose =
        tail.lines().any(|line| !line.is_empty() && key(line).is_none() && !goes_on(line));
    (cut.closed && has_prose && !has_keys).then_some(head)
}

/// True for a line that may be in front matter without beginning with a key.
fn goes_on(line: &str) -> bool {
    line.starts_with([' ', '\t', '-', '#', '[', ']', '}', '"'])
}

fn delimited(text: &str, top: usize, fence: Fence) -> Option<Cut> {
    let format = fence.format;
    let start = top + line_at(text, top).len();
    let mut at = start;
    while at < text.len() {
        let line = line_at(text, at);
        if fence.is_closed_by(line) {
            let body = at + line.len();
            let cut = Cut { format, start, end: at, body, closed: true };
            let is_meant = !fence.is_long || begins_with_known_key(&text[start..at], format);
            return is_meant.then_some(cut);
        }
        at += line.len();
    }
    match (fence.is_long, format) {
        (false, FrontMatterFormat::Yaml | FrontMatterFormat::Toml) => unclosed(text, start, format),
        _ => None,
    }
}

fn begins_with_known_key(block: &str, format: FrontMatterFormat) -> bool {
    let first = block.lines().find(|line| !line.trim().is_empty());
    let key = first.and_then(|line| key_line(line, format.separator()));
    key.is_some_and(|found| is_known(found.key))
}

/// Cuts lines that look like front matter, up to the first blank line, a thematic break, or the end.
fn unclosed(text: &str, start: usize, format: FrontMatterFormat) -> Option<Cut> {
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
            return known.then_some(Cut { format, start, end: at, body, closed: false });
        }
        match key_line(line, format.separator()) {
            Some(found) => known |= is_known(found.key),
            None if at == start => return None,
            None if goes_on(line) => {}
            None => return None,
        }
        at += line.len();
    }
    known.then_some(Cut { format, start, end: at, body: at, closed: false })
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
    is_alone.then_some(Cut { format: FrontMatterFormat::Json, start: top, end, body, closed: true })
}

/// Cuts pairs of JSON down to a line `;;;`.
fn unopened_json(text: &str, top: usize) -> Option<Cut> {
    key_line(line_at(text, top), ':').filter(|first| is_known(first.key))?;
    let mut at = top;
    while at < text.len() {
        let line = line_at(text, at);
        if line.trim_end() == ";;;" {
            let body = at + line.len();
            return Some(Cut {
                format: FrontMatterFormat::Json,
                start: top,
                end: at,
                body,
                closed: true,
            });
        }
        at += line.len();
    }
    None
}

/// Cuts an Elixir map above a line `---`.
fn elixir(text: &str, top: usize) -> Option<Cut> {
    let mut at = top;
    while at < text.len() {
        let line = line_at(text, at);
        let end = at + line.len();
        let below = skip_blank(text, end);
        if line.trim_end().ends_with('}') && line_at(text, below).trim_end() == "---" {
            let body = below + line_at(text, below).len();
            let format = FrontMatterFormat::Foreign("Elixir");
            return Some(Cut { format, start: top + 1, end, body, closed: true });
        }
        at = end;
    }
    None
}

/// Cuts `Key: value` lines. The first must have a known key, and one must be a title or a valid date.
/// Continuation lines are indented; any other line before the blank one makes the text prose.
fn pelican(text: &str, top: usize) -> Option<Cut> {
    let first = key_line(line_at(text, top), ':')?;
    if first.indent > 0 || !is_known(first.key) {
        return None;
    }
    let (mut named, mut keys, mut listed) = (false, 0, false);
    let mut at = top;
    let cut =
        |end, body| Cut { format: FrontMatterFormat::Pelican, start: top, end, body, closed: true };
    while at < text.len() {
        let line = line_at(text, at);
        let next = at + line.len();
        if line.trim().is_empty() {
            return named.then(|| cut(at, next));
        }
        if line.starts_with('#') || line.starts_with("<!--") {
            return named.then(|| cut(at, at));
        }
        // One key above dashes is a heading (CommonMark §4.3); several are a block without opening delimiter.
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
            // An item of a list below its key.
            None if listed && line.starts_with("- ") => {}
            _ => return None,
        }
        at = next;
    }
    named.then(|| cut(at, at))
}

/// The line at an offset, with its line ending.
fn line_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find('\n').map_or(rest.len(), |end| end + 1)]
}

/// The start of the first line from `at` on that is not blank, or `at` itself if its line is not.
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
