//! HTML tables. A table is buffered until its end, as the number of columns is only known then.

use super::SpannedEvent;
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use std::ops::Range;

#[derive(Default)]
struct HtmlRow<'e> {
    cells: Vec<HtmlCell<'e>>,
    /// `true` if all its cells are `<th>`.
    is_header: bool,
}

struct HtmlCell<'e> {
    offset: usize,
    events: Vec<SpannedEvent<'e>>,
}

/// A table being read.
#[derive(Default)]
pub(super) struct HtmlTable<'e> {
    rows: Vec<HtmlRow<'e>>,
    in_cell: bool,
    /// Nesting depth of tables at this point, including this one.
    depth: usize,
}

impl<'e> HtmlTable<'e> {
    pub(super) fn in_cell(&self) -> bool {
        self.in_cell
    }

    /// Takes the start tag of a table, a row or a cell. Tables within cells are read as text.
    pub(super) fn start(&mut self, name: &str, at: usize) {
        match name {
            "table" => self.depth += 1,
            _ if self.depth > 1 => {}
            "tr" => {
                self.in_cell = false;
                self.rows.push(HtmlRow { cells: Vec::new(), is_header: true });
            }
            _ => {
                if self.rows.is_empty() {
                    self.rows.push(HtmlRow { cells: Vec::new(), is_header: true });
                }
                if let Some(row) = self.rows.last_mut() {
                    row.is_header &= name == "th";
                    row.cells.push(HtmlCell { offset: at, events: Vec::new() });
                }
                self.in_cell = true;
            }
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.in_cell &= self.depth > 1;
    }

    /// Takes the end tag of a table; returns `true` if it ends this table.
    pub(super) fn end(&mut self) -> bool {
        self.depth = self.depth.saturating_sub(1);
        self.depth == 0
    }

    /// Adds an event to the current cell.
    pub(super) fn push(&mut self, event: Event<'e>, range: Range<usize>) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            cell.events.push((event, range));
        }
    }

    /// Adds a line break between the contents of the current cell and the next text.
    pub(super) fn part(&mut self, at: usize) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut())
            && !cell.events.is_empty()
        {
            cell.events.push((Event::HardBreak, at..at));
        }
    }

    /// The events of the whole table; none if it is empty. The header row is empty if the table has none.
    pub(super) fn events(self, end: usize) -> Vec<SpannedEvent<'e>> {
        let has_text = |row: &HtmlRow<'_>| row.cells.iter().any(|cell| !cell.events.is_empty());
        let rows: Vec<HtmlRow<'_>> = self.rows.into_iter().filter(has_text).collect();
        let Some(start) = rows.first().and_then(|row| row.cells.first()).map(|cell| cell.offset)
        else {
            return Vec::new();
        };
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        let mut out: Vec<SpannedEvent<'_>> = Vec::new();
        let mut push = |event, at: usize| out.push((event, at..at));
        push(Event::Start(Tag::Table(vec![Alignment::None; columns])), start);
        let has_header = rows.first().is_some_and(|row| row.is_header);
        if !has_header {
            push(Event::Start(Tag::TableHead), start);
            push(Event::End(TagEnd::TableHead), start);
        }
        for (number, row) in rows.into_iter().enumerate() {
            let is_header = has_header && number == 0;
            let at = row.cells.first().map_or(start, |cell| cell.offset);
            let (tag, tag_end) = if is_header {
                (Tag::TableHead, TagEnd::TableHead)
            } else {
                (Tag::TableRow, TagEnd::TableRow)
            };
            out.push((Event::Start(tag), at..at));
            let mut last = at;
            for cell in row.cells {
                last = cell.offset;
                out.push((Event::Start(Tag::TableCell), last..last));
                for (event, range) in cell.events {
                    last = range.end;
                    out.push((event, range));
                }
                out.push((Event::End(TagEnd::TableCell), last..last));
            }
            out.push((Event::End(tag_end), last..last));
        }
        out.push((Event::End(TagEnd::Table), end..end));
        out
    }
}
