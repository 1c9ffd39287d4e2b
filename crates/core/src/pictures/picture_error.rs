//! Reasons why a picture is not shown.

use crate::file;

/// Reason why a picture is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// Nothing is at any of its places.
    Missing,
    /// A link leads out of the folders being read.
    Outside,
    /// There is something other than a regular file.
    NotRegular,
    /// The file is of a format that is not decoded, or contains no picture.
    Format,
    /// The file is larger than this number of bytes.
    TooLarge(u64),
    /// The picture has more than this number of pixels.
    TooManyPixels(u64),
    /// The file is damaged.
    Damaged,
    /// Decoding took too long.
    TooSlow,
    /// The file cannot be read; contains the system's message.
    Unreadable(String),
}

impl From<file::Error> for PictureError {
    fn from(error: file::Error) -> Self {
        match error {
            error if error.is_not_found() => Self::Missing,
            file::Error::NotRegular | file::Error::Link => Self::NotRegular,
            file::Error::TooLarge(bytes) => Self::TooLarge(bytes),
            file::Error::System(error) => Self::Unreadable(error.to_string()),
        }
    }
}
