//! Loading on a thread of its own: the posts are gathered, and then watched.

use super::inbox::{EventSender, LoopEnded};
use super::loop_event::LoopEvent;
use super::thread_report::ThreadReport;
use crate::app::{Changed, Loaded, Message};
use crate::library::{Aliases, Library};
use crate::load::{self, FileIndex, Roots, WatchReport, gather, watch};
use crate::query::{SearchContext, ruled};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// One load and the watch that follows it.
pub(super) struct Loading {
    pub generation: u64,
    /// Generation of the current load.
    pub current: Arc<AtomicU64>,
    pub roots: Arc<Roots>,
    pub aliases: Arc<Aliases>,
    pub judging: Arc<Mutex<SearchContext>>,
    pub caches: Option<PathBuf>,
    pub reported_watch_error: Arc<AtomicBool>,
    pub events: EventSender,
}

impl Loading {
    /// Reads all posts, sending the progress with `send`.
    pub fn gather(
        &self,
        send: impl Fn(&EventSender, LoopEvent) -> Result<(), LoopEnded>,
    ) -> Option<FileIndex> {
        gather(&self.roots, &self.aliases, self.caches.as_deref(), |progress| {
            self.judge(&progress.library);
            let message = Message::Loaded(Loaded {
                generation: self.generation,
                library: progress.library,
                read: progress.read,
                total: progress.total,
                problems: progress.problems,
                done: progress.done,
            });
            let is_heard = send(&self.events, LoopEvent::Message(message)).is_ok();
            is_heard && self.current.load(Ordering::Relaxed) == self.generation
        })
    }

    /// Applies the rules to a snapshot of the library, so that the loop need not.
    fn judge(&self, library: &Library) {
        let context = self.judging.lock().unwrap_or_else(PoisonError::into_inner).clone();
        ruled(library, &context);
    }

    /// Watches for changes of what was read, until the loop is over or another load begins.
    pub fn watch(&self, index: FileIndex, changes: &load::WatchEvents) {
        watch(&self.roots, index, changes, |news| {
            let event = match news {
                WatchReport::Changed(change) => {
                    self.judge(&change.library);
                    LoopEvent::Message(changed(self.generation, change))
                }
                WatchReport::Polling(_)
                    if self.reported_watch_error.swap(true, Ordering::Relaxed) =>
                {
                    return true;
                }
                WatchReport::Polling(reason) => {
                    LoopEvent::Report(ThreadReport::WatchFailed(reason))
                }
                WatchReport::Rescanned(any) => LoopEvent::Message(Message::Looked {
                    generation: self.generation,
                    changed: any,
                }),
            };
            self.events.answer(event).is_ok()
        });
    }
}

fn changed(generation: u64, change: load::LibraryChange) -> Message {
    let load::LibraryChange { library, problems, changed, moved, new, gone } = change;
    Message::Changed(Changed { generation, library, problems, changed, moved, new, gone })
}
