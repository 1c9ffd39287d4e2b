//! Whether the terminal is lent to another program that runs in the foreground.
//!
//! Shared by the screen, which lends, and the signal thread: keys such as `C-c` then reach both
//! programs as signals, and are meant for the other one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long after the other program's end it still explains a signal. `C-c` ends it and reaches us at one
/// moment, and its end may be marked before the signal thread has had its turn.
const ECHO: Duration = Duration::from_millis(250);

/// A shared mark: the terminal is lent. Clones are the same mark.
#[derive(Clone, Debug, Default)]
pub struct ForegroundGuard(Arc<Mutex<State>>);

#[derive(Debug, Default)]
enum State {
    #[default]
    Never,
    Lent,
    EndedAt(Instant),
}

impl ForegroundGuard {
    /// Whether another program owns the terminal now.
    pub fn is_lent(&self) -> bool {
        matches!(*self.lock(), State::Lent)
    }

    /// Whether a signal of the keyboard that is seen now was meant for another program.
    pub fn explains_signal(&self) -> bool {
        match *self.lock() {
            State::Never => false,
            State::Lent => true,
            State::EndedAt(end) => end.elapsed() < ECHO,
        }
    }

    /// Marks the terminal as lent until the guard falls.
    pub(super) fn lend(&self) -> Lent {
        *self.lock() = State::Lent;
        Lent(self.clone())
    }

    /// The state; it stays sound whatever panicked while it was locked.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// While it lives the terminal is lent.
pub(super) struct Lent(ForegroundGuard);

impl Drop for Lent {
    fn drop(&mut self) {
        *self.0.lock() = State::EndedAt(Instant::now());
    }
}
