//! A message changes the model and asks for effects: resolve the key, apply the action, settle.

use super::action::Context;
use super::apply::{choose, leave};
use super::changed::{take_change, take_look};
use super::completion::complete;
use super::configure::reconfigure;
use super::count::{apply_times, with_digit};
use super::follow::follow;
use super::front::take_rising;
use super::hints::{Hints, Typed};
use super::hits::find_typed;
use super::key::{Key, KeyCode};
use super::keymap::Resolved;
use super::lay_out::{take_body, take_laid_out};
use super::marks::{take_memory, take_remembered};
use super::message::{Effect, Loaded, Message};
use super::model::Model;
use super::mouse::{Gesture, point};
use super::notes::take_kin;
use super::overlay::Overlay;
use super::panes::Pane;
use super::picker::{Choice, Subject};
use super::query_line::QueryLine;
use super::reader::{Body, Follow};
use super::settle::{ask_for_body, settle, take_found};
use super::views::{delete_view, save_view, take_found_views, view_items};
use crate::messages::Text;
use crate::state::Change;
use std::sync::Arc;

/// Takes one message. Pure: the world is touched only by whoever performs the effects.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let mut effects = match message {
        Message::Key(key) => {
            model.notices.begin_answer();
            model.resume.touched = true;
            let effects = press(model, key);
            model.notices.end_answer();
            effects
        }
        Message::Mouse(mouse) => {
            model.resume.touched = true;
            if matches!(mouse.what, Gesture::WheelDown | Gesture::WheelUp) {
                point(model, mouse)
            } else {
                model.notices.begin_answer();
                let effects = point(model, mouse);
                model.notices.end_answer();
                effects
            }
        }
        Message::Paste(text) => paste(model, &text),
        Message::Resize(size) => {
            model.size = size;
            Vec::new()
        }
        Message::Loaded(loaded) => take_library(model, loaded),
        Message::Changed(change) => take_change(model, change),
        Message::Looked { generation, changed } => take_look(model, generation, changed),
        Message::Body { request, blocks, is_whole, .. } => {
            take_body(model, request, blocks, is_whole)
        }
        Message::Highlighted { request, blocks } => {
            if model.reader.answered == request {
                model.reader.body = Body::Ready(blocks);
                model.reader.version += 1;
                model.reader.follow = Follow::Rows;
            }
            Vec::new()
        }
        Message::LaidOut { request, document } => {
            take_laid_out(model, request, document);
            Vec::new()
        }
        Message::Found { request, found } => {
            take_found(model, request, found);
            Vec::new()
        }
        Message::Kin { request, kin } => {
            take_kin(model, request, kin);
            Vec::new()
        }
        Message::Rising { request, rising } => {
            take_rising(model, request, rising);
            Vec::new()
        }
        Message::Snippets { words, snippets } => {
            model.settled.snippets.take(words, snippets);
            Vec::new()
        }
        Message::FoundViews { request, found } => {
            take_found_views(model, request, found);
            Vec::new()
        }
        Message::Recalled(memory) => {
            take_memory(model, *memory);
            Vec::new()
        }
        Message::Remembered { posts, stories, views, queries } => {
            take_remembered(model, &posts, &stories);
            if let Some(views) = views {
                model.views.take(views);
            }
            if let Some(queries) = queries {
                model.query.recall_kept(queries);
            }
            Vec::new()
        }
        Message::Told(notice) => {
            if notice.text.is_empty() {
                model.notices.over();
            } else {
                model.notices.say(notice);
            }
            Vec::new()
        }
        Message::Configured { file, language, reload } => {
            reconfigure(model, *file, language, reload)
        }
        Message::Faded(number) => {
            model.notices.fade(number);
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
    // What is there is not taken away while the same comes in again.
    if model.load.asked_for && !loaded.done {
        return Vec::new();
    }
    let earlier = Arc::clone(&model.problems);
    model.take_findings(loaded.problems);
    if let Some(Overlay::Problems(list)) = &mut model.overlay
        && let Some(problem) = earlier.get(list.cursor)
        && let Some(at) = model.problems.iter().position(|other| other == problem)
    {
        list.cursor = at;
    }
    let reading = model.reading().cloned();
    model.library = loaded.library;
    if loaded.done && std::mem::take(&mut model.load.asked_for) {
        model.tell(&Text::Reloaded(model.library.posts().len()));
        // The text on the screen may have changed on the disk.
        if reading.is_some()
            && let Some(post) = model.reading().cloned()
        {
            return vec![ask_for_body(model, &post)];
        }
    }
    Vec::new()
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.resume.touched = true;
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.typed.push_str(&crate::text::clean_line(text));
        picker.narrow();
    } else if let Some(Overlay::Help(help)) = &mut model.overlay {
        if help.typing {
            help.typed.push_str(&crate::text::clean_line(text));
        }
    } else if let Some(Overlay::Name { typed }) = &mut model.overlay {
        typed.push_str(&crate::text::clean_line(text));
    } else if let Some(Overlay::Find { typed, before, .. }) = &mut model.overlay {
        typed.push_str(&crate::text::clean_line(text));
        let (typed, before) = (typed.clone(), *before);
        find_typed(model, &typed, before);
    } else if let Some(Overlay::Filter) = &model.overlay {
        model.facets.filter.push_str(&crate::text::clean_line(text));
        model.settled.recounted = true;
    } else if model.overlay.is_none() {
        // Text pasted outside the query line can only be meant for it.
        model.query.edit();
        model.query.insert(text);
    }
    Vec::new()
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if key == Key::control('c') {
        return vec![Effect::Quit];
    }
    if let Some(hints) = model.hints.take() {
        return press_in_hints(model, hints, key);
    }
    if matches!(model.overlay, Some(Overlay::Picker(_))) {
        return press_in_picker(model, key);
    }
    if model.query.is_editing() {
        return press_in_query(model, key);
    }
    match &model.overlay {
        Some(Overlay::Help(help)) if help.typing => {
            if let Some(Overlay::Help(help)) = &mut model.overlay {
                help.press(key);
            }
            return Vec::new();
        }
        Some(Overlay::Name { .. }) => return press_in_name(model, key),
        Some(Overlay::Find { .. }) => return press_in_find(model, key),
        Some(Overlay::Filter) => return press_in_filter(model, key),
        _ => {}
    }
    let context = match (&model.overlay, model.focus) {
        (Some(Overlay::Problems(_)), _) => Context::Problems,
        (Some(_), _) => Context::Scrolling,
        (None, _) if model.trends.is_open => Context::Trends,
        (None, Pane::Facets) => Context::Facets,
        (None, Pane::List) => Context::List,
        (None, Pane::Reader) => Context::Reader,
    };
    // What is half typed is given up first.
    if key == Key::plain(KeyCode::Esc) && (model.count.is_some() || !model.pressed.is_empty()) {
        model.count = None;
        model.pressed.clear();
        return Vec::new();
    }
    model.pressed.push(key);
    match model.keymap.resolve(context, &model.pressed) {
        Resolved::Action(action) => {
            model.pressed.clear();
            let count = model.count.take();
            apply_times(model, action, count)
        }
        Resolved::Pending => Vec::new(),
        Resolved::Unbound => {
            let was_chord = model.pressed.len() > 1;
            model.pressed.clear();
            if !was_chord && let Some(count) = with_digit(model.count, key) {
                model.count = Some(count);
                return Vec::new();
            }
            model.count = None;
            // A key that breaks a chord off is a key of its own.
            if was_chord { press(model, key) } else { Vec::new() }
        }
    }
}

