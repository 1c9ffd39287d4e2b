//! Paths of files on this platform. The only user of `directories`.

use directories::{BaseDirs, ProjectDirs};
use std::path::{Path, PathBuf};

/// Default path of the config file on this platform; `None` without a home folder.
pub fn config_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yunbao").map(|project| project.config_dir().join("config.yaml"))
}

/// Default path of the stored state on this platform; `None` without a home folder.
pub fn memory_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yunbao").map(|project| project.data_dir().join("memory.db"))
}

/// Default folder for checkouts on this platform; `None` without a home folder.
pub fn checkouts_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yunbao").map(|project| project.data_dir().join("checkouts"))
}

/// The folder for caches on this platform, if there is a home folder.
pub fn cache_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yunbao").map(|project| project.cache_dir().to_owned())
}

/// Resolves a path from a config file: `~` is the home folder, and a relative path is relative to
/// the config file's folder.
pub fn expand(path: &Path, folder: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(below), Some(base)) => base.home_dir().join(below),
        _ => folder.join(path),
    }
}

/// The path as it can be written in a config: from `~` if it is in the home folder.
pub fn from_home(path: &Path) -> PathBuf {
    let home = BaseDirs::new().map(|base| base.home_dir().to_owned());
    match home.as_deref().and_then(|home| path.strip_prefix(home).ok()) {
        Some(below) => Path::new("~").join(below),
        None => path.to_owned(),
    }
}
