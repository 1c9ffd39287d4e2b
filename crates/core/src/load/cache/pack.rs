//! One file of cached readings: records, each followed by its text, then an index of them, sorted by id.
//!
//! A record is read when its post is looked for, and the text, which is most of the bytes, when it is
//! needed. A pack is written once and never changed. It is written under another name and moved to its own
//! when it is whole. Checksums (CRC-32) tell what a crash or a full disk has left torn.

use super::CacheKey;
use crate::file;
use crate::load::stamp::Stamp;
use crate::post::PostId;
use crate::stories::Neighbours;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::NamedTempFile;

/// The first bytes of every pack.
const MAGIC: [u8; 8] = *b"yunbaoR\n";
/// Bytes before the first record: [`MAGIC`] and the context.
const HEADER: u64 = 16;
/// Bytes at the end of a pack: where the index begins, the number of its entries, its checksum, and
/// [`MAGIC`] again.
const FOOTER: usize = 8 + 4 + 4 + 8;
/// Bytes of one entry of the index.
const ENTRY: usize = 8 + 1 + Stamp::BYTES + 8 + 2 * (4 + 4);
/// Bytes that are gathered before they are written.
const BUFFER: usize = 256 << 10;
/// Bytes of a text that is read by way of the stack: of nearly every text.
const STACK_BUFFER: usize = 16 << 10;
/// Ending of the names of packs.
const ENDING: &str = "pack";

/// The paths of all packs in a folder.
pub(super) fn paths(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.extension() == Some(OsStr::new(ENDING)))
}

/// One entry of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct IndexEntry {
    pub key: CacheKey,
    /// Byte offset of the record.
    offset: u64,
    record: Part,
    /// The text, which follows the record.
    text: Part,
}

/// A record or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    /// Its bytes.
    length: u32,
    /// Its CRC-32.
    checksum: u32,
}

impl Part {
    fn of(bytes: &[u8]) -> io::Result<Self> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        Ok(Self { length, checksum: crc32fast::hash(bytes) })
    }

    /// Reads the part at an offset into a buffer of its length; `None` if it is torn.
    fn read(self, file: &File, offset: u64, buffer: &mut [u8]) -> Option<()> {
        file::read_exact_at(file, buffer, offset).ok()?;
        (crc32fast::hash(buffer) == self.checksum).then_some(())
    }
}

