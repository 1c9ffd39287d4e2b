//! The user's settings: a YAML file in the platform's config folder.
//!
//! This module knows which settings exist, where the file is and which errors it can contain. It
//! knows nothing of the effects of the settings.

mod commands;
mod file;
mod keys;
mod list_edit;
mod looks;
mod paths;
mod problem;
mod program;
mod pull_command;
mod read;
mod root_edit;
mod rule_edit;
mod rules;
mod salvage;
mod settings;
mod show;
mod theme;
mod trends;
mod values;
mod watched;
mod yaml;

#[cfg(test)]
mod tests;

pub use crate::file::FileWatch;
pub use commands::{
    ArgumentPart, CommandArgument, CommandInput, CommandOutput, CommandTarget, OwnCommand,
    Placeholder,
};
pub use file::{
    AddedRule, ConfigEditError, File, add_root, add_rule, check_root, remove_rule, write_default,
};
pub use keys::KeySetting;
pub use paths::{cache_folder, checkouts_folder, config_file, expand, from_home, memory_file};
pub use problem::{ConfigError, ConfigPosition, Problem, ValueType};
pub use program::{Program, ShellText};
pub use pull_command::PullCommand;
pub use read::read;
pub use root_edit::root_lines;
pub use rules::RuleLook;
pub use show::show;
pub use theme::{BUILT_IN, Colour, Look, Part, Theme};
pub use trends::TrendsSettings;
pub use watched::watch;

use crate::messages::Language;
use crate::query::Rules;
use crate::stories::StoryForms;
use crate::text::Ambiguous;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
pub struct Config {
    /// Folders and files that are read when none is named on the command line. `~` is the home
    /// folder; other relative paths are relative to the config file's folder.
    pub roots: Vec<PathBuf>,
    /// Position of each root in the config.
    pub root_places: Vec<ConfigPosition>,
    /// The roots with a configured form of their stories.
    pub forms: Vec<(PathBuf, StoryForms)>,
    /// The roots with a command that brings them up to date.
    pub pulls: Vec<(PathBuf, PullCommand)>,
    /// `true` if links in a root that lead out of all roots are followed.
    pub follow_links: bool,
    /// Named queries, in display order.
    pub views: Vec<(String, String)>,
    /// Position of each view's query in the config.
    pub view_places: Vec<ConfigPosition>,
    /// The theme in use.
    pub theme: Theme,
    /// The user's own themes.
    pub themes: Vec<Theme>,
    /// Keys of actions, in the order of the file.
    pub keys: Vec<KeySetting>,
    /// The language of the user interface; `None` for that of the environment.
    pub language: Option<Language>,
    /// The command that opens web pages. `%s` is replaced by the address.
    pub browser: Option<String>,
    /// The command that edits a post. `%s` is replaced by the file, `%l` by the line.
    pub editor: Option<String>,
    /// `true` if the mouse is used.
    pub mouse: bool,
    /// Maximum width of lines in the reader, in cells.
    pub reader_width: usize,
    /// Width in cells of characters that take one cell on most terminals and two on some in East
    /// Asia.
    pub ambiguous_width: Ambiguous,
    /// `true` if the reader shows gaps between Chinese or Japanese characters and Latin letters or
    /// digits.
    pub autospace: bool,
    /// Visibility of the `#` marks of headings.
    pub heading_marks: HeadingMarks,
    /// Display of pictures in posts.
    pub pictures: ShowPictures,
    /// The event by which a post becomes read.
    pub mark_read: MarkRead,
    /// Rules for posts and stories, in the order of the file.
    pub rules: Arc<Rules>,
    /// Looks of the rules that have one, by the number of the rule.
    pub rule_looks: BTreeMap<u16, RuleLook>,
    /// The condition of each rule as written, with its position in the config.
    pub rule_places: Vec<(String, ConfigPosition)>,
    /// The user's own commands, in the order of the file.
    pub commands: Vec<OwnCommand>,
    /// Tags and categories to be merged, as a map from values to their replacements.
    pub aliases: BTreeMap<String, String>,
    /// `true` if words of ASCII letters also find Chinese text by its pronunciation.
    pub pinyin: bool,
    /// The view shown at the start.
    pub start: StartWith,
    /// `true` if the program starts in the state in which the last run ended.
    pub resume: bool,
    /// The folder through which marks are synced with other machines. Relative paths are as those of `roots`.
    pub sync: Option<PathBuf>,
    /// Initial settings of the trends.
    pub trends: TrendsSettings,
    /// Number of seconds after which a notice fades; 0 for never.
    pub notices: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            root_places: Vec::new(),
            forms: Vec::new(),
            pulls: Vec::new(),
            follow_links: false,
            views: Vec::new(),
            view_places: Vec::new(),
            theme: Theme::default(),
            themes: Vec::new(),
            keys: Vec::new(),
            language: None,
            browser: None,
            editor: None,
            mouse: true,
            reader_width: 84,
            ambiguous_width: Ambiguous::One,
            autospace: false,
            heading_marks: HeadingMarks::default(),
            pictures: ShowPictures::default(),
            mark_read: MarkRead::default(),
            rules: Arc::default(),
            rule_looks: BTreeMap::new(),
            rule_places: Vec::new(),
            commands: Vec::new(),
            aliases: BTreeMap::new(),
            pinyin: true,
            start: StartWith::default(),
            resume: false,
            sync: None,
            trends: TrendsSettings::default(),
            notices: 8,
        }
    }
}

