//! What lies over the panes: help, problems, a picker.

use super::facets::title;
use super::fill;
use super::paint::{put, rect};
use super::problems;
use super::theme::{Part, Theme};
use crate::app::{Area, HelpRow, Model, Overlay, Picker, help_rows, overlay_area};
use crate::messages::Text;
use crate::text::{truncate, width};
use ratatui::buffer::Buffer;
use ratatui::widgets::{Block, BorderType, Clear, Widget};

/// Paints the overlay, if one is open. Returns the text cursor's cell if it takes text.
pub fn paint(model: &Model, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let overlay = model.overlay.as_ref()?;
    let area = overlay_area(model.size)?;
    let heading = match overlay {
        Overlay::Help { .. } => Text::Help,
        Overlay::Problems(_) => problems::heading(model),
        Overlay::Picker(picker) => title(picker.facet),
    };
    Clear.render(rect(area), buffer);
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.part(Part::FocusedTitle))
        .title(format!(" {heading} "))
        .title_bottom(format!(" {} ", Text::CloseHint))
        .render(rect(area), buffer);
    let inner = area.inside_border();
    match overlay {
        Overlay::Help { top } => help(theme, inner, *top, buffer),
        Overlay::Problems(list) => problems::paint(model, *theme, inner, *list, buffer),
        Overlay::Picker(picker) => return Some(pick(model, theme, inner, picker, buffer)),
    }
    None
}

fn help(theme: &Theme, area: Area, top: usize, buffer: &mut Buffer) {
    let rows = help_rows();
    let keys_width = rows
        .iter()
        .map(|row| if let HelpRow::Keys(keys, _) = row { width(keys) } else { 0 })
        .max()
        .unwrap_or(0)
        .min(usize::from(area.width) / 2) as u16;
    for (row, y) in rows.iter().skip(top).zip(area.y..area.y + area.height) {
        let room = area.width.saturating_sub(2);
        match row {
            HelpRow::Heading(text) => {
                put(buffer, area.x + 1, y, room, text, theme.part(Part::Heading));
            }
            HelpRow::Keys(keys, what) => {
                let keys = truncate(keys, usize::from(keys_width));
                put(buffer, area.x + 1, y, keys_width, &keys, theme.part(Part::Key));
                let room = room.saturating_sub(keys_width + 2);
                let what = truncate(what, usize::from(room));
                put(buffer, area.x + keys_width + 3, y, room, &what, theme.part(Part::Plain));
            }
            HelpRow::Blank => {}
        }
    }
}

fn pick(
    model: &Model,
    theme: &Theme,
    area: Area,
    picker: &Picker,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let room = area.width.saturating_sub(2);
    let used = put(buffer, area.x + 1, area.y, room, "> ", theme.part(Part::Key));
    let typed = put(
        buffer,
        area.x + 1 + used,
        area.y,
        room.saturating_sub(used + 1),
        &picker.typed,
        theme.part(Part::Plain),
    );
    let table = model.library.table(picker.facet);
    let rows = picker.rows.iter().enumerate().skip(picker.top);
    for ((index, (number, count)), y) in rows.zip(area.y + 1..area.y + area.height) {
        let count = count.to_string();
        let count_width = width(&count) as u16;
        let value_room = room.saturating_sub(count_width + 1);
        let value = &table.values()[*number as usize].value;
        let value = truncate(value, usize::from(value_room));
        put(buffer, area.x + 1, y, value_room, &value, theme.part(Part::Plain));
        let x = area.x + 1 + room - count_width;
        put(buffer, x, y, count_width, &count, theme.part(Part::Dim));
        if index == picker.cursor {
            fill(buffer, area, y, theme.part(Part::Cursor));
        }
    }
    if picker.rows.is_empty() {
        let text = Text::NoValue.to_string();
        put(buffer, area.x + 1, area.y + 1, room, &text, theme.part(Part::Dim));
    }
    (area.x + 1 + used + typed, area.y)
}
