//! Units that are whole lists: the first item names the page by a source line, the others are facts about it.

use super::{Strength, Unit, UnitGroup, UnitKind, Units};
use crate::markdown::OutlineBlockKind;
use crate::stories::label::is_label;
use crate::stories::text::is_generic;
use crate::web::is_web;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::cell::OnceCell;
use std::ops::Range;

impl<'o> Units<'o> {
    /// Finds the units among lists, in sections that have several of them.
    pub(super) fn find_records(&mut self) {
        let lists = self.top_lists();
        let mut pages: HashMap<usize, HashSet<&str>> = HashMap::new();
        let named = lists.into_iter().filter_map(|(list, blocks)| {
            let (headline, url) = self.record(&blocks)?;
            Some((list, blocks, headline, url))
        });
        let named: Vec<_> = named.collect();
        for (_, blocks, _, url) in &named {
            pages.entry(self.section_of[blocks.start]).or_default().insert(url);
        }
        for (list, blocks, headline, url) in named {
            let section = self.section_of[blocks.start];
            // A single one names the page of the text around it.
            if pages[&section].len() < 2 {
                continue;
            }
            self.records.insert(list);
            self.found.push(Unit {
                kind: UnitKind::Item,
                headline: headline.to_owned(),
                url: url.to_owned(),
                strength: Strength::Strong,
                blocks,
                line: None,
                section,
                group: UnitGroup::Section(section),
                is_change: false,
                page: OnceCell::new(),
            });
        }
    }

    /// True for a block in a list that is a unit.
    pub(super) fn is_in_record(&self, block: usize) -> bool {
        !self.records.is_empty()
            && self.top_list(block).is_some_and(|list| self.records.contains(&list))
    }

    /// The lists that are not within others, each with its blocks.
    fn top_lists(&self) -> Vec<(u32, Range<usize>)> {
        let mut lists: Vec<(u32, Range<usize>)> = Vec::new();
        for block in 0..self.outline.blocks.len() {
            let Some(list) = self.top_list(block) else { continue };
            match lists.last_mut() {
                Some((known, blocks)) if *known == list => blocks.end = block + 1,
                _ => lists.push((list, block..block + 1)),
            }
        }
        lists
    }

    /// The outermost list that a block is in.
    fn top_list(&self, block: usize) -> Option<u32> {
        let items = &self.outline.items;
        let mut item = self.outline.blocks[block].item?;
        while let Some(parent) = items[item as usize].parent {
            item = parent;
        }
        Some(items[item as usize].list)
    }

    /// The headline and the page of a list that begins with a source line and has more to say. A list below a
    /// paragraph belongs to it.
    fn record(&self, blocks: &Range<usize>) -> Option<(&'o str, &'o str)> {
        let first = blocks.start;
        let url = self.label_of(first).filter(|url| is_web(url) && self.is_label_alone(first))?;
        let [only] = self.anchors[first].as_slice() else { return None };
        let headline = self.text(first)[only.text.clone()].trim();
        let says_so =
            only.is_usable && !only.is_bare && !is_generic(headline) && !is_label(headline);
        let is_free = first.checked_sub(1).is_none_or(|above| {
            let above = &self.outline.blocks[above];
            above.item.is_some()
                || matches!(
                    above.kind,
                    OutlineBlockKind::Rule
                        | OutlineBlockKind::Heading { .. }
                        | OutlineBlockKind::InnerHeading { .. }
                )
        });
        (says_so && is_free && blocks.len() > 1).then_some((headline, url))
    }
}
