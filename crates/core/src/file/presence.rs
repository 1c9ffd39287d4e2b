//! Whether other processes are using the same file, told by a lock that ends with its process, however that
//! ends.

use super::{Links, create, open};
use std::fs::File;
use std::path::Path;

/// A lock that this process shares with the others, until it is dropped.
#[derive(Debug)]
pub struct Presence {
    _locked: Option<File>,
    has_company: bool,
}

impl Presence {
    /// Locks a file, which is created if necessary. Where that is impossible, there seem to be no others.
    pub fn announce(path: &Path) -> Self {
        // It exists already, or opening it fails as well.
        let _ = create(path, &[]);
        let locked = open(path, Links::Refuse).ok().map(|(file, _)| file);
        let has_company = locked.as_ref().is_some_and(|file| !lock(file));
        Self { _locked: locked, has_company }
    }

    /// Returns `true` if another process had locked the file already.
    pub fn has_company(&self) -> bool {
        self.has_company
    }
}

/// Locks a file together with others; returns `true` if there are none, or if the file system has no locks.
#[cfg(unix)]
fn lock(file: &File) -> bool {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    use std::{thread, time::Duration};
    let is_alone = flock(file, FlockOperation::NonBlockingLockExclusive) != Err(Errno::WOULDBLOCK);
    // Another process may be between these two steps.
    for _ in 0..10 {
        if flock(file, FlockOperation::NonBlockingLockShared) != Err(Errno::WOULDBLOCK) {
            break;
        }
        thread::sleep(Duration::from_millis(2));
    }
    is_alone
}

/// Files are not locked on these systems.
#[cfg(not(unix))]
fn lock(_: &File) -> bool {
    true
}

/// Locks a file for this handle alone, until it is closed. Returns `false` if somebody else has locked it, or if
/// files are not locked there.
pub fn lock_alone(file: &File) -> bool {
    #[cfg(unix)]
    return rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive).is_ok();
    #[cfg(not(unix))]
    return false;
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn others_are_noticed_until_they_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Presence::announce(&path);
        let second = Presence::announce(&path);
        let third = Presence::announce(&path);
        assert!(!first.has_company() && second.has_company() && third.has_company());
        drop((first, second));
        assert!(Presence::announce(&path).has_company(), "one is left");
        drop(third);
        assert!(!Presence::announce(&path).has_company());
        assert!(!Presence::announce(&folder.path().join("missing/lock")).has_company());
    }
}
