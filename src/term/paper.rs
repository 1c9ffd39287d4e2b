//! What standard output is, for commands that print lines and end.

use std::io::{self, IsTerminal};

/// Columns of a terminal that does not tell its size.
const USUAL: u16 = 80;

/// What is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Cells of a line on a terminal; `None` for a pipe or a file.
    pub columns: Option<usize>,
    /// Whether colours may be used.
    pub colours: bool,
}

/// Looks at standard output. Unless `colours` says otherwise they are for terminals, and not where
/// [`no_colour`] is asked for or the terminal says it is dumb.
pub fn paper(colours: Option<bool>) -> Paper {
    let columns = io::stdout().is_terminal().then(|| {
        let size = crossterm::terminal::size().map_or(0, |(columns, _)| columns);
        usize::from(if size == 0 { USUAL } else { size })
    });
    let usual = || columns.is_some() && !no_colour() && takes_escapes();
    Paper { columns, colours: colours.unwrap_or_else(usual) }
}

/// `NO_COLOR` is set to anything but nothing: no colours (no-color.org).
pub(super) fn no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

#[cfg(not(windows))]
fn takes_escapes() -> bool {
    std::env::var_os("TERM").is_some_and(|name| name != "dumb")
}

#[cfg(windows)]
fn takes_escapes() -> bool {
    // The console is asked to take them, which older ones refuse.
    crossterm::ansi_support::supports_ansi()
}
