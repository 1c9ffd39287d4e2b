//! A backend for terminals that do not agree on how wide an emoji is.

use std::io::{self, Write};
use std::iter::once;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

/// Variation selector 16, which makes a character that is narrow by itself an emoji of two cells
/// (UTS #51). Many terminals draw it that wide, others as narrow as the character was.
const EMOJI: char = '\u{FE0F}';

/// A backend that draws such an emoji so that no terminal shows what was below its second cell, or
/// shifts what follows: the second cell is cleared first, and the position of what follows is set.
#[derive(Debug)]
pub(super) struct WideEmojiBackend<W: Write>(CrosstermBackend<W>);

impl<W: Write> WideEmojiBackend<W> {
    /// Creates a backend that writes to `writer`.
    pub fn new(writer: W) -> Self {
        Self(CrosstermBackend::new(writer))
    }
}

impl<W: Write> Backend for WideEmojiBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut plain = Vec::new();
        // The cells covered by the last emoji.
        let (mut row, mut covered) = (0, 0..0);
        for (x, y, cell) in content {
            if y == row && covered.contains(&x) {
                continue;
            }
            if !cell.symbol().contains(EMOJI) {
                plain.push((x, y, cell));
                continue;
            }
            self.0.draw(plain.drain(..))?;
            (row, covered) = (y, x + 1..x + cell.cell_width().max(1));
            let mut blank = cell.clone();
            blank.set_symbol(" ");
            self.0.draw(covered.clone().map(|x| (x, y, &blank)))?;
            self.0.draw(once((x, y, cell)))?;
        }
        self.0.draw(plain.into_iter())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        self.0.clear_region(kind)
    }

    fn size(&self) -> io::Result<Size> {
        self.0.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;

    /// Bytes written to change one line into another, without colours.
    fn written(from: &str, to: &str) -> String {
        let (before, after) = (Buffer::with_lines([from]), Buffer::with_lines([to]));
        let mut bytes = Vec::new();
        WideEmojiBackend::new(&mut bytes).draw(before.diff_iter(&after)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        ["\x1b[39m", "\x1b[49m", "\x1b[59m", "\x1b[0m", "\x1b[39;49m"]
            .iter()
            .fold(text, |text, colour| text.replace(colour, ""))
    }

    #[test]
    fn the_second_cell_of_an_emoji_is_emptied_first_and_what_follows_is_placed() {
        assert_eq!(written("abcd", "☁️xy"), "\x1b[1;2H \x1b[1;1H☁️\x1b[1;3Hxy");
        assert_eq!(
            written("  cde", "☁️❤️ "),
            "\x1b[1;2H \x1b[1;1H☁️\x1b[1;4H \x1b[1;3H❤️\x1b[1;5H "
        );
        assert_eq!(written("a", "b"), "\x1b[1;1Hb");
        assert_eq!(written("云x", "a x"), "\x1b[1;1Ha");
    }
}
