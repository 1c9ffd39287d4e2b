//! Whether the terminal is ours, and the one way of giving it back.
//!
//! Called from the loop, from `Drop`, from the panic hook of any thread and from the signal thread,
//! in whatever order; only the first call after a [`take`] does anything. Knows nothing of frames
//! or of who asks.

use std::io::{self, Write};
#[cfg(unix)]
use std::process::ChildStdin;
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(unix)]
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Whether the terminal is in our modes. Static because a panic hook has no way to reach the
/// screen, and there is but one terminal in a process.
///
/// It is read and changed under the lock of standard output only (a reentrant one, so that a panic
/// amid a write can still give the terminal back): no frame is written after the restoration.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Where it is told that the terminal was taken or given back, once there is a guard. Static as
/// [`TAKEN`] is, and changed under the same lock.
#[cfg(unix)]
static GUARD: Mutex<Option<ChildStdin>> = Mutex::new(None);

/// The byte that tells the guard that the terminal was taken.
#[cfg(unix)]
pub(super) const TOOK: u8 = b't';
/// The byte that tells the guard that it was given back.
#[cfg(unix)]
pub(super) const GAVE: u8 = b'g';

/// Undoes every mode [`take`] may have set, and a frame cut off in the middle: end of synchronized
/// update, plain attributes, mouse and bracketed paste off, main screen, cursor, window title.
const LEAVING: &[u8] =
    b"\x1b[?2026l\x1b[0m\x1b[?1002l\x1b[?1006l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[23;2t";

/// Takes the terminal: raw mode, then the bytes that set the other modes.
pub(super) fn take(entering: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    #[cfg(unix)]
    tell(TOOK);
    output.write_all(entering).and_then(|()| output.flush()).inspect_err(|_| give_back())
}

/// Tells a guard from now on, by its pipe, whether the terminal is taken.
#[cfg(unix)]
pub(super) fn tell_guard(pipe: ChildStdin) {
    let _output = io::stdout().lock();
    *guard() = Some(pipe);
    if taken() {
        tell(TOOK);
    }
}

#[cfg(unix)]
fn tell(byte: u8) {
    if let Some(pipe) = &mut *guard() {
        // Without a guard the terminal is given back all the same.
        let _ = pipe.write_all(&[byte]);
    }
}

#[cfg(unix)]
fn guard() -> MutexGuard<'static, Option<ChildStdin>> {
    GUARD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes what undoes every mode, whoever set it.
#[cfg(unix)]
pub(super) fn leave() {
    let mut output = io::stdout().lock();
    let _ = output.write_all(LEAVING).and_then(|()| output.flush());
}

/// Gives the terminal back as it was before [`take`]; does nothing when it is not taken.
///
/// Failures are passed over: whoever calls this is on the way out, and a terminal that is gone
/// needs no restoration.
pub(super) fn give_back() {
    let mut output = io::stdout().lock();
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // First, so that what is typed as soon as the screen has changed is read as usual.
    let _ = disable_raw_mode();
    let _ = output.write_all(LEAVING).and_then(|()| output.flush());
    #[cfg(unix)]
    tell(GAVE);
}

/// Whether the terminal is ours at the moment.
pub(super) fn taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Writes bytes to the terminal at one go, unless it has been given back meanwhile.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    if !taken() {
        return Ok(());
    }
    output.write_all(bytes)?;
    output.flush()
}
