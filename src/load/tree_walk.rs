//! Walks one real folder on several threads, as ripgrep does. Links are reported and not followed.

use super::ignored::{Ignored, MAX_BYTES, MAX_BYTES_IN_ALL, Reach, Unread};
use super::roots::{failed, problem, shown};
use super::scan::SourceFile;
use super::site::{Site, is_post_name};
use crate::file;
use crate::post::{Diagnostic, DiagnosticCode, DiagnosticMessage, Origin, PostId, Severity};
use crate::threads;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

/// Number of entries by which the walk may be ahead of the code that takes them. It is small, so
/// that the walk pauses while that code is busy.
const AHEAD: usize = 1024;

/// The folder to walk, and the rules that decide which files in it are posts.
#[derive(Clone, Debug)]
pub(super) struct TreeWalk {
    /// The root as it was named.
    pub given: PathBuf,
    /// The kind of site that the root is.
    pub site: Site,
    /// The real folder that is walked.
    pub start: PathBuf,
    /// Path of that folder below the root, empty for the root itself.
    pub below: PathBuf,
    /// The git rules that apply.
    pub reach: Reach,
}

/// An entry found by the walk. Paths are relative to the root.
pub(super) enum WalkEntry {
    /// A post's file.
    File(SourceFile),
    /// A folder that contains posts, or may later.
    Folder(PathBuf),
    /// A symbolic link.
    Link(PathBuf),
    /// A path that cannot be used.
    Problem(Diagnostic),
}

impl TreeWalk {
    /// Walks, on several threads if there is room for them. Both `each` and this function return
    /// `true` to continue with the walk.
    pub fn walk(self, on_threads: bool, mut each: impl FnMut(WalkEntry) -> bool) -> bool {
        let ignored = Arc::new(Ignored::new(&self.start, self.reach));
        let pass = Arc::new(self);
        let goes_on = if on_threads {
            pass.walk_on_threads(&ignored, &mut each)
        } else {
            pass.walk_here(&ignored, &mut each)
        };
        goes_on
            && ignored.take_unread().iter().all(|file| each(WalkEntry::Problem(pass.unread(file))))
    }

    fn builder(&self) -> WalkBuilder {
        let mut builder = WalkBuilder::new(&self.start);
        // The crate would open any file with the name of a file of rules, even a pipe.
        builder.standard_filters(false);
        builder
    }

    /// Classifies an entry; `None` if it is irrelevant or ignored by a rule.
    fn kept(&self, entry: &DirEntry, ignored: &Ignored) -> Option<WalkEntry> {
        let found = self.entry(entry)?;
        let is_folder = matches!(found, WalkEntry::Folder(_));
        let is_left_out = entry.depth() > 0 && ignored.leaves_out(entry.path(), is_folder);
        (!is_left_out).then_some(found)
    }

    /// Returns `true` if the walk enters a folder.
    fn enters(&self, entry: &DirEntry, below: &Path) -> bool {
        entry.depth() == 0
            || !self.site.skips(below, |name| entry.path().with_file_name(name).exists())
    }

    fn walk_here(
        self: &Arc<Self>,
        ignored: &Arc<Ignored>,
        each: &mut impl FnMut(WalkEntry) -> bool,
    ) -> bool {
        let mut builder = self.builder();
        let (filter, ignored) = (Arc::clone(self), Arc::clone(ignored));
        builder.filter_entry(move |entry| match filter.kept(entry, &ignored) {
            Some(WalkEntry::Folder(below)) => filter.enters(entry, &below),
            other => other.is_some(),
        });
        builder.build().filter_map(|entry| self.checked_entry(entry)).all(each)
    }

    fn walk_on_threads(
        self: &Arc<Self>,
        ignored: &Arc<Ignored>,
        each: &mut impl FnMut(WalkEntry) -> bool,
    ) -> bool {
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        let walker = {
            let (pass, ignored, sender) = (Arc::clone(self), Arc::clone(ignored), sender.clone());
            let mut builder = self.builder();
            // Files are handled here rather than by the visitor below, so that they need not pass
            // through the queues by which the walk's threads share folders.
            builder.filter_entry(move |entry| match pass.kept(entry, &ignored) {
                Some(WalkEntry::Folder(below)) => pass.enters(entry, &below),
                Some(other) => {
                    // If the receiver is gone, the next folder ends the walk.
                    let _ = sender.send(other);
                    false
                }
                None => false,
            });
            builder.build_parallel()
        };
        let run = move || {
            walker.run(|| {
                let sender = sender.clone();
                Box::new(move |entry| {
                    match self.checked_entry(entry).map(|entry| sender.send(entry)) {
                        Some(Err(_)) => WalkState::Quit,
                        Some(Ok(())) | None => WalkState::Continue,
                    }
                })
            });
        };
        thread::scope(|scope| match threads::start_in(scope, run) {
            Ok(_) => receiver.into_iter().all(each),
            // The walk does not fit on threads although there was room for them a moment ago.
            Err(_) => self.walk_here(ignored, each),
        })
    }

