//! Additions of site generators to Markdown: Hugo shortcodes, Liquid tags, MDX modules and components,
//! admonitions, tabs, attribute lists; and headings without a blank. Each is rewritten as equivalent plain
//! Markdown, or removed with its text kept. Code is unchanged.

mod arguments;
mod attributes;
mod component;
mod heading;
mod module;
mod shortcode;
mod tags;
#[cfg(test)]
mod tests;

pub(super) use arguments::TagArguments;

use self::component::{Component, Components};
use self::tags::TagRewriter;
use super::admonition::{Admonition, Admonitions, callout, indented, tab};
use super::fence::Fences;
use super::flavor::Flavor;
use super::rewrite::Edits;
use memchr::{memchr, memchr_iter, memmem};
use std::ops::Range;

/// Maximum length of a tag in bytes; anything longer is text.
const MAX_TAG: usize = 4_000;
/// Maximum nesting of admonitions. Each of their lines is marked once per level, so without a limit a
/// small text could become a very large one.
const MAX_ADMONITIONS: usize = 8;

/// The edits that turn a text into plain Markdown.
pub(super) fn edits(text: &str, flavor: Flavor) -> Edits {
    if !may_need_work(text, flavor) {
        return Edits::default();
    }
    let mut rewriter = Rewriter {
        text,
        flavor,
        edits: Edits::default(),
        fences: Fences::default(),
        known: Admonitions::new(text),
        admonitions: 0,
        deeper: 0,
        indents: Vec::new(),
        components: Components::new(text, flavor),
        tags: TagRewriter::new(text),
        before: LineKind::Blank,
        in_list: false,
        has_tabs: memmem::find(text.as_bytes(), b"{% tabs").is_some(),
    };
    let mut start = 0;
    while start < text.len() {
        start = rewriter.line(start) + 1;
    }
    rewriter.edits
}

/// Indented lines of an admonition or a tab.
struct Indented {
    end: usize,
    is_quoted: bool,
}

/// Kind of a line, as far as it affects the next one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineKind {
    Blank,
    Quote,
    /// Code, by its indentation.
    Code,
    Text,
}

/// Rewrites a text line by line.
struct Rewriter<'t> {
    text: &'t str,
    flavor: Flavor,
    edits: Edits,
    fences: Fences,
    known: Admonitions<'t>,
    /// Number of open admonitions.
    admonitions: usize,
    /// Number of open admonitions beyond the limit; their lines belong to the innermost one within it.
    deeper: usize,
    indents: Vec<Indented>,
    components: Components<'t>,
    tags: TagRewriter<'t>,
    /// Kind of the previous line.
    before: LineKind,
    /// Set within a list, judged by indentation.
    in_list: bool,
    /// Set if the text has tabs marked by comments.
    has_tabs: bool,
}

