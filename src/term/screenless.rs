//! Whether there is a terminal that a screen can be drawn on. Writes nothing to it.

use std::fs::File;
use std::io::{self, IsTerminal};

/// Why no screen can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screenless {
    /// There is no terminal to draw on, or none to read keys from.
    NoTerminal,
    /// The terminal says that it takes no escape sequences.
    Dumb,
}

/// Looks at standard output, at where keys come from, and at `TERM`. Without `TERM`, as in some
/// containers, the terminal is taken for one that understands ANSI sequences: nearly all do.
pub fn screenless() -> Option<Screenless> {
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Some(Screenless::Dumb);
    }
    let has_keys =
        || cfg!(not(unix)) || io::stdin().is_terminal() || File::open("/dev/tty").is_ok();
    (!io::stdout().is_terminal() || !has_keys()).then_some(Screenless::NoTerminal)
}
