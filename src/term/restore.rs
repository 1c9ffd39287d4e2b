//! Tracks whether the terminal is taken, and restores it.
//!
//! [`give_back`] is called from the loop, from `Drop`, from the panic hook of any thread and from
//! the signal thread, in any order; only the first call after a [`take`] does anything. Knows
//! nothing of frames or of its callers.

use std::io::{self, Write};
#[cfg(unix)]
use std::process::ChildStdin;
use std::sync::atomic::{AtomicBool, Ordering};
#[cfg(unix)]
use std::sync::{Mutex, MutexGuard, PoisonError};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Set while the terminal is in our modes. Static because a panic hook has no way to reach the
/// screen, and a process has only one terminal.
///
/// Changed, and checked before a write, only under the lock of standard output (a reentrant one, so
/// that a panic amid a write can still restore the terminal): no frame is written once the terminal
/// is restored.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Pipe on which the guard, once there is one, is notified that the terminal was taken or given
/// back. Static like [`TAKEN`], and changed under the same lock.
#[cfg(unix)]
static GUARD: Mutex<Option<ChildStdin>> = Mutex::new(None);

/// Byte that notifies the guard that the terminal was taken.
#[cfg(unix)]
pub(super) const TOOK: u8 = b't';
/// Byte that notifies the guard that it was given back.
#[cfg(unix)]
pub(super) const GAVE: u8 = b'g';

/// Undoes every mode that [`take`] may have set, and a frame cut off in the middle: ends the
/// synchronized update, resets attributes, mouse and bracketed paste, and restores main screen,
/// cursor and window title.
const LEAVING: &[u8] =
    b"\x1b[?2026l\x1b[0m\x1b[?1002l\x1b[?1006l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[23;2t";

/// Undoes the modes in which a program that had the terminal may have left it, and which [`LEAVING`]
/// does not undo: keys of the cursor and the number pad, other mouse reports, focus reports, kitty's
/// keyboard protocol, insert and origin mode, the scroll region (which moves the cursor), the
/// character set, and lines that do not wrap.
const RESETTING: &[u8] = b"\x1b7\x1b[?6l\x1b[r\x1b8\x1b[?1l\x1b>\x1b[?1000l\x1b[?1003l\x1b[?1004l\x1b[?1005l\x1b[?1015l\x1b[=0u\x1b[4l\x1b(B\x0f\x1b[?7h\x1b[?25h";

/// Set once the terminal has pictures of kitty's protocol. Static like [`TAKEN`], as a panic hook has to
/// delete them.
static HAS_PICTURES: AtomicBool = AtomicBool::new(false);

/// Deletes every picture on the screen, and its data (kitty).
const DELETE_PICTURES: &[u8] = b"\x1b_Ga=d,d=A,q=2\x1b\\";

/// Causes pictures to be deleted when the terminal is restored. Terminals that have no pictures are not
/// told to, as some would show the sequence.
pub(super) fn delete_pictures_at_end() {
    HAS_PICTURES.store(true, Ordering::SeqCst);
}

/// Takes the terminal: sets raw mode, then writes the bytes that set the other modes.
pub(super) fn take(entering: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    #[cfg(unix)]
    notify_guard(TOOK);
    output.write_all(entering).and_then(|()| output.flush()).inspect_err(|_| give_back())
}

/// Registers the pipe of a guard, which is notified from now on when the terminal is taken or given
/// back.
#[cfg(unix)]
pub(super) fn connect_guard(pipe: ChildStdin) {
    let _output = io::stdout().lock();
    *guard() = Some(pipe);
    if taken() {
        notify_guard(TOOK);
    }
}

#[cfg(unix)]
fn notify_guard(byte: u8) {
    if let Some(pipe) = &mut *guard() {
        // Without a guard the terminal is restored all the same.
        let _ = pipe.write_all(&[byte]);
    }
}

#[cfg(unix)]
fn guard() -> MutexGuard<'static, Option<ChildStdin>> {
    GUARD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes the bytes that undo every mode, whoever set it.
#[cfg(unix)]
pub(super) fn leave() {
    let mut output = io::stdout().lock();
    let _ = output.write_all(LEAVING).and_then(|()| output.flush());
}

/// Restores the terminal to its state before [`take`]; does nothing if it is not taken.
///
/// Failures are ignored: callers are about to exit, and a terminal that is gone needs no
/// restoration.
pub(super) fn give_back() {
    let mut output = io::stdout().lock();
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // First, so that keys typed as soon as the screen has changed are read as usual.
    let _ = disable_raw_mode();
    if HAS_PICTURES.swap(false, Ordering::SeqCst) {
        let _ = output.write_all(DELETE_PICTURES);
    }
    let _ = output.write_all(LEAVING).and_then(|()| output.flush());
    #[cfg(unix)]
    notify_guard(GAVE);
}

/// Resets the modes in which another program may have left the terminal.
pub(super) fn reset() {
    let mut output = io::stdout().lock();
    // The last one leaves the screen on which the program may have been. On the main screen it would move the
    // cursor to where it was saved last, that is, before what the program has written: so save it here.
    let written =
        output.write_all(b"\x1b[?2026l\x1b[0m\x1b[?1002l\x1b[?1006l\x1b[?2004l\x1b7\x1b[?1049l");
    let _ = written.and_then(|()| output.write_all(RESETTING)).and_then(|()| output.flush());
}

/// Returns `true` while the terminal is taken.
pub(super) fn taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Writes bytes to the terminal in one go, unless it has been given back meanwhile.
pub(super) fn write(bytes: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    if !taken() {
        return Ok(());
    }
    output.write_all(bytes)?;
    output.flush()
}
