//! The config file: finding it, reading it, and creating a new one with comments on every setting.

use super::Config;
use super::list_edit::without_item;
use super::paths::config_file;
use super::problem::{ConfigError, ConfigPosition, Problem};
use super::read::read;
use super::root_edit::{default_with, with_root};
use super::rule_edit::with_rule;
use crate::file::{self as disk, Links};
use std::io;
use std::path::{Path, PathBuf};

/// Contents of a new config: every key with its default and an explanation, all commented out.
pub(super) const DEFAULT: &str = include_str!("default.yaml");

/// Maximum size of a config in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// A config file and its contents.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Path of the file, even if it does not exist; `None` on a system without a home folder.
    pub path: Option<PathBuf>,
    /// `true` if the file was named on the command line or by `YUNBAO_CONFIG`, so that it must
    /// exist.
    pub is_named: bool,
    /// `true` if the rules in the file do not apply.
    pub has_no_rules: bool,
    /// The text of the file.
    pub text: String,
    /// The settings from the file, with defaults for all others.
    pub config: Config,
    /// Problems with the file, in the order of lines.
    pub problems: Vec<Problem>,
}

impl File {
    /// Finds and reads the config to use: the file in `named`, otherwise that of `YUNBAO_CONFIG`,
    /// otherwise the platform's default, which need not exist.
    pub fn find(named: Option<&Path>) -> Self {
        let from_environment = std::env::var_os("YUNBAO_CONFIG").filter(|path| !path.is_empty());
        let named = named.map(Path::to_owned).or_else(|| from_environment.map(PathBuf::from));
        let is_named = named.is_some();
        Self { path: named.or_else(config_file), is_named, ..Self::default() }.again()
    }

    /// Reads the same file again.
    #[must_use]
    pub fn again(&self) -> Self {
        let mut file = Self {
            path: self.path.clone(),
            is_named: self.is_named,
            has_no_rules: self.has_no_rules,
            ..Self::default()
        };
        let Some(path) = &file.path else { return file };
        match disk::read(path, MAX_BYTES, Links::Follow) {
            Ok(bytes) => {
                file.text = String::from_utf8_lossy(&bytes).into_owned();
                let folder = path.parent().unwrap_or(Path::new(""));
                (file.config, file.problems) = read(&file.text, folder);
                if file.has_no_rules {
                    file.config = file.config.without_rules();
                }
                file.problems.extend(missing_roots(&file.config));
                file.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
            }
            Err(error) if error.is_not_found() && !file.is_named => {}
            Err(error) => {
                let error = match error {
                    disk::Error::NotRegular => ConfigError::NotRegular,
                    disk::Error::TooLarge(_) => ConfigError::TooMuch,
                    other => ConfigError::Unreadable(other.to_string()),
                };
                file.problems.push(Problem { place: ConfigPosition::default(), error });
            }
        }
        file
    }

    /// The same file without its rules, now and whenever it is read again.
    #[must_use]
    pub fn without_rules(mut self) -> Self {
        self.has_no_rules = true;
        self.config = self.config.without_rules();
        self
    }

    /// Returns `true` if the file could not be read at all.
    pub fn is_unreadable(&self) -> bool {
        let unreadable = |error: &ConfigError| match error {
            ConfigError::Unreadable(_) | ConfigError::NotRegular => true,
            ConfigError::TooMuch => self.text.is_empty(),
            _ => false,
        };
        self.problems.first().is_some_and(|problem| unreadable(&problem.error))
    }

    /// Adds problems with key bindings, which only the keymap can detect. Each problem is added
    /// only once.
    pub fn add(&mut self, mut problems: Vec<Problem>) {
        problems.retain(|problem| !self.problems.contains(problem));
        self.problems.extend(problems);
        self.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    }
}

/// Problems for roots that do not exist.
fn missing_roots(config: &Config) -> impl Iterator<Item = Problem> {
    let roots = config.roots.iter().zip(&config.root_places);
    roots.filter(|(root, _)| matches!(root.try_exists(), Ok(false))).map(|(root, place)| Problem {
        place: *place,
        error: ConfigError::MissingRoot(root.display().to_string()),
    })
}

