//! The parts of an outline that may be news items: sections, list items, paragraphs and table rows,
//! each with its headline and the page it names.

mod headings;
mod items;
mod paragraphs;
mod records;
mod rows;

use super::anchors::{Anchor, ChangePage, anchors, leave_out_pictures, leave_out_speakers};
use super::headline::{HeadlineReading, LinkPosition};
use super::label::{is_label, is_page_label, labelled};
use super::sections::{OutlineSection, sections};
use super::text::{is_blank, is_change_name, lower_case, numbering, without_images};
use crate::markdown::{Outline, OutlineBlockKind};
use crate::post::PageId;
use crate::web::is_web;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::cell::OnceCell;
use std::ops::Range;

/// Form of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum UnitKind {
    /// A heading with the text below it.
    Heading,
    /// An item of a list.
    Item,
    /// A paragraph that begins with a number, with the blocks up to the next one.
    Numbered,
    /// A paragraph that opens with a link or with strong text.
    Paragraph,
    /// A strong line with an address in the line or block below.
    StrongLine,
    /// A row of a table.
    Row,
}

/// Certainty with which a unit names its page, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The first link to a page within the text.
    Weak,
    /// A paragraph below a heading that consists of one link.
    Lone,
    /// A headline with its link or address.
    Strong,
    /// A labelled source.
    Labelled,
}

/// A part of a text that may be a news item.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub kind: UnitKind,
    pub headline: String,
    pub url: String,
    pub strength: Strength,
    /// Its blocks in the outline.
    pub blocks: Range<usize>,
    /// Byte range in the block's text, for a unit that is one or more lines of a paragraph.
    pub line: Option<Range<usize>>,
    /// Index of the section it is in, or of the section it is.
    pub section: usize,
    /// Group of similar units it belongs to: a list, a table or a section.
    pub group: UnitGroup,
    /// Set if the link's text is a hash or a change number, or if the link leads to a commit.
    pub is_change: bool,
    page: OnceCell<PageId>,
}

impl Unit {
    /// Identity of its page.
    pub fn page(&self) -> PageId {
        *self.page.get_or_init(|| PageId::of(&self.url))
    }
}

/// A set of similar units that are judged together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum UnitGroup {
    List(u32),
    Table(usize),
    Section(usize),
    Headings(u8),
}

/// All units of an outline, in the order of the text, with what else was found in it.
pub(super) struct Units<'o> {
    pub outline: &'o Outline,
    pub anchors: Vec<Vec<Anchor<'o>>>,
    pub sections: Vec<OutlineSection>,
    /// Index of the section of each block.
    pub section_of: Vec<usize>,
    pub found: Vec<Unit>,
    /// Number of items in each list.
    pub list_sizes: HashMap<u32, usize>,
    /// Labelled address among each section's own blocks, and the index of the block with it.
    pub labels: HashMap<usize, (&'o str, usize)>,
    /// Link texts and labels, such as `reddit`, that recur with other addresses.
    pub recurring: HashSet<String>,
    /// Lists that are units as a whole.
    records: HashSet<u32>,
    next_starts: Vec<(usize, usize)>,
    /// Address named by a source line in each block.
    block_labels: Vec<Option<&'o str>>,
}

/// Maximum length, in bytes, of a link's text or of the label before an address that can recur.
const MAX_RECURRING: usize = 32;

/// Maximum number of links in the text of one report below a heading or a strong line.
pub(super) const MAX_REPORT_LINKS: usize = 2;

/// Maximum number of words in the state of a change.
const MAX_STATE_WORDS: usize = 4;

/// Maximum number of words in a block that is only a source line.
const MAX_LABEL_WORDS: usize = 24;

/// The text of a link in the form in which links are compared: trimmed of punctuation, in lower case.
fn key(words: &str) -> String {
    lower_case(words.trim_matches(|c: char| !c.is_alphanumeric())).into_owned()
}

