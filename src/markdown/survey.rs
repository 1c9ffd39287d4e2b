//! What the library wants to know of a text without laying it out: how it reads, its headings, its
//! news items, its links.

use super::bare_link::bare_links;
use super::block::join;
use super::document::Heading;
use super::events::Source;
use super::html::{Piece, pieces};
use super::source_line::address;
use crate::text::{clean, clean_line, is_joining};
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
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
    /// Words: Latin ones, and each Han or kana character.
    pub words: usize,
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
/// Every file of a library comes this way, so nothing is built that is not kept: the parser's
/// events are taken as they come.
pub fn survey(text: &str, summaries: bool) -> Survey {
    let source = Source::new(text);
    let mut surveyor = Surveyor::new(&source, summaries);
    surveyor.out.plain.reserve(text.len());
    for (event, range) in source.raw_events() {
        surveyor.at = range.start;
        surveyor.event(event);
    }
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
    source_text: &'s Source<'s>,
    /// Where the event being taken begins in the parsed text.
    at: usize,
    out: Survey,
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
    fn new(source_text: &'s Source<'s>, summaries: bool) -> Self {
        Self {
            source_text,
            summaries,
            at: 0,
            out: Survey::default(),
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

    fn offset(&self) -> usize {
        self.source_text.original(self.at)
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
            Tag::CodeBlock(_) => {
                self.end_block();
                self.at_item = false;
                self.out.has_code = true;
                self.in_code = true;
            }
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
        self.items.push(SourcedSection { title, summary, url, level: 0, section, offset });
    }

    fn is_reference_list(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let title = open.title.to_lowercase();
            REFERENCES.contains(&title.trim_matches(|c: char| !c.is_alphanumeric()))
        })
    }

    /// Takes text between marks of emphasis and the like.
    fn text(&mut self, text: &CowStr<'_>) {
        let shown = match self.source_text.mark() {
            // The mark stands beside a run of delimiters, and there every text ends.
            Some(mark) => text.trim_matches(mark),
            None => text,
        };
        // But where the run is none: of three tildes.
        let without = self.source_text.without_mark(shown);
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
    fn inline(&mut self, text: &str) {
        self.begin();
        let text = self.source_text.without_mark(text);
        match &mut self.image {
            Some((.., alt)) => alt.push_str(&text),
            None => self.push(&clean(&text)),
        }
    }

    fn code(&mut self, text: &str) {
        for line in self.source_text.without_mark(text).lines() {
            self.part();
            self.out.plain.push_str(line);
        }
    }

    fn push(&mut self, text: &str) {
        // What is cleaned away is not what follows a break.
        if text.is_empty() {
            return;
        }
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
        let url = clean(self.source_text.without_mark(url).trim()).into_owned();
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
        for piece in pieces(&self.source_text.without_mark(html)) {
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
        let headings = self.out.headings.iter().map(|heading| words(&heading.text));
        self.out.words = words(&self.out.plain) + headings.sum::<usize>();
        self.out
    }
}

/// True for a text that says nothing: blanks, marks, emoji.
fn is_blank(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// Words of a text: runs of letters and digits, and each character of a script without blanks.
fn words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut in_word = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => {
                count += usize::from(!in_word);
                in_word = true;
                at += 1;
            }
            // An apostrophe or a point within a word does not part it.
            b'\'' | b'.' | b'-' | b'_' => at += 1,
            0..0x80 => {
                in_word = false;
                at += 1;
            }
            // U+5000 to U+9FFF: Han characters only.
            0xE5..=0xE9 => {
                count += 1;
                in_word = false;
                at += 3;
            }
            _ => {
                let Some(character) = text[at..].chars().next() else { break };
                let is_letter = character.is_alphanumeric();
                if is_joining(character) {
                    count += usize::from(is_letter);
                    in_word = false;
                } else if character != '’' {
                    count += usize::from(is_letter && !in_word);
                    in_word = is_letter;
                }
                at += character.len_utf8();
            }
        }
    }
    count
}
