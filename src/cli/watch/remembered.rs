//! The file in which a watch keeps the matches it has printed, from run to run: a heading, and a line for each
//! match. Lines are only ever appended; one that is torn is ignored.

use super::known::{KnownMatch, KnownMatches};
use crate::file::{self, Error, Links};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The first line.
const HEADING: &str = "yunbao watch 1\n";
/// Maximum size of the file: more than a million matches.
const MAX_BYTES: u64 = 64 << 20;

/// The reason why a file cannot be used.
#[derive(Debug)]
pub enum RememberedError {
    /// Has other contents.
    Foreign,
    /// An error of the system.
    System(io::Error),
}

/// A file of known matches. It is created with the first of them, so that a run that is ended before leaves
/// nothing behind.
#[derive(Debug)]
pub struct RememberedFile {
    path: PathBuf,
    /// `None` if there is no file yet.
    file: Option<File>,
    /// `true` if the last line is torn.
    is_torn: bool,
}

/// Opens a file of known matches; these are `None` if there is no file yet.
///
/// # Errors
///
/// The file was not written by a watch, or cannot be read or written.
pub fn open(path: &Path) -> Result<(RememberedFile, Option<KnownMatches>), RememberedError> {
    let mut remembered = RememberedFile { path: path.to_owned(), file: None, is_torn: false };
    if !path.try_exists().map_err(RememberedError::System)? {
        return Ok((remembered, None));
    }
    let bytes = file::read(path, MAX_BYTES, Links::Follow).map_err(|error| match error {
        Error::NotRegular | Error::Link => RememberedError::Foreign,
        error => RememberedError::System(error.into()),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| RememberedError::Foreign)?;
    let rest = text.strip_prefix(HEADING).ok_or(RememberedError::Foreign)?;
    let mut known = KnownMatches::default();
    for line in rest.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')) {
        if let Some(one) = parse(line) {
            known.note(one);
        }
    }
    remembered.is_torn = !text.ends_with('\n');
    remembered.file = Some(appended(path).map_err(RememberedError::System)?);
    Ok((remembered, Some(known)))
}

fn appended(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

impl RememberedFile {
    /// Appends matches, in a new file if there is none.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub fn append(&mut self, matches: &[KnownMatch]) -> io::Result<()> {
        let mut lines = String::new();
        if self.is_torn && !matches.is_empty() {
            lines.push('\n');
            self.is_torn = false;
        }
        lines.extend(matches.iter().map(|one| line(*one)));
        if let Some(file) = &mut self.file {
            return file.write_all(lines.as_bytes());
        }
        file::create(&self.path, format!("{HEADING}{lines}").as_bytes())?;
        self.file = Some(appended(&self.path)?);
        Ok(())
    }
}

fn line(one: KnownMatch) -> String {
    match one.content {
        Some(content) => format!("post {:016x} {content:016x}\n", one.id),
        None => format!("story {:016x}\n", one.id),
    }
}

/// The match on a line; `None` if it is none.
fn parse(line: &str) -> Option<KnownMatch> {
    let number =
        |text: &str| (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok()).flatten();
    match line.split(' ').collect::<Vec<_>>()[..] {
        ["post", id, content] => {
            Some(KnownMatch { id: number(id)?, content: Some(number(content)?) })
        }
        ["story", id] => Some(KnownMatch { id: number(id)?, content: None }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_line_is_read_as_it_was_written(id in any::<u64>(), content in any::<Option<u64>>()) {
            let one = KnownMatch { id, content };
            let line = line(one);
            prop_assert_eq!(parse(line.trim_end()), Some(one));
            for end in 0..line.len() - 1 {
                let torn = parse(&line[..end]);
                prop_assert!(torn.is_none(), "{:?}", &line[..end]);
            }
        }
    }
}
