//! The outcome of an effect, which may be a program that needs the terminal.

use super::commands::foreground_end;
use crate::app::{Message, Notice};
use crate::file::ScratchFile;
use crate::messages::{Language, Text};
use crate::post::Target;
use crate::text::clean_line;
use std::io;
use std::process::{Command, ExitStatus};

/// Maximum size, in bytes, of the file in which a note was edited. What is too long for a note is cut.
const MAX_EDITED_BYTES: u64 = 1 << 20;

/// Outcome of performing an effect.
pub(super) enum Outcome {
    /// Done, or started on a thread.
    Done,
    /// A message for the model.
    Message(Message),
    /// A command that needs the terminal.
    Foreground(Box<Command>, ForegroundTask),
}

impl Outcome {
    /// A notice with a sentence.
    pub fn notice(text: &str, is_error: bool) -> Self {
        Self::Message(Message::Told(Notice { text: clean_line(text), is_error }))
    }
}

/// Purpose for which the terminal is lent.
pub(super) enum ForegroundTask {
    /// A browser that shows this address.
    Page(String),
    /// An editor of this name.
    Editor(String),
    /// A command of the user's own: the number of the run, the name of the program.
    Command(u64, String),
    /// An editor of this name with the note of posts or stories in a file of its own.
    Note(String, Vec<Target>, ScratchFile),
}

impl ForegroundTask {
    /// Message for the model when a program that had the terminal has ended.
    pub fn end(self, ended: io::Result<ExitStatus>, language: Language) -> Message {
        if let Self::Command(number, program) = &self {
            let end = foreground_end(program, ended);
            return Message::CommandEnded { number: *number, end };
        }
        let reason = match ended {
            Ok(status) if status.success() => {
                if let Self::Note(_, targets, file) = self {
                    return match file.text(MAX_EDITED_BYTES) {
                        Ok(note) => Message::NoteEdited { targets, note },
                        Err(error) => {
                            let text = Text::NoteNotEdited(&error.to_string()).say(language);
                            Message::Told(Notice { text: clean_line(&text), is_error: true })
                        }
                    };
                }
                return Message::Told(Notice { text: String::new(), is_error: false });
            }
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let text = match &self {
            // Handled above.
            Self::Command(_, program) => Text::EditorFailed(program, &reason).say(language),
            Self::Page(url) => Text::CouldNotOpen(url, &reason).say(language),
            Self::Editor(name) | Self::Note(name, ..) => {
                Text::EditorFailed(name, &reason).say(language)
            }
        };
        Message::Told(Notice { text: clean_line(&text), is_error: true })
    }
}
