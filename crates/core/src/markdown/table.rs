//! Layout of tables: columns sized by their contents with wrapped cells, or records where that does not fit.

use super::block::{Alignment, Table};
use super::document::{Role, Span};
use super::flow::{Flow, FlowLine};
use super::layout::{LayoutBuilder, LayoutRow, span};
use crate::text::Ambiguous;

/// Separator of two columns.
const BORDER: &str = " │ ";
/// Minimum width of a column, in cells, unless its content is narrower.
const NARROW: usize = 4;

/// The rows of a table.
pub(super) fn rows(
    layout: &mut LayoutBuilder<'_>,
    table: &Table,
    offset: usize,
    cells: usize,
    base: Role,
) -> Vec<LayoutRow> {
    let columns = table.alignments.len();
    let rows: Vec<(usize, Vec<Flow>)> = table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let role = if index == 0 { Role::TableHeader } else { base };
            let at = row.first().map_or(offset, |cell| cell.offset);
            (at, row.iter().map(|cell| layout.flow(&cell.inlines, role)).collect())
        })
        .collect();
    let ambiguous = layout.ambiguous;
    match widths(&rows, columns, cells, ambiguous) {
        Some(widths) => grid(&rows, &widths, &table.alignments, ambiguous),
        None => records(&rows, cells, ambiguous),
    }
}

/// Width of each column in cells; `None` if the columns do not fit.
fn widths(
    rows: &[(usize, Vec<Flow>)],
    columns: usize,
    cells: usize,
    ambiguous: Ambiguous,
) -> Option<Vec<usize>> {
    let mut natural = vec![1; columns];
    let mut least = vec![1; columns];
    for (_, row) in rows {
        for (column, flow) in row.iter().enumerate().take(columns) {
            let lines =
                flow.text().split('\n').map(|line| ambiguous.width(line)).max().unwrap_or(0);
            natural[column] = lines.max(natural[column]);
            // The width of the longest word, but never more than a third of the table.
            let words = flow.text().split([' ', '\n']);
            let word = words.map(|word| longest_piece(word, ambiguous)).max().unwrap_or(0);
            least[column] = word.min(cells / 3).max(least[column]);
        }
    }
    for (least, natural) in least.iter_mut().zip(&natural) {
        *least = (*least).max(NARROW.min(*natural));
    }
    let borders = BORDER.chars().count() * columns.saturating_sub(1);
    let room = cells.checked_sub(borders)?;
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    if least.iter().sum::<usize>() > room {
        return None;
    }
    Some(share(&natural, &least, room))
}

/// Width in cells of the longest part of a word that cannot be split: the whole word, or two cells for CJK.
fn longest_piece(word: &str, ambiguous: Ambiguous) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in word.chars() {
        if crate::text::is_joining(character) {
            run = 2;
        } else {
            run += ambiguous.width(character.encode_utf8(&mut [0; 4])).max(1);
        }
        longest = longest.max(run);
    }
    longest
}

/// Gives every column its minimum, then shares the rest in proportion to what each still needs.
fn share(natural: &[usize], least: &[usize], room: usize) -> Vec<usize> {
    let mut widths = least.to_vec();
    let left = room - least.iter().sum::<usize>();
    let missing: Vec<usize> =
        natural.iter().zip(least).map(|(n, l)| n.saturating_sub(*l)).collect();
    let all: usize = missing.iter().sum::<usize>().max(1);
    for (width, missing) in widths.iter_mut().zip(&missing) {
        *width += (left * missing / all).min(*missing);
    }
    // Cells left over by rounding go to the first columns that need them.
    let mut spare = room - widths.iter().sum::<usize>();
    for (width, natural) in widths.iter_mut().zip(natural) {
        let more = spare.min(natural.saturating_sub(*width)).min(1);
        *width += more;
        spare -= more;
    }
    widths
}

