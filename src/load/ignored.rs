//! What git leaves out, asked for one path at a time.
//!
//! The walk has the `ignore` crate do this for whole folders. A file that changed later is asked
//! about alone, and so is a root: one that is named is read, whatever the rules above it say. The
//! rules are those of ripgrep: `.ignore` before `.gitignore` before `.git/info/exclude` before the
//! person's own excludes, the nearest folder first.

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Files with rules, the strongest first.
const FILES: [&str; 3] = [".ignore", ".gitignore", ".git/info/exclude"];

/// The rules in force below a root, read when they are first asked for.
pub(super) struct Ignored {
    /// Rules in folders above this one do not count; without it the repository is the border.
    top: Option<PathBuf>,
    global: Gitignore,
    rules: HashMap<PathBuf, Rules>,
}

/// The rules of one folder.
struct Rules {
    files: [Gitignore; 3],
    is_repository: bool,
}

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
            let mut ignored = Ignored::new(parent, Self { repository, above: true });
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
        Self {
            top: (!reach.above).then(|| root.to_owned()),
            global: if reach.repository { Gitignore::global().0 } else { Gitignore::empty() },
            rules: HashMap::new(),
        }
    }

    /// Whether a path, whose folder is not left out, is: by a rule, or as a hidden one.
    pub fn leaves_out(&mut self, path: &Path, is_folder: bool) -> bool {
        let hidden =
            || path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        self.verdict(path, is_folder).unwrap_or_else(hidden)
    }

    /// What the rules say: leave out, keep, or nothing.
    fn verdict(&mut self, path: &Path, is_folder: bool) -> Option<bool> {
        self.verdict_of(path, path.parent()?, is_folder)
    }

    /// What the rules of a folder and of those above it say of a path.
    fn verdict_of(&mut self, path: &Path, folder: &Path, is_folder: bool) -> Option<bool> {
        for kind in 0..FILES.len() {
            for folder in folder.ancestors() {
                let rules =
                    self.rules.entry(folder.to_owned()).or_insert_with(|| Rules::of(folder));
                let found = decided(&rules.files[kind].matched(path, is_folder));
                if found.is_some() {
                    return found;
                }
                // Git knows nothing of what lies around a repository.
                let is_border = match &self.top {
                    Some(top) => top == folder,
                    None => kind > 0 && rules.is_repository,
                };
                if is_border {
                    break;
                }
            }
        }
        decided(&self.global.matched(path, is_folder))
    }
}

impl Rules {
    fn of(folder: &Path) -> Self {
        let files = FILES.map(|name| {
            let mut builder = GitignoreBuilder::new(folder);
            // A file that is not there has no rules; of one that is, the rules that are sound count.
            builder.add(folder.join(name));
            builder.build().unwrap_or_else(|_| Gitignore::empty())
        });
        Self { files, is_repository: is_repository(folder) }
    }
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
