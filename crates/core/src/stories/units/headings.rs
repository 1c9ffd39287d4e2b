//! Units that are headings with the text below them.

use super::items::opens_with_unresolved_link;
use super::{Strength, Unit, UnitGroup, UnitKind, Units, label_key, names_change};
use crate::markdown::OutlineBlockKind;
use crate::stories::anchors::{Anchor, ChangePage, PageKind};
use crate::stories::headline::{LinkPosition, read, read_sentence};
use crate::stories::label::names_page;
use crate::stories::roles::begins_request;
use crate::stories::rubrics::{is_rubric, names_cover, names_kind};
use crate::stories::sections::SectionRole;
use crate::stories::text::{is_blank, is_change_name, is_generic, numbering, without_images};
use crate::text::words;
use crate::web::is_web;
use std::cell::OnceCell;
use std::ops::Range;

/// Maximum text length, in bytes, of a section that takes its page from the first link in its text: news
/// items are short, essays are not.
pub(super) const MAX_WEAK_BYTES: usize = 1_500;

/// Maximum number of words in a heading that may be that of a section in every issue.
const MAX_SECTION_WORDS: usize = 6;

impl<'o> Units<'o> {
    pub(super) fn find_headings(&mut self) {
        for number in 1..self.sections.len() {
            let section = &self.sections[number];
            let Some(block) = section.heading else { continue };
            if section.role == SectionRole::Part || names_cover(&section.title) {
                continue;
            }
            let text = self.text(block);
            // Own blocks, and those of the section's parts.
            let mut end = section.direct_end;
            let mut last = number;
            for (next, part) in self.sections.iter().enumerate().skip(number + 1) {
                if part.role != SectionRole::Part || part.level <= section.level {
                    break;
                }
                end = part.direct_end;
                last = next;
            }
            let label = (number..=last).find_map(|part| self.labels.get(&part));
            let label = label.filter(|(url, _)| is_web(url));
            let is_own = |anchor: &&Anchor| anchor.page == PageKind::Content && !anchor.is_profile;
            let mut own = self.anchors[block].iter().filter(is_own);
            let first_own = own.next().filter(|_| own.next().is_none());
            let first_own = first_own
                .filter(|anchor| !text[anchor.text.clone()].trim_start().starts_with("[image: "));
            let found = if let Some((url, _)) = label {
                Some(((*url).to_owned(), Strength::Labelled))
            } else if let Some(anchor) = first_own {
                Some((anchor.url.to_owned(), Strength::Strong))
            } else {
                let free =
                    |block: &usize| self.outline.blocks[*block].kind == OutlineBlockKind::Paragraph;
                // Links listed in a part such as `References` do not count as the section's own.
                let is_own_part =
                    |block: &usize| !self.sections[self.section_of[*block]].names_references;
                let lone = (block + 1..end)
                    .filter(free)
                    .filter(is_own_part)
                    .filter(|block| !self.is_change_item(*block))
                    .filter(|block| self.first_out(*block).is_some())
                    .filter_map(|block| {
                        Some((block, self.lone_link(block).or_else(|| self.named_link(block))?))
                    })
                    .find(|(block, _)| !begins_request(self.text(*block)))
                    .map(|(_, url)| url);
                let texts = || (block + 1..end).map(|block| self.text(block));
                let weak = || {
                    if is_longer(texts, MAX_WEAK_BYTES) {
                        return None;
                    }
                    let mut readings = (block + 1..end)
                        .filter(free)
                        .filter(|block| !self.outline.blocks[*block].is_quoted);
                    let first = readings.find(|block| self.first_out(*block).is_some())?;
                    let is_apart = self.is_change_item(first) || self.is_unresolved_item(first);
                    self.first_out(first).filter(|_| !is_apart)
                };
                let source = || self.sources_of(number).find_map(|block| self.first_out(block));
                lone.or_else(source)
                    .map(|url| (url.to_owned(), Strength::Lone))
                    .or_else(|| weak().map(|url| (url.to_owned(), Strength::Weak)))
            };
            let Some((url, strength)) = found else { continue };
            let mut headline = self.headline_of_section(number, block + 1..end);
            let is_category = || {
                is_rubric(&headline)
                    || names_kind(&headline)
                    || headline.trim_end().ends_with([':', '：'])
            };
            if strength < Strength::Strong && is_category() {
                headline = self.words_with(block + 1..end, &url, strength).unwrap_or(headline);
            }
            if is_blank(&headline) {
                continue;
            }
            self.found.push(Unit {
                kind: UnitKind::Heading,
                headline,
                url,
                strength,
                blocks: block..section.end.max(end),
                line: None,
                section: number,
                group: UnitGroup::Headings(section.level),
                is_change: false,
                page: OnceCell::new(),
            });
        }
    }

    /// The blocks of the lists of sources that a section has as its own, also behind sections below it.
    pub fn sources_of(&self, number: usize) -> impl Iterator<Item = usize> {
        let sections = &self.sections;
        let own = (number + 1..sections.len())
            .take_while(move |below| sections[*below].level > sections[number].level)
            .map(move |below| &sections[below])
            .filter(move |below| below.parent == Some(number) && below.is_list_of_sources());
        own.flat_map(|list| list.body()..list.direct_end)
    }

