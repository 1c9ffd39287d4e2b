//! One real folder walked, on several threads, in the way of ripgrep. Links are told and not
//! followed.

use super::ignored::{Ignored, MAX_BYTES, MAX_BYTES_IN_ALL, Reach, Unread};
use super::roots::{failed, problem, shown};
use super::scan::SourceFile;
use super::site::{Site, is_post_name};
use crate::file;
use crate::post::{Code, Diagnostic, Fault, Origin, PostId, Severity};
use crate::threads;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

/// How many entries the walk is ahead of whoever takes them. Few, so that it rests while they do
/// something else.
const AHEAD: usize = 1024;

/// What is walked, and what decides which files in it are posts.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    /// The root as it was named.
    pub given: PathBuf,
    /// What the root is.
    pub site: Site,
    /// The real folder that is walked.
    pub start: PathBuf,
    /// Its path below the root, empty for the root itself.
    pub below: PathBuf,
    /// Which rules of git count.
    pub reach: Reach,
}

/// What is come upon. Paths are below the root.
pub(super) enum Entry {
    /// A post's file.
    File(SourceFile),
    /// A folder that holds posts, or may come to.
    Folder(PathBuf),
    /// A link that stands for something.
    Link(PathBuf),
    /// Something that cannot be used.
    Problem(Diagnostic),
}

impl Pass {
    /// Walks, on several threads if there is room for them. `each` says whether to go on; so does what
    /// is returned.
    pub fn walk(self, on_threads: bool, mut each: impl FnMut(Entry) -> bool) -> bool {
        let ignored = Arc::new(Ignored::new(&self.start, self.reach));
        let pass = Arc::new(self);
        let goes_on = if on_threads {
            pass.walk_on_threads(&ignored, &mut each)
        } else {
            pass.walk_here(&ignored, &mut each)
        };
        goes_on && ignored.take_unread().iter().all(|file| each(Entry::Problem(pass.unread(file))))
    }

    fn builder(&self) -> WalkBuilder {
        let mut builder = WalkBuilder::new(&self.start);
        // The crate would open any file of rules, whatever it is.
        builder.standard_filters(false);
        builder
    }

    /// What an entry is, unless it is no business of ours or a rule leaves it out.
    fn kept(&self, entry: &DirEntry, ignored: &Ignored) -> Option<Entry> {
        let found = self.entry(entry)?;
        let is_folder = matches!(found, Entry::Folder(_));
        let is_left_out = entry.depth() > 0 && ignored.leaves_out(entry.path(), is_folder);
        (!is_left_out).then_some(found)
    }

    /// Whether the walk goes into a folder.
    fn enters(&self, entry: &DirEntry, below: &Path) -> bool {
        entry.depth() == 0
            || !self.site.skips(below, |name| entry.path().with_file_name(name).exists())
    }

    fn walk_here(
        self: &Arc<Self>,
        ignored: &Arc<Ignored>,
        each: &mut impl FnMut(Entry) -> bool,
    ) -> bool {
        let mut builder = self.builder();
        let (filter, ignored) = (Arc::clone(self), Arc::clone(ignored));
        builder.filter_entry(move |entry| match filter.kept(entry, &ignored) {
            Some(Entry::Folder(below)) => filter.enters(entry, &below),
            other => other.is_some(),
        });
        builder.build().filter_map(|entry| self.told(entry)).all(each)
    }

    fn walk_on_threads(
        self: &Arc<Self>,
        ignored: &Arc<Ignored>,
        each: &mut impl FnMut(Entry) -> bool,
    ) -> bool {
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        let walker = {
            let (pass, ignored, sender) = (Arc::clone(self), Arc::clone(ignored), sender.clone());
            let mut builder = self.builder();
            // Files are taken here and not where folders are: they need not go through the queues
            // by which the walk's threads share folders.
            builder.filter_entry(move |entry| match pass.kept(entry, &ignored) {
                Some(Entry::Folder(below)) => pass.enters(entry, &below),
                Some(other) => {
                    // When nobody takes it any more, the next folder ends the walk.
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
                Box::new(move |entry| match self.told(entry).map(|entry| sender.send(entry)) {
                    Some(Err(_)) => WalkState::Quit,
                    Some(Ok(())) | None => WalkState::Continue,
                })
            });
        };
        thread::scope(|scope| match threads::start_in(scope, run) {
            Ok(_) => receiver.into_iter().all(each),
            // There was room for it a moment ago.
            Err(_) => self.walk_here(ignored, each),
        })
    }

    /// What the walk comes upon, as it is told.
    fn told(&self, entry: Result<DirEntry, ignore::Error>) -> Option<Entry> {
        match entry {
            Ok(entry) => self.entry(&entry),
            Err(error) => self.problem(&error).map(Entry::Problem),
        }
    }

    /// What an entry is for us; nothing for one that is no business of ours.
    fn entry(&self, entry: &DirEntry) -> Option<Entry> {
        let kind = entry.file_type()?;
        let below = self.path_below(entry.path());
        if kind.is_dir() {
            return Some(Entry::Folder(below));
        }
        if kind.is_symlink() {
            return Some(Entry::Link(below));
        }
        if !is_post_name(&below) || !self.site.takes(&below) {
            return None;
        }
        let path = joined(&self.given, &below);
        Some(if kind.is_file() {
            Entry::File(SourceFile::at(path, entry.path()))
        } else {
            Entry::Problem(no_file(&path))
        })
    }

    /// A file of rules that was not read.
    fn unread(&self, Unread { path, error }: &Unread) -> Diagnostic {
        let what = match error {
            file::Error::NotRegular => Fault::NotRegular,
            file::Error::Link => Fault::LinkedRules,
            file::Error::TooLarge(_) => {
                Fault::TooManyRules(MAX_BYTES >> 10, MAX_BYTES_IN_ALL >> 20)
            }
            file::Error::System(error) => Fault::of_system(error),
        };
        let path = joined(&self.given, &self.path_below(path));
        let problem = problem(&path, Code::IgnoreFile, what);
        Diagnostic { severity: Severity::Warning, ..problem }
    }

    /// A folder or file that the walk stumbled over.
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
            // Gone between the listing of its folder and the look at it.
            Some(error) if error.kind() == io::ErrorKind::NotFound => None,
            Some(error) => Some(failed(&path, error)),
            None => Some(problem(&path, Code::Unreadable, Fault::unreadable(inner))),
        }
    }

    fn path_below(&self, path: &Path) -> PathBuf {
        joined(&self.below, path.strip_prefix(&self.start).unwrap_or(path))
    }
}

/// `folder/below`, without a slash at the end where `below` is empty.
pub(super) fn joined(folder: &Path, below: &Path) -> PathBuf {
    if below.as_os_str().is_empty() { folder.to_owned() } else { folder.join(below) }
}

/// A warning about something that is named like a post.
pub(super) fn no_file(path: &Path) -> Diagnostic {
    warning(path, Fault::NoFile)
}

/// A warning about a path that was left out.
pub(super) fn warning(path: &Path, what: Fault) -> Diagnostic {
    let problem = problem(path, Code::NotAPost, what);
    Diagnostic { severity: Severity::Warning, ..problem }
}

impl SourceFile {
    /// The file at a path, which really is at an absolute one.
    pub(super) fn at(path: PathBuf, real: &Path) -> Self {
        Self {
            id: PostId::of(real.as_os_str().as_encoded_bytes()),
            shown: shown(&path),
            origin: Origin::File(path),
        }
    }
}
