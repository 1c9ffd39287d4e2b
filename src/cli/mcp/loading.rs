//! The library of the server: read once on a thread of its own, then kept up to date.

use super::server::Event;
use crate::cli::found::CommandRequest;
use crate::library::Library;
use crate::load::{WatchHandle, WatchReport, events, gather, watch};
use crate::threads;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::SyncSender;

/// The posts read so far.
#[derive(Clone, Debug, Default)]
pub struct LoadedPosts {
    /// The posts.
    pub library: Arc<Library>,
    /// Number of files read so far.
    pub read: usize,
    /// Number of files in all, once it is known.
    pub total: Option<usize>,
    /// `true` if everything is read.
    pub done: bool,
}

/// Begins to read the posts, and sends what was read, then every change. The watch ends when the handle is
/// dropped.
///
/// # Errors
///
/// The system refuses a thread.
pub fn start(request: &CommandRequest<'_>, out: SyncSender<Event>) -> io::Result<WatchHandle> {
    let (changes, handle) = events();
    let roots = request.roots.clone();
    let aliases = Arc::new(request.aliases.clone());
    let caches = request.caches.map(Path::to_owned);
    threads::start("load", move || {
        let index = gather(&roots, &aliases, caches.as_deref(), |progress| {
            let loaded = LoadedPosts {
                library: progress.library,
                read: progress.read,
                total: progress.total,
                done: progress.done,
            };
            out.send(Event::Loaded(loaded)).is_ok()
        });
        let Some(index) = index else { return };
        watch(&roots, index, &changes, |report| match report {
            WatchReport::Changed(change) => out.send(Event::Changed(change.library)).is_ok(),
            WatchReport::Polling(_) | WatchReport::Rescanned(_) => true,
        });
    })?;
    Ok(handle)
}
