//! Watches the config file for changes.

use crate::file::{self, FileWatch};
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Calls `touched` whenever a file with the config's name changes in the config's folder, or, if
/// the config is a link, in the folder of its target. Returns `None` if the system cannot watch, or
/// if there is no such folder.
pub fn watch(path: &Path, touched: impl Fn() + Send + 'static) -> Option<FileWatch> {
    let places: Vec<PathBuf> =
        [Some(path.to_owned()), path.canonicalize().ok()].into_iter().flatten().collect();
    let names: HashSet<OsString> =
        places.iter().filter_map(|place| place.file_name()).map(ToOwned::to_owned).collect();
    let folders = places.iter().filter_map(|place| place.parent());
    file::watch(folders, move |name| names.contains(name), touched)
}
