//! What is known while a text is gone through: the block and the line being read, and how text, line
//! ends and links become part of them. Knows neither the parser nor what makes a story.

use super::SourcedSection;
use super::Survey;
use super::running::Piece as Running;
use crate::markdown::bare_link::is_web;
use crate::markdown::block::join;
use crate::markdown::cjk_emphasis::Marks;
use crate::markdown::events::without_marks;
use crate::markdown::inline::shifted;
use crate::markdown::rewrite::Rewritten;
use crate::markdown::source_line::{address, keep};
use crate::text::clean;
use std::borrow::Cow;
use std::ops::Range;

/// What the text being read belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph, perhaps one that a tight list does not name.
    Paragraph,
    /// A heading of this level at this offset, on the top level or within something.
    Heading { level: u8, offset: usize, top: bool },
    /// A table's cell, a term.
    Other,
}

/// A link in the line being read.
#[derive(Debug)]
pub(super) struct Linked {
    pub(super) url: String,
    /// Its text in the plain text; the end is known when it ends.
    pub(super) text: Range<usize>,
}

#[expect(clippy::struct_excessive_bools, reason = "where in the text the events are")]
pub(super) struct Surveyor<'s> {
    /// The text in plain Markdown.
    pub(super) text: &'s Rewritten<'s>,
    /// Where in it the event being taken begins.
    pub(super) at: usize,
    /// What the parser was given beside runs of delimiters, if anything.
    pub(super) marks: Option<Marks>,
    pub(super) out: Survey,
    /// Where in the plain text what follows each heading begins.
    pub(super) heading_starts: Vec<usize>,
    pub(super) summaries: bool,
    pub(super) open: Option<Open>,
    /// Items of top-level lists that open with a link.
    pub(super) items: Vec<SourcedSection>,
    /// All items of top-level lists.
    pub(super) all_items: usize,
    /// Bytes of them.
    pub(super) item_bytes: usize,
    /// Bytes of the headings.
    pub(super) heading_bytes: usize,
    /// How many containers the parser is in, and how many of them are lists.
    pub(super) depth: usize,
    pub(super) list_start: usize,
    /// The text being read, where it begins in the plain text, and where its line does.
    pub(super) place: Option<Place>,
    pub(super) block_start: usize,
    pub(super) line_start: usize,
    /// A line has ended and nothing has come yet.
    pub(super) at_break: bool,
    /// The first link of the line, the first of the block, and whether one is open.
    pub(super) line_link: Option<Linked>,
    pub(super) block_link: Option<Linked>,
    pub(super) links_in_block: usize,
    pub(super) links_in_line: usize,
    pub(super) in_link: bool,
    /// The page named by a source line of the block.
    pub(super) source: Option<String>,
    pub(super) image: Option<(usize, String, String)>,
    /// The level of the heading below which all are references, and whether the paragraph before says
    /// that.
    pub(super) references: Option<u8>,
    pub(super) before_references: bool,
    /// An item of a top-level list has begun, and its first text has not come yet.
    pub(super) at_item: bool,
    /// The text being read is that of such an item; where it begins in the Markdown text.
    pub(super) item: Option<usize>,
    pub(super) html: Option<String>,
    pub(super) in_code: bool,
    /// How many elements that are open put their text above the line, and how many below.
    pub(super) raised: usize,
    pub(super) lowered: usize,
}

/// A heading whose section is being read.
pub(super) struct Open {
    pub(super) title: String,
    pub(super) level: u8,
    pub(super) offset: usize,
    /// The heading itself is a link.
    pub(super) link: Option<String>,
    pub(super) summary: String,
    pub(super) source: Option<String>,
    /// Where the items of its lists begin among all.
    pub(super) items_from: usize,
    /// It says that what is below are references.
    pub(super) is_reference: bool,
}

impl<'s> Surveyor<'s> {
    pub(super) fn new(text: &'s Rewritten<'s>, summaries: bool) -> Self {
        let plain = String::with_capacity(text.text.len());
        Self {
            text,
            summaries,
            at: 0,
            marks: None,
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
            links_in_line: 0,
            in_link: false,
            source: None,
            image: None,
            references: None,
            before_references: false,
            at_item: false,
            item: None,
            html: None,
            in_code: false,
            raised: 0,
            lowered: 0,
        }
    }

