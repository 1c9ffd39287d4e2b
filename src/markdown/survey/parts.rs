//! Where a text can be cut so that each part reads as it does within the whole.
//!
//! A parser has to look for everything everywhere. Most of a digest is paragraphs, headings of one
//! line and fenced code that begin at the left margin, and those are told by their first bytes
//! (CommonMark §3, §4). What could be anything else is left whole, up to a place where every
//! container is closed: a blank line with a paragraph, a heading or a fence at the margin behind it.

use memchr::{memchr, memmem};
use std::ops::Range;

/// A stretch of a text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Lines of one paragraph; none begins with a blank.
    Paragraph(Range<usize>),
    /// The text of a heading of this level, and where its line begins.
    Heading(u8, usize, Range<usize>),
    /// The lines between two fences.
    Code(Range<usize>),
    /// Anything else.
    Other(Range<usize>),
}

/// What a line at the margin can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    /// A paragraph, or the next line of one.
    Text,
    /// A heading of this level (§4.2).
    Heading(u8),
    /// A fence of so many bytes (§4.5).
    Fence(u8, usize),
    /// A comment (§4.6, the second kind).
    Comment,
    Other,
}

/// The parts of a text in order; what lies between them is blank lines, fences and marks of
/// headings.
pub(super) struct Parts<'t> {
    text: &'t str,
    at: usize,
    /// Nothing is known of this text but as a whole.
    is_whole: bool,
}

impl<'t> Parts<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        // A definition holds for references anywhere (§4.7), and so does that of a footnote.
        let is_whole = memmem::find(text.as_bytes(), b"]:").is_some();
        Self { text, at: 0, is_whole }
    }

    /// The line from a byte on, without its end, and where the next one begins.
    fn line(&self, at: usize) -> (&'t str, usize) {
        let end = memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |n| at + n);
        (&self.text[at..end], (end + 1).min(self.text.len()))
    }

    /// A paragraph that begins at a byte.
    fn paragraph(&mut self, start: usize) -> Part {
        let (_, mut at) = self.line(start);
        while at < self.text.len() {
            let (line, next) = self.line(at);
            match kind(line) {
                Line::Text => at = next,
                Line::Heading(_) | Line::Fence(..) | Line::Comment => break,
                Line::Other => return self.other(start, at),
                Line::Blank => {
                    let rest = self.text[next..].trim_start();
                    // It may be the term of a definition.
                    if rest.starts_with(':') {
                        return self.other(start, at);
                    }
                    break;
                }
            }
        }
        self.at = at;
        Part::Paragraph(start..at)
    }

    /// The code of a fence of so many bytes, whose line begins at `fence`.
    fn code(&mut self, fence: usize, mark: u8, length: usize) -> Part {
        let (_, start) = self.line(fence);
        let mut at = start;
        while at < self.text.len() {
            let (line, next) = self.line(at);
            let inner = line.trim_start_matches(' ');
            let run = inner.bytes().take_while(|byte| *byte == mark).count();
            if run >= length && inner[run..].starts_with(['\t', ' ']) && inner.ends_with('\t') {
                break;
            }
            let is_end = line.len() - inner.len() < 4
                && run >= length
                && inner[run..].trim_matches(' ').is_empty();
            if is_end {
                self.at = next;
                return Part::Code(start..at);
            }
            at = next;
        }
        self.at = self.text.len();
        Part::Other(fence..self.at)
    }

    /// What begins at `start`, has reached `at`, and ends nobody knows where.
    fn other(&mut self, start: usize, at: usize) -> Part {
        let mut at = at;
        let mut after_blank = false;
        // A block of HTML goes on to a blank line, and some to an end of their own (§4.6).
        let mut in_html = false;
        while at < self.text.len() {
            let (line, next) = self.line(at);
            match kind(line) {
                Line::Blank => {
                    after_blank = true;
                    in_html = false;
                    at = next;
                    continue;
                }
                Line::Text if after_blank => break,
                Line::Heading(_) | Line::Fence(..) | Line::Comment if at > start && !in_html => {
                    break;
                }
                Line::Fence(..) | Line::Comment => {
                    at = self.text.len();
                    break;
                }
                Line::Text | Line::Heading(_) => {}
                Line::Other => {
                    let inner = line.trim_start_matches(' ');
                    if line.len() - inner.len() < 4 {
                        let may_be_fence = inner.len() < line.len() && is_fence(inner);
                        if may_be_fence || begins_long_html(inner) {
                            self.at = self.text.len();
                            return Part::Other(start..self.at);
                        }
                        in_html |= inner.starts_with('<');
                    }
                }
            }
            after_blank = false;
            at = next;
        }
        self.at = at;
        Part::Other(start..at)
    }

    /// A comment that begins at a byte: it goes on to the end of the line it ends on.
    fn comment(&mut self, start: usize) -> Part {
        let end = memmem::find(&self.text.as_bytes()[start + 4..], b"-->");
        self.at = end.map_or(self.text.len(), |end| self.line(start + 4 + end).1);
        Part::Other(start..self.at)
    }
}

