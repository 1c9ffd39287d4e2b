//! Files opened without waiting and read up to a limit, whatever lies at their paths.
//!
//! Owns the check that a file is a regular one, files that are for the person alone, and watching for
//! changes. Knows nothing of what is in them.

mod private;
#[cfg(test)]
mod tests;
mod watch;

pub use private::{create, create_folder, tighten};
pub use watch::{Watch, watch, watcher};

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Whether a symbolic link at the end of a path is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// The file that it leads to is opened.
    Follow,
    /// It is an error.
    Refuse,
}

/// Why a file is not read.
#[derive(Debug)]
pub enum Error {
    /// A folder, pipe, socket or device.
    NotRegular,
    /// A symbolic link, where none is followed.
    Link,
    /// It has more bytes than this.
    TooLarge(u64),
    /// An error of the system.
    System(io::Error),
}

/// Whether an error says that the system allows no more open files.
pub fn is_none_left(error: &io::Error) -> bool {
    /// ENFILE and EMFILE, which have no kind of their own in std.
    const CODES: [i32; 2] = [23, 24];
    cfg!(unix) && error.raw_os_error().is_some_and(|code| CODES.contains(&code))
}

/// Whether some more files can be opened. Tried, since no system tells.
pub fn has_room() -> bool {
    /// Those that a walk and its readers may have open at the same time.
    const FILES: usize = 8;
    let nothing = if cfg!(windows) { "NUL" } else { "/dev/null" };
    let opened = (0..FILES).map(|_| File::open(nothing)).collect::<io::Result<Vec<File>>>();
    !opened.is_err_and(|error| is_none_left(&error))
}

/// Opens a regular file for reading. A pipe that nobody writes into is not waited for, and a
/// terminal does not become that of the program. The handle is checked and not the path, so that
/// nothing else can take the file's place in between.
///
/// # Errors
///
/// There is no regular file, or it cannot be opened.
pub fn open(path: &Path, links: Links) -> Result<(File, Metadata), Error> {
    let file = open_any(path, links)?;
    let metadata = file.metadata().map_err(Error::System)?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(Error::NotRegular) }
}

/// Reads a whole regular file of at most so many bytes.
///
/// # Errors
///
/// There is no regular file, it is larger, or it cannot be read.
pub fn read(path: &Path, max_bytes: u64, links: Links) -> Result<Vec<u8>, Error> {
    // To open some devices, such as a tape or a watchdog, does something already.
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
    // It may grow meanwhile, and some files of the system's own say that they are empty.
    file.take(max_bytes + 1).read_to_end(&mut bytes).map_err(Error::System)?;
    if bytes.len() as u64 > max_bytes { Err(Error::TooLarge(max_bytes)) } else { Ok(bytes) }
}

/// The real path of an open file, where the system can tell it.
#[cfg(target_os = "linux")]
pub fn real_path(file: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;
    fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).ok()
}

/// The real path of an open file, where the system can tell it.
#[cfg(not(target_os = "linux"))]
pub fn real_path(_: &File) -> Option<PathBuf> {
    None
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
        // The systems have several codes for a link that is not to be followed.
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
    // Windows opens no folder in this way.
    OpenOptions::new()
        .read(true)
        .open(path)
        .map_err(|error| if path.is_dir() { Error::NotRegular } else { Error::System(error) })
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

impl Error {
    /// Whether there is nothing at the path.
    pub fn is_not_found(&self) -> bool {
        // A file may stand where a folder would be.
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
