//! Adds the events of a text to its outline. HTML in running text is read in pieces.

use super::OutlineBlockKind;
use super::builder::{OpenImage, OutlineBuilder};
use crate::markdown::code_block::language_and_title;
use crate::markdown::events::{InsertedMarks, PreparedText, is_inline_tag};
use crate::markdown::html::{Element, HtmlPiece, pieces};
use crate::markdown::image::stand_in;
use crate::text::clean;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

impl OutlineBuilder {
    /// Reads the whole text.
    pub(super) fn parse(&mut self, source: &PreparedText<'_>) {
        let mut origins = source.origins();
        for (event, place) in source.raw_events() {
            if begins_block(&event) || !self.has_block() {
                self.offset = origins.offset(place.start);
            }
            match event {
                Event::Text(text) => self.text(&text, origins.inserted(&place)),
                Event::SoftBreak | Event::HardBreak => {
                    self.line_end_offset = origins.offset(place.end);
                    self.line_end();
                }
                Event::Start(tag) if !has_text(&tag) => self.start(tag),
                Event::End(end) => self.end(end),
                other => {
                    if let Event::InlineHtml(_) = other {
                        self.line_end_offset = origins.offset(place.end);
                    }
                    self.event(origins.inserted(&place).removed(other));
                }
            }
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Code(text) => self.inline(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline(&text),
            Event::InlineHtml(html) | Event::Html(html) => self.html_pieces(&html),
            Event::FootnoteReference(label) => self.inline(&format!("[^{label}]")),
            Event::TaskListMarker(_) => self.begin(),
            Event::Rule => self.rule(),
            Event::Start(tag) => self.start(tag),
            Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::End(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.open_strong(),
            Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.begin(),
            Tag::Link { dest_url, .. } if self.image.is_none() => self.open_link(&dest_url),
            Tag::Image { dest_url, .. } => match &mut self.image {
                Some(image) => image.depth += 1,
                None => {
                    self.begin();
                    let (depth, url) = (0, dest_url.into_string());
                    self.image = Some(OpenImage { depth, url, alt: String::new() });
                }
            },
            Tag::Paragraph => self.open_block(OutlineBlockKind::Paragraph),
            Tag::Heading { level, .. } => {
                let level = level as u8;
                self.open_block(if self.is_top() {
                    OutlineBlockKind::Heading { level, number: 0 }
                } else {
                    OutlineBlockKind::InnerHeading { level }
                });
            }
            Tag::DefinitionListTitle => self.open_block(OutlineBlockKind::Term),
            Tag::TableHead => self.in_row = Some(true),
            Tag::TableRow => self.in_row = Some(false),
            Tag::TableCell => match self.in_row {
                Some(is_header) if !self.has_block() => {
                    self.open_block(OutlineBlockKind::Row { is_header });
                }
                _ => self.push(" | "),
            },
            Tag::CodeBlock(kind) => {
                self.begin_code();
                if let CodeBlockKind::Fenced(info) = kind {
                    let (_, title) = language_and_title(&info);
                    self.code(&clean(&title));
                }
            }
            Tag::Item => self.begin_item(),
            Tag::List(_) => {
                self.end_block();
                self.lists.push(self.list_count);
                self.list_count += 1;
            }
            Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListDefinition => {
                self.end_block();
                self.quotes += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong => self.close_strong(),
            TagEnd::Link if self.image.is_none() => self.close_link(),
            TagEnd::Image => match &mut self.image {
                Some(OpenImage { depth: 0, .. }) => self.close_image(),
                Some(image) => image.depth -= 1,
                None => {}
            },
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::DefinitionListTitle => {
                self.end_block();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.end_block();
                self.in_row = None;
            }
            TagEnd::TableCell => self.close_link(),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.end_block();
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Item => self.end_item(),
            TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Adds text from between delimiters.
    fn text(&mut self, text: &CowStr<'_>, inserted: InsertedMarks) {
        let shown = &*inserted.removed_from(text);
        if self.in_code {
            return self.code(shown);
        }
        if shown.is_empty() {
            return;
        }
        self.begin();
        // Text that is not borrowed comes from an entity and may contain anything.
        match (&mut self.image, text) {
            (Some(image), _) => image.alt.push_str(shown),
            (None, CowStr::Borrowed(_)) => self.push(shown),
            (None, _) => self.push(&clean(shown)),
        }
    }

    /// Adds other inline text.
    fn inline(&mut self, text: &str) {
        self.begin();
        match &mut self.image {
            Some(image) => image.alt.push_str(text),
            None => self.push(&clean(text)),
        }
    }

    pub(super) fn close_image(&mut self) {
        let Some(OpenImage { url, alt, .. }) = self.image.take() else { return };
        let text = stand_in(&alt, &url);
        let before = self.out.plain.len();
        self.inline(&text);
        // A line end before the image is not part of it.
        let length = self.out.plain[before..].trim_start().len();
        let end = self.out.plain.len();
        self.images.push(end - length..end);
    }

    fn html_pieces(&mut self, html: &str) {
        // Tags in the alternative text of an image are ignored.
        if self.image.is_some() {
            return;
        }
        for piece in pieces(html) {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: HtmlPiece) {
        match piece {
            HtmlPiece::Text(text) => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        self.line_end();
                    }
                    if !line.is_empty() {
                        self.inline(line);
                    }
                }
            }
            HtmlPiece::OpenLink(url) if !url.is_empty() => self.open_link(&url),
            HtmlPiece::CloseLink => self.close_link(),
            HtmlPiece::Image { alt, url } if !(alt.is_empty() && url.is_empty()) => {
                self.begin();
                self.image = Some(OpenImage { depth: 0, url, alt });
                self.close_image();
            }
            HtmlPiece::Break | HtmlPiece::Boundary => self.line_end(),
            HtmlPiece::Open(Element::Strong) => self.open_strong(),
            HtmlPiece::Close(Element::Strong) => self.close_strong(),
            HtmlPiece::Open(Element::Raised) => self.raised += 1,
            HtmlPiece::Open(Element::Lowered) => self.lowered += 1,
            HtmlPiece::Close(Element::Raised) => self.raised = self.raised.saturating_sub(1),
            HtmlPiece::Close(Element::Lowered) => self.lowered = self.lowered.saturating_sub(1),
            HtmlPiece::Open(_)
            | HtmlPiece::Close(_)
            | HtmlPiece::OpenLink(_)
            | HtmlPiece::Image { .. } => {}
        }
    }
}

/// True for an event whose offset may become that of a block or an item.
fn begins_block(event: &Event<'_>) -> bool {
    match event {
        Event::Rule => true,
        Event::Start(tag) => !is_inline_tag(tag),
        _ => false,
    }
}

/// True for a tag with a text of its own, such as an address.
fn has_text(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_)
    )
}
