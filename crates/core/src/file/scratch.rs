//! A private file in which a text is edited by another program.

use super::{Error, Links, read};
use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;
use tempfile::TempPath;

/// A file in the system's folder for temporary files that only its owner can read. Dropping it removes the
/// file.
#[derive(Debug)]
pub struct ScratchFile {
    path: TempPath,
}

impl ScratchFile {
    /// Creates a file with a text. `ending` is the end of its name, such as `.md`.
    ///
    /// # Errors
    ///
    /// Fails with the system's error.
    pub fn new(text: &str, ending: &str) -> io::Result<Self> {
        let mut file = tempfile::Builder::new().prefix("yunbao-").suffix(ending).tempfile()?;
        file.write_all(text.as_bytes())?;
        // Closed, as some editors replace the file.
        Ok(Self { path: file.into_temp_path() })
    }

    /// Path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text of the file, of at most `max_bytes` bytes; invalid UTF-8 is replaced.
    ///
    /// # Errors
    ///
    /// Fails if the file is gone, is no longer a regular file, or is larger.
    pub fn text(&self, max_bytes: u64) -> Result<String, Error> {
        let bytes = read(&self.path, max_bytes, Links::Refuse)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// A file without a name that holds these bytes, to be read from its beginning. It is gone when it is closed.
///
/// # Errors
///
/// Fails with the system's error.
pub fn unnamed(bytes: &[u8]) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}
