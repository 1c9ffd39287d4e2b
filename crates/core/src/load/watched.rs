//! The folders that the system watches for changes.

use super::events::WatchEvent;
use super::scan::WalkResult;
use crate::file;
use notify::event::{EventKind, ModifyKind};
use notify::{ErrorKind, PathOp, RecommendedWatcher, Watcher, WatcherKind};
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

/// The reason why the system cannot watch the roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchError {
    /// There are more folders than the system can watch.
    Limit,
    /// A root is on another machine, or elsewhere where changes are not reported.
    Remote,
    /// Any other error, in the system's words.
    Other(String),
}

/// The watched folders. Each is watched individually, so that ignored folders produce no
/// events. Where the system can watch only whole trees, events from ignored folders are dropped
/// later.
pub(super) struct Watched {
    watcher: RecommendedWatcher,
    paths: HashSet<PathBuf>,
}

impl Watched {
    /// Creates a watcher that watches nothing yet and sends its events to `sender`.
    pub fn start(sender: Sender<WatchEvent>) -> Result<Self, WatchError> {
        let report = move |event| {
            if let Some(event) = translated(event) {
                // The watch may have just ended.
                let _ = sender.send(event);
            }
        };
        let watcher = file::watcher(report).map_err(watch_error)?;
        Ok(Self { watcher, paths: HashSet::new() })
    }

    /// Watches exactly the folders of `walked`. Returns `true` if any of them was not watched
    /// before.
    pub fn follow(&mut self, walked: &WalkResult) -> Result<bool, WatchError> {
        if walked.trees.iter().any(|tree| is_remote(&tree.absolute)) {
            return Err(WatchError::Remote);
        }
        let needed: HashSet<PathBuf> = {
            let files = walked.single.keys().filter_map(|file| file.parent()).map(Path::to_owned);
            let trees = walked.trees.iter();
            if watches_trees() {
                files.chain(trees.map(|tree| tree.absolute.clone())).collect()
            } else {
                files.chain(trees.flat_map(|tree| tree.folders.iter().cloned())).collect()
            }
        };
        let mut changes: Vec<PathOp> =
            self.paths.difference(&needed).map(PathOp::unwatch).collect();
        for path in needed.difference(&self.paths) {
            let is_tree = walked.trees.iter().any(|tree| tree.absolute == *path);
            changes.push(if is_tree && watches_trees() {
                PathOp::watch_recursive(path)
            } else {
                PathOp::watch_non_recursive(path)
            });
        }
        let grows = needed.difference(&self.paths).next().is_some();
        self.paths = needed;
        self.update(changes)?;
        Ok(grows)
    }

    /// Watches some folders in addition.
    pub fn add<'a>(
        &mut self,
        folders: impl Iterator<Item = &'a PathBuf>,
    ) -> Result<(), WatchError> {
        if watches_trees() {
            return Ok(());
        }
        let new: Vec<PathBuf> =
            folders.filter(|path| self.paths.insert((*path).clone())).cloned().collect();
        self.update(new.into_iter().map(PathOp::watch_non_recursive).collect())
    }

    /// Stops watching folders that were created, removed or moved, and everything below them.
    /// Whatever exists there now must be watched anew.
    pub fn forget(&mut self, touched: impl Fn(&Path) -> bool) -> Result<(), WatchError> {
        if !self.paths.iter().any(|path| touched(path)) {
            return Ok(());
        }
        let stale: Vec<PathBuf> =
            self.paths.extract_if(|path| path.ancestors().any(&touched)).collect();
        self.update(stale.into_iter().map(PathOp::unwatch).collect())
    }

    fn update(&mut self, mut changes: Vec<PathOp>) -> Result<(), WatchError> {
        while !changes.is_empty() {
            let Err(error) = self.watcher.update_paths(changes) else { return Ok(()) };
            // The path is tried again once it is back.
            if let Some(failed) = &error.origin {
                self.paths.remove(failed.as_path());
            }
            match error.source.kind {
                // Its removal has been or will be reported as an event.
                ErrorKind::PathNotFound | ErrorKind::WatchNotFound => {}
                ErrorKind::Io(ref error) if is_passing(error) => {}
                _ => return Err(watch_error(error.source)),
            }
            changes = error.remaining;
        }
        Ok(())
    }
}

/// Returns `true` for an error about one folder that does not affect the others.
fn is_passing(error: &io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(error.kind(), NotADirectory | NotFound | PermissionDenied)
}

/// Returns `true` if the system watches whole trees cheaply and single folders at a high cost.
fn watches_trees() -> bool {
    matches!(
        RecommendedWatcher::kind(),
        WatcherKind::Fsevent | WatcherKind::ReadDirectoryChangesWatcher
    )
}

fn watch_error(error: notify::Error) -> WatchError {
    match error.kind {
        ErrorKind::MaxFilesWatch => WatchError::Limit,
        // EMFILE and ENFILE: too many watchers on the system.
        ErrorKind::Io(error) if cfg!(unix) && matches!(error.raw_os_error(), Some(24 | 23)) => {
            WatchError::Limit
        }
        ErrorKind::Io(error) => WatchError::Other(error.to_string()),
        _ => WatchError::Other(error.to_string()),
    }
}

fn translated(event: notify::Result<notify::Event>) -> Option<WatchEvent> {
    match event {
        Err(error) => match error.kind {
            ErrorKind::PathNotFound | ErrorKind::WatchNotFound => None,
            _ => Some(WatchEvent::Failed(watch_error(error))),
        },
        Ok(event) if event.need_rescan() => Some(WatchEvent::Lost),
        Ok(event) => match event.kind {
            EventKind::Access(_) => None,
            EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
                Some(WatchEvent::Touched(event.paths, false))
            }
            _ => Some(WatchEvent::Touched(event.paths, true)),
        },
    }
}

/// Returns `true` for a folder on a file system where other machines or programs write unnoticed:
/// the kernel reports only changes made through itself.
#[cfg(target_os = "linux")]
#[allow(clippy::cast_sign_loss, reason = "of 32 bits, signed or not, as the system has it")]
fn is_remote(folder: &Path) -> bool {
    // NFS, SMB, SMB2, CIFS, 9P (used by WSL), FUSE, AFS, Coda, Ceph; see statfs(2).
    const KINDS: [u32; 9] = [
        0x6969,
        0x517B,
        0xFE53_4D42,
        0xFF53_4D42,
        0x0102_1997,
        0x6573_5546,
        0x5346_414F,
        0x7375_7245,
        0x00C3_6400,
    ];
    rustix::fs::statfs(folder).is_ok_and(|data| KINDS.contains(&(data.f_type as u32)))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_: &Path) -> bool {
    false
}