impl Rewriter<'_> {
    /// Rewrites the line that begins at a byte offset, with the lines after it that belong to a tag on it.
    /// Returns the end of the last one.
    fn line(&mut self, start: usize) -> usize {
        let end = line_end(self.text, start);
        while self.indents.last().is_some_and(|indent| indent.end <= start) {
            self.indents.pop();
        }
        let marks = self.marks();
        if start < self.tags.code_end() {
            self.edits.replace_any(start..start, &marks);
            return self.tags.edit(start..end, &mut self.edits);
        }
        let content = &self.text[start..end];
        let content = without_blanks(content, 4 * self.indents.len());
        let content = without_blanks(content, self.components.indent(content));
        let is_blank = !self.indents.is_empty() && content.trim().is_empty();
        let content = if is_blank { "" } else { content };
        let at = end - content.len();
        let is_code = self.fences.is_code(content) || self.is_indented_code(content);
        let before = self.look_at(content, is_code);
        if !is_code && let Some(end) = self.special(start, at..end, before) {
            return end;
        }
        self.edits.replace_any(start..at, &marks);
        if is_code {
            self.tags.edit_code(at..end, &mut self.edits);
            return end;
        }
        let mut words = at..end;
        if let Some((gap, own)) = heading::without_blank(content) {
            self.edits.replace(at + gap.start..at + gap.end, " ");
            words = at + own.start..at + own.end;
        }
        let edited = self.tags.edit(words.clone(), &mut self.edits);
        if edited > words.end {
            return edited;
        }
        self.edits.replace_any(words.end..end, "");
        end
    }

    /// The markers of the quotes that the line is put into.
    fn marks(&self) -> String {
        let quoted = self.indents.iter().filter(|indent| indent.is_quoted).count();
        "> ".repeat(self.admonitions + quoted)
    }

    /// Records the kind of the line for the next one. Returns the kind of the previous line.
    fn look_at(&mut self, content: &str, is_code: bool) -> LineKind {
        let trimmed = content.trim_start();
        let is_indented = content.len() > trimmed.len();
        self.in_list = is_item(trimmed) || (self.in_list && (is_indented || trimmed.is_empty()));
        let kind = match trimmed.as_bytes().first() {
            None => LineKind::Blank,
            Some(_) if is_code && is_indented => LineKind::Code,
            Some(b'>') => LineKind::Quote,
            Some(_) => LineKind::Text,
        };
        std::mem::replace(&mut self.before, kind)
    }

    /// True for indented code (CommonMark §4.4), judged by the lines before.
    fn is_indented_code(&self, content: &str) -> bool {
        (content.starts_with("    ") || content.starts_with('\t'))
            && matches!(self.before, LineKind::Blank | LineKind::Code)
            && !self.in_list
            && !content.trim().is_empty()
            && !self.components.is_open()
    }

    /// Rewrites a line that is not just running text. Returns the end of the lines that were rewritten.
    fn special(&mut self, start: usize, content: Range<usize>, before: LineKind) -> Option<usize> {
        let (text, end) = (self.text, content.end);
        let line = &text[content.clone()];
        let marks = self.marks();
        if self.flavor == Flavor::Mdx
            && before == LineKind::Blank
            && let Some(end) = module::statements_end(text, content.start)
        {
            self.edits.replace(start..end, &marks);
            self.before = LineKind::Blank;
            // A line ends before its line feed.
            return Some(end.saturating_sub(1).max(start));
        }
        let first = line.trim_start().as_bytes().first().copied().unwrap_or(b' ');
        if !matches!(
            first,
            b'[' | b'@'
                | b'-'
                | b'*'
                | b'+'
                | b'1'
                | b'<'
                | b'='
                | b'!'
                | b'?'
                | b'>'
                | b':'
                | b'{'
        ) {
            return None;
        }
        if matches!(first, b'[' | b'@') && attributes::is_contents(line) {
            self.edits.replace(start..end, &marks);
            return Some(end);
        }
        if matches!(first, b'-' | b'*' | b'+' | b'1') {
            let below = start_of_next(text, end);
            let below_end = line_end(text, below);
            if attributes::is_contents_item(line, &text[below..below_end]) {
                self.edits.replace(start..below_end, &marks);
                return Some(below_end);
            }
        }
        if self.has_tabs
            && let Some(title) = tab_comment(line)
        {
            self.edits.replace(start..end, &format!("{marks}\n{marks}**{title}**\n{marks}"));
            self.before = LineKind::Blank;
            return Some(end);
        }
        if first == b'<'
            && let Some(component) = self.components.at(content.start)
        {
            return Some(self.component(start, component));
        }
        if let Some((is_quoted, head)) = self.head_of_indented(line) {
            let blanks = 4 * (self.indents.len() + 1);
            let ends = (self.indents.len() < MAX_ADMONITIONS)
                .then(|| end_of_indented(text, end + 1, blanks))
                .flatten();
            if let Some(indented_end) = ends {
                self.edits.replace(start..end, &head);
                self.indents.push(Indented { end: indented_end, is_quoted });
                self.before = LineKind::Blank;
                self.in_list = false;
                return Some(end);
            }
        }
        if first == b'>'
            && before != LineKind::Quote
            && let Some((length, kind, title)) = callout(line)
        {
            let quote = &line[..length];
            let title = if title.is_empty() {
                String::new()
            } else {
                format!("\n{marks}{quote}**{title}**\n{marks}{quote}")
            };
            self.edits.replace(start..end, &format!("{marks}{quote}[!{kind}]{title}"));
            return Some(end);
        }
        if matches!(first, b':' | b'{') { self.admonition(start, content) } else { None }
    }

    /// Rewrites a line that opens or closes an admonition written with delimiters. Returns the end of the
    /// line.
    fn admonition(&mut self, start: usize, content: Range<usize>) -> Option<usize> {
        let (text, end) = (self.text, content.end);
        let line = &text[content];
        let marks = self.marks();
        let admonition = self.known.line(line, start)?;
        let depth = self.admonitions;
        let with = match admonition {
            Admonition::Open(_, title) if depth == MAX_ADMONITIONS => {
                self.deeper += 1;
                format!("{marks}{title}")
            }
            Admonition::Open(kind, title) => {
                self.admonitions += 1;
                opening(&marks, kind, title)
            }
            Admonition::Close if self.deeper > 0 => {
                self.deeper -= 1;
                marks
            }
            Admonition::Close if depth > 0 => {
                self.admonitions -= 1;
                self.marks()
            }
            Admonition::Close => marks,
        };
        self.edits.replace(start..end, &with);
        self.before = LineKind::Blank;
        Some(end)
    }

    /// The head of an admonition or a tab with indented text; the flag is `true` if the text becomes a quote.
    fn head_of_indented(&self, line: &str) -> Option<(bool, String)> {
        let marks = self.marks();
        if let Some(title) = tab(line) {
            return Some((false, format!("{marks}\n{marks}**{title}**\n{marks}")));
        }
        let (kind, title) = indented(line)?;
        Some((true, opening(&marks, kind, title)))
    }

    /// Rewrites the tag of a component that is alone on its lines.
    fn component(&mut self, start: usize, component: Component) -> usize {
        let marks = self.marks();
        let with = match component.words {
            // Words from the tag become a block of their own.
            Some(words) => {
                let blanks = " ".repeat(component.blanks);
                format!("{marks}\n{marks}{blanks}{words}\n{marks}")
            }
            None => marks,
        };
        self.edits.replace(start..component.end, &with);
        self.before = LineKind::Blank;
        component.end
    }
}

