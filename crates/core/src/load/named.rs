//! The title of a post as given by the path of its file, and the path in which to look for its
//! date.

use super::roots::shown;
use super::scan::SourceFile;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path};

/// Stems of files that are named by their folder.
const INDEX: [&str; 2] = ["index", "_index"];

/// The title given by a post's file name, or by the name of its folder if the file is an `index` in
/// any language.
pub(super) fn title_by_name(file: &SourceFile) -> String {
    let path = named_path(file);
    let path = Path::new(&*path);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).map(OsStr::to_string_lossy);
    match (stem.as_ref(), folder) {
        (_, Some(folder)) if is_index(path) => folder.into_owned(),
        ("", _) => file.shown.to_string(),
        _ => stem.into_owned(),
    }
}

/// Returns `true` for names such as `index.md`, `index.zh.md` and `_index.md`.
fn is_index(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    INDEX.contains(&name.split('.').next().unwrap_or(name))
}

/// A path that contains the names of the post's file and of its folder.
pub(super) fn named_path(file: &SourceFile) -> Cow<'_, str> {
    let path = Path::new(&*file.shown);
    let has_folder = path.parent().is_some_and(|folder| folder.file_name().is_some());
    if is_index(path) && !has_folder { full_path(file) } else { (&*file.shown).into() }
}

/// A file's path from the root of the file system, however its folder was named. The parts left out
/// of the given path may contain a date.
pub(super) fn full_path(file: &SourceFile) -> Cow<'_, str> {
    let full = match file.path() {
        Some(path) if path.components().any(|part| part == Component::ParentDir) => {
            let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
            folder.zip(path.file_name()).map(|(folder, name)| folder.join(name))
        }
        Some(path) if path.is_relative() => std::path::absolute(path).ok(),
        _ => None,
    };
    full.map_or((&*file.shown).into(), |full| shown(&full).into())
}
