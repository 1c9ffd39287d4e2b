//! Walks one real folder on several threads. Links are reported and not followed.

use super::folder_queue::{FolderQueue, TakenFolder};
use super::ignored::{Ignored, MAX_BYTES, MAX_BYTES_IN_ALL, Reach, RulesInFolder, Unread};
use super::roots::{failed, problem};
use super::scan::SourceFile;
use super::site::{Site, is_post_name};
use crate::file;
use crate::post::{Diagnostic, DiagnosticCode, DiagnosticMessage, Severity};
use crate::threads;
use std::ffi::OsStr;
use std::fs::{self, DirEntry, ReadDir};
use std::io;
use std::path::{Path, PathBuf};

/// Maximum number of threads. More would wait for one another, or for the disk.
const MAX_THREADS: usize = 8;

/// Number of entries that a thread passes on at once.
const BATCH: usize = 128;

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

/// A folder whose entries are being read.
struct OpenFolder<'w> {
    walk: &'w TreeWalk,
    folder: TakenFolder<'w>,
    /// Path of the folder for display.
    shown: PathBuf,
    entries: ReadDir,
    rules: RulesInFolder<'w>,
}

impl TreeWalk {
    /// Walks, on several threads if there is room for them. Both `each` and this function return
    /// `true` to continue with the walk.
    pub fn walk(self, mut each: impl FnMut(WalkEntry) -> bool) -> bool {
        let ignored = Ignored::new(&self.start, self.reach);
        let folders = FolderQueue::new(self.below.clone());
        let worker = || {
            let mut open: Option<OpenFolder> = None;
            let (walk, ignored, folders) = (&self, &ignored, &folders);
            move || walk.next_batch(&mut open, ignored, folders)
        };
        let count = threads::processors().min(MAX_THREADS);
        let goes_on = threads::gathered(count, worker, |batch| batch.into_iter().all(&mut each));
        goes_on
            && ignored.take_unread().iter().all(|file| each(WalkEntry::Problem(self.unread(file))))
    }

    /// The next entries, of the open folder or of another one from the queue; `None` at the end of the walk.
    fn next_batch<'w>(
        &'w self,
        open: &mut Option<OpenFolder<'w>>,
        ignored: &'w Ignored,
        folders: &'w FolderQueue,
    ) -> Option<Vec<WalkEntry>> {
        let mut batch = Vec::new();
        while batch.is_empty() {
            if open.is_none() {
                *open = self.open(folders.take()?, ignored, &mut batch);
            }
            if let Some(folder) = open
                && !folder.read(&mut batch)
            {
                *open = None;
            }
        }
        Some(batch)
    }

    /// Opens a folder and reports it; `None` if it cannot be read.
    fn open<'w>(
        &'w self,
        folder: TakenFolder<'w>,
        ignored: &'w Ignored,
        batch: &mut Vec<WalkEntry>,
    ) -> Option<OpenFolder<'w>> {
        let real = self.real(&folder.below);
        let shown = joined(&self.given, &folder.below);
        match fs::read_dir(&real) {
            Ok(entries) => {
                batch.push(WalkEntry::Folder(folder.below.clone()));
                let rules = ignored.in_folder(&real);
                Some(OpenFolder { walk: self, folder, shown, entries, rules })
            }
            // It was removed or replaced since it was found.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                None
            }
            Err(error) => {
                batch.push(WalkEntry::Folder(folder.below.clone()));
                batch.push(WalkEntry::Problem(failed(&shown, &error)));
                None
            }
        }
    }

    /// The real path of a folder below the root.
    fn real(&self, below: &Path) -> PathBuf {
        joined(&self.start, below.strip_prefix(&self.below).unwrap_or(below))
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

    fn path_below(&self, path: &Path) -> PathBuf {
        joined(&self.below, path.strip_prefix(&self.start).unwrap_or(path))
    }
}

impl OpenFolder<'_> {
    /// Reads the next entries; `false` if there are no more.
    fn read(&mut self, batch: &mut Vec<WalkEntry>) -> bool {
        batch.reserve(BATCH);
        while batch.len() < BATCH {
            let Some(entry) = self.entries.next() else { return false };
            match entry.and_then(|entry| self.entry(&entry)) {
                Ok(found) => batch.extend(found),
                // The entry was removed between the listing of its folder and the look at it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => batch.push(WalkEntry::Problem(failed(&self.shown, &error))),
            }
        }
        true
    }

    /// Classifies an entry by its kind, its name and the rules; `None` if it is irrelevant or ignored.
    /// Folders to be entered are put into the queue, which reports them when they are opened.
    fn entry(&self, entry: &DirEntry) -> io::Result<Option<WalkEntry>> {
        let Self { walk, folder, shown, rules, .. } = self;
        let kind = entry.file_type()?;
        let name = entry.file_name();
        let is_post = || is_post_name(Path::new(&name));
        if !kind.is_dir() && !kind.is_symlink() && !is_post() {
            return Ok(None);
        }
        let real = in_folder(rules.folder(), &name);
        if rules.leaves_out(&real, kind.is_dir()) {
            return Ok(None);
        }
        let below = in_folder(&folder.below, &name);
        if kind.is_dir() {
            if !walk.site.skips(&below, |name| real.with_file_name(name).exists()) {
                folder.put(below);
            }
            return Ok(None);
        }
        if kind.is_symlink() {
            return Ok(Some(WalkEntry::Link(below)));
        }
        if !walk.site.takes(&below) {
            return Ok(None);
        }
        let path = in_folder(shown, &name);
        Ok(Some(if kind.is_file() {
            WalkEntry::File(SourceFile::at(path, &real))
        } else {
            WalkEntry::Problem(no_file(&path))
        }))
    }
}

/// `folder/below`, without a trailing slash if `below` is empty.
pub(super) fn joined(folder: &Path, below: &Path) -> PathBuf {
    if below.as_os_str().is_empty() { folder.to_owned() } else { folder.join(below) }
}

/// `folder/name`, in one allocation.
fn in_folder(folder: &Path, name: &OsStr) -> PathBuf {
    let mut path = PathBuf::with_capacity(folder.as_os_str().len() + 1 + name.len());
    path.push(folder);
    path.push(name);
    path
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
