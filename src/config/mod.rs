//! Settings of the person: a YAML file in the platform's folder.
//!
//! Knows what can be set, where the file is and what is wrong with it. Knows nothing of what the
//! settings do.

mod file;
mod keys;
mod looks;
mod paths;
mod problem;
mod program;
mod read;
mod salvage;
mod show;
mod theme;
mod trends;
mod values;
mod watched;
mod yaml;

#[cfg(test)]
mod tests;

pub use crate::file::Watch;
pub use file::{File, write_default};
pub use keys::KeySetting;
pub use paths::{config_file, expand, memory_file};
pub use problem::{ConfigError, Place, Problem, Shape};
pub use program::{Program, ShellText};
pub use read::read;
pub use show::show;
pub use theme::{BUILT_IN, Colour, Look, Part, Theme};
pub use trends::Trends;
pub use watched::watch;

use crate::messages::Language;
use crate::stories::Forms;
use crate::text::Ambiguous;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own in the file")]
pub struct Config {
    /// Folders and files that are read when none is named on the command line. `~` is the home
    /// folder; other relative paths are relative to the file's own folder.
    pub roots: Vec<PathBuf>,
    /// The place of each of them in the config.
    pub root_places: Vec<Place>,
    /// How the stories of some of them are written, where that is said.
    pub forms: Vec<(PathBuf, Forms)>,
    /// Links in a root that lead out of all roots are followed.
    pub follow_links: bool,
    /// Queries with a name, in the order in which they are shown.
    pub views: Vec<(String, String)>,
    /// The place of each query in the config.
    pub view_places: Vec<Place>,
    /// What everything looks like.
    pub theme: Theme,
    /// Themes of the person's own.
    pub themes: Vec<Theme>,
    /// Keys of actions, in the order of the file.
    pub keys: Vec<KeySetting>,
    /// What the program speaks.
    pub language: Option<Language>,
    /// The command that opens web pages; `%s` stands for the address.
    pub browser: Option<String>,
    /// The command that edits a post; `%s` stands for the file, `%l` for the line.
    pub editor: Option<String>,
    /// Whether the mouse does anything.
    pub mouse: bool,
    /// Cells of the longest line in the reader.
    pub reader_width: usize,
    /// Cells of characters that take one on most terminals and two on some in East Asia.
    pub ambiguous_width: Ambiguous,
    /// The reader shows gaps between Chinese or Japanese and Latin letters or digits.
    pub autospace: bool,
    /// Whether headings have the `#` marks of their level.
    pub heading_marks: HeadingMarks,
    /// When a post counts as read.
    pub mark_read: MarkRead,
    /// Tags and categories that are to be one: what is replaced, and by what.
    pub aliases: BTreeMap<String, String>,
    /// Words of ASCII letters find Chinese by its pronunciation too.
    pub pinyin: bool,
    /// What is shown first.
    pub start: StartWith,
    /// Start where the last run was.
    pub resume: bool,
    /// What trends begin with.
    pub trends: Trends,
    /// Seconds after which a notice fades; 0 is never.
    pub notices: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            root_places: Vec::new(),
            forms: Vec::new(),
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
            mark_read: MarkRead::default(),
            aliases: BTreeMap::new(),
            pinyin: true,
            start: StartWith::default(),
            resume: false,
            trends: Trends::default(),
            notices: 8,
        }
    }
}

impl Config {
    /// The themes that come with the program, and the person's own, which go before those of the
    /// same name.
    pub fn all_themes(&self) -> Vec<Theme> {
        let is_own = |theme: &Theme| self.themes.iter().any(|own| own.name == theme.name);
        let built_in = Theme::built_in().into_iter().filter(|theme| !is_own(theme));
        built_in.chain(self.themes.iter().cloned()).collect()
    }
}

/// When a post counts as read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkRead {
    /// When it is opened in the reader.
    #[default]
    Open,
    /// When its end was in sight in the reader.
    End,
    /// Only when it is marked with a key.
    Never,
}

impl MarkRead {
    const NAMES: [(&str, Self); 3] =
        [("open", Self::Open), ("end", Self::End), ("never", Self::Never)];
}

/// When the reader shows the `#` marks of headings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadingMarks {
    /// Where no colour tells the level of a heading.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl HeadingMarks {
    const NAMES: [(&str, Self); 3] =
        [("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];

    /// True if they are hidden where there are colours or not.
    pub fn are_hidden(self, colours: bool) -> bool {
        match self {
            Self::Auto => colours,
            Self::Always => false,
            Self::Never => true,
        }
    }
}

/// What is shown first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartWith {
    /// All posts.
    #[default]
    List,
    /// The front page: the stories of the newest day.
    Today,
}

impl StartWith {
    const NAMES: [(&str, Self); 2] = [("list", Self::List), ("today", Self::Today)];
}
