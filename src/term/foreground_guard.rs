//! Tracks whether the terminal is lent to another program that runs in the foreground.
//!
//! Shared by the screen, which lends the terminal, and the signal thread: keys such as `C-c` then
//! reach both programs as signals, and are meant for the other one.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Time after the other program's end during which a signal is still attributed to it. `C-c` ends
/// it and reaches us at the same moment, and its end may be recorded before the signal thread runs.
const ECHO: Duration = Duration::from_millis(250);

/// Shared record of whether the terminal is lent. Clones share the same record.
#[derive(Clone, Debug, Default)]
pub struct ForegroundGuard(Arc<Mutex<GuardState>>);

#[derive(Debug, Default)]
enum GuardState {
    #[default]
    Never,
    Lent,
    EndedAt(Instant),
}

impl ForegroundGuard {
    /// Returns `true` while another program owns the terminal.
    pub fn is_lent(&self) -> bool {
        matches!(*self.lock(), GuardState::Lent)
    }

    /// Returns `true` if a keyboard signal that arrives now was meant for another program.
    pub fn explains_signal(&self) -> bool {
        match *self.lock() {
            GuardState::Never => false,
            GuardState::Lent => true,
            GuardState::EndedAt(end) => end.elapsed() < ECHO,
        }
    }

    /// Marks the terminal as lent until the returned value is dropped.
    pub(super) fn lend(&self) -> Lent {
        *self.lock() = GuardState::Lent;
        Lent(self.clone())
    }

    /// Locks the state, which is valid even if a thread panicked while it held the lock.
    fn lock(&self) -> MutexGuard<'_, GuardState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the terminal marked as lent until it is dropped.
pub(super) struct Lent(ForegroundGuard);

impl Drop for Lent {
    fn drop(&mut self) {
        *self.0.lock() = GuardState::EndedAt(Instant::now());
    }
}
