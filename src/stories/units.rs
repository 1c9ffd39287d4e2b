//! The parts of an outline that can be news items: sections, list items, paragraphs, table rows, each
//! with its headline and the page it names.

use super::anchors::{Anchor, anchors, is_change, is_commit, is_listing, within};
use super::headline::{Reading, Shape, opens_elsewhere, read, read_sentence};
use super::label::labelled;
use super::roles::is_reference;
use super::sections::{Role, Section, sections};
use super::text::{is_blank, is_change_name, numbering, without_images};
use crate::markdown::{BlockKind, ListItem, Outline};
use crate::post::PageId;
use crate::web::is_web;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Which kind of part a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A heading with what stands below it.
    Heading,
    /// An item of a list.
    Item,
    /// A paragraph that begins with a number, with what follows up to the next one.
    Numbered,
    /// A paragraph that opens with a link or with strong text.
    Paragraph,
    /// A strong line with an address in the line or block below.
    StrongLine,
    /// A row of a table.
    Row,
}

/// How surely a unit names its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The first link out of a text that speaks of something.
    Weak,
    /// A paragraph below a heading that is one link.
    Lone,
    /// A headline with its link or address.
    Strong,
    /// A labelled source.
    Labelled,
}

/// A part of a text that may be a news item.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub kind: Kind,
    pub headline: String,
    pub url: String,
    pub strength: Strength,
    /// Its blocks in the outline.
    pub blocks: Range<usize>,
    /// Of a unit that is a line of a paragraph: its bytes of the block's text.
    pub line: Option<Range<usize>>,
    /// The section it stands in or is.
    pub section: usize,
    /// The list, the table or the section whose units are alike.
    pub group: Group,
    /// The link's own words are a hash or a number of a change, or it leads to a commit.
    pub is_change: bool,
    page: OnceCell<PageId>,
}

impl Unit {
    /// The name of its page.
    pub fn page(&self) -> PageId {
        *self.page.get_or_init(|| PageId::of(&self.url))
    }
}

/// What units have in common that are looked at together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Group {
    List(u32),
    Table(usize),
    Section(usize),
    Headings(u8),
}

/// All units of an outline, in the order of the text, and what is known of the rest.
pub(super) struct Units<'o> {
    pub outline: &'o Outline,
    pub anchors: Vec<Vec<Anchor<'o>>>,
    pub sections: Vec<Section>,
    /// The section of each block.
    pub section_of: Vec<usize>,
    pub found: Vec<Unit>,
    /// How many items each list has.
    pub list_sizes: HashMap<u32, usize>,
    /// The labelled address of each section's own blocks, and the block it stands in.
    pub labels: HashMap<usize, (&'o str, usize)>,
    /// Words of links that recur with other addresses: labels, such as `reddit`.
    pub recurring: HashSet<String>,
    next_starts: Vec<(usize, usize)>,
    /// The address that a source line of each block names.
    block_labels: Vec<Option<&'o str>>,
}

/// A section whose page is the first link out of its text has at most so many bytes of it: news is
/// short, an essay is not.
const MAX_WEAK_BYTES: usize = 1_500;

/// Bytes of the words of a link or of a label before an address that can recur.
const MAX_RECURRING: usize = 48;

/// A source line alone has at most so many words.
const MAX_LABEL_WORDS: usize = 24;