/// The label before an address in the form in which labels are compared: a [`key`] without digits, as a
/// label may be numbered.
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
        let mut anchors: Vec<Vec<Anchor>> =
            outline.blocks.iter().map(|block| anchors(outline, block)).collect();
        leave_out_speakers(outline, &mut anchors);
        leave_out_pictures(outline, &mut anchors);
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
            records: HashSet::default(),
        };
        units.find_records();
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

    /// Address named by a source line in the block.
    fn label_of(&self, block: usize) -> Option<&'o str> {
        self.block_labels[block]
    }

    /// True for a block that only names its source, in one line or several short ones, or does so first.
    fn is_label_alone(&self, block: usize) -> bool {
        let found = &self.outline.blocks[block];
        let text = self.text(block);
        let mut lines = self.outline.lines_of(found);
        let first = lines.next();
        lines.next().is_none()
            || crate::text::words(text) <= MAX_LABEL_WORDS
            || labelled(text, first.into_iter(), &self.anchors[block]).is_some()
    }

    fn find_labels(&mut self) {
        for block in 0..self.outline.blocks.len() {
            let found = &self.outline.blocks[block];
            if self.anchors[block].is_empty() || self.is_in_record(block) {
                continue;
            }
            match found.kind {
                OutlineBlockKind::Paragraph => {}
                OutlineBlockKind::Row { .. } => {
                    if let Some(url) = self.row_label(block) {
                        self.labels.entry(self.section_of[block]).or_insert((url, block));
                    }
                    continue;
                }
                _ => continue,
            }
            // A source at the end of a list item's text belongs to the item, as does one in a list below it.
            let is_below =
                found.item.is_some_and(|item| self.outline.items[item as usize].parent.is_some());
            if is_below || found.item.is_some() && !self.is_label_alone(block) {
                continue;
            }
            if let Some(url) = self.label_of(block) {
                let section = self.section_of[block];
                let known = self.labels.get(&section);
                if known.is_none_or(|(known, _)| !is_web(known) && is_web(url)) {
                    self.labels.insert(section, (url, block));
                }
            }
        }
    }

    /// The address in a row of a table of facts, after a label.
    fn row_label(&self, block: usize) -> Option<&'o str> {
        let (label, _) =
            self.text(block).split_once(" | ").filter(|(_, rest)| !rest.contains(" | "))?;
        let [only] = self.anchors[block].as_slice() else { return None };
        (is_label(label) && only.is_usable && only.text.start > label.len()).then_some(only.url)
    }

    /// True for a section with several numbered or strong lines that each have a source line of their own.
    pub fn has_labelled_lines(&self, section: usize) -> bool {
        let body = self.sections[section].body()..self.sections[section].direct_end;
        // The units are in the order of the text.
        let start = self.found.partition_point(|unit| unit.blocks.start < body.start);
        let own = self.found[start..].iter().take_while(|unit| unit.blocks.start < body.end);
        own.filter(|unit| matches!(unit.kind, UnitKind::Numbered | UnitKind::StrongLine))
            .filter(|unit| unit.strength >= Strength::Strong && unit.line.is_none())
            .filter(|unit| unit.blocks.clone().skip(1).any(|block| self.label_of(block).is_some()))
            .nth(1)
            .is_some()
    }

    fn is_recurring(&self, reading: &HeadlineReading) -> bool {
        match reading.shape {
            LinkPosition::AddressLast if is_page_label(&reading.headline) => true,
            _ if self.recurring.is_empty() => false,
            LinkPosition::LinkFirst => {
                !is_change_name(reading.words) && self.recurring.contains(&key(reading.words))
            }
            LinkPosition::AddressLast => self.recurring.contains(&label_key(&reading.headline)),
            LinkPosition::StrongFirst | LinkPosition::LinkAmid => false,
        }
    }

    /// The only usable link of a block.
    fn only_usable(&self, block: usize) -> Option<&Anchor<'o>> {
        let mut usable = self.anchors[block].iter().filter(|anchor| anchor.is_usable);
        usable.next().filter(|_| usable.next().is_none())
    }

    /// The address in a block that consists of one link; an image beside it is allowed.
    pub fn lone_link(&self, block: usize) -> Option<&'o str> {
        let text = self.text(block);
        let only = self.only_usable(block)?;
        is_alone(text, &(0..text.len()), &only.text).then_some(only.url)
    }
}

/// The first sentence of a text, without its number and the punctuation around it.
fn headline_of(text: &str) -> String {
    let words = without_images(&text[numbering(text)..]).into_owned();
    super::text::trim_marks(super::text::first_sentence(&words)).to_owned()
}

fn is_change_of(reading: &HeadlineReading) -> bool {
    // A few words beside the bare address of a change are its state: `(open 12 days)`.
    let is_state = || {
        reading.shape == LinkPosition::LinkAmid
            && is_web(reading.words)
            && ChangePage::at(reading.url).is_some()
            && crate::text::words(&reading.headline) <= MAX_STATE_WORDS
    };
    names_change(reading.words, reading.url) || is_state()
}

/// True for a link that leads to a commit, or whose text is the number or the hash of a change.
fn names_change(words: &str, url: &str) -> bool {
    match ChangePage::at(url) {
        Some(ChangePage::Commit) => true,
        Some(ChangePage::Report) => is_change_name(words) || is_last_part(words, url),
        None => false,
    }
}

/// True for a text that is the last part of an address, as the bare number of a change is.
fn is_last_part(words: &str, url: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    !words.is_empty() && url.trim_end_matches('/').rsplit('/').next() == Some(words)
}

/// The link of a text without other words than a number, if it names a page. `anchors` are those of the text.
fn only_link<'n, 'o>(text: &str, anchors: &'n [Anchor<'o>]) -> Option<&'n Anchor<'o>> {
    let [only] = anchors else { return None };
    let start = numbering(text).min(only.text.start);
    let is_alone = is_alone(text, &(start..text.len()), &only.text);
    (only.is_usable && is_alone).then_some(only)
}

/// True for a link with no words beside it in a part of a text.
pub(super) fn is_alone(text: &str, part: &Range<usize>, link: &Range<usize>) -> bool {
    is_blank(&[&text[part.start..link.start], &text[link.end..part.end]].concat())
}

/// Link texts, and labels before addresses, that occur with more than one address.
fn recurring(outline: &Outline, anchors: &[Vec<Anchor>]) -> HashSet<String> {
    // The first address of each, and whether there is another one.
    let mut urls: HashMap<String, (&str, bool)> = HashMap::new();
    for (block, anchors) in outline.blocks.iter().zip(anchors) {
        let text = outline.text(block);
        for anchor in anchors {
            let words = if anchor.is_bare {
                &text[..anchor.text.start]
            } else {
                &text[anchor.text.clone()]
            };
            // Longer text is a headline.
            if words.len() > MAX_RECURRING {
                continue;
            }
            let words = if anchor.is_bare { label_key(words) } else { key(words) };
            if !words.is_empty() {
                let (first, has_other) = urls.entry(words).or_insert((anchor.url, false));
                *has_other |= *first != anchor.url;
            }
        }
    }
    urls.into_iter().filter(|(_, (_, has_other))| *has_other).map(|(words, _)| words).collect()
}
