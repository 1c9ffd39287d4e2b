//! Reads the user's own commands from a config.

use super::Config;
use super::problem::{ConfigError, ConfigPosition};
use super::program::{needs_own_argument, would_be_code};
use super::values::NodeReader;
use super::yaml::{Node, NodeValue};
use crate::text::nearest;
use std::fmt;

/// Maximum number of commands.
const MAX_COMMANDS: usize = 200;
/// Range of the time limit in seconds; 0 for none.
const TIMEOUTS: (usize, usize) = (0, 86_400);
/// Time limit of a command without one, in seconds.
const DEFAULT_TIMEOUT: usize = 60;

/// The keys of a command.
const COMMAND_KEYS: [&str; 7] = ["name", "key", "run", "where", "in", "out", "timeout"];

/// A command of the user's own: a program that is run for posts or stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCommand {
    /// Its name.
    pub name: String,
    /// Position of the name.
    pub place: ConfigPosition,
    /// The keys with their positions; those of a chord are separated by blanks.
    pub keys: Vec<(String, ConfigPosition)>,
    /// The program and its arguments.
    pub run: Vec<CommandArgument>,
    /// The posts and stories it is run for.
    pub target: CommandTarget,
    /// The contents of its standard input.
    pub input: CommandInput,
    /// The use of its standard output.
    pub output: CommandOutput,
    /// Number of seconds after which it is stopped; 0 for never.
    pub timeout: usize,
}

/// The posts and stories a command is run for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommandTarget {
    /// The post in the reader or at the cursor.
    #[default]
    Post,
    /// The story that is read or at the cursor.
    Story,
    /// The selected posts and stories, or else the story or post at the cursor.
    Selection,
}

impl CommandTarget {
    pub(super) const NAMES: [(&str, Self); 3] =
        [("post", Self::Post), ("story", Self::Story), ("selection", Self::Selection)];
}

/// The contents of the standard input of a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommandInput {
    /// Nothing.
    #[default]
    None,
    /// The address of the page, on a line.
    Url,
    /// The text as Markdown.
    Markdown,
    /// The text without markup.
    Text,
    /// The row that `list --json` or `stories --json` prints.
    Json,
}

impl CommandInput {
    pub(super) const NAMES: [(&str, Self); 5] = [
        ("none", Self::None),
        ("url", Self::Url),
        ("markdown", Self::Markdown),
        ("text", Self::Text),
        ("json", Self::Json),
    ];
}

/// The use of the standard output of a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CommandOutput {
    /// Nothing.
    #[default]
    None,
    /// Its first line is a notice.
    Notice,
    /// Shown in the reader, as Markdown.
    Reader,
    /// The command has the terminal while it runs.
    Terminal,
}

impl CommandOutput {
    pub(super) const NAMES: [(&str, Self); 4] = [
        ("none", Self::None),
        ("notice", Self::Notice),
        ("reader", Self::Reader),
        ("terminal", Self::Terminal),
    ];
}

/// A value that takes the place of a sign such as `%u` in an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The path of the file.
    File,
    /// The line in the file.
    Line,
    /// The address of the page.
    Url,
    /// The title.
    Title,
    /// The day.
    Date,
}

impl Placeholder {
    const SIGNS: [(char, Self); 5] = [
        ('f', Self::File),
        ('l', Self::Line),
        ('u', Self::Url),
        ('t', Self::Title),
        ('d', Self::Date),
    ];

    /// The sign in a config, without the percent sign.
    fn sign(self) -> char {
        Self::SIGNS.iter().find(|(_, known)| *known == self).map_or('%', |(sign, _)| *sign)
    }
}

/// A part of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentPart {
    /// Text as it is.
    Text(String),
    /// A value that is put in; it is never parsed.
    Placeholder(Placeholder),
}

/// An argument of a command: text, with values to be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandArgument(pub Vec<ArgumentPart>);

impl CommandArgument {
    /// Parses an argument. `%%` is a percent sign.
    ///
    /// # Errors
    ///
    /// Returns a sign such as `%x` that stands for nothing.
    fn read(word: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut rest = word.chars().peekable();
        while let Some(character) = rest.next() {
            let sign = rest.peek().copied().filter(|_| character == '%');
            match sign.map(|sign| (sign, Placeholder::SIGNS.iter().find(|(own, _)| *own == sign))) {
                Some((_, Some((_, placeholder)))) => {
                    if !text.is_empty() {
                        parts.push(ArgumentPart::Text(std::mem::take(&mut text)));
                    }
                    parts.push(ArgumentPart::Placeholder(*placeholder));
                }
                Some(('%', None)) => text.push('%'),
                Some((letter, None)) if letter.is_ascii_alphabetic() => {
                    return Err(format!("%{letter}"));
                }
                _ => {
                    text.push(character);
                    continue;
                }
            }
            rest.next();
        }
        if !text.is_empty() || parts.is_empty() {
            parts.push(ArgumentPart::Text(text));
        }
        Ok(Self(parts))
    }

    /// Returns `true` if a value is put in.
    pub fn has_placeholder(&self) -> bool {
        self.0.iter().any(|part| matches!(part, ArgumentPart::Placeholder(_)))
    }

    /// The text, if no value is put in.
    pub fn as_text(&self) -> Option<&str> {
        match self.0.as_slice() {
            [ArgumentPart::Text(text)] => Some(text),
            _ => None,
        }
    }
}

