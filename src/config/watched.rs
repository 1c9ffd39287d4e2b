//! Tells when the config file is saved.

use crate::file::{self, Watch};
use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Calls back whenever something happens to a file of the config's name in its folder, and in the
/// folder of the file that it is a link to. `None` where the system does not watch or there is no
/// such folder.
pub fn watch(path: &Path, touched: impl Fn() + Send + 'static) -> Option<Watch> {
    let places: Vec<PathBuf> =
        [Some(path.to_owned()), path.canonicalize().ok()].into_iter().flatten().collect();
    let names: HashSet<OsString> =
        places.iter().filter_map(|place| place.file_name()).map(ToOwned::to_owned).collect();
    let folders = places.iter().filter_map(|place| place.parent());
    file::watch(folders, move |name| names.contains(name), touched)
}
