//! Plans which files to read or to drop after changes to some paths. The planning is pure: it looks
//! at the disk through [`Disk`] only.

use super::ignored::Ignored;
use super::scan::{Ground, SourceFile};
use super::site::{is_post_name, is_sign};
use super::walk::Tree;
use crate::post::{Origin, PostId};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Paths that changed. The value is `true` if the path may have been created, removed or renamed,
/// rather than only written to.
pub(super) type Touched = BTreeMap<PathBuf, bool>;

/// The kind of file at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
    pub kind: &'a mut dyn FnMut(&Path) -> Kind,
    /// Returns `true` if a path in a walked folder is hidden or ignored by git.
    pub ignores: &'a mut dyn FnMut(&Tree, &Path, bool) -> bool,
}

/// Plans the work for paths that changed. `is_known` returns `true` for a file that was read
/// before.
pub(super) fn plan(
    touched: &Touched,
    ground: &Ground,
    is_known: &dyn Fn(PostId) -> bool,
    disk: &mut Disk,
) -> Plan {
    let mut plan = Plan::default();
    for (path, may_have_moved) in touched {
        if let Some(file) = ground.single.get(path) {
            match (disk.kind)(path) {
                Kind::File => plan.read.push(file.clone()),
                // The walk finds out what happened to a named file.
                _ => plan.walk = true,
            }
        }
        // The first root that can use the path is enough: a file in two of them is one file.
        for (number, tree) in ground.trees.iter().enumerate() {
            let Ok(below) = path.strip_prefix(&tree.absolute) else { continue };
            let change = Changed { number, tree, path, below, may_have_moved: *may_have_moved };
            if change.add_to(&mut plan, ground, is_known, disk) {
                break;
            }
        }
    }
    plan.read.sort_by_key(|file| file.id);
    plan.read.dedup_by_key(|file| file.id);
    plan
}

/// A changed path in one tree.
struct Changed<'a> {
    number: usize,
    tree: &'a Tree,
    path: &'a Path,
    below: &'a Path,
    may_have_moved: bool,
}

impl Changed<'_> {
    /// Adds the work for this path to `plan`. Returns `true` if the path belongs to the tree.
    fn add_to(
        &self,
        plan: &mut Plan,
        ground: &Ground,
        is_known: &dyn Fn(PostId) -> bool,
        disk: &mut Disk,
    ) -> bool {
        let Self { number, tree, path, below, may_have_moved } = *self;
        let kind = (disk.kind)(path);
        if tree.folders.contains(path) {
            match kind {
                // Some systems report a write to the folder when a file in it was written.
                Kind::Folder => plan.walk |= may_have_moved,
                Kind::Nothing if path != tree.absolute && !ground.links_below(tree, below) => {
                    plan.gone_folders.push((number, path.to_owned()));
                }
                _ => plan.walk = true,
            }
            return true;
        }
        let file = tree.file(below);
        if is_known(file.id) {
            match kind {
                Kind::File => plan.read.push(file),
                Kind::Nothing => plan.gone.push(file.id),
                Kind::Folder | Kind::Link | Kind::Other => plan.walk = true,
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
            Kind::File if named && !(disk.ignores)(tree, path, false) => plan.read.push(file),
            Kind::Link | Kind::Other if named && !(disk.ignores)(tree, path, false) => {
                plan.walk = true;
            }
            // A link may lead to a folder.
            Kind::Link if below.extension().is_none() => {
                plan.walk |= !(disk.ignores)(tree, path, false);
            }
            Kind::Folder if !tree.skips(below) => {
                if (disk.ignores)(tree, path, true) {
                    return false;
                }
                plan.folders.push((number, path.to_owned()));
            }
            Kind::Nothing => {
                // The link to a file was removed.
                let origin = Origin::File(tree.given.join(below));
                plan.walk |= ground.single.values().any(|file| file.origin == origin);
            }
            _ => return false,
        }
        true
    }
}

/// Plans with the actual disk.
pub(super) fn plan_now(
    touched: &Touched,
    ground: &Ground,
    is_known: &dyn Fn(PostId) -> bool,
) -> Plan {
    let mut rules = Rules::default();
    let mut ignores =
        |tree: &Tree, path: &Path, is_folder: bool| rules.of(tree).leaves_out(path, is_folder);
    plan(touched, ground, is_known, &mut Disk { kind: &mut kind, ignores: &mut ignores })
}

/// Adds the contents of a new folder to a plan: its files, and its subfolders as new folders.
pub(super) fn explore(
    folder: &Path,
    (number, tree): (usize, &Tree),
    rules: &mut Rules,
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
            Kind::Folder if !tree.skips(below) => plan.folders.push((number, path)),
            Kind::File if is_post_name(below) && tree.site.takes(below) => {
                let file = tree.file(below);
                if !is_known(file.id) {
                    plan.read.push(file);
                }
            }
            Kind::Link => plan.walk = true,
            Kind::Other if is_post_name(below) => plan.walk = true,
            _ => {}
        }
    }
}

/// The git rules of each tree, read once per batch of changes.
#[derive(Default)]
pub(super) struct Rules(HashMap<PathBuf, Ignored>);

impl Rules {
    fn of(&mut self, tree: &Tree) -> &Ignored {
        self.0
            .entry(tree.absolute.clone())
            .or_insert_with(|| Ignored::new(&tree.absolute, tree.reach))
    }
}

fn kind(path: &Path) -> Kind {
    match fs::symlink_metadata(path).map(|metadata| metadata.file_type()) {
        Err(_) => Kind::Nothing,
        Ok(kind) if kind.is_file() => Kind::File,
        Ok(kind) if kind.is_dir() => Kind::Folder,
        Ok(kind) if kind.is_symlink() => Kind::Link,
        Ok(_) => Kind::Other,
    }
}