fn press_in_query(model: &mut Model, key: Key) -> Vec<Effect> {
    let mut effects = Vec::new();
    match key.code {
        KeyCode::Enter => {
            leave(model);
            model.query.accept();
            let kept = model.query.text();
            if !kept.is_empty() {
                effects.push(Effect::Remember(Change::Query(kept.to_owned())));
            }
            model.focus = Pane::List;
            model.zen = false;
        }
        KeyCode::Esc => model.query.give_back(),
        KeyCode::Up => model.query.recall(true),
        KeyCode::Down => model.query.recall(false),
        KeyCode::Char('p') if key.ctrl => model.query.recall(true),
        KeyCode::Char('n') if key.ctrl => model.query.recall(false),
        KeyCode::Tab => {
            let (library, counts) = (&model.library, &model.settled.facets);
            model
                .query
                .complete(!key.shift, |text, cursor| complete(text, cursor, library, counts));
        }
        _ => edit_line(&mut model.query, key),
    }
    effects
}

/// Types a name for the query.
fn press_in_name(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Overlay::Name { typed }) = &mut model.overlay else { return Vec::new() };
    match (key.code, key.ctrl) {
        (KeyCode::Esc, _) => model.overlay = None,
        (KeyCode::Enter, _) => {
            let typed = typed.clone();
            return save_view(model, &typed);
        }
        _ => {
            type_into(typed, key);
        }
    }
    Vec::new()
}

