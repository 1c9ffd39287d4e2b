//! Settings of the person: a YAML file in the platform's folder.
//!
//! Knows what can be set and where the file is. Knows nothing of what the settings do.

mod paths;
mod theme;
mod views;

pub use paths::{config_file, expand, memory_file};
pub use theme::{BUILT_IN, Colour, Look, Part, Theme};
pub use views::Views;

use crate::messages::Language;
use crate::text::clean_line;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folders and files that are read when none is named on the command line. `~` is the home
    /// folder; other relative paths are relative to the file's own folder.
    pub roots: Vec<PathBuf>,
    /// The command that opens web pages; `%s` stands for the address.
    pub browser: Option<String>,
    /// Tags and categories that are to be one: what is replaced, and by what.
    pub aliases: BTreeMap<String, String>,
    /// When a post counts as read.
    pub mark_read: MarkRead,
    /// Queries with a name, in the order in which they are shown.
    pub views: Views,
    /// Start where the last run was.
    pub resume: bool,
    /// What the program speaks.
    #[serde(deserialize_with = "language")]
    pub language: Option<Language>,
}

fn language<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Language>, D::Error> {
    let Some(tag) = Option::<String>::deserialize(from)? else { return Ok(None) };
    let known = Language::ALL.map(Language::tag).join(", ");
    let unknown = || serde::de::Error::custom(format!("no language is called `{tag}`: {known}"));
    Language::from_tag(&tag).map(Some).ok_or_else(unknown)
}

/// When a post counts as read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkRead {
    /// When it is opened in the reader.
    #[default]
    Open,
    /// When its end was in sight in the reader.
    End,
    /// Only when it is marked with a key.
    Never,
}

/// The config file in force: the one named, else that of `YUNBAO_CONFIG`, else the platform's.
/// A file that was named must exist; the platform's need not.
///
/// # Errors
///
/// A clean sentence with path and, where known, line and column: the file cannot be read or is not
/// valid.
pub fn load(named: Option<&Path>) -> Result<Config, String> {
    let from_environment = std::env::var_os("YUNBAO_CONFIG").filter(|path| !path.is_empty());
    let named = named.map(Path::to_owned).or_else(|| from_environment.map(PathBuf::from));
    let must_exist = named.is_some();
    let Some(path) = named.or_else(config_file) else { return Ok(Config::default()) };
    match fs::read_to_string(&path) {
        Ok(text) => parse(&text, &path),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => {
            Ok(Config::default())
        }
        Err(error) => {
            Err(clean_line(&format!("{}: the config cannot be read: {error}", path.display())))
        }
    }
}

/// Reads a config's text; `path` is where it stands.
fn parse(text: &str, path: &Path) -> Result<Config, String> {
    // An empty file, or one of comments only, sets nothing.
    let config = serde_yaml::from_str::<Option<Config>>(text).map_err(|error| {
        let place = error
            .location()
            .map_or_else(String::new, |at| format!(":{}:{}", at.line(), at.column()));
        clean_line(&format!("{}{place}: the config is not valid: {error}", path.display()))
    })?;
    let mut config = config.unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new(""));
    config.roots = config.roots.iter().map(|root| expand(root, folder)).collect();
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_relative_to_the_file() {
        let text = "roots:\n  - posts\n  - /srv/news\nbrowser: firefox %s\n";
        let config = parse(text, Path::new("/etc/y/config.yaml")).unwrap();
        assert_eq!(config.roots, [Path::new("/etc/y/posts"), Path::new("/srv/news")]);
        assert_eq!(config.browser.as_deref(), Some("firefox %s"));
    }

    #[test]
    fn aliases_are_pairs_of_text() {
        let text = "aliases:\n  k8s: kubernetes\n  云原生: cloud-native\n  \"1.30\": release\n";
        let config = parse(text, Path::new("c.yaml")).unwrap();
        assert_eq!(config.aliases["云原生"], "cloud-native");
        assert_eq!(config.aliases.len(), 3);
        let error = parse("aliases:\n  k8s: [a]\n", Path::new("c.yaml")).unwrap_err();
        assert!(error.starts_with("c.yaml:2:"), "{error}");
    }

    #[test]
    fn an_empty_file_sets_nothing() {
        assert_eq!(parse("# nothing\n", Path::new("c.yaml")), Ok(Config::default()));
    }

    #[test]
    fn views_keep_their_order_and_marks_have_their_times() {
        let text =
            "mark_read: end\nresume: true\nviews:\n  z: is:unread\n  mesh: 'tag:istio OR mesh'\n";
        let config = parse(text, Path::new("c.yaml")).unwrap();
        assert_eq!((config.mark_read, config.resume), (MarkRead::End, true));
        let views = [("z", "is:unread"), ("mesh", "tag:istio OR mesh")];
        assert_eq!(config.views.0, views.map(|(name, query)| (name.to_owned(), query.to_owned())));
        let error = parse("mark_read: soon\n", Path::new("c.yaml")).unwrap_err();
        assert!(error.contains("`open`"), "{error}");
        assert!(parse("views:\n  a: x\n  a: y\n", Path::new("c.yaml")).is_err());
    }

    #[test]
    fn an_error_names_its_place_and_what_is_known() {
        let error = parse("roots: []\nrots: []\n", Path::new("c.yaml")).unwrap_err();
        assert!(error.starts_with("c.yaml:2:1: ") && error.contains("`roots`"), "{error}");
    }
}
