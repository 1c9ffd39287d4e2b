//! A message changes the model and asks for effects: resolve the key, apply the action, derive what follows.

use super::action::{Action, KeyContext};
use super::changed::{take_change, take_look};
use super::configure::reconfigure;
use super::count::{apply_times, with_digit};
use super::derive::{ask_for_body, derive_all};
use super::follow::follow;
use super::front::take_rising;
use super::key::{Key, KeyCode};
use super::keymap::Resolved;
use super::lay_out::{take_body, take_laid_out};
use super::link_labels::{LinkLabels, Typed};
use super::marks::{take_memory, take_remembered};
use super::message::{Effect, Loaded, Message};
use super::model::Model;
use super::mouse::point;
use super::notes::take_related;
use super::overlay::Overlay;
use super::panes::Pane;
use super::pick::press_in_picker;
use super::reader::{Body, Follow};
use super::typing::{
    check_room, paste, press_in_filter, press_in_find, press_in_name, press_in_query, tell_full,
};
use super::views::take_found_views;
use crate::markdown::Block;
use crate::messages::Text;
use crate::state::View;
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
            if mouse.what.is_wheel() {
                point(model, mouse)
            } else {
                model.notices.begin_answer();
                let effects = point(model, mouse);
                model.notices.end_answer();
                effects
            }
        }
        Message::Paste { text, is_cut } => paste(model, &text, is_cut),
        Message::Resize(size) => {
            model.context.size = size;
            Vec::new()
        }
        Message::Loaded(loaded) => take_library(model, loaded),
        Message::Changed(change) => take_change(model, change),
        Message::Looked { generation, changed } => take_look(model, generation, changed),
        Message::Body { request, blocks, is_whole, .. } => {
            take_body(model, request, blocks, is_whole)
        }
        Message::Highlighted { request, blocks } => {
            take_highlighted(model, request, blocks);
            Vec::new()
        }
        Message::LaidOut { request, document } => {
            take_laid_out(model, request, document);
            Vec::new()
        }
        Message::Found { request, found } => {
            model.context.results.take(request, found, &model.context.marks, model.context.marked);
            Vec::new()
        }
        Message::Related { request, related } => {
            take_related(model, request, related);
            Vec::new()
        }
        Message::Rising { request, rising } => {
            take_rising(model, request, rising);
            Vec::new()
        }
        Message::Background(red, green, blue) => {
            model.context.background = Some((red, green, blue));
            Vec::new()
        }
        Message::Blamed { request, blame } => {
            model.context.results.take_blame(request, blame);
            Vec::new()
        }
        Message::Snippets { words, snippets } => {
            model.derived.snippets.take(words, snippets);
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
            take_kept(model, views, queries);
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
            model.context.today = day;
            Vec::new()
        }
    };
    // A query that was not typed: of a view, or of the command line.
    check_room(model);
    effects.extend(derive_all(model));
    effects
}

