//! The roots: folders, files and standard input, as named on the command line or in the config.

use super::site::is_post_name;
use crate::file::{self, Links};
use crate::post::{Diagnostic, DiagnosticCode, DiagnosticMessage, Severity};
use crate::stories::StoryForms;
use crate::text::clean;
use memchr::memchr2;
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name for standard input on the command line.
pub const INPUT: &str = "-";

/// The sources of posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roots {
    /// Roots that were named.
    Named {
        /// The roots in the order in which they were named.
        roots: Vec<Root>,
        /// `true` if links that lead out of the roots are followed.
        follow_links: bool,
    },
    /// The samples embedded in the program.
    Samples,
}

/// One root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// A folder or a file, and the form in which the stories of its posts are written.
    Path(PathBuf, StoryForms),
    /// A post read from standard input, truncated to one byte more than
    /// [`MAX_BYTES`](super::MAX_BYTES).
    Input(Arc<[u8]>),
}

impl Roots {
    /// Returns `true` if the roots are a single post: one file, or standard input.
    pub fn is_one_post(&self) -> bool {
        let Self::Named { roots, .. } = self else { return false };
        match roots.as_slice() {
            [Root::Input(_)] => true,
            [Root::Path(path, _)] => fs::metadata(path).is_ok_and(|it| it.is_file()),
            _ => false,
        }
    }

    /// The roots for paths as named on the command line. For [`INPUT`], `input` is read to its end
    /// or to the limit.
    ///
    /// # Errors
    ///
    /// Fails if `input` cannot be read.
    pub fn named(paths: Vec<PathBuf>, input: impl Read) -> io::Result<Self> {
        let mut input = Some(input);
        let mut roots = Vec::with_capacity(paths.len());
        for path in paths {
            if path != Path::new(INPUT) {
                roots.push(Root::Path(path, StoryForms::Auto));
            } else if let Some(input) = input.take() {
                let mut bytes = Vec::new();
                input.take(super::MAX_BYTES + 1).read_to_end(&mut bytes)?;
                roots.push(Root::Input(bytes.into()));
            }
        }
        Ok(Self::Named { roots, follow_links: false })
    }

    /// The same roots, with `follow_links` set.
    #[must_use]
    pub fn following_links(self, follow_links: bool) -> Self {
        match self {
            Self::Named { roots, .. } => Self::Named { roots, follow_links },
            Self::Samples => Self::Samples,
        }
    }

    /// The same roots, with the story forms configured for some folders. They apply to the posts in
    /// a folder and below it; the innermost folder wins.
    #[must_use]
    pub fn with_forms(mut self, said: &[(PathBuf, StoryForms)]) -> Self {
        if let Self::Named { roots, .. } = &mut self
            && !said.is_empty()
        {
            let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let said: Vec<(PathBuf, StoryForms)> =
                said.iter().map(|(path, forms)| (real(path), *forms)).collect();
            for root in roots {
                let Root::Path(path, forms) = root else { continue };
                let path = real(path);
                let holds = said.iter().filter(|(folder, _)| path.starts_with(folder));
                let innermost = holds.max_by_key(|(folder, _)| folder.components().count());
                *forms = innermost.map_or(StoryForms::Auto, |(_, forms)| *forms);
            }
        }
        self
    }

    /// The folders and files among the roots.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths_with_forms().map(|(path, _)| path)
    }

    /// The folders and files among the roots, with the form of their stories.
    pub fn paths_with_forms(&self) -> impl Iterator<Item = (&Path, StoryForms)> {
        let roots = match self {
            Self::Named { roots, .. } => roots.as_slice(),
            Self::Samples => &[],
        };
        roots.iter().filter_map(|root| match root {
            Root::Path(path, forms) => Some((path.as_path(), *forms)),
            Root::Input(_) => None,
        })
    }
}

impl From<Vec<PathBuf>> for Roots {
    /// Takes the paths literally: no path stands for standard input.
    fn from(paths: Vec<PathBuf>) -> Self {
        let roots = paths.into_iter().map(|path| Root::Path(path, StoryForms::Auto)).collect();
        Self::Named { roots, follow_links: false }
    }
}

/// Checks for each root whether it can hold posts at all, before anything is read.
pub fn check(roots: &Roots) -> Vec<Diagnostic> {
    match roots {
        Roots::Samples => Vec::new(),
        Roots::Named { roots, .. } => roots.iter().filter_map(unusable).collect(),
    }
}

/// The reason why a root cannot hold posts; `None` if it can.
pub(super) fn unusable(root: &Root) -> Option<Diagnostic> {
    let path = match root {
        Root::Path(path, _) => path,
        Root::Input(_) => return None,
    };
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => return Some(failed(path, &error)),
    };
    if metadata.is_dir() {
        return fs::read_dir(path).err().map(|error| failed(path, &error));
    }
    if !metadata.is_file() {
        let what = DiagnosticMessage::NeitherFolderNorFile;
        return Some(problem(path, DiagnosticCode::NotAPost, what));
    }
    // A named file is taken for a post whatever its extension, unless it cannot be text.
    let mut start = Vec::new();
    let opened = file::open(path, Links::Follow).map_err(io::Error::from);
    match opened.and_then(|(file, _)| file.take(START).read_to_end(&mut start)) {
        Err(error) => Some(failed(path, &error)),
        Ok(_) if !is_post_name(path) && start.contains(&0) => {
            let what = DiagnosticMessage::NoText;
            Some(problem(path, DiagnosticCode::NotAPost, what))
        }
        Ok(_) => None,
    }
}

/// Number of bytes at the beginning of a file that are checked for binary data.
const START: u64 = 8192;

/// A path for display: clean and on one line, with spaces preserved.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = clean(&text);
    // Replacing allocates more than the text needs, and each post keeps its path.
    if memchr2(b'\n', b'\t', text.as_bytes()).is_some() {
        text.replace(['\n', '\t'], " ")
    } else {
        text.into_owned()
    }
}

/// Returns `true` for a path that [`shown`] leaves as it is.
pub(super) fn is_shown_as_is(path: &str) -> bool {
    matches!(clean(path), Cow::Borrowed(_)) && memchr2(b'\n', b'\t', path.as_bytes()).is_none()
}

/// Diagnostic for a system error about a path.
pub(super) fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    let (code, what) = match error.kind() {
        io::ErrorKind::NotFound => (DiagnosticCode::Missing, DiagnosticMessage::Missing),
        _ => (DiagnosticCode::Unreadable, DiagnosticMessage::of_system(error)),
    };
    problem(path, code, what)
}

/// Diagnostic of severity error for a path as a whole.
pub(super) fn problem(path: &Path, code: DiagnosticCode, message: DiagnosticMessage) -> Diagnostic {
    Diagnostic { path: shown(path), line: 0, column: 0, severity: Severity::Error, code, message }
}
