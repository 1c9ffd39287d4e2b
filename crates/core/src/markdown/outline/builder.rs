//! State of the reader of an outline: the block and the line being read, with the rules for adding text,
//! line ends and links to them. Knows nothing of the parser's events.

use super::{Outline, OutlineBlock, OutlineBlockKind, OutlineItem, OutlineLink};
use crate::markdown::block::join;
use crate::markdown::document::Heading;
use crate::markdown::image::words_of;
use crate::markdown::inline::shifted;
use crate::text::{clean, clean_line};
use std::ops::Range;

/// The block being read.
#[derive(Clone, Copy, Debug)]
struct OpenBlock {
    kind: OutlineBlockKind,
    offset: usize,
    item: Option<u32>,
    /// Start of its text in the plain text.
    start: usize,
    first_link: usize,
    first_line_start: usize,
    strong_lead: usize,
}

/// An image being read: the number of images open in its alternative text, its address and that text.
pub(super) struct OpenImage {
    pub(super) depth: usize,
    pub(super) url: String,
    pub(super) alt: String,
}

pub(super) struct OutlineBuilder {
    /// Byte offset of the current event in the text as written.
    pub(super) offset: usize,
    pub(super) out: Outline,
    block: Option<OpenBlock>,
    /// Set at the beginning of a line of the block, before its first text.
    at_break: bool,
    /// Byte offset in the text as written of the line that begins at `at_break`.
    next_line: usize,
    /// Byte offset in the text as written of the end of the last event that may end a line.
    pub(super) line_end_offset: usize,
    /// Index in the outline's links of the link being read.
    open_link: Option<usize>,
    /// Set within strong text at the beginning of a block.
    open_strong: bool,
    pub(super) image: Option<OpenImage>,
    /// Byte ranges of image placeholders in the plain text of the block.
    pub(super) images: Vec<Range<usize>>,
    /// Indices of the list items being read, outermost first.
    pub(super) items: Vec<u32>,
    /// Numbers of the lists being read, outermost first.
    pub(super) lists: Vec<u32>,
    pub(super) list_count: u32,
    /// Number of quotes, footnotes and definitions being read.
    pub(super) quotes: usize,
    /// Offset of an item that has begun, until its first block begins.
    at_item: Option<usize>,
    /// Set within a table row; `true` for the header.
    pub(super) in_row: Option<bool>,
    pub(super) in_code: bool,
    /// Number of open elements with raised text, and with lowered text.
    pub(super) raised: usize,
    pub(super) lowered: usize,
}

impl OutlineBuilder {
    /// A builder for the outline of a text of `length` bytes.
    pub(super) fn new(length: usize) -> Self {
        let plain = String::with_capacity(length);
        Self {
            offset: 0,
            out: Outline { plain, length, ..Outline::default() },
            block: None,
            at_break: false,
            next_line: 0,
            line_end_offset: 0,
            open_link: None,
            open_strong: false,
            image: None,
            images: Vec::new(),
            items: Vec::new(),
            lists: Vec::new(),
            list_count: 0,
            quotes: 0,
            at_item: None,
            in_row: None,
            in_code: false,
            raised: 0,
            lowered: 0,
        }
    }

    /// The outline of the text.
    pub(super) fn finish(mut self) -> Outline {
        self.end_block();
        self.join_rewritten_lines();
        self.out
    }

    /// Joins lines that begin where the next block does with the line before them. There are such lines where
    /// a shortcode over several blocks was rewritten: all of it has the offset of its beginning.
    fn join_rewritten_lines(&mut self) {
        let (mut following, mut end) = (self.out.length, self.out.length);
        for block in self.out.blocks.iter_mut().rev() {
            // Several blocks made from one tag have the same offset.
            if block.offset < following {
                (following, end) = (block.offset, following);
            }
            let Range { start, end: behind } = block.line_starts;
            let starts = &self.out.line_starts[start as usize..behind as usize];
            let kept = starts.partition_point(|(_, offset)| (*offset as usize) < end);
            block.line_starts.end = start + length(kept);
        }
    }

    /// True outside of lists, quotes, footnotes and definitions.
    pub(super) fn is_top(&self) -> bool {
        self.items.is_empty() && self.lists.is_empty() && self.quotes == 0
    }

    pub(super) fn has_block(&self) -> bool {
        self.block.is_some()
    }

    pub(super) fn begin_item(&mut self) {
        self.end_block();
        let item = OutlineItem {
            parent: self.items.last().copied(),
            list: self.lists.last().copied().unwrap_or_default(),
            offset: self.offset,
        };
        self.at_item = Some(self.offset);
        self.items.push(length(self.out.items.len()));
        self.out.items.push(item);
    }

    pub(super) fn end_item(&mut self) {
        self.end_block();
        self.at_item = None;
        self.items.pop();
    }

    pub(super) fn begin_code(&mut self) {
        self.open_block(OutlineBlockKind::Code);
        self.out.has_code = true;
        self.in_code = true;
    }

    /// Begins a paragraph for text if no block is open, as in the items of a tight list.
    pub(super) fn begin(&mut self) {
        if self.block.is_none() {
            self.open_block(OutlineBlockKind::Paragraph);
        }
    }

    pub(super) fn open_block(&mut self, kind: OutlineBlockKind) {
        self.end_block();
        self.part();
        self.at_break = false;
        self.block = Some(OpenBlock {
            kind,
            offset: self.at_item.take().unwrap_or(self.offset),
            item: self.items.last().copied(),
            start: self.out.plain.len(),
            first_link: self.out.links.len(),
            first_line_start: self.out.line_starts.len(),
            strong_lead: 0,
        });
    }

