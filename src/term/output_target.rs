//! Properties of standard output, for commands that print lines and end.

use std::io::{self, IsTerminal};

/// Columns assumed for a terminal that does not report its size.
const USUAL: u16 = 80;

/// Properties of standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutputTarget {
    /// Width of a terminal in cells; `None` for a pipe or a file.
    pub columns: Option<usize>,
    /// Set if colours may be used.
    pub colours: bool,
    /// Set if escape sequences (bold, links) may be used.
    pub escapes: bool,
}

/// Examines standard output. Escape sequences and colours are for terminals other than dumb ones; a
/// non-empty `NO_COLOR` turns colours off (no-color.org). `colours` overrides this: `Some(true)`
/// turns both on everywhere, `Some(false)` turns colours off.
pub fn output_target(colours: Option<bool>) -> OutputTarget {
    let columns = io::stdout().is_terminal().then(|| {
        let size = crossterm::terminal::size().map_or(0, |(columns, _)| columns);
        usize::from(if size == 0 { USUAL } else { size })
    });
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let escapes = columns.is_some() && takes_escapes();
    OutputTarget {
        columns,
        colours: colours.unwrap_or(!no_color && escapes),
        escapes: escapes || colours == Some(true),
    }
}

#[cfg(not(windows))]
fn takes_escapes() -> bool {
    std::env::var_os("TERM").is_some_and(|name| name != "dumb")
}

#[cfg(windows)]
fn takes_escapes() -> bool {
    // The console is asked to accept them, which older ones refuse.
    crossterm::ansi_support::supports_ansi()
}
