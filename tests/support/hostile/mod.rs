//! Posts made to do harm, by rule and always the same: what steers a terminal, what nests, what is
//! many, what is long. Knows nothing of who reads them; a [`Case`] is a file name and bytes.

#[cfg(unix)]
pub mod dot_files;
mod heads;
mod long;
mod many;
mod names;
mod nesting;
mod shell;
mod steering;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One file that is to do harm.
pub struct Case {
    /// What it is, for whoever reads the table: small letters and dashes.
    pub name: String,
    /// What it is called on the disk; mostly the name.
    pub file: OsString,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Case {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        Self { file: format!("{name}.md").into(), name, bytes: bytes.into() }
    }
}

/// How much of everything there is: the sizes of the whole corpus `times` and divided by `over`.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub times: usize,
    pub over: usize,
}

impl Scale {
    /// The corpus as it is meant.
    pub const WHOLE: Self = Self { times: 1, over: 1 };

    fn of(self, count: usize) -> usize {
        (count * self.times / self.over).max(2)
    }
}

/// The corpus. The seed decides what is random in it.
pub fn cases(seed: u64, scale: Scale) -> Vec<Case> {
    let mut cases = steering::cases(seed);
    cases.extend(heads::cases(scale));
    cases.extend(nesting::cases(scale));
    cases.extend(many::cases(scale));
    cases.extend(long::cases(scale));
    cases.extend(names::cases());
    cases.extend(shell::cases());
    cases
}

/// Posts whose tags, categories, authors and names are commands to a shell; behind a letter and a
/// number each has one of [`shell_texts`].
pub fn shell_cases() -> Vec<Case> {
    shell::cases()
}

/// Texts that are commands to a shell.
pub fn shell_texts() -> [&'static str; 12] {
    shell::texts()
}

/// Texts that no terminal may ever get, with their names.
pub fn payloads() -> Vec<(&'static str, String)> {
    steering::payloads()
}

/// Writes a case into a folder; `None` where the file system takes no such name.
pub fn write(case: &Case, folder: &Path) -> io::Result<Option<PathBuf>> {
    let path = folder.join(&case.file);
    match fs::write(&path, &case.bytes) {
        Ok(()) => Ok(Some(path)),
        // APFS and NTFS take no bytes that are no text, no control characters.
        Err(_) if case.file.to_str().is_none_or(|name| name.contains(char::is_control)) => Ok(None),
        Err(error) => Err(error),
    }
}
