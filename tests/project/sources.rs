//! The source files of the program.

use std::fs;
use std::path::Path;

/// The folders with the sources of a crate.
const CRATES: [&str; 3] = ["crates/core/src", "crates/app/src", "src"];

/// A source file.
pub struct SourceFile {
    /// Its path below the folder of its crate, with slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All source files.
pub fn sources() -> Vec<SourceFile> {
    let mut found = Vec::new();
    for source in CRATES {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
        let mut folders = vec![source.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let below = path.strip_prefix(&source).unwrap().to_string_lossy();
                    let text = fs::read_to_string(&path).unwrap();
                    found.push(SourceFile { path: below.replace('\\', "/"), text });
                }
            }
        }
    }
    found
}
