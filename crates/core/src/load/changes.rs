//! Plans which files to read or to drop after changes to some paths. The planning is pure: it looks
//! at the disk through [`Disk`] only.

use super::ignored::Ignored;
use super::scan::{SourceFile, WalkResult};
use super::site::{is_post_name, is_sign};
use super::walk::Tree;
use crate::post::PostId;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Paths that changed. The value is `true` if the path may have been created, removed or renamed,
/// rather than only written to.
pub(super) type Touched = BTreeMap<PathBuf, bool>;

/// The kind of file at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathKind {
    Nothing,
    File,
    Folder,
    Link,
    /// A pipe, socket or device.
    Other,
}

/// The work to be done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Files to read.
    pub read: Vec<SourceFile>,
    /// Files that no longer exist.
    pub gone: Vec<PostId>,
    /// New folders, each with the index of its tree.
    pub folders: Vec<(usize, PathBuf)>,
    /// Folders that no longer exist, each with the index of its tree.
    pub gone_folders: Vec<(usize, PathBuf)>,
    /// Set if the roots must be walked again, which covers everything above.
    pub walk: bool,
}

/// Access to the disk for [`plan`].
pub(super) struct Disk<'a> {
    /// Returns the kind of file at a path.
    pub kind: &'a mut dyn FnMut(&Path) -> PathKind,
    /// Returns `true` if a path in a walked folder is hidden or ignored by git.
    pub ignores: &'a mut dyn FnMut(&Tree, &Path, bool) -> bool,
}

/// Plans the work for paths that changed. `is_known` returns `true` for a file that was read
/// before.
pub(super) fn plan(
    touched: &Touched,
    walked: &WalkResult,
    is_known: &dyn Fn(PostId) -> bool,
    disk: &mut Disk,
) -> Plan {
    let mut plan = Plan::default();
    for (path, may_have_moved) in touched {
        if let Some(file) = walked.single.get(path) {
            match (disk.kind)(path) {
                PathKind::File => plan.read.push(file.clone()),
                // The walk finds out what happened to a named file.
                _ => plan.walk = true,
            }
        }
        // The first root that can use the path is enough: a file in two of them is one file.
        for (number, tree) in walked.trees.iter().enumerate() {
            let Ok(below) = path.strip_prefix(&tree.absolute) else { continue };
            let change = ChangedPath { number, tree, path, below, may_have_moved: *may_have_moved };
            if change.add_to(&mut plan, walked, is_known, disk) {
                break;
            }
        }
    }
    plan.read.sort_by_key(|file| file.id);
    plan.read.dedup_by_key(|file| file.id);
    plan
}

/// A changed path in one tree.
struct ChangedPath<'a> {
    number: usize,
    tree: &'a Tree,
    path: &'a Path,
    below: &'a Path,
    may_have_moved: bool,
}

impl ChangedPath<'_> {
    /// Adds the work for this path to `plan`. Returns `true` if the path belongs to the tree.
    fn add_to(
        &self,
        plan: &mut Plan,
        walked: &WalkResult,
        is_known: &dyn Fn(PostId) -> bool,
        disk: &mut Disk,
    ) -> bool {
        let Self { number, tree, path, below, may_have_moved } = *self;
        let kind = (disk.kind)(path);
        if tree.folders.contains(path) {
            match kind {
                // Some systems report a write to the folder when a file in it was written.
                PathKind::Folder => plan.walk |= may_have_moved,
                PathKind::Nothing if path != tree.absolute && !walked.links_below(tree, below) => {
                    plan.gone_folders.push((number, path.to_owned()));
                }
                _ => plan.walk = true,
            }
            return true;
        }
        let file = tree.file(below);
        if is_known(file.id) {
            match kind {
                PathKind::File => plan.read.push(file),
                PathKind::Nothing => plan.gone.push(file.id),
                PathKind::Folder | PathKind::Link | PathKind::Other => plan.walk = true,
            }
            return true;
        }
        let Some(name) = path.file_name() else { return false };
        if !path.parent().is_some_and(|folder| tree.folders.contains(folder)) {
            return false;
        }
        let at_top = below.components().count() == 1;
        if name == ".gitignore" || name == ".ignore" || (at_top && is_sign(name)) {
            plan.walk = true;
            return true;
        }
        let named = is_post_name(below) && tree.site.takes(below);
        match kind {
            PathKind::File if named && !(disk.ignores)(tree, path, false) => plan.read.push(file),
            PathKind::Link | PathKind::Other if named && !(disk.ignores)(tree, path, false) => {
                plan.walk = true;
            }
            // A link may lead to a folder.
            PathKind::Link if below.extension().is_none() => {
                plan.walk |= !(disk.ignores)(tree, path, false);
            }
            PathKind::Folder if !tree.skips(below) => {
                if (disk.ignores)(tree, path, true) {
                    return false;
                }
                plan.folders.push((number, path.to_owned()));
            }
            PathKind::Nothing => {
                // The link to a file was removed.
                let link = tree.given.join(below);
                plan.walk |= walked.single.values().any(|file| file.path() == Some(&link));
            }
            _ => return false,
        }
        true
    }
}

/// Plans with the actual disk.
pub(super) fn plan_now(
    touched: &Touched,
    walked: &WalkResult,
    is_known: &dyn Fn(PostId) -> bool,
) -> Plan {
    let mut rules = RulesByFolder::default();
    let mut ignores =
        |tree: &Tree, path: &Path, is_folder: bool| rules.of(tree).leaves_out(path, is_folder);
    plan(touched, walked, is_known, &mut Disk { kind: &mut kind, ignores: &mut ignores })
}

/// Adds the contents of a new folder to a plan: its files, and its subfolders as new folders.
pub(super) fn explore(
    folder: &Path,
    (number, tree): (usize, &Tree),
    rules: &mut RulesByFolder,
    is_known: &dyn Fn(PostId) -> bool,
    plan: &mut Plan,
) {
    let Ok(entries) = fs::read_dir(folder) else {
        // Unless it is gone again, the walk reports why it cannot be read.
        plan.walk |= folder.exists();
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(below) = path.strip_prefix(&tree.absolute) else { continue };
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let may_be_ours = is_folder || is_post_name(below) || below.extension().is_none();
        if !may_be_ours || rules.of(tree).leaves_out(&path, is_folder) {
            continue;
        }
        match kind(&path) {
            PathKind::Folder if !tree.skips(below) => plan.folders.push((number, path)),
            PathKind::File if is_post_name(below) && tree.site.takes(below) => {
                let file = tree.file(below);
                if !is_known(file.id) {
                    plan.read.push(file);
                }
            }
            PathKind::Link => plan.walk = true,
            PathKind::Other if is_post_name(below) => plan.walk = true,
            _ => {}
        }
    }
}

/// The git rules of each tree, read once per batch of changes.
#[derive(Default)]
pub(super) struct RulesByFolder(HashMap<PathBuf, Ignored>);

impl RulesByFolder {
    fn of(&mut self, tree: &Tree) -> &Ignored {
        self.0
            .entry(tree.absolute.clone())
            .or_insert_with(|| Ignored::new(&tree.absolute, tree.reach))
    }
}

fn kind(path: &Path) -> PathKind {
    match fs::symlink_metadata(path).map(|metadata| metadata.file_type()) {
        Err(_) => PathKind::Nothing,
        Ok(kind) if kind.is_file() => PathKind::File,
        Ok(kind) if kind.is_dir() => PathKind::Folder,
        Ok(kind) if kind.is_symlink() => PathKind::Link,
        Ok(_) => PathKind::Other,
    }
}
