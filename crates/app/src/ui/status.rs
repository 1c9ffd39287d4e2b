//! The status line.

use super::paint::{CellBuffer, put};
use super::theme::{Part, Theme};
use crate::app::{Area, Model, status_line};

/// Paints the line.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let line = status_line(model, area);
    put(buffer, area.x + 1, area.y, area.width - 1, &line.text, theme.part(line.part));
    for hint in line.hints {
        let used = put(buffer, hint.x, area.y, hint.width, &hint.key, theme.part(Part::Key));
        let room = hint.width.saturating_sub(used + 1);
        put(buffer, hint.x + used + 1, area.y, room, &hint.word, theme.part(Part::Dim));
    }
}
