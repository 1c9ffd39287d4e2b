//! Units that are list items.

use super::{
    Strength, Unit, UnitGroup, UnitKind, Units, headline_of, is_change_of, key, label_key,
    only_link,
};
use crate::markdown::OutlineItem;
use crate::post::day_within;
use crate::stories::anchors::Anchor;
use crate::stories::headline::{
    HeadlineReading, LinkPosition, MAX_LABEL_WORDS, opens_elsewhere, read, read_sentence,
};
use crate::stories::label::is_page_label;
use crate::stories::text::is_blank;
use crate::text::words;
use crate::web::is_web;
use std::cell::OnceCell;

impl<'o> Units<'o> {
    /// Finds the units among list items. Where an item names no page, the items nested in it may be units.
    pub(super) fn find_items(&mut self) {
        let outline = self.outline;
        // Indices of each item's blocks, without those of items nested in it.
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
            let is_quoted = outline.blocks[first].is_quoted && outline.blocks[first].item.is_none();
            if is_quoted || self.is_in_record(first) {
                continue;
            }
            // The page may be named in a nested item: by an address alone, or by a source line.
            let below = || {
                let children = outline.items.iter().zip(&own).skip(index + 1);
                let of_child = |(child, blocks): (&OutlineItem, &Vec<usize>)| {
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
                let reading =
                    HeadlineReading { headline, url, shape: LinkPosition::AddressLast, words: "" };
                Some((reading, Strength::Strong))
            };
            let read = self.reading_of_item(&own[index]);
            let read = if self.anchors[first].is_empty() { read.or_else(below) } else { read };
            let read = read.or_else(|| self.bare_address(first, end_of[index]));
            let nested = outline.items.get(index + 1);
            let nested = nested.filter(|nested| nested.parent == Some(length(index)));
            let nested = nested.and_then(|_| own[index + 1].first());
            let read = nested.and_then(|block| self.event(first, *block)).or(read);
            let Some((reading, strength)) = read else { continue };
            if is_blank(&reading.headline) {
                continue;
            }
            is_taken[index] = true;
            let is_change = is_change_of(&reading);
            self.found.push(Unit {
                kind: UnitKind::Item,
                headline: reading.headline,
                url: reading.url.to_owned(),
                strength,
                blocks: first..end_of[index],
                line: None,
                section: self.section_of[first],
                group: UnitGroup::List(item.list),
                is_change,
                page: OnceCell::new(),
            });
        }
    }

    /// Reads an item that is only an address, with its headline in the words below it.
    fn bare_address(&self, block: usize, end: usize) -> Option<(HeadlineReading<'o>, Strength)> {
        let only = only_link(self.text(block), &self.anchors[block]).filter(|only| only.is_bare)?;
        let mut below = (block + 1..end).filter(|next| self.anchors[*next].is_empty());
        let words =
            below.find_map(|next| Some(headline_of(self.text(next))).filter(|it| !is_blank(it)));
        let (headline, shape) = (words?, LinkPosition::LinkFirst);
        Some((HeadlineReading { headline, url: only.url, shape, words: "" }, Strength::Weak))
    }

    /// Reads an item with the day of an event and a link to those who hold it, in columns, whose `nested` item
    /// begins with the link to the event itself.
    fn event(&self, block: usize, nested: usize) -> Option<(HeadlineReading<'o>, Strength)> {
        let host = self.anchors[block].first()?;
        let before = &self.text(block)[..host.text.start];
        let has_day = || before.trim_end().ends_with(['|', '｜']) && day_within(before).is_some();
        let text = self.text(nested);
        let event = has_day().then(|| read(text, 0..text.len(), &self.anchors[nested], 0))??;
        (event.shape == LinkPosition::LinkFirst).then_some((event, Strength::Strong))
    }

    fn reading_of_item(&self, blocks: &[usize]) -> Option<(HeadlineReading<'o>, Strength)> {
        let first = *blocks.iter().find(|block| !is_blank(self.text(**block)))?;
        let text = self.text(first);
        let lead = self.outline.blocks[first].strong_lead as usize;
        if let Some(url) = self.label_of(first) {
            if self.is_label_alone(first) {
                return None;
            }
            let reading = HeadlineReading {
                headline: headline_of(text),
                url,
                shape: LinkPosition::AddressLast,
                words: "",
            };
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
        // A later block of the item may name the page, by a label or by a link alone.
        let headline = || HeadlineReading {
            headline: headline_of(text),
            url: "",
            shape: LinkPosition::AddressLast,
            words: "",
        };
        for block in blocks.iter().filter(|block| **block != first) {
            if self.outline.blocks[*block].is_quoted {
                continue;
            }
            let url = self.label_of(*block).or_else(|| self.lone_link(*block));
            if let Some(url) = url.filter(|url| is_web(url)) {
                return Some((HeadlineReading { url, ..headline() }, Strength::Strong));
            }
        }
        let reading = read_sentence(text, whole, &self.anchors[first])?;
        let says_more = !reading.words.is_empty() || text.len() > 12;
        (says_more && !self.is_label_only(text, &reading)).then_some((reading, Strength::Weak))
    }

    /// True for an item that is only a link whose text recurs, perhaps after a label, or a short label with an
    /// address.
    fn is_label_only(&self, text: &str, reading: &HeadlineReading) -> bool {
        let rest = text.replace(reading.words, "");
        if is_page_label(&rest) {
            return true;
        }
        if self.recurring.is_empty() {
            return false;
        }
        let is_led = || {
            text.split_once(reading.words).is_some_and(|(label, behind)| {
                let label = label.trim_end();
                let is_label = label.ends_with([':', '：']) && words(label) <= MAX_LABEL_WORDS;
                is_label && is_blank(behind)
            })
        };
        self.recurring.contains(&key(reading.words)) && (is_blank(&rest) || is_led())
            || self.recurring.contains(&label_key(&rest))
    }
}

/// True for an item whose headline is an unresolved reference link, as in `[Alpha #12][]: …`, which
/// leads nowhere.
pub(super) fn opens_with_unresolved_link(text: &str, anchors: &[Anchor<'_>]) -> bool {
    anchors.first().is_some_and(|first| {
        first.url.is_empty() && first.text.len() < 80 && text[..first.text.start].trim().is_empty()
    })
}

/// Converts a number of items, which is far below 2³².
fn length(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
