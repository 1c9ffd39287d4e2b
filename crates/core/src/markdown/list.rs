//! Layout of lists: a marker before each item, with the item's lines aligned after it.

use super::block::ListItem;
use super::document::{Role, Span};
use super::layout::{LayoutBuilder, LayoutRow, span};

/// Bullets by nesting depth.
const BULLETS: [&str; 3] = ["• ", "◦ ", "▪ "];

/// The rows of a list.
pub(super) fn rows(
    layout: &mut LayoutBuilder<'_>,
    first: Option<u64>,
    tight: bool,
    items: &[ListItem],
    cells: usize,
    base: Role,
) -> Vec<LayoutRow> {
    let bullet = layout.ambiguous.drawn(BULLETS[layout.list_depth.min(BULLETS.len() - 1)]);
    layout.list_depth += usize::from(first.is_none());
    let last = first.map(|first| first.saturating_add(items.len() as u64 - 1).to_string());
    let digits = last.map_or(0, |last| last.len());
    let mut rows: Vec<LayoutRow> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let mark = match (item.task, first) {
            (Some(true), _) => "[x] ".to_owned(),
            (Some(false), _) => "[ ] ".to_owned(),
            (None, None) => bullet.clone().into_owned(),
            (None, Some(first)) => {
                format!("{:>digits$}. ", first.saturating_add(index as u64))
            }
        };
        let rest = span(&" ".repeat(layout.ambiguous.width(&mark)), Role::Marker);
        let mark = span(&mark, Role::Marker);
        let mut own = layout.indented(
            std::slice::from_ref(&mark),
            std::slice::from_ref(&rest),
            cells,
            |layout, cells| layout.blocks(&item.blocks, cells, base, !tight),
        );
        if own.is_empty() {
            // An item without text still gets a row.
            let offset = rows.last().map_or(0, |row| row.offset);
            let text = layout.ambiguous.truncate(mark.text.trim_end(), cells);
            own.push(LayoutRow::new(vec![Span { text, ..mark }], offset));
        }
        if !tight && !rows.is_empty() {
            let offset = rows.last().map_or(0, |row| row.offset);
            rows.push(LayoutRow::new(Vec::new(), offset));
        }
        rows.extend(own);
    }
    layout.list_depth -= usize::from(first.is_none());
    rows
}
