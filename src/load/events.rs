//! What reaches a watch: what the system tells, and what a person asks for.

use super::changes::Touched;
use super::watched::Blind;
use crate::library::Aliases;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How long nothing may happen until what did is taken for complete.
const QUIET: Duration = Duration::from_millis(100);
/// How long that is waited for while something goes on happening.
const MAX_WAIT: Duration = Duration::from_millis(600);

/// What reaches the watch.
#[derive(Debug)]
pub(super) enum Event {
    /// Something happened to these paths; more than that bytes were written, perhaps.
    Touched(Vec<PathBuf>, bool),
    /// Events were lost: anything may have happened.
    Lost,
    /// The system watches no longer.
    Blind(Blind),
    /// Everything is to be looked at closely.
    Look,
    /// Other values are to be one.
    Rename(Arc<Aliases>),
    /// It is to end.
    Stop,
}

/// What a watch listens to.
#[derive(Debug)]
pub struct Events {
    pub(super) sender: Sender<Event>,
    receiver: Receiver<Event>,
}

/// By what a watch, or one to come, is asked for something. It ends when this falls.
#[derive(Debug)]
pub struct Handle(Sender<Event>);

impl Handle {
    /// Has all roots walked again, and read what is new, not as it was, or perhaps not so: what
    /// was changed just before it was read. [`News::Looked`](super::News::Looked) is told at the end.
    pub fn look(&self) {
        // A watch that has ended by itself has nobody to tell anything, here and below.
        let _ = self.0.send(Event::Look);
    }

    /// Has other tags and categories be one; no file is read for that.
    pub fn rename(&self, aliases: Arc<Aliases>) {
        let _ = self.0.send(Event::Rename(aliases));
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Stop);
    }
}

/// The events for a watch to come, and the handle of it.
pub fn events() -> (Events, Handle) {
    let (sender, receiver) = mpsc::channel();
    let handle = Handle(sender.clone());
    (Events { sender, receiver }, handle)
}

/// What came together.
#[derive(Default)]
pub(super) struct Batch {
    pub touched: Touched,
    pub lost: bool,
    pub blind: Option<Blind>,
    pub look: bool,
    pub aliases: Option<Arc<Aliases>>,
    pub stop: bool,
}

impl Events {
    /// Waits for an event and for what comes with it; for ever, unless there is a limit. Nothing when
    /// nothing came.
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
            // Somebody waits for a look.
            let left = if batch.look { Duration::ZERO } else { QUIET.min(left) };
            match self.receiver.recv_timeout(left) {
                Ok(event) => batch.add(event),
                Err(_) => break,
            }
        }
        Some(batch)
    }
}

impl Batch {
    fn add(&mut self, event: Event) {
        match event {
            Event::Touched(paths, may_have_moved) => {
                for path in paths {
                    *self.touched.entry(path).or_default() |= may_have_moved;
                }
            }
            Event::Lost => self.lost = true,
            Event::Blind(blind) => self.blind = Some(blind),
            Event::Look => self.look = true,
            Event::Rename(aliases) => self.aliases = Some(aliases),
            Event::Stop => self.stop = true,
        }
    }
}
