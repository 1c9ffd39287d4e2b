//! Walks one named folder, following the links in it.

use super::ignored::Reach;
use super::roots::{failed, problem};
use super::scan::SourceFile;
use super::site::{Site, is_post_name};
use super::tree_walk::{TreeWalk, WalkEntry, joined, no_file, warning};
use crate::post::{Diagnostic, DiagnosticCode, DiagnosticMessage, Severity};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A named folder, and the rules that decide which files below it are posts.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// The folder as it was named: the prefix of every displayed path.
    pub given: PathBuf,
    /// Its real path. Post ids are made from it, so that two paths to one folder yield the same
    /// posts.
    pub absolute: PathBuf,
    /// The kind of site that it is.
    pub site: Site,
    /// The git rules that apply.
    pub reach: Reach,
    /// Links to folders: the path of each below this folder, and its real target.
    pub links: Vec<(PathBuf, PathBuf)>,
    /// Every folder that was walked, as an absolute path that may lead through links.
    pub folders: HashSet<PathBuf>,
}

/// Permitted link targets.
pub(super) enum LinkTargets {
    /// Any path.
    Anywhere,
    /// Paths within one of these real paths.
    Within(Vec<PathBuf>),
}

impl LinkTargets {
    /// Returns `true` if a link to a real path is followed.
    fn allow(&self, target: &Path) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Within(roots) => roots.iter().any(|root| target.starts_with(root)),
        }
    }
}

/// A result of the walk.
pub(super) enum FoundPath {
    /// A post's file.
    File(SourceFile),
    /// A post's file that is the target of a link, and its real path.
    Linked(SourceFile, PathBuf),
    /// A path that cannot be used.
    Problem(Diagnostic),
}

impl Tree {
    /// The tree for a named folder and its real path.
    pub fn new(given: PathBuf, absolute: PathBuf) -> Self {
        Self {
            given,
            site: Site::of(|name| absolute.join(name).exists()),
            reach: Reach::of(&absolute),
            absolute,
            links: Vec::new(),
            folders: HashSet::new(),
        }
    }

    /// Walks the tree. Every real folder is walked once. Link targets come last, in the order of
    /// the links' paths. The walk ends when `each` returns `false`.
    pub fn walk(&mut self, targets: &LinkTargets, each: &mut impl FnMut(FoundPath) -> bool) {
        let mut links = BTreeSet::new();
        let mut linked = Vec::new();
        let (start, reach) = (self.absolute.clone(), self.reach);
        let mut goes_on = self.pass(start, PathBuf::new(), reach, &mut links, each);
        while goes_on && let Some(below) = links.pop_first() {
            let link = self.at(&below);
            let shown = joined(&self.given, &below);
            let is_post = is_post_name(&below) && self.site.takes(&below);
            let target = match fs::canonicalize(&link) {
                Ok(target) => target,
                Err(error) => {
                    // A link without an extension may have led to a folder.
                    if is_post || below.extension().is_none() {
                        goes_on = each(FoundPath::Problem(broken(&shown, &error)));
                    }
                    continue;
                }
            };
            let is_folder = target.is_dir();
            if !(if is_folder { !self.skips(&below) } else { is_post }) {
                continue;
            }
            // A link to an ancestor is a cycle, wherever the root lies.
            if !targets.allow(&target) && !link.starts_with(&target) {
                goes_on = each(FoundPath::Problem(outside(&shown)));
            } else if target.is_file() {
                linked.push((shown, target));
            } else if !is_folder {
                goes_on = each(FoundPath::Problem(no_file(&shown)));
            } else if link.starts_with(&target) {
                goes_on = each(FoundPath::Problem(warning(&shown, DiagnosticMessage::Circle)));
            } else if !self.is_walked(&target) {
                self.links.push((below.clone(), target.clone()));
                // Rules above the target of a link do not apply.
                let reach = Reach { above: false, ..self.reach };
                goes_on = self.pass(target, below, reach, &mut links, each);
            }
        }
        for (path, target) in linked {
            if !goes_on {
                return;
            }
            goes_on = each(FoundPath::Linked(SourceFile::at(path, &target), target));
        }
    }

    /// Walks one folder. Links in it are added to `links`.
    fn pass(
        &mut self,
        start: PathBuf,
        below: PathBuf,
        reach: Reach,
        links: &mut BTreeSet<PathBuf>,
        each: &mut impl FnMut(FoundPath) -> bool,
    ) -> bool {
        let Self { given, absolute, site, folders, .. } = self;
        let pass = TreeWalk { given: given.clone(), site: *site, start, below, reach };
        pass.walk(|entry| match entry {
            WalkEntry::File(file) => each(FoundPath::File(file)),
            WalkEntry::Problem(problem) => each(FoundPath::Problem(problem)),
            WalkEntry::Folder(below) => {
                folders.insert(joined(absolute, &below));
                true
            }
            WalkEntry::Link(below) => {
                links.insert(below);
                true
            }
        })
    }

    /// Returns `true` if a folder below the tree is skipped.
    pub fn skips(&self, below: &Path) -> bool {
        self.site.skips(below, |name| self.at(below).with_file_name(name).exists())
    }

    /// Returns `true` if a real folder has been walked, by its own path or through a link.
    fn is_walked(&self, real: &Path) -> bool {
        self.folders.contains(real)
            || self.links.iter().any(|(link, target)| {
                real.strip_prefix(target)
                    .is_ok_and(|rest| self.folders.contains(&joined(&self.at(link), rest)))
            })
    }

    /// The file at a path relative to the tree.
    pub fn file(&self, below: &Path) -> SourceFile {
        // The longest link counts, since links may lie in linked folders.
        let through = self.links.iter().filter_map(|(link, target)| {
            let rest = below.strip_prefix(link).ok()?;
            Some((link.as_os_str().len(), target.join(rest)))
        });
        let real = through.max_by_key(|(length, _)| *length).map(|(_, real)| real);
        SourceFile::at(joined(&self.given, below), &real.unwrap_or_else(|| self.at(below)))
    }

    /// Absolute path of something below the tree, through any links.
    fn at(&self, below: &Path) -> PathBuf {
        joined(&self.absolute, below)
    }
}

/// Hint about a link that leads out of the roots.
fn outside(path: &Path) -> Diagnostic {
    let problem = problem(path, DiagnosticCode::OutsideLink, DiagnosticMessage::OutsideLink);
    Diagnostic { severity: Severity::Hint, ..problem }
}

fn broken(path: &Path, error: &io::Error) -> Diagnostic {
    match error.kind() {
        io::ErrorKind::NotFound => warning(path, DiagnosticMessage::BrokenLink),
        _ => failed(path, error),
    }
}
