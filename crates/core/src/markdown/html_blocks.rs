//! Blocks of HTML as the events of the equivalent Markdown: headings, paragraphs, lists, quotes, tables,
//! definitions, code. Tags within running text stay as they are. An element may extend over Markdown up to
//! its end tag, but not past a Markdown heading or the end of its container.

mod elements;
mod preformatted;
mod running_text;
mod table;
#[cfg(test)]
mod tests;

use self::elements::OpenElement;
use self::preformatted::Preformatted;
use self::running_text::TextBlock;
use self::table::HtmlTable;
use super::html::is_hidden;
use crate::text::html_tokens;
use html5gum::Token;
use html5gum::emitters::default::StartTag;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// An event with its byte range in the text.
pub(super) type SpannedEvent<'e> = (Event<'e>, Range<usize>);

/// The events of a text, with blocks of HTML translated.
pub(super) struct HtmlBlocks<'e, I: Iterator<Item = SpannedEvent<'e>>> {
    /// The text of the events.
    text: &'e str,
    events: I,
    /// Event that was read in advance.
    ahead: Option<SpannedEvent<'e>>,
    ready: VecDeque<SpannedEvent<'e>>,
    /// Open elements that hold blocks.
    open: Vec<OpenElement>,
    /// Number of Markdown containers that began within them.
    nested: usize,
    leaf: Option<TextBlock>,
    /// Kind of the next text.
    next_block: Option<TextBlock>,
    /// Open tags of running text: their names, and the tags as written.
    inline: Vec<(String, String)>,
    hidden: Option<Vec<u8>>,
    code: Option<Preformatted>,
    table: Option<HtmlTable<'e>>,
    /// Offset of the next end tag of each element.
    closed: HashMap<&'static str, usize>,
}