impl Iterator for Parts<'_> {
    type Item = Part;

    fn next(&mut self) -> Option<Part> {
        if std::mem::take(&mut self.is_whole) {
            self.at = self.text.len();
            return Some(Part::Other(0..self.at));
        }
        while self.at < self.text.len() {
            let start = self.at;
            let (line, next) = self.line(start);
            return Some(match kind(line) {
                Line::Blank => {
                    self.at = next;
                    continue;
                }
                Line::Text => self.paragraph(start),
                Line::Heading(level) => {
                    self.at = next;
                    let mark = usize::from(level);
                    let behind = line[mark..].trim_start_matches([' ', '\t']);
                    let inner = behind.trim_end_matches([' ', '\t']);
                    if inner.is_empty() || inner.ends_with('#') {
                        Part::Other(start..next)
                    } else {
                        let at = start + line.len() - behind.len();
                        Part::Heading(level, start, at..at + inner.len())
                    }
                }
                Line::Fence(mark, length) => self.code(start, mark, length),
                Line::Comment => self.comment(start),
                Line::Other => self.other(start, start),
            });
        }
        None
    }
}

/// What a line begins if nothing but its first bytes is looked at. Whatever is not sure is
/// [`Line::Other`].
fn kind(line: &str) -> Line {
    let bytes = line.as_bytes();
    let Some(first) = bytes.first().copied() else { return Line::Blank };
    let second = bytes.get(1).copied().unwrap_or(b'\n');
    match first {
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let is_mark = matches!(bytes.get(digits), Some(b'.' | b')'))
                && matches!(bytes.get(digits + 1), None | Some(b' ' | b'\t'));
            if is_mark { Line::Other } else { Line::Text }
        }
        b'a'..=b'z'
        | b'A'..=b'Z'
        | b'"'
        | b'\''
        | b'('
        | b')'
        | b'.'
        | b','
        | b'/'
        | b'@'
        | b'?'
        | b'%'
        | b';'
        | b'['
        | 0x80.. => Line::Text,
        // Neither an item of a list nor a rule.
        b'*' => {
            let behind =
                if second == b'*' { bytes.get(2).copied().unwrap_or(b'\n') } else { second };
            if matches!(behind, b'*' | b' ' | b'\t' | b'\n') { Line::Other } else { Line::Text }
        }
        b'#' => {
            let level = bytes.iter().take_while(|byte| **byte == b'#').count();
            let is_heading = level <= 6 && matches!(bytes.get(level), None | Some(b' ' | b'\t'));
            if is_heading { Line::Heading(level as u8) } else { Line::Other }
        }
        b'`' | b'~' => {
            let length = bytes.iter().take_while(|byte| **byte == first).count();
            match length {
                3.. if is_fence(line) => Line::Fence(first, length),
                1 | 2 if first == b'`' => Line::Text,
                _ => Line::Other,
            }
        }
        // Where these end is not agreed on.
        b'<' if line.starts_with("<!--")
            && !line.starts_with("<!-->")
            && !line.starts_with("<!--->") =>
        {
            Line::Comment
        }
        b' ' | b'\t' if bytes.iter().all(|byte| matches!(byte, b' ' | b'\t')) => Line::Blank,
        _ => Line::Other,
    }
}

/// True for a line that opens a fence, its blanks apart.
fn is_fence(line: &str) -> bool {
    let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
    (ticks >= 3 && memchr(b'`', &line.as_bytes()[ticks..]).is_none()) || line.starts_with("~~~")
}

/// True where a block of HTML may begin that blank lines do not end.
fn begins_long_html(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('<') else { return false };
    let names = ["pre", "script", "style", "textarea"];
    let is = |name: &&str| inner.get(..name.len()).is_some_and(|is| is.eq_ignore_ascii_case(name));
    inner.starts_with(['!', '?']) || names.iter().any(is)
}
