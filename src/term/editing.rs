//! Editing a post or a note in the user's editor, which needs the terminal.

use super::outcome::{ForegroundTask, Outcome};
use crate::config::ShellText;
use crate::file::ScratchFile;
use crate::load;
use crate::messages::{Language, Text};
use crate::post::{Origin, Target};
use std::path::Path;

/// Opens the editor for a post's file, at the line of a byte offset in its Markdown text.
pub(super) fn edit(
    editor: Option<&str>,
    origin: &Origin,
    offset: Option<usize>,
    language: Language,
) -> Outcome {
    let Origin::File(file) = origin else { return Outcome::Done };
    let line = offset.map_or(1, |offset| load::line_of(origin, offset).unwrap_or(1));
    run_editor(editor, file, line, language, ForegroundTask::Editor)
}

/// Opens the editor for a note, in a file of its own.
pub(super) fn edit_note(
    editor: Option<&str>,
    targets: Vec<Target>,
    note: &str,
    language: Language,
) -> Outcome {
    let text = if note.is_empty() { String::new() } else { format!("{note}\n") };
    match ScratchFile::new(&text, ".md") {
        Ok(file) => {
            let path = file.path().to_owned();
            run_editor(editor, &path, 1, language, |name| ForegroundTask::Note(name, targets, file))
        }
        Err(error) => Outcome::notice(&Text::NoteNotEdited(&error.to_string()).say(language), true),
    }
}

/// Lends the terminal to the editor; `task` is given its name.
fn run_editor(
    editor: Option<&str>,
    file: &Path,
    line: usize,
    language: Language,
    task: impl FnOnce(String) -> ForegroundTask,
) -> Outcome {
    let variable = |name: &str| std::env::var(name).ok();
    match super::editor::command(editor, variable, file, line) {
        Ok(Some(command)) => {
            let name = command.get_program().to_string_lossy().into_owned();
            Outcome::Foreground(Box::new(command), task(name))
        }
        Ok(None) => Outcome::notice(&Text::NoEditor.say(language), true),
        Err(ShellText(command)) => Outcome::notice(&Text::ShellText(&command).say(language), true),
    }
}