/// The first lines of an admonition, after the markers of the ones around it.
fn opening(marks: &str, kind: &str, title: &str) -> String {
    // The blank line separates it from the paragraph before.
    let opening = format!("{marks}\n{marks}> [!{kind}]");
    // A title that only repeats the kind is dropped.
    let says_more = !title.is_empty() && !title.eq_ignore_ascii_case(kind);
    if says_more { format!("{opening}\n{marks}> **{title}**\n{marks}>") } else { opening }
}

/// The end of the lines after an offset that are indented by a number of blanks, with any blank lines
/// between them; `None` if there are no such lines.
fn end_of_indented(text: &str, from: usize, blanks: usize) -> Option<usize> {
    let (mut at, mut end) = (from, None);
    for line in text.get(from..)?.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        if without_blanks(line, blanks).len() + blanks != line.len() {
            break;
        }
        end = Some(at);
    }
    end
}

/// The title of a Hexo tab: `<!-- tab Title@icon -->`.
fn tab_comment(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let title = inner.strip_prefix("tab")?.strip_prefix([' ', '\t'])?;
    let title = title.split('@').next().unwrap_or("").trim();
    (!title.is_empty()).then_some(title)
}

/// A line without up to `most` blanks at its beginning.
fn without_blanks(line: &str, most: usize) -> &str {
    let blanks = line.bytes().take(most).take_while(|byte| *byte == b' ').count();
    &line[blanks..]
}

/// True for a line that begins a list item.
fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = if digits > 0 {
        line[digits..].strip_prefix(['.', ')'])
    } else {
        line.strip_prefix(['-', '*', '+'])
    };
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// The end of the line that contains a byte offset, before its line feed.
fn line_end(text: &str, at: usize) -> usize {
    memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length)
}

fn start_of_next(text: &str, end: usize) -> usize {
    (end + 1).min(text.len())
}

/// True if any line may be more than plain Markdown. Called for every text of a library.
fn may_need_work(text: &str, flavor: Flavor) -> bool {
    let bytes = text.as_bytes();
    let braces = || {
        memchr_iter(b'{', bytes).any(|at| match bytes.get(at + 1) {
            Some(b'{' | b'%' | b'#' | b':' | b'/' | b'.') => true,
            // An attribute list directly follows the element it is for.
            Some(b'a'..=b'z' | b'A'..=b'Z') => {
                matches!(at.checked_sub(1).map(|at| bytes[at]), Some(b')' | b']' | b'`' | b'\n'))
            }
            _ => false,
        })
    };
    let starts = || std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|end| end + 1));
    flavor == Flavor::Mdx
        || braces()
        || starts().any(|start| may_be_special(text, start))
        || memmem::find(bytes, b"]\\[").is_some()
}

/// True if the line at a byte offset may be more than running text.
fn may_be_special(text: &str, start: usize) -> bool {
    let line = &text.as_bytes()[start..];
    let second = line.get(1).copied().unwrap_or_default();
    match line.first() {
        Some(b'!') => line.starts_with(b"!!!"),
        Some(b'?') => line.starts_with(b"???"),
        Some(b':') => line.starts_with(b":::"),
        Some(b'=') => line.starts_with(b"==="),
        Some(b'#') => heading::without_blank(&text[start..line_end(text, start)]).is_some(),
        Some(b'>') => {
            let line = &line[..line.len().min(200)];
            let end = memchr(b'\n', line).unwrap_or(line.len());
            memmem::find(&line[..end], b"[!").is_some()
        }
        Some(b'[') => matches!(second, b'T' | b't' | b'[' | b'_'),
        Some(b'@') => second == b'[',
        Some(b'<') => {
            let line = &line[..line.len().min(200)];
            let end = memchr(b'\n', line).unwrap_or(line.len());
            second.is_ascii_uppercase() || memmem::find(&line[..end], b" markdown").is_some()
        }
        // White space of any kind, by its first byte in UTF-8.
        Some(b' ' | b'\t' | 0xC2 | 0xE1..=0xE3) => {
            let line = text[start..].trim_start().as_bytes();
            line.starts_with(b":::")
                || (line.first() == Some(&b'<') && line.get(1).is_some_and(u8::is_ascii_uppercase))
        }
        _ => false,
    }
}
