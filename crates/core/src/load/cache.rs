//! Cache of readings: what came of reading a file, found again at the next start by the file's stamp.
//!
//! A [`FileReading`](super::read::FileReading) depends on the file's bytes and path, on the roots,
//! and on the program alone. The cache keeps each one under the post's id, the stamp of its file and
//! its [`Neighbours`]; the roots and the program are the name of the folder that holds the packs.
//! A file whose stamp is another is read. The text of a post for searches is taken from the cache when it is
//! first needed. No error of the cache is reported: without it everything is read, as at the first start.

mod cleanup;
mod pack;
mod record;

use super::named_roots::NamedRoots;
use super::read::{FileReading, SharedLabels, search_text};
use super::roots::Roots;
use super::scan::SourceFile;
use super::stamp::Stamp;
use crate::file;
use crate::post::PostId;
use crate::stories::Neighbours;
use pack::{Pack, PackWriter};
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Version of the layout of packs and records. The program's file is part of the key as well, so that
/// a version that reads posts differently takes nothing from the versions before it.
const FORMAT: u32 = 2;

/// Bytes that the packs of all roots may take together.
const MAX_BYTES: u64 = 1 << 30;

/// Free bytes that the cache leaves on its disk: other things are worth more there.
const MIN_FREE_BYTES: u64 = 256 << 20;

/// Key of a cached reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct CacheKey {
    id: PostId,
    among: Neighbours,
    stamp: Stamp,
}

/// The cached readings of the files below some roots.
#[derive(Debug)]
pub(super) struct ReadingCache {
    folder: PathBuf,
    /// Hash of what all readings in the folder depend on, beside their files.
    context: u64,
    /// The roots, for a text that has to be read from its file after all.
    named: Arc<NamedRoots>,
    packs: Vec<Pack>,
    writer: Mutex<Writer>,
}

/// The pack that the readings of this load go to.
#[derive(Debug)]
enum Writer {
    /// Nothing was to be written so far.
    Idle,
    Open(PackWriter),
    /// Nothing can be written any more.
    Closed,
}

impl ReadingCache {
    /// Opens the cache of some roots, which lies in a folder of its own in `caches`. `None` if it
    /// would hold nothing but single files, or if the program's own file is unknown.
    pub fn open(caches: &Path, roots: &Roots, named: &Arc<NamedRoots>) -> Option<Self> {
        let context = context(roots, named)?;
        let folder = caches.join("readings").join(format!("{context:016x}"));
        let packs = pack::paths(&folder).filter_map(|path| Pack::open(&path, context)).collect();
        let named = Arc::clone(named);
        Some(Self { folder, context, named, packs, writer: Mutex::new(Writer::Idle) })
    }

    /// The reading of a file as it is now, if it is cached. `buffer` is for the bytes.
    pub fn get(
        &self,
        file: &SourceFile,
        among: Neighbours,
        buffer: &mut Vec<u8>,
        shared: &mut SharedLabels,
    ) -> Option<FileReading> {
        // On a first start no file is looked at twice.
        if self.packs.is_empty() {
            return None;
        }
        let key = CacheKey { id: file.id, among, stamp: Stamp::at(file.path()?)? };
        self.packs.iter().find_map(|pack| {
            let (record, text) = pack.get(key, buffer)?;
            let (length, named) = (text.length(), Arc::clone(&self.named));
            let again = file.clone();
            let load = move || text.read().or_else(|| search_text(again, &named));
            record::decode(record, (length, load), file, key, shared)
        })
    }

    /// Keeps a reading, unless the stamp of its file does not tell for sure what was read.
    pub fn put(&self, reading: &FileReading, buffer: &mut Vec<u8>) {
        let Some(stamp) = reading.stamp.filter(|_| !reading.doubtful) else { return };
        let key = CacheKey { id: reading.id, among: reading.evidence.1, stamp };
        let Some(text) = record::encode(reading, buffer) else { return };
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*writer, Writer::Idle) {
            *writer = self.start_pack();
        }
        if let Writer::Open(pack) = &mut *writer
            && pack.has_room(buffer.len() + text.len())
            && pack.add(key, buffer, text).is_err()
        {
            *writer = Writer::Closed;
        }
    }

    fn start_pack(&self) -> Writer {
        if file::create_folder(&self.folder).is_err() {
            return Writer::Closed;
        }
        cleanup::remove_abandoned(&self.folder);
        let left = MAX_BYTES.saturating_sub(self.packs.iter().map(Pack::bytes).sum());
        let free = file::free_bytes(&self.folder).unwrap_or(u64::MAX);
        let max_bytes = left.min(free.saturating_sub(MIN_FREE_BYTES));
        let pack = PackWriter::new(&self.folder, self.context, max_bytes);
        pack.map_or(Writer::Closed, Writer::Open)
    }

    /// Number of readings found so far.
    #[cfg(test)]
    pub fn found(&self) -> usize {
        self.packs.iter().map(|pack| pack.used().count()).sum()
    }

    /// Puts what was kept where the next start finds it, and returns the number of those readings.
    fn commit(&self) -> usize {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *writer, Writer::Closed) {
            Writer::Open(pack) => pack.commit().unwrap_or(0),
            Writer::Idle | Writer::Closed => 0,
        }
    }

    /// Ends a load that has read everything: commits what was kept, and removes what is of no use any more.
    pub fn finish(self) {
        let added = self.commit();
        cleanup::merge(&self.folder, self.context, &self.packs, added);
        if added > 0 {
            cleanup::prune(&self.folder, MAX_BYTES);
        }
        cleanup::mark_used(&self.packs);
    }
}

impl Drop for ReadingCache {
    /// Commits what was kept, also where a load ends early.
    fn drop(&mut self) {
        self.commit();
    }
}

/// Hash of what a reading depends on beside its file: the program, the roots, what is known of them, and
/// the working directory, which relative paths are relative to.
fn context(roots: &Roots, named: &NamedRoots) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    let program = fs::metadata(env::current_exe().ok()?).ok()?;
    (FORMAT, Stamp::of(&program)).hash(&mut hasher);
    let mut has_folder = false;
    for path in roots.paths() {
        let real = fs::canonicalize(path).ok();
        has_folder |= real.as_ref().is_some_and(|real| real.is_dir());
        if path.is_relative() {
            env::current_dir().ok()?.hash(&mut hasher);
        }
        (path, real).hash(&mut hasher);
    }
    named.hash(&mut hasher);
    has_folder.then(|| hasher.finish())
}
