//! Whether the terminal is lent to another program that runs in the foreground.
//!
//! Shared by the screen, which lends, and the signal thread: keys such as `C-c` then reach both
//! programs as signals, and are meant for the other one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A shared mark: the terminal is lent. Clones are the same mark.
#[derive(Clone, Debug, Default)]
pub struct Loan(Arc<AtomicBool>);

impl Loan {
    /// Whether another program owns the terminal now.
    pub fn is_lent(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Marks the terminal as lent until the guard falls.
    pub(super) fn lend(&self) -> Lent {
        self.0.store(true, Ordering::SeqCst);
        Lent(self.clone())
    }
}

/// While it lives the terminal is lent.
pub(super) struct Lent(Loan);

impl Drop for Lent {
    fn drop(&mut self) {
        self.0.0.store(false, Ordering::SeqCst);
    }
}