impl fmt::Display for CommandArgument {
    /// Writes the argument as it is written in a config.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            ArgumentPart::Text(text) => f.write_str(&text.replace('%', "%%")),
            ArgumentPart::Placeholder(placeholder) => write!(f, "%{}", placeholder.sign()),
        })
    }
}

/// The parts of a command that were read so far.
struct WrittenCommand {
    name: Option<(String, ConfigPosition)>,
    run: Option<Vec<CommandArgument>>,
    is_run_reported: bool,
    command: OwnCommand,
}

impl NodeReader<'_> {
    /// Reads the user's own commands: a list of maps.
    pub(super) fn commands(&mut self, node: &Node, config: &mut Config) {
        let nodes = match &node.value {
            NodeValue::List(nodes) => nodes.as_slice(),
            NodeValue::Nothing => &[],
            // A single command without the dash.
            NodeValue::Map(_) | NodeValue::Text(..) => std::slice::from_ref(node),
        };
        for node in nodes {
            if config.commands.len() == MAX_COMMANDS {
                self.report(node.place, ConfigError::TooManyCommands(MAX_COMMANDS));
                break;
            }
            let Some(command) = self.command(node) else { continue };
            match config.commands.iter().find(|other| other.name == command.name) {
                Some(other) => {
                    let error = ConfigError::Twice(command.name, other.place.line);
                    self.report(command.place, error);
                }
                None => config.commands.push(command),
            }
        }
    }

    /// Reads a command; `None` if it has no name or cannot be run.
    fn command(&mut self, node: &Node) -> Option<OwnCommand> {
        if node.value == NodeValue::Nothing {
            return None;
        }
        let before = self.problems.len();
        let mut written = WrittenCommand {
            name: None,
            run: None,
            is_run_reported: false,
            command: OwnCommand {
                name: String::new(),
                place: node.place,
                keys: Vec::new(),
                run: Vec::new(),
                target: CommandTarget::default(),
                input: CommandInput::default(),
                output: CommandOutput::default(),
                timeout: DEFAULT_TIMEOUT,
            },
        };
        let entries = self.map(node);
        // What is no map was reported.
        if entries.is_empty() && self.problems.len() > before {
            return None;
        }
        for (key, place, value) in entries {
            self.command_entry(&key, place, value, &mut written);
        }
        let WrittenCommand { name, run, is_run_reported, mut command } = written;
        let Some((name, place)) = name else {
            self.report(node.place, ConfigError::NoCommandName);
            return None;
        };
        let Some(run) = run else {
            if !is_run_reported {
                self.report(node.place, ConfigError::NoCommandRun);
            }
            return None;
        };
        (command.name, command.place, command.run) = (name, place, run);
        Some(command)
    }

    fn command_entry(
        &mut self,
        key: &str,
        place: ConfigPosition,
        value: &Node,
        written: &mut WrittenCommand,
    ) {
        let command = &mut written.command;
        match key {
            "name" => {
                let name = self.text(value).filter(|name| !name.is_empty());
                written.name = name.map(|name| (name, value.place));
            }
            "key" if value.value != NodeValue::Nothing => command.keys = self.placed_texts(value),
            "key" => {}
            "run" => {
                let before = self.problems.len();
                written.run = self.command_arguments(value);
                written.is_run_reported = self.problems.len() > before;
            }
            "where" => self.set_named(value, &mut command.target, &CommandTarget::NAMES),
            "in" => self.set_named(value, &mut command.input, &CommandInput::NAMES),
            "out" => self.set_named(value, &mut command.output, &CommandOutput::NAMES),
            "timeout" => self.set_number(value, &mut command.timeout, TIMEOUTS),
            _ => {
                let near = nearest(key, COMMAND_KEYS).map(str::to_owned);
                self.report(place, ConfigError::UnknownKey(key.to_owned(), near));
            }
        }
    }

    /// Reads a program and its arguments; `None` if they are not a list, or one of them is wrong.
    fn command_arguments(&mut self, node: &Node) -> Option<Vec<CommandArgument>> {
        let nodes = match &node.value {
            NodeValue::List(nodes) if !nodes.is_empty() => nodes,
            NodeValue::Nothing | NodeValue::List(_) => return None,
            NodeValue::Text(..) | NodeValue::Map(_) => {
                self.report(node.place, ConfigError::NotArguments);
                return None;
            }
        };
        let mut arguments = Vec::new();
        let before = self.problems.len();
        for node in nodes {
            // Unlike other texts, an argument stays exactly as it is.
            let NodeValue::Text(word, _) = &node.value else {
                self.report(node.place, ConfigError::NotArguments);
                continue;
            };
            match CommandArgument::read(word) {
                _ if word.contains('\0') => self.report(node.place, ConfigError::NotArguments),
                Ok(argument) if argument.has_placeholder() && needs_own_argument(word) => {
                    self.report(node.place, ConfigError::PlaceholderInText(word.clone()));
                }
                Ok(argument) => arguments.push(argument),
                Err(sign) => self.report(node.place, ConfigError::UnknownPlaceholder(sign)),
            }
        }
        if self.problems.len() > before {
            return None;
        }
        let words: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        let has_placeholder = |at: usize| arguments[at].has_placeholder();
        if words[0].trim().is_empty() || has_placeholder(0) {
            self.report(nodes[0].place, ConfigError::NoCommandRun);
            return None;
        }
        if let Some(at) = would_be_code(&words, has_placeholder) {
            self.report(nodes[at].place, ConfigError::PlaceholderIsCode(words[at].clone()));
            return None;
        }
        Some(arguments)
    }
}
