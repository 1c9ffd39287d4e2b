//! Events for a watch: changes reported by the system, and requests from the user.

use super::changes::Touched;
use super::watched::WatchError;
use crate::library::Aliases;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Time without events after which a batch is taken for complete.
const QUIET: Duration = Duration::from_millis(100);
/// Maximum time to wait for that while events keep coming in.
const MAX_WAIT: Duration = Duration::from_millis(600);

/// An event for the watch.
#[derive(Debug)]
pub(super) enum WatchEvent {
    /// Something happened to these paths. The flag is set if it may have been more than a write.
    Touched(Vec<PathBuf>, bool),
    /// Events were lost, so anything may have happened.
    Lost,
    /// The system has stopped watching.
    Failed(WatchError),
    /// Everything is to be looked at closely.
    Rescan,
    /// Other tags and categories are to be merged.
    Rename(Arc<Aliases>),
    /// The watch is to end.
    Stop,
}

/// The receiving end of a watch's events.
#[derive(Debug)]
pub struct WatchEvents {
    pub(super) sender: Sender<WatchEvent>,
    receiver: Receiver<WatchEvent>,
}

/// A handle for requests to a watch, running or yet to be started. The watch ends when the handle
/// is dropped.
#[derive(Debug)]
pub struct WatchHandle(Sender<WatchEvent>);

impl WatchHandle {
    /// Has all roots walked again, and reads files that are new or changed, or that may have
    /// changed because they were modified just before they were last read. The watch reports
    /// [`WatchReport::Rescanned`](super::WatchReport::Rescanned) at the end.
    pub fn rescan(&self) {
        // A watch that has ended by itself can no longer answer, here and below.
        let _ = self.0.send(WatchEvent::Rescan);
    }

    /// Merges other tags and categories. This reads no files.
    pub fn rename(&self, aliases: Arc<Aliases>) {
        let _ = self.0.send(WatchEvent::Rename(aliases));
    }
}

impl Drop for WatchHandle {
    fn drop(&mut self) {
        let _ = self.0.send(WatchEvent::Stop);
    }
}

/// The events for a watch yet to be started, and its handle.
pub fn events() -> (WatchEvents, WatchHandle) {
    let (sender, receiver) = mpsc::channel();
    let handle = WatchHandle(sender.clone());
    (WatchEvents { sender, receiver }, handle)
}

/// Events that came together.
#[derive(Default)]
pub(super) struct Batch {
    pub touched: Touched,
    pub lost: bool,
    pub failure: Option<WatchError>,
    pub rescan: bool,
    pub aliases: Option<Arc<Aliases>>,
    pub stop: bool,
}

impl WatchEvents {
    /// Waits for an event and those that come shortly after it. Without a `limit` it waits forever;
    /// with one it returns `None` if nothing came in time.
    pub(super) fn next(&self, limit: Option<Duration>) -> Option<Batch> {
        let first = match limit {
            Some(limit) => self.receiver.recv_timeout(limit),
            None => self.receiver.recv().map_err(RecvTimeoutError::from),
        };
        let mut batch = Batch::default();
        match first {
            Ok(event) => batch.add(event),
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => batch.stop = true,
        }
        let until = Instant::now() + MAX_WAIT;
        while !batch.stop {
            let left = until.saturating_duration_since(Instant::now());
            // The user is waiting for a look, so it is not delayed.
            let left = if batch.rescan { Duration::ZERO } else { QUIET.min(left) };
            match self.receiver.recv_timeout(left) {
                Ok(event) => batch.add(event),
                Err(_) => break,
            }
        }
        Some(batch)
    }
}

impl Batch {
    fn add(&mut self, event: WatchEvent) {
        match event {
            WatchEvent::Touched(paths, may_have_moved) => {
                for path in paths {
                    *self.touched.entry(path).or_default() |= may_have_moved;
                }
            }
            WatchEvent::Lost => self.lost = true,
            WatchEvent::Failed(failure) => self.failure = Some(failure),
            WatchEvent::Rescan => self.rescan = true,
            WatchEvent::Rename(aliases) => self.aliases = Some(aliases),
            WatchEvent::Stop => self.stop = true,
        }
    }
}
