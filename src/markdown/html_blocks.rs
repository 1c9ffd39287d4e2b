//! Blocks of HTML as the events that their Markdown forms have: headings, paragraphs, lists, quotes,
//! tables, definitions, code. What is within running text stays a tag of its own. An element may go
//! on over Markdown up to its end; none takes in what follows a heading or the end of what it is in.

mod table;
#[cfg(test)]
mod tests;

use self::table::HtmlTable;
use super::events::MAX_DEPTH;
use super::html::{is_boundary, is_hidden, is_in_text};
use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};
use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

type Spanned<'e> = (Event<'e>, Range<usize>);

/// Tags around running text that are kept in mind.
const MAX_INLINE: usize = 32;

/// The events of a text, blocks of HTML among them told apart.
pub(super) struct HtmlBlocks<'e, I: Iterator<Item = Spanned<'e>>> {
    /// The text whose events these are.
    text: &'e str,
    events: I,
    /// An event that was looked at before its time.
    ahead: Option<Spanned<'e>>,
    ready: VecDeque<Spanned<'e>>,
    /// The elements that hold blocks and are open.
    open: Vec<Open>,
    /// Containers of Markdown that began within them.
    nested: usize,
    leaf: Option<Leaf>,
    /// The kind of the next text.
    wanted: Option<Leaf>,
    /// Tags of running text that are open: their names, and as they are written.
    inline: Vec<(String, String)>,
    hidden: Option<Vec<u8>>,
    code: Option<Preformatted>,
    table: Option<HtmlTable<'e>>,
    /// The next place at which each element is closed.
    closed: HashMap<&'static str, usize>,
}

/// An element that holds blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// A list, and whether an item of it has begun.
    List {
        first: Option<u64>,
        has_begun: bool,
    },
    /// An item, and whether it has text.
    Item {
        has_text: bool,
    },
    Quote,
    /// A list of definitions, and whether anything of it has begun.
    Definitions {
        has_begun: bool,
    },
    Definition,
}

/// A block of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaf {
    Paragraph,
    /// The first text of an item or a cell.
    Bare,
    Heading(HeadingLevel),
    Term,
}

/// A `<pre>` that is being read.
#[derive(Default)]
struct Preformatted {
    language: String,
    text: String,
    range: Option<Range<usize>>,
}

