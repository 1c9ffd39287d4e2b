//! Problems with a config, and their positions.

use crate::messages::{Language, Text};
use crate::text::clean_line;

/// A position in the file, counted from 1, with the column in characters. Zero stands for the whole
/// file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConfigPosition {
    /// Line number.
    pub line: usize,
    /// Column number.
    pub column: usize,
}

/// A problem with a config. The setting concerned has its default value; all others are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Position of the problem.
    pub place: ConfigPosition,
    /// Kind of the problem.
    pub error: ConfigError,
}

/// Kinds of problems with a config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The file cannot be read, with the system's message.
    Unreadable(String),
    /// The file is a folder, a pipe or a device.
    NotRegular,
    /// A root that does not exist, with its path.
    MissingRoot(String),
    /// The file is not valid YAML, with the parser's message.
    Syntax(String),
    /// The file exceeds the limits on the size or nesting of a config.
    TooMuch,
    /// An unknown key, and the most similar known one.
    UnknownKey(String, Option<String>),
    /// A duplicate key, and the line of the first.
    Twice(String, usize),
    /// A value that is none of these names, and the most similar one.
    NotOneOf(String, Vec<String>, Option<String>),
    /// A value of another type than this.
    Expected(ValueType),
    /// A number outside of this range, both ends inclusive.
    NotWithin(i64, i64),
    /// A root that is a map without a path.
    NoPath,
    /// A command for pulling that is no list of a program and its arguments.
    NoPullCommand,
    /// A placeholder within an argument.
    PartOfArgument(String),
    /// A rule without a condition.
    NoWhen,
    /// A rule without an effect.
    NoEffect,
    /// A rule with a condition that rules cannot have.
    UnfitForRule(String),
    /// More rules than this number.
    TooManyRules(usize),
    /// A command without a name.
    NoCommandName,
    /// A command without a program.
    NoCommandRun,
    /// A program and its arguments that are not a list of texts.
    NotArguments,
    /// A sign such as `%x` that stands for nothing.
    UnknownPlaceholder(String),
    /// An argument in which a placeholder is part of a longer text.
    PlaceholderInText(String),
    /// An argument with a placeholder that a program would run as code.
    PlaceholderIsCode(String),
    /// More commands than this number.
    TooManyCommands(usize),
    /// A look with an unknown word.
    NoLook(String),
    /// An unknown key name.
    NoKey(String),
    /// Keys bound to two actions: the keys, and the other action with its position.
    Conflict(String, String, ConfigPosition),
    /// A command in which the address or file would become shell code.
    ShellText(String),
}

/// Types of values in a config.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
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
    /// Returns the problem as a clean sentence.
    pub fn say(&self, language: Language) -> String {
        let sentence = match &self.error {
            ConfigError::Unreadable(reason) => Text::ConfigUnreadable(reason).say(language),
            ConfigError::NotRegular => Text::ConfigNotRegular.say(language),
            ConfigError::Syntax(reason) => Text::ConfigSyntax(reason).say(language),
            ConfigError::TooMuch => Text::ConfigTooMuch.say(language),
            ConfigError::UnknownKey(key, near) => {
                Text::ConfigUnknown(key, near.as_deref()).say(language)
            }
            ConfigError::Twice(key, line) => Text::ConfigTwice(key, *line).say(language),
            ConfigError::NotOneOf(value, names, near) => {
                Text::ConfigNotOneOf(value, &names.join(", "), near.as_deref()).say(language)
            }
            ConfigError::Expected(shape) => match shape {
                ValueType::Map => Text::ConfigWantsMap,
                ValueType::List => Text::ConfigWantsList,
                ValueType::Text => Text::ConfigWantsText,
                ValueType::Switch => Text::ConfigWantsSwitch,
                ValueType::Number => Text::ConfigWantsNumber,
            }
            .say(language),
            ConfigError::NotWithin(least, most) => {
                Text::ConfigNotWithin(*least, *most).say(language)
            }
            ConfigError::MissingRoot(path) => Text::ConfigMissingRoot(path).say(language),
            ConfigError::NoPath => Text::ConfigNoPath.say(language),
            ConfigError::NoPullCommand => Text::ConfigNoPullCommand.say(language),
            ConfigError::PartOfArgument(word) => Text::ConfigPartOfArgument(word).say(language),
            ConfigError::NoWhen => Text::ConfigNoWhen.say(language),
            ConfigError::NoEffect => Text::ConfigNoEffect.say(language),
            ConfigError::UnfitForRule(term) => Text::ConfigUnfitForRule(term).say(language),
            ConfigError::TooManyRules(most) => Text::ConfigTooManyRules(*most).say(language),
            ConfigError::NoCommandName => Text::ConfigNoCommandName.say(language),
            ConfigError::NoCommandRun => Text::ConfigNoCommandRun.say(language),
            ConfigError::NotArguments => Text::ConfigNotArguments.say(language),
            ConfigError::UnknownPlaceholder(sign) => {
                Text::ConfigUnknownPlaceholder(sign).say(language)
            }
            ConfigError::PlaceholderInText(word) => {
                Text::ConfigPlaceholderInText(word).say(language)
            }
            ConfigError::PlaceholderIsCode(word) => {
                Text::ConfigPlaceholderIsCode(word).say(language)
            }
            ConfigError::TooManyCommands(most) => Text::ConfigTooManyCommands(*most).say(language),
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
