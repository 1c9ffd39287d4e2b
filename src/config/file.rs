//! The config file: which one is in force, what it says, and a new one with everything explained.

use super::Config;
use super::paths::config_file;
use super::problem::{ConfigError, Place, Problem};
use super::read::read;
use crate::file::{self as disk, Links};
use std::io;
use std::path::{Path, PathBuf};

/// A new config: every key with its default and a word about it, all of them comments.
pub(super) const DEFAULT: &str = include_str!("default.yaml");

/// Bytes that a config may have.
const MAX_BYTES: u64 = 1 << 20;

/// A config file with what it says.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Where it is, or would be; none on a system without a home folder.
    pub path: Option<PathBuf>,
    /// It was named on the command line or by `YUNBAO_CONFIG`, so that it must exist.
    pub is_named: bool,
    /// Its text.
    pub text: String,
    /// The settings in it, and the defaults of the others.
    pub config: Config,
    /// What is wrong with it, in the order of the lines.
    pub problems: Vec<Problem>,
}

impl File {
    /// The config in force: the file that is named, else that of `YUNBAO_CONFIG`, else the
    /// platform's, which need not be there.
    pub fn find(named: Option<&Path>) -> Self {
        let from_environment = std::env::var_os("YUNBAO_CONFIG").filter(|path| !path.is_empty());
        let named = named.map(Path::to_owned).or_else(|| from_environment.map(PathBuf::from));
        let is_named = named.is_some();
        Self { path: named.or_else(config_file), is_named, ..Self::default() }.again()
    }

    /// The same file as it is now.
    #[must_use]
    pub fn again(&self) -> Self {
        let mut file = Self { path: self.path.clone(), is_named: self.is_named, ..Self::default() };
        let Some(path) = &file.path else { return file };
        match disk::read(path, MAX_BYTES, Links::Follow) {
            Ok(bytes) => {
                file.text = String::from_utf8_lossy(&bytes).into_owned();
                let folder = path.parent().unwrap_or(Path::new(""));
                (file.config, file.problems) = read(&file.text, folder);
                file.problems.extend(missing_roots(&file.config));
                file.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
            }
            Err(error) if error.is_not_found() && !file.is_named => {}
            Err(error) => {
                let wrong = match error {
                    disk::Error::NotRegular => ConfigError::NotRegular,
                    disk::Error::TooLarge(_) => ConfigError::TooMuch,
                    other => ConfigError::Unreadable(other.to_string()),
                };
                file.problems.push(Problem { place: Place::default(), wrong });
            }
        }
        file
    }

    /// True if the file could not be read at all.
    pub fn is_unreadable(&self) -> bool {
        let unreadable = |wrong: &ConfigError| match wrong {
            ConfigError::Unreadable(_) | ConfigError::NotRegular => true,
            ConfigError::TooMuch => self.text.is_empty(),
            _ => false,
        };
        self.problems.first().is_some_and(|problem| unreadable(&problem.wrong))
    }

    /// Takes in what is wrong with the keys, which only the keymap knows; once, however often it is
    /// told.
    pub fn add(&mut self, mut problems: Vec<Problem>) {
        problems.retain(|problem| !self.problems.contains(problem));
        self.problems.extend(problems);
        self.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    }
}

/// The roots that are not there, by their places.
fn missing_roots(config: &Config) -> impl Iterator<Item = Problem> {
    let roots = config.roots.iter().zip(&config.root_places);
    roots.filter(|(root, _)| matches!(root.try_exists(), Ok(false))).map(|(root, place)| Problem {
        place: *place,
        wrong: ConfigError::MissingRoot(root.display().to_string()),
    })
}

/// Writes a new config that nobody else may read, with folders as needed, never over one.
///
/// # Errors
///
/// There is a file already, or it cannot be written.
pub fn write_default(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        disk::create_folder(folder)?;
    }
    disk::create(path, DEFAULT.as_bytes())
}