    /// Where in the text as written the event being taken begins.
    pub(super) fn offset(&self) -> usize {
        self.text.original(self.at)
    }

    /// Takes a paragraph of the top level.
    pub(super) fn told_paragraph(&mut self, start: usize, pieces: &[Running]) {
        self.at = start;
        self.open_block(Place::Paragraph);
        self.told(pieces);
    }

    /// Takes a heading of the top level.
    pub(super) fn told_heading(&mut self, level: u8, start: usize, pieces: &[Running]) {
        self.at = start;
        self.open_block(Place::Heading { level, offset: self.offset(), top: true });
        self.told(pieces);
    }

    pub(super) fn told(&mut self, pieces: &[Running]) {
        let text = &*self.text.text;
        for piece in pieces {
            match piece {
                Running::Text(range) => self.push(&text[range.clone()]),
                Running::Break => self.line_end(),
                Running::Link(address) => self.open_link(&text[address.clone()]),
                Running::EndLink => self.close_link(),
            }
        }
        self.end_block();
    }

    pub(super) fn begin_code(&mut self) {
        self.end_block();
        self.at_item = false;
        self.out.has_code = true;
        self.in_code = true;
    }

    /// A text of the parser without marks.
    pub(super) fn without_mark<'t>(&self, text: &'t str) -> Cow<'t, str> {
        without_marks(text, self.marks)
    }

    /// Text belongs to a paragraph, also where none was begun: in the items of a tight list.
    pub(super) fn begin(&mut self) {
        if self.place.is_none() {
            self.open_block(Place::Paragraph);
        }
    }

    pub(super) fn open_block(&mut self, place: Place) {
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
        self.links_in_line = 0;
        self.line_link = None;
        self.block_link = None;
        self.source = None;
    }

    pub(super) fn end_block(&mut self) {
        if self.image.is_some() {
            self.close_image();
        }
        self.close_link();
        (self.raised, self.lowered) = (0, 0);
        match self.place.take() {
            None | Some(Place::Other | Place::Heading { top: false, .. }) => {}
            Some(Place::Heading { level, offset, top: true }) => self.heading(level, offset),
            Some(Place::Paragraph) => {
                self.end_of_source_line();
                self.paragraph();
            }
        }
    }

    pub(super) fn code(&mut self, text: &str) {
        for line in self.without_mark(text).lines() {
            self.part();
            self.out.plain.push_str(line);
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        // What is cleaned away is not what follows a break.
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.at_break) {
            join(&mut self.out.plain, text);
        }
        if self.raised + self.lowered > 0 {
            self.out.plain.push_str(&shifted(text, self.raised > 0));
        } else {
            self.out.plain.push_str(text);
        }
    }

    /// A blank between blocks.
    pub(super) fn part(&mut self) {
        if !self.out.plain.is_empty() {
            self.out.plain.push(' ');
        }
    }

    pub(super) fn line_end(&mut self) {
        if let Some((.., alt)) = &mut self.image {
            alt.push(' ');
            return;
        }
        if self.place.is_some() {
            self.end_of_source_line();
            self.at_break = true;
            self.line_start = self.out.plain.len();
            self.line_link = None;
            self.links_in_line = 0;
        }
    }

    /// Looks whether the line that ends names a page.
    pub(super) fn end_of_source_line(&mut self) {
        if self.place.is_some_and(|place| place != Place::Paragraph)
            || self.source.as_deref().is_some_and(is_web)
        {
            return;
        }
        let (above, words) =
            self.out.plain[self.block_start..].split_at(self.line_start - self.block_start);
        let link = self.line_link.as_ref().map(|link| {
            let end = link.text.end.min(self.out.plain.len());
            (link.text.start - self.line_start..end - self.line_start, link.url.as_str())
        });
        let found = address(words, link, self.links_in_line < 2, above);
        keep(&mut self.source, found);
    }

    pub(super) fn open_link(&mut self, url: &str) {
        self.begin();
        self.close_link();
        self.in_link = true;
        self.links_in_block += 1;
        self.links_in_line += 1;
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

    pub(super) fn close_link(&mut self) {
        if !std::mem::take(&mut self.in_link) {
            return;
        }
        let end = self.out.plain.len();
        for link in [&mut self.line_link, &mut self.block_link].into_iter().flatten() {
            link.text.end = link.text.end.min(end);
        }
    }
}
