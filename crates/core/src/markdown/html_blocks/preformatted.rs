//! Code in `<pre>`.

use super::{HtmlBlocks, SpannedEvent};
use html5gum::emitters::default::StartTag;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// A `<pre>` element being read.
#[derive(Default)]
pub(super) struct Preformatted {
    language: String,
    text: String,
    range: Option<Range<usize>>,
}

impl<'e, I: Iterator<Item = SpannedEvent<'e>>> HtmlBlocks<'e, I> {
    pub(super) fn set_language(&mut self, tag: &StartTag<usize>) {
        let Some(code) = self.code.as_mut().filter(|code| code.language.is_empty()) else { return };
        let Some(class) = tag.attributes.get(&b"class"[..]) else { return };
        let class = String::from_utf8_lossy(class);
        let names = ["language-", "lang-", "highlight-source-"];
        let name = class
            .split_whitespace()
            .find_map(|word| names.iter().find_map(|before| word.strip_prefix(before)));
        code.language.push_str(name.unwrap_or(""));
    }

    pub(super) fn preformatted(&mut self, text: &str, range: Range<usize>) {
        let Some(code) = &mut self.code else { return };
        // A line end directly after the tag is dropped.
        let shown =
            if code.range.is_none() { text.strip_prefix('\n').unwrap_or(text) } else { text };
        let start = range.end.min(range.start + text.len() - shown.len());
        let start = code.range.as_ref().map_or(start, |range| range.start);
        code.range = Some(start..range.end);
        code.text.push_str(shown);
    }

    pub(super) fn end_code(&mut self, at: usize) {
        let Some(Preformatted { language, text, range }) = self.code.take() else { return };
        let Some(range) = range.filter(|_| !text.trim().is_empty()) else { return };
        self.begin_definition(range.start);
        let kind = CodeBlockKind::Fenced(language.into());
        self.emit(Event::Start(Tag::CodeBlock(kind)), range.start..range.start);
        self.emit(Event::Text(text.into()), range);
        self.emit(Event::End(TagEnd::CodeBlock), at..at);
    }
}
