//! Text in angle brackets that is not a tag.

use crate::markdown::elements::{is_element, is_raw};
use memchr::{memchr, memchr_iter, memmem};
use std::collections::{HashMap, HashSet};

/// Maximum length, in bytes, of the attributes of a tag.
const MAX_ATTRIBUTES: usize = 2_000;

/// Adds the offset after each `<` that begins no tag but would be taken for one by the parser.
pub(super) fn find(text: &str, places: &mut Vec<usize>) {
    let mut tags = AngleTags::new(text);
    let mut comment_end = 0;
    for at in memchr_iter(b'<', text.as_bytes()) {
        if at < comment_end {
            continue;
        }
        if text[at..].starts_with("<!--") && tags.is_ended("-->", at) {
            comment_end = tags.next.get("-->").copied().unwrap_or(at);
        } else if tags.is_text(at) {
            places.push(at + 1);
        }
    }
}

/// Recognises tags of a text; must be called in the order of the text.
struct AngleTags<'t> {
    text: &'t str,
    /// Offset of the next `>`.
    next_end: usize,
    /// Offset of the last end tag of each name; filled on first use.
    closed: Option<HashMap<&'t str, usize>>,
    /// Names of the tags seen so far that are not elements.
    opened: HashSet<&'t str>,
    /// Offset of the next occurrence of each delimiter that ends a comment or a declaration.
    next: HashMap<&'static str, usize>,
}

impl<'t> AngleTags<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, next_end: 0, closed: None, opened: HashSet::new(), next: HashMap::new() }
    }

    /// True if the `<` at a byte offset is text that the parser would take for a tag or a comment.
    fn is_text(&mut self, at: usize) -> bool {
        let rest = &self.text[at + 1..];
        match rest.as_bytes().first() {
            Some(b'a'..=b'z' | b'A'..=b'Z') => {
                let name = name(rest);
                let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
                if !rest.as_bytes().get(name.len()).is_some_and(is_end) {
                    return false;
                }
                if is_element(name) {
                    return is_raw(name) && !self.is_closed(name, at);
                }
                let Some(attributes) = self.attributes(at + 1 + name.len()) else { return false };
                let is_tag = attributes.contains('=')
                    || attributes.ends_with('/')
                    || self.is_closed(name, at);
                if is_tag {
                    self.opened.insert(name);
                }
                !is_tag
            }
            Some(b'/') => {
                let name = name(&rest[1..]);
                !name.is_empty() && !is_element(name) && !self.opened.contains(name)
            }
            Some(b'!') if rest.starts_with("!--") => !self.is_ended("-->", at),
            Some(b'!') if rest.starts_with("![CDATA[") => !self.is_ended("]]>", at),
            Some(b'!') => !self.is_ended(">", at),
            Some(b'?') => !self.is_ended("?>", at),
            _ => false,
        }
    }

    /// The text between a name and the end of the tag; `None` if the tag has no end nearby.
    fn attributes(&mut self, from: usize) -> Option<&'t str> {
        if self.next_end < from {
            let found = memchr(b'>', &self.text.as_bytes()[from..]);
            self.next_end = found.map_or(self.text.len(), |end| from + end);
        }
        let near = from..self.next_end.min(from + MAX_ATTRIBUTES + 1);
        (near.end == self.next_end && self.next_end < self.text.len())
            .then(|| &self.text[from..self.next_end])
    }

    /// True if a tag with this name is closed after an offset.
    fn is_closed(&mut self, name: &str, at: usize) -> bool {
        let closed = self.closed.get_or_insert_with(|| {
            let ends = memmem::find_iter(self.text.as_bytes(), b"</");
            ends.map(|end| (self::name(&self.text[end + 2..]), end)).collect()
        });
        closed.get(name).is_some_and(|last| *last > at)
    }

    /// True if a delimiter occurs after an offset.
    fn is_ended(&mut self, mark: &'static str, at: usize) -> bool {
        let known = self.next.get(mark).copied().filter(|next| *next > at);
        let next = known.unwrap_or_else(|| {
            let found = memmem::find(&self.text.as_bytes()[at..], mark.as_bytes());
            found.map_or(self.text.len(), |found| at + found)
        });
        self.next.insert(mark, next);
        next < self.text.len()
    }
}

/// The tag name that a text begins with (CommonMark §6.6).
fn name(text: &str) -> &str {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let length = text.bytes().take_while(|byte| is_part(byte)).count();
    &text[..length]
}
