//! MDX components that are alone on their lines: `<Tabs>`, `<TabItem label="Go">`. Sites show their
//! contents as Markdown, and those of their attributes that are words.

use super::arguments::TagArguments;
use super::shortcode::link;
use super::{Flavor, MAX_ADMONITIONS, MAX_TAG};
use memchr::memmem;
use std::collections::{HashMap, HashSet};

/// Elements whose contents are read like the text around them.
const TRANSPARENT: [&str; 8] =
    ["div", "span", "section", "center", "article", "aside", "details", "figure"];

/// The tag of a component.
pub(super) struct Component {
    /// End of its last line.
    pub(super) end: usize,
    /// Number of blanks before it.
    pub(super) blanks: usize,
    /// Markdown that it shows in addition to its contents.
    pub(super) words: Option<String>,
}

/// Recognises components of a text; must be called in the order of the text.
pub(super) struct Components<'t> {
    text: &'t str,
    flavor: Flavor,
    /// Offset of the last end tag of each name; filled on first use.
    closed: Option<HashMap<&'t str, usize>>,
    /// Names of components seen so far.
    opened: HashSet<&'t str>,
    /// Open components, up to a limit on nesting.
    open: Vec<OpenComponent>,
    /// Number of blanks before the line passed to `indent` last.
    blanks: usize,
}

/// Number of blanks before a component, and before its first content once there is some.
struct OpenComponent {
    tag: usize,
    inner: Option<usize>,
}

impl<'t> Components<'t> {
    pub(super) fn new(text: &'t str, flavor: Flavor) -> Self {
        Self { text, flavor, closed: None, opened: HashSet::new(), open: Vec::new(), blanks: 0 }
    }

    pub(super) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Number of blanks before a line that only indent it within components. Must be called for each line.
    pub(super) fn indent(&mut self, line: &str) -> usize {
        let trimmed = line.trim_start_matches(' ');
        self.blanks = line.len() - trimmed.len();
        if let Some(open) = self.open.last_mut()
            && open.inner.is_none()
            && !trimmed.trim().is_empty()
            && !trimmed.starts_with("</")
        {
            open.inner = Some(self.blanks);
        }
        let more = |open: &OpenComponent| open.inner.unwrap_or(0).saturating_sub(open.tag);
        self.open.iter().map(more).sum()
    }

    /// The component tag at the beginning of the line at a byte offset, if it is alone on its lines.
    pub(super) fn at(&mut self, start: usize) -> Option<Component> {
        let line = &self.text[start..];
        let blanks = line.bytes().take(40).take_while(|byte| *byte == b' ').count();
        let at = start + blanks;
        let rest = self.text[at..].strip_prefix('<')?;
        let is_end = rest.starts_with('/');
        let name = name(rest.strip_prefix('/').unwrap_or(rest));
        let is_name = match name.as_bytes().first() {
            Some(b'A'..=b'Z') => true,
            Some(b'a'..=b'z') => TRANSPARENT.contains(&name),
            _ => false,
        };
        if !is_name {
            return None;
        }
        let from = at + 1 + usize::from(is_end) + name.len();
        let close = end_of_tag(self.text, from)?;
        let behind = &self.text[close..super::line_end(self.text, close)];
        if !behind.trim().is_empty() {
            return None;
        }
        let end = close + behind.len();
        let attributes = self.text[from..close - 1].trim();
        let is_element = name.starts_with(|first: char| first.is_ascii_lowercase());
        if is_element && !is_end && self.flavor != Flavor::Mdx && !asks_for_markdown(attributes) {
            return None;
        }
        if is_end {
            let is_known = self.opened.contains(name);
            if is_known {
                self.open.pop();
            }
            return is_known.then_some(Component { end, blanks, words: None });
        }
        let is_alone = attributes.ends_with('/');
        if !is_alone && !self.is_closed(name, at) {
            return None;
        }
        self.opened.insert(name);
        if !is_alone && self.open.len() < MAX_ADMONITIONS {
            self.open.push(OpenComponent { tag: self.blanks, inner: None });
        }
        let arguments = TagArguments::of(attributes.trim_end_matches('/'));
        Some(Component { end, blanks, words: words(&arguments).filter(|_| !is_element) })
    }

    fn is_closed(&mut self, name: &str, at: usize) -> bool {
        let closed = self.closed.get_or_insert_with(|| {
            let ends = memmem::find_iter(self.text.as_bytes(), b"</");
            ends.map(|end| (self::name(&self.text[end + 2..]), end)).collect()
        });
        closed.get(name).is_some_and(|last| *last > at)
    }
}

/// True for the attribute that makes kramdown and `MkDocs` read the contents of an element as Markdown.
fn asks_for_markdown(attributes: &str) -> bool {
    attributes.split_whitespace().any(|word| {
        word == "markdown"
            || word.strip_prefix("markdown=").is_some_and(|value| !value.contains('0'))
    })
}

/// Markdown for the words in a component's attributes.
fn words(arguments: &TagArguments<'_>) -> Option<String> {
    let value = |names: &[&str]| {
        let value = arguments.any_of(names)?;
        // The string in an expression such as `{require('./a.png').default}` or `{"a"}`.
        let Some(expression) = value.strip_prefix('{') else { return Some(value) };
        let quote = expression.find(['"', '\'', '`'])?;
        let inner = &expression[quote + 1..];
        inner.find(expression[quote..].chars().next()?).map(|end| &inner[..end])
    };
    let text = value(&["label", "title", "summary", "heading"]);
    if let Some(source) = value(&["src", "image", "img"]) {
        return Some(format!(
            "!{}",
            link(value(&["alt", "caption"]).or(text).unwrap_or(""), source)
        ));
    }
    match (text, value(&["href", "to", "link"])) {
        (Some(text), Some(address)) => Some(link(text, address)),
        (Some(text), None) => Some(format!("**{text}**")),
        (None, Some(address)) => Some(link(address, address)),
        (None, None) => None,
    }
}

/// The component name that a text begins with.
fn name(text: &str) -> &str {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    &text[..text.bytes().take_while(|byte| is_part(byte)).count()]
}

/// The end of a tag whose attributes begin at a byte offset: the offset after its `>`, which is outside of
/// quotes and braces.
fn end_of_tag(text: &str, from: usize) -> Option<usize> {
    let near = &text.as_bytes()[from..(from + MAX_TAG).min(text.len())];
    if !near.first().is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')) {
        return None;
    }
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, byte) in near.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            // The next tag begins before this one has ended.
            (None, b'<') if depth == 0 => return None,
            (None, b'>') if depth == 0 => return Some(from + at + 1),
            (None, b'\n') if near.get(at + 1) == Some(&b'\n') => return None,
            _ => {}
        }
    }
    None
}
