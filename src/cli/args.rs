//! The arguments of the command line.

mod color;
mod command;
mod compared;
mod export;
mod groups;
mod headings;
mod marking;
mod options;
mod roots;

pub use color::Color;
pub use command::{Command, ConfigAction, Shell};
pub use export::{ExportArgs, ExportFormat, GroupBy};
pub use marking::{MarkArgs, MarkFlags, WatchArgs};
pub use options::{PostSelection, PrintOptions, RowOptions};
pub use roots::{AddArgs, PullArgs};

use crate::messages::Language;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Command as Parsing, CommandFactory, Error, FromArgMatches, Parser, ValueHint};
use groups::shown;
use headings::{OUTPUT, SETTINGS};
use std::ffi::OsStr;
use std::path::PathBuf;

/// The program's version, with the commit if the build was told it (`packaging/prepare`).
const VERSION: &str = match option_env!("YUNBAO_VERSION") {
    Some(version) => version,
    None => env!("CARGO_PKG_VERSION"),
};

/// A terminal reader for folders of Markdown news digests.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "yunbao",
    version = VERSION,
    about,
    args_override_self = true,
    override_usage = "yunbao [OPTIONS] [PATH]...\n       yunbao <COMMAND> [OPTIONS] [PATH]...",
    after_help = "\
Examples:
  yunbao                                the config's roots, or the samples
  yunbao ~/src/blog ~/notes             all posts of both folders
  yunbao ~/src/blog -q 'tag:istio since:30d'
  yunbao list ~/src/blog --json | jq -r .title
  yunbao ./list                         a folder that is called like a command

Keys are shown with ? in the program."
)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct CommandLine {
    /// Command to run instead of the reader.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Posts to read.
    #[command(flatten)]
    pub selection: PostSelection,

    /// Start where the last run ended: query, post and place
    #[arg(long, help_heading = SETTINGS)]
    pub resume: bool,

    /// Neither know nor remember anything: no marks, places, views or queries of other runs
    #[arg(long, global = true, help_heading = SETTINGS)]
    pub ephemeral: bool,

    /// Leave out nothing: the rules of the config do not apply
    #[arg(long, global = true, help_heading = SETTINGS)]
    pub no_rules: bool,

    /// Read every post from its file, and keep nothing of it for the next start
    #[arg(long, global = true, help_heading = SETTINGS)]
    pub no_cache: bool,

    /// Speak this language: en, zh-Hans or zh-Hant
    #[arg(
        long = "lang", value_name = "LANGUAGE", global = true, help_heading = SETTINGS,
        value_parser = language
    )]
    pub language: Option<Language>,

    /// Read this config file
    #[arg(
        long, value_name = "FILE", global = true, help_heading = SETTINGS,
        value_hint = ValueHint::FilePath
    )]
    pub config: Option<PathBuf>,

    /// When to use colours; auto: on a terminal, unless the environment forbids it
    #[arg(
        long, value_name = "WHEN", global = true, help_heading = OUTPUT,
        default_value = "auto", value_parser = PossibleValuesParser::new(["auto", "always", "never"]).map(|word| Color::named(&word))
    )]
    pub color: Color,
}

/// Parses the arguments of this run.
///
/// # Errors
///
/// Help or version was requested, or an argument is invalid.
pub fn words() -> Result<CommandLine, Error> {
    let matches = shown(command()).try_get_matches()?;
    CommandLine::from_arg_matches(&matches)
}

/// Definition of the command line, for completions and manual pages.
pub fn command() -> Parsing {
    CommandLine::command()
}

/// Returns `true` for the name of a command.
pub fn is_command(word: &OsStr) -> bool {
    command().get_subcommands().any(|one| word == one.get_name())
}

/// The command whose name is most similar to a word, if it is similar enough to be meant.
pub fn nearest_command(word: &str) -> Option<String> {
    let likeness = |name: &str| strsim::jaro_winkler(name, word);
    command()
        .get_subcommands()
        .map(|one| (likeness(one.get_name()), one.get_name().to_owned()))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::tag).join(", ");
    Language::from_tag(tag).ok_or_else(|| format!("known are {known}"))
}

#[cfg(test)]
mod tests {
    use super::groups::GROUPS;
    use super::*;

    #[test]
    fn the_words_fit_together() {
        command().debug_assert();
        shown(command()).debug_assert();
    }

    #[test]
    fn every_command_is_in_a_group_of_the_help() {
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        let command = command();
        let mut all: Vec<&str> = command.get_subcommands().map(Parsing::get_name).collect();
        all.push("help");
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
    }

    #[test]
    fn every_command_has_an_example() {
        for one in command().get_subcommands() {
            let example = one.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(example.contains(&format!("yunbao {}", one.get_name())), "{}", one.get_name());
        }
    }
}
