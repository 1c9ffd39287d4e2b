//! What the library wants to know of a text without laying it out: how it reads, its headings, its
//! news items, its links.

mod parts;
mod running;
#[cfg(test)]
mod tests;

use self::parts::{Part, Parts};
use self::running::Piece as Running;
use super::bare_link::bare_links;
use super::block::join;
use super::dialect;
use super::document::Heading;
use super::events::{Source, without_mark};
use super::html::{Piece, pieces};
use super::rewrite::Rewritten;
use super::source_line::address;
use crate::text::{clean, clean_line};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The text as it reads, without markup and without the headings of the top level: blanks
    /// between blocks.
    pub plain: String,
    /// Its headings; their `line` means nothing.
    pub headings: Vec<Heading>,
    /// Its news items in the order of the text.
    pub sections: Vec<SourcedSection>,
    /// The address of a source line above the first heading.
    pub source: Option<String>,
    /// It holds a code block.
    pub has_code: bool,
}

/// A part of a text that names the page it tells of: a heading with its section, or an item of a
/// list of links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourcedSection {
    /// The heading's text, or the link's.
    pub title: String,
    /// The first paragraph below the heading, or what follows the link; may be empty, and is where
    /// it was not asked for.
    pub summary: String,
    /// The page, as written.
    pub url: String,
    /// The heading's level, 1 to 6; zero for an item of a list.
    pub level: u8,
    /// The heading above: of an item, the one it stands under.
    pub section: Option<String>,
    /// Byte offset of the heading or item.
    pub offset: usize,
    /// Which of the text's headings are its own: its heading and those below it; none for an item.
    pub headings: Range<usize>,
    /// Its bytes of the plain text, up to the next heading that is not below it; of an item up to
    /// the next item or heading.
    pub plain: Range<usize>,
}

/// Headings above lists of links that are references, folded to lower case.
const REFERENCES: [&str; 26] = [
    "reference",
    "references",
    "further reading",
    "see also",
    "related",
    "related links",
    "links",
    "resources",
    "more information",
    "learn more",
    "footnotes",
    "acknowledgements",
    "参考",
    "参考资料",
    "参考文献",
    "参考链接",
    "引用",
    "相关链接",
    "相关阅读",
    "延伸阅读",
    "更多资料",
    "了解更多",
    "參考",
    "參考資料",
    "延伸閱讀",
    "相關連結",
];
/// A list digest has at least so many items that open with a link.
const ITEMS: usize = 5;

/// Looks through a Markdown text once, with or without the summaries of its news items: they are
/// a third of a digest, and seldom wanted.
///
/// Every file of a library comes this way, so nothing is built that is not kept, and nothing is
/// parsed that can be told without: what [`Parts`] knows goes straight into the survey, of the rest
/// the parser's events are taken as they come.
pub fn survey(text: &str, summaries: bool) -> Survey {
    let text = dialect::edits(text).apply(text);
    let mut surveyor = Surveyor::new(&text, summaries);
    let mut pieces = Vec::new();
    for part in Parts::of(&text.text) {
        match part {
            Part::Paragraph(range) => {
                pieces.clear();
                match running::read(&text.text, range.clone(), &mut pieces) {
                    Some(()) => surveyor.told_paragraph(range.start, &pieces),
                    None => surveyor.parse(range),
                }
            }
            Part::Heading(level, start, range) => {
                pieces.clear();
                match running::read(&text.text, range.clone(), &mut pieces) {
                    Some(()) => surveyor.told_heading(level, start, &pieces),
                    None => surveyor.parse(start..range.end),
                }
            }
            Part::Code(range) => {
                surveyor.begin_code();
                surveyor.code(&text.text[range]);
                surveyor.in_code = false;
            }
            Part::Other(range) => surveyor.parse(range),
        }
    }
    surveyor.finish()
}

/// [`survey`] by the parser alone.
#[cfg(test)]
fn parsed(text: &str, summaries: bool) -> Survey {
    let text = dialect::edits(text).apply(text);
    let mut surveyor = Surveyor::new(&text, summaries);
    surveyor.parse(0..text.text.len());
    surveyor.finish()
}

/// What the text being read belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// A paragraph, perhaps one that a tight list does not name.
    Paragraph,
    /// A heading of this level at this offset, on the top level or within something.
    Heading { level: u8, offset: usize, top: bool },
    /// A table's cell, a term.
    Other,
}

/// A link in the line being read.
#[derive(Debug)]
struct Linked {
    url: String,
    /// Its text in the plain text; the end is known when it ends.
    text: Range<usize>,
}

