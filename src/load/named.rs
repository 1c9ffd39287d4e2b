//! What the path of a file says of its post: its title where it has none, perhaps its day.

use super::roots::shown;
use super::scan::SourceFile;
use crate::post::{FrontMatter, Origin};
use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path};

/// Files that are named for their folder.
const INDEX: [&str; 2] = ["index", "_index"];

/// The title of the front matter, else the first heading, else the file's name, or its folder's
/// where the file is only called `index`.
pub(super) fn title(file: &SourceFile, front: &FrontMatter, heading: Option<&str>) -> String {
    let given = [front.title.as_deref(), heading];
    if let Some(title) = given.into_iter().flatten().find(|title| !title.trim().is_empty()) {
        return title.to_owned();
    }
    let path = named_path(file);
    let path = Path::new(&*path);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().and_then(Path::file_name).map(std::ffi::OsStr::to_string_lossy);
    match (stem.as_ref(), folder) {
        (stem, Some(folder)) if INDEX.contains(&stem) => folder.into_owned(),
        ("", _) => file.shown.clone(),
        _ => stem.into_owned(),
    }
}

/// A path that ends in the name of the post: its file's and its folder's.
pub(super) fn named_path(file: &SourceFile) -> Cow<'_, str> {
    let path = Path::new(&file.shown);
    let is_index = path.file_stem().is_some_and(|stem| INDEX.iter().any(|index| stem == *index));
    let has_folder = path.parent().is_some_and(|folder| folder.file_name().is_some());
    if is_index && !has_folder { full_path(file) } else { (&*file.shown).into() }
}

/// A file's path from the root of the file system on, however its folder was named: a day may stand
/// in what was left out.
pub(super) fn full_path(file: &SourceFile) -> Cow<'_, str> {
    let full = match &file.origin {
        Origin::File(path) if path.components().any(|part| part == Component::ParentDir) => {
            let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
            folder.zip(path.file_name()).map(|(folder, name)| folder.join(name))
        }
        Origin::File(path) if path.is_relative() => std::path::absolute(path).ok(),
        _ => None,
    };
    full.map_or((&*file.shown).into(), |full| shown(&full).into())
}
