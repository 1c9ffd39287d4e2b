//! Told by the system when another instance has written, so that nobody has to ask.

use crate::threads;
use notify::event::EventKindMask;
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;

/// Calls back whenever something is written in the store's folder; ends when it falls. `None` where
/// the system does not watch.
pub(super) fn watch(
    file: &Path,
    touched: impl Fn() + Send + 'static,
) -> Option<RecommendedWatcher> {
    let name = file.file_name()?.to_owned();
    let tell = move |event: notify::Result<notify::Event>| {
        let is_ours = |path: &std::path::PathBuf| {
            let ours = name.as_encoded_bytes();
            path.file_name().is_some_and(|other| other.as_encoded_bytes().starts_with(ours))
        };
        match event {
            // The index beside the log is changed by readers too.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) if !event.need_rescan() && !event.paths.iter().any(is_ours) => {}
            Ok(_) | Err(_) => touched(),
        }
    };
    // The crate that watches panics later where it is refused its thread.
    if !threads::have_room_for(1) {
        return None;
    }
    let config = Config::default().with_event_kinds(EventKindMask::CORE);
    let mut watcher = RecommendedWatcher::new(tell, config).ok()?;
    watcher.watch(file.parent()?, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
