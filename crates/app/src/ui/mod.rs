//! Painting of the model into cells: one pure function, with one file per pane.
//!
//! Owns the look of everything. Changes nothing, and computes nothing that the size of a pane depends on:
//! geometry comes from `app::panes`.

mod attachments;
mod dossier;
mod export;
mod facets;
mod first_steps;
mod link_cells;
mod list;
mod overlay;
mod paint;
mod picker;
mod pictures;
mod problems;
mod query_bar;
mod reader;
mod status;
mod theme;
mod trends;
mod window_title;

pub use attachments::{Attachments, PlacedPicture};
pub use link_cells::{LinkCells, LinkRun, terminal_address};
pub use theme::{Depth, Part, Theme};
pub use window_title::window_title;

use crate::app::{Area, Model, Overlay, Page, Pane, SMALLEST};
use crate::messages::Text;
use paint::{CellBuffer, put, put_mark, rect};
use ratatui::Frame;
use ratatui::style::{Color, Modifier, Style};

/// Paints the model.
pub fn view(model: &Model, theme: &Theme, frame: &mut Frame) {
    view_with_attachments(model, theme, frame);
}

/// Paints the model; returns what the cells of the frame have no place for.
pub fn view_with_attachments(model: &Model, theme: &Theme, frame: &mut Frame) -> Attachments {
    let whole = frame.area();
    let mut buffer = CellBuffer::new(frame.buffer_mut(), model.context.config.ambiguous_width);
    let buffer = &mut buffer;
    buffer.set_style(whole, theme.part(Part::Text));
    let Some(panes) = model.context.panes() else {
        let text = Text::TooSmall(SMALLEST.width, SMALLEST.height).say(model.context.language);
        if whole.height > 0 {
            put(buffer, 0, 0, whole.width, &text, theme.part(Part::Text));
        }
        return Attachments::default();
    };
    let mut cursor = query_bar::paint(model, theme, panes.query, buffer);
    if let Some(area) = panes.page {
        match model.context.page {
            Page::Panes => {}
            Page::Trends => trends::paint(model, theme, area, buffer),
            Page::Dossier => dossier::paint(model, theme, area, buffer),
        }
    }
    if let Some(area) = panes.facets {
        cursor = facets::paint(model, theme, area, buffer).or(cursor);
        divider(theme, area, model, buffer);
    }
    if let Some(area) = panes.list {
        list::paint(model, theme, area, buffer);
        divider(theme, area, model, buffer);
    }
    if let Some(area) = panes.first_steps {
        first_steps::paint(model, theme, area, buffer);
        divider(theme, area, model, buffer);
    }
    if let Some(area) = panes.reader {
        reader::paint(model, theme, area, buffer);
    }
    status::paint(model, theme, panes.status, buffer);
    let overlay_cursor = overlay::paint(model, theme, panes.status, buffer);
    let is_beside = matches!(model.overlay, None | Some(Overlay::Filter));
    let cursor = if is_beside { cursor } else { overlay_cursor };
    let attachments = std::mem::take(&mut buffer.attachments);
    if let Some((x, y)) = cursor {
        frame.set_cursor_position((x, y));
    }
    attachments
}

/// Paints the line at the right of a pane, if there is a pane beyond it.
fn divider(theme: &Theme, area: Area, model: &Model, buffer: &mut CellBuffer<'_>) {
    let x = area.x + area.width;
    if x >= model.context.size.width {
        return;
    }
    for y in area.y..area.y + area.height {
        put_mark(buffer, x, y, "│", theme.part(Part::Frame));
    }
}

/// Paints the title row of a pane: a heavy line if it has the focus, otherwise a light one.
fn title_row(
    theme: &Theme,
    area: Area,
    focused: bool,
    left: &str,
    right: &str,
    buffer: &mut CellBuffer<'_>,
) {
    let (line, part) = if focused { ("━", Part::FocusedTitle) } else { ("─", Part::Title) };
    let style = theme.part(part);
    let frame = theme.part(if focused { Part::FocusedTitle } else { Part::Frame });
    let line = buffer.ambiguous.drawn(line);
    for x in area.x..area.x + area.width {
        put(buffer, x, area.y, 1, &line, frame);
    }
    let room = area.width.saturating_sub(2);
    let left = if left.is_empty() { String::new() } else { format!(" {left} ") };
    let used = put(buffer, area.x + 1, area.y, room, &left, style);
    let text = format!(" {right} ");
    let needed = buffer.width(&text) as u16;
    if !right.is_empty() && used + needed < room {
        put(buffer, area.x + area.width - 1 - needed, area.y, needed, &text, style);
    }
}

/// True if a pane has the focus and keys go to it.
fn has_focus(model: &Model, pane: Pane) -> bool {
    model.context.focus == pane && model.overlay.is_none() && !model.context.query.is_editing()
}

/// Gives a row of an area the background of a cursor, the same from edge to edge.
fn fill(buffer: &mut CellBuffer<'_>, area: Area, y: u16, style: Style) {
    let row = rect(Area { y, height: 1, ..area });
    if style.add_modifier.contains(Modifier::REVERSED) {
        // If reversed, colours and dim text would each have a background of their own.
        let plain = Style::new().fg(Color::Reset).bg(Color::Reset);
        buffer.set_style(row, plain.remove_modifier(Modifier::DIM | Modifier::REVERSED));
    }
    // Dim text would be hard to read on this background.
    buffer.set_style(row, style.remove_modifier(Modifier::DIM));
}

/// Marks the row of a pane's cursor with a bar at its left and with its background.
fn cursor_row(theme: &Theme, area: Area, y: u16, focused: bool, buffer: &mut CellBuffer<'_>) {
    let part = if focused { Part::Cursor } else { Part::IdleCursor };
    fill(buffer, area, y, theme.part(part));
    let accent = theme.part(Part::FocusedTitle);
    put_mark(buffer, area.x, y, "▌", accent.remove_modifier(Modifier::REVERSED));
}
