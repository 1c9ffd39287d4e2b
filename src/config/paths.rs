//! Where things are on this platform. The only user of `directories`.

use directories::{BaseDirs, ProjectDirs};
use std::path::{Path, PathBuf};

/// The config file's place on this platform, if it has a home folder.
pub fn config_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yunbao").map(|project| project.config_dir().join("config.yaml"))
}

/// The place of what is remembered between runs on this platform, if it has a home folder.
pub fn memory_file() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yunbao").map(|project| project.data_dir().join("memory.db"))
}

/// A path as a config file writes it: `~` is the home folder, and a relative path is relative to
/// the file's folder.
pub fn expand(path: &Path, folder: &Path) -> PathBuf {
    match (path.strip_prefix("~"), BaseDirs::new()) {
        (Ok(below), Some(base)) => base.home_dir().join(below),
        _ => folder.join(path),
    }
}
