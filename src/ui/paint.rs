//! Puts text into cells.

use crate::app::Area;
use crate::text::clean;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// An area as ratatui has it.
pub fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// [`put`], with some bytes of the text in another style.
pub fn put_marked(
    buffer: &mut Buffer,
    (x, y, room): (u16, u16, u16),
    text: &str,
    style: Style,
    marks: impl Iterator<Item = (Range<usize>, Style)>,
) -> u16 {
    let mut used = 0;
    let mut at = 0;
    let mut piece = |bytes: Range<usize>, style: Style| {
        let piece = text.get(bytes).unwrap_or_default();
        used += put(buffer, x + used, y, room.saturating_sub(used), piece, style);
    };
    for (bytes, mark) in marks {
        // A text that was cut to fit may end before what was found in it.
        let (start, end) = (bytes.start.clamp(at, text.len()), bytes.end.min(text.len()));
        if start < end && text.is_char_boundary(start) && text.is_char_boundary(end) {
            piece(at..start, style);
            piece(start..end, style.patch(mark));
            at = end;
        }
    }
    piece(at..text.len(), style);
    used
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
