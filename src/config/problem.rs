//! What is wrong with a config, and where.

use crate::messages::{Language, Text};
use crate::text::clean_line;

/// A place in the file; both count from 1, the column in characters. Zero: the whole file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Something that is wrong with a config. The rest of it holds, and what is wrong has its default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub wrong: ConfigError,
}

/// What can be wrong with a config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The file cannot be read, in the system's words.
    Unreadable(String),
    /// It is a folder, a pipe or a device.
    NotRegular,
    /// A root that is not there: its path.
    MissingRoot(String),
    /// It is no YAML, in the parser's words.
    Syntax(String),
    /// It is more than a config can be.
    TooMuch,
    /// A key that is not known, and the nearest that is.
    UnknownKey(String, Option<String>),
    /// A key that stands twice; the line of the first.
    Twice(String, usize),
    /// A value that is none of these names, and the nearest of them.
    NotOneOf(String, Vec<String>, Option<String>),
    /// Something else than this should stand here.
    Wanted(Shape),
    /// A number beyond these.
    NotWithin(usize, usize),
    /// A root that is a map without a path.
    NoPath,
    /// A look with a word that is not understood.
    NoLook(String),
    /// No key of a keyboard is called so.
    NoKey(String),
    /// Keys that mean two actions at once: the keys, the other action and its place.
    Conflict(String, String, Place),
    /// A command in which the address or file would be read as shell text.
    ShellText(String),
}

/// What can stand in a config.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Names with values.
    Map,
    /// A list of texts.
    List,
    /// A text.
    Text,
    /// `true` or `false`.
    Switch,
    /// A number.
    Number,
}

impl Problem {
    /// What is wrong, as a clean sentence.
    pub fn say(&self, language: Language) -> String {
        let sentence = match &self.wrong {
            ConfigError::Unreadable(why) => Text::ConfigUnreadable(why).say(language),
            ConfigError::NotRegular => Text::ConfigNotRegular.say(language),
            ConfigError::Syntax(why) => Text::ConfigSyntax(why).say(language),
            ConfigError::TooMuch => Text::ConfigTooMuch.say(language),
            ConfigError::UnknownKey(key, near) => {
                Text::ConfigUnknown(key, near.as_deref()).say(language)
            }
            ConfigError::Twice(key, line) => Text::ConfigTwice(key, *line).say(language),
            ConfigError::NotOneOf(value, names, near) => {
                Text::ConfigNotOneOf(value, &names.join(", "), near.as_deref()).say(language)
            }
            ConfigError::Wanted(shape) => match shape {
                Shape::Map => Text::ConfigWantsMap,
                Shape::List => Text::ConfigWantsList,
                Shape::Text => Text::ConfigWantsText,
                Shape::Switch => Text::ConfigWantsSwitch,
                Shape::Number => Text::ConfigWantsNumber,
            }
            .say(language),
            ConfigError::NotWithin(least, most) => {
                Text::ConfigNotWithin(*least, *most).say(language)
            }
            ConfigError::MissingRoot(path) => Text::ConfigMissingRoot(path).say(language),
            ConfigError::NoPath => Text::ConfigNoPath.say(language),
            ConfigError::NoLook(word) => Text::ConfigNoLook(word).say(language),
            ConfigError::ShellText(command) => Text::ShellText(command).say(language),
            ConfigError::NoKey(name) => Text::ConfigNoKey(name).say(language),
            ConfigError::Conflict(keys, action, place) => {
                Text::ConfigConflict(keys, action, place.line, place.column).say(language)
            }
        };
        clean_line(&sentence)
    }
}
