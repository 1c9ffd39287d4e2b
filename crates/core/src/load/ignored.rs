//! The paths that git ignores.
//!
//! The rules are those of ripgrep: `.ignore` before `.gitignore` before `.git/info/exclude` before
//! the user's own excludes file, the nearest folder first. These files are read here and not by the
//! `ignore` crate, which would open a pipe or an endless device.

use super::git_config::excludes_file;
use crate::file::{self, Links};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Maximum size in bytes of a file of rules, or of a config file of git's. Larger files are not
/// read.
pub(super) const MAX_BYTES: u64 = 128 << 10;

/// Maximum size in bytes of all files of rules below one root together. In the worst case the
/// parsed rules take two hundred times as much memory.
pub(super) const MAX_BYTES_IN_ALL: u64 = 1 << 20;

/// The rules in force below a root. Each folder's are read when they are first needed.
pub(super) struct Ignored {
    /// Topmost folder whose rules count. If `None`, rules count up to the top of the repository.
    top: Option<PathBuf>,
    global: Option<Gitignore>,
    folders: RwLock<HashMap<PathBuf, Arc<FolderRules>>>,
    bytes_left: AtomicU64,
    unread: Mutex<Vec<Unread>>,
}

/// A file of rules that was not read.
#[derive(Debug)]
pub(super) struct Unread {
    pub path: PathBuf,
    pub error: file::Error,
}

/// Rule sets, the nearest first.
type Chain = Arc<[Arc<Gitignore>]>;

/// The rules in force in one folder: those from `.ignore`, `.gitignore` and `.git/info/exclude`
/// files, in the folder itself and in its ancestors.
#[derive(Clone, Default)]
struct FolderRules([Chain; 3]);

/// The rules in force in one folder, found once for all paths in it.
pub(super) struct RulesInFolder<'i> {
    ignored: &'i Ignored,
    folder: PathBuf,
    rules: Arc<FolderRules>,
}

/// The rules that apply to a root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// `true` if the root lies in a repository, so that the user's own excludes file applies.
    pub repository: bool,
    /// `true` if rules in the root's ancestors apply.
    pub above: bool,
}

impl Reach {
    /// Determines which rules apply to a root, given as an absolute path. Those of its ancestors
    /// apply only within a repository: otherwise one `*` in a home folder would hide every folder
    /// of notes. They do not apply if they exclude the root itself, since the user named it.
    pub fn of(root: &Path) -> Self {
        let repository = root.ancestors().any(is_repository);
        let mut above = repository;
        if repository && let Some(parent) = root.parent() {
            let ignored = Ignored::new(parent, Self { repository, above: true });
            let within =
                root.ancestors().take_while(|folder| *folder == root || !is_repository(folder));
            // Rules such as `drafts/*` exclude the contents of a folder but not the folder.
            above = !within.into_iter().any(|folder| ignored.verdict(folder, true) == Some(true))
                && ignored.verdict_of(&root.join("post.md"), parent, false) != Some(true);
        }
        Self { repository, above }
    }
}

