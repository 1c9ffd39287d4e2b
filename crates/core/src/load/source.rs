//! The text of a file: valid UTF-8, cleaned and limited in size, whatever bytes the file contains.

use crate::file::{self, Links};
use crate::post::{Origin, PostId};
use crate::text::clean;
use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Maximum number of bytes read from a file. The rest is left out and reported.
pub const MAX_BYTES: u64 = 16 << 20;

/// Maximum number of line ends and Markdown delimiters read from a file. Every block, cell and link
/// needs one, and takes some hundred bytes of memory once it is laid out.
pub const MAX_PARTS: usize = 500_000;

/// A file's cleaned text, and flags that say whether bytes had to be replaced or left out.
pub(super) struct SourceText<'a> {
    pub text: Cow<'a, str>,
    pub invalid: bool,
    pub cut: bool,
    /// `true` if the text was cut because of [`MAX_PARTS`].
    pub parted: bool,
}

impl<'a> SourceText<'a> {
    /// A text that is valid and clean from the start.
    fn of_text(text: Cow<'a, str>) -> Self {
        Self { text, invalid: false, cut: false, parted: false }
    }

    /// A text from untrusted bytes, of a file or of standard input.
    fn of_bytes(mut bytes: &'a [u8]) -> Self {
        let cut = bytes.len() as u64 > MAX_BYTES;
        if cut {
            bytes = &bytes[..MAX_BYTES as usize];
            // A character split by the cut is not the author's fault.
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

    /// Reads the text of an origin and, for a file, its metadata when it was opened. The bytes are
    /// read into `buffer`, so that the origin can be moved while the result is alive. `found` is
    /// the id of the post that a walk has just found there: if a link has since replaced the file
    /// or one of its parent folders, it is not followed.
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
                let (file, metadata) = match found {
                    Some(id) => open_where_found(path, id)?,
                    None => file::open(path, Links::Follow)?,
                };
                // Some special files of the system report a length of zero. Of other files, no more
                // is read than the length in the metadata; if they have grown since, their next
                // stamp shows it.
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

/// Size in bytes of the blocks in which parts are counted.
const BLOCK: usize = 4096;

/// The bytes that may begin or end a part of a text.
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

/// Byte offset at which a text with more than [`MAX_PARTS`] parts is cut; `None` if it has no more.
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
    // Cut at the end of a line, if possible.
    Some(text[..at].rfind('\n').map_or(at, |end| end + 1))
}

/// Opens the file at the path from which a post's id was made, unless a link has since replaced the file
/// or one of its parent folders.
fn open_where_found(path: &Path, id: PostId) -> io::Result<(File, Metadata)> {
    // A path without links leads to where it says. Asking for the real path takes longer than opening.
    if let Some(opened) = file::open_without_links(path) {
        return Ok(opened);
    }
    let (file, metadata) = file::open(path, Links::Follow)?;
    if is_where_found(&file, id) {
        Ok((file, metadata))
    } else {
        Err(io::Error::other("another file took its place"))
    }
}

/// Returns `true` if an open file is the one that the post's id was made from, or if the system
/// cannot tell.
fn is_where_found(file: &File, id: PostId) -> bool {
    let Some(real) = file::real_path(file) else { return true };
    let name = |path: &Path| PostId::of(path.as_os_str().as_encoded_bytes());
    // Linux marks files that were deleted or replaced after they were opened.
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
