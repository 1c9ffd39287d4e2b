//! Signals of the system as messages, so that the loop leaves, stops and redraws in good order.
//!
//! SIGWINCH is not here: a change of size is input, see [`super::Reader`].

use std::io;

use super::ForegroundGuard;
#[cfg(unix)]
use crate::threads;

/// What a signal asks of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGTERM, SIGHUP, SIGINT or SIGQUIT: leave in good order with this exit code (128 and the
    /// number of the signal).
    Quit(u8),
    /// SIGTSTP from outside: do as on `C-z`.
    Suspend,
    /// SIGCONT: the terminal may have been changed meanwhile; take it again and redraw.
    Continued,
}

/// Watches the signals in a thread of its own, for the rest of the process; call it once. `tell` must
/// not wait for the loop: a second request to quit is heard on the same thread.
///
/// While the terminal is lent, SIGINT and SIGQUIT belong to the other program and are dropped, and
/// SIGTSTP stops this process at once, since the loop waits for that program and the shell waits
/// for every process of the job. A second request to quit does not wait for the loop: it gives the
/// terminal back and ends the process.
///
/// # Errors
///
/// The system refuses a handler or the thread.
#[cfg(unix)]
pub fn watch(
    foreground: &ForegroundGuard,
    tell: impl Fn(Signal) + Send + 'static,
) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ};
    use signal_hook::iterator::Signals;

    use super::{restore, stop};

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGXFSZ])?;
    let foreground = foreground.clone();
    let listen = move || {
        let mut asked_to_quit = false;
        for signal in signals.forever() {
            let message = match signal {
                SIGTSTP if foreground.is_lent() => {
                    if stop::can_be_continued() {
                        stop::stop_self();
                    }
                    continue;
                }
                // The write that is too much fails, and whoever wrote tells of it.
                SIGXFSZ => continue,
                SIGINT | SIGQUIT if foreground.explains_signal() => continue,
                SIGTSTP => Signal::Suspend,
                SIGCONT => Signal::Continued,
                number => {
                    let code = 128 + number;
                    if asked_to_quit {
                        restore::give_back();
                        std::process::exit(code);
                    }
                    asked_to_quit = true;
                    Signal::Quit(u8::try_from(code).unwrap_or(u8::MAX))
                }
            };
            // When the loop is over, nobody is left to hear of it, but a second request to quit
            // must still work while the program is saving.
            tell(message);
        }
    };
    Ok(threads::start("signals", listen)?)
}

/// Where there are no such signals, nothing is watched.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
pub fn watch(_: &ForegroundGuard, _: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
    Ok(())
}
