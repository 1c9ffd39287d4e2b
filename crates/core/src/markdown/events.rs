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
use super::rewrite::{Origins, Rewritten};
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
        let plain = dialect::edits(text, flavor).apply(text);
        let marked = marked(&plain.text);
        Self { plain, marked }
    }

    /// The events of the text with their byte ranges in it; adjacent texts are merged. Covers CommonMark, the
    /// tables, strikethrough, task lists and alerts of GFM, and footnotes and definition lists.
    pub(super) fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let mut origins = self.origins();
        TextMergeWithOffset::new(self.raw_events()).map(move |(event, range)| {
            let inserted = origins.inserted(&range);
            (inserted.removed(event), origins.range(range))
        })
    }

    /// The events as they come from the parser, with their byte ranges in the text it reads. Texts are not
    /// merged and contain the inserted marks.
    pub(super) fn raw_events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let text = self.marked.as_ref().map_or(&*self.plain.text, |(marked, _)| &marked.text);
        let missing =
            move |link: BrokenLink<'_>| is_meant(text, &link).then(|| ("".into(), "".into()));
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(missing));
        let events = parser.into_offset_iter().map(move |(event, mut range)| {
            if let Event::Start(Tag::Item) = event {
                range.start = item_start(text, range.start);
            }
            (event, range)
        });
        HtmlBlocks::new(text, events)
    }

    /// The origins of the events, which must be asked for in their order.
    pub(super) fn origins(&self) -> EventOrigins<'_> {
        let marked = self.marked.as_ref();
        EventOrigins {
            plain: self.plain.origins(),
            marked: marked.map(|(marked, marks)| (marked.origins(), *marks)),
        }
    }
}

/// A mapping of the text that the parser reads to the original.
pub(super) struct EventOrigins<'p> {
    plain: Origins<'p>,
    marked: Option<(Origins<'p>, MarkerChars)>,
}

impl EventOrigins<'_> {
    /// The byte offset in the original for one in the parsed text.
    pub(super) fn offset(&mut self, offset: usize) -> usize {
        let offset = self.marked.as_mut().map_or(offset, |(marked, _)| marked.offset(offset));
        self.plain.offset(offset)
    }

    /// The marks inserted within a byte range of the parsed text.
    pub(super) fn inserted(&mut self, range: &Range<usize>) -> InsertedMarks {
        let marked = self.marked.as_mut();
        let marked = marked.map(|(marked, marks)| (*marks, marked.changes_in(range)));
        InsertedMarks(marked)
    }

    fn range(&mut self, range: Range<usize>) -> Range<usize> {
        let marked = self.marked.as_mut();
        self.plain.range(marked.map_or(range.clone(), |(marked, _)| marked.range(range)))
    }
}

/// Start of a list item, where the parser says that it begins: it takes each column of a tab before the
/// item's marker for a byte, so that the start may be at the end of the line before, even within a character.
fn item_start(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[start..];
    let line_end = bytes.iter().take(3).position(|byte| *byte == b'\n');
    match line_end {
        // The item's own marker may be alone on its line.
        Some(end) if bytes[..end].last().is_some_and(|last| b"-+*.)".contains(last)) => start,
        Some(end) if bytes.get(end + 1) == Some(&b'\t') => start + end + 1,
        _ => start,
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

/// The parser's extensions beyond CommonMark.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The marks that were inserted into a text, and their number within the range of an event.
#[derive(Clone, Copy)]
pub(super) struct InsertedMarks(Option<(MarkerChars, usize)>);

impl InsertedMarks {
    /// The event without marks in its texts. Addresses and labels may come from elsewhere.
    pub(super) fn removed(self, event: Event<'_>) -> Event<'_> {
        let Some((marks, count)) = self.0 else { return event };
        let anywhere = |text| stripped(text, marks);
        let within = |text| if may_be_in(&text, count) { stripped(text, marks) } else { text };
        match event {
            Event::Text(text) => Event::Text(within(text)),
            Event::Code(text) => Event::Code(within(text)),
            Event::Html(text) => Event::Html(within(text)),
            Event::InlineHtml(text) => Event::InlineHtml(within(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(anywhere(label)),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                Event::Start(Tag::FootnoteDefinition(anywhere(label)))
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(anywhere(info))))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = anywhere(dest_url);
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
                let dest_url = anywhere(dest_url);
                Event::Start(Tag::Image { link_type, dest_url, title, id })
            }
            other => other,
        }
    }

    /// A text of the event without marks.
    pub(super) fn removed_from<'t>(self, text: &'t CowStr<'_>) -> Cow<'t, str> {
        let Some((marks, count)) = self.0.filter(|(_, count)| may_be_in(text, *count)) else {
            return Cow::Borrowed(text);
        };
        if !matches!(text, CowStr::Borrowed(_)) {
            return Cow::Owned(text.replace(marks, ""));
        }
        let (mut rest, mut left) = (&**text, count);
        // A mark is beside a run of delimiters, where nearly every text ends. A run of three tildes is no
        // delimiter, so that a mark may also be within the text.
        while left > 0
            && let Some(inner) = rest.strip_prefix(marks)
        {
            (rest, left) = (inner, left - 1);
        }
        while left > 0
            && let Some(inner) = rest.strip_suffix(marks)
        {
            (rest, left) = (inner, left - 1);
        }
        if left == 0 { Cow::Borrowed(rest) } else { Cow::Owned(rest.replace(marks, "")) }
    }
}

/// False for a text without marks, of an event with `count` of them in its range. Text made of HTML may
/// come from beyond the range.
fn may_be_in(text: &CowStr<'_>, count: usize) -> bool {
    count > 0 || !matches!(text, CowStr::Borrowed(_))
}

fn stripped(text: CowStr<'_>, marks: MarkerChars) -> CowStr<'_> {
    if has_marks(&text, marks) { text.replace(marks, "").into() } else { text }
}
