//! The posts beside a file that was named alone: what they are says how it is to be read.

use super::pass::joined;
use super::roots::{Roots, shown};
use super::scan::{Dated, SourceFile};
use super::series::is_of_one_series;
use super::site::is_post_name;
use std::fs;
use std::path::{Path, PathBuf};

/// So many files are looked at.
const FILES: usize = 24;
/// So many bytes are read of all of them together, which takes some hundredths of a second.
const BYTES: u64 = 1 << 20;
/// So many entries of a folder are listed.
const ENTRIES: usize = 10_000;

/// The files beside those that were named alone; of each folder the newest by name, those first that
/// are told apart from the named one by a number or a day only.
pub(super) fn beside(roots: &Roots) -> Vec<SourceFile> {
    let is_file = |path: &&Path| fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let mut left = BYTES;
    let mut found = Vec::new();
    for path in roots.paths().filter(is_file) {
        let named = shown(path);
        let mut files: Vec<(bool, Dated, u64)> = candidates(path)
            .into_iter()
            .map(|(file, bytes)| (is_of_one_series(&file.shown, &named), Dated::new(file), bytes))
            .collect();
        files.sort_by(|a, b| b.cmp(a));
        for (_, dated, bytes) in files.into_iter().take(FILES) {
            if bytes <= left {
                left -= bytes;
                found.push(dated.file);
            }
        }
    }
    found
}

/// The files that stand where a file does, with their sizes: in its folder, or in the folders beside
/// its own if it is named for that.
fn candidates(path: &Path) -> Vec<(SourceFile, u64)> {
    let (Some(name), Some(folder)) = (path.file_name(), path.parent()) else { return Vec::new() };
    let is_index = path.file_stem().is_some_and(|stem| stem == "index" || stem == "_index");
    let (folder, below) = match folder.parent() {
        Some(above) if is_index && folder.file_name().is_some() => (above, Path::new(name)),
        _ => (folder, Path::new("")),
    };
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(real) = fs::canonicalize(listed) else { return Vec::new() };
    let entries = fs::read_dir(listed).into_iter().flatten().flatten().take(ENTRIES);
    let paths = entries.map(|entry| joined(Path::new(&entry.file_name()), below));
    let file = |inner: PathBuf| {
        let (other, real) = (folder.join(&inner), real.join(&inner));
        let metadata = fs::symlink_metadata(&real).ok()?;
        let is_other = other != path && is_post_name(&other) && metadata.is_file();
        is_other.then(|| (SourceFile::at(other, &real), metadata.len()))
    };
    paths.filter_map(file).collect()
}
