//! The backend that writes cells, with their links and pictures, and for terminals that do not agree on
//! how wide an emoji is.

use std::cell::RefCell;
use std::io::{self, Write};
use std::iter::once;
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Size};

use super::picture_output::PictureOutput;
use crate::ui::{Attachments, LinkCells, LinkRun};

/// Variation selector 16, which makes a character that is narrow by itself an emoji of two cells
/// (UTS #51). Many terminals draw it that wide, others as narrow as the character was.
const EMOJI: char = '\u{FE0F}';

/// A backend that draws cells as follows.
///
/// - Cells of a web link are links of the terminal (OSC 8). Each run of them is complete in itself,
///   so that nothing after it becomes a link by mistake, wherever writing stops; the same `id` tells
///   the terminal which runs belong together.
/// - An emoji of two cells is drawn so that no terminal shows what was below its second cell, or
///   shifts what follows: the second cell is cleared first, and the position of what follows is set.
/// - Pictures are drawn after the cells, which may erase them.
#[derive(Debug)]
pub(super) struct CellBackend<W: Write> {
    terminal: CrosstermBackend<W>,
    attachments: SharedAttachments,
}

/// The attachments of the frame that is drawn next. Shared, because ratatui keeps the backend while a
/// frame is painted.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedAttachments(Rc<RefCell<FrameAttachments>>);

#[derive(Debug, Default)]
struct FrameAttachments {
    links: LinkCells,
    pictures: PictureOutput,
    /// Bytes to be written before the cells.
    before: Vec<u8>,
    /// Cells that are the same as before except for their link, and that ratatui cannot be made to
    /// draw again.
    again: Vec<(u16, u16, Cell)>,
}

impl SharedAttachments {
    /// Takes over the attachments of a frame. Cells that belong to another link than before, or that a
    /// picture has covered, are drawn again even if their text is the same.
    pub fn replace(&self, attachments: Attachments, buffer: &mut Buffer) {
        let mut frame = self.0.borrow_mut();
        let mut stale = attachments.links.changed_since(&frame.links);
        let (before, uncovered) = frame.pictures.replace(attachments.pictures);
        for area in uncovered {
            let columns = area.x..area.x + area.width;
            let rows = area.y..area.y + area.height;
            let cells = rows.flat_map(|y| columns.clone().map(move |x| (x, y)));
            stale.extend(cells.filter(|(x, y)| !frame.pictures.is_hidden(*x, *y)));
        }
        frame.before = before;
        frame.again.clear();
        for (x, y) in stale {
            let Some(cell) = buffer.cell_mut((x, y)) else { continue };
            match cell.diff_option {
                CellDiffOption::None => cell.diff_option = CellDiffOption::AlwaysUpdate,
                CellDiffOption::ForcedWidth(_) => frame.again.push((x, y, cell.clone())),
                CellDiffOption::AlwaysUpdate | CellDiffOption::Skip => {}
            }
        }
        frame.links = attachments.links;
    }

    /// Forgets links and pictures, because the screen is cleared. Returns bytes that delete the pictures.
    pub fn forget(&self) -> Vec<u8> {
        let mut frame = self.0.borrow_mut();
        let bytes = frame.pictures.forget();
        *frame = FrameAttachments {
            pictures: std::mem::take(&mut frame.pictures),
            ..Default::default()
        };
        bytes
    }

    /// Returns `true` if the terminal has pictures that it keeps until they are deleted.
    pub fn has_sent(&self) -> bool {
        self.0.borrow().pictures.has_sent()
    }
}

impl<W: Write> CellBackend<W> {
    /// Creates a backend that writes to `writer`.
    pub fn new(writer: W, attachments: SharedAttachments) -> Self {
        Self { terminal: CrosstermBackend::new(writer), attachments }
    }

    /// Draws cells that belong to the same link, or to none.
    fn draw_run(
        &mut self,
        cells: &mut Vec<(u16, u16, &Cell)>,
        link: Option<&LinkRun>,
    ) -> io::Result<()> {
        if cells.is_empty() {
            return Ok(());
        }
        if let Some(LinkRun { number, address, .. }) = link {
            write!(self.terminal, "\x1b]8;id={};{address}\x1b\\", number + 1)?;
        }
        self.draw_cells(cells.drain(..))?;
        if link.is_some() {
            self.terminal.write_all(b"\x1b]8;;\x1b\\")?;
        }
        Ok(())
    }

    /// Draws cells, those of emoji with care.
    fn draw_cells<'a>(
        &mut self,
        content: impl Iterator<Item = (u16, u16, &'a Cell)>,
    ) -> io::Result<()> {
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
            self.terminal.draw(plain.drain(..))?;
            (row, covered) = (y, x + 1..x + cell.cell_width().max(1));
            let mut blank = cell.clone();
            blank.set_symbol(" ");
            self.terminal.draw(covered.clone().map(|x| (x, y, &blank)))?;
            self.terminal.draw(once((x, y, cell)))?;
        }
        self.terminal.draw(plain.into_iter())
    }
}

