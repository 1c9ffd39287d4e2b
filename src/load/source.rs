//! The text of a file: text and clean, whatever bytes are in it, and not without end.

use crate::file::{self, Links};
use crate::post::{Origin, PostId};
use crate::text::clean;
use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Bytes of a file that are read; what follows is left out and reported.
pub const MAX_BYTES: u64 = 16 << 20;

/// Line ends and signs of Markdown of a file that are read: every block, cell and link needs one,
/// and some hundred bytes of memory once it is laid out.
pub const MAX_PARTS: usize = 500_000;

/// A file's text, clean, and whether bytes had to be replaced or left out.
pub(super) struct Source<'a> {
    pub text: Cow<'a, str>,
    pub invalid: bool,
    pub cut: bool,
    /// It was cut for its many parts.
    pub parted: bool,
}

impl<'a> Source<'a> {
    /// A text that was text from the start, and clean.
    fn of_text(text: Cow<'a, str>) -> Self {
        Self { text, invalid: false, cut: false, parted: false }
    }

    /// Bytes from outside: of a file, or of standard input.
    fn of_bytes(mut bytes: &'a [u8]) -> Self {
        let cut = bytes.len() as u64 > MAX_BYTES;
        if cut {
            bytes = &bytes[..MAX_BYTES as usize];
            // Half a character at the cut is not the author's fault.
            while let [before @ .., 0x80..=0xBF] = bytes {
                bytes = before;
            }
            bytes = bytes.split_last().map_or(bytes, |(_, before)| before);
        }
        let (text, invalid) = match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => (clean(text), false),
            Err(_) => (Cow::Owned(clean(&String::from_utf8_lossy(bytes)).into_owned()), true),
        };
        let enough = enough(&text);
        let end = enough.unwrap_or(text.len());
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
            Cow::Owned(mut text) => {
                text.truncate(end);
                Cow::Owned(text)
            }
        };
        Self { text, invalid, cut, parted: enough.is_some() }
    }

    /// The text of an origin, and of a file what it was like when it was opened. What is read
    /// comes into `buffer`, so that the origin can be moved while there is this. `found` is the
    /// name of the post that a walk has just found there: a link that took the place of the file or
    /// of a folder above it since then is not followed.
    pub fn of(
        origin: &Origin,
        found: Option<PostId>,
        buffer: &'a mut Vec<u8>,
    ) -> io::Result<(Self, Option<Metadata>)> {
        buffer.clear();
        match origin {
            Origin::Embedded(text) => Ok((Self::of_text(clean(text)), None)),
            Origin::Memory(text) => Ok((Self::of_text(clean(text).into_owned().into()), None)),
            Origin::Input(bytes) => {
                buffer.extend_from_slice(bytes);
                Ok((Self::of_bytes(buffer), None))
            }
            Origin::File(path) => {
                let (file, metadata) = file::open(path, Links::Follow)?;
                if found.is_some_and(|id| !is_where_found(&file, id)) {
                    return Err(io::Error::other("another file took its place"));
                }
                // Some files of the system's own say that they are empty. Of others no more is read
                // than they had at the moment of the stamp; that they have grown shows in the next.
                let most = match metadata.len() {
                    0 => MAX_BYTES + 1,
                    bytes => bytes.min(MAX_BYTES + 1),
                };
                buffer.reserve(metadata.len().min(MAX_BYTES) as usize + 1);
                file.take(most).read_to_end(buffer)?;
                Ok((Self::of_bytes(buffer), Some(metadata)))
            }
        }
    }
}

/// Bytes whose parts are counted together.
const BLOCK: usize = 4096;

/// The bytes with which a part of a text may begin or end.
const IS_PART: [bool; 256] = {
    let mut table = [false; 256];
    let parts = b"\n|*_~`[]<>!&{";
    let mut at = 0;
    while at < parts.len() {
        table[parts[at] as usize] = true;
        at += 1;
    }
    table
};

/// Where a text has as many parts as are read, if it has more.
fn enough(text: &str) -> Option<usize> {
    if text.len() <= MAX_PARTS {
        return None;
    }
    let mut left = MAX_PARTS;
    let (from, block) =
        (0..).step_by(BLOCK).zip(text.as_bytes().chunks(BLOCK)).find(|(_, block)| {
            let parts: usize =
                block.iter().map(|byte| usize::from(IS_PART[usize::from(*byte)])).sum();
            let is_here = parts > left;
            left -= if is_here { 0 } else { parts };
            is_here
        })?;
    let mut parts = block.iter().enumerate().filter(|(_, byte)| IS_PART[usize::from(**byte)]);
    let at = from + parts.nth(left)?.0;
    // At the end of a line, if there is one.
    Some(text[..at].rfind('\n').map_or(at, |end| end + 1))
}

/// Whether an open file is the one that gives a post its name; true where the system cannot tell.
fn is_where_found(file: &File, id: PostId) -> bool {
    let Some(real) = file::real_path(file) else { return true };
    let name = |path: &Path| PostId::of(path.as_os_str().as_encoded_bytes());
    // Linux tells in this way of one that was deleted or replaced after it was opened.
    let deleted = || real.to_str()?.strip_suffix(" (deleted)").map(|path| name(Path::new(path)));
    name(&real) == id || deleted() == Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn enough_is_the_end_of_the_line_before_one_part_too_many() {
        assert_eq!(enough(&"*".repeat(MAX_PARTS)), None);
        assert_eq!(enough(&"*".repeat(MAX_PARTS + 1)), Some(MAX_PARTS));
        assert_eq!(enough(&"网".repeat(MAX_PARTS)), None);
        let lines = format!("{}|\n|", "a\n".repeat(MAX_PARTS - 3));
        assert_eq!(enough(&lines), None);
        assert_eq!(enough(&format!("{lines}|")), Some(lines.len() - 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn parts_are_counted_as_one_by_one(piece in "[a*\n网|]{1,9}", more in 0..9000_usize) {
            let text = piece.repeat(MAX_PARTS / piece.len() + more);
            let is_part = |(_, byte): &(usize, u8)| b"\n|*_~`[]<>!&{".contains(byte);
            let at = text.bytes().enumerate().filter(is_part).nth(MAX_PARTS).map(|(at, _)| at);
            let end = at.map(|at| text[..at].rfind('\n').map_or(at, |end| end + 1));
            prop_assert_eq!(enough(&text), end);
        }
    }
}
