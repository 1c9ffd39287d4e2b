//! The export dialog.

use super::paint::{CellBuffer, put};
use super::theme::{Part, Theme};
use super::{cursor_row, picker};
use crate::app::{Area, ExportDialog, Model, export_label_width};

/// Width in cells below which less space is left around the labels.
const NARROW: u16 = 50;

/// Paints the rows. Returns the cell of the text cursor if the row at the cursor takes text.
pub fn paint(
    model: &Model,
    theme: &Theme,
    area: Area,
    dialog: &ExportDialog,
    buffer: &mut CellBuffer<'_>,
) -> Option<(u16, u16)> {
    let rows = dialog.rows(&model.context);
    let gap = if area.width < NARROW { 1 } else { 3 };
    let labels = (export_label_width(&rows, &model.context) as u16).min(area.width / 2);
    let x = area.x + 2 + labels + gap;
    let room = (area.x + area.width).saturating_sub(x + 1);
    let mut cell = None;
    let shown = rows.iter().enumerate().skip(dialog.top(usize::from(area.height)));
    for ((number, row), y) in shown.zip(area.y..area.y + area.height) {
        put(buffer, area.x + 2, y, labels, &row.label, theme.part(Part::Dim));
        let is_at_cursor = number == dialog.cursor;
        if row.is_typed {
            let value = picker::tail(&row.value, usize::from(room), buffer.ambiguous);
            let used = put(buffer, x, y, room, value, theme.part(Part::Text));
            cell = is_at_cursor.then_some((x + used, y)).or(cell);
        } else {
            let signs = if is_at_cursor { 4 } else { 0 };
            let value = buffer.truncate(&row.value, usize::from(room.saturating_sub(signs)));
            let value = if is_at_cursor { format!("< {value} >") } else { value };
            put(buffer, x, y, room, &value, theme.part(Part::Text));
        }
        if is_at_cursor {
            cursor_row(theme, area, y, true, buffer);
        }
    }
    cell
}
