//! Standard output of the commands for scripts: whole lines, JSON rows, and what becomes of a
//! write that fails.

use super::complain;
use crate::messages::Text;
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Lets `write` fill standard output, then ends with `code`. A reader that has gone away, as
/// `head` does, wanted no more: that is success and silent. Any other failure is told and ends
/// with 1.
pub fn print(code: u8, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> ExitCode {
    let mut out = BufWriter::with_capacity(64 << 10, io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::from(code),
        Err(error) => {
            // What is left in the buffer would fail once more.
            let _ = out.into_parts();
            if error.kind() == io::ErrorKind::BrokenPipe {
                return ExitCode::SUCCESS;
            }
            complain(&[Text::NotWritten(&error.to_string()).to_string()], 1)
        }
    }
}

/// Writes one value as a line of JSON.
///
/// # Errors
///
/// The line cannot be written.
pub fn json(out: &mut dyn Write, row: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, row)?;
    out.write_all(b"\n")
}
