//! The user's own excludes file, as named in git's config. This module opens no files itself.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Path of the user's own excludes file: `core.excludesFile` in the user's config, otherwise
/// `git/ignore` in the config folder (gitignore(5)). `variable` returns environment variables that
/// are not empty, and `read` reads a file.
pub(super) fn excludes_file(
    variable: impl Fn(&str) -> Option<OsString>,
    home: Option<PathBuf>,
    read: &mut dyn FnMut(&Path) -> Option<Vec<u8>>,
) -> Option<PathBuf> {
    let settings = variable("XDG_CONFIG_HOME").map(PathBuf::from);
    let settings = settings.or_else(|| Some(home.as_ref()?.join(".config")));
    let configs = match variable("GIT_CONFIG_GLOBAL") {
        Some(config) => [Some(PathBuf::from(config)), None],
        None => [
            settings.as_ref().map(|settings| settings.join("git/config")),
            home.as_ref().map(|home| home.join(".gitconfig")),
        ],
    };
    // The last config that sets it counts.
    let named = configs.into_iter().flatten().rev().find_map(|config| {
        let bytes = read(&config)?;
        excludes_in(&String::from_utf8_lossy(&bytes))
    });
    match named {
        Some(named) => match named.strip_prefix("~/") {
            Some(below) => Some(home?.join(below)),
            None => Some(named).filter(|path| !path.is_empty()).map(PathBuf::from),
        },
        None => settings.map(|settings| settings.join("git/ignore")),
    }
}

/// The last value of `core.excludesFile` in the text of a config (git-config(1)).
fn excludes_in(text: &str) -> Option<String> {
    let mut in_core = false;
    let mut found = None;
    let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
    while let Some(line) = lines.next() {
        let mut line = line.trim_start();
        if let Some(header) = line.strip_prefix('[') {
            let Some((name, rest)) = header.split_once(']') else { continue };
            in_core = name.trim().eq_ignore_ascii_case("core");
            line = rest.trim_start();
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        if in_core && key.trim().eq_ignore_ascii_case("excludesfile") {
            found = Some(value_of(value, &mut lines));
        }
    }
    found
}

/// A value without its quotes, escapes and comment. A backslash at the end of a line continues it
/// on the next.
fn value_of<'a>(first: &'a str, lines: &mut impl Iterator<Item = &'a str>) -> String {
    let mut value = String::new();
    // Length up to which trailing whitespace counts, as it does only within quotes.
    let mut end = 0;
    let mut is_quoted = false;
    let mut line = Some(first.trim_start());
    while let Some(text) = line.take() {
        let mut characters = text.chars();
        while let Some(character) = characters.next() {
            match character {
                '"' => {
                    is_quoted = !is_quoted;
                    end = value.len();
                    continue;
                }
                '#' | ';' if !is_quoted => break,
                '\\' => match characters.next() {
                    Some('n') => value.push('\n'),
                    Some('t') => value.push('\t'),
                    Some(other) => value.push(other),
                    None => {
                        line = lines.next();
                        continue;
                    }
                },
                other => value.push(other),
            }
            if is_quoted || !character.is_whitespace() {
                end = value.len();
            }
        }
    }
    value.truncate(end);
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_value_is_read_as_git_reads_it() {
        for (text, value) in [
            ("[core]\nexcludesFile = ~/.ignored\n", Some("~/.ignored")),
            ("[CORE]\r\n\tEXCLUDESFILE=a b \r\n", Some("a b")),
            ("[core] excludesfile = a # b\n", Some("a")),
            ("[core]\nexcludesfile = \"a # b \" ; c\n", Some("a # b ")),
            ("[core]\nexcludesfile = a\\\\b\\\"c\n", Some("a\\b\"c")),
            ("[core]\nexcludesfile = a\\\nb\n", Some("ab")),
            ("[core]\nexcludesfile = a\n[core]\nexcludesfile = b\n", Some("b")),
            ("[core]\nexcludesfile =\n", Some("")),
            ("[core \"x\"]\nexcludesfile = a\n", None),
            ("[corex]\nexcludesfile = a\n", None),
            ("excludesfile = a\n[user]\nexcludesfile = a\n", None),
            ("[core]\n# excludesfile = a\n;excludesfile = a\n", None),
        ] {
            assert_eq!(excludes_in(text).as_deref(), value, "{text:?}");
        }
    }

    #[test]
    fn the_file_is_the_one_that_the_last_config_names() {
        let file = |variables: &[(&str, &str)], configs: &[(&str, &str)]| {
            let find = |pairs: &[(&str, &str)], wanted: &str| {
                let found = pairs.iter().find(|(name, _)| *name == wanted);
                found.map(|(_, value)| (*value).to_owned())
            };
            excludes_file(
                |name| find(variables, name).map(OsString::from),
                Some("/home".into()),
                &mut |path| find(configs, path.to_str()?).map(String::into_bytes),
            )
        };
        let config = |path| format!("[core]\nexcludesFile = {path}\n");
        let (a, b) = (config("~/a"), config("/b"));
        let path = |path: &str| Some(PathBuf::from(path));
        assert_eq!(file(&[], &[]), path("/home/.config/git/ignore"));
        assert_eq!(file(&[("XDG_CONFIG_HOME", "/x")], &[]), path("/x/git/ignore"));
        assert_eq!(file(&[], &[("/home/.gitconfig", &a)]), path("/home/a"));
        assert_eq!(file(&[], &[("/home/.config/git/config", &b)]), path("/b"));
        let both = [("/home/.config/git/config", &*b), ("/home/.gitconfig", &*a)];
        assert_eq!(file(&[], &both), path("/home/a"));
        let named = [("GIT_CONFIG_GLOBAL", "/g")];
        assert_eq!(file(&named, &[("/g", &b), ("/home/.gitconfig", &a)]), path("/b"));
        assert_eq!(file(&[], &[("/home/.gitconfig", &config(""))]), None);
    }

    proptest! {
        #[test]
        fn any_config_is_taken(text in "([ =\\[\\]\"\\\\#;\n\rab]|core|excludesfile|\u{feff})*") {
            excludes_in(&text);
        }
    }
}