/// Words of a link as they are compared: without marks around them, in lower case.
fn key(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// A label before an address as it is compared: also without digits, which may count.
fn label_key(words: &str) -> String {
    key(words).chars().filter(|c| !c.is_ascii_digit()).collect()
}

impl<'o> Units<'o> {
    pub fn of(outline: &'o Outline) -> Self {
        let sections = sections(outline);
        let mut section_of = vec![0; outline.blocks.len()];
        for (number, section) in sections.iter().enumerate() {
            let from = section.heading.unwrap_or(0);
            section_of[from..section.direct_end].fill(number);
        }
        let anchors: Vec<Vec<Anchor>> =
            outline.blocks.iter().map(|block| anchors(outline, block)).collect();
        let mut list_sizes: HashMap<u32, usize> = HashMap::new();
        for item in &outline.items {
            *list_sizes.entry(item.list).or_default() += 1;
        }
        let recurring = recurring(outline, &anchors);
        let next_starts = Self::next_starts(outline, &anchors);
        let block_labels = outline
            .blocks
            .iter()
            .zip(&anchors)
            .map(|(block, anchors)| labelled(outline.text(block), outline.lines_of(block), anchors))
            .collect();
        let mut units = Self {
            block_labels,
            next_starts,
            outline,
            anchors,
            sections,
            section_of,
            found: Vec::new(),
            list_sizes,
            labels: HashMap::new(),
            recurring,
        };
        units.find_labels();
        units.find_items();
        units.find_paragraphs();
        units.find_rows();
        units.find_headings();
        units
            .found
            .sort_by_key(|unit| (unit.blocks.start, unit.line.as_ref().map(|line| line.start)));
        units
    }

    fn text(&self, block: usize) -> &'o str {
        self.outline.text(&self.outline.blocks[block])
    }

    /// The address that a source line of a block names.
    fn label_of(&self, block: usize) -> Option<&'o str> {
        self.block_labels[block]
    }

    /// True for a block that says no more than its source: one line, or several that are short.
    fn is_label_alone(&self, block: usize) -> bool {
        let found = &self.outline.blocks[block];
        let text = self.text(block);
        self.outline.lines_of(found).count() == 1 || crate::text::words(text) <= MAX_LABEL_WORDS
    }

    fn find_labels(&mut self) {
        for block in 0..self.outline.blocks.len() {
            let found = &self.outline.blocks[block];
            if found.kind != BlockKind::Paragraph || self.anchors[block].is_empty() {
                continue;
            }
            // A source at the end of a list item's text is the item's, and so is one in a list below it.
            let is_below =
                found.item.is_some_and(|item| self.outline.items[item as usize].parent.is_some());
            if is_below || found.item.is_some() && !self.is_label_alone(block) {
                continue;
            }
            if let Some(url) = self.label_of(block) {
                let section = self.section_of[block];
                let known = self.labels.entry(section).or_insert((url, block));
                if !is_web(known.0) && is_web(url) {
                    *known = (url, block);
                }
            }
        }
    }

    /// The units among the items of lists: an item that names no page leaves it to the items below.
    fn find_items(&mut self) {
        let outline = self.outline;
        // The blocks of each item, those of items below it left out.
        let mut own: Vec<Vec<usize>> = vec![Vec::new(); outline.items.len()];
        for (index, block) in outline.blocks.iter().enumerate() {
            if let Some(item) = block.item {
                own[item as usize].push(index);
            }
        }
        let mut end_of: Vec<usize> = vec![0; outline.items.len()];
        for (index, item) in outline.items.iter().enumerate().rev() {
            let end = own[index].last().map_or(0, |last| last + 1);
            end_of[index] = end_of[index].max(end);
            if let Some(parent) = item.parent {
                let parent = parent as usize;
                end_of[parent] = end_of[parent].max(end_of[index]);
            }
        }
        let mut is_taken = vec![false; outline.items.len()];
        for (index, item) in outline.items.iter().enumerate() {
            if item.parent.is_some_and(|parent| is_taken[parent as usize]) {
                is_taken[index] = true;
                continue;
            }
            let Some(&first) = own[index].first() else { continue };
            if outline.blocks[first].is_quoted && outline.blocks[first].item.is_none() {
                continue;
            }
            // The page may stand in an item below: an address alone, or a source line.
            let below = || {
                let children = outline.items.iter().zip(&own).skip(index + 1);
                let of_child = |(child, blocks): (&ListItem, &Vec<usize>)| {
                    let block = *blocks.first().filter(|_| child.parent == Some(length(index)))?;
                    let is_bare = self.anchors[block].iter().all(|anchor| anchor.is_bare);
                    let url =
                        self.label_of(block).or_else(|| self.lone_link(block).filter(|_| is_bare));
                    url.filter(|url| is_web(url))
                };
                let end =
                    outline.items[index + 1..].iter().position(|next| next.parent <= item.parent);
                let count = end.unwrap_or(outline.items.len() - index - 1);
                let url = children.take(count).find_map(of_child)?;
                let headline = headline_of(self.text(first));
                let reading = Reading { headline, url, shape: Shape::AddressLast, words: "" };
                (!is_blank(&reading.headline)).then_some((reading, Strength::Strong))
            };
            let read = self.reading_of_item(&own[index]);
            let read = if self.anchors[first].is_empty() { read.or_else(below) } else { read };
            let Some((reading, strength)) = read else { continue };
            is_taken[index] = true;
            let is_change = is_change_of(&reading);
            self.found.push(Unit {
                kind: Kind::Item,
                headline: reading.headline,
                url: reading.url.to_owned(),
                strength,
                blocks: first..end_of[index],
                line: None,
                section: self.section_of[first],
                group: Group::List(item.list),
                is_change,
                page: OnceCell::new(),
            });
        }
    }

    fn reading_of_item(&self, blocks: &[usize]) -> Option<(Reading<'o>, Strength)> {
        let first = *blocks.iter().find(|block| !is_blank(self.text(**block)))?;
        let text = self.text(first);
        let lead = self.outline.blocks[first].strong_lead as usize;
        if let Some(url) = self.label_of(first) {
            if self.is_label_alone(first) {
                return None;
            }
            let reading =
                Reading { headline: headline_of(text), url, shape: Shape::AddressLast, words: "" };
            return is_web(url).then_some((reading, Strength::Strong));
        }
        let anchors = &self.anchors[first];
        if opens_with_unresolved_link(text, anchors) || opens_elsewhere(text, anchors) {
            return None;
        }
        let whole = 0..text.len();
        if let Some(reading) = read(text, whole.clone(), &self.anchors[first], lead)
            && !self.is_recurring(&reading)
        {
            return Some((reading, Strength::Strong));
        }
        // The page may be named further down in the item, by a label or by a link alone.
        let headline = || Reading {
            headline: headline_of(text),
            url: "",
            shape: Shape::AddressLast,
            words: "",
        };
        for block in blocks.iter().filter(|block| **block != first) {
            if self.outline.blocks[*block].is_quoted {
                continue;
            }
            let url = self.label_of(*block).or_else(|| self.lone_link(*block));
            if let Some(url) = url.filter(|url| is_web(url)) {
                return Some((Reading { url, ..headline() }, Strength::Strong));
            }
        }
        let reading = read_sentence(text, whole, &self.anchors[first])?;
        let says_more = !reading.words.is_empty() || text.len() > 12;
        (says_more && !self.is_label_only(text, &reading)).then_some((reading, Strength::Weak))
    }

    /// True for an item that is nothing but a link whose words recur, or a short label with an address.
    fn is_label_only(&self, text: &str, reading: &Reading) -> bool {
        let rest = text.replace(reading.words, "");
        self.recurring.contains(&key(reading.words)) && is_blank(&rest)
            || self.recurring.contains(&label_key(&rest))
    }

    fn is_recurring(&self, reading: &Reading) -> bool {
        match reading.shape {
            Shape::LinkFirst => {
                !is_change_name(reading.words) && self.recurring.contains(&key(reading.words))
            }
            Shape::AddressLast => self.recurring.contains(&label_key(&reading.headline)),
            Shape::StrongFirst | Shape::LinkAmid => false,
        }
    }

    /// The address of a block that is one link and nothing else; an image may stand beside it.
    fn lone_link(&self, block: usize) -> Option<&'o str> {
        let text = self.text(block);
        let mut usable = self.anchors[block].iter().filter(|anchor| anchor.is_usable);
        let only = usable.next().filter(|_| usable.next().is_none())?;
        let rest = [&text[..only.text.start], &text[only.text.end..]].concat();
        is_blank(&rest).then_some(only.url)
    }

    fn find_paragraphs(&mut self) {
        let outline = self.outline;
        for (block, found) in outline.blocks.iter().enumerate() {
            if found.kind == BlockKind::Paragraph && found.item.is_none() {
                self.find_in_paragraph(block);
            }
        }
    }

    fn find_in_paragraph(&mut self, block: usize) {
        let outline = self.outline;
        let text = self.text(block);
        let lead = outline.blocks[block].strong_lead as usize;
        // Most paragraphs: nothing in them leads anywhere, nor can what follows be theirs.
        if self.anchors[block].is_empty() && lead == 0 && numbering(text) == 0 {
            return;
        }
        let section = self.section_of[block];
        let lines: Vec<Range<usize>> = outline.lines_of(&outline.blocks[block]).collect();
        let anchors = std::mem::take(&mut self.anchors[block]);
        let push = |units: &mut Vec<Unit>, kind, reading: Reading, blocks, line| {
            if is_blank(&reading.headline) {
                return;
            }
            units.push(Unit {
                kind,
                strength: match (kind, reading.shape) {
                    (_, Shape::LinkAmid) | (Kind::Paragraph, Shape::AddressLast) => Strength::Weak,
                    _ => Strength::Strong,
                },
                is_change: is_change_of(&reading),
                headline: reading.headline,
                url: reading.url.to_owned(),
                blocks,
                line,
                section,
                group: Group::Section(section),
                page: OnceCell::new(),
            });
        };
        let mut found = Vec::new();
        let end = self.end_of_paragraph_unit(block, false);
        // Several lines that each name a page are several units.
        let of_lines: Vec<(Range<usize>, Option<Reading>)> = lines
            .iter()
            .map(|line| {
                let lead = if line.start == 0 { lead.min(line.end) } else { 0 };
                (line.clone(), read(text, line.clone(), &anchors, lead))
            })
            .collect();
        let named = of_lines.iter().filter(|(_, reading)| reading.is_some()).count();
        let numbered = lines.iter().filter(|line| numbering(&text[(*line).clone()]) > 0).count();
        let is_many = lines.len() > 1 && (numbered > 1 || named > 1 && named * 2 >= lines.len());
        if is_many {
            let starts: Vec<usize> = (0..of_lines.len())
                .filter(|at| {
                    if numbered > 1 {
                        numbering(&text[lines[*at].clone()]) > 0
                    } else {
                        of_lines[*at].1.is_some()
                    }
                })
                .collect();
            for (at, start) in starts.iter().enumerate() {
                let last = starts.get(at + 1).map_or(lines.len(), |next| *next) - 1;
                let range = lines[*start].start..lines[last].end;
                let reading = of_lines[*start].1.clone().or_else(|| {
                    let last_link = read(text, range.clone(), &anchors, 0);
                    last_link.or_else(|| read_sentence(text, range.clone(), &anchors))
                });
                if let Some(reading) = reading {
                    let kind = if numbered > 1 { Kind::Numbered } else { Kind::Paragraph };
                    push(&mut found, kind, reading, block..block + 1, Some(range));
                }
            }
        } else if numbering(text) > 0 && !text.is_empty() {
            let end = self.end_of_paragraph_unit(block, true);
            let reading = read(text, 0..text.len(), &anchors, lead).or_else(|| {
                let is_free = |next: &usize| outline.blocks[*next].item.is_none();
                let url = (block + 1..end)
                    .filter(is_free)
                    .find_map(|next| self.label_of(next).or_else(|| self.lone_link(next)))?;
                Some(Reading {
                    headline: headline_of(text),
                    url,
                    shape: Shape::AddressLast,
                    words: "",
                })
            });
            let reading = reading.or_else(|| read_sentence(text, 0..text.len(), &anchors));
            if let Some(reading) = reading {
                push(&mut found, Kind::Numbered, reading, block..end, None);
            }
        } else if let Some(reading) = self.strong_line(block, &lines, &anchors) {
            push(&mut found, Kind::StrongLine, reading, block..end, None);
        } else {
            let reading = read(text, 0..text.len(), &anchors, lead)
                .filter(|reading| !self.is_recurring(reading))
                .or_else(|| read_sentence(text, 0..text.len(), &anchors))
                // What is quoted is news only where it opens with its page.
                .filter(|reading| {
                    !outline.blocks[block].is_quoted || reading.shape == Shape::LinkFirst
                });
            if let Some(reading) = reading
                && self.label_of(block).is_none()
            {
                push(&mut found, Kind::Paragraph, reading, block..end, None);
            }
        }
        self.anchors[block] = anchors;
        self.found.append(&mut found);
    }

    /// A strong line, and an address or a labelled source in the next line or block.
    fn strong_line(
        &self,
        block: usize,
        lines: &[Range<usize>],
        anchors: &[Anchor<'o>],
    ) -> Option<Reading<'o>> {
        let text = self.text(block);
        let lead = self.outline.blocks[block].strong_lead as usize;
        let first = lines.first()?;
        let is_strong = lead > 0 && is_blank(&text[lead.min(text.len())..first.end.max(lead)]);
        if !is_strong
            || anchors.iter().any(|anchor| anchor.text.start < first.end)
            || is_reference(text)
        {
            return None;
        }
        let url = match lines.get(1) {
            Some(second) => {
                let anchor = within(anchors, second).first()?;
                let before = &text[second.start..anchor.text.start];
                (is_blank(before) || before.trim_end().ends_with([':', '：'])).then_some(anchor.url)
            }
            None => {
                let next = block + 1;
                let is_paragraph = self.outline.blocks.get(next)?.kind == BlockKind::Paragraph;
                is_paragraph.then(|| self.label_of(next).or_else(|| self.lone_link(next)))?
            }
        }?;
        let headline = headline_of(&text[..lead]);
        is_web(url).then_some(Reading { headline, url, shape: Shape::AddressLast, words: "" })
    }

    /// The block behind the last one that belongs to a unit which begins with a paragraph: up to the
    /// next such unit, heading or thematic break.
    fn end_of_paragraph_unit(&self, block: usize, is_numbered: bool) -> usize {
        let end = self.sections[self.section_of[block]].direct_end;
        let (numbered, any) = self.next_starts[block];
        end.min(if is_numbered { numbered } else { any })
    }

    /// For each block the next one behind it that begins with a number or is a thematic break, and
    /// the next one that begins any unit of paragraphs.
    fn next_starts(outline: &Outline, anchors: &[Vec<Anchor>]) -> Vec<(usize, usize)> {
        let mut next = (outline.blocks.len(), outline.blocks.len());
        let mut found = vec![next; outline.blocks.len()];
        for (at, block) in outline.blocks.iter().enumerate().rev() {
            found[at] = next;
            let text = outline.text(block);
            let is_free = block.item.is_none() && !block.is_quoted;
            let (is_numbered, is_other) = match block.kind {
                BlockKind::Rule => (true, true),
                BlockKind::Paragraph if is_free => {
                    let opens = || {
                        read(text, 0..text.len(), &anchors[at], 0)
                            .is_some_and(|reading| reading.shape == Shape::LinkFirst)
                    };
                    let is_numbered = numbering(text) > 0;
                    (is_numbered, is_numbered || block.strong_lead > 0 || opens())
                }
                _ => (false, false),
            };
            next = (if is_numbered { at } else { next.0 }, if is_other { at } else { next.1 });
        }
        found
    }

    fn find_rows(&mut self) {
        let outline = self.outline;
        let mut table = 0;
        for (block, found) in outline.blocks.iter().enumerate() {
            let BlockKind::Row { is_header } = found.kind else { continue };
            if is_header {
                table = block;
                continue;
            }
            let text = self.text(block);
            let Some(reading) = read_row(text, &self.anchors[block]) else { continue };
            let is_change = is_change_of(&reading);
            self.found.push(Unit {
                kind: Kind::Row,
                headline: reading.headline,
                url: reading.url.to_owned(),
                strength: Strength::Strong,
                blocks: block..block + 1,
                line: None,
                section: self.section_of[block],
                group: Group::Table(table),
                is_change,
                page: OnceCell::new(),
            });
        }
    }

    fn find_headings(&mut self) {
        for number in 1..self.sections.len() {
            let section = &self.sections[number];
            let Some(block) = section.heading else { continue };
            if matches!(section.role, Role::Part) {
                continue;
            }
            let text = self.text(block);
            // Its own blocks, and those of its parts.
            let mut end = section.direct_end;
            let mut parts = vec![number];
            for (next, part) in self.sections.iter().enumerate().skip(number + 1) {
                if part.role != Role::Part || part.level <= section.level {
                    break;
                }
                end = part.direct_end;
                parts.push(next);
            }
            let label =
                parts.iter().find_map(|part| self.labels.get(part)).filter(|(url, _)| is_web(url));
            let is_own = |anchor: &&Anchor| {
                is_web(anchor.url) && !anchor.is_profile && !is_listing(anchor.url)
            };
            let mut own = self.anchors[block].iter().filter(is_own);
            let first_own = own.next().filter(|_| own.next().is_none());
            let first_own = first_own
                .filter(|anchor| !text[anchor.text.clone()].trim_start().starts_with("[image: "));
            let found = if let Some((url, _)) = label {
                Some(((*url).to_owned(), Strength::Labelled))
            } else if let Some(anchor) = first_own {
                Some((anchor.url.to_owned(), Strength::Strong))
            } else {
                let free = |block: &usize| self.outline.blocks[*block].kind == BlockKind::Paragraph;
                // What a part such as `References` lists is less than a link of its own.
                let is_own_part =
                    |block: &usize| !is_reference(&self.sections[self.section_of[*block]].title);
                let lone = (block + 1..end)
                    .filter(free)
                    .filter(is_own_part)
                    .find_map(|block| self.lone_link(block).filter(|url| is_web(url)));
                let length: usize = (block + 1..end).map(|block| self.text(block).len()).sum();
                let weak = || {
                    if length > MAX_WEAK_BYTES {
                        return None;
                    }
                    let readings = (block + 1..end)
                        .filter(free)
                        .filter(|block| !self.outline.blocks[*block].is_quoted);
                    readings.into_iter().find_map(|block| self.first_out(block))
                };
                lone.map(|url| (url.to_owned(), Strength::Lone))
                    .or_else(|| weak().map(|url| (url.to_owned(), Strength::Weak)))
            };
            let Some((url, strength)) = found else { continue };
            let headline = self.headline_of_section(number, block + 1..end);
            if is_blank(&headline) {
                continue;
            }
            self.found.push(Unit {
                kind: Kind::Heading,
                headline,
                url,
                strength,
                blocks: block..section.end.max(end),
                line: None,
                section: number,
                group: Group::Headings(section.level),
                is_change: false,
                page: OnceCell::new(),
            });
        }
    }

    /// A section's headline: its heading, or where that says nothing the words of the link below.
    fn headline_of_section(&self, number: usize, mut below: Range<usize>) -> String {
        let title = &self.sections[number].title;
        let words = without_images(title);
        let words = &words[numbering(&words)..];
        if !is_blank(words) && !is_change_name(words) {
            return title.clone();
        }
        let next = below.find_map(|block| {
            let text = self.text(block);
            let first = self.anchors[block].iter().find(|anchor| anchor.is_usable)?;
            Some(text[first.text.clone()].trim().to_owned())
        });
        next.unwrap_or_else(|| title.clone())
    }

    /// The first link out of a block that is no person's page.
    fn first_out(&self, block: usize) -> Option<&'o str> {
        let first =
            self.anchors[block].iter().find(|anchor| anchor.is_usable && !anchor.is_profile)?;
        Some(first.url)
    }
}

