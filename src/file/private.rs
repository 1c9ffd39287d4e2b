//! Files and folders that nobody but their owner may read. Windows has them so from the start.

use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Creates a folder, and those it lies in, where they are missing.
///
/// # Errors
///
/// The system's.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Creates a file with some bytes, whole or not at all, and never over another: it is written
/// beside its place and moved there.
///
/// # Errors
///
/// There is something at the path already (`AlreadyExists`), or it cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    // Closed before it is in its place: to close a database takes the locks on it away.
    file.into_temp_path().persist_noclobber(path).map_err(|error| error.error)
}

/// Takes all rights to a file or folder from everybody but its owner, if it is there.
pub fn tighten(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(metadata) = fs::metadata(path) else { return };
        let mode = metadata.permissions().mode();
        if mode & 0o077 != 0 {
            // Somebody else's, or on a disk that may not be written: it stays as it is.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o7700));
        }
    }
    #[cfg(not(unix))]
    let _ = fs::metadata(path);
}
