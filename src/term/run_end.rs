//! The end of a run.

use crate::post::Diagnostic;
use std::sync::Arc;

/// Outcome of a run.
#[derive(Debug)]
pub enum RunEnd {
    /// Ended at the user's request.
    Done,
    /// Ended with this exit code, because of a signal or a panic.
    Code(u8),
    /// There was no post under any root; the diagnostics say more.
    NothingLoaded(Arc<Vec<Diagnostic>>),
}
