//! Taking the terminal, drawing on it, lending it, and giving it back.
//!
//! Owns the modes of the terminal and the frame being written to it. Knows nothing of its content,
//! nor of keys.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;

use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::cell_backend::{CellBackend, SharedAttachments};
use super::graphics_replies::QUESTIONS;
#[cfg(unix)]
use super::guard::{Modes, reclaim};
use super::{ForegroundGuard, InputReader, restore};
use crate::ui::{Attachments, LinkCells};

/// Options for taking the terminal.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question or mode of its own")]
pub struct Options {
    /// Window title while the program runs; the former one is restored afterwards. Control
    /// characters in it are dropped.
    pub title: String,
    /// Set if the mouse is reported to the program.
    pub mouse: bool,
    /// Set if the terminal is asked for its background colour; nothing waits for the reply.
    pub asks_background: bool,
    /// Set if the terminal is asked how it shows pictures; nothing waits for the replies.
    pub asks_graphics: bool,
    /// Set if the terminal is told which cells belong to web links.
    pub links: bool,
}

/// The terminal while it is taken: raw mode, alternate screen, bracketed paste, no cursor.
///
/// Its size is an input: [`Screen::resize`] sets it, drawing never asks the system. The terminal is
/// restored when the value is dropped or a thread panics.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CellBackend<Outgoing>>,
    outgoing: Outgoing,
    attachments: SharedAttachments,
    options: Options,
    foreground: ForegroundGuard,
    size: (u16, u16),
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// Standard output is no terminal, or the terminal refuses raw mode.
    pub fn enter(options: &Options, foreground: &ForegroundGuard) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "standard output is not a terminal",
            ));
        }
        #[cfg(windows)]
        crossterm::ansi_support::supports_ansi();
        let size = measure()?;
        let outgoing = Outgoing::default();
        let attachments = SharedAttachments::default();
        let terminal = Terminal::with_options(
            CellBackend::new(outgoing.clone(), attachments.clone()),
            TerminalOptions { viewport: Viewport::Fixed(area(size)) },
        )?;
        let mut screen = Self {
            terminal,
            outgoing,
            attachments,
            options: options.clone(),
            foreground: foreground.clone(),
            size,
        };
        screen.take()?;
        Ok(screen)
    }

    /// Columns and rows, as last set or measured.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Width and height of a cell in pixels, where the system tells.
    pub fn cell(&self) -> Option<(u16, u16)> {
        let window = crossterm::terminal::window_size().ok()?;
        let cell =
            (window.width.checked_div(window.columns)?, window.height.checked_div(window.rows)?);
        (cell.0 > 0 && cell.1 > 0).then_some(cell)
    }

    /// Sets the size, as an input reported it; the next frame is drawn in full.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn resize(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        self.size = (columns, rows);
        self.clear()
    }

    /// Draws a frame: the changes since the last one, in one write, as one synchronized update. Has
    /// no visible effect while the terminal is not taken. `paint` returns what the
    /// cells have no place for.
    ///
    /// # Errors
    ///
    /// The terminal is gone ([`Screen::is_gone`]): end the program quietly.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Frame) -> Attachments) -> io::Result<()> {
        let (attachments, has_links) = (&self.attachments, self.options.links);
        self.terminal.draw(|frame| {
            let mut painted = paint(frame);
            if !has_links {
                painted.links = LinkCells::default();
            }
            attachments.replace(painted, frame.buffer_mut());
        })?;
        if self.attachments.has_sent() {
            restore::delete_pictures_at_end();
        }
        let mut frame = self.outgoing.0.borrow_mut();
        let update = [b"\x1b[?2026h", frame.as_slice(), b"\x1b[?2026l"].concat();
        frame.clear();
        restore::write(&update)
    }

    /// Turns mouse reports on or off.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn set_mouse(&mut self, mouse: bool) -> io::Result<()> {
        if self.options.mouse == mouse {
            return Ok(());
        }
        self.options.mouse = mouse;
        restore::write(if mouse { MOUSE } else { b"\x1b[?1002l\x1b[?1006l" })
    }

    /// Sets the window title.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn set_title(&mut self, title: &str) -> io::Result<()> {
        if self.options.title == title {
            return Ok(());
        }
        title.clone_into(&mut self.options.title);
        restore::write(titled(title).as_bytes())
    }

    /// Causes the next frame to be drawn in full, over whatever is on the terminal (`C-l`).
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn clear(&mut self) -> io::Result<()> {
        // Not `Terminal::clear`: that asks the terminal for the cursor position and would wait for
        // a reply that the reader thread takes.
        let deleted = self.attachments.forget();
        if !deleted.is_empty() {
            restore::write(&deleted)?;
        }
        self.terminal.resize(area(self.size))
    }

    /// Restores the terminal. Later calls, and drawing, do nothing.
    pub fn leave(&mut self) {
        restore::give_back();
    }

    /// Stops the program as `C-z` does, until the shell continues it; then takes the terminal
    /// again. Returns `false` if it did not stop because no shell could continue it.
    ///
    /// The size may have changed meanwhile without a signal: see [`Screen::size`].
    ///
    /// # Errors
    ///
    /// The terminal is gone, or the stop failed.
    pub fn suspend(&mut self) -> io::Result<bool> {
        #[cfg(unix)]
        if restore::taken() && super::stop::can_be_continued() {
            restore::give_back();
            let stopped = super::stop::stop_job();
            self.take()?;
            return stopped.map(|()| true);
        }
        Ok(false)
    }

    /// Takes the terminal again after SIGCONT, since the shell may have changed its modes.
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn retake(&mut self) -> io::Result<()> {
        if restore::taken() {
            restore::give_back();
            self.take()?;
        }
        Ok(())
    }

    /// Lends the terminal to a program that `run` runs in the foreground and waits for: the reader
    /// rests, the terminal is as it was before, and `C-c` and `C-z` are for that program. Afterwards
    /// the terminal is as it was before the program, in whatever state that has left it.
    ///
    /// The size may have changed meanwhile: see [`Screen::size`].
    ///
    /// # Errors
    ///
    /// The terminal is gone.
    pub fn hand_over<T>(&mut self, reader: &InputReader, run: impl FnOnce() -> T) -> io::Result<T> {
        let _paused = reader.pause();
        let lent = self.foreground.lend();
        restore::give_back();
        #[cfg(unix)]
        let before = Modes::now();
        let outcome = run();
        #[cfg(unix)]
        reclaim(before.as_ref());
        // Whatever modes the program has left.
        restore::reset();
        self.take()?;
        drop(lent);
        Ok(outcome)
    }

    /// Returns `true` if an error means that the terminal is gone (closed window, lost connection).
    pub fn is_gone(error: &io::Error) -> bool {
        // EIO, ENXIO and EBADF have no kind of their own in std.
        const GONE: [i32; 3] = [5, 6, 9];
        error.kind() == io::ErrorKind::BrokenPipe
            || (cfg!(unix) && error.raw_os_error().is_some_and(|code| GONE.contains(&code)))
    }

    fn take(&mut self) -> io::Result<()> {
        restore::take(&entering(&self.options))?;
        self.size = measure().unwrap_or(self.size);
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The bytes of a frame, collected until it is complete. Shared, because ratatui keeps the writer.
#[derive(Clone, Debug, Default)]
struct Outgoing(Rc<RefCell<Vec<u8>>>);

impl Write for Outgoing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: ratatui flushes several times a frame, and a frame is one write.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes that set the modes: window title (the old one is pushed on the terminal's stack),
/// alternate screen, bracketed paste, no cursor, mouse.
fn entering(options: &Options) -> Vec<u8> {
    let title = titled(&options.title);
    let mut bytes = format!("\x1b[22;2t{title}\x1b[?1049h\x1b[?2004h\x1b[?25l").into_bytes();
    if options.mouse {
        bytes.extend(MOUSE);
    }
    if options.asks_background {
        bytes.extend(b"\x1b]11;?\x1b\\");
    }
    if options.asks_graphics {
        bytes.extend(QUESTIONS);
    }
    bytes
}

/// Turns on reports of buttons, drags and the wheel (1002) in SGR form (1006); not of every
/// movement (1003), which would wake the program all the time.
const MOUSE: &[u8] = b"\x1b[?1002h\x1b[?1006h";

/// Bytes that set the window title.
fn titled(title: &str) -> String {
    let title: String = title.chars().filter(|c| !c.is_control()).collect();
    format!("\x1b]2;{title}\x07")
}

/// The terminal's columns and rows; 80×24 if it does not know them.
fn measure() -> io::Result<(u16, u16)> {
    let (columns, rows) = crossterm::terminal::size()?;
    Ok(if columns == 0 || rows == 0 { (80, 24) } else { (columns, rows) })
}

fn area((columns, rows): (u16, u16)) -> Rect {
    Rect::new(0, 0, columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_carry_escapes() {
        let options = Options { title: "a\x1b]0;b\x07c\u{9d}".into(), ..Options::default() };
        let bytes = String::from_utf8(entering(&options)).unwrap();
        assert!(bytes.starts_with("\x1b[22;2t\x1b]2;a]0;bc\x07\x1b[?1049h"), "{bytes:?}");
    }

    #[test]
    fn a_closed_terminal_is_told_from_other_errors() {
        assert!(Screen::is_gone(&io::Error::from(io::ErrorKind::BrokenPipe)));
        assert!(!Screen::is_gone(&io::Error::from(io::ErrorKind::NotFound)));
        #[cfg(unix)]
        assert!(Screen::is_gone(&io::Error::from_raw_os_error(5)));
    }
}
