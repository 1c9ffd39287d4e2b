//! What tells that a file has changed without reading it.

use crate::post::Origin;
use std::fs::{self, Metadata};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long after a change another one may still have the same time: as long as the coarsest clock
/// of a file system goes without a tick.
const TICK: Duration = Duration::from_secs(2);

/// Times of the last changes, length, and which file it is. Two that differ are of different texts,
/// or of a file that something else was done to; two that are the same are of the same text, unless
/// the first [is doubtful](Stamp::is_doubtful).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub content: Content,
    /// When the text or anything else about the file was changed last, where that is kept. No
    /// program can set it.
    status: Option<Nanoseconds>,
}

/// What of a stamp stays as it is when a file is only moved, or other people may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Content {
    modified: Option<Nanoseconds>,
    bytes: u64,
    /// Device and number, where files have such.
    file: Option<(u64, u64)>,
}

/// Since 1970, as far as the number reaches.
type Nanoseconds = i64;

impl Stamp {
    /// The stamp in a file's metadata.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().map(nanoseconds);
        let content = Content { modified, bytes: metadata.len(), file: number(metadata) };
        Self { content, status: status(metadata) }
    }

    /// The stamp of a file as it is now; none if there is no file.
    pub fn at(origin: &Origin) -> Option<Self> {
        match origin {
            Origin::File(path) => fs::metadata(path).ok().map(|metadata| Self::of(&metadata)),
            Origin::Embedded(_) | Origin::Memory(_) | Origin::Input(_) => None,
        }
    }

    /// Whether a file that was read at a moment may change after that and keep this stamp: it was
    /// changed just before, within one tick of the file system's clock perhaps.
    pub fn is_doubtful(&self, read: SystemTime) -> bool {
        let last = self.status.max(self.content.modified);
        last.is_none_or(|last| last > nanoseconds(read - TICK))
    }
}

impl Content {
    /// Whether no other file has this, so that one which has it is the same file, moved.
    pub fn is_unique(&self) -> bool {
        self.file.is_some()
    }
}

fn nanoseconds(time: SystemTime) -> Nanoseconds {
    let since = time.duration_since(UNIX_EPOCH);
    let number = since.map_or_else(
        |before| -before.duration().as_nanos().cast_signed(),
        |since| since.as_nanos().cast_signed(),
    );
    number.clamp(Nanoseconds::MIN.into(), Nanoseconds::MAX.into()) as Nanoseconds
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere there is no number")]
fn number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere there is no such time")]
fn status(metadata: &Metadata) -> Option<Nanoseconds> {
    use std::os::unix::fs::MetadataExt;
    Some(metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(not(unix))]
fn status(_: &Metadata) -> Option<Nanoseconds> {
    None
}
