//! The named folders, with properties shared by all files below each.

use super::roots::{self, Roots};
use crate::stories::StoryForms;
use std::fs;
use std::path::Path;

/// The named folders, inspected once for all readers of a load.
#[derive(Default, Hash)]
pub(super) struct NamedRoots(Vec<NamedRoot>);

/// A named folder.
#[derive(Hash)]
struct NamedRoot {
    /// Its path as displayed.
    shown: String,
    /// The form of its stories.
    forms: StoryForms,
    /// `true` if the folder lies in the vault of a note-taking program, where a note's title is its
    /// file name.
    is_vault: bool,
}

/// Paths that note-taking programs keep at the top of a vault: Obsidian, Logseq, Foam, zk.
const VAULT: [&str; 4] = [".obsidian", "logseq/config.edn", ".foam", ".zk"];

impl NamedRoots {
    pub fn new(roots: &Roots) -> Self {
        let named = |(path, forms): (&Path, StoryForms)| {
            let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let is_vault =
                full.ancestors().any(|folder| VAULT.iter().any(|sign| folder.join(sign).exists()));
            NamedRoot { shown: roots::shown(path), forms, is_vault }
        };
        Self(roots.paths_with_forms().map(named).collect())
    }

    /// The innermost root that contains a path.
    fn of(&self, path: &str) -> Option<&NamedRoot> {
        let holds = |root: &&NamedRoot| Path::new(path).starts_with(&root.shown);
        self.0.iter().filter(holds).max_by_key(|root| root.shown.len())
    }

    /// Returns `true` for the path of a note in a vault.
    pub fn is_in_vault(&self, path: &str) -> bool {
        self.of(path).is_some_and(|root| root.is_vault)
    }

    /// The part of a path that is evidence about a post, and the form of its stories. The part
    /// begins with the name of the root's own folder, since the folders above it only depend on
    /// where a checkout happens to be.
    pub fn name<'p>(&self, path: &'p str) -> (&'p str, StoryForms) {
        let root = self.of(path);
        let forms = root.map_or(StoryForms::Auto, |root| root.forms);
        let start = match root.filter(|root| root.shown.len() < path.len()) {
            Some(root) => root.shown.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1),
            None => path.rmatch_indices(['/', '\\']).nth(2).map_or(0, |(at, _)| at + 1),
        };
        (path.get(start..).unwrap_or(path), forms)
    }
}
