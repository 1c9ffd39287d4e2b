//! Opening files without blocking, and reading them up to a limit, whatever is at their paths.
//!
//! Owns the check that a file is a regular one, private files, files that the user asked for, and watching
//! for changes. Knows nothing of the contents of files.

mod checkout;
mod document;
mod presence;
mod private;
mod scratch;
mod staged;
#[cfg(test)]
mod tests;
mod watch;

pub use checkout::{checkout_around, remotes_of, repository_of};
pub use document::write_document;
pub use presence::{Presence, lock_alone};
pub use private::{append, create, create_folder, put, replace, tighten};
pub use scratch::{ScratchFile, unnamed};
pub use staged::StagedFolder;
pub use watch::{FileWatch, watch, watcher};

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Treatment of a symbolic link at the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Opens the file that the link leads to.
    Follow,
    /// Fails with [`Error::Link`].
    Refuse,
}

/// Error of reading a file.
#[derive(Debug)]
pub enum Error {
    /// A folder, pipe, socket or device.
    NotRegular,
    /// A symbolic link, where these are refused.
    Link,
    /// A file larger than this number of bytes.
    TooLarge(u64),
    /// A system error.
    System(io::Error),
}

/// Returns `true` if an error is the system's limit on open files.
pub fn is_none_left(error: &io::Error) -> bool {
    /// ENFILE and EMFILE, which have no `ErrorKind` of their own.
    const CODES: [i32; 2] = [23, 24];
    cfg!(unix) && error.raw_os_error().is_some_and(|code| CODES.contains(&code))
}

/// Returns `true` if at least a few more files can be opened. Tries it, as no system reports the number.
pub fn has_room() -> bool {
    /// Number of files that a walk and its readers may have open at the same time.
    const FILES: usize = 8;
    let nothing = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let opened = (0..FILES).map(|_| File::open(nothing)).collect::<io::Result<Vec<File>>>();
    !opened.is_err_and(|error| is_none_left(&error))
}

/// Opens a regular file for reading. Does not wait for a writer of a pipe, nor make a terminal the
/// controlling one. Checks the handle and not the path, so that nothing can replace the file in between.
///
/// # Errors
///
/// Fails if there is no regular file at the path, or if it cannot be opened.
pub fn open(path: &Path, links: Links) -> Result<(File, Metadata), Error> {
    let file = open_any(path, links)?;
    let metadata = file.metadata().map_err(Error::System)?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(Error::NotRegular) }
}

/// Opens a regular file as [`open`] does, if no part of its path is a link. `None` if one is, or if it cannot be
/// opened, or if the system cannot tell.
#[cfg(target_os = "linux")]
pub fn open_without_links(path: &Path) -> Option<(File, Metadata)> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
    let opened = openat2(CWD, path, flags, Mode::empty(), ResolveFlags::NO_SYMLINKS);
    let file = File::from(opened.ok()?);
    let metadata = file.metadata().ok()?;
    metadata.is_file().then_some((file, metadata))
}

/// Opens a regular file as [`open`] does, if no part of its path is a link. `None` if one is, or if it cannot be
/// opened, or if the system cannot tell.
#[cfg(not(target_os = "linux"))]
pub fn open_without_links(_: &Path) -> Option<(File, Metadata)> {
    None
}

/// Reads a whole regular file of at most `max_bytes` bytes.
///
/// # Errors
///
/// Fails if there is no regular file at the path, or if it is larger or cannot be read.
pub fn read(path: &Path, max_bytes: u64, links: Links) -> Result<Vec<u8>, Error> {
    // Opening some devices, such as a tape or a watchdog, already has an effect.
    if let Ok(metadata) = fs::metadata(path)
        && !metadata.is_file()
    {
        return Err(Error::NotRegular);
    }
    let (file, metadata) = open(path, links)?;
    if metadata.len() > max_bytes {
        return Err(Error::TooLarge(max_bytes));
    }
    let mut bytes = Vec::new();
    // The file may grow meanwhile, and some system files report a length of 0.
    file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(Error::System)?;
    if bytes.len() as u64 > max_bytes { Err(Error::TooLarge(max_bytes)) } else { Ok(bytes) }
}

/// The real path of an open file, if the system reports it.
#[cfg(target_os = "linux")]
pub fn real_path(file: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;
    fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).ok()
}

/// The real path of an open file, if the system reports it.
#[cfg(not(target_os = "linux"))]
pub fn real_path(_: &File) -> Option<PathBuf> {
    None
}

/// Free bytes for this user on the disk that holds a folder, where the system tells.
#[cfg(unix)]
pub fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Free bytes for this user on the disk that holds a folder, where the system tells.
#[cfg(not(unix))]
pub fn free_bytes(_: &Path) -> Option<u64> {
    None
}

/// Fills the buffer with the bytes of a file from an offset on, whatever the position of the handle.
///
/// # Errors
///
/// The file ends before that, or cannot be read.
#[cfg(unix)]
pub fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

/// Fills the buffer with the bytes of a file from an offset on, whatever the position of the handle.
///
/// # Errors
///
/// The file ends before that, or cannot be read.
#[cfg(windows)]
pub fn read_exact_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !buffer.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, buffer, offset)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer = &mut buffer[count..];
        offset += count as u64;
    }
    Ok(())
}

#[cfg(unix)]
fn open_any(path: &Path, links: Links) -> Result<File, Error> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    if links == Links::Refuse {
        flags |= OFlags::NOFOLLOW;
    }
    let opened = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path);
    opened.map_err(|error| match error.raw_os_error() {
        // Systems differ in the error code for a refused link.
        Some(_) if links == Links::Refuse && is_link(path) => Error::Link,
        // A socket cannot be opened at all.
        Some(code) if code == rustix::io::Errno::NXIO.raw_os_error() => Error::NotRegular,
        _ => Error::System(error),
    })
}

#[cfg(not(unix))]
fn open_any(path: &Path, links: Links) -> Result<File, Error> {
    if links == Links::Refuse && is_link(path) {
        return Err(Error::Link);
    }
    // On Windows, folders cannot be opened this way.
    OpenOptions::new()
        .read(true)
        .open(path)
        .map_err(|error| if path.is_dir() { Error::NotRegular } else { Error::System(error) })
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

impl Error {
    /// Returns `true` if there is nothing at the path.
    pub fn is_not_found(&self) -> bool {
        // A parent folder of the path may be a file.
        let kinds = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
        matches!(self, Self::System(error) if kinds.contains(&error.kind()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRegular => f.write_str("it is not a regular file"),
            Self::Link => f.write_str("it is a link"),
            Self::TooLarge(bytes) => write!(f, "it is larger than {} KB", bytes >> 10),
            Self::System(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::System(error) => error,
            other => Self::other(other),
        }
    }
}
