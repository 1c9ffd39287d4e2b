//! What standard output is, for commands that print lines and end.

use std::io::{self, IsTerminal};

/// Columns of a terminal that does not tell its size.
const USUAL: u16 = 80;

/// Standard output, as commands print on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutputTarget {
    /// Cells of a line on a terminal; `None` for a pipe or a file.
    pub columns: Option<usize>,
    /// Whether colours may be used.
    pub colours: bool,
    /// Whether it takes escape sequences: bold, links.
    pub escapes: bool,
}

/// Looks at standard output. Escape sequences are for terminals that do not say they are dumb, and
/// so are colours, unless `NO_COLOR` is set to anything but nothing (no-color.org). `colours` says
/// otherwise: also elsewhere, or nowhere.
pub fn output_target(colours: Option<bool>) -> OutputTarget {
    let columns = io::stdout().is_terminal().then(|| {
        let size = crossterm::terminal::size().map_or(0, |(columns, _)| columns);
        usize::from(if size == 0 { USUAL } else { size })
    });
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let escapes = columns.is_some() && takes_escapes();
    OutputTarget {
        columns,
        colours: colours.unwrap_or(!refused && escapes),
        escapes: escapes || colours == Some(true),
    }
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
