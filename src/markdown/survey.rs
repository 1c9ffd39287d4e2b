//! What the library wants to know of a text without laying it out: how it reads, its headings, its
//! news items, its links.

use super::block::{Block, Inline, Item, Kind, plain, push_plain};
use super::document::Heading;
use super::parse::parse;
use super::source_line::source_line;
use crate::text::{clean_line, is_joining};

/// What was found in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// The text as it reads, without markup: one blank between blocks.
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
pub fn survey(text: &str, summaries: bool) -> Survey {
    let blocks = parse(text);
    let mut surveyor = Surveyor { summaries, ..Surveyor::default() };
    surveyor.out.plain.reserve(text.len());
    for block in &blocks {
        surveyor.top_block(block);
    }
    surveyor.finish()
}

#[derive(Default)]
struct Surveyor {
    out: Survey,
    summaries: bool,
    /// The section being read; `None` above the first heading.
    open: Option<Open>,
    /// Items of top-level lists that open with a link.
    items: Vec<SourcedSection>,
    /// All items of top-level lists.
    all_items: usize,
    /// Letters of list items, and of everything.
    item_letters: usize,
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

impl Surveyor {
    fn top_block(&mut self, block: &Block) {
        match &block.kind {
            Kind::Heading { level, inlines } => self.heading(*level, inlines, block.offset),
            Kind::List { items, .. } => {
                let before = self.out.plain.len();
                for item in items {
                    self.item(item);
                }
                self.all_items += items.len();
                self.item_letters += self.out.plain.len() - before;
            }
            _ => self.block(block),
        }
    }

    fn heading(&mut self, level: u8, inlines: &[Inline], offset: usize) {
        self.close();
        let title = plain(inlines);
        self.add_text(inlines);
        self.out.headings.push(Heading { level, text: title.clone(), line: 0, offset });
        let link = whole_link(inlines).map(str::to_owned);
        let items_from = self.items.len();
        self.open = Some(Open {
            title,
            level,
            offset,
            link,
            summary: String::new(),
            source: None,
            items_from,
        });
    }

    /// Ends the section being read: a story if it names its page.
    fn close(&mut self) {
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

    fn item(&mut self, item: &Item) {
        if let Some(Block { kind: Kind::Paragraph(inlines), offset }) = item.blocks.first()
            && let Some((url, title, rest)) = opening_link(inlines)
            && !self.is_reference_list()
        {
            self.items.push(SourcedSection {
                title,
                summary: if self.summaries { rest } else { String::new() },
                url,
                level: 0,
                section: self.open.as_ref().map(|open| open.title.clone()),
                offset: *offset,
            });
        }
        for block in &item.blocks {
            self.block(block);
        }
    }

    fn is_reference_list(&self) -> bool {
        self.open.as_ref().is_some_and(|open| {
            let title = open.title.to_lowercase();
            REFERENCES.contains(&title.trim_matches(|c: char| !c.is_alphanumeric()))
        })
    }

    /// A block anywhere: its text, links and source lines.
    fn block(&mut self, block: &Block) {
        match &block.kind {
            Kind::Paragraph(inlines) => self.paragraph(inlines),
            Kind::Heading { inlines, .. } | Kind::Term(inlines) => {
                self.add_text(inlines);
            }
            Kind::Quote { blocks, .. }
            | Kind::Definition(blocks)
            | Kind::Footnote { blocks, .. } => {
                for block in blocks {
                    self.block(block);
                }
            }
            Kind::List { items, .. } => {
                for block in items.iter().flat_map(|item| &item.blocks) {
                    self.block(block);
                }
            }
            Kind::Code { lines, .. } => {
                self.out.has_code = true;
                for (_, line) in lines {
                    self.part();
                    self.out.plain.push_str(line);
                }
            }
            Kind::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    self.add_text(&cell.inlines);
                }
            }
            Kind::Rule => {}
        }
    }

    fn paragraph(&mut self, inlines: &[Inline]) {
        let start = self.out.plain.len();
        self.add_text(inlines);
        let source = source_line(inlines);
        match &mut self.open {
            Some(open) => {
                if self.summaries && open.summary.is_empty() && source.is_none() {
                    open.summary = clean_line(&self.out.plain[start..]);
                }
                if open.source.is_none() {
                    open.source = source;
                }
            }
            None => self.out.source = self.out.source.take().or(source),
        }
    }

    fn add_text(&mut self, inlines: &[Inline]) {
        self.part();
        push_plain(inlines, &mut self.out.plain);
    }

    /// A blank between blocks.
    fn part(&mut self) {
        if !self.out.plain.is_empty() {
            self.out.plain.push(' ');
        }
    }

    fn finish(mut self) -> Survey {
        self.close();
        // A text that mostly lists links is a digest of them; an essay with some links is not.
        let mostly =
            self.items.len() * 2 > self.all_items && self.item_letters * 3 > self.out.plain.len();
        if self.items.len() >= ITEMS && mostly {
            self.out.sections.append(&mut self.items);
            self.out.sections.sort_by_key(|section| section.offset);
        }
        self.out.words = words(&self.out.plain);
        self.out
    }
}

/// The address of a heading whose whole text is one link.
fn whole_link(inlines: &[Inline]) -> Option<&str> {
    let is_blank = |inline: &Inline| match inline {
        Inline::Text { text, .. } => !text.contains(char::is_alphanumeric),
        _ => false,
    };
    let first = inlines.iter().position(|inline| !is_blank(inline))?;
    let last = inlines.iter().rposition(|inline| !is_blank(inline))?;
    let Inline::OpenLink(url) = &inlines[first] else { return None };
    let inner = inlines.get(first + 1..last)?;
    let one = inlines[last] == Inline::CloseLink && !inner.contains(&Inline::CloseLink);
    (one && !url.starts_with('#')).then_some(url)
}

/// The link an item begins with: its address, its text, and what follows.
fn opening_link(inlines: &[Inline]) -> Option<(String, String, String)> {
    let first = inlines.iter().position(|inline| match inline {
        Inline::Text { text, .. } => text.contains(char::is_alphanumeric),
        _ => true,
    })?;
    let Inline::OpenLink(url) = &inlines[first] else { return None };
    let rest = &inlines[first + 1..];
    let end = rest.iter().position(|inline| *inline == Inline::CloseLink)?;
    let title = plain(&rest[..end]);
    let behind = plain(&rest[end + 1..]);
    let behind = behind.trim_start_matches(|c: char| !c.is_alphanumeric() && !"“《（(".contains(c));
    (!title.is_empty()).then(|| (url.clone(), title, behind.to_owned()))
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