    pub(super) fn end_block(&mut self) {
        if self.image.is_some() {
            self.close_image();
        }
        self.close_link();
        self.open_strong = false;
        let images = std::mem::take(&mut self.images);
        (self.raised, self.lowered) = (0, 0);
        let Some(open) = self.block.take() else { return };
        let mut text = length(open.start)..length(self.out.plain.len());
        let mut plain = open.start..self.out.plain.len();
        let mut kind = open.kind;
        if let OutlineBlockKind::Heading { level, .. } = open.kind {
            let written = &self.out.plain[open.start..];
            let line_starts = &self.out.line_starts[open.first_line_start..];
            let line_starts: Vec<usize> = line_starts.iter().map(|(at, _)| *at as usize).collect();
            text = length(self.out.titles.len())..length(self.out.titles.len() + written.len());
            self.out.titles.push_str(written);
            let number = length(self.out.headings.len());
            kind = OutlineBlockKind::Heading { level, number };
            let heading = Heading {
                level,
                text: heading_text(written, open.start, &images, &line_starts),
                line: 0,
                offset: open.offset,
            };
            self.out.headings.push(heading);
            self.out.plain.truncate(open.start);
            plain.end = open.start;
        }
        self.out.blocks.push(OutlineBlock {
            kind,
            offset: open.offset,
            item: open.item,
            is_quoted: self.quotes > 0,
            strong_lead: length(open.strong_lead),
            plain,
            text,
            links: length(open.first_link)..length(self.out.links.len()),
            line_starts: length(open.first_line_start)..length(self.out.line_starts.len()),
        });
    }

    /// Adds a thematic break.
    pub(super) fn rule(&mut self) {
        self.open_block(OutlineBlockKind::Rule);
        self.end_block();
    }

    pub(super) fn code(&mut self, text: &str) {
        // Code in HTML may have been written with entities.
        for line in clean(text).lines() {
            if self.block.is_some_and(|open| open.start < self.out.plain.len()) {
                self.out.plain.push(' ');
            }
            self.out.plain.push_str(line);
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        // Text that was cleaned away does not end a break.
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.at_break) {
            let before = self.out.plain.len();
            join(&mut self.out.plain, text);
            let start = self.out.plain.len();
            if let Some(block) = self.block {
                self.out.line_starts.push((length(start - block.start), length(self.next_line)));
                if let Some(link) = self.open_link
                    && self.out.links[link].text.start == before - block.start
                {
                    self.out.links[link].text.start = start - block.start;
                }
            }
        }
        if self.raised + self.lowered > 0 {
            self.out.plain.push_str(&shifted(text, self.raised > 0));
        } else {
            self.out.plain.push_str(text);
        }
    }

    /// Adds a blank between blocks.
    fn part(&mut self) {
        if !self.out.plain.is_empty() {
            self.out.plain.push(' ');
        }
    }

    pub(super) fn line_end(&mut self) {
        if let Some(image) = &mut self.image {
            image.alt.push(' ');
        } else if self.block.is_some() {
            self.at_break = true;
            self.next_line = self.line_end_offset;
        }
    }

    /// Begins strong text.
    pub(super) fn open_strong(&mut self) {
        self.begin();
        if let Some(block) = self.block {
            let before = &self.out.plain[block.start..];
            self.open_strong = block.strong_lead == 0
                && before.len() < 24
                && !before.contains(char::is_alphabetic);
        }
    }

    /// Ends strong text.
    pub(super) fn close_strong(&mut self) {
        if let Some(block) = &mut self.block
            && std::mem::take(&mut self.open_strong)
        {
            block.strong_lead = self.out.plain.len() - block.start;
        }
    }

    pub(super) fn open_link(&mut self, url: &str) {
        self.begin();
        self.close_link();
        let Some(block) = self.block else { return };
        let start = self.out.plain.len() - block.start;
        let url = clean(url.trim()).into();
        self.open_link = Some(self.out.links.len());
        self.out.links.push(OutlineLink { url, text: start..start });
    }

    pub(super) fn close_link(&mut self) {
        if let (Some(link), Some(block)) = (self.open_link.take(), self.block) {
            self.out.links[link].text.end = self.out.plain.len() - block.start;
        }
    }
}

/// The text of a heading, without the images in it unless there is nothing else. `start` is the offset of
/// `written` in the plain text, of which `images` are ranges; `line_starts` are offsets in `written`.
fn heading_text(
    written: &str,
    start: usize,
    images: &[Range<usize>],
    line_starts: &[usize],
) -> String {
    if images.is_empty() {
        return clean_line(written);
    }
    let mut text = String::with_capacity(written.len());
    let (mut from, mut at_break) = (0, false);
    let images = images.iter().map(|image| image.start - start..image.end - start);
    let ends = std::iter::once(written.len()..written.len());
    for image in images.clone().chain(ends) {
        let mut part = &written[from..image.start];
        // A line end beside an image is one between the texts around it.
        if let Some(rest) = part.strip_prefix(' ').filter(|_| line_starts.contains(&(from + 1))) {
            (part, at_break) = (rest, true);
        }
        at_break |= from > 0 && line_starts.contains(&from);
        let ends_line = line_starts.contains(&image.start) && !image.is_empty();
        if ends_line {
            part = part.strip_suffix(' ').unwrap_or(part);
        }
        if !part.is_empty() {
            if at_break {
                join(&mut text, part);
            }
            text.push_str(part);
            at_break = false;
        }
        at_break |= ends_line;
        from = image.end;
    }
    if text.contains(char::is_alphanumeric) {
        return clean_line(&text);
    }
    let words = images.filter_map(|image| words_of(&written[image]));
    clean_line(&words.collect::<Vec<_>>().join(" "))
}

/// Converts a length, which is far below 4 GiB.
fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
