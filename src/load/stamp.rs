//! What tells that a file has changed without reading it.

use crate::post::Origin;
use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long after a change another one may still have the same time: as long as the coarsest clock
/// of a file system goes without a tick.
const TICK: Duration = Duration::from_secs(2);

/// Times of the last changes, length, and which file it is, as their hashes. Two that differ are of
/// different texts, or of a file that something else was done to; two that are the same are of the
/// same text, unless the first [was doubtful](is_doubtful).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// What stays as it is when a file is only moved, or other people may read it.
    pub content: Content,
    /// When the text or anything else about the file was changed last, where that is kept. No
    /// program can set it.
    status: Nanoseconds,
}

/// The time of the last change of the text, length, and which file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Content(u64);

/// Since 1970, as far as the number reaches.
type Nanoseconds = i64;

impl Stamp {
    /// The stamp in a file's metadata.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        let mut hasher = DefaultHasher::new();
        (modified, metadata.len(), number(metadata)).hash(&mut hasher);
        Self { content: Content(hasher.finish()), status: status(metadata) }
    }

    /// The stamp of a file as it is now; none if there is no file.
    pub fn at(origin: &Origin) -> Option<Self> {
        match origin {
            Origin::File(path) => fs::metadata(path).ok().map(|metadata| Self::of(&metadata)),
            Origin::Embedded(_) | Origin::Memory(_) | Origin::Input(_) => None,
        }
    }

    /// The content, if no other file has it, so that one which has it is the same file, moved.
    pub fn unique(self) -> Option<Content> {
        cfg!(unix).then_some(self.content)
    }
}

/// Whether a file that was opened at a moment may change after that and keep its stamp: it was
/// changed just before, within one tick of the file system's clock perhaps.
pub(super) fn is_doubtful(metadata: &Metadata, opened: SystemTime) -> bool {
    let modified = metadata.modified().ok().map(nanoseconds);
    modified.is_none_or(|time| time.max(status(metadata)) > nanoseconds(opened - TICK))
}

fn nanoseconds(time: SystemTime) -> Nanoseconds {
    let number = match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_nanos().cast_signed(),
        Err(before) => -before.duration().as_nanos().cast_signed(),
    };
    number.clamp(Nanoseconds::MIN.into(), Nanoseconds::MAX.into()) as Nanoseconds
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere there is no number")]
fn number(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(unix)]
fn status(metadata: &Metadata) -> Nanoseconds {
    use std::os::unix::fs::MetadataExt;
    metadata.ctime().saturating_mul(1_000_000_000).saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(not(unix))]
fn status(_: &Metadata) -> Nanoseconds {
    Nanoseconds::MIN
}
