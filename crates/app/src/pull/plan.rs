//! The commands that bring roots up to date: one command for roots in the same checkout, and one after the other
//! in checkouts of the same repository.

use crate::config::PullCommand;
use crate::file::{checkout_around, repository_of};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// A root, and the command that brings it up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullRoot {
    /// Its path.
    pub path: PathBuf,
    /// The command.
    pub command: PullCommand,
}

/// The commands for some roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullPlan {
    /// Commands that run one after the other; the lists run side by side.
    pub(super) lanes: Vec<Vec<PlannedCommand>>,
    /// Number of roots.
    pub(super) roots: usize,
}

/// A command that is run once, for one or several roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlannedCommand {
    /// Indices of the roots.
    pub roots: Vec<usize>,
    /// The program and its arguments.
    pub words: Vec<OsString>,
    /// The folder in which it runs.
    pub folder: PathBuf,
    /// The command, and the folder that it changes. Equal for commands that would do the same.
    purpose: (PullCommand, PathBuf),
}

impl PullPlan {
    /// The plan for roots. Looks at the disk to find out which are in the same checkout.
    pub fn new(roots: &[PullRoot]) -> Self {
        let mut lanes: Vec<(PathBuf, Vec<PlannedCommand>)> = Vec::new();
        for (number, root) in roots.iter().enumerate() {
            let folder = folder_of(&root.path);
            let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            let checkout = checkout_around(&real);
            let changed = checkout.filter(|_| root.command.is_of_git()).unwrap_or(&real);
            let purpose = (root.command.clone(), changed.to_owned());
            let repository = checkout.and_then(repository_of);
            // Two that fetch into one repository at once would be in each other's way.
            let lane = repository.and_then(|path| fs::canonicalize(path).ok());
            let lane = lane.unwrap_or_else(|| real.clone());
            let at = lanes.iter().position(|(own, _)| *own == lane).unwrap_or_else(|| {
                lanes.push((lane, Vec::new()));
                lanes.len() - 1
            });
            let commands = &mut lanes[at].1;
            match commands.iter_mut().find(|command| command.purpose == purpose) {
                Some(command) => command.roots.push(number),
                None => commands.push(PlannedCommand {
                    roots: vec![number],
                    words: root.command.for_folder(&folder),
                    folder,
                    purpose,
                }),
            }
        }
        Self {
            lanes: lanes.into_iter().map(|(_, commands)| commands).collect(),
            roots: roots.len(),
        }
    }
}

/// The folder of a root: itself, or that of a file.
fn folder_of(root: &Path) -> PathBuf {
    match root.parent() {
        Some(parent) if root.is_file() => parent.to_owned(),
        _ => root.to_owned(),
    }
}

/// The roots with a command that are meant by some paths: each path itself, what is below it, and the
/// innermost root around it. The paths for which there is none come second.
pub fn pulled_roots(roots: &[PullRoot], paths: &[PathBuf]) -> (Vec<PullRoot>, Vec<PathBuf>) {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let reals: Vec<PathBuf> = roots.iter().map(|root| real(&root.path)).collect();
    let mut is_meant = vec![false; roots.len()];
    let mut missed = Vec::new();
    for path in paths {
        let place = real(path);
        let mut meant: Vec<usize> =
            (0..roots.len()).filter(|number| reals[*number].starts_with(&place)).collect();
        if meant.is_empty() {
            let around = (0..roots.len()).filter(|number| place.starts_with(&reals[*number]));
            meant.extend(around.max_by_key(|number| reals[*number].components().count()));
        }
        if meant.is_empty() {
            missed.push(path.clone());
        }
        for number in meant {
            is_meant[number] = true;
        }
    }
    let meant = roots.iter().zip(is_meant).filter(|(_, is_meant)| *is_meant);
    (meant.map(|(root, _)| root.clone()).collect(), missed)
}
