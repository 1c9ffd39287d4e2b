//! Units that are table rows.

use super::{Strength, Unit, UnitGroup, UnitKind, Units, headline_of, is_change_of};
use crate::markdown::OutlineBlockKind;
use crate::stories::anchors::Anchor;
use crate::stories::headline::{HeadlineReading, LinkPosition};
use crate::stories::text::{is_blank, is_generic};
use std::cell::OnceCell;
use std::ops::Range;

impl Units<'_> {
    pub(super) fn find_rows(&mut self) {
        let outline = self.outline;
        let mut table = 0;
        for (block, found) in outline.blocks.iter().enumerate() {
            let OutlineBlockKind::Row { is_header } = found.kind else { continue };
            if is_header {
                table = block;
                continue;
            }
            let text = self.text(block);
            if self.row_label(block).is_some() {
                continue;
            }
            let Some(reading) = read_row(text, &self.anchors[block]) else { continue };
            let is_change = is_change_of(&reading);
            self.found.push(Unit {
                kind: UnitKind::Row,
                headline: reading.headline,
                url: reading.url.to_owned(),
                strength: Strength::Strong,
                blocks: block..block + 1,
                line: None,
                section: self.section_of[block],
                group: UnitGroup::Table(table),
                is_change,
                page: OnceCell::new(),
            });
        }
    }
}

/// Reads a table row: the first cell that can be a title, and the first link in it or else in the row.
fn read_row<'a>(text: &'a str, anchors: &[Anchor<'a>]) -> Option<HeadlineReading<'a>> {
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
    let headline =
        if own.is_some() && !is_generic(words) { words.to_owned() } else { headline_of(cell) };
    let is_said = !is_blank(&headline);
    is_said.then_some(HeadlineReading {
        headline,
        url: first.url,
        shape: LinkPosition::LinkFirst,
        words,
    })
}
