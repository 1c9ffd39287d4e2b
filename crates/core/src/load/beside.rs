//! The posts beside a file that was named individually. They help to decide how it is read.

use super::roots::{Roots, shown};
use super::scan::{Dated, SourceFile};
use super::series::is_of_one_series;
use super::site::is_post_name;
use super::tree_walk::joined;
use crate::post::PostId;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// Maximum number of files read per folder.
const FILES: usize = 24;
/// Maximum number of bytes read in all, which takes some hundredths of a second.
const BYTES: u64 = 1 << 20;
/// Maximum size of a file in bytes. Larger files are unlikely to be issues of a series.
const LARGEST: u64 = 128 << 10;
/// Maximum number of folder entries listed.
const ENTRIES: usize = 10_000;

/// The files beside those that were named individually, without known ones. Each folder contributes
/// the newest by name; files that differ from the named one only by a number or date come first.
pub(super) fn beside(roots: &Roots, is_known: impl Fn(PostId) -> bool) -> Vec<SourceFile> {
    let is_file = |path: &&Path| fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let mut left = BYTES;
    let mut listed = HashSet::new();
    let mut found = Vec::new();
    for path in roots.paths().filter(is_file) {
        let Some(place) = FileLocation::of(path).filter(|place| listed.insert(*place)) else {
            continue;
        };
        let named = shown(path);
        let mut files: Vec<(bool, Dated, u64)> = place
            .files()
            .into_iter()
            .filter(|(file, _)| !is_known(file.id))
            .map(|(file, bytes)| (is_of_one_series(&file.shown, &named), Dated::new(file), bytes))
            .collect();
        files.sort_by(|a, b| b.cmp(a));
        for (_, dated, bytes) in files.into_iter().take(FILES) {
            if bytes <= left.min(LARGEST) {
                left -= bytes;
                found.push(dated.file);
            }
        }
    }
    found
}

/// The place of a file and those beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct FileLocation<'p> {
    folder: &'p Path,
    /// The file's name if it is the index of a folder that bears the post's name, otherwise empty.
    below: &'p Path,
}

impl<'p> FileLocation<'p> {
    /// The place of a file: its folder, or the parent of that folder if the file is its index.
    fn of(path: &'p Path) -> Option<Self> {
        let folder = path.parent()?;
        let is_index = path.file_stem().is_some_and(|stem| stem == "index" || stem == "_index");
        Some(match folder.parent() {
            Some(above) if is_index && folder.file_name().is_some() => {
                Self { folder: above, below: Path::new(path.file_name()?) }
            }
            _ => Self { folder, below: Path::new("") },
        })
    }

    /// The files that are posts, with their sizes in bytes.
    fn files(self) -> Vec<(SourceFile, u64)> {
        let Self { folder, below } = self;
        let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(real) = fs::canonicalize(listed) else { return Vec::new() };
        let entries = fs::read_dir(listed).into_iter().flatten().flatten().take(ENTRIES);
        let file = |entry: fs::DirEntry| {
            let inner = joined(Path::new(&entry.file_name()), below);
            let (path, real) = (folder.join(&inner), real.join(&inner));
            let metadata = fs::symlink_metadata(&real).ok()?;
            let is_post = is_post_name(&path) && metadata.is_file();
            is_post.then(|| (SourceFile::at(path, &real), metadata.len()))
        };
        entries.filter_map(file).collect()
    }
}