#[expect(clippy::struct_excessive_bools, reason = "where in the text the events are")]
struct Surveyor<'s> {
    /// The text in plain Markdown.
    text: &'s Rewritten<'s>,
    /// Where in it the event being taken begins.
    at: usize,
    /// What the parser was given beside runs of delimiters, if anything.
    mark: Option<char>,
    out: Survey,
    /// Where in the plain text what follows each heading begins.
    heading_starts: Vec<usize>,
    summaries: bool,
    open: Option<Open>,
    /// Items of top-level lists that open with a link.
    items: Vec<SourcedSection>,
    /// All items of top-level lists.
    all_items: usize,
    /// Bytes of them.
    item_bytes: usize,
    /// Bytes of the headings.
    heading_bytes: usize,
    /// How many containers the parser is in, and how many of them are lists.
    depth: usize,
    list_start: usize,
    /// The text being read, where it begins in the plain text, and where its line does.
    place: Option<Place>,
    block_start: usize,
    line_start: usize,
    /// A line has ended and nothing has come yet.
    at_break: bool,
    /// The first link of the line, the first of the block, and whether one is open.
    line_link: Option<Linked>,
    block_link: Option<Linked>,
    links_in_block: usize,
    in_link: bool,
    /// The page named by a source line of the block.
    source: Option<String>,
    image: Option<(usize, String, String)>,
    /// An item of a top-level list has begun, and its first text has not come yet.
    at_item: bool,
    /// The text being read is that of such an item; where it begins in the Markdown text.
    item: Option<usize>,
    html: Option<String>,
    in_code: bool,
}

/// A heading whose section is being read.
struct Open {
    title: String,
    level: u8,
    offset: usize,
    /// The heading itself is a link.
    link: Option<String>,
    summary: String,
    source: Option<String>,
    /// Where the items of its lists begin among all.
    items_from: usize,
}

impl<'s> Surveyor<'s> {
    fn new(text: &'s Rewritten<'s>, summaries: bool) -> Self {
        let plain = String::with_capacity(text.text.len());
        Self {
            text,
            summaries,
            at: 0,
            mark: None,
            out: Survey { plain, ..Survey::default() },
            heading_starts: Vec::new(),
            open: None,
            items: Vec::new(),
            all_items: 0,
            item_bytes: 0,
            heading_bytes: 0,
            depth: 0,
            list_start: 0,
            place: None,
            block_start: 0,
            line_start: 0,
            at_break: false,
            line_link: None,
            block_link: None,
            links_in_block: 0,
            in_link: false,
            source: None,
            image: None,
            at_item: false,
            item: None,
            html: None,
            in_code: false,
        }
    }

    /// Where in the text as written the event being taken begins.
    fn offset(&self) -> usize {
        self.text.original(self.at)
    }

    /// Takes a part of the text by the parser's events.
    fn parse(&mut self, range: Range<usize>) {
        let source = Source::of_plain(&self.text.text[range.clone()]);
        self.mark = source.mark();
        for (event, place) in source.raw_events() {
            if self.at_item || matches!(event, Event::Start(Tag::Heading { .. })) {
                self.at = range.start + source.original(place.start);
            }
            self.event(event);
        }
        self.end_block();
        self.mark = None;
    }

    /// Takes a paragraph of the top level.
    fn told_paragraph(&mut self, start: usize, pieces: &[Running]) {
        self.at = start;
        self.open_block(Place::Paragraph);
        self.told(pieces);
    }

    /// Takes a heading of the top level.
    fn told_heading(&mut self, level: u8, start: usize, pieces: &[Running]) {
        self.at = start;
        self.open_block(Place::Heading { level, offset: self.offset(), top: true });
        self.told(pieces);
    }

    fn told(&mut self, pieces: &[Running]) {
        let text = &*self.text.text;
        for piece in pieces {
            match piece {
                Running::Text(range) | Running::Code(range) => self.push(&text[range.clone()]),
                Running::Break => self.line_end(),
                Running::Link(address) => self.open_link(&text[address.clone()]),
                Running::EndLink => self.close_link(),
            }
        }
        self.end_block();
    }

    fn begin_code(&mut self) {
        self.end_block();
        self.at_item = false;
        self.out.has_code = true;
        self.in_code = true;
    }