impl Config {
    /// The settings without rules.
    #[must_use]
    fn without_rules(self) -> Self {
        let Self { rules, rule_looks, rule_places, .. } = Self::default();
        Self { rules, rule_looks, rule_places, ..self }
    }

    /// The built-in themes and the user's own, which replace built-in ones of the same name.
    pub fn all_themes(&self) -> Vec<Theme> {
        let is_own = |theme: &Theme| self.themes.iter().any(|own| own.name == theme.name);
        let built_in = Theme::built_in().into_iter().filter(|theme| !is_own(theme));
        built_in.chain(self.themes.iter().cloned()).collect()
    }
}

/// Events by which a post becomes read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkRead {
    /// Opening it in the reader.
    #[default]
    Open,
    /// Showing its end in the reader.
    End,
    /// Only marking it with a key.
    Never,
}

impl MarkRead {
    const NAMES: [(&str, Self); 3] =
        [("open", Self::Open), ("end", Self::End), ("never", Self::Never)];
}

/// Modes for the `#` marks of headings in the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadingMarks {
    /// Shown where colours do not distinguish the levels of headings.
    #[default]
    Auto,
    /// Always shown.
    Always,
    /// Never shown.
    Never,
}

impl HeadingMarks {
    const NAMES: [(&str, Self); 3] =
        [("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];

    /// Returns `true` if the marks are hidden, depending on the use of colours.
    pub fn are_hidden(self, colours: bool) -> bool {
        match self {
            Self::Auto => colours,
            Self::Always => false,
            Self::Never => true,
        }
    }
}

/// Modes for the pictures in posts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShowPictures {
    /// Shown in the text.
    #[default]
    Auto,
    /// Shown only on request.
    Key,
    /// Never shown.
    Off,
}

impl ShowPictures {
    const NAMES: [(&str, Self); 3] = [("auto", Self::Auto), ("key", Self::Key), ("off", Self::Off)];
}

/// Views to start with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartWith {
    /// The list of all posts.
    #[default]
    List,
    /// The briefing: what is new since the last visit.
    Briefing,
    /// The stories of the newest day.
    Today,
}

impl StartWith {
    const NAMES: [(&str, Self); 3] =
        [("list", Self::List), ("briefing", Self::Briefing), ("today", Self::Today)];
}
