//! Signals of the system as messages, so that the loop quits, stops and redraws in good order.
//!
//! SIGWINCH is not here: a change of size is input, see [`super::InputReader`].

use std::io;
use std::sync::{Arc, OnceLock};

use super::ForegroundGuard;
use crate::process::Cancel;
#[cfg(unix)]
use crate::threads;

/// Request that a signal makes to the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// SIGTERM, SIGHUP, SIGINT or SIGQUIT: quit in good order with this exit code (128 plus the
    /// signal's number).
    Quit(u8),
    /// SIGTSTP from outside: do as on `C-z`.
    Suspend,
    /// SIGCONT: the terminal's modes may have changed meanwhile; take it again and redraw.
    Continued,
}

/// Watches for signals on a thread of its own, for the rest of the process; call it once. `notify`
/// must not wait for the loop, as a second request to quit is received on the same thread.
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
    notify: impl Fn(Signal) + Send + 'static,
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
                // The write over the limit fails, and its caller reports the error.
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
            // When the loop is over, nothing receives the message, but a second request to quit
            // must still work while the program is saving.
            notify(message);
        }
    };
    Ok(threads::start("signals", listen)?)
}

/// Cancels what runs with `cancel` on a signal that asks to quit, which a second one does at once. Returns a
/// place for the exit code that the first one asks for; call it once.
///
/// # Errors
///
/// The system refuses a handler or the thread.
#[cfg(unix)]
pub fn cancel_on_quit(cancel: &Cancel) -> io::Result<Arc<OnceLock<u8>>> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    let (cancel, code) = (cancel.clone(), Arc::new(OnceLock::new()));
    let asked = Arc::clone(&code);
    let listen = move || {
        for signal in signals.forever() {
            if asked.set(u8::try_from(128 + signal).unwrap_or(u8::MAX)).is_err() {
                std::process::exit(128 + signal);
            }
            cancel.cancel();
        }
    };
    threads::start("signals", listen)?;
    Ok(code)
}

/// Does nothing where there are no such signals: they end the program and those that it started.
///
/// # Errors
///
/// Never fails.
#[cfg(not(unix))]
pub fn cancel_on_quit(_: &Cancel) -> io::Result<Arc<OnceLock<u8>>> {
    Ok(Arc::default())
}

/// Does nothing where there are no such signals.
///
/// # Errors
///
/// Never fails.
#[cfg(not(unix))]
pub fn watch(_: &ForegroundGuard, _: impl Fn(Signal) + Send + 'static) -> io::Result<()> {
    Ok(())
}
