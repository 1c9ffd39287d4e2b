//! Writing text into cells.

use super::attachments::Attachments;
use crate::app::Area;
use crate::text::{Ambiguous, clean};
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border::{ROUNDED, Set};
use ratatui::widgets::{Block, Clear, Widget};
use std::num::NonZeroU16;
use std::ops::{Deref, DerefMut, Range};

/// An area as ratatui's type.
pub fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// The cells of the screen, with the width of ambiguous characters, and what is attached to the cells.
pub struct CellBuffer<'a> {
    cells: &'a mut Buffer,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Links and pictures in the cells.
    pub attachments: Attachments,
}

impl<'a> CellBuffer<'a> {
    /// Wraps the cells of a frame.
    pub fn new(cells: &'a mut Buffer, ambiguous: Ambiguous) -> Self {
        Self { cells, ambiguous, attachments: Attachments::default() }
    }

    /// Width of a text in cells.
    pub fn width(&self, text: &str) -> usize {
        self.ambiguous.width(text)
    }

    /// The text cut to at most `cells` cells.
    pub fn truncate(&self, text: &str, cells: usize) -> String {
        self.ambiguous.truncate(text, cells)
    }
}

impl Deref for CellBuffer<'_> {
    type Target = Buffer;

    fn deref(&self) -> &Buffer {
        self.cells
    }
}

impl DerefMut for CellBuffer<'_> {
    fn deref_mut(&mut self) -> &mut Buffer {
        self.cells
    }
}

/// A border for terminals on which ambiguous characters take two cells.
const ASCII: Set<'static> = Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Clears an area for an overlay. A wide character that would extend into it is cleared as well, since half
/// of one cannot be shown.
pub fn clear(buffer: &mut CellBuffer<'_>, area: Area, style: Style) {
    for y in area.y..area.y + area.height {
        if area.x > 0
            && let Some(left) = buffer.cell_mut((area.x - 1, y))
            && left.cell_width() > 1
        {
            left.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }
    buffer.attachments.clear(area);
    Clear.render(rect(area), buffer);
    buffer.set_style(rect(area), style);
}

/// Draws a border with a title on its upper and one on its lower edge.
pub fn border(
    buffer: &mut CellBuffer<'_>,
    area: Area,
    (title, bottom): (&str, &str),
    style: Style,
) {
    let set = match buffer.ambiguous {
        Ambiguous::One => ROUNDED,
        Ambiguous::Two => ASCII,
    };
    Block::bordered().border_set(set).border_style(style).render(rect(area), buffer);
    let room = area.width.saturating_sub(2);
    put(buffer, area.x + 1, area.y, room, &format!(" {title} "), style);
    let last = area.y + area.height.saturating_sub(1);
    put(buffer, area.x + 1, last, room, &format!(" {bottom} "), style);
}

/// Like [`put`], with some byte ranges of the text in another style.
pub fn put_marked(
    buffer: &mut CellBuffer<'_>,
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
        // A text that was cut to fit may end before a match in it.
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

/// Writes text from a cell on, at most `room` cells and never beyond the screen. Returns the number of cells
/// written. Control characters are removed here once more, wherever the text came from.
pub fn put(
    buffer: &mut CellBuffer<'_>,
    x: u16,
    y: u16,
    room: u16,
    text: &str,
    style: Style,
) -> u16 {
    let screen = *buffer.area();
    if x >= screen.width || y >= screen.height {
        return 0;
    }
    let room = room.min(screen.width - x);
    let text = clean(text);
    let is_ascii = text.is_ascii();
    let end = match buffer.ambiguous {
        Ambiguous::One => buffer.set_stringn(x, y, text, usize::from(room), style).0,
        Ambiguous::Two => put_clusters(buffer, (x, y, room), &text, style),
    };
    // The second cell of a wide character gets the same style as its first, so that the next text there is
    // drawn: half of an overwritten character keeps its underline on some terminals.
    buffer.set_style(Rect::new(x, y, end - x, 1), style);
    // The cells covered by a cluster of several characters, each of which may take a cell of the terminal,
    // must be redrawn even if the next text there is a blank.
    for x in (x..end).filter(|_| !is_ascii) {
        let width = buffer[(x, y)].cell_width();
        if width > 1 && buffer[(x, y)].symbol().chars().nth(1).is_some() {
            for covered in x + 1..end.min(x + width) {
                buffer[(covered, y)].set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
    }
    end - x
}

/// Writes a mark into a cell, in its form for the width of ambiguous characters.
pub fn put_mark(buffer: &mut CellBuffer<'_>, x: u16, y: u16, mark: &str, style: Style) {
    let mark = buffer.ambiguous.drawn(mark);
    put(buffer, x, y, 1, &mark, style);
}

/// Writes text cluster by cluster, since ratatui counts ambiguous characters as one cell. Returns the column
/// after it.
fn put_clusters(
    buffer: &mut CellBuffer<'_>,
    (mut x, y, room): (u16, u16, u16),
    text: &str,
    style: Style,
) -> u16 {
    let end = x + room;
    for cluster in buffer.ambiguous.clusters(text) {
        if cluster.width == 0 || cluster.text.contains(char::is_control) {
            continue;
        }
        let own = cluster.text.cell_width();
        let width = own.max(cluster.width as u16);
        if width > end - x {
            break;
        }
        // With its width forced, the cells after it are not drawn.
        let forced = NonZeroU16::new(width).filter(|_| width != own);
        let option = forced.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth);
        buffer[(x, y)].set_symbol(cluster.text).set_style(style).set_diff_option(option);
        for covered in x + 1..x + width {
            buffer[(covered, y)].reset();
        }
        x += width;
    }
    x
}
