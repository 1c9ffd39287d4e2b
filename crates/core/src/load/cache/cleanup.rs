//! Removal of what the cache has no more use for: records of files that are gone or have changed,
//! many small packs, and the packs of roots that were not read for a long time.

use super::pack::{self, Pack, PackWriter};
use std::cmp::Reverse;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Packs of one context that are left as they are.
const MAX_PACKS: usize = 8;
/// Records without use that are left where they are.
const MAX_UNUSED: usize = 200;
/// Caches that were not used for so long are removed.
const MAX_AGE: Duration = Duration::from_secs(60 * 24 * 60 * 60);
/// A pack's time is set anew only when it is older than this.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Writes one new pack in place of others: of all where more records are of no use than of use, and
/// of all but the largest where there are many. `added` is the number of records that this load has
/// written. Call only after a load that has looked for every file.
pub(super) fn merge(folder: &Path, context: u64, packs: &[Pack], added: usize) {
    let all: usize = packs.iter().map(Pack::len).sum();
    let used: usize = packs.iter().map(|pack| pack.used().count()).sum();
    let unused = all - used;
    let largest = packs.iter().map(Pack::bytes).max();
    let merged: Vec<&Pack> = if unused > (used + added).max(MAX_UNUSED) {
        packs.iter().collect()
    } else if packs.len() > MAX_PACKS {
        packs.iter().filter(|pack| Some(pack.bytes()) != largest).collect()
    } else {
        return;
    };
    if write_used(folder, context, &merged).is_ok() {
        for pack in merged {
            // Another instance may have removed it before.
            let _ = fs::remove_file(&pack.path);
        }
    }
}

/// Writes the used records of some packs into a new one, if there are any.
fn write_used(folder: &Path, context: u64, packs: &[&Pack]) -> io::Result<()> {
    let mut writer = PackWriter::new(folder, context, u64::MAX)?;
    let mut buffer = Vec::new();
    for pack in packs {
        for entry in pack.used() {
            if let Some(text) = pack.read(entry, &mut buffer).and_then(|text| text.read()) {
                writer.add(entry.key, &buffer, &text)?;
            }
        }
    }
    writer.commit().map(|_| ())
}

/// Notes that the packs were of use today.
pub(super) fn mark_used(packs: &[Pack]) {
    let now = SystemTime::now();
    for pack in packs {
        let modified = pack.file.metadata().and_then(|metadata| metadata.modified());
        if modified.is_ok_and(|time| now.duration_since(time).is_ok_and(|age| age > DAY)) {
            // On a disk that may not be written the cache only grows old.
            let _ = pack.file.set_modified(now);
        }
    }
}

/// One file of the cache.
struct CacheFile {
    path: PathBuf,
    bytes: u64,
    modified: SystemTime,
}

/// Removes the least recently used folders beside `own`, until all of them together have at most so
/// many bytes, and those that were not used for long.
pub(super) fn prune(own: &Path, max_bytes: u64) {
    let Some(all) = own.parent() else { return };
    let mut folders: Vec<(SystemTime, PathBuf, Vec<CacheFile>)> = entries(all)
        .map(|folder| {
            let files: Vec<CacheFile> = entries(&folder).filter_map(cache_file).collect();
            let newest = files.iter().map(|file| file.modified).max();
            (newest.unwrap_or(SystemTime::UNIX_EPOCH), folder, files)
        })
        .collect();
    // The own folder comes first, whatever the clock says; then the most recently used ones.
    folders.sort_by_key(|(newest, folder, _)| (folder != own, Reverse(*newest)));
    let now = SystemTime::now();
    let mut left = max_bytes;
    for (newest, folder, files) in folders {
        let bytes: u64 = files.iter().map(|file| file.bytes).sum();
        let is_own = folder == own;
        let is_old = now.duration_since(newest).is_ok_and(|age| age > MAX_AGE);
        if is_own || !is_old && bytes <= left {
            left = left.saturating_sub(bytes);
            remove_abandoned(&folder);
        } else {
            for file in files {
                let _ = fs::remove_file(file.path);
            }
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Removes the packs in a folder that a program which has ended has left unfinished.
pub(super) fn remove_abandoned(folder: &Path) {
    for file in entries(folder).filter_map(cache_file).filter(is_abandoned) {
        let _ = fs::remove_file(file.path);
    }
}

/// True for a pack that was being written by a program that has ended since. Where files are not locked, that is
/// known a day later.
fn is_abandoned(file: &CacheFile) -> bool {
    let is_old = || SystemTime::now().duration_since(file.modified).is_ok_and(|age| age > DAY);
    file.path.extension().is_none() && (pack::is_unlocked(&file.path) || is_old())
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

fn cache_file(path: PathBuf) -> Option<CacheFile> {
    let metadata = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
    Some(CacheFile { path, bytes: metadata.len(), modified: metadata.modified().ok()? })
}