/// Writes a new config that only the user can read, creating folders as needed. Never overwrites a
/// file. It names git checkouts, commented out like every setting.
///
/// # Errors
///
/// Fails if the file exists already, or cannot be written.
pub fn write_default(path: &Path, checkouts: &[PathBuf]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        disk::create_folder(folder)?;
    }
    disk::create(path, default_with(DEFAULT, checkouts).as_bytes())
}

/// A rule that was added to the config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedRule {
    /// Its condition.
    pub when: String,
    /// The lines that were added.
    lines: String,
}

/// Reasons why a config is not edited.
#[derive(Debug)]
pub enum ConfigEditError {
    /// The config is not valid YAML, or the list in question does not have a line for each item.
    NotEditable,
    /// The rule was changed or removed meanwhile.
    Changed,
    /// The config cannot be read or written.
    System(io::Error),
}

impl From<io::Error> for ConfigEditError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// Adds a rule that mutes what a query finds to the config at a path, which is created if necessary.
///
/// # Errors
///
/// The reason why the config was left as it is.
pub fn add_rule(path: &Path, when: &str) -> Result<AddedRule, ConfigEditError> {
    edit(path, "", |text| {
        let (text, lines) = with_rule(text, when)?;
        Some((text, AddedRule { when: when.to_owned(), lines }))
    })
}

/// Edits the config at a path, which is created from `new` if there is none. `change` returns the text to
/// write, and a result.
fn edit<T>(
    path: &Path,
    new: &str,
    change: impl FnOnce(&str) -> Option<(String, T)>,
) -> Result<T, ConfigEditError> {
    let before = match disk::read(path, MAX_BYTES, Links::Follow) {
        Err(error) if error.is_not_found() => {
            let (text, result) = change(new).ok_or(ConfigEditError::NotEditable)?;
            if let Some(folder) = path.parent() {
                disk::create_folder(folder)?;
            }
            disk::create(path, text.as_bytes())?;
            return Ok(result);
        }
        other => other.map_err(io::Error::from)?,
    };
    let text = str::from_utf8(&before).map_err(|_| ConfigEditError::NotEditable)?;
    let (text, result) = change(text).ok_or(ConfigEditError::NotEditable)?;
    disk::replace(path, &before, text.as_bytes())?;
    Ok(result)
}

/// Adds a root to the config at a path, with the command that pulls a git checkout if `pulls`. The config is
/// created if necessary, with every setting explained.
///
/// # Errors
///
/// The reason why the config was left as it is.
pub fn add_root(path: &Path, root: &Path, pulls: bool) -> Result<(), ConfigEditError> {
    edit(path, DEFAULT, |text| Some((with_root(text, root, pulls)?, ())))
}

/// Checks that [`add_root`] can add a root.
///
/// # Errors
///
/// The reason why it cannot.
pub fn check_root(path: &Path, root: &Path, pulls: bool) -> Result<(), ConfigEditError> {
    let bytes = match disk::read(path, MAX_BYTES, Links::Follow) {
        Err(error) if error.is_not_found() => DEFAULT.as_bytes().to_vec(),
        other => other.map_err(io::Error::from)?,
    };
    let text = str::from_utf8(&bytes).map_err(|_| ConfigEditError::NotEditable)?;
    with_root(text, root, pulls).map(drop).ok_or(ConfigEditError::NotEditable)
}

/// Removes a rule again that was added to the config at a path.
///
/// # Errors
///
/// The reason why the config was left as it is.
pub fn remove_rule(path: &Path, rule: &AddedRule) -> Result<(), ConfigEditError> {
    let before = disk::read(path, MAX_BYTES, Links::Follow).map_err(io::Error::from)?;
    let text = str::from_utf8(&before).map_err(|_| ConfigEditError::NotEditable)?;
    let text = without_item(text, &rule.lines).ok_or(ConfigEditError::Changed)?;
    Ok(disk::replace(path, &before, text.as_bytes())?)
}
