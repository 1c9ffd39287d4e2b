//! The box in which a note of one line is typed. Longer notes are edited in the editor.

use super::action::Action;
use super::context::Context;
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::message::Effect;
use super::selection::Target;
use super::text_input::{Pressed, TextInput};
use crate::messages::Text;
use crate::post::{MAX_NOTE_BYTES, note};
use crate::text::clean_line;

/// A box for typing a note.
#[derive(Clone, Debug)]
pub struct NoteBox {
    /// The title of the post or story, or the number of those selected.
    pub title: String,
    /// The typed text.
    pub typed: TextInput,
    /// The posts or stories that get the note.
    targets: Vec<Target>,
}

/// The way in which a note is written.
pub(super) enum NoteInput {
    /// In a box on the screen.
    Box(NoteBox),
    /// In the editor, since it has several lines or is long.
    Editor(Intent),
}

impl NoteBox {
    /// The input for the note of posts or stories. It begins with their note, if all have the same.
    pub(super) fn open(targets: Vec<Target>, title: &str, context: &Context) -> NoteInput {
        let notes = targets.iter().map(|target| context.marks.note(*target).unwrap_or_default());
        let mut notes: Vec<&str> = notes.collect();
        notes.dedup();
        let now = if let [note] = notes.as_slice() { *note } else { "" };
        if now.contains('\n') || now.chars().count() >= TextInput::MAX_CHARS {
            let note = now.to_owned();
            return NoteInput::Editor(Intent::Run(Effect::EditNote { targets, note }));
        }
        NoteInput::Box(Self { title: clean_line(title), typed: TextInput::new(now), targets })
    }

    /// Handles a key.
    pub(super) fn press(&mut self, key: Key, context: &Context) -> Vec<Intent> {
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) => vec![Intent::Close],
            (KeyCode::Enter, _) => {
                let saved = save_note(self.targets.clone(), &self.typed, context);
                std::iter::once(Intent::Close).chain(saved).collect()
            }
            (KeyCode::Char('e'), true) => {
                let (targets, note) = (self.targets.clone(), self.typed.to_string());
                vec![Intent::Close, Intent::Run(Effect::EditNote { targets, note })]
            }
            _ => match self.typed.press(key) {
                Pressed::Changed(outcome) => context.full(outcome).into_iter().collect(),
                Pressed::Nothing => Vec::new(),
            },
        }
    }
}

/// The intents of writing a typed note on posts or stories. An empty one removes theirs.
pub(super) fn save_note(targets: Vec<Target>, typed: &str, context: &Context) -> Vec<Intent> {
    let (note, is_cut) = note(typed);
    let is_same = |target: &Target| context.marks.note(*target).unwrap_or_default() == note;
    let notice = if targets.iter().all(is_same) {
        context.tell(&Text::NoteUnchanged)
    } else if is_cut {
        context.fail(&Text::NoteCut(MAX_NOTE_BYTES >> 10))
    } else if note.is_empty() {
        context.tell(&Text::NoteRemoved(&context.keymap.key_of(Action::Undo)))
    } else {
        context.tell(&Text::NoteSaved)
    };
    vec![notice, Intent::Note(targets, note)]
}
