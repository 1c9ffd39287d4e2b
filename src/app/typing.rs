//! Keys that go into a text: the query line, and the short texts of overlays.

use super::completion::complete;
use super::hits::find_typed;
use super::jump_list::leave;
use super::key::{Key, KeyCode};
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::pick::pick;
use super::picker::Subject;
use super::query_line::QueryLine;
use super::text_input::{Full, Pressed};
use super::views::save_view;
use crate::messages::Text;
use crate::state::Change;

/// Puts pasted text where typed text would go.
pub fn paste(model: &mut Model, text: &str, is_cut: bool) -> Vec<Effect> {
    model.resume.touched = true;
    let mut outcome = match &mut model.overlay {
        Some(Overlay::Picker(picker)) => {
            let outcome = picker.typed.insert(text);
            picker.narrow();
            outcome
        }
        Some(Overlay::Help(help)) if help.typing => help.typed.insert(text),
        Some(Overlay::Name { typed }) => typed.insert(text),
        Some(Overlay::Find { typed, before, .. }) => {
            let outcome = typed.insert(text);
            let (typed, before) = (typed.clone(), *before);
            find_typed(model, &typed, before);
            outcome
        }
        Some(Overlay::Filter) => {
            model.derived.recounted = true;
            model.facets.filter.insert(text)
        }
        Some(Overlay::Help(_) | Overlay::Problems(_)) => return Vec::new(),
        None => {
            // Text pasted outside the query line can only be meant for it.
            model.context.query.edit();
            model.context.query.insert(text);
            model.context.query.check_room()
        }
    };
    if is_cut {
        outcome = outcome.and(Err(Full(text.chars().count())));
    }
    tell_full(model, outcome);
    Vec::new()
}

/// Says that a query, typed or not, was too long.
pub(super) fn check_room(model: &mut Model) {
    let outcome = model.context.query.check_room();
    tell_full(model, outcome);
}

/// Says that not all that was typed or pasted has room.
pub(super) fn tell_full(model: &mut Model, outcome: Result<(), Full>) {
    if let Err(Full(longest)) = outcome {
        model.fail(&Text::TypedFull(longest));
    }
}

/// A key while the query is typed.
pub fn press_in_query(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut effects = Vec::new();
    match key.code {
        KeyCode::Enter => {
            leave(model);
            model.context.query.accept();
            let kept = model.context.query.text();
            if !kept.is_empty() {
                effects.push(Effect::Remember(Change::Query(kept.to_owned())));
            }
            model.context.focus = Pane::List;
        }
        KeyCode::Esc => model.context.query.give_back(),
        KeyCode::Up => model.context.query.recall(true),
        KeyCode::Down => model.context.query.recall(false),
        KeyCode::Char('p') if key.ctrl => model.context.query.recall(true),
        KeyCode::Char('n') if key.ctrl => model.context.query.recall(false),
        KeyCode::Tab => {
            let (library, counts) = (&model.context.library, &model.context.results.facets);
            model
                .context
                .query
                .complete(!key.shift, |text, cursor| complete(text, cursor, library, counts));
        }
        // Within a word it is a character like others.
        KeyCode::Char('?') if !key.ctrl && !key.alt && model.context.query.is_between_words() => {
            pick(model, Subject::QueryForms);
        }
        _ => edit_line(&mut model.context.query, key),
    }
    check_room(model);
    effects
}

/// Types a name for the query.
pub fn press_in_name(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Overlay::Name { typed }) = &mut model.overlay else { return Vec::new() };
    match (key.code, key.ctrl) {
        (KeyCode::Esc, _) => model.overlay = None,
        (KeyCode::Enter, _) => {
            let typed = typed.clone();
            return save_view(model, &typed);
        }
        _ => {
            if let Pressed::Changed(outcome) = typed.press(key) {
                tell_full(model, outcome);
            }
        }
    }
    Vec::new()
}

/// Types what is looked for in the post that is read.
pub fn press_in_find(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Overlay::Find { typed, before, find }) = &mut model.overlay else { return Vec::new() };
    let before = *before;
    let given_up = key.code == KeyCode::Backspace && typed.is_empty();
    if key.code == KeyCode::Esc || given_up {
        model.reader.find = find.take();
        model.reader.finds += 1;
        model.overlay = None;
        let height = model.context.reader_height();
        model.reader.return_to(before, height);
    } else if key.code == KeyCode::Enter {
        // With nothing typed, what was looked for before goes on.
        if typed.is_empty() {
            model.reader.find = find.take();
            model.reader.finds += 1;
        }
        let none = model.reader.find.is_some() && model.reader.hits.count() == 0;
        model.overlay = None;
        if none {
            model.fail(&Text::NoHits);
        }
    } else if let Pressed::Changed(outcome) = typed.press(key) {
        let typed = typed.clone();
        find_typed(model, &typed, before);
        tell_full(model, outcome);
    }
    Vec::new()
}

/// Types what the facet pane's values are narrowed by.
pub fn press_in_filter(model: &mut Model, key: Key) -> Vec<Effect> {
    let filter = &mut model.facets.filter;
    let given_up = key.code == KeyCode::Backspace && filter.is_empty();
    match key.code {
        KeyCode::Enter => model.overlay = None,
        KeyCode::Down => model.facets.cursor += 1,
        KeyCode::Up => model.facets.cursor = model.facets.cursor.saturating_sub(1),
        _ => {
            let pressed = if key.code == KeyCode::Esc || given_up {
                filter.clear();
                model.overlay = None;
                Pressed::Changed(Ok(()))
            } else {
                filter.press(key)
            };
            if let Pressed::Changed(outcome) = pressed {
                model.facets.cursor = 0;
                // Enter is to take the value that fits best, not to fold a heading.
                model.facets.lands = !model.facets.filter.is_empty();
                model.derived.recounted = true;
                tell_full(model, outcome);
            }
        }
    }
    Vec::new()
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
