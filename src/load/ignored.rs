//! Which paths git leaves out.
//!
//! The rules are those of ripgrep: `.ignore` before `.gitignore` before `.git/info/exclude` before
//! the person's own excludes, the nearest folder first. The files they stand in are read here and
//! not by the `ignore` crate, which would open a pipe or an endless device.

use super::git_config::excludes_file;
use crate::file::{self, Links};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Bytes of a file of rules, or of git's own, that are read; a larger one is left out.
pub(super) const MAX_BYTES: u64 = 128 << 10;

/// Bytes of all files of rules below one root. The worst take two hundred times as much memory.
pub(super) const MAX_BYTES_IN_ALL: u64 = 1 << 20;

/// The rules in force below a root, read when they are first asked for.
pub(super) struct Ignored {
    /// Rules in folders above this one do not count; without it the repository is the border.
    top: Option<PathBuf>,
    global: Option<Gitignore>,
    folders: RwLock<HashMap<PathBuf, Arc<Rules>>>,
    bytes_left: AtomicU64,
    unread: Mutex<Vec<Unread>>,
}

/// A file of rules that was not read.
#[derive(Debug)]
pub(super) struct Unread {
    pub path: PathBuf,
    pub error: file::Error,
}

/// Sets of rules, the nearest first.
type Chain = Arc<[Arc<Gitignore>]>;

/// The rules in force in one folder: those of `.ignore`, `.gitignore` and `.git/info/exclude`, of
/// the folder itself and of those above it.
#[derive(Clone, Default)]
struct Rules([Chain; 3]);

/// Which rules count for a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// It lies in a repository, so the person's own excludes count.
    pub repository: bool,
    /// Rules in folders above it count.
    pub above: bool,
}

impl Reach {
    /// Which rules count for a root, an absolute path. Those above it only within a repository:
    /// else one `*` in a home folder would hide every folder of notes. And not those that leave the
    /// root itself out, since it was named.
    pub fn of(root: &Path) -> Self {
        let repository = root.ancestors().any(is_repository);
        let mut above = repository;
        if repository && let Some(parent) = root.parent() {
            let ignored = Ignored::new(parent, Self { repository, above: true });
            let within =
                root.ancestors().take_while(|folder| *folder == root || !is_repository(folder));
            // Rules such as `drafts/*` leave out what a folder holds and not the folder.
            above = !within.into_iter().any(|folder| ignored.verdict(folder, true) == Some(true))
                && ignored.verdict_of(&root.join("post.md"), parent, false) != Some(true);
        }
        Self { repository, above }
    }
}

impl Ignored {
    /// The rules for a root, an absolute path.
    pub fn new(root: &Path, reach: Reach) -> Self {
        let mut ignored = Self {
            top: (!reach.above).then(|| root.to_owned()),
            global: None,
            folders: RwLock::default(),
            bytes_left: AtomicU64::new(MAX_BYTES_IN_ALL),
            unread: Mutex::default(),
        };
        if reach.repository {
            let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
            let home = std::env::home_dir();
            let mut read = |path: &Path| ignored.read(path, Links::Follow);
            let excludes = excludes_file(variable, home, &mut read);
            // As git has it, they count from the top of the repository.
            let repository = root.ancestors().find(|folder| is_repository(folder)).unwrap_or(root);
            ignored.global =
                excludes.and_then(|file| ignored.rules_in(&file, repository, Links::Follow));
        }
        ignored
    }