/// Types what is looked for in the post that is read.
fn press_in_find(model: &mut Model, key: Key) -> Vec<Effect> {
    let Some(Overlay::Find { typed, before, find }) = &mut model.overlay else { return Vec::new() };
    let before = *before;
    let given_up = key.code == KeyCode::Backspace && typed.is_empty();
    if key.code == KeyCode::Esc || given_up {
        model.reader.find = find.take();
        model.reader.finds += 1;
        model.overlay = None;
        let height = model.reader_height();
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
    } else if type_into(typed, key) {
        let typed = typed.clone();
        find_typed(model, &typed, before);
    }
    Vec::new()
}

/// Types what the facet pane's values are narrowed by.
fn press_in_filter(model: &mut Model, key: Key) -> Vec<Effect> {
    let filter = &mut model.facets.filter;
    let given_up = key.code == KeyCode::Backspace && filter.is_empty();
    match key.code {
        KeyCode::Enter => model.overlay = None,
        KeyCode::Down => model.facets.cursor += 1,
        KeyCode::Up => model.facets.cursor = model.facets.cursor.saturating_sub(1),
        _ => {
            let changed = if key.code == KeyCode::Esc || given_up {
                filter.clear();
                model.overlay = None;
                true
            } else {
                type_into(filter, key)
            };
            if changed {
                model.facets.cursor = 0;
                model.settled.recounted = true;
            }
        }
    }
    Vec::new()
}

/// Types into a short text that has no cursor; false if the key means nothing there.
fn type_into(typed: &mut String, key: Key) -> bool {
    match (key.code, key.ctrl) {
        (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
            // One character, not one cluster: what was typed last goes.
            typed.pop();
        }
        (KeyCode::Char('u' | 'w'), true) => typed.clear(),
        (KeyCode::Char(character), false) if !key.alt => typed.push(character),
        _ => return false,
    }
    true
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
        (KeyCode::Enter, _) => return choose(model),
        (KeyCode::Tab, _) if !key.shift && matches!(picker.subject, Subject::Values(_)) => {
            picker.mark();
        }
        (KeyCode::Delete, _) | (KeyCode::Char('x'), true) if picker.subject == Subject::Views => {
            let Some(Choice::View(name)) = picker.at_cursor().map(|item| item.choice.clone())
            else {
                return Vec::new();
            };
            let effects = delete_view(model, &name);
            let items = view_items(model);
            if let Some(Overlay::Picker(picker)) = &mut model.overlay {
                picker.replace(items);
            }
            return effects;
        }
        (KeyCode::Down, _) | (KeyCode::Char('n' | 'j'), true) => picker.cursor += 1,
        (KeyCode::Up, _) | (KeyCode::Char('p' | 'k'), true) => {
            picker.cursor = picker.cursor.saturating_sub(1);
        }
        (KeyCode::Home, _) => picker.cursor = 0,
        (KeyCode::End, _) => picker.cursor = picker.rows.len(),
        (KeyCode::PageDown, _) => picker.cursor += height,
        (KeyCode::PageUp, _) => picker.cursor = picker.cursor.saturating_sub(height),
        _ => narrowed = type_into(&mut picker.typed, key),
    }
    if narrowed && let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.narrow();
    }
    Vec::new()
}

fn press_in_hints(model: &mut Model, mut hints: Hints, key: Key) -> Vec<Effect> {
    let KeyCode::Char(letter) = key.code else { return Vec::new() };
    match hints.take(letter) {
        Typed::Link(number) => follow(model, number),
        Typed::Pending => {
            model.hints = Some(hints);
            Vec::new()
        }
        Typed::Nothing => Vec::new(),
    }
}
