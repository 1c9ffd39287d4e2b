//! Errors of the sync. None of them affects the marks of this machine.

use crate::file;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// An error of the sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncError {
    /// The folder or file.
    pub path: PathBuf,
    /// The kind of error.
    pub kind: SyncErrorKind,
}

/// Kinds of errors of the sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyncErrorKind {
    /// The folder does not exist, or is no folder.
    NoFolder,
    /// Marks cannot be written, with the system's message. They are kept and written later.
    Unwritable(String),
    /// A file of a machine is a folder, link, pipe, socket or device.
    NotRegular,
    /// A file of a machine is larger than this number of megabytes.
    TooLarge(u64),
    /// A file has records of a later version of the program.
    Newer,
    /// A file cannot be read, with the system's message.
    Other(String),
}

impl From<file::Error> for SyncErrorKind {
    fn from(error: file::Error) -> Self {
        match error {
            file::Error::NotRegular | file::Error::Link => Self::NotRegular,
            file::Error::TooLarge(bytes) => Self::TooLarge(bytes >> 20),
            file::Error::System(error) => error.into(),
        }
    }
}

impl From<io::Error> for SyncErrorKind {
    fn from(error: io::Error) -> Self {
        Self::Other(error.to_string())
    }
}

impl fmt::Display for SyncError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {:?}", self.path.display(), self.kind)
    }
}

impl std::error::Error for SyncError {}