fn take_library(model: &mut Model, loaded: Loaded) -> Vec<Effect> {
    if loaded.generation != model.context.load.generation {
        return Vec::new();
    }
    model.context.load.read = loaded.read;
    model.context.load.total = loaded.total;
    model.context.load.done = loaded.done;
    // What is there is not taken away while the same comes in again.
    if model.context.load.asked_for && !loaded.done {
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
    model.context.library = loaded.library;
    if loaded.done && std::mem::take(&mut model.context.load.asked_for) {
        model.tell(&Text::Reloaded(model.context.library.posts().len()));
        // The text on the screen may have changed on the disk.
        if reading.is_some()
            && let Some(post) = model.reading().cloned()
        {
            return vec![ask_for_body(model, &post)];
        }
    }
    Vec::new()
}

pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if key == Key::control('c') {
        return vec![Effect::Quit];
    }
    if let Some(action) = everywhere(model, key) {
        return apply_times(model, action, None);
    }
    if let Some(hints) = model.link_labels.take() {
        return press_in_hints(model, hints, key);
    }
    if matches!(model.overlay, Some(Overlay::Picker(_))) {
        return press_in_picker(model, key);
    }
    if model.context.query.is_editing() {
        return press_in_query(model, key);
    }
    match &model.overlay {
        Some(Overlay::Help(help)) if help.typing => {
            if let Some(Overlay::Help(help)) = &mut model.overlay {
                let outcome = help.press(key);
                tell_full(model, outcome);
            }
            return Vec::new();
        }
        Some(Overlay::Name { .. }) => return press_in_name(model, key),
        Some(Overlay::Find { .. }) => return press_in_find(model, key),
        Some(Overlay::Filter) => return press_in_filter(model, key),
        _ => {}
    }
    let context = context(model);
    // What is half typed is given up first.
    if key == Key::plain(KeyCode::Esc) && (model.count.is_some() || !model.pressed.is_empty()) {
        model.count = None;
        model.pressed.clear();
        return Vec::new();
    }
    model.pressed.push(key);
    match model.context.keymap.resolve(context, &model.pressed) {
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
            if was_chord {
                return press(model, key);
            }
            tell_unbound(model, context, key);
            Vec::new()
        }
    }
}

/// Takes in the views and queries that another instance has kept.
fn take_kept(model: &mut Model, views: Option<Vec<View>>, queries: Option<Vec<String>>) {
    if let Some(views) = views {
        model.views.take(views);
    }
    if let Some(queries) = queries {
        model.context.query.recall_kept(queries);
    }
}

/// Takes in a post's text with the parts of its code told apart, unless another text has come since.
fn take_highlighted(model: &mut Model, request: u64, blocks: Arc<Vec<Block>>) {
    if model.reader.answered == request {
        model.reader.body = Body::Ready(blocks);
        model.reader.version += 1;
        model.reader.follow = Follow::Rows;
    }
}

/// Says where a key means something that means nothing here, or which key lists all of them.
fn tell_unbound(model: &mut Model, here: KeyContext, key: Key) {
    let help = model.context.keymap.key_of(Action::Help);
    let (name, language) = (key.to_string(), model.context.language);
    let elsewhere = model.context.keymap.elsewhere(here, key);
    match elsewhere.map(|row| (row.context.title(), row.action.help())) {
        Some((place, action)) => {
            let (place, action) = (place.say(language), action.say(language));
            model.tell(&Text::KeyElsewhere(&name, &place, &action));
        }
        None => model.tell(&Text::KeyUnbound(&name, &help)),
    }
}

/// Where keys mean something now.
pub(super) fn context(model: &Model) -> KeyContext {
    match (&model.overlay, model.context.focus) {
        (Some(Overlay::Problems(_)), _) => KeyContext::Problems,
        (Some(_), _) => KeyContext::Scrolling,
        (None, _) if model.context.shows_trends => KeyContext::Trends,
        (None, Pane::Facets) => KeyContext::Facets,
        (None, Pane::List) => KeyContext::List,
        (None, Pane::Reader) => KeyContext::Reader,
    }
}

/// What concerns the terminal is heard where text is typed too, unless its key could be text.
fn everywhere(model: &Model, key: Key) -> Option<Action> {
    if !(key.ctrl || key.alt || matches!(key.code, KeyCode::F(_))) {
        return None;
    }
    match model.context.keymap.resolve(KeyContext::Anywhere, &[key]) {
        Resolved::Action(action @ (Action::Redraw | Action::Suspend)) => Some(action),
        _ => None,
    }
}

fn press_in_hints(model: &mut Model, mut hints: LinkLabels, key: Key) -> Vec<Effect> {
    let KeyCode::Char(letter) = key.code else { return Vec::new() };
    match hints.take(letter) {
        Typed::Link(number) => follow(model, number),
        Typed::Pending => {
            model.link_labels = Some(hints);
            Vec::new()
        }
        Typed::Nothing => Vec::new(),
    }
}
