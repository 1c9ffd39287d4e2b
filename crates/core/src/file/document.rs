//! Files that the user asked for: whole or not at all, and never over another one without their consent.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::Builder;

/// Writes a file with the usual permissions, atomically: to a temporary file in the same folder, which is then
/// renamed. If there is something at the path, it is replaced only if `overwrites` is set; a link stays, and
/// the file it leads to is replaced.
///
/// # Errors
///
/// Fails with `AlreadyExists` if there is something at the path that must not be replaced, or if the file
/// cannot be written.
pub fn write_document(path: &Path, bytes: &[u8], overwrites: bool) -> io::Result<()> {
    let exists = path.symlink_metadata().is_ok();
    if exists && !overwrites {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let target = if exists { fs::canonicalize(path)? } else { path.to_owned() };
    if exists && !fs::metadata(&target)?.is_file() {
        // Renaming would put a file in the place of a device or a pipe.
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The system takes off what the user's mask says.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".yunbao-").tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let file = file.into_temp_path();
    if overwrites { file.persist(&target) } else { file.persist_noclobber(&target) }
        .map_err(|error| error.error)
}
