//! Units that are table rows.

use super::{Strength, Unit, UnitGroup, UnitKind, Units, headline_of, is_change_of};
use crate::markdown::OutlineBlockKind;
use crate::stories::anchors::Anchor;
use crate::stories::days::is_day;
use crate::stories::headline::{HeadlineReading, LinkPosition};
use crate::stories::text::{is_blank, is_generic, lower_case};
use std::cell::OnceCell;
use std::ops::Range;

impl Units<'_> {
    pub(super) fn find_rows(&mut self) {
        let outline = self.outline;
        let mut table = 0;
        let mut column = None;
        for (block, found) in outline.blocks.iter().enumerate() {
            let OutlineBlockKind::Row { is_header } = found.kind else { continue };
            if is_header {
                table = block;
                column = self.text(block).split(CELL_END).position(names_titles);
                continue;
            }
            let text = self.text(block);
            if self.row_label(block).is_some() {
                continue;
            }
            let Some(reading) = read_row(text, &self.anchors[block], column) else { continue };
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

/// What is between the cells in the text of a row.
const CELL_END: &str = " | ";

/// Headers of columns of titles, in lower case.
const TITLES: [&str; 14] = [
    "title",
    "headline",
    "article",
    "story",
    "标题",
    "標題",
    "文章",
    "タイトル",
    "記事",
    "제목",
    "titre",
    "titel",
    "título",
    "заголовок",
];

/// True for the header of a column of titles.
fn names_titles(header: &str) -> bool {
    TITLES.contains(&&*lower_case(header.trim()))
}

/// Reads a table row: the cell in the column of titles, or else the first one that can be a title, and the first
/// link in it or else in the row.
fn read_row<'a>(
    text: &'a str,
    anchors: &[Anchor<'a>],
    column: Option<usize>,
) -> Option<HeadlineReading<'a>> {
    let mut start = 0;
    let mut title: Option<Range<usize>> = None;
    for (number, cell) in text.split(CELL_END).enumerate() {
        let range = start..start + cell.len();
        start = range.end + CELL_END.len();
        let says = !is_blank(cell)
            && cell.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !is_day(cell.trim());
        if says && (title.is_none() || column == Some(number)) {
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
