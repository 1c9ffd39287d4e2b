//! Told by the system when the config file is saved, so that nobody has to ask.

use crate::threads;
use notify::event::EventKindMask;
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A watch; it ends when it falls.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

/// Calls back whenever something happens to a file of the config's name in its folder, and in the
/// folder of the file that it is a link to. `None` where the system does not watch or there is no
/// such folder.
pub fn watch(path: &Path, touched: impl Fn() + Send + 'static) -> Option<Watch> {
    let places: Vec<PathBuf> =
        [Some(path.to_owned()), path.canonicalize().ok()].into_iter().flatten().collect();
    let names: HashSet<OsString> =
        places.iter().filter_map(|place| place.file_name()).map(ToOwned::to_owned).collect();
    let tell = move |event: notify::Result<notify::Event>| {
        let is_ours = |path: &PathBuf| path.file_name().is_some_and(|name| names.contains(name));
        match event {
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
    let folders: HashSet<&Path> = places
        .iter()
        .filter_map(|place| place.parent())
        .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .collect();
    let mut any = false;
    for folder in folders {
        any |= watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
    }
    any.then_some(Watch { _watcher: watcher })
}