fn grid(
    rows: &[(usize, Vec<Flow>)],
    widths: &[usize],
    alignments: &[Alignment],
    ambiguous: Ambiguous,
) -> Vec<LayoutRow> {
    let (border, line) = (ambiguous.drawn(BORDER), ambiguous.drawn("─"));
    let mut out = Vec::new();
    for (index, (offset, row)) in rows.iter().enumerate() {
        // An HTML table may have no header.
        if index == 0 && row.iter().all(|flow| flow.text().trim().is_empty()) {
            continue;
        }
        let mut columns: Vec<std::vec::IntoIter<FlowLine>> = widths
            .iter()
            .enumerate()
            .map(|(column, cells)| {
                let lines = row.get(column).map(|flow| flow.lines(*cells, *cells, ambiguous));
                lines.unwrap_or_default().into_iter()
            })
            .collect();
        let height = columns.iter().map(ExactSizeIterator::len).max().unwrap_or(1).max(1);
        for _ in 0..height {
            let mut spans = Vec::new();
            for (column, lines) in columns.iter_mut().enumerate() {
                if column > 0 {
                    spans.push(span(&border, Role::TableFrame));
                }
                let line = lines.next().map_or_else(Vec::new, |line| line.spans);
                let used = line.iter().map(|span| ambiguous.width(&span.text)).sum();
                aligned(line, (used, widths[column]), alignments[column], &mut spans);
            }
            trim_end(&mut spans);
            out.push(LayoutRow::new(spans, *offset));
        }
        if index == 0 {
            let lines: Vec<String> = widths.iter().map(|cells| line.repeat(*cells)).collect();
            out.push(LayoutRow::new(
                vec![span(&lines.join(&*ambiguous.drawn("─┼─")), Role::TableFrame)],
                *offset,
            ));
        }
    }
    out
}

/// Adds a line of a cell with `used` cells, padded with blanks to `cells`.
fn aligned(
    line: Vec<Span>,
    (used, cells): (usize, usize),
    alignment: Alignment,
    out: &mut Vec<Span>,
) {
    let blank = cells.saturating_sub(used);
    let before = match alignment {
        Alignment::Left => 0,
        Alignment::Center => blank / 2,
        Alignment::Right => blank,
    };
    let blanks = |count: usize, out: &mut Vec<Span>| {
        if count > 0 {
            out.push(span(&" ".repeat(count), Role::TableFrame));
        }
    };
    blanks(before, out);
    out.extend(line);
    blanks(blank - before, out);
}

/// Removes blanks at the end of a line.
fn trim_end(spans: &mut Vec<Span>) {
    while let Some(last) = spans.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            return;
        }
        spans.pop();
    }
}

/// Lays out each row as `header: value` lines.
fn records(rows: &[(usize, Vec<Flow>)], cells: usize, ambiguous: Ambiguous) -> Vec<LayoutRow> {
    let Some(((head_offset, head), body)) = rows.split_first() else { return Vec::new() };
    if body.is_empty() {
        let lines = head.iter().flat_map(|flow| flow.lines(cells, cells, ambiguous));
        return lines.map(|line| LayoutRow::new(line.spans, *head_offset)).collect();
    }
    let mut out = Vec::new();
    for (index, (offset, row)) in body.iter().enumerate() {
        if index > 0 {
            let line = ambiguous.drawn("─").repeat(cells.min(8));
            out.push(LayoutRow::new(vec![span(&line, Role::TableFrame)], *offset));
        }
        for (column, flow) in row.iter().enumerate() {
            if flow.text().trim().is_empty() {
                continue;
            }
            let name = head.get(column).map(Flow::written).unwrap_or_default().replace('\n', " ");
            let name = ambiguous.truncate(name.trim(), cells.saturating_sub(1));
            let mut label = if name.is_empty() { name } else { format!("{name}:") };
            // A name that leaves too little room for its value has a line of its own.
            let mut used = ambiguous.width(&label) + usize::from(!label.is_empty());
            if used * 2 > cells {
                out.push(LayoutRow::new(vec![span(&label, Role::TableHeader)], *offset));
                label.clear();
                used = 0;
            }
            for line in flow.lines(cells - used, cells, ambiguous) {
                let mut spans = Vec::new();
                if !label.is_empty() {
                    label.push(' ');
                    spans.push(span(&std::mem::take(&mut label), Role::TableHeader));
                }
                spans.extend(line.spans);
                out.push(LayoutRow::new(spans, *offset));
            }
        }
    }
    out
}