impl IndexEntry {
    fn to_bytes(self) -> [u8; ENTRY] {
        let mut bytes = [0; ENTRY];
        let Self { key: CacheKey { id, among, stamp }, offset, record, text } = self;
        let parts: [&[u8]; 8] = [
            &id.0.to_le_bytes(),
            &[among as u8],
            &stamp.to_bytes(),
            &offset.to_le_bytes(),
            &record.length.to_le_bytes(),
            &record.checksum.to_le_bytes(),
            &text.length.to_le_bytes(),
            &text.checksum.to_le_bytes(),
        ];
        let mut at = 0;
        for part in parts {
            bytes[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
        bytes
    }

    /// The entry that some bytes are; `None` if they are none of this version.
    fn of_bytes(bytes: &[u8; ENTRY]) -> Option<Self> {
        let (id, rest) = bytes.split_first_chunk()?;
        let (among, rest) = rest.split_first()?;
        let (stamp, rest) = rest.split_first_chunk()?;
        let (offset, rest) = rest.split_first_chunk()?;
        let number = |place: usize| rest.as_chunks().0.get(place).copied().map(u32::from_le_bytes);
        let key = CacheKey {
            id: PostId(u64::from_le_bytes(*id)),
            among: Neighbours::ALL.into_iter().find(|one| *one as u8 == *among)?,
            stamp: Stamp::of_bytes(*stamp),
        };
        Some(Self {
            key,
            offset: u64::from_le_bytes(*offset),
            record: Part { length: number(0)?, checksum: number(1)? },
            text: Part { length: number(2)?, checksum: number(3)? },
        })
    }
}

/// A pack that can be read.
#[derive(Debug)]
pub(super) struct Pack {
    pub path: PathBuf,
    pub file: Arc<File>,
    bytes: u64,
    /// Entries as they are in the file: most are never looked at.
    index: Vec<u8>,
    /// For each entry, whether it was found in this load.
    used: Vec<AtomicBool>,
}

impl Pack {
    /// Opens a pack; `None` if it cannot be read, is torn, or belongs to another context.
    pub fn open(path: &Path, context: u64) -> Option<Self> {
        let (file, metadata) = file::open(path, file::Links::Refuse).ok()?;
        let bytes = metadata.len();
        let mut header = [0; HEADER as usize];
        file::read_exact_at(&file, &mut header, 0).ok()?;
        if header != self::header(context) {
            return None;
        }
        let mut footer = [0; FOOTER];
        let end = bytes.checked_sub(FOOTER as u64)?;
        file::read_exact_at(&file, &mut footer, end).ok()?;
        let (start, rest) = footer.split_first_chunk()?;
        let (count, rest) = rest.split_first_chunk()?;
        let (checksum, magic) = rest.split_first_chunk()?;
        let start = u64::from_le_bytes(*start);
        let count = u32::from_le_bytes(*count) as usize;
        let length = count.checked_mul(ENTRY)?;
        if magic != MAGIC || start.checked_add(length as u64)? != end {
            return None;
        }
        let mut index = vec![0; length];
        file::read_exact_at(&file, &mut index, start).ok()?;
        if crc32fast::hash(&index) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let used = (0..count).map(|_| AtomicBool::new(false)).collect();
        Some(Self { path: path.to_owned(), file: Arc::new(file), bytes, index, used })
    }

    /// Size of the file.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.used.len()
    }

    fn entry(&self, number: usize) -> Option<IndexEntry> {
        let (entries, _) = self.index.as_chunks::<ENTRY>();
        IndexEntry::of_bytes(entries.get(number)?)
    }

    fn id(&self, number: usize) -> Option<PostId> {
        let (entries, _) = self.index.as_chunks::<ENTRY>();
        Some(PostId(u64::from_le_bytes(*entries.get(number)?.first_chunk()?)))
    }

    /// Index of the first entry whose id is not less than this one. The ids are hashes and thus evenly spread,
    /// so the search begins where it would be if they were so exactly: a search in halves of a large index
    /// waits for memory at each step.
    fn first_with(&self, id: PostId) -> Option<usize> {
        let guess = ((u128::from(id.0) * self.len() as u128) >> 64) as usize;
        let is_before = |number: usize| Some(self.id(number)? < id);
        // Widened until it has the place.
        let (mut low, mut high) = (guess, guess);
        let mut step = 8;
        while low > 0 && !is_before(low - 1)? {
            low = low.saturating_sub(step);
            step *= 2;
        }
        step = 8;
        while high < self.len() && is_before(high)? {
            high = (high + step).min(self.len());
            step *= 2;
        }
        while low < high {
            let middle = low.midpoint(high);
            if is_before(middle)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Some(low)
    }

    /// The record of a reading, read into the buffer, and its text; `None` if there is none, or if the record
    /// is torn.
    pub fn get<'b>(
        &self,
        key: CacheKey,
        buffer: &'b mut Vec<u8>,
    ) -> Option<(&'b [u8], PackedText)> {
        let same_id = (self.first_with(key.id)?..self.len()).map_while(|number| {
            let entry = self.entry(number)?;
            (entry.key.id == key.id).then_some((number, entry))
        });
        let (number, entry) = same_id.into_iter().find(|(_, entry)| entry.key == key)?;
        let text = self.read(entry, buffer)?;
        self.used[number].store(true, Ordering::Relaxed);
        Some((buffer, text))
    }

    /// Reads the record of an entry into the buffer, and returns its text.
    pub fn read(&self, entry: IndexEntry, buffer: &mut Vec<u8>) -> Option<PackedText> {
        let IndexEntry { offset, record, text, .. } = entry;
        let text_offset = offset.checked_add(u64::from(record.length))?;
        if text_offset.checked_add(u64::from(text.length))? > self.bytes {
            return None;
        }
        buffer.resize(record.length as usize, 0);
        record.read(&self.file, offset, buffer)?;
        Some(PackedText { file: Arc::clone(&self.file), offset: text_offset, part: text })
    }

    /// The entries that were found in this load.
    pub fn used(&self) -> impl Iterator<Item = IndexEntry> {
        let used = |number: &usize| self.used[*number].load(Ordering::Relaxed);
        (0..self.len()).filter(used).filter_map(|number| self.entry(number))
    }
}

/// The text of a record, in a pack that may have been removed since it was opened.
#[derive(Debug)]
pub(super) struct PackedText {
    file: Arc<File>,
    /// Byte offset of the text.
    offset: u64,
    part: Part,
}

impl PackedText {
    /// Bytes of the text.
    pub fn length(&self) -> u32 {
        self.part.length
    }