impl<'e, I: Iterator<Item = Spanned<'e>>> HtmlBlocks<'e, I> {
    pub(super) fn new(text: &'e str, events: I) -> Self {
        Self {
            text,
            events,
            ahead: None,
            ready: VecDeque::new(),
            open: Vec::new(),
            nested: 0,
            leaf: None,
            wanted: None,
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
        // Where each piece of it begins, in it and in the text.
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
        let tokens = Tokenizer::new_with_emitter(&html, DefaultEmitter::<usize>::new_with_span());
        for token in tokens {
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

    /// Ends what does not go on behind the block.
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
        self.wanted = None;
        let count = self.open.len();
        let last = (0..count).find(|index| !self.is_closed(self.open[*index], at)).unwrap_or(count);
        self.pop_to(last, at);
    }

    /// True if an element is closed behind a place; else it would take in the rest of the text.
    fn is_closed(&mut self, open: Open, at: usize) -> bool {
        let name = match open {
            Open::List { first: None, .. } => "</ul",
            Open::List { .. } => "</ol",
            Open::Quote => "</blockquote",
            Open::Definitions { .. } => "</dl",
            Open::Item { .. } | Open::Definition => return true,
        };
        let text = self.text.as_bytes();
        let known = self.closed.get(name).copied().filter(|next| *next >= at);
        let next = known.unwrap_or_else(|| {
            let found = text.get(at..).and_then(|rest| memmem::find(rest, name.as_bytes()));
            found.map_or(text.len(), |found| at + found)
        });
        self.closed.insert(name, next);
        next < text.len()
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
                self.wanted = level.ok().map(Leaf::Heading);
            }
            "ul" | "menu" | "dir" => self.push(Open::List { first: None, has_begun: false }, at),
            "ol" => {
                let first = tag.attributes.get(&b"start"[..]);
                let first = first.and_then(|first| std::str::from_utf8(first).ok()?.parse().ok());
                self.push(Open::List { first: Some(first.unwrap_or(1)), has_begun: false }, at);
            }
            "li" => self.item(at),
            "blockquote" => self.push(Open::Quote, at),
            "dl" => self.push(Open::Definitions { has_begun: false }, at),
            "dt" => {
                self.definitions(at);
                self.wanted = Some(Leaf::Term);
            }
            "dd" => {
                self.definitions(at);
                self.push(Open::Definition, at);
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

    /// Takes a tag that begins no container.
    fn start_in_text(&mut self, name: &str, raw: &str, range: Range<usize>) {
        match name {
            "br" if self.leaf.is_some() => self.emit(Event::HardBreak, range),
            "br" => {}
            "img" | "iframe" | "video" | "audio" | "embed" => {
                self.open_leaf(range.start);
                self.emit(Event::InlineHtml(raw.to_owned().into()), range);
            }
            "summary" => {
                self.close_leaf(range.start);
                self.open_inline(name, "<b>", range);
            }
            name if is_in_text(name) => self.open_inline(name, raw, range),
            name if is_boundary(name) => self.close_leaf(range.start),
            _ => {}
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
                self.wanted = None;
            }
            "ul" | "menu" | "dir" | "ol" => self.pop(|open| matches!(open, Open::List { .. }), at),
            // What follows an item up to the next one still belongs to it.
            "li" => self.close_leaf(at),
            "blockquote" => self.pop(|open| *open == Open::Quote, at),
            "dl" => self.pop(|open| matches!(open, Open::Definitions { .. }), at),
            "dd" => self.pop(|open| *open == Open::Definition, at),
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

    fn end_in_text(&mut self, name: &str, range: Range<usize>) {
        if let Some(index) = self.inline.iter().rposition(|(open, _)| open == name) {
            self.inline.remove(index);
            if self.leaf.is_some() {
                let name = if name == "summary" { "b" } else { name };
                self.emit(Event::InlineHtml(format!("</{name}>").into()), range.clone());
            }
        }
        if is_boundary(name) || name == "summary" {
            self.close_leaf(range.start);
        }
    }

    /// Takes text; `place` gives where a byte of it stands.
    fn text(&mut self, text: &str, place: &dyn Fn(usize) -> usize) {
        if self.hidden.is_some() {
            return;
        }
        if self.code.is_some() {
            self.preformatted(text, place(0)..place(text.len()));
            return;
        }
        if self.leaf.is_none() && text.trim().is_empty() {
            return;
        }
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let words = line.strip_suffix('\n').unwrap_or(line);
            let at = start;
            start += line.len();
            if self.leaf.is_some() || !words.trim().is_empty() {
                self.words(words, (at, at > 0, words.len() < line.len()), place);
            }
            if words.len() < line.len() && self.leaf.is_some() {
                self.emit(Event::SoftBreak, place(at + words.len())..place(start));
            }
        }
    }

    /// Takes the words of a line that begins at a byte of the text, behind and before a line end or
    /// neither: as everywhere in HTML several blanks are one, and at a line end none.
    fn words(
        &mut self,
        line: &str,
        (start, is_behind, is_before): (usize, bool, bool),
        place: &dyn Fn(usize) -> usize,
    ) {
        let is_first = self.leaf.is_none();
        let trimmed = if is_behind || is_first { line.trim_start() } else { line };
        let at = start + line.len() - trimmed.len();
        let trimmed = if is_before { trimmed.trim_end() } else { trimmed };
        if trimmed.is_empty() {
            return;
        }
        let mut words = String::with_capacity(trimmed.len());
        let mut blank = false;
        for character in trimmed.chars() {
            // A blank that is not to be broken at is no blank of HTML.
            let is_blank = character.is_ascii_whitespace();
            if !is_blank {
                words.push(character);
            } else if !blank {
                words.push(' ');
            }
            blank = is_blank;
        }
        self.open_leaf(place(at));
        self.emit(Event::Text(CowStr::from(words)), place(at)..place(at + trimmed.len()));
    }

    /// Running text begins, if it has not.
    fn open_leaf(&mut self, at: usize) {
        if self.leaf.is_some() {
            return;
        }
        let leaf = if self.in_cell() {
            if let Some(table) = &mut self.table {
                table.part(at);
            }
            Leaf::Bare
        } else {
            // Text between cells parts the table.
            self.end_table(at);
            self.wanted.take().unwrap_or_else(|| match self.open.last_mut() {
                Some(Open::Item { has_text: has_text @ false }) => {
                    *has_text = true;
                    Leaf::Bare
                }
                _ => Leaf::Paragraph,
            })
        };
        if leaf == Leaf::Paragraph {
            self.begin_definition(at);
        }
        match leaf {
            Leaf::Paragraph => self.emit(Event::Start(Tag::Paragraph), at..at),
            Leaf::Bare => {}
            Leaf::Heading(level) => {
                let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                self.emit(Event::Start(Tag::Heading { level, id, classes, attrs }), at..at);
            }
            Leaf::Term => self.emit(Event::Start(Tag::DefinitionListTitle), at..at),
        }
        self.leaf = Some(leaf);
        for index in 0..self.inline.len() {
            let tag = self.inline[index].1.clone();
            self.emit(Event::InlineHtml(tag.into()), at..at);
        }
    }

    /// Running text ends, if there is any.
    fn close_leaf(&mut self, at: usize) {
        let Some(leaf) = self.leaf.take() else { return };
        let end = match leaf {
            Leaf::Paragraph => TagEnd::Paragraph,
            Leaf::Bare => return self.close_inline(at),
            Leaf::Heading(level) => TagEnd::Heading(level),
            Leaf::Term => TagEnd::DefinitionListTitle,
        };
        self.emit(Event::End(end), at..at);
    }

    /// Closes the tags around text that no event ends.
    fn close_inline(&mut self, at: usize) {
        for index in (0..self.inline.len()).rev() {
            let end = format!("</{}>", self.inline[index].0);
            self.emit(Event::InlineHtml(end.into()), at..at);
        }
    }

    fn open_inline(&mut self, name: &str, raw: &str, range: Range<usize>) {
        if self.inline.len() >= MAX_INLINE {
            return;
        }
        self.inline.push((name.to_owned(), raw.to_owned()));
        if self.leaf.is_some() {
            self.emit(Event::InlineHtml(raw.to_owned().into()), range);
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

    /// An element begins that holds blocks.
    fn push(&mut self, open: Open, at: usize) {
        self.close_leaf(at);
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        match open {
            Open::Quote => {
                self.begin_definition(at);
                self.emit(Event::Start(Tag::BlockQuote(None)), at..at);
            }
            Open::Item { .. } => self.emit(Event::Start(Tag::Item), at..at),
            Open::Definition => self.emit(Event::Start(Tag::DefinitionListDefinition), at..at),
            // They begin with what is in them.
            Open::List { .. } | Open::Definitions { .. } => {}
        }
        self.open.push(open);
    }

    /// An item begins, of the innermost list or of one that no tag began.
    fn item(&mut self, at: usize) {
        self.close_leaf(at);
        let list = self.open.iter().rposition(|open| matches!(open, Open::List { .. }));
        let list = list.unwrap_or_else(|| {
            self.open.push(Open::List { first: None, has_begun: false });
            self.open.len() - 1
        });
        self.pop_to(list + 1, at);
        if let Some(Open::List { first, has_begun: has_begun @ false }) = self.open.last_mut() {
            *has_begun = true;
            let first = *first;
            self.begin_definition(at);
            self.emit(Event::Start(Tag::List(first)), at..at);
        }
        self.emit(Event::Start(Tag::Item), at..at);
        self.open.push(Open::Item { has_text: false });
    }

    /// A term or a definition begins, of the innermost list of them or of one that no tag began.
    fn definitions(&mut self, at: usize) {
        self.close_leaf(at);
        let list = self.open.iter().rposition(|open| matches!(open, Open::Definitions { .. }));
        let list = list.unwrap_or_else(|| {
            self.open.push(Open::Definitions { has_begun: false });
            self.open.len() - 1
        });
        self.pop_to(list + 1, at);
        if let Some(Open::Definitions { has_begun: has_begun @ false }) = self.open.last_mut() {
            *has_begun = true;
            self.emit(Event::Start(Tag::DefinitionList), at..at);
        }
    }

    /// Begins a definition for other blocks in a list of definitions.
    fn begin_definition(&mut self, at: usize) {
        let index =
            self.open.iter().rposition(|open| !matches!(open, Open::List { has_begun: false, .. }));
        if let Some(index) = index
            && self.open[index] == (Open::Definitions { has_begun: true })
        {
            self.emit(Event::Start(Tag::DefinitionListDefinition), at..at);
            self.open.insert(index + 1, Open::Definition);
        }
    }

    /// Ends the innermost element of a kind and all in it, if there is one.
    fn pop(&mut self, is_it: impl Fn(&Open) -> bool, at: usize) {
        self.close_leaf(at);
        if let Some(index) = self.open.iter().rposition(is_it) {
            self.pop_to(index, at);
        }
    }

    /// Ends elements until so many are open.
    fn pop_to(&mut self, count: usize, at: usize) {
        while self.open.len() > count {
            let end = match self.open.pop() {
                Some(Open::List { first, has_begun: true }) => TagEnd::List(first.is_some()),
                Some(Open::Item { .. }) => TagEnd::Item,
                Some(Open::Quote) => TagEnd::BlockQuote(None),
                Some(Open::Definitions { has_begun: true }) => TagEnd::DefinitionList,
                Some(Open::Definition) => TagEnd::DefinitionListDefinition,
                _ => continue,
            };
            self.emit(Event::End(end), at..at);
        }
    }

    fn set_language(&mut self, tag: &StartTag<usize>) {
        let Some(code) = self.code.as_mut().filter(|code| code.language.is_empty()) else { return };
        let Some(class) = tag.attributes.get(&b"class"[..]) else { return };
        let class = String::from_utf8_lossy(class);
        let names = ["language-", "lang-", "highlight-source-"];
        let name = class
            .split_whitespace()
            .find_map(|word| names.iter().find_map(|before| word.strip_prefix(before)));
        code.language.push_str(name.unwrap_or(""));
    }

    fn preformatted(&mut self, text: &str, range: Range<usize>) {
        let Some(code) = &mut self.code else { return };
        // A line end right behind the tag is none.
        let shown =
            if code.range.is_none() { text.strip_prefix('\n').unwrap_or(text) } else { text };
        let start = range.end.min(range.start + text.len() - shown.len());
        let start = code.range.as_ref().map_or(start, |range| range.start);
        code.range = Some(start..range.end);
        code.text.push_str(shown);
    }

    fn end_code(&mut self, at: usize) {
        let Some(Preformatted { language, text, range }) = self.code.take() else { return };
        let Some(range) = range.filter(|_| !text.trim().is_empty()) else { return };
        self.begin_definition(range.start);
        let kind = CodeBlockKind::Fenced(language.into());
        self.emit(Event::Start(Tag::CodeBlock(kind)), range.start..range.start);
        self.emit(Event::Text(text.into()), range);
        self.emit(Event::End(TagEnd::CodeBlock), at..at);
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

    /// Sees to it that an event of Markdown fits into the elements that are open.
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

impl<'e, I: Iterator<Item = Spanned<'e>>> Iterator for HtmlBlocks<'e, I> {
    type Item = Spanned<'e>;

    fn next(&mut self) -> Option<Spanned<'e>> {
        loop {
            if !self.ready.is_empty() {
                return self.ready.pop_front();
            }
            let next = if self.ahead.is_some() { self.ahead.take() } else { self.events.next() };
            // Of nearly all texts every event goes on as it came.
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

/// True for what holds blocks.
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
