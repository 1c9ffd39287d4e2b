//! Finds all files that are posts, each once, the newest by name first.

use super::roots::{INPUT, Root, Roots, failed, is_shown_as_is, shown, unusable};
use super::samples::samples;
use super::walk::{FoundPath, LinkTargets, Tree};
use crate::post::{Date, Diagnostic, Origin, Post, PostId, date_in_path};
use foldhash::{HashSet, HashSetExt};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file to be read as a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The post's id, stable across runs.
    pub id: PostId,
    /// Its path for display: clean, on one line. Nearly every path is shown as it is.
    pub shown: Arc<str>,
    /// The origin of its text, unless that is the file at the path `shown`.
    pub(super) elsewhere: Option<Origin>,
}

impl SourceFile {
    /// A file with an origin and its path for display.
    pub fn new(id: PostId, origin: Origin, shown: String) -> Self {
        let is_there = matches!(&origin, Origin::File(path) if path.to_str() == Some(&shown));
        Self { id, shown: shown.into(), elsewhere: Some(origin).filter(|_| !is_there) }
    }

    /// The file at `path`, whose absolute real path is `real`.
    pub(super) fn at(path: PathBuf, real: &Path) -> Self {
        let id = PostId::of(real.as_os_str().as_encoded_bytes());
        let path = match path.into_os_string().into_string() {
            Ok(path) if is_shown_as_is(&path) => {
                return Self { id, shown: path.into(), elsewhere: None };
            }
            Ok(path) => PathBuf::from(path),
            Err(path) => PathBuf::from(path),
        };
        let shown = shown(&path);
        Self::new(id, Origin::File(path), shown)
    }

    /// The file that a post was read from.
    pub(super) fn of_post(post: &Post) -> Self {
        Self { id: post.id, shown: post.path.clone(), elsewhere: post.elsewhere.clone() }
    }

    /// The origin of its text.
    pub fn origin(&self) -> Origin {
        let there = || Origin::File(PathBuf::from(&*self.shown));
        self.elsewhere.clone().unwrap_or_else(there)
    }

    /// The path of the file on the disk, if it is on one.
    pub fn path(&self) -> Option<&Path> {
        match &self.elsewhere {
            None => Some(Path::new(&*self.shown)),
            Some(Origin::File(path)) => Some(path),
            Some(Origin::Embedded(_) | Origin::Memory(_) | Origin::Input(_)) => None,
        }
    }
}

/// The files found under some roots.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The files, newest by name first, without duplicates.
    pub files: Vec<SourceFile>,
    /// Paths that could not be used.
    pub problems: Vec<Diagnostic>,
}

/// The result of a walk apart from the files. Later changes are compared with it.
#[derive(Debug, Default)]
pub(super) struct WalkResult {
    /// The folders that were named.
    pub trees: Vec<Tree>,
    /// Files outside every walked folder, by their real paths: named files, and the targets of
    /// links.
    pub single: HashMap<PathBuf, SourceFile>,
    /// Roots that could not be used, as reported by [`super::check`].
    pub unusable: Vec<Diagnostic>,
    /// Other paths that could not be used.
    pub problems: Vec<Diagnostic>,
}

impl WalkResult {
    /// Returns `true` if a path of a tree contains links, or lies within a linked folder, so that a
    /// change to the path affects link targets as well.
    pub fn links_below(&self, tree: &Tree, below: &Path) -> bool {
        let given = tree.given.join(below);
        let is_below = |file: &SourceFile| file.path().is_some_and(|path| path.starts_with(&given));
        tree.links.iter().any(|(link, _)| link.starts_with(below) || below.starts_with(link))
            || self.single.values().any(is_below)
    }

    /// Every path that could not be used.
    pub fn all_problems(&self) -> impl Iterator<Item = &Diagnostic> {
        self.unusable.iter().chain(&self.problems)
    }

    /// Forgets a folder of a tree and everything below it.
    pub fn lose(&mut self, number: usize, folder: &Path) {
        let Some(tree) = self.trees.get_mut(number) else { return };
        tree.folders.retain(|path| !path.starts_with(folder));
        if let Ok(below) = folder.strip_prefix(&tree.absolute) {
            let lost = shown(&tree.given.join(below));
            self.problems.retain(|problem| !Path::new(&problem.path).starts_with(&lost));
        }
    }
}

