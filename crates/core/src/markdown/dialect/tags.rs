//! Hugo and Liquid tags within lines, and other uses of braces: comments, attribute lists, and escaped
//! brackets.

use super::attributes::list_length;
use super::shortcode::{Replacement, destination, link, liquid, shortcode, value};
use super::{MAX_TAG, line_end, start_of_next};
use crate::markdown::rewrite::Edits;
use memchr::{memchr_iter, memchr2, memmem};
use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// Delimiters of a shortcode that is shown and not called.
const ESCAPED: [(&str, &str); 2] = [("{{</*", "*/>}}"), ("{{%/*", "*/%}}")];

/// Rewrites the tags of a text, line by line.
pub(super) struct TagRewriter<'t> {
    text: &'t str,
    closers: Closers<'t>,
    /// Offset of the `{% endraw %}` up to which braces are text.
    raw_end: usize,
    /// Offset of the end tag up to which the text is code.
    code_end: usize,
    /// Markdown that replaces this end tag.
    fence: Option<&'static str>,
    /// Open tags that are links: their names and addresses.
    links: Vec<(&'t str, String)>,
    /// Set if the text has a tag that only shows another, as in the documentation of Hugo.
    has_escaped: bool,
}

impl<'t> TagRewriter<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let has = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
        Self {
            text,
            closers: Closers { text, next: HashMap::new() },
            raw_end: 0,
            code_end: 0,
            fence: None,
            links: Vec::new(),
            has_escaped: has("{{</*") || has("{{%/*"),
        }
    }

    /// End of the code within a tag, as a byte offset.
    pub(super) fn code_end(&self) -> usize {
        self.code_end
    }

    /// Rewrites the tags in a byte range that ends at the end of a line. Returns the end of the line on which
    /// the last tag ends.
    pub(super) fn edit(&mut self, range: Range<usize>, edits: &mut Edits) -> usize {
        let (mut start, mut end) = (range.start, range.end);
        let mut from = start;
        let bytes = self.text.as_bytes();
        let mut known: Option<Peekable<IntoIter<Range<usize>>>> = None;
        loop {
            from = from.max(self.raw_end).max(self.code_end);
            if from >= end {
                return end;
            }
            let Some(found) = memchr2(b'{', b'\\', &bytes[from..end]) else { return end };
            let at = from + found;
            from = at + 1;
            let spans = known
                .get_or_insert_with(|| code_spans(&self.text[start..end]).into_iter().peekable());
            while spans.next_if(|span| start + span.end <= at).is_some() {}
            if let Some(span) = spans.peek().filter(|span| start + span.start <= at) {
                from = start + span.end;
                self.edit_code(at..from, edits);
                continue;
            }
            let change = if bytes[at] == b'\\' {
                if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
                    from += 1;
                }
                self.escaped(start..end, at)
            } else {
                self.tag(start..end, at)
            };
            let Some((length, with)) = change else { continue };
            // One of the two blanks around a removed tag is enough.
            let is_between = with.is_empty()
                && at > start
                && bytes[at - 1] == b' '
                && bytes.get(at + length) == Some(&b' ');
            from = at + length + usize::from(is_between);
            edits.replace(at..from, &with);
            if from > end {
                // After a tag over several lines, the rest of the last line is read as a line.
                start = from;
                end = line_end(self.text, from);
                known = None;
            }
        }
    }

    /// Rewrites, within code, only tags that show others.
    pub(super) fn edit_code(&self, range: Range<usize>, edits: &mut Edits) {
        if !self.has_escaped {
            return;
        }
        let code = &self.text[range.clone()];
        let mut from = 0;
        while let Some(at) = code[from..].find("{{").map(|at| from + at) {
            from = at + 2;
            let Some((open, close)) = ESCAPED.iter().find(|it| code[at..].starts_with(it.0)) else {
                continue;
            };
            let inner = at + open.len();
            let Some(length) = code[inner..].find(close) else { return };
            from = inner + length + close.len();
            let with = format!("{}{}{}", &open[..3], &code[inner..inner + length], &close[2..]);
            edits.replace(range.start + at..range.start + from, &with);
        }
    }

    /// The edit for a backslash that has no meaning in Markdown: `]\[label]` in a reference, `\{#id}` in a
    /// heading.
    fn escaped(&self, line: Range<usize>, at: usize) -> Option<(usize, String)> {
        let rest = &self.text[at + 1..line.end];
        if let Some(label) = rest.strip_prefix('[') {
            let length =
                label.find([']', '[', '\\']).filter(|length| (1..=100).contains(length))?;
            let is_reference =
                self.text[line.start..at].ends_with(']') && label[length..].starts_with(']');
            return is_reference.then(|| (1, String::new()));
        }
        let inner = rest.strip_prefix("{#")?.trim_end();
        let inner = inner.strip_suffix("\\}").or_else(|| inner.strip_suffix('}'))?;
        let before = self.text[line.start..at].trim_start_matches([' ', '>']);
        let is_name = !inner.is_empty() && !inner.contains([' ', '{', '}', '\\']);
        (before.starts_with('#') && is_name).then(|| (line.end - at, String::new()))
    }

    /// The edit for a tag at a `{`: its length in bytes and the replacement; `None` if it is text.
    fn tag(&mut self, line: Range<usize>, at: usize) -> Option<(usize, String)> {
        let rest = &self.text[at..];
        for (open, close) in ESCAPED {
            if rest.starts_with(open) {
                let (length, _) = self.inside(at, open, close)?;
                let inner = &rest[open.len()..length - close.len()];
                let shown = format!("{}{inner}{}", &open[..3], &close[2..]);
                return Some((length, literally(&shown)));
            }
        }
        if rest.starts_with("{{/*") || rest.starts_with("{{- /*") {
            let end = self.closers.next("*/", at + 4)?;
            let behind = &self.text[end + 2..];
            let close = behind.strip_prefix(" -").unwrap_or(behind).strip_prefix("}}")?;
            return Some((self.text.len() - close.len() - at, String::new()));
        }
        if rest.starts_with("{{<") || rest.starts_with("{{%") {
            let close = if rest.starts_with("{{<") { ">}}" } else { "%}}" };
            let (length, inner) = self.inside(at, &rest[..3], close)?;
            return Some((length, self.shortcode(at + length, inner)));
        }
        if rest.starts_with("{%") {
            let (length, inner) = self.inside(at, "{%", "%}")?;
            return self.liquid(at, length, inner.trim_matches('-').trim());
        }
        if rest.starts_with("{{") {
            let (length, inner) = self.inside(at, "{{", "}}")?;
            let in_address = self.text[line.start..at].ends_with('(');
            let inner = inner.trim_matches('-').trim();
            let shown = value(inner, in_address).filter(|_| !inner.contains('\n'))?;
            return Some((length, self.place(shown, at + length, "", "end")));
        }
        // A comment in MDX.
        if rest.starts_with("{/*") {
            let end = self.closers.next("*/", at + 3)?;
            let is_comment = self.text[end + 2..].starts_with('}');
            return is_comment.then(|| (end + 3 - at, String::new()));
        }
        let below = start_of_next(self.text, line.end);
        let underline = &self.text[below..line_end(self.text, below)];
        let length = list_length(&self.text[line.clone()], at - line.start, underline)?;
        Some((length, String::new()))
    }

    /// The length of a tag that begins at a byte offset, and its content.
    fn inside(&mut self, at: usize, open: &str, close: &'static str) -> Option<(usize, &'t str)> {
        let from = at + open.len();
        let end = self.closers.next(close, from)?;
        let is_near = end - from <= MAX_TAG
            && self.closers.next("\n\n", from).is_none_or(|blank| blank > end);
        is_near.then(|| (end + close.len() - at, self.text[from..end].trim()))
    }

    /// The replacement for a shortcode that ends at a byte offset.
    fn shortcode(&mut self, end: usize, inner: &'t str) -> String {
        if let Some(name) = inner.strip_prefix('/') {
            return self.close(name.trim());
        }
        let name = inner.split_whitespace().next().unwrap_or("");
        let shown = shortcode(inner);
        self.place(shown, end, name, "/")
    }

    /// The length of a Liquid tag and the replacement for it; a comment includes its end tag.
    fn liquid(&mut self, at: usize, length: usize, inner: &'t str) -> Option<(usize, String)> {
        let end = at + length;
        let name = inner.split_whitespace().next().unwrap_or("");
        if name == "raw" || name == "comment" {
            let close = if name == "raw" { "endraw" } else { "endcomment" };
            let tag = self.closers.next(close, end).and_then(|word| {
                let from = end.max(word.saturating_sub(8));
                let open = self.text.as_bytes()[from..word].windows(2).rposition(|it| it == b"{%");
                open.map(|open| from + open)
            });
            return match tag {
                Some(tag) if name == "raw" => {
                    self.raw_end = tag;
                    Some((length, String::new()))
                }
                Some(tag) => {
                    let behind = self.closers.next("%}", tag)?;
                    Some((behind + 2 - at, String::new()))
                }
                None => Some((length, String::new())),
            };
        }
        if let Some(name) = inner.strip_prefix("end") {
            return Some((length, self.close(name)));
        }
        let shown = liquid(inner);
        Some((length, self.place(shown, end, name, "end")))
    }

    /// The Markdown for the output of a tag. `closing` is the prefix of its name in the end tag.
    fn place(&mut self, shown: Replacement, end: usize, name: &'t str, closing: &str) -> String {
        let close = format!("{closing}{name}");
        match shown {
            Replacement::Text(text) => text,
            Replacement::Code(info) => {
                let Some(tag) = self.closing_tag(end, &close) else { return String::new() };
                let code = &self.text[end..tag];
                let fence = if !code.contains('\n') {
                    "`"
                } else if code.contains("```") {
                    "~~~~~~~~"
                } else {
                    "```"
                };
                self.code_end = tag;
                self.fence = Some(fence);
                if fence == "`" {
                    return fence.to_owned();
                }
                let is_alone = code.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
                format!("{fence}{info}{}", if is_alone { "" } else { "\n" })
            }
            Replacement::Link(address) => {
                let near = &self.text.as_bytes()[end..(end + MAX_TAG).min(self.text.len())];
                let near = &near[..memmem::find(near, b"\n\n").unwrap_or(near.len())];
                let is_closed = !name.is_empty() && memmem::find(near, close.as_bytes()).is_some();
                if is_closed {
                    self.links.push((name, address));
                    return "[".to_owned();
                }
                link(&address, &address)
            }
        }
    }

    /// Offset of the tag that ends code.
    fn closing_tag(&mut self, from: usize, close: &str) -> Option<usize> {
        let known = ["/highlight", "/code-block", "endhighlight", "endcodeblock", "endcode"];
        let close = known.into_iter().find(|known| *known == close)?;
        let word = self.closers.next(close, from)?;
        let before = &self.text[from..word];
        let open = before.trim_end_matches([' ', '-', '\t']);
        let open = ["{{<", "{{%", "{%"].iter().find_map(|tag| open.strip_suffix(tag))?;
        Some(from + open.len())
    }

    /// The replacement for an end tag.
    fn close(&mut self, name: &str) -> String {
        let name = name.trim();
        if matches!(name, "highlight" | "code-block" | "codeblock" | "code")
            && let Some(fence) = self.fence.take()
        {
            let ends_line = fence == "`" || self.text[..self.code_end].ends_with('\n');
            return format!("{}{fence}", if ends_line { "" } else { "\n" });
        }
        match self.links.last() {
            Some((open, _)) if *open == name => {
                let address = self.links.pop().map_or_else(String::new, |(_, address)| address);
                format!("]({})", destination(&address))
            }
            _ => String::new(),
        }
    }
}

