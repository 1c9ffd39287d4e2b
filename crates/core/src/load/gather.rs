//! Reads all files on worker threads and hands out snapshots of the library on the way.

use super::file_index::FileIndex;
use super::queue::Queue;
use super::read::{FileReader, ReadContext};
use super::roots::Roots;
use super::scan::{WalkResult, walk};
use crate::library::{Aliases, Library};
use crate::post::Diagnostic;
use crate::threads;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Number of posts in the first snapshot: more than any screen shows.
const FIRST: usize = 100;
/// Time after which the first snapshot is due, however few posts were read.
const FIRST_DUE: Duration = Duration::from_millis(100);
/// Time after which another snapshot is due, unless the last one comes within as much time again.
const DUE: Duration = Duration::from_millis(500);
/// The snapshots may take at most one part in this many of the loading time.
const SHARE: u32 = 10;

/// Pause of the walk and the readers after the first snapshot, so that its receiver gets the
/// processors.
const BREATH: Duration = Duration::from_millis(5);

/// A snapshot of the library while it is being loaded.
#[derive(Clone, Debug)]
pub struct LoadProgress {
    /// All posts read so far.
    pub library: Arc<Library>,
    /// Number of files read so far.
    pub read: usize,
    /// Number of files in all; `None` while folders are being walked.
    pub total: Option<usize>,
    /// Diagnostics so far, errors first.
    pub problems: Arc<Vec<Diagnostic>>,
    /// `true` for the last snapshot.
    pub done: bool,
}

/// Reads everything under the roots, newest file names first, and calls `report` with ever larger
/// snapshots. The last one is `done`. It is the only one in which stories are found with regard to
/// the neighbours of their posts, which are known only when all files were read. Blocks until then,
/// and returns the state from which [`super::watch`] continues. Stops early and returns `None` if
/// `report` returns `false`.
///
/// Texts for searches that are in the cache are loaded after the last snapshot, or by a search that needs
/// them before.
///
/// `aliases` merge tags and categories. Reading begins before the walk ends: at first, the newest
/// names found so far are read.
pub fn gather(
    roots: &Roots,
    aliases: &Arc<Aliases>,
    caches: Option<&Path>,
    report: impl FnMut(LoadProgress) -> bool,
) -> Option<FileIndex> {
    let mut context = ReadContext::new(roots, caches);
    let index = gather_in(&context, roots, aliases, report)?;
    index.load_texts();
    if let Some(cache) = context.cache.take() {
        cache.finish();
    }
    Some(index)
}

fn gather_in(
    context: &ReadContext,
    roots: &Roots,
    aliases: &Arc<Aliases>,
    mut report: impl FnMut(LoadProgress) -> bool,
) -> Option<FileIndex> {
    let queue = &Queue::new(FIRST);
    let worker = &|| {
        queue.wait_for_head_start();
        let mut reader = FileReader::new(context);
        move || Some(reader.read(queue.pop())).filter(|readings| !readings.is_empty())
    };
    thread::scope(|scope| {
        let walker = threads::start_in(scope, || walk_into(queue, roots));
        // Without another thread, the walk comes first and the reading after it.
        let result = walker.is_err().then(|| {
            queue.hold_nothing_back();
            walk_into(queue, roots)
        });
        let mut index = FileIndex::new(aliases);
        let mut is_first = true;
        let (mut started, mut last_snapshot) = (None, None);
        let mut pause = FIRST_DUE;
        let each = |readings| {
            index.add(readings);
            let read = index.files();
            let begun = Instant::now();
            let time = begun - *started.get_or_insert(begun);
            let since = begun - *last_snapshot.get_or_insert(begun);
            if since < pause && !(is_first && read >= FIRST) {
                return true;
            }
            let total = queue.total();
            if total == Some(read) {
                return true;
            }
            let is_near_end = total.is_some_and(|total| rest(time, read, total) < pause);
            if is_near_end && !is_first && since < pause * 2 {
                return true;
            }
            index.renew();
            is_first = false;
            if !report(index.progress(total)) {
                queue.stop();
                return false;
            }
            if total.is_none() {
                thread::sleep(BREATH);
            }
            queue.release();
            pause = DUE.max(begun.elapsed() * (SHARE - 1));
            last_snapshot = Some(Instant::now());
            true
        };
        if !threads::gathered_in(scope, threads::processors(), worker, each) {
            return None;
        }
        index.walked = match walker {
            Ok(walker) => walker.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => result.unwrap_or_default(),
        };
        index.settle(roots, context);
        let last = LoadProgress { done: true, ..index.progress(Some(index.files())) };
        report(last).then_some(index)
    })
}

/// The time in which the rest of the files will have been read, if some took so long.
fn rest(time: Duration, read: usize, total: usize) -> Duration {
    time / read as u32 * (total - read) as u32
}

/// Walks the roots, and closes the queue even on a panic, as other threads wait for that.
fn walk_into(queue: &Queue, roots: &Roots) -> WalkResult {
    struct Closing<'a>(&'a Queue);
    impl Drop for Closing<'_> {
        fn drop(&mut self) {
            self.0.close();
        }
    }
    let _closing = Closing(queue);
    walk(roots, |file| queue.push(file))
}
