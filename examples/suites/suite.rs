//! A suite and its cases.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One suite of another project.
pub struct Suite {
    /// Its name in the list.
    pub name: &'static str,
    /// The path of its file or folder in the folder of suites.
    pub path: &'static str,
    /// Reads its cases from that path, with the program's result for each.
    pub cases: fn(&Path) -> io::Result<Vec<Case>>,
}

/// A text with the right result, and the program's.
pub struct Case {
    pub name: String,
    pub input: String,
    pub expected: String,
    pub got: String,
}

impl Case {
    /// Returns `true` if the program's result is the right one.
    pub fn passes(&self) -> bool {
        self.expected == self.got
    }
}

/// The files below a folder whose names have one of these endings, in the order of their paths.
pub fn files(folder: &Path, endings: &[&str]) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let path = entry.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && ending.is_some_and(|ending| endings.contains(&ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The path of a file as the name of its case.
pub fn name(file: &Path, folder: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).display().to_string()
}
