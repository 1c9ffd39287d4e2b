//! The list of problems, an overlay.

use super::fill;
use super::paint::{CellBuffer, put, put_mark};
use super::theme::{Part, Theme};
use crate::app::{Area, Model, ProblemList, ProblemRow};
use crate::messages::Text;
use crate::post::Severity;

/// Title of the list: the number of findings of each severity.
pub fn heading(model: &Model) -> Text<'static> {
    let count =
        |severity| model.findings.shown.iter().filter(|one| one.severity == severity).count();
    let [hints, warnings, errors] = [Severity::Hint, Severity::Warning, Severity::Error].map(count);
    Text::Findings(hints, warnings, errors)
}

/// Paints the rows within the border.
pub fn paint(
    model: &Model,
    theme: &Theme,
    area: Area,
    list: ProblemList,
    buffer: &mut CellBuffer<'_>,
) {
    let width = model.overlay_width();
    let room = width as u16;
    if model.findings.shown.is_empty() && model.notices.history().is_empty() {
        let text = buffer.truncate(&Text::NoProblems.say(model.context.language), width);
        put(buffer, area.x + 1, area.y, room, &text, theme.part(Part::Text));
    }
    let rows = model.problem_rows();
    let shown = rows.shown(list, usize::from(area.height));
    for ((index, row), y) in shown.iter().zip(area.y..) {
        let is_path = matches!(row, ProblemRow::Path(_));
        match row {
            ProblemRow::Path(text) => {
                put(buffer, area.x + 1, y, room, text, theme.part(Part::Heading));
            }
            ProblemRow::First(severity, text) => {
                let (mark, part) = match severity {
                    Severity::Error => ("✗", Part::Error),
                    Severity::Warning => ("!", Part::Key),
                    Severity::Hint => ("·", Part::Dim),
                };
                put_mark(buffer, area.x + 1, y, mark, theme.part(part));
                let part = if *severity == Severity::Error { part } else { Part::Text };
                put(buffer, area.x + 3, y, room.saturating_sub(2), text, theme.part(part));
            }
            ProblemRow::Said(is_error, text) => {
                let (mark, part) = if *is_error { ("✗", Part::Error) } else { ("·", Part::Dim) };
                put_mark(buffer, area.x + 1, y, mark, theme.part(part));
                put(buffer, area.x + 3, y, room.saturating_sub(2), text, theme.part(Part::Text));
            }
            ProblemRow::More(text) => {
                put(buffer, area.x + 3, y, room.saturating_sub(2), text, theme.part(Part::Text));
            }
        }
        if *index == list.cursor && !is_path {
            fill(buffer, area, y, theme.part(Part::Cursor));
        }
    }
}
