//! What tells that a file has changed without reading it.

use crate::post::Origin;
use std::fs::{self, Metadata};
use std::time::SystemTime;

/// Time of the last change, length, and which file it is. Two that differ are of different texts;
/// a change within one tick of the system's clock that keeps the length goes unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    /// Device and number, where files have such.
    file: Option<(u64, u64)>,
}

impl Stamp {
    /// The stamp in a file's metadata.
    pub fn of(metadata: &Metadata) -> Self {
        Self { modified: metadata.modified().ok(), bytes: metadata.len(), file: number(metadata) }
    }

    /// The stamp of a file as it is now; none if there is no file.
    pub fn at(origin: &Origin) -> Option<Self> {
        match origin {
            Origin::File(path) => fs::metadata(path).ok().map(|metadata| Self::of(&metadata)),
            Origin::Embedded(_) | Origin::Memory(_) | Origin::Input(_) => None,
        }
    }

    /// Whether no other file has this stamp, so that one which has it is the same file, moved.
    pub fn is_unique(&self) -> bool {
        self.file.is_some()
    }
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere there is no number")]
fn number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}