    /// The headline of a section: its heading without its number or, where that says nothing, the text of the
    /// first link below.
    fn headline_of_section(&self, number: usize, mut below: Range<usize>) -> String {
        let title = &self.sections[number].title;
        let title = &title[numbering(title)..];
        let words = without_images(title);
        if !is_blank(&words) && !is_change_name(&words) {
            return title.to_owned();
        }
        let next = below.find_map(|block| {
            let text = self.text(block);
            let first = self.anchors[block].iter().find(|anchor| anchor.is_usable)?;
            Some(text[first.text.clone()].trim().to_owned())
        });
        next.unwrap_or_else(|| title.to_owned())
    }

    /// The headline of the text below a short heading that does not name its page itself.
    pub fn words_below(&self, unit: &Unit) -> Option<String> {
        let is_short = unit.kind == UnitKind::Heading && words(&unit.headline) <= MAX_SECTION_WORDS;
        let below = unit.blocks.start + 1..unit.blocks.end;
        let found = is_short.then(|| self.words_with(below, &unit.url, unit.strength)).flatten()?;
        // A word or a question to the readers says no more than the heading.
        let says_more = words(&found) > 2 && !found.ends_with(['?', '？']);
        (says_more && !begins_request(&found)).then_some(found)
    }

    /// The headline of the text that names a page, if the heading above it does not.
    fn words_with(&self, below: Range<usize>, url: &str, strength: Strength) -> Option<String> {
        match strength {
            Strength::Weak => self.sentence_with(below, url),
            Strength::Lone => self.words_of_lone(below, url),
            Strength::Strong | Strength::Labelled => None,
        }
    }

    /// The words of the link that is alone in its paragraph and leads to a page, if they are a title.
    fn words_of_lone(&self, mut below: Range<usize>, url: &str) -> Option<String> {
        let block = below.find(|block| self.lone_link(*block) == Some(url))?;
        let only = self.anchors[block].iter().find(|anchor| anchor.is_usable && !anchor.is_bare)?;
        let text = self.text(block)[only.text.clone()].trim();
        (words(text) > 2 && !is_generic(text)).then(|| text.to_owned())
    }

    /// The words of the link to a page that opens a paragraph, or the first sentence of the paragraph with it.
    fn sentence_with(&self, mut below: Range<usize>, url: &str) -> Option<String> {
        let block = below.find(|block| self.first_out(*block) == Some(url))?;
        let text = self.text(block);
        let anchors = &self.anchors[block];
        let opening = read(text, 0..text.len(), anchors, 0)
            .filter(|reading| reading.shape == LinkPosition::LinkFirst && reading.url == url);
        let reading = opening.or_else(|| read_sentence(text, 0..text.len(), anchors))?;
        Some(reading.headline)
    }

    /// The address in a block that is one link behind a label that recurs or ends in a word such as `主页`.
    fn named_link(&self, block: usize) -> Option<&'o str> {
        let text = self.text(block);
        let only = self.only_usable(block)?;
        let label = text[..only.text.start].trim_end().strip_suffix([':', '：'])?;
        let is_label = self.recurring.contains(&label_key(label)) || names_page(label);
        (is_label && is_blank(&text[only.text.end..])).then_some(only.url)
    }

    /// True for an item of a list of changes: it opens with the number, the hash or the address of one.
    fn is_change_item(&self, block: usize) -> bool {
        let text = self.text(block);
        let first =
            self.anchors[block].first().filter(|_| self.outline.blocks[block].item.is_some());
        first.is_some_and(|anchor| {
            is_blank(&text[..anchor.text.start])
                && (names_change(&text[anchor.text.clone()], anchor.url)
                    || anchor.is_bare && ChangePage::at(anchor.url).is_some())
        })
    }

    /// True for an item whose own page is unknown: it opens with a reference that leads nowhere.
    fn is_unresolved_item(&self, block: usize) -> bool {
        self.outline.blocks[block].item.is_some()
            && opens_with_unresolved_link(self.text(block), &self.anchors[block])
    }

    /// The first usable link of a block that does not lead to a person's page.
    fn first_out(&self, block: usize) -> Option<&'o str> {
        let first =
            self.anchors[block].iter().find(|anchor| anchor.is_usable && !anchor.is_profile)?;
        Some(first.url)
    }
}

/// True for texts of more than so many bytes, where letters of two bytes, such as Cyrillic ones, count as one.
pub(super) fn is_longer<'t, T: Iterator<Item = &'t str>>(
    texts: impl Fn() -> T,
    most: usize,
) -> bool {
    let is_second = |byte: &u8| matches!(byte, 0xC2..=0xDF);
    // The bytes alone nearly always decide.
    let bytes: usize = texts().map(str::len).sum();
    let seconds = || {
        let texts = texts().filter(|text| !text.is_ascii());
        texts.map(|text| text.bytes().filter(is_second).count()).sum::<usize>()
    };
    bytes > 2 * most || bytes > most && bytes - seconds() > most
}
