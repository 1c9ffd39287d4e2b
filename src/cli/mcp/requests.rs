//! The requests that are not answered yet, shared with the thread that reads: it learns of cancellations while
//! the server works.

use super::rpc::RequestId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The open requests, each with `true` if it was cancelled.
#[derive(Clone, Debug, Default)]
pub struct OpenRequests(Arc<Mutex<HashMap<RequestId, bool>>>);

impl OpenRequests {
    /// Notes that a request has come in.
    pub fn open(&self, id: &RequestId) {
        self.lock().insert(id.clone(), false);
    }

    /// Notes that a request is no longer wanted; unknown ones are ignored.
    pub fn cancel(&self, id: &RequestId) {
        if let Some(cancelled) = self.lock().get_mut(id) {
            *cancelled = true;
        }
    }

    /// Returns `true` if a request is no longer wanted.
    pub fn is_cancelled(&self, id: &RequestId) -> bool {
        self.lock().get(id).copied().unwrap_or(false)
    }

    /// Removes a request that is being answered. Returns `false` if it was cancelled, so that the answer is
    /// not sent.
    pub fn close(&self, id: &RequestId) -> bool {
        !self.lock().remove(id).unwrap_or(false)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RequestId, bool>> {
        // Each change is complete, even if a thread panicked afterwards.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cancelled_request_is_not_answered() {
        let open = OpenRequests::default();
        let (one, other) = (RequestId::Number(1), RequestId::Text("1".into()));
        open.open(&one);
        open.open(&other);
        open.cancel(&one);
        open.cancel(&RequestId::Number(7));
        assert!(open.is_cancelled(&one) && !open.is_cancelled(&other));
        assert!(!open.close(&one) && open.close(&other));
        assert!(!open.is_cancelled(&one), "its id may be used again");
    }
}
