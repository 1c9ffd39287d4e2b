//! Files and folders that only their owner may read. On Windows this is the default.

use std::fs::{self, DirBuilder, Metadata, OpenOptions};
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use tempfile::NamedTempFile;

/// Creates a folder and its missing parents.
///
/// # Errors
///
/// Fails with the system's error.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Creates a file with some bytes, atomically and without replacing another: it is written to a temporary
/// file in the same folder, which is then renamed.
///
/// # Errors
///
/// Fails with `AlreadyExists` if there is something at the path, or if the file cannot be written.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    // Closed before it is renamed: closing a database file would release the locks on it.
    file.into_temp_path().persist_noclobber(path).map_err(|error| error.error)
}

/// Creates a file with some bytes, or replaces it, atomically: they are written to a temporary file in the same
/// folder, which is then renamed.
///
/// # Errors
///
/// Fails with the system's error.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.into_temp_path().persist(path).map_err(|error| error.error)
}

/// Appends bytes to a regular file that exists, in one write where the system takes that many, and waits until
/// they are on the disk.
///
/// # Errors
///
/// Fails if there is no regular file at the path, or with the system's error.
pub fn append(path: &Path, bytes: &[u8]) -> io::Result<Metadata> {
    let mut options = OpenOptions::new();
    options.append(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
        options.custom_flags(flags.bits().cast_signed());
    }
    let mut file = options.open(path)?;
    if !file.metadata()?.is_file() {
        return Err(super::Error::NotRegular.into());
    }
    file.write_all(bytes)?;
    file.sync_data()?;
    file.metadata()
}

/// Replaces the contents of a file, atomically: they are written to a temporary file in the same folder,
/// which is then renamed. If the path is a link, the file that it leads to is replaced. The permissions stay.
///
/// # Errors
///
/// Fails with `ResourceBusy` if the file no longer has the contents `before`, or if it cannot be written.
pub fn replace(path: &Path, before: &[u8], bytes: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.as_file().sync_all()?;
    // Another program may have saved the file meanwhile.
    if fs::read(&path)? != before {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    file.into_temp_path().persist(&path).map_err(|error| error.error)
}

/// Removes all permissions on a file or folder, if it exists, except those of its owner.
pub fn tighten(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(metadata) = fs::metadata(path) else { return };
        let mode = metadata.permissions().mode();
        if mode & 0o077 != 0 {
            // Failures are ignored: the owner may be someone else, or the disk read-only.
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o7700));
        }
    }
    #[cfg(not(unix))]
    let _ = fs::metadata(path);
}
