//! Notification by the system when files change, which avoids polling.

use notify::event::EventKindMask;
use notify::{Config, EventHandler, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fmt;
use std::mem;
use std::path::Path;

/// A watch on some files, which ends when it is dropped.
pub struct FileWatch {
    _watcher: RecommendedWatcher,
}

impl fmt::Debug for FileWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

/// Creates a watcher, as yet without folders, that calls `report` for each change. Opening and
/// reading a file are not reported, so another program that goes through all posts has no effect.
///
/// # Errors
///
/// Fails if the system cannot watch files, or has no thread for it.
pub fn watcher(report: impl EventHandler) -> notify::Result<RecommendedWatcher> {
    let config = Config::default().with_event_kinds(EventKindMask::CORE);
    let watcher = RecommendedWatcher::new(report, config)?;
    // The crate does not report that it got no thread, and panics when such a watcher is dropped. Only
    // the thread can answer this call.
    if let Err(error) = watcher.watched_paths() {
        mem::forget(watcher);
        return Err(error);
    }
    Ok(watcher)
}

/// Calls `touched` whenever a file in these folders changes whose name matches `is_ours`. Returns `None` if
/// the system cannot watch files or none of the folders exists.
pub fn watch<'a>(
    folders: impl IntoIterator<Item = &'a Path>,
    is_ours: impl Fn(&OsStr) -> bool + Send + 'static,
    touched: impl Fn() + Send + 'static,
) -> Option<FileWatch> {
    let report = move |event: notify::Result<notify::Event>| match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
        Ok(event)
            if !event.need_rescan()
                && !event.paths.iter().filter_map(|path| path.file_name()).any(&is_ours) => {}
        Ok(_) | Err(_) => touched(),
    };
    let mut watcher = watcher(report).ok()?;
    let folders: HashSet<&Path> = folders
        .into_iter()
        .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .collect();
    let mut is_any = false;
    for folder in folders {
        is_any |= watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
    }
    is_any.then_some(FileWatch { _watcher: watcher })
}