    /// Whether a path, whose folder is not left out, is: by a rule, or as a hidden one.
    pub fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let hidden =
            || path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        self.verdict(path, is_folder).unwrap_or_else(hidden)
    }

    /// The files of rules that were not read so far; each is returned once.
    pub fn take_unread(&self) -> Vec<Unread> {
        std::mem::take(&mut *self.unread.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What the rules say: leave out, keep, or nothing.
    fn verdict(&self, path: &Path, is_folder: bool) -> Option<bool> {
        self.verdict_of(path, path.parent()?, is_folder)
    }

    /// What the rules of a folder and of those above it say of a path.
    fn verdict_of(&self, path: &Path, folder: &Path, is_folder: bool) -> Option<bool> {
        let Rules(chains) = &*self.rules(folder);
        let sets = chains.iter().flat_map(|chain| chain.iter().map(Arc::as_ref));
        sets.chain(&self.global).find_map(|rules| decided(&rules.matched(path, is_folder)))
    }

    /// The rules in force in a folder.
    fn rules(&self, folder: &Path) -> Arc<Rules> {
        // From the folder up to one that is known, or to the last whose rules count.
        let mut unknown = Vec::new();
        let mut rules = Arc::default();
        for folder in folder.ancestors() {
            if let Some(known) = self.known(folder) {
                rules = known;
                break;
            }
            unknown.push(folder);
            if self.top.as_deref() == Some(folder) {
                break;
            }
        }
        for folder in unknown.into_iter().rev() {
            rules = self.add(folder, &rules);
        }
        rules
    }

    fn known(&self, folder: &Path) -> Option<Arc<Rules>> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).get(folder).cloned()
    }

    /// Reads the rules of a folder; `above` are those of the one it lies in.
    fn add(&self, folder: &Path, above: &Rules) -> Arc<Rules> {
        let git = folder.join(".git");
        let is_repository = is_repository(folder);
        let exclude = is_repository.then(|| self.exclude_file(&git)).flatten();
        let own = [
            // Git does not follow a link that stands for a `.gitignore` (gitignore(5)).
            self.rules_in(&folder.join(".ignore"), folder, Links::Refuse),
            self.rules_in(&folder.join(".gitignore"), folder, Links::Refuse),
            exclude.and_then(|file| self.rules_in(&file, folder, Links::Follow)),
        ];
        let mut kind = 0;
        let chains = own.map(|own| {
            // Git knows nothing of what lies around a repository.
            let is_border = self.top.is_none() && kind > 0 && is_repository;
            let above = if is_border { Chain::default() } else { Arc::clone(&above.0[kind]) };
            kind += 1;
            match own {
                Some(own) => [Arc::new(own)].into_iter().chain(above.iter().cloned()).collect(),
                None => above,
            }
        });
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(folders.entry(folder.to_owned()).or_insert_with(|| Arc::new(Rules(chains))))
    }

    /// The rules that stand in a file, for paths below a folder. A file that is not there has none;
    /// of one that is, the rules that make sense count.
    fn rules_in(&self, path: &Path, folder: &Path, links: Links) -> Option<Gitignore> {
        let bytes = self.read(path, links)?;
        let mut builder = GitignoreBuilder::new(folder);
        let text = String::from_utf8_lossy(&bytes);
        for line in text.strip_prefix('\u{feff}').unwrap_or(&text).lines() {
            // A rule that makes no sense matches nothing, as in git.
            let _ = builder.add_line(None, line);
        }
        builder.build().ok().filter(|rules| !rules.is_empty())
    }

    /// The file of a repository's own excludes. `.git` is a file in worktrees and submodules, which
    /// says where the folder is (gitrepository-layout(5)).
    fn exclude_file(&self, git: &Path) -> Option<PathBuf> {
        let folder = match fs::metadata(git) {
            Ok(metadata) if metadata.is_dir() => git.to_owned(),
            _ => {
                let text = self.read(git, Links::Follow)?;
                let to = path_in(text.strip_prefix(b"gitdir:")?)?;
                let own = git.parent()?.join(to);
                let common = self.read(&own.join("commondir"), Links::Follow);
                match common.as_deref().and_then(path_in) {
                    Some(common) => own.join(common),
                    None => own,
                }
            }
        };
        Some(folder.join("info/exclude"))
    }

    /// The bytes of a file, if it is there; why it is not read is noted.
    fn read(&self, path: &Path, links: Links) -> Option<Vec<u8>> {
        let limit = MAX_BYTES.min(self.bytes_left.load(Ordering::Relaxed));
        match file::read(path, limit, links) {
            Ok(bytes) => {
                let read = bytes.len() as u64;
                let less = |left: u64| Some(left.saturating_sub(read));
                let _ = self.bytes_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
                Some(bytes)
            }
            Err(error) if error.is_not_found() => None,
            Err(error) => {
                let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
                // Threads may come upon it at the same time.
                if !unread.iter().any(|other| other.path == path) {
                    unread.push(Unread { path: path.to_owned(), error });
                }
                None
            }
        }
    }
}

/// The path that a file of git's holds.
fn path_in(text: &[u8]) -> Option<PathBuf> {
    let text = std::str::from_utf8(text).ok()?.trim();
    (!text.is_empty()).then(|| PathBuf::from(text))
}

fn decided<T>(found: &Match<T>) -> Option<bool> {
    match found {
        Match::None => None,
        Match::Ignore(_) => Some(true),
        Match::Whitelist(_) => Some(false),
    }
}

fn is_repository(folder: &Path) -> bool {
    folder.join(".git").exists() || folder.join(".jj").exists()
}