/// True for an item whose headline is a reference that nothing resolves: `[Alpha #12][]: …`. It is
/// a link to nowhere.
fn opens_with_unresolved_link(text: &str, anchors: &[Anchor<'_>]) -> bool {
    anchors.first().is_some_and(|first| {
        first.url.is_empty() && first.text.len() < 80 && text[..first.text.start].trim().is_empty()
    })
}

/// A number of items, which is far below 2³².
fn length(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The first sentence of a text without its number and the marks around it.
fn headline_of(text: &str) -> String {
    let words = without_images(&text[numbering(text)..]).into_owned();
    super::text::trim_marks(super::text::first_sentence(&words)).to_owned()
}

fn is_change_of(reading: &Reading) -> bool {
    is_commit(reading.url) || is_change(reading.url) && is_change_name(reading.words)
}

/// A row of a table: the first cell that reads as a title, and the first link of it or of the row.
fn read_row<'a>(text: &'a str, anchors: &[Anchor<'a>]) -> Option<Reading<'a>> {
    let mut start = 0;
    let mut title: Option<Range<usize>> = None;
    for cell in text.split(" | ") {
        let range = start..start + cell.len();
        start = range.end + 3;
        let says = !is_blank(cell) && cell.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if says && title.is_none() {
            title = Some(range);
        }
    }
    let title = title?;
    let usable = |anchor: &&Anchor<'a>| anchor.is_usable && !anchor.is_profile;
    let own = anchors.iter().filter(usable).find(|anchor| title.contains(&anchor.text.start));
    let first = own.or_else(|| anchors.iter().find(usable))?;
    let cell = text[title].trim();
    let words = text[first.text.clone()].trim();
    let headline = if own.is_some() && !super::text::is_generic(words) { words } else { cell };
    Some(Reading { headline: headline.to_owned(), url: first.url, shape: Shape::LinkFirst, words })
}

/// Words of links and labels before addresses that stand with several addresses.
fn recurring(outline: &Outline, anchors: &[Vec<Anchor>]) -> HashSet<String> {
    let mut urls: HashMap<String, HashSet<&str>> = HashMap::new();
    for (block, anchors) in outline.blocks.iter().zip(anchors) {
        let text = outline.text(block);
        for anchor in anchors {
            let words = if anchor.is_bare {
                &text[..anchor.text.start]
            } else {
                &text[anchor.text.clone()]
            };
            // What is longer is a headline.
            if words.len() > MAX_RECURRING {
                continue;
            }
            let words = if anchor.is_bare { label_key(words) } else { key(words) };
            if !words.is_empty() {
                urls.entry(words).or_default().insert(anchor.url);
            }
        }
    }
    urls.into_iter()
        .filter(|(words, urls)| urls.len() > 1 && !words.is_empty())
        .map(|(words, _)| words)
        .collect()
}