    /// Converts an item of the walk to an [`WalkEntry`].
    fn checked_entry(&self, entry: Result<DirEntry, ignore::Error>) -> Option<WalkEntry> {
        match entry {
            Ok(entry) => self.entry(&entry),
            Err(error) => self.problem(&error).map(WalkEntry::Problem),
        }
    }

    /// Classifies an entry by its kind and name; `None` if it is irrelevant.
    fn entry(&self, entry: &DirEntry) -> Option<WalkEntry> {
        let kind = entry.file_type()?;
        let below = self.path_below(entry.path());
        if kind.is_dir() {
            return Some(WalkEntry::Folder(below));
        }
        if kind.is_symlink() {
            return Some(WalkEntry::Link(below));
        }
        if !is_post_name(&below) || !self.site.takes(&below) {
            return None;
        }
        let path = joined(&self.given, &below);
        Some(if kind.is_file() {
            WalkEntry::File(SourceFile::at(path, entry.path()))
        } else {
            WalkEntry::Problem(no_file(&path))
        })
    }

    /// Diagnostic for a file of rules that could not be read.
    fn unread(&self, Unread { path, error }: &Unread) -> Diagnostic {
        let what = match error {
            file::Error::NotRegular => DiagnosticMessage::NotRegular,
            file::Error::Link => DiagnosticMessage::LinkedRules,
            file::Error::TooLarge(_) => {
                DiagnosticMessage::TooManyRules(MAX_BYTES >> 10, MAX_BYTES_IN_ALL >> 20)
            }
            file::Error::System(error) => DiagnosticMessage::of_system(error),
        };
        let path = joined(&self.given, &self.path_below(path));
        let problem = problem(&path, DiagnosticCode::IgnoreFile, what);
        Diagnostic { severity: Severity::Warning, ..problem }
    }

    /// Diagnostic for a folder or file at which the walk failed.
    fn problem(&self, error: &ignore::Error) -> Option<Diagnostic> {
        let mut path = self.given.clone();
        let mut inner = error;
        loop {
            inner = match inner {
                ignore::Error::WithPath { path: at, err } => {
                    path = joined(&self.given, &self.path_below(at));
                    err
                }
                ignore::Error::WithDepth { err, .. }
                | ignore::Error::WithLineNumber { err, .. } => err,
                _ => break,
            };
        }
        match inner.io_error() {
            // The entry was removed between the listing of its folder and the look at it.
            Some(error) if error.kind() == io::ErrorKind::NotFound => None,
            Some(error) => Some(failed(&path, error)),
            None => Some(problem(
                &path,
                DiagnosticCode::Unreadable,
                DiagnosticMessage::unreadable(inner),
            )),
        }
    }

    fn path_below(&self, path: &Path) -> PathBuf {
        joined(&self.below, path.strip_prefix(&self.start).unwrap_or(path))
    }
}

/// `folder/below`, without a trailing slash if `below` is empty.
pub(super) fn joined(folder: &Path, below: &Path) -> PathBuf {
    if below.as_os_str().is_empty() { folder.to_owned() } else { folder.join(below) }
}

/// Warning about a path that has a post's name but is not a file.
pub(super) fn no_file(path: &Path) -> Diagnostic {
    warning(path, DiagnosticMessage::NoFile)
}

/// Warning about a path that is left out.
pub(super) fn warning(path: &Path, what: DiagnosticMessage) -> Diagnostic {
    let problem = problem(path, DiagnosticCode::NotAPost, what);
    Diagnostic { severity: Severity::Warning, ..problem }
}

impl SourceFile {
    /// The file at `path`, whose absolute real path is `real`.
    pub(super) fn at(path: PathBuf, real: &Path) -> Self {
        Self {
            id: PostId::of(real.as_os_str().as_encoded_bytes()),
            shown: shown(&path),
            origin: Origin::File(path),
        }
    }
}
