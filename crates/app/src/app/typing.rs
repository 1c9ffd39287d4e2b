//! Keys and pasted text that go into an input: the query line, and the inputs of overlays.

use super::annotations::own_tags;
use super::completion::complete;
use super::context::Context;
use super::facets::FacetPane;
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::overlay::Overlay;
use super::panes::Pane;
use super::picker::Subject;
use super::query_line::QueryLine;
use super::reader::Reader;
use super::text_input::{Full, Pressed, TextInput};

/// Inserts pasted text where typed text would go.
pub(super) fn paste(
    (text, is_cut): (&str, bool),
    overlay: &mut Option<Overlay>,
    (facets, reader): (&mut FacetPane, &mut Reader),
    context: &mut Context,
) -> Option<Intent> {
    let mut outcome = match overlay {
        Some(Overlay::Picker(picker)) => {
            let outcome = picker.typed.insert(text);
            picker.narrow();
            outcome
        }
        Some(Overlay::Help(help)) if help.typing => help.typed.insert(text),
        Some(Overlay::Name { typed }) => typed.insert(text),
        Some(Overlay::Note(input)) => input.typed.insert(text),
        Some(Overlay::Find { typed, before, .. }) => {
            let outcome = typed.insert(text);
            reader.find_typed(typed, *before, context);
            outcome
        }
        Some(Overlay::Filter) => facets.paste(text),
        Some(Overlay::Export(dialog)) => dialog.paste(text),
        Some(
            Overlay::Help(_) | Overlay::Problems(_) | Overlay::Confirm(_) | Overlay::Picture(_),
        ) => return None,
        None => {
            // Text pasted outside an input can only be meant for the query line.
            let query = &mut context.query;
            query.edit();
            query.insert(text);
            query.check_room()
        }
    };
    if is_cut {
        outcome = outcome.and(Err(Full(text.chars().count())));
    }
    context.full(outcome)
}

impl Context {
    /// The intent of reporting that a query, typed or not, was cut for lack of room.
    pub(super) fn check_room(&mut self) -> Option<Intent> {
        let outcome = self.query.check_room();
        self.full(outcome)
    }

    /// Handles a key while the query is edited.
    pub(super) fn press_in_query(&mut self, key: Key) -> Vec<Intent> {
        let Self { query, library, results, marks, .. } = self;
        match key.code {
            KeyCode::Enter => {
                return vec![Intent::Leave, Intent::AcceptQuery, Intent::Focus(Pane::List)];
            }
            KeyCode::Esc => query.give_back(),
            KeyCode::Up => query.recall(true),
            KeyCode::Down => query.recall(false),
            KeyCode::Char('p') if key.ctrl => query.recall(true),
            KeyCode::Char('n') if key.ctrl => query.recall(false),
            KeyCode::Tab => query.complete(!key.shift, |text, cursor| {
                let own = own_tags(marks).into_iter().map(|own| own.tag);
                complete(text, cursor, (library, &own.collect::<Vec<_>>()), &results.facets)
            }),
            // Inside a word it is an ordinary character.
            KeyCode::Char('?') if !key.ctrl && !key.alt && query.is_between_words() => {
                return vec![Intent::Pick(Subject::QueryForms)];
            }
            _ => edit_line(query, key),
        }
        self.check_room().into_iter().collect()
    }
}

/// Handles a key while the name of a view is being typed.
pub(super) fn press_in_name(typed: &mut TextInput, key: Key, context: &Context) -> Vec<Intent> {
    match key.code {
        KeyCode::Esc => vec![Intent::Close],
        KeyCode::Enter => vec![Intent::SaveView(typed.to_string())],
        _ => match typed.press(key) {
            Pressed::Changed(outcome) => context.full(outcome).into_iter().collect(),
            Pressed::Nothing => Vec::new(),
        },
    }
}

fn edit_line(line: &mut QueryLine, key: Key) {
    match (key.code, key.ctrl, key.alt) {
        (KeyCode::Char('a'), true, _) | (KeyCode::Home, ..) => line.home(),
        (KeyCode::Char('e'), true, _) | (KeyCode::End, ..) => line.end(),
        (KeyCode::Char('w'), true, _) | (KeyCode::Backspace, _, true) => line.delete_word(),
        (KeyCode::Char('u'), true, _) => line.delete_to_start(),
        (KeyCode::Char('b'), true, _) | (KeyCode::Left, ..) => line.left(),
        (KeyCode::Char('f'), true, _) | (KeyCode::Right, ..) => line.right(),
        (KeyCode::Char('d'), true, _) | (KeyCode::Delete, ..) => line.delete(),
        (KeyCode::Char('h'), true, _) | (KeyCode::Backspace, ..) => line.backspace(),
        (KeyCode::Char(character), false, false) => line.insert(character.encode_utf8(&mut [0; 4])),
        _ => {}
    }
}