/// A text with all its markup characters escaped.
fn literally(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if matches!(character, '*' | '_' | '[' | ']' | '<' | '`' | '\\' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Offset of the next occurrence of each closing delimiter, so that a text full of opening ones is scanned
/// only once.
struct Closers<'t> {
    text: &'t str,
    next: HashMap<&'static str, usize>,
}

impl Closers<'_> {
    /// Offset of the first occurrence of a delimiter at or after a byte offset.
    fn next(&mut self, mark: &'static str, from: usize) -> Option<usize> {
        let known = self.next.get(mark).copied().filter(|at| *at >= from);
        let at = known.unwrap_or_else(|| {
            let found = memmem::find(&self.text.as_bytes()[from..], mark.as_bytes());
            found.map_or(self.text.len(), |at| from + at)
        });
        self.next.insert(mark, at);
        (at < self.text.len()).then_some(at)
    }
}

/// Byte ranges of code spans (CommonMark §6.1) within the line.
fn code_spans(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in memchr_iter(b'`', line.as_bytes()) {
        match runs.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    // Otherwise every unclosed run would be searched for up to the end of the line.
    let lasts: HashMap<usize, usize> =
        runs.iter().enumerate().map(|(index, run)| (run.len(), index)).collect();
    let mut spans = Vec::new();
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        index += 1;
        if lasts[&run.len()] < index {
            continue;
        }
        if let Some(found) = runs[index..].iter().position(|closing| closing.len() == run.len()) {
            spans.push(run.start..runs[index + found].end);
            index += found + 1;
        }
    }
    spans
}
