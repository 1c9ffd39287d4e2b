//! Errors of the store: why it cannot be used.

use rusqlite::{Error, ErrorCode};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// A store that cannot be used, or not now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The store's file.
    pub file: PathBuf,
    /// What is wrong.
    pub why: StoreError,
}

/// What can be wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Written by a later version of the program.
    Newer,
    /// Its content makes no sense.
    Damaged,
    /// A database of another program.
    Foreign,
    /// The person may not write it, or nobody may.
    ReadOnly,
    /// Another program holds it for long.
    Locked,
    /// The disk is full.
    Full,
    /// This file of the store is a folder, pipe, socket or device.
    NotRegular(PathBuf),
    /// Its folder cannot be created, in the system's words.
    NoFolder(String),
    /// Something else, in the system's words.
    Other(String),
}

impl StoreError {
    /// True if it may pass by itself: what was to be written is kept and tried again.
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::Locked | Self::Full | Self::ReadOnly | Self::Other(_))
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {:?}", self.file.display(), self.why)
    }
}

impl std::error::Error for Trouble {}