impl<'e, I: Iterator<Item = SpannedEvent<'e>>> HtmlBlocks<'e, I> {
    pub(super) fn new(text: &'e str, events: I) -> Self {
        Self {
            text,
            events,
            ahead: None,
            ready: VecDeque::new(),
            open: Vec::new(),
            nested: 0,
            leaf: None,
            next_block: None,
            inline: Vec::new(),
            hidden: None,
            code: None,
            table: None,
            closed: HashMap::new(),
        }
    }

    /// Reads a block of HTML whose start was just taken.
    fn block(&mut self) {
        let mut html = String::new();
        // Offset of each piece, in the HTML and in the text.
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (event, at) in self.events.by_ref() {
            match event {
                Event::Html(part) | Event::Text(part) | Event::InlineHtml(part) => {
                    places.push((html.len(), at.start));
                    html.push_str(&part);
                }
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        let place = |at: usize| {
            let piece = places.partition_point(|(start, _)| *start <= at);
            let (start, place) = piece.checked_sub(1).map_or((0, 0), |piece| places[piece]);
            place + (at - start)
        };
        // Many posts have a license in a comment at their beginning.
        if self.leaf.is_none() && self.code.is_none() && is_comment(&html) {
            return self.end_of_block(place(html.len()));
        }
        for token in html_tokens(&html) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let range = tag.span.start..tag.span.end;
                    let raw = html.get(range.clone()).unwrap_or("");
                    self.start(&tag, raw, place(range.start)..place(range.end));
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name);
                    self.end(&name, place(tag.span.start)..place(tag.span.end));
                }
                Token::String(text) => {
                    let range = text.span.start..text.span.end;
                    let is_written =
                        html.get(range.clone()).is_some_and(|raw| *raw.as_bytes() == **text);
                    let text = String::from_utf8_lossy(&text);
                    if is_written {
                        self.text(&text, &|at| place(range.start + at));
                    } else {
                        self.text(&text, &|_| place(range.start));
                    }
                }
                _ => {}
            }
        }
        self.end_of_block(place(html.len()));
    }

    /// Ends everything that does not continue after the block.
    fn end_of_block(&mut self, at: usize) {
        self.close_leaf(at);
        self.ahead = self.events.next();
        if matches!(self.ahead, Some((Event::Start(Tag::HtmlBlock), _))) {
            return;
        }
        self.end_code(at);
        self.end_table(at);
        self.inline.clear();
        self.hidden = None;
        self.next_block = None;
        let count = self.open.len();
        let last = (0..count).find(|index| !self.is_closed(self.open[*index], at)).unwrap_or(count);
        self.pop_to(last, at);
    }

    fn start(&mut self, tag: &StartTag<usize>, raw: &str, range: Range<usize>) {
        let name = String::from_utf8_lossy(&tag.name);
        if self.hidden.is_some() {
            return;
        }
        if is_hidden(&name) {
            self.hidden = (!tag.self_closing).then(|| tag.name.to_vec());
            return;
        }
        let at = range.start;
        if self.code.is_some() {
            match &*name {
                "br" => self.preformatted("\n", range),
                "code" => self.set_language(tag),
                _ => {}
            }
            return;
        }
        if self.in_cell() && !matches!(&*name, "tr" | "td" | "th" | "table") {
            self.start_in_text(&name, raw, range);
            return;
        }
        match &*name {
            "pre" => {
                self.close_leaf(at);
                self.code = Some(Preformatted::default());
                self.set_language(tag);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close_leaf(at);
                let level = HeadingLevel::try_from(usize::from(name.as_bytes()[1] - b'0'));
                self.next_block = level.ok().map(TextBlock::Heading);
            }
            "ul" | "menu" | "dir" => {
                self.push(OpenElement::List { first: None, has_begun: false }, at);
            }
            "ol" => {
                let first = tag.attributes.get(&b"start"[..]);
                let first = first.and_then(|first| std::str::from_utf8(first).ok()?.parse().ok());
                self.push(
                    OpenElement::List { first: Some(first.unwrap_or(1)), has_begun: false },
                    at,
                );
            }
            "li" => self.item(at),
            "blockquote" => self.push(OpenElement::Quote, at),
            "dl" => self.push(OpenElement::Definitions { has_begun: false }, at),
            "dt" => {
                self.definitions(at);
                self.next_block = Some(TextBlock::Term);
            }
            "dd" => {
                self.definitions(at);
                self.push(OpenElement::Definition, at);
            }
            "table" | "tr" | "td" | "th" => {
                self.close_leaf(at);
                let table = self.table.get_or_insert_default();
                table.start(&name, at);
            }
            "hr" => {
                self.close_leaf(at);
                self.emit(Event::Rule, range);
            }
            _ => self.start_in_text(&name, raw, range),
        }
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        if let Some(hidden) = &self.hidden {
            if hidden == name.as_bytes() {
                self.hidden = None;
            }
            return;
        }
        let at = range.start;
        if self.code.is_some() {
            if name == "pre" {
                self.end_code(at);
            }
            return;
        }
        if self.in_cell() && !matches!(name, "td" | "th" | "tr" | "table") {
            self.end_in_text(name, range);
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" => {
                self.close_leaf(at);
                self.next_block = None;
            }
            "ul" | "menu" | "dir" | "ol" => {
                self.pop(|open| matches!(open, OpenElement::List { .. }), at);
            }
            // Content between items belongs to the item before it.
            "li" => self.close_leaf(at),
            "blockquote" => self.pop(|open| *open == OpenElement::Quote, at),
            "dl" => self.pop(|open| matches!(open, OpenElement::Definitions { .. }), at),
            "dd" => self.pop(|open| *open == OpenElement::Definition, at),
            "td" | "th" | "tr" => {
                self.close_leaf(at);
                if let Some(table) = &mut self.table {
                    table.end_cell();
                }
            }
            "table" => {
                self.close_leaf(at);
                if self.table.as_mut().is_some_and(HtmlTable::end) {
                    self.end_table(at);
                }
            }
            _ => self.end_in_text(name, range),
        }
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(HtmlTable::in_cell)
    }

    fn emit(&mut self, event: Event<'e>, range: Range<usize>) {
        match &mut self.table {
            Some(table) if table.in_cell() => table.push(event, range),
            _ => self.ready.push_back((event, range)),
        }
    }

    fn end_table(&mut self, at: usize) {
        if let Some(table) = self.table.take() {
            let events = table.events(at);
            if let Some((_, range)) = events.first() {
                self.begin_definition(range.start);
            }
            self.ready.extend(events);
        }
    }

    /// Makes an event of Markdown fit into the open elements, by closing or opening some.
    fn around(&mut self, event: &Event<'e>, at: usize) {
        match event {
            Event::Start(Tag::Heading { .. }) if self.nested == 0 => self.pop_to(0, at),
            Event::Start(tag) => {
                if self.nested == 0 {
                    self.begin_definition(at);
                }
                self.nested += usize::from(is_container(tag.to_end()));
            }
            Event::End(end) if is_container(*end) => match self.nested.checked_sub(1) {
                Some(nested) => self.nested = nested,
                None => self.pop_to(0, at),
            },
            Event::Rule if self.nested == 0 => self.begin_definition(at),
            _ => {}
        }
    }
}

impl<'e, I: Iterator<Item = SpannedEvent<'e>>> Iterator for HtmlBlocks<'e, I> {
    type Item = SpannedEvent<'e>;

    fn next(&mut self) -> Option<SpannedEvent<'e>> {
        // In nearly all texts, every event is passed on unchanged.
        loop {
            if !self.ready.is_empty() {
                return self.ready.pop_front();
            }
            let next = if self.ahead.is_some() { self.ahead.take() } else { self.events.next() };
            let is_html = matches!(next, Some((Event::Start(Tag::HtmlBlock), _)));
            if !is_html && self.open.is_empty() {
                return next;
            }
            match next {
                Some(_) if is_html => self.block(),
                Some((event, range)) => {
                    self.around(&event, range.start);
                    self.ready.push_back((event, range));
                }
                None => self.pop_to(0, self.text.len()),
            }
        }
    }
}

/// True for HTML that is one comment.
fn is_comment(html: &str) -> bool {
    let comment = html.trim().strip_prefix("<!--");
    // Both `-->` and, by the HTML Standard, `--!>` end a comment.
    comment.is_some_and(|comment| {
        comment.find("-->") == comment.len().checked_sub("-->".len()) && !comment.contains("--!>")
    })
}

/// True for the end of a tag that holds blocks.
pub(super) fn is_container(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition
    )
}
