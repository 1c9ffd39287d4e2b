//! Lines of standard input, of bounded length.

use memchr::memchr;
use std::io::{self, BufRead};

/// Maximum length of a line in bytes. The largest sensible message is a note, of 16 KiB.
pub const MAX_LINE_BYTES: usize = 1 << 20;

/// A line of the input, without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputLine {
    /// A whole line.
    Whole(Vec<u8>),
    /// A line of more than [`MAX_LINE_BYTES`]; its rest is skipped.
    TooLong,
}

/// Reads lines one by one.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    /// Set while the rest of a line that is too long is skipped.
    skips: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of an input.
    pub fn new(input: R) -> Self {
        Self { input, skips: false }
    }

    /// The next line; `None` at the end of the input. A line that is too long is reported when its length is
    /// known, not when it ends: it may have no end.
    ///
    /// # Errors
    ///
    /// Reading fails.
    pub fn next(&mut self) -> io::Result<Option<InputLine>> {
        let mut line = Vec::new();
        loop {
            let chunk = match self.input.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                let is_last = !line.is_empty() && !self.skips;
                return Ok(is_last.then_some(InputLine::Whole(line)));
            }
            let end = memchr(b'\n', chunk);
            let used = end.map_or(chunk.len(), |end| end + 1);
            if !self.skips {
                line.extend_from_slice(&chunk[..end.unwrap_or(chunk.len())]);
            }
            self.input.consume(used);
            let was_skipped = self.skips && end.is_some();
            if was_skipped {
                self.skips = false;
            } else if line.len() > MAX_LINE_BYTES {
                self.skips = end.is_none();
                return Ok(Some(InputLine::TooLong));
            } else if end.is_some() {
                return Ok(Some(InputLine::Whole(line)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Read};

    fn all(input: impl Read) -> Vec<InputLine> {
        let mut lines = Lines::new(BufReader::with_capacity(4096, input));
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    fn whole(text: &str) -> InputLine {
        InputLine::Whole(text.as_bytes().to_vec())
    }

    #[test]
    fn lines_are_cut_at_line_feeds() {
        assert_eq!(all(&b"a\n\nb"[..]), [whole("a"), whole(""), whole("b")]);
        assert_eq!(all(&b""[..]), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_skipped_once() {
        let long = "x".repeat(3 * MAX_LINE_BYTES);
        let fits = "y".repeat(MAX_LINE_BYTES);
        let text = format!("a\n{long}\nb\n{fits}\n{fits}z\nc\n{long}");
        assert_eq!(
            all(text.as_bytes()),
            [
                whole("a"),
                InputLine::TooLong,
                whole("b"),
                whole(&fits),
                InputLine::TooLong,
                whole("c"),
                InputLine::TooLong
            ]
        );
    }

    #[test]
    fn a_line_without_an_end_takes_bounded_memory() {
        let mut lines = Lines::new(BufReader::new(io::repeat(b'[')));
        assert_eq!(lines.next().unwrap(), Some(InputLine::TooLong));
    }
}
