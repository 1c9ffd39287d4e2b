//! A message changes the model and asks for effects: resolve the key, apply the action, settle.

use super::action::{Action, Context};
use super::apply::apply;
use super::key::{Key, KeyCode};
use super::keymap::Resolved;
use super::message::{Effect, Loaded, Message};
use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::query_line::QueryLine;
use super::reader::Body;
use super::settle::{ask_for_body, keep_place, settle, told};
use crate::messages::Text;

/// Takes one message. Pure: the world is touched only by whoever performs the effects.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = match message {
        Message::Key(key) => press(model, key),
        Message::Paste(text) => paste(model, &text),
        Message::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Message::Loaded(loaded) => take_library(model, loaded),
        Message::Body { post, request, blocks } => {
            if model.reader.post == Some(post) && model.reader.request == request {
                model.reader.body = match blocks {
                    Ok(blocks) => Body::Ready(blocks),
                    Err(why) => Body::Failed(why),
                };
            }
            Vec::new()
        }
        Message::Told(notice) => {
            model.notice = Some(notice);
            Vec::new()
        }
        Message::Today(day) => {
            model.today = day;
            Vec::new()
        }
    };
    effects.extend(settle(model));
    effects
}

fn take_library(model: &mut Model, loaded: Loaded) -> Vec<Effect> {
    if loaded.generation != model.load.generation {
        return Vec::new();
    }
    model.load.read = loaded.read;
    model.load.total = loaded.total;
    model.load.done = loaded.done;
    let earlier = std::mem::replace(&mut model.problems, loaded.problems);
    if let Some(Overlay::Problems(list)) = &mut model.overlay
        && let Some(problem) = earlier.get(list.cursor)
        && let Some(at) = model.problems.iter().position(|other| other == problem)
    {
        list.cursor = at;
    }
    let reading = model.reading().cloned();
    model.library = loaded.library;
    if loaded.done && std::mem::take(&mut model.load.asked_for) {
        model.notice = told(Text::Reloaded(model.library.posts().len()));
        // The text on the screen may have changed on the disk.
        if reading.is_some()
            && let Some(post) = model.reading().cloned()
        {
            keep_place(model);
            return vec![ask_for_body(model, &post)];
        }
    }
    Vec::new()
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.typed.push_str(&crate::text::clean_line(text));
        picker.narrow(&model.library, &model.settled.facets);
    } else if model.overlay.is_none() {
        // Text pasted outside the query line can only be meant for it.
        model.query.edit();
        model.query.insert(text);
    }
    Vec::new()
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    if key == Key::control('c') {
        return vec![Effect::Quit];
    }
    if matches!(model.overlay, Some(Overlay::Picker(_))) {
        return press_in_picker(model, key);
    }
    if model.query.is_editing() {
        press_in_query(model, key);
        return Vec::new();
    }
    let context = match (&model.overlay, model.focus) {
        (Some(Overlay::Problems(_)), _) => Context::Problems,
        (Some(_), _) => Context::Scrolling,
        (None, Pane::Facets) => Context::Facets,
        (None, Pane::List) => Context::List,
        (None, Pane::Reader) => Context::Reader,
    };
    model.pressed.push(key);
    match model.keymap.resolve(context, &model.pressed) {
        Resolved::Action(action) => {
            model.pressed.clear();
            apply(model, action)
        }
        Resolved::Pending => Vec::new(),
        Resolved::Unbound => {
            let was_chord = model.pressed.len() > 1;
            model.pressed.clear();
            // A key that breaks a chord off is a key of its own.
            if was_chord { press(model, key) } else { Vec::new() }
        }
    }
}

fn press_in_query(model: &mut Model, key: Key) {
    match key.code {
        KeyCode::Enter => {
            model.query.accept();
            model.focus = Pane::List;
            model.zen = false;
        }
        KeyCode::Esc => model.query.give_back(),
        _ => edit_line(&mut model.query, key),
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

fn press_in_picker(model: &mut Model, key: Key) -> Vec<Effect> {
    let height = model.overlay_height();
    let Some(Overlay::Picker(picker)) = &mut model.overlay else { return Vec::new() };
    let mut narrowed = false;
    match (key.code, key.ctrl) {
        (KeyCode::Esc, _) => model.overlay = None,
        (KeyCode::Enter, _) => return apply(model, Action::Toggle),
        (KeyCode::Down, _) | (KeyCode::Char('n'), true) | (KeyCode::Tab, _) => {
            picker.cursor += 1;
        }
        (KeyCode::Up, _) | (KeyCode::Char('p'), true) => {
            picker.cursor = picker.cursor.saturating_sub(1);
        }
        (KeyCode::PageDown, _) => picker.cursor += height,
        (KeyCode::PageUp, _) => picker.cursor = picker.cursor.saturating_sub(height),
        (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
            // One character, not one cluster: what was typed last goes.
            picker.typed.pop();
            narrowed = true;
        }
        (KeyCode::Char('u' | 'w'), true) => {
            picker.typed.clear();
            narrowed = true;
        }
        (KeyCode::Char(character), false) => {
            picker.typed.push(character);
            narrowed = true;
        }
        _ => {}
    }
    if narrowed && let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.narrow(&model.library, &model.settled.facets);
    }
    Vec::new()
}