    /// Reads the text; `None` if it is torn.
    pub fn read(&self) -> Option<Box<str>> {
        // Buffers on the heap would leave holes between the texts.
        let (mut on_stack, mut on_heap) = ([0; STACK_BUFFER], Vec::new());
        let length = self.part.length as usize;
        let buffer = on_stack.get_mut(..length).unwrap_or_else(|| {
            on_heap.resize(length, 0);
            &mut on_heap
        });
        self.part.read(&self.file, self.offset, buffer)?;
        simdutf8::basic::from_utf8(buffer).ok().map(Box::from)
    }
}

/// A pack that is being written.
#[derive(Debug)]
pub(super) struct PackWriter {
    folder: PathBuf,
    file: BufWriter<NamedTempFile>,
    entries: Vec<IndexEntry>,
    offset: u64,
    /// Bytes that it may have at most.
    max_bytes: u64,
}

impl PackWriter {
    /// A new pack in a folder, for a context.
    ///
    /// # Errors
    ///
    /// The file cannot be created.
    pub fn new(folder: &Path, context: u64, max_bytes: u64) -> io::Result<Self> {
        let file = NamedTempFile::new_in(folder)?;
        // Until the pack is finished or this process has ended; see [`is_unlocked`].
        file::lock_alone(file.as_file());
        let mut file = BufWriter::with_capacity(BUFFER, file);
        file.write_all(&header(context))?;
        let folder = folder.to_owned();
        Ok(Self { folder, file, entries: Vec::new(), offset: HEADER, max_bytes })
    }

    /// Returns `true` if there is room for so many bytes.
    pub fn has_room(&self, bytes: usize) -> bool {
        self.offset + bytes as u64 <= self.max_bytes
    }

    /// Adds a record and its text.
    ///
    /// # Errors
    ///
    /// They cannot be written; the pack is useless then.
    pub fn add(&mut self, key: CacheKey, record: &[u8], text: &str) -> io::Result<()> {
        let entry = IndexEntry {
            key,
            offset: self.offset,
            record: Part::of(record)?,
            text: Part::of(text.as_bytes())?,
        };
        self.entries.push(entry);
        self.offset += (record.len() + text.len()) as u64;
        self.file.write_all(record)?;
        self.file.write_all(text.as_bytes())
    }

