//! Stamps: detecting that a file has changed without reading it.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Time after a change during which another change may get the same timestamp: the resolution of
/// the coarsest file system clock.
pub(super) const TICK: Duration = Duration::from_secs(2);

/// A file's identity, length and modification times. Two stamps that differ belong to different
/// texts, or to a file whose metadata changed. Two equal stamps belong to the same text, unless the
/// first [was doubtful](is_doubtful).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    /// The part that does not change when a file is moved or its permissions change.
    pub content: Content,
    /// Time of the last change of the text or the metadata (ctime), where the system keeps it.
    /// Programs cannot set it.
    status: Nanoseconds,
}

/// Hash of a file's modification time, length and identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Content(u64);

/// Nanoseconds since 1970, clamped to the range of the type.
type Nanoseconds = i64;

impl Stamp {
    /// The stamp for a file's metadata.
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        let mut hasher = DefaultHasher::new();
        (modified, metadata.len(), number(metadata)).hash(&mut hasher);
        Self { content: Content(hasher.finish()), status: status(metadata) }
    }

    /// The current stamp of the file at a path; `None` if there is no file.
    pub fn at(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|metadata| Self::of(&metadata))
    }

    /// Number of bytes of a stamp in the cache.
    pub const BYTES: usize = 16;

    /// The stamp as the bytes that the cache keeps.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.content.0.to_le_bytes());
        bytes[8..].copy_from_slice(&self.status.to_le_bytes());
        bytes
    }

    /// The stamp that the cache kept as bytes.
    pub fn of_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let both = u128::from_le_bytes(bytes);
        Self { content: Content(both as u64), status: ((both >> 64) as u64).cast_signed() }
    }

    /// The content hash, where it includes the file's identity, so that a file with the same hash
    /// is the same file, moved.
    pub fn unique(self) -> Option<Content> {
        cfg!(unix).then_some(self.content)
    }
}

/// Returns `true` if a file opened at `opened` may change afterwards without a new stamp: it was
/// changed just before, possibly within one tick of the file system's clock ([`TICK`] but in tests).
pub(super) fn is_doubtful(metadata: &Metadata, opened: SystemTime, tick: Duration) -> bool {
    let modified = metadata.modified().ok().map(nanoseconds);
    modified.is_none_or(|time| time.max(status(metadata)) > nanoseconds(opened - tick))
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
