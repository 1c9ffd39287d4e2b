//! Checks whether a screen can be drawn on the terminal. Writes nothing to it.

use std::fs::File;
use std::io::{self, IsTerminal};

/// Reason why no screen can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screenless {
    /// There is no terminal to draw on, or none to read keys from.
    NoTerminal,
    /// The terminal accepts no escape sequences (`TERM=dumb`).
    Dumb,
}

/// Checks standard output, the source of keys, and `TERM`; returns `None` if a screen can be drawn.
/// Without `TERM`, as in some containers, the terminal is assumed to understand ANSI sequences:
/// nearly all do.
pub fn screenless() -> Option<Screenless> {
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Some(Screenless::Dumb);
    }
    let has_keys =
        || cfg!(not(unix)) || io::stdin().is_terminal() || File::open("/dev/tty").is_ok();
    (!io::stdout().is_terminal() || !has_keys()).then_some(Screenless::NoTerminal)
}