    /// A text of the parser without marks.
    fn without_mark<'t>(&self, text: &'t str) -> Cow<'t, str> {
        without_mark(text, self.mark)
    }

    fn event(&mut self, event: Event<'_>) {
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

    fn start(&mut self, tag: Tag<'_>) {
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

    fn end(&mut self, end: TagEnd) {
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

    /// Text belongs to a paragraph, also where none was begun: in the items of a tight list.
    fn begin(&mut self) {
        if self.place.is_none() {
            self.open_block(Place::Paragraph);
        }
    }

    fn open_block(&mut self, place: Place) {
        self.end_block();
        self.part();
        self.item = None;
        if std::mem::take(&mut self.at_item) && place == Place::Paragraph {
            self.item = Some(self.offset());
        }
        self.place = Some(place);
        self.block_start = self.out.plain.len();
        self.line_start = self.block_start;
        self.at_break = false;
        self.links_in_block = 0;
        self.line_link = None;
        self.block_link = None;
        self.source = None;
    }

    fn end_block(&mut self) {
        if self.image.is_some() {
            self.close_image();
        }
        self.close_link();
        match self.place.take() {
            None | Some(Place::Other | Place::Heading { top: false, .. }) => {}
            Some(Place::Heading { level, offset, top: true }) => self.heading(level, offset),
            Some(Place::Paragraph) => {
                self.end_of_source_line();
                self.paragraph();
            }
        }
    }

    fn heading(&mut self, level: u8, offset: usize) {
        self.close_section();
        let text = &self.out.plain[self.block_start..];
        let title = clean_line(text);
        let link = match &self.block_link {
            Some(link) if self.links_in_block == 1 => {
                let (start, end) =
                    (link.text.start - self.block_start, link.text.end - self.block_start);
                (is_blank(&text[..start]) && is_blank(&text[end..])).then(|| link.url.clone())
            }
            Some(_) => None,
            None => match bare_links(text).as_slice() {
                [only] if is_blank(&text[..only.start]) && is_blank(&text[only.end..]) => {
                    Some(text[only.clone()].to_owned())
                }
                _ => None,
            },
        };
        self.heading_bytes += text.len();
        self.out.plain.truncate(self.block_start);
        self.heading_starts.push(self.block_start);
        self.out.headings.push(Heading { level, text: title.clone(), line: 0, offset });
        self.open = Some(Open {
            title,
            level,
            offset,
            link: link.filter(|url| !url.starts_with('#')),
            summary: String::new(),
            source: None,
            items_from: self.items.len(),
        });
    }

    /// Ends the section being read: a story if it names its page.
    fn close_section(&mut self) {
        let Some(open) = self.open.take() else { return };
        if open.source.is_some() {
            // What a story lists belongs to it.
            self.items.truncate(open.items_from);
        }
        let Some(url) = open.source.or(open.link) else { return };
        let parents = self.out.headings.iter().rev().skip_while(|h| h.offset >= open.offset);
        let section = parents.into_iter().find(|heading| heading.level < open.level);
        self.out.sections.push(SourcedSection {
            title: open.title,
            summary: open.summary,
            url,
            level: open.level,
            section: section.map(|heading| heading.text.clone()),
            offset: open.offset,
            ..SourcedSection::default()
        });
    }

    fn paragraph(&mut self) {
        if let Some(offset) = self.item.take()
            && !self.is_reference_list()
        {
            self.take_item(offset);
        }
        let source = self.source.take();
        match &mut self.open {
            Some(open) => {
                if self.summaries && open.summary.is_empty() && source.is_none() {
                    open.summary = clean_line(&self.out.plain[self.block_start..]);
                }
                if open.source.is_none() {
                    open.source = source;
                }
            }
            None => self.out.source = self.out.source.take().or(source),
        }
    }

    /// An item of a list that opens with a link.
    fn take_item(&mut self, offset: usize) {
        let text = &self.out.plain[self.block_start..];
        let found = match &self.block_link {
            Some(link) if is_blank(&text[..link.text.start - self.block_start]) => {
                let inner = link.text.start - self.block_start..link.text.end - self.block_start;
                Some((link.url.clone(), inner))
            }
            _ => bare_links(text)
                .into_iter()
                .next()
                .filter(|link| is_blank(&text[..link.start]))
                .map(|link| (text[link.clone()].to_owned(), link)),
        };
        let Some((url, inner)) = found else { return };
        let title = clean_line(&text[inner.clone()]);
        if title.is_empty() {
            return;
        }
        let mut summary = String::new();
        if self.summaries {
            let opening = |c: char| !c.is_alphanumeric() && !"“《（(".contains(c);
            summary = clean_line(text[inner.end..].trim_start_matches(opening));
        }
        let section = self.open.as_ref().map(|open| open.title.clone());
        let (headings, plain) = (0..0, self.block_start..self.block_start);
        let level = 0;
        let item = SourcedSection { title, summary, url, level, section, offset, headings, plain };
        self.items.push(item);
    }

    fn is_reference_list(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let title = open.title.to_lowercase();
            REFERENCES.contains(&title.trim_matches(|c: char| !c.is_alphanumeric()))
        })
    }

    /// Takes text between marks of emphasis and the like.
    fn text(&mut self, text: &CowStr<'_>) {
        let shown = match self.mark {
            // The mark stands beside a run of delimiters, and there every text ends.
            Some(mark) => text.trim_matches(mark),
            None => text,
        };
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
    fn inline(&mut self, text: &str) {
        self.begin();
        let text = self.without_mark(text);
        match &mut self.image {
            Some((.., alt)) => alt.push_str(&text),
            None => self.push(&clean(&text)),
        }
    }

    fn code(&mut self, text: &str) {
        for line in self.without_mark(text).lines() {
            self.part();
            self.out.plain.push_str(line);
        }
    }

    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.at_break) {
            join(&mut self.out.plain, text);
        }
        self.out.plain.push_str(text);
    }

    /// A blank between blocks.
    fn part(&mut self) {
        if !self.out.plain.is_empty() {
            self.out.plain.push(' ');
        }
    }

    fn line_end(&mut self) {
        if let Some((.., alt)) = &mut self.image {
            alt.push(' ');
            return;
        }
        if self.place.is_some() {
            self.end_of_source_line();
            self.at_break = true;
            self.line_start = self.out.plain.len();
            self.line_link = None;
        }
    }

    /// Looks whether the line that ends names a page.
    fn end_of_source_line(&mut self) {
        if self.place.is_some_and(|place| place != Place::Paragraph) || self.source.is_some() {
            return;
        }
        let words = &self.out.plain[self.line_start..];
        let link = self.line_link.as_ref().map(|link| {
            let end = link.text.end.min(self.out.plain.len());
            (link.text.start - self.line_start..end - self.line_start, link.url.as_str())
        });
        self.source = address(words, link);
    }

    fn open_link(&mut self, url: &str) {
        self.begin();
        self.close_link();
        self.in_link = true;
        self.links_in_block += 1;
        if self.line_link.is_some() && self.block_link.is_some() {
            return;
        }
        let url = clean(self.without_mark(url).trim()).into_owned();
        let start = self.out.plain.len();
        if self.block_link.is_none() {
            self.block_link = Some(Linked { url: url.clone(), text: start..usize::MAX });
        }
        if self.line_link.is_none() {
            self.line_link = Some(Linked { url, text: start..usize::MAX });
        }
    }

    fn close_link(&mut self) {
        if !std::mem::take(&mut self.in_link) {
            return;
        }
        let end = self.out.plain.len();
        for link in [&mut self.line_link, &mut self.block_link].into_iter().flatten() {
            link.text.end = link.text.end.min(end);
        }
    }

    fn close_image(&mut self) {
        let Some((_, url, alt)) = self.image.take() else { return };
        let alt = alt.trim();
        let name = if alt.is_empty() { url.rsplit('/').next().unwrap_or("") } else { alt };
        let text = format!("[image: {name}]");
        let opened = !self.in_link && !url.is_empty();
        if opened {
            self.open_link(&url);
        }
        self.inline(&text);
        if opened {
            self.close_link();
        }
    }

    /// A block of HTML: each part between elements that stand on lines of their own is a paragraph.
    fn html_block(&mut self, html: &str) {
        for piece in pieces(&self.without_mark(html)) {
            match piece {
                Piece::Boundary => self.end_block(),
                Piece::Text(text) if self.place.is_none() && text.trim().is_empty() => {}
                piece => self.piece(piece),
            }
        }
        self.end_block();
    }

    fn html_pieces(&mut self, html: &str) {
        for piece in pieces(html) {
            self.piece(piece);
        }
    }

    fn piece(&mut self, piece: Piece) {
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
            Piece::Open(_) | Piece::Close(_) | Piece::OpenLink(_) | Piece::Image { .. } => {}
        }
    }

    /// Finds how far each news item reaches.
    fn measure(&mut self) {
        let Survey { sections, headings, plain, .. } = &mut self.out;
        let end_of_text = plain.len();
        let start_of = |at: usize| self.heading_starts.get(at).copied().unwrap_or(end_of_text);
        let mut next_item = end_of_text;
        for section in sections.iter_mut().rev() {
            let at = headings.partition_point(|heading| heading.offset < section.offset);
            if section.level == 0 {
                section.plain.end = next_item.min(start_of(at));
                next_item = section.plain.start;
                continue;
            }
            let below = headings[at + 1..].iter().take_while(|next| next.level > section.level);
            section.headings = at..at + 1 + below.count();
            section.plain = start_of(at)..start_of(section.headings.end);
            next_item = section.plain.start;
        }
    }

    fn finish(mut self) -> Survey {
        self.end_block();
        self.close_section();
        // A text that mostly lists links is a digest of them; an essay with some links is not.
        let bytes = self.out.plain.len() + self.heading_bytes;
        let mostly = self.items.len() * 2 > self.all_items && self.item_bytes * 3 > bytes;
        if self.items.len() >= ITEMS && mostly {
            self.out.sections.append(&mut self.items);
            self.out.sections.sort_by_key(|section| section.offset);
        }
        self.measure();
        self.out
    }
}

/// True for a text that says nothing: blanks, marks, emoji.
fn is_blank(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}
