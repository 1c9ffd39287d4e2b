//! Reads the files of all machines in the folder.
//!
//! The length up to which a file was read is stored with a checksum of that part. A file with the same length
//! and time is not opened. If the part has changed, for example because git has restored an earlier version,
//! the whole file is read again, which changes nothing that is known. The last line is read once it is
//! complete.

use super::marks::{Merge, RecordSource};
use super::record::{LineError, MAX_LINE_BYTES, MarkRecord, VERSION};
use super::sync_error::SyncErrorKind;
use crate::file::{self, Links};
use crc32fast::Hasher;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Beginning and end of a file's name, with the name of the machine in between.
const PREFIX: &str = "yunbao-";
const SUFFIX: &str = ".jsonl";
/// Maximum size of a file in bytes; a larger one is reported and not read.
pub(super) const MAX_FILE_BYTES: u64 = 256 << 20;
/// Maximum number of files that are read.
const MAX_FILES: usize = 1_000;
/// Number of records that are merged in one transaction: other instances wait meanwhile.
const BATCH: usize = 20_000;

/// The stored state of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FileState {
    /// Length and time of the last change when it was read.
    pub length: u64,
    pub changed: i64,
    /// Number of bytes that were read, up to the end of a line, and their checksum.
    pub read: u64,
    pub checksum: u32,
    /// The newest version of records that was understood.
    format: u32,
}

impl FileState {
    /// The state of a file that was read up to a length.
    pub fn new(metadata: &Metadata, read: u64, checksum: u32) -> Self {
        let (length, changed) = (metadata.len(), changed(metadata));
        Self { length, changed, read, checksum, format: VERSION }
    }

    pub fn load(connection: &Connection, path: &Path) -> rusqlite::Result<Option<Self>> {
        connection
            .prepare_cached(
                "SELECT length, changed, read, checksum, format FROM sync_files WHERE path = ?1",
            )?
            .query_row([path.to_string_lossy()], |row| {
                Ok(Self {
                    length: row.get::<_, i64>(0)?.cast_unsigned(),
                    changed: row.get(1)?,
                    read: row.get::<_, i64>(2)?.cast_unsigned(),
                    checksum: row.get(3)?,
                    format: row.get(4)?,
                })
            })
            .optional()
    }

    pub fn store(&self, connection: &Connection, path: &Path) -> rusqlite::Result<()> {
        connection
            .prepare_cached("INSERT OR REPLACE INTO sync_files VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![
                path.to_string_lossy(),
                self.length.cast_signed(),
                self.changed,
                self.read.cast_signed(),
                self.checksum,
                self.format
            ])?;
        Ok(())
    }

    /// Returns `true` if a file is still as it was.
    pub fn is_current(&self, metadata: &Metadata) -> bool {
        (self.length, self.changed) == (metadata.len(), changed(metadata)) && self.format == VERSION
    }
}

/// Time of the last change in nanoseconds since 1970; 0 where the system has none.
fn changed(metadata: &Metadata) -> i64 {
    let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0)
}

/// The file of a machine.
pub(super) fn file_of(folder: &Path, machine: &str) -> PathBuf {
    folder.join(format!("{PREFIX}{machine}{SUFFIX}"))
}

/// The result of reading a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FileNews {
    /// `true` if the file has records that were not known.
    pub has_new: bool,
    /// `true` if a part that was read before is no longer there.
    pub has_lost: bool,
}

/// Returns the files in a folder that machines have written, copies made by sync programs included.
pub(super) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(is_file_name);
        if is_ours {
            files.push(entry.path());
        }
    }
    files.sort_unstable();
    files.truncate(MAX_FILES);
    Ok(files)
}

