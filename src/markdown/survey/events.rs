//! The parser's events as they come, each where it belongs. HTML is told by its pieces.

use super::surveyor::{Place, Surveyor};
use crate::markdown::events::Source;
use crate::markdown::html::{Element, Piece, pieces};
use crate::text::clean;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

impl Surveyor<'_> {
    /// Takes a part of the text by the parser's events.
    pub(super) fn parse(&mut self, range: Range<usize>) {
        let source = Source::of_plain(&self.text.text[range.clone()]);
        self.marks = source.marks();
        for (event, place) in source.raw_events() {
            if self.at_item || matches!(event, Event::Start(Tag::Heading { .. })) {
                self.at = range.start + source.original(place.start);
            }
            self.event(event);
        }
        self.end_block();
        self.marks = None;
    }

    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) if self.in_code => self.code(&text),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.inline(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.inline(&text),
            Event::SoftBreak | Event::HardBreak => self.line_end(),
            Event::Html(html) => match &mut self.html {
                Some(block) => block.push_str(&html),
                None => self.html_pieces(&html),
            },
            Event::InlineHtml(html) => self.html_pieces(&html),
            Event::FootnoteReference(label) => self.inline(&format!("[^{label}]")),
            Event::TaskListMarker(_) => self.begin(),
            Event::Rule => {
                self.end_block();
                self.at_item = false;
            }
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
        }
    }

    pub(super) fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {
                self.begin();
            }
            Tag::Link { dest_url, .. } if self.image.is_none() => self.open_link(&dest_url),
            Tag::Image { dest_url, .. } => match &mut self.image {
                Some((depth, ..)) => *depth += 1,
                None => {
                    self.begin();
                    self.image = Some((0, dest_url.into_string(), String::new()));
                }
            },
            Tag::Paragraph => self.open_block(Place::Paragraph),
            Tag::Heading { level, .. } => {
                let top = self.depth == 0;
                let place = Place::Heading { level: level as u8, offset: self.offset(), top };
                self.open_block(place);
            }
            Tag::TableCell | Tag::DefinitionListTitle => self.open_block(Place::Other),
            Tag::CodeBlock(_) => self.begin_code(),
            Tag::HtmlBlock => {
                self.end_block();
                self.at_item = false;
                self.html = Some(String::new());
            }
            Tag::Item => {
                self.end_block();
                if self.depth == 1 {
                    self.all_items += 1;
                    self.at_item = true;
                }
                self.depth += 1;
            }
            Tag::List(_) => {
                self.end_block();
                self.at_item = false;
                if self.depth == 0 {
                    self.list_start = self.out.plain.len();
                }
                self.depth += 1;
            }
            Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListDefinition => {
                self.end_block();
                self.at_item = false;
                self.depth += 1;
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link if self.image.is_none() => self.close_link(),
            TagEnd::Image => match &mut self.image {
                Some((0, ..)) => self.close_image(),
                Some((depth, ..)) => *depth -= 1,
                None => {}
            },
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::DefinitionListTitle => self.end_block(),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.html_block(&html);
            }
            TagEnd::List(_) => {
                self.end_block();
                self.depth -= 1;
                if self.depth == 0 {
                    self.item_bytes += self.out.plain.len() - self.list_start;
                }
            }
            TagEnd::Item => {
                self.end_block();
                self.at_item = false;
                self.depth -= 1;
            }
            TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => {
                self.end_block();
                self.depth -= 1;
            }
            _ => {}
        }
    }

    /// Takes text between marks of emphasis and the like.
    pub(super) fn text(&mut self, text: &CowStr<'_>) {
        let shown = match self.marks {
            // A mark stands beside a run of delimiters, and there every text ends.
            Some(marks) => text.trim_matches(marks),
            None => text,
        };
        // But where the run is none: of three tildes.
        let without = self.without_mark(shown);
        let shown = &*without;
        if shown.is_empty() {
            return;
        }
        self.begin();
        // What is not borrowed comes from an entity, and may be anything.
        match (&mut self.image, text) {
            (Some((.., alt)), _) => alt.push_str(shown),
            (None, CowStr::Borrowed(_)) => self.push(shown),
            (None, _) => self.push(&clean(shown)),
        }
    }

    /// Takes other text that belongs to a line.
    pub(super) fn inline(&mut self, text: &str) {
        self.begin();
        let text = self.without_mark(text);
        match &mut self.image {
            Some((.., alt)) => alt.push_str(&text),
            None => self.push(&clean(&text)),
        }
    }

    pub(super) fn close_image(&mut self) {
        let Some((_, url, alt)) = self.image.take() else { return };
        let alt = alt.trim();
        let name = if alt.is_empty() { url.rsplit('/').next().unwrap_or("") } else { alt };
        self.inline(&format!("[image: {name}]"));
    }

    /// A block of HTML: each part between elements that stand on lines of their own is a paragraph.
    pub(super) fn html_block(&mut self, html: &str) {
        for piece in pieces(&self.without_mark(html)) {
            match piece {
                Piece::Boundary => self.end_block(),
                Piece::Text(text) if self.place.is_none() && text.trim().is_empty() => {}
                piece => self.piece(piece),
            }
        }
        self.end_block();
    }

    pub(super) fn html_pieces(&mut self, html: &str) {
        // In the text that stands for an image tags say nothing.
        if self.image.is_some() {
            return;
        }
        for piece in pieces(html) {
            self.piece(piece);
        }
    }

    pub(super) fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        self.line_end();
                    }
                    if !line.is_empty() {
                        self.inline(line);
                    }
                }
            }
            Piece::OpenLink(url) if !url.is_empty() => self.open_link(&url),
            Piece::CloseLink => self.close_link(),
            Piece::Image { alt, url } if !(alt.is_empty() && url.is_empty()) => {
                self.begin();
                self.image = Some((0, url, alt));
                self.close_image();
            }
            Piece::Break | Piece::Boundary => self.line_end(),
            Piece::Open(Element::Raised) => self.raised += 1,
            Piece::Open(Element::Lowered) => self.lowered += 1,
            Piece::Close(Element::Raised) => self.raised = self.raised.saturating_sub(1),
            Piece::Close(Element::Lowered) => self.lowered = self.lowered.saturating_sub(1),
            Piece::Open(_) | Piece::Close(_) | Piece::OpenLink(_) | Piece::Image { .. } => {}
        }
    }
}
