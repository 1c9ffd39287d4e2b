//! The Markdown events that both the reader and the outline use. The only user of pulldown-cmark's parser.
//!
//! A text is prepared in two steps, both of which map byte ranges back to the original: `dialect` rewrites the
//! additions of site generators as plain Markdown, and `marks` inserts marks where the parser would misread
//! it. There is one grammar only: a second one, faster for common constructs, would have to be kept equal to
//! it.

use super::dialect;
use super::flavor::Flavor;
use super::html_blocks::HtmlBlocks;
use super::marks::{MarkerChars, has_marks, marked};
use super::rewrite::{Edits, Rewritten};
use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TextMergeWithOffset,
};
use std::borrow::Cow;
use std::ops::Range;

/// True for a tag that marks a part of running text.
pub(super) fn is_inline_tag(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// A Markdown text prepared for the parser.
pub(super) struct PreparedText<'a> {
    /// The text rewritten as plain Markdown.
    plain: Rewritten<'a>,
    /// The plain text with marks inserted, and the marks.
    marked: Option<(Rewritten<'static>, MarkerChars)>,
}

impl<'a> PreparedText<'a> {
    pub(super) fn new(text: &'a str, flavor: Flavor) -> Self {
        Self::of(dialect::edits(text, flavor).apply(text))
    }

    /// Prepares a text that is already plain Markdown.
    pub(super) fn of_plain(text: &'a str) -> Self {
        Self::of(Edits::default().apply(text))
    }

    fn of(plain: Rewritten<'a>) -> Self {
        let marked = marked(&plain.text);
        Self { plain, marked }
    }

    /// The events of the text with their byte ranges in it; adjacent texts are merged. Covers CommonMark, the
    /// tables, strikethrough, task lists and alerts of GFM, and footnotes and definition lists.
    pub(super) fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let marked = self.marked.as_ref();
        let mut unmarked = marked.map(|(marked, marks)| (marked.origins(), *marks));
        let mut original = self.plain.origins();
        TextMergeWithOffset::new(self.raw_events()).map(move |(event, range)| match &mut unmarked {
            Some((unmarked, marks)) => {
                let (range, count) = unmarked(range);
                (without(event, *marks, count > 0), original(range).0)
            }
            None => (event, original(range).0),
        })
    }

    /// The events as they come from the parser, with their byte ranges in the text it reads. Texts are not
    /// merged and contain the inserted marks.
    pub(super) fn raw_events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let text = self.parsed();
        let missing =
            move |link: BrokenLink<'_>| is_meant(text, &link).then(|| ("".into(), "".into()));
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(missing));
        HtmlBlocks::new(text, parser.into_offset_iter())
    }

    /// The marks inserted beside runs of delimiters, if any.
    pub(super) fn marks(&self) -> Option<MarkerChars> {
        self.marked.as_ref().map(|(_, marks)| *marks)
    }

    fn parsed(&self) -> &str {
        self.marked.as_ref().map_or(&self.plain.text, |(marked, _)| &marked.text)
    }

    /// Byte offset in the original text of a byte of the parsed text.
    pub(super) fn original(&self, offset: usize) -> usize {
        let offset = self.marked.as_ref().map_or(offset, |(marked, _)| marked.original(offset));
        self.plain.original(offset)
    }
}

/// True for brackets that are certainly a reference link whose definition is in another file:
/// `[some words][label]`, but not `list[0][1]`.
fn is_meant(text: &str, link: &BrokenLink<'_>) -> bool {
    if !matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
        return false;
    }
    let before = text[..link.span.start].bytes().next_back();
    let is_behind_word = before
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b']' | b')' | b'_'));
    // Of three pairs of brackets in a row, the last two may be a reference.
    let goes_on = text[link.span.end..].starts_with('[') && link.link_type == LinkType::Reference;
    let whole = &text[link.span.clone()];
    let words = match whole.rfind("][") {
        Some(end) if link.link_type == LinkType::Reference => &whole[..end],
        _ => whole,
    };
    let letters = words.chars().filter(|character| character.is_alphabetic());
    let weight: usize = letters.map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    let has_words = weight > 1 || link.reference.contains(' ');
    !is_behind_word && !goes_on && has_words
}

/// Text from the parser, without the marks inserted into its input.
pub(super) fn without_marks(text: &str, marks: Option<MarkerChars>) -> Cow<'_, str> {
    match marks {
        Some(marks) if has_marks(text, marks) => Cow::Owned(text.replace(marks, "")),
        _ => Cow::Borrowed(text),
    }
}

/// The parser's extensions beyond CommonMark.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The event without marks in its texts. `is_marked` is `true` if marks were inserted within the event's
/// range; addresses and labels are always checked, as they may come from elsewhere.
fn without(event: Event<'_>, marks: MarkerChars, is_marked: bool) -> Event<'_> {
    match event {
        Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) if !is_marked => {
            event
        }
        Event::Text(text) => Event::Text(stripped(text, marks)),
        Event::Code(text) => Event::Code(stripped(text, marks)),
        Event::Html(text) => Event::Html(stripped(text, marks)),
        Event::InlineHtml(text) => Event::InlineHtml(stripped(text, marks)),
        Event::FootnoteReference(label) => Event::FootnoteReference(stripped(label, marks)),
        Event::Start(Tag::FootnoteDefinition(label)) => {
            Event::Start(Tag::FootnoteDefinition(stripped(label, marks)))
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(stripped(info, marks))))
        }
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = stripped(dest_url, marks);
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = stripped(dest_url, marks);
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        other => other,
    }
}

fn stripped(text: CowStr<'_>, marks: MarkerChars) -> CowStr<'_> {
    if has_marks(&text, marks) { text.replace(marks, "").into() } else { text }
}