    /// Writes the index and gives the pack its name; returns the number of its records. A pack without
    /// records is removed.
    ///
    /// # Errors
    ///
    /// The file cannot be written; nothing is left of it.
    pub fn commit(mut self) -> io::Result<usize> {
        if self.entries.is_empty() {
            return Ok(0);
        }
        self.entries.sort_unstable_by_key(|entry| (entry.key.id, entry.offset));
        let index: Vec<u8> = self.entries.iter().flat_map(|entry| entry.to_bytes()).collect();
        self.file.write_all(&index)?;
        self.file.write_all(&self.offset.to_le_bytes())?;
        self.file.write_all(&(self.entries.len() as u32).to_le_bytes())?;
        self.file.write_all(&crc32fast::hash(&index).to_le_bytes())?;
        self.file.write_all(&MAGIC)?;
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        // Its random name is nobody else's.
        let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let path = self.folder.join(name.trim_start_matches('.')).with_extension(ENDING);
        file.persist_noclobber(path).map_err(|error| error.error)?;
        Ok(self.entries.len())
    }
}

/// Returns `true` if nobody has locked a file, as its writer would have.
pub(super) fn is_unlocked(path: &Path) -> bool {
    file::open(path, file::Links::Refuse).is_ok_and(|(file, _)| file::lock_alone(&file))
}

/// The first bytes of a pack for a context.
fn header(context: u64) -> [u8; HEADER as usize] {
    let mut header = [0; HEADER as usize];
    header[..8].copy_from_slice(&MAGIC);
    header[8..].copy_from_slice(&context.to_le_bytes());
    header
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tempfile::TempDir;

    fn key(number: u64) -> CacheKey {
        let stamp = Stamp::of_bytes([number as u8; Stamp::BYTES]);
        CacheKey { id: PostId(number), among: Neighbours::Digests, stamp }
    }

    #[test]
    fn records_are_found_by_their_whole_key_up_to_the_room_there_was() {
        let folder = TempDir::new().unwrap();
        let mut writer = PackWriter::new(folder.path(), 7, HEADER + 20).unwrap();
        for (number, record, text) in [(2, &b"two"[..], "text"), (1, b"first", "")] {
            assert!(writer.has_room(record.len() + text.len()));
            writer.add(key(number), record, text).unwrap();
        }
        assert!(writer.has_room(8) && !writer.has_room(9));
        assert_eq!(writer.commit().unwrap(), 2);
        let path = paths(folder.path()).next().unwrap();
        let pack = Pack::open(&path, 7).unwrap();
        let mut buffer = Vec::new();
        let mut get = |key| {
            let (record, text) = pack.get(key, &mut buffer)?;
            Some((record.to_vec(), text.read().unwrap().into_string()))
        };
        assert_eq!(get(key(1)), Some((b"first".to_vec(), String::new())));
        assert_eq!(get(key(2)), Some((b"two".to_vec(), "text".to_owned())));
        assert_eq!(get(key(3)), None);
        assert_eq!(get(CacheKey { stamp: key(2).stamp, ..key(1) }), None);
        assert_eq!(pack.used().count(), 2);
        assert!(Pack::open(&path, 8).is_none(), "it belongs to another context");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn ids_are_found_however_they_are_spread(
            ids in prop::collection::vec(prop_oneof![any::<u64>(), 0..40_u64, Just(u64::MAX)], 1..200),
        ) {
            let folder = TempDir::new().unwrap();
            let mut writer = PackWriter::new(folder.path(), 7, u64::MAX).unwrap();
            for id in &ids {
                writer.add(CacheKey { id: PostId(*id), ..key(1) }, b"", "").unwrap();
            }
            writer.commit().unwrap();
            let pack = Pack::open(&paths(folder.path()).next().unwrap(), 7).unwrap();
            for id in ids.iter().flat_map(|id| [id.saturating_sub(1), *id, id.saturating_add(1)]) {
                let before = ids.iter().filter(|other| **other < id).count();
                prop_assert_eq!(pack.first_with(PostId(id)), Some(before));
            }
        }
    }

    #[test]
    fn a_pack_without_records_leaves_no_file() {
        let folder = TempDir::new().unwrap();
        let writer = PackWriter::new(folder.path(), 7, 0).unwrap();
        assert!(!writer.has_room(1));
        assert_eq!(writer.commit().unwrap(), 0);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
