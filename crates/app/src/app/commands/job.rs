//! The job of running a command, and its end.

use crate::config::OwnCommand;
use crate::library::Library;
use crate::messages::Language;
use crate::post::{Post, Story, Target};
use crate::query::SearchContext;
use std::sync::Arc;

/// A command to be run for some posts or stories.
#[derive(Clone, Debug)]
pub struct CommandJob {
    /// Number of the run.
    pub number: u64,
    /// The command.
    pub command: OwnCommand,
    /// The posts and stories; at least one.
    pub items: Vec<CommandItem>,
    /// The library they are in.
    pub library: Arc<Library>,
    /// The day, the settings, and the marks.
    pub context: SearchContext,
    /// Language of what is written for the command to read.
    pub language: Language,
    /// Set if the command is run although its output for the same text is kept.
    pub is_again: bool,
}

/// A post or story that a command is run for.
#[derive(Clone, Debug)]
pub struct CommandItem {
    /// The post or story.
    pub target: Target,
    /// The post; of a story, the one that the user looks at, or else the newest that reports it.
    pub post: Arc<Post>,
    /// Index of the story in the post.
    pub story: Option<usize>,
    /// Byte offset in the Markdown text of what the user looks at, if that is known.
    pub offset: Option<usize>,
}

impl CommandItem {
    /// The story.
    pub fn story(&self) -> Option<&Story> {
        self.post.stories.get(self.story?)
    }

    /// The title of the story, or else of the post.
    pub fn title(&self) -> &str {
        self.story().map_or(&self.post.title, Story::title)
    }

    /// The address of the story, or else of the source of the post.
    pub fn url(&self) -> Option<&str> {
        match self.story() {
            Some(story) => Some(story.url()),
            None => self.post.source.as_deref(),
        }
    }
}

/// The title of the first post or story, with the number of all if there are more.
pub(super) fn title(items: &[CommandItem]) -> String {
    match items {
        [] => String::new(),
        [only] => only.title().to_owned(),
        [first, ..] => format!("{} (+{})", first.title(), items.len() - 1),
    }
}

/// The end of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandEnd {
    /// The program has done its work.
    Done {
        /// The text that it has printed.
        output: String,
        /// Set if it has printed more, which was left out.
        is_cut: bool,
        /// Set if the output was kept from an earlier run, so that the command was not run.
        is_kept: bool,
    },
    /// The user has stopped it.
    Cancelled,
    /// The program could not be run, or has failed.
    Failed(CommandFailure),
}

/// Reasons why a command has failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandFailure {
    /// The command needs a file, and the post is none.
    NoFile,
    /// The command needs an address, and there is none.
    NoUrl,
    /// The text could not be read: the path, the reason.
    Unreadable(String, String),
    /// The text is larger than a command gets, in megabytes.
    TooLong(usize),
    /// The program was not found.
    NotFound(String),
    /// The program could not be started: its name, the reason.
    NotStarted(String, String),
    /// The program has ended with a code other than 0: its name, the code, what it wrote to standard error.
    Code(String, u32, String),
    /// A signal has ended the program: its name, the signal, what it wrote to standard error.
    Signal(String, i32, String),
    /// The program took longer than this number of seconds, and was stopped; what it wrote to standard error.
    TimeLimit(usize, String),
    /// The program wanted to use the terminal, and was stopped.
    WantedTerminal,
}
