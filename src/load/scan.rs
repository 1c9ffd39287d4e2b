//! Which files are posts.

use super::samples::samples;
use crate::post::{Code, Diagnostic, Origin, PostId, Severity, date_in_path};
use crate::text::clean_line;
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

/// Where the posts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roots {
    /// Folders and files.
    Paths(Vec<PathBuf>),
    /// The samples that come with the program.
    Samples,
}

/// A file that is to be read as a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The post's name across runs.
    pub id: PostId,
    /// Where its text is.
    pub origin: Origin,
    /// Its path as shown: clean, on one line.
    pub shown: String,
}

/// What was found under some roots.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// The files, newest by name first; none twice.
    pub files: Vec<SourceFile>,
    /// Paths that could not be used.
    pub problems: Vec<Diagnostic>,
}

/// Endings of files that are posts, in lower case.
const ENDINGS: [&str; 3] = ["md", "markdown", "mdx"];
/// Folders below a site's root that hold its posts, by generator: Jekyll, Hugo and Zola,
/// Docusaurus, Hexo.
const SITE_FOLDERS: [&str; 8] =
    ["_posts", "_drafts", "content", "blog", "i18n", "docs", "source/_posts", "source/_drafts"];
/// Folders that hold what a build made or fetched.
const BUILT: [&str; 2] = ["node_modules", "_site"];

/// Finds every post file under the roots.
pub fn scan(roots: &Roots) -> Scan {
    let mut scan = Scan::default();
    match roots {
        Roots::Samples => scan.files = samples(),
        Roots::Paths(paths) => {
            for path in paths {
                scan_root(path, &mut scan);
            }
            let mut seen = HashSet::with_capacity(scan.files.len());
            scan.files.retain(|file| seen.insert(file.id));
        }
    }
    // Paths tell the date for nothing; what has no date in its path is ordered by name.
    scan.files.sort_by_cached_key(|file| Reverse((date_in_path(&file.shown), file.shown.clone())));
    scan
}

/// Looks at each path alone, before anything is read: whether it can hold posts at all.
pub fn check(roots: &Roots) -> Vec<Diagnostic> {
    match roots {
        Roots::Samples => Vec::new(),
        Roots::Paths(paths) => paths.iter().filter_map(|path| unusable(path)).collect(),
    }
}

fn unusable(path: &Path) -> Option<Diagnostic> {
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return Some(failed(path, &error)),
    };
    if metadata.is_dir() {
        return fs::read_dir(path).err().map(|error| failed(path, &error));
    }
    if !metadata.is_file() {
        let what = "is neither a folder nor a file; name a folder of Markdown files";
        return Some(problem(path, Code::NotAPost, what));
    }
    // Whatever its ending, a file that is named is taken for a post unless it cannot be text.
    let mut start = Vec::new();
    match fs::File::open(path).and_then(|file| file.take(8192).read_to_end(&mut start)) {
        Err(error) => Some(failed(path, &error)),
        Ok(_) if !is_post_name(path) && start.contains(&0) => {
            let what = "is not a text file; name a Markdown file or a folder".to_owned();
            Some(problem(path, Code::NotAPost, &what))
        }
        Ok(_) => None,
    }
}

fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    let (code, what) = match error.kind() {
        io::ErrorKind::NotFound => (Code::Missing, "does not exist; check the spelling".to_owned()),
        io::ErrorKind::PermissionDenied => {
            (Code::Unreadable, "may not be read; check its permissions".to_owned())
        }
        _ => (Code::Unreadable, format!("cannot be read: {error}")),
    };
    problem(path, code, &what)
}

fn problem(path: &Path, code: Code, message: &str) -> Diagnostic {
    let path = clean_line(&path.to_string_lossy());
    let message = clean_line(message);
    Diagnostic { path, line: 0, column: 0, severity: Severity::Error, code, message }
}

fn is_post_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn scan_root(root: &Path, scan: &mut Scan) {
    if let Some(problem) = unusable(root) {
        scan.problems.push(problem);
        return;
    }
    // The absolute path names the post, so that two ways to a folder are one.
    let absolute = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    if absolute.is_file() {
        scan.files.push(source_file(root, &absolute, Path::new("")));
        return;
    }
    let folders: Vec<PathBuf> = SITE_FOLDERS
        .iter()
        .map(|folder| root.join(folder))
        .filter(|folder| folder.is_dir())
        .collect();
    if folders.is_empty() {
        walk(root, &absolute, &[root.to_owned()], scan);
    } else {
        walk(root, &absolute, &folders, scan);
    }
}

fn walk(root: &Path, absolute: &Path, folders: &[PathBuf], scan: &mut Scan) {
    let Some((first, others)) = folders.split_first() else { return };
    let mut builder = WalkBuilder::new(first);
    for folder in others {
        builder.add(folder);
    }
    builder.follow_links(true).filter_entry(|entry| !is_built(entry));
    let (sender, receiver) = mpsc::channel();
    builder.build_parallel().run(|| {
        let sender = sender.clone();
        Box::new(move |entry| {
            let kept = match &entry {
                Ok(entry) => {
                    entry.file_type().is_some_and(|kind| kind.is_file())
                        && is_post_name(entry.path())
                }
                Err(_) => true,
            };
            // The receiver lives until the walk is over.
            if kept && sender.send(entry).is_err() {
                return WalkState::Quit;
            }
            WalkState::Continue
        })
    });
    drop(sender);
    for entry in receiver {
        match entry {
            Ok(entry) => {
                let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
                scan.files.push(source_file(root, absolute, below));
            }
            Err(error) => scan.problems.push(walk_problem(root, &error)),
        }
    }
}

fn is_built(entry: &DirEntry) -> bool {
    entry.depth() > 0
        && entry.file_type().is_some_and(|kind| kind.is_dir())
        && BUILT.iter().any(|name| entry.file_name() == *name)
}

fn source_file(root: &Path, absolute: &Path, below: &Path) -> SourceFile {
    let (path, absolute) = if below.as_os_str().is_empty() {
        (root.to_owned(), absolute.to_owned())
    } else {
        (root.join(below), absolute.join(below))
    };
    SourceFile {
        id: PostId::of(absolute.as_os_str().as_encoded_bytes()),
        shown: clean_line(&path.to_string_lossy()),
        origin: Origin::File(path),
    }
}

/// A folder or file that the walk stumbled over. A loop of links is a warning: every post in it
/// was found by another way.
fn walk_problem(root: &Path, error: &ignore::Error) -> Diagnostic {
    let mut path = root.to_owned();
    let mut is_loop = false;
    let mut inner = error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            ignore::Error::Loop { child, .. } => {
                path.clone_from(child);
                is_loop = true;
                break;
            }
            _ => break,
        };
    }
    if is_loop {
        let what = "is a link to a folder it lies in; it was not followed".to_owned();
        let problem = problem(&path, Code::Unreadable, &what);
        return Diagnostic { severity: Severity::Warning, ..problem };
    }
    match inner.io_error() {
        Some(error) => failed(&path, error),
        None => problem(&path, Code::Unreadable, &format!("cannot be read: {inner}")),
    }
}