/// A file in reading order: by the date in its path, then by the path.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dated {
    date: Option<Date>,
    pub file: SourceFile,
}

impl Dated {
    pub fn new(file: SourceFile) -> Self {
        Self { date: date_in_path(&file.shown), file }
    }
}

impl Ord for Dated {
    /// The newest file is the greatest.
    fn cmp(&self, other: &Self) -> Ordering {
        (self.date, &self.file.shown, self.file.id).cmp(&(
            other.date,
            &other.file.shown,
            other.file.id,
        ))
    }
}

impl PartialOrd for Dated {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Finds every post file under the roots.
pub fn scan(roots: &Roots) -> Scan {
    let mut files = Vec::new();
    let walked = walk(roots, |file| {
        files.push(Dated::new(file));
        true
    });
    files.sort_by(|a, b| b.cmp(a));
    let files = files.into_iter().map(|dated| dated.file).collect();
    Scan { files, problems: walked.all_problems().cloned().collect() }
}

/// Walks the roots, one after the other, and calls `each` once for every file as it is found. The
/// walk ends when `each` returns `false`.
pub(super) fn walk(roots: &Roots, mut each: impl FnMut(SourceFile) -> bool) -> WalkResult {
    let mut walked = WalkResult::default();
    let mut seen = HashSet::new();
    let mut once = |file: SourceFile| !seen.insert(file.id) || each(file);
    let named = match roots {
        Roots::Samples => {
            // The result only says whether all files were wanted.
            let _ = samples().into_iter().all(once);
            return walked;
        }
        Roots::Named { roots: named, .. } => named,
    };
    let links = links_of(roots);
    for root in named {
        let goes_on = match (unusable(root), root) {
            (Some(problem), _) => {
                walked.unusable.push(problem);
                true
            }
            (None, Root::Input(bytes)) => once(input(bytes)),
            (None, Root::Path(path, _)) => walk_root(path, &links, &mut walked, &mut once),
        };
        if !goes_on {
            break;
        }
    }
    walked
}

/// The link targets below the roots that are followed. A link from one root into another leads only
/// to files that were named anyway.
fn links_of(roots: &Roots) -> LinkTargets {
    match roots {
        Roots::Named { follow_links: true, .. } => LinkTargets::Anywhere,
        _ => LinkTargets::Within(
            roots.paths().filter_map(|path| fs::canonicalize(path).ok()).collect(),
        ),
    }
}

fn walk_root(
    path: &Path,
    links: &LinkTargets,
    walked: &mut WalkResult,
    each: &mut dyn FnMut(SourceFile) -> bool,
) -> bool {
    let absolute = match fs::canonicalize(path) {
        Ok(absolute) => absolute,
        Err(error) => {
            walked.unusable.push(failed(path, &error));
            return true;
        }
    };
    if absolute.is_file() {
        let file = SourceFile::at(path.to_owned(), &absolute);
        walked.single.insert(absolute, file.clone());
        return each(file);
    }
    walk_folder(Tree::new(path.to_owned(), absolute), links, walked, each)
}

/// Walks the folder of a root, which may be removed at any moment.
pub(super) fn walk_folder(
    mut tree: Tree,
    links: &LinkTargets,
    walked: &mut WalkResult,
    each: &mut dyn FnMut(SourceFile) -> bool,
) -> bool {
    let mut goes_on = true;
    let WalkResult { single, problems, .. } = walked;
    tree.walk(links, &mut |found| {
        match found {
            FoundPath::File(file) => goes_on = each(file),
            FoundPath::Linked(file, real) => {
                single.entry(real).or_insert_with(|| file.clone());
                goes_on = each(file);
            }
            FoundPath::Problem(problem) => problems.push(problem),
        }
        goes_on
    });
    if goes_on && !tree.folders.contains(&tree.absolute) {
        // An unusable root is checked until it can be used. For a tree without its own folder, no
        // event would ever come.
        let error = fs::read_dir(&tree.given).err();
        let error = error.unwrap_or_else(|| io::ErrorKind::NotFound.into());
        walked.unusable.push(failed(&tree.given, &error));
        return true;
    }
    walked.trees.push(tree);
    goes_on
}

/// The post read from standard input.
fn input(bytes: &Arc<[u8]>) -> SourceFile {
    SourceFile::new(
        PostId::of(INPUT.as_bytes()),
        Origin::Input(Arc::clone(bytes)),
        INPUT.to_owned(),
    )
}
