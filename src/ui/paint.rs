//! Puts text into cells.

use crate::app::Area;
use crate::text::clean;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// An area as ratatui has it.
pub fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// Writes text from a cell on, at most `room` cells of it and never past the screen's border.
/// Returns the cells written. What could steer the terminal is taken out here once more,
/// whatever the text's way to this place was.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let screen = *buffer.area();
    if x >= screen.width || y >= screen.height {
        return 0;
    }
    let room = room.min(screen.width - x);
    let (end, _) = buffer.set_stringn(x, y, clean(text), usize::from(room), style);
    // A wide character's second cell looks like its first, so that what comes to stand there next
    // is drawn: half of an overwritten character keeps its underline on some terminals.
    buffer.set_style(Rect::new(x, y, end - x, 1), style);
    end - x
}
