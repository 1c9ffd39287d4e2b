//! Files of ignore rules for git that are not regular files, or are huge: pipes, devices, and the
//! like.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Places where programs look for such files: below a folder of posts, or (with `~`) below a home.
pub const PLACES: [&str; 7] = [
    ".gitignore",
    ".ignore",
    "sub/.gitignore",
    ".git/info/exclude",
    ".git",
    "~/config/git/ignore",
    "~/.gitconfig",
];

/// Kinds of files to put there; the last ones are harmless in some places.
pub const KINDS: [&str; 10] = [
    "pipe",
    "socket",
    "to-zero",
    "to-tty",
    "to-pipe",
    "to-itself",
    "folder",
    "sparse",
    "long",
    "closed",
];

/// Path of one of [`PLACES`] in a home that has its posts in `posts`.
pub fn path_of(place: &str, home: &Path) -> PathBuf {
    match place.strip_prefix("~/") {
        Some(below) => home.join(below),
        None => home.join("posts").join(place),
    }
}

/// Creates a file of a kind at a path, replacing whatever was there.
pub fn plant(kind: &str, path: &Path) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a folder"))?;
    if path.is_dir() {
        fs::remove_dir_all(path)?;
    } else if path.symlink_metadata().is_ok() {
        fs::remove_file(path)?;
    }
    match kind {
        "pipe" => make_pipe(path),
        // The socket remains when its listener is gone.
        "socket" => UnixListener::bind(path).map(drop),
        "to-zero" => symlink("/dev/zero", path),
        "to-tty" => symlink("/dev/tty", path),
        "to-pipe" => {
            let pipe = path.with_extension("pipe");
            if pipe.symlink_metadata().is_err() {
                make_pipe(&pipe)?;
            }
            symlink(&pipe, path)
        }
        "to-itself" => symlink(path, path),
        "folder" => fs::create_dir(path),
        "sparse" => File::create(path)?.set_len(1 << 30),
        // As many rules as fit, each as expensive as possible.
        "long" => fs::write(path, "*[!a]*b*?c**/d*\n!*[!b]*c\n".repeat(100_000)),
        "closed" => {
            fs::write(path, "*\n")?;
            fs::set_permissions(path, fs::Permissions::from_mode(0o000))
        }
        other => panic!("no kind {other}"),
    }
}

fn make_pipe(path: &Path) -> io::Result<()> {
    let made = Command::new("mkfifo").arg(path).status()?;
    if made.success() { Ok(()) } else { Err(io::Error::other("mkfifo")) }
}