impl<W: Write> Backend for CellBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let attachments = self.attachments.clone();
        let mut frame = attachments.0.borrow_mut();
        let FrameAttachments { links, pictures, before, again } = &mut *frame;
        self.terminal.write_all(before)?;
        // Both become cells that live only as long as this function.
        let content = content.map(|(x, y, cell)| -> (u16, u16, &Cell) { (x, y, cell) });
        let again = again.iter().map(|(x, y, cell)| (*x, *y, cell));
        let mut run = Vec::new();
        let mut link: Option<&LinkRun> = None;
        for (x, y, cell) in content.chain(again) {
            pictures.drawn(x, y);
            let own = links.at(x, y);
            if own.map(std::ptr::from_ref) != link.map(std::ptr::from_ref) {
                self.draw_run(&mut run, link)?;
                link = own;
            }
            run.push((x, y, cell));
        }
        self.draw_run(&mut run, link)?;
        self.terminal.write_all(&pictures.draw())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.terminal.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.terminal.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.terminal.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    fn clear_region(&mut self, kind: ClearType) -> io::Result<()> {
        self.terminal.clear_region(kind)
    }

    fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.terminal.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.terminal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::{Drawing, Graphic, Protocol};
    use crate::ui::PlacedPicture;
    use std::sync::Arc;

    /// Bytes written to change one line into another with these links, without colours.
    fn written(from: &str, to: &str, links: &[(std::ops::Range<u16>, u32)]) -> String {
        let (before, mut after) = (Buffer::with_lines([from]), Buffer::with_lines([to]));
        let mut cells = LinkCells::default();
        for (columns, number) in links {
            cells.add(0, columns.clone(), *number, || Some(format!("https://a.b/{number}")));
        }
        let shared = SharedAttachments::default();
        shared.replace(Attachments { links: cells, ..Attachments::default() }, &mut after);
        let mut bytes = Vec::new();
        CellBackend::new(&mut bytes, shared).draw(before.diff_iter(&after)).unwrap();
        without_colours(bytes)
    }

    fn without_colours(bytes: Vec<u8>) -> String {
        let text = String::from_utf8(bytes).unwrap();
        ["\x1b[39m", "\x1b[49m", "\x1b[59m", "\x1b[0m", "\x1b[39;49m"]
            .iter()
            .fold(text, |text, colour| text.replace(colour, ""))
    }

    #[test]
    fn the_second_cell_of_an_emoji_is_emptied_first_and_what_follows_is_placed() {
        let written = |from, to| written(from, to, &[]);
        assert_eq!(written("abcd", "☁️xy"), "\x1b[1;2H \x1b[1;1H☁️\x1b[1;3Hxy");
        assert_eq!(
            written("  cde", "☁️❤️ "),
            "\x1b[1;2H \x1b[1;1H☁️\x1b[1;4H \x1b[1;3H❤️\x1b[1;5H "
        );
        assert_eq!(written("a", "b"), "\x1b[1;1Hb");
        assert_eq!(written("云x", "a x"), "\x1b[1;1Ha");
    }

    #[test]
    fn each_run_of_a_link_is_complete() {
        let (open, close) = ("\x1b]8;id=1;https://a.b/0\x1b\\", "\x1b]8;;\x1b\\");
        assert_eq!(
            written("     ", "abc d", &[(1..3, 0)]),
            format!("\x1b[1;1Ha{open}\x1b[1;2Hbc{close}\x1b[1;5Hd")
        );
        // Two links side by side, and an emoji in the second.
        let second = "\x1b]8;id=2;https://a.b/1\x1b\\";
        assert_eq!(
            written("    ", "ab☁️", &[(0..2, 0), (2..4, 1)]),
            format!("{open}\x1b[1;1Hab{close}{second}\x1b[1;4H \x1b[1;3H☁️{close}")
        );
        // The same text is drawn again, since it has become a link.
        assert_eq!(written("ab", "ab", &[(1..2, 0)]), format!("{open}\x1b[1;2Hb{close}"));
    }

    #[test]
    fn what_an_opaque_picture_covers_is_not_drawn_before_it() {
        // From the third to the sixth cell, and then two to the left.
        for (is_opaque, uncovered) in [(true, "\x1b[1;5H  "), (false, "\x1b[1;3H    ")] {
            let graphic = Some(Graphic::Sixel("q".to_owned()));
            let drawing = Drawing { columns: 4, rows: 1, graphic, is_opaque, ..Drawing::default() };
            let drawing = Arc::new(drawing);
            let shared = SharedAttachments::default();
            let draw = |x: u16| {
                let (drawing, protocol) = (Arc::clone(&drawing), Protocol::Sixel);
                let pictures = vec![PlacedPicture { x, y: 0, drawing, part: 0..1, protocol }];
                let before = Buffer::with_lines(["         "]);
                let mut after = before.clone();
                shared.replace(Attachments { pictures, ..Attachments::default() }, &mut after);
                let mut bytes = Vec::new();
                CellBackend::new(&mut bytes, shared.clone())
                    .draw(before.diff_iter(&after))
                    .unwrap();
                without_colours(bytes)
            };
            assert_eq!(draw(2), "\x1b[1;3H\x1bPq\x1b\\");
            assert_eq!(draw(0), format!("{uncovered}\x1b[1;1H\x1bPq\x1b\\"));
        }
    }

    #[test]
    fn a_cell_with_a_forced_width_is_drawn_again_when_its_link_changes() {
        let mut buffer = Buffer::with_lines(["“ x"]);
        buffer[(0, 0)].diff_option = CellDiffOption::ForcedWidth(2.try_into().unwrap());
        let before = buffer.clone();
        let mut cells = LinkCells::default();
        cells.add(0, 0..2, 0, || Some("https://a.b/".to_owned()));
        let shared = SharedAttachments::default();
        shared.replace(Attachments { links: cells, ..Attachments::default() }, &mut buffer);
        let mut bytes = Vec::new();
        CellBackend::new(&mut bytes, shared).draw(before.diff_iter(&buffer)).unwrap();
        assert!(
            String::from_utf8(bytes)
                .unwrap()
                .starts_with("\x1b]8;id=1;https://a.b/\x1b\\\x1b[1;1H“")
        );
    }
}
