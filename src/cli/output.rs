//! Standard output of the commands for scripts: whole lines, JSON rows, and handling of write
//! errors.

use super::complain;
use crate::messages::{Language, Text};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Lets `write` fill standard output; an error is reported in `language`.
///
/// # Errors
///
/// The exit code to end with: success, silently, if the reader has gone away, as `head` does; 1 if
/// the lines cannot be written for another reason, which has been reported.
pub fn print(
    language: Language,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), ExitCode> {
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    write(&mut out).and_then(|()| out.flush()).map_err(|error| {
        // Writing the rest of the buffer would fail once more.
        let _ = out.into_parts();
        not_written(&error, language)
    })
}

/// The exit code if standard output cannot be written: success, silently, if the reader has gone away; 1 for
/// another reason, which is reported.
pub fn not_written(error: &io::Error, language: Language) -> ExitCode {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    complain(&[Text::NotWritten(&error.to_string()).say(language)], 1)
}

/// Writes one value as a line of JSON.
///
/// # Errors
///
/// Writing fails.
pub fn json(out: &mut dyn Write, row: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}

/// A value as JSON in ASCII, for a reader whose encoding is unknown.
pub fn ascii_json(row: &impl Serialize) -> String {
    let mut out = String::new();
    for character in serde_json::to_string(row).unwrap_or_default().chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}
