//! Where the posts are: what was named on the command line or in the config.

use super::site::is_post_name;
use crate::file::{self, Links};
use crate::post::{Code, Diagnostic, Fault, Severity};
use crate::stories::Forms;
use crate::text::clean;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name that stands for standard input.
pub const INPUT: &str = "-";

/// Where the posts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Roots {
    /// What was named.
    Named {
        /// Each thing that was named.
        roots: Vec<Root>,
        /// Links that lead out of the roots are followed.
        follow_links: bool,
    },
    /// The samples that come with the program.
    Samples,
}

/// One thing that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// A folder or a file, and how the stories of its posts are written.
    Path(PathBuf, Forms),
    /// One post that came in on standard input, at most one byte more than
    /// [`MAX_BYTES`](super::MAX_BYTES).
    Input(Arc<[u8]>),
}

impl Roots {
    /// True if they are one post: a file, or standard input.
    pub fn is_one_post(&self) -> bool {
        let Self::Named { roots, .. } = self else { return false };
        match roots.as_slice() {
            [Root::Input(_)] => true,
            [Root::Path(path, _)] => fs::metadata(path).is_ok_and(|it| it.is_file()),
            _ => false,
        }
    }

    /// Paths as they were named; for [`INPUT`] `input` is read to its end, or to the limit.
    ///
    /// # Errors
    ///
    /// `input` cannot be read.
    pub fn named(paths: Vec<PathBuf>, input: impl Read) -> io::Result<Self> {
        let mut input = Some(input);
        let mut roots = Vec::with_capacity(paths.len());
        for path in paths {
            if path != Path::new(INPUT) {
                roots.push(Root::Path(path, Forms::Auto));
            } else if let Some(input) = input.take() {
                let mut bytes = Vec::new();
                input.take(super::MAX_BYTES + 1).read_to_end(&mut bytes)?;
                roots.push(Root::Input(bytes.into()));
            }
        }
        Ok(Self::Named { roots, follow_links: false })
    }

    /// The same, with links that lead out of them followed or not.
    #[must_use]
    pub fn following_links(self, follow_links: bool) -> Self {
        match self {
            Self::Named { roots, .. } => Self::Named { roots, follow_links },
            Self::Samples => Self::Samples,
        }
    }

    /// The same with what is said of some folders: how the stories of the posts at and below them are
    /// written. What is said of the innermost counts.
    #[must_use]
    pub fn with_forms(mut self, said: &[(PathBuf, Forms)]) -> Self {
        if let Self::Named { roots, .. } = &mut self
            && !said.is_empty()
        {
            let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let said: Vec<(PathBuf, Forms)> =
                said.iter().map(|(path, forms)| (real(path), *forms)).collect();
            for root in roots {
                let Root::Path(path, forms) = root else { continue };
                let path = real(path);
                let holds = said.iter().filter(|(folder, _)| path.starts_with(folder));
                let innermost = holds.max_by_key(|(folder, _)| folder.components().count());
                *forms = innermost.map_or(Forms::Auto, |(_, forms)| *forms);
            }
        }
        self
    }

    /// The folders and files among them.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.paths_with_forms().map(|(path, _)| path)
    }

    /// The folders and files among them, with how their stories are written.
    pub fn paths_with_forms(&self) -> impl Iterator<Item = (&Path, Forms)> {
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
    /// The paths as they are: none stands for standard input.
    fn from(paths: Vec<PathBuf>) -> Self {
        let roots = paths.into_iter().map(|path| Root::Path(path, Forms::Auto)).collect();
        Self::Named { roots, follow_links: false }
    }
}

/// Looks at each root alone, before anything is read: whether it can hold posts at all.
pub fn check(roots: &Roots) -> Vec<Diagnostic> {
    match roots {
        Roots::Samples => Vec::new(),
        Roots::Named { roots, .. } => roots.iter().filter_map(unusable).collect(),
    }
}

/// Why a root can hold no posts; nothing if it can.
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
        let what = Fault::NeitherFolderNorFile;
        return Some(problem(path, Code::NotAPost, what));
    }
    // Whatever its ending, a file that is named is taken for a post unless it cannot be text.
    let mut start = Vec::new();
    let opened = file::open(path, Links::Follow).map_err(io::Error::from);
    match opened.and_then(|(file, _)| file.take(START).read_to_end(&mut start)) {
        Err(error) => Some(failed(path, &error)),
        Ok(_) if !is_post_name(path) && start.contains(&0) => {
            let what = Fault::NoText;
            Some(problem(path, Code::NotAPost, what))
        }
        Ok(_) => None,
    }
}

/// Bytes at the beginning of a file that tell whether it is text.
const START: u64 = 8192;

/// A path as it is shown: clean, on one line, blanks as they are.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = clean(&text);
    // Replacing takes more memory than the text, and each post keeps its path.
    if text.contains(['\n', '\t']) { text.replace(['\n', '\t'], " ") } else { text.into_owned() }
}

/// An error of the system about a path.
pub(super) fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    let (code, what) = match error.kind() {
        io::ErrorKind::NotFound => (Code::Missing, Fault::Missing),
        _ => (Code::Unreadable, Fault::of_system(error)),
    };
    problem(path, code, what)
}

/// An error about a path as a whole.
pub(super) fn problem(path: &Path, code: Code, message: Fault) -> Diagnostic {
    Diagnostic { path: shown(path), line: 0, column: 0, severity: Severity::Error, code, message }
}
