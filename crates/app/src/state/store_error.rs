//! Errors of the store.

use rusqlite::{Error, ErrorCode};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// An error of a store, permanent or temporary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// The store's file.
    pub file: PathBuf,
    /// The kind of error.
    pub kind: StoreErrorKind,
}

/// Kinds of errors of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreErrorKind {
    /// The file was written by a later version of the program.
    Newer,
    /// The file's contents are corrupt.
    Damaged,
    /// The file is a database of another program.
    Foreign,
    /// The user has no permission to write the file, or the file system is read-only.
    ReadOnly,
    /// Another program has held the file locked for too long.
    Locked,
    /// The disk is full.
    Full,
    /// This file of the store is a folder, pipe, socket or device.
    NotRegular(PathBuf),
    /// The store's folder cannot be created, with the system's message.
    NoFolder(String),
    /// Any other error, with the system's message.
    Other(String),
}

impl StoreErrorKind {
    /// Returns `true` if the error may be temporary: pending changes are kept and written later.
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::Locked | Self::Full | Self::ReadOnly | Self::Other(_))
    }
}

impl From<Error> for StoreErrorKind {
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

impl From<io::Error> for StoreErrorKind {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {:?}", self.file.display(), self.kind)
    }
}

impl std::error::Error for StoreError {}
