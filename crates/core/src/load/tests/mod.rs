//! Trees of files in a temporary folder, and the posts found in them.

mod caching;
mod gathering;
#[cfg(unix)]
mod links;
mod mutants;
mod neighbours;
mod odd_files;
mod plans;
mod rules;
mod sites;
mod taking;
mod watching;

use super::*;
use crate::post::{Diagnostic, DiagnosticCode};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A folder for one test. Its name has no leading dot, which would make it a hidden one.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::Builder::new().prefix("place").tempdir().unwrap());
        fs::create_dir(place.at("root")).unwrap();
        place
    }

    /// A place with files of one line, which is their own path.
    fn with(files: &[&str]) -> Self {
        let place = Self::new();
        for file in files {
            place.write(file, &format!("text of {file}\n"));
        }
        place
    }

    /// Path of something beside the root.
    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// The root.
    fn root(&self) -> PathBuf {
        self.at("root")
    }

    /// Writes a file below the root.
    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[cfg(unix)]
    fn link(&self, link: &str, to: &str) {
        let link = self.root().join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(to, link).unwrap();
    }

    /// The files found below the root, as relative paths, sorted.
    fn found(&self) -> Vec<String> {
        self.found_from(&[self.root()])
    }

    /// The files found under some roots, as paths relative to the root if they lie below it,
    /// sorted.
    fn found_from(&self, roots: &[PathBuf]) -> Vec<String> {
        let scan = scan(&Roots::from(roots.to_vec()));
        let mut found: Vec<String> =
            scan.files.iter().map(|file| self.below(&file.shown)).collect();
        found.sort();
        found
    }

    /// The diagnostics of a walk of the root, as pairs of a relative path and a code.
    fn problems(&self) -> Vec<(String, DiagnosticCode)> {
        let problems = scan(&Roots::from(vec![self.root()])).problems;
        self.short(&problems)
    }

    fn short(&self, problems: &[Diagnostic]) -> Vec<(String, DiagnosticCode)> {
        let mut problems: Vec<(String, DiagnosticCode)> =
            problems.iter().map(|found| (self.below(&found.path), found.code)).collect();
        problems.sort();
        problems
    }

    fn below(&self, shown: &str) -> String {
        Path::new(shown)
            .strip_prefix(self.root())
            .map_or_else(|_| shown.to_owned(), |below| below.display().to_string())
    }
}

/// The last snapshot of a load, and its findings.
fn load(roots: &Roots) -> LoadProgress {
    let mut last = None;
    gather(roots, &Arc::default(), None, |progress| {
        last = Some(progress);
        true
    });
    last.unwrap()
}