/// Returns `true` for the name of a file that a machine has written.
pub fn is_file_name(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Merges the records of a file that were not read before.
///
/// # Errors
///
/// The outer one is the store's, the inner one that of the file.
pub(super) fn read_file(
    connection: &mut Connection,
    path: &Path,
) -> rusqlite::Result<Result<FileNews, SyncErrorKind>> {
    let before = FileState::load(connection, path)?;
    let (file, metadata) = match file::open(path, Links::Refuse) {
        Ok(opened) => opened,
        Err(error) if error.is_not_found() => return Ok(Ok(FileNews::default())),
        Err(error) => return Ok(Err(error.into())),
    };
    if before.is_some_and(|before| before.is_current(&metadata)) {
        return Ok(Ok(FileNews::default()));
    }
    if metadata.len() > MAX_FILE_BYTES {
        return Ok(Err(SyncErrorKind::TooLarge(MAX_FILE_BYTES >> 20)));
    }
    let before = before.unwrap_or_default();
    let mut reader = match RecordReader::open(path, file, &metadata, before) {
        Ok(reader) => reader,
        Err(error) => return Ok(Err(SyncErrorKind::Other(error.to_string()))),
    };
    let has_lost = reader.checksum_before != before.checksum || metadata.len() < before.read;
    let mut news = FileNews { has_new: false, has_lost };
    loop {
        let records = match reader.next_records() {
            Ok(records) => records,
            Err(error) => return Ok(Err(SyncErrorKind::Other(error.to_string()))),
        };
        let is_last = records.len() < BATCH;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut merge = Merge::begin(&transaction)?;
        for record in &records {
            news.has_new |= merge.add(record, RecordSource::Folder)?;
        }
        merge.finish()?;
        if is_last {
            let state = FileState::new(&metadata, reader.read, reader.checksum.clone().finalize());
            state.store(&transaction, path)?;
        }
        transaction.commit()?;
        if is_last {
            break;
        }
    }
    Ok(if reader.has_newer { Err(SyncErrorKind::Newer) } else { Ok(news) })
}

/// Reads records from a file, from where reading ended before.
struct RecordReader {
    lines: BufReader<io::Take<File>>,
    /// Number of bytes in complete lines, and their checksum.
    read: u64,
    checksum: Hasher,
    /// The checksum of the part that was read before, as it is now.
    checksum_before: u32,
    has_newer: bool,
}

impl RecordReader {
    fn open(path: &Path, file: File, metadata: &Metadata, before: FileState) -> io::Result<Self> {
        // What comes after this length is read the next time.
        let limited = |file: File| BufReader::with_capacity(1 << 16, file.take(metadata.len()));
        let mut reader = Self {
            lines: limited(file),
            read: 0,
            checksum: Hasher::new(),
            checksum_before: 0,
            has_newer: false,
        };
        let mut left = before.read.min(metadata.len());
        while left > 0 {
            let bytes = reader.lines.fill_buf()?;
            let count = bytes.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            if count == 0 {
                break;
            }
            reader.checksum.update(&bytes[..count]);
            reader.lines.consume(count);
            left -= count as u64;
        }
        reader.checksum_before = reader.checksum.clone().finalize();
        let is_same = left == 0 && before.read <= metadata.len();
        if is_same && reader.checksum_before == before.checksum && before.format == VERSION {
            reader.read = before.read;
        } else {
            let (file, _) = file::open(path, Links::Refuse)?;
            reader.lines = limited(file);
            reader.checksum = Hasher::new();
        }
        Ok(reader)
    }

    /// The next records, fewer than [`BATCH`] only at the end. Other lines are left out.
    fn next_records(&mut self) -> io::Result<Vec<MarkRecord>> {
        let mut records = Vec::new();
        let mut line = Vec::new();
        while records.len() < BATCH {
            line.clear();
            let mut is_long = false;
            loop {
                let count = (&mut self.lines).take(MAX_LINE_BYTES).read_until(b'\n', &mut line)?;
                if count == 0 {
                    // The last line is not complete.
                    return Ok(records);
                }
                if line.ends_with(b"\n") {
                    break;
                }
                if count as u64 == MAX_LINE_BYTES {
                    // The rest of a line that is too long is passed over, and counted.
                    is_long = true;
                    self.count(&line);
                    line.clear();
                }
            }
            self.count(&line);
            if is_long {
                continue;
            }
            match MarkRecord::parse(line.trim_ascii_end()) {
                Ok(record) => records.push(record),
                Err(LineError::Newer) => self.has_newer = true,
                Err(LineError::Invalid) => {}
            }
        }
        Ok(records)
    }

    fn count(&mut self, bytes: &[u8]) {
        self.read += bytes.len() as u64;
        self.checksum.update(bytes);
    }
}
