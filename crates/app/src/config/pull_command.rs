//! The command that brings a root up to date: a program and its arguments, which no shell interprets.

use super::paths::expand;
use super::problem::ConfigError;
use super::values::NodeReader;
use super::yaml::{Node, NodeValue};
use std::ffi::OsString;
use std::path::Path;

/// The argument that is replaced by the folder of the root.
const FOLDER: &str = "%r";

/// The command that is offered for a git checkout.
const OF_GIT: [&str; 5] = ["git", "-C", FOLDER, "pull", "--ff-only"];

/// The command of a root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PullCommand {
    /// The program and its arguments as written; not empty.
    words: Vec<String>,
}

impl PullCommand {
    /// The command that is offered for a git checkout.
    #[cfg(test)]
    pub fn of_git() -> Self {
        Self { words: OF_GIT.map(str::to_owned).to_vec() }
    }

    /// The command as it is written in a config.
    pub fn written() -> String {
        let quoted = |word: &&str| {
            if *word == FOLDER { format!("\"{word}\"") } else { (*word).to_owned() }
        };
        format!("[{}]", OF_GIT.iter().map(quoted).collect::<Vec<_>>().join(", "))
    }

    /// The program and its arguments, as written.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Returns `true` if it runs git.
    pub fn is_of_git(&self) -> bool {
        Path::new(&self.words[0]).file_stem().is_some_and(|name| name == "git")
    }

    /// The program and its arguments for a folder.
    pub fn for_folder(&self, folder: &Path) -> Vec<OsString> {
        let word = |word: &String| {
            if word == FOLDER { folder.into() } else { OsString::from(word) }
        };
        self.words.iter().map(word).collect()
    }
}

impl NodeReader<'_> {
    /// Reads a command: a list of the program and its arguments. A path of the program is relative to the
    /// config's folder.
    pub(super) fn pull_command(&mut self, node: &Node, folder: &Path) -> Option<PullCommand> {
        let list = match &node.value {
            NodeValue::Nothing => return None,
            NodeValue::List(list) if !list.is_empty() => list,
            _ => {
                self.report(node.place, ConfigError::NoPullCommand);
                return None;
            }
        };
        let before = self.problems.len();
        let mut words = Vec::new();
        for node in list {
            let Some(word) = self.text(node) else {
                if self.problems.len() == before {
                    self.report(node.place, ConfigError::NoPullCommand);
                }
                return None;
            };
            if word != FOLDER && word.contains(FOLDER) {
                self.report(node.place, ConfigError::PartOfArgument(word));
                return None;
            }
            words.push(word);
        }
        if words[0].is_empty() || words[0] == FOLDER {
            self.report(list[0].place, ConfigError::NoPullCommand);
            return None;
        }
        if words[0].contains(std::path::is_separator) {
            words[0] = expand(Path::new(&words[0]), folder).to_string_lossy().into_owned();
        }
        Some(PullCommand { words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Problem, read};
    use crate::messages::Language;

    fn parse(pull: &str) -> (Config, Vec<Problem>) {
        read(&format!("roots:\n  - path: /srv/a b\n    pull: {pull}\n"), Path::new("/etc/y"))
    }

    fn words(pull: &str) -> Vec<String> {
        let (config, problems) = parse(pull);
        assert_eq!(problems, [], "{pull}");
        let (root, command) = &config.pulls[0];
        assert_eq!(root, Path::new("/srv/a b"));
        let words = command.for_folder(root);
        words.into_iter().map(|word| word.into_string().unwrap()).collect()
    }

    #[test]
    fn the_folder_is_an_argument_of_its_own() {
        let of_git = ["git", "-C", "/srv/a b", "pull", "--ff-only"];
        assert_eq!(words("[git, -C, \"%r\", pull, --ff-only]"), of_git);
        assert_eq!(words(&PullCommand::written()), of_git);
        assert_eq!(words("\n      - jj\n      - git\n      - fetch"), ["jj", "git", "fetch"]);
        assert_eq!(
            words("[./sync, '%r', '%r', '100%']"),
            ["/etc/y/./sync", "/srv/a b", "/srv/a b", "100%"]
        );
        assert_eq!(parse("").0.pulls, []);
        let (config, _) = parse(&PullCommand::written());
        assert!(config.pulls[0].1.is_of_git() && config.pulls[0].1 == PullCommand::of_git());
    }

    #[test]
    fn a_command_that_is_none_is_reported_and_the_root_is_read() {
        let no_list = "a pull command is a list: [git, -C, \"%r\", pull, --ff-only]";
        for (pull, column, sentence) in [
            ("git pull", 11, no_list),
            ("[]", 11, no_list),
            ("{git: pull}", 11, no_list),
            ("['']", 12, no_list),
            ("['%r']", 12, no_list),
            ("[git, ~]", 17, no_list),
            ("[git, [pull]]", 17, "expected text"),
            (
                "[git, '--git-dir=%r/.git']",
                17,
                "--git-dir=%r/.git: %r must be an argument of its own",
            ),
        ] {
            let (config, problems) = parse(pull);
            assert_eq!(config.roots.len(), 1, "{pull}");
            assert_eq!(config.pulls, [], "{pull}");
            let found: Vec<_> = problems
                .iter()
                .map(|one| (one.place.line, one.place.column, one.say(Language::English)))
                .collect();
            assert_eq!(found, [(3, column, sentence.to_owned())], "{pull}");
        }
    }
}