impl Ignored {
    /// The rules for a root, given as an absolute path.
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
            // As in git, they are relative to the top of the repository.
            let repository = root.ancestors().find(|folder| is_repository(folder)).unwrap_or(root);
            ignored.global =
                excludes.and_then(|file| ignored.rules_in(&file, repository, Links::Follow));
        }
        ignored
    }

    /// Returns `true` if a path whose folder is not ignored is itself ignored, by a rule or because
    /// it is hidden.
    pub fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        self.verdict(path, is_folder).unwrap_or_else(|| is_hidden(path))
    }

    /// The rules in force in a folder, for the paths in it.
    pub fn in_folder(&self, folder: &Path) -> RulesInFolder<'_> {
        let rules = self.rules(folder);
        RulesInFolder { ignored: self, folder: folder.to_owned(), rules }
    }

    /// The files of rules that could not be read so far. Each is returned once.
    pub fn take_unread(&self) -> Vec<Unread> {
        std::mem::take(&mut *self.unread.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Verdict of the rules on a path: `true` to ignore it, `false` to keep it, `None` if no rule
    /// matches.
    fn verdict(&self, path: &Path, is_folder: bool) -> Option<bool> {
        self.verdict_of(path, path.parent()?, is_folder)
    }

    /// Verdict on a path of the rules in force in `folder`.
    fn verdict_of(&self, path: &Path, folder: &Path, is_folder: bool) -> Option<bool> {
        self.verdict_by(&self.rules(folder), path, is_folder)
    }

    fn verdict_by(&self, rules: &FolderRules, path: &Path, is_folder: bool) -> Option<bool> {
        let FolderRules(chains) = rules;
        let sets = chains.iter().flat_map(|chain| chain.iter().map(Arc::as_ref));
        sets.chain(&self.global).find_map(|rules| decided(&rules.matched(path, is_folder)))
    }

    /// The rules in force in a folder.
    fn rules(&self, folder: &Path) -> Arc<FolderRules> {
        // Walk up to a folder whose rules are cached, or to the last one whose rules count.
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

    fn known(&self, folder: &Path) -> Option<Arc<FolderRules>> {
        self.folders.read().unwrap_or_else(PoisonError::into_inner).get(folder).cloned()
    }

    /// Reads the rules of a folder and caches them. `above` are the rules of its parent.
    fn add(&self, folder: &Path, above: &FolderRules) -> Arc<FolderRules> {
        let git = folder.join(".git");
        let is_repository = is_repository(folder);
        let exclude = is_repository.then(|| self.exclude_file(&git)).flatten();
        let own = [
            // Git does not follow a symbolic link in place of a `.gitignore` (gitignore(5)).
            self.rules_in(&folder.join(".ignore"), folder, Links::Refuse),
            self.rules_in(&folder.join(".gitignore"), folder, Links::Refuse),
            exclude.and_then(|file| self.rules_in(&file, folder, Links::Follow)),
        ];
        let mut kind = 0;
        let chains = own.map(|own| {
            // Git ignores everything outside the repository.
            let is_border = self.top.is_none() && kind > 0 && is_repository;
            let above = if is_border { Chain::default() } else { Arc::clone(&above.0[kind]) };
            kind += 1;
            match own {
                Some(own) => [Arc::new(own)].into_iter().chain(above.iter().cloned()).collect(),
                None => above,
            }
        });
        let mut folders = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(
            folders.entry(folder.to_owned()).or_insert_with(|| Arc::new(FolderRules(chains))),
        )
    }

    /// The rules in a file, for paths below a folder. A missing file has none. In any other, rules
    /// that cannot be parsed are skipped.
    fn rules_in(&self, path: &Path, folder: &Path, links: Links) -> Option<Gitignore> {
        let bytes = self.read(path, links)?;
        let mut builder = GitignoreBuilder::new(folder);
        let text = String::from_utf8_lossy(&bytes);
        for line in text.strip_prefix('\u{feff}').unwrap_or(&text).lines() {
            // A rule that cannot be parsed matches nothing, as in git.
            let _ = builder.add_line(None, line);
        }
        builder.build().ok().filter(|rules| !rules.is_empty())
    }

    /// Path of a repository's exclude file. In worktrees and submodules `.git` is a file that
    /// contains the path of the actual folder (gitrepository-layout(5)).
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

    /// The contents of a file, if it exists. If it cannot be read, the error is noted.
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
                // Several threads may reach the same file at once.
                if !unread.iter().any(|other| other.path == path) {
                    unread.push(Unread { path: path.to_owned(), error });
                }
                None
            }
        }
    }
}

impl RulesInFolder<'_> {
    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// [`Ignored::leaves_out`] for a path in the folder.
    pub fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let verdict = self.ignored.verdict_by(&self.rules, path, is_folder);
        verdict.unwrap_or_else(|| is_hidden(path))
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The path contained in one of git's files.
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
