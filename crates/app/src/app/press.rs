//! Handling of a key: as typed text, or as an action by the keymap.

use super::action::{Action, KeyContext};
use super::carry_out::carry_out;
use super::context::Context;
use super::count::{repeated, with_digit};
use super::intent::Intent;
use super::key::{Key, KeyCode};
use super::keymap::{Keymap, Resolved};
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::panes::Pane;
use super::reader::Typed;
use super::typing::press_in_name;
use crate::messages::Text;

/// Handles a key.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    if key == Key::control('c') {
        return vec![Effect::Quit];
    }
    if let Some(action) = everywhere(&model.context.keymap, key) {
        return carry_out(model, [Intent::Act(action)]);
    }
    if let Some(intents) = type_key(model, key) {
        return carry_out(model, intents);
    }
    let here = key_context(model);
    // Escape first cancels an incomplete count or chord.
    if key == Key::plain(KeyCode::Esc) && (model.count.is_some() || !model.pressed.is_empty()) {
        model.count = None;
        model.pressed.clear();
        return Vec::new();
    }
    model.pressed.push(key);
    match model.context.keymap.resolve(here, &model.pressed) {
        Resolved::Action(action) => {
            model.pressed.clear();
            let intents = repeated(action, model.count.take(), model.context.focus);
            carry_out(model, intents)
        }
        Resolved::Command(index) => {
            model.pressed.clear();
            model.count = None;
            let name = model.context.keymap.commands()[index].name.clone();
            carry_out(model, [Intent::RunCommand(name)])
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
            // A key that does not continue a chord is handled by itself.
            if was_chord {
                return press(model, key);
            }
            let notice = unbound(here, key, &model.context);
            carry_out(model, [notice])
        }
    }
}

/// Handles a key as text, if text is being typed.
fn type_key(model: &mut Model, key: Key) -> Option<Vec<Intent>> {
    if let Some(mut labels) = model.link_labels.take() {
        let KeyCode::Char(letter) = key.code else { return Some(Vec::new()) };
        let typed = labels.take(letter);
        if typed == Typed::Pending {
            model.link_labels = Some(labels);
        }
        return Some(match typed {
            Typed::Link(number) => vec![Intent::OpenLink(number)],
            Typed::Pending | Typed::Nothing => Vec::new(),
        });
    }
    let (height, context) = (model.overlay_height(), &mut model.context);
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        return Some(picker.press(key, height, context));
    }
    if context.query.is_editing() {
        return Some(context.press_in_query(key));
    }
    Some(match &mut model.overlay {
        Some(Overlay::Help(help)) if help.typing => {
            context.full(help.press(key)).into_iter().collect()
        }
        Some(Overlay::Name { typed }) => press_in_name(typed, key, context),
        Some(Overlay::Note(input)) => input.press(key, context),
        Some(Overlay::Find { typed, before, find }) => {
            model.reader.press_in_find(typed, *before, find, key, context)
        }
        Some(Overlay::Filter) => model.facets.press(key, context),
        Some(Overlay::Confirm(confirm)) => confirm.press(key),
        Some(Overlay::Export(dialog)) => dialog.press(key, context),
        _ => return None,
    })
}

/// The intent of showing in which context an unbound key has a meaning, or the key of the help.
fn unbound(here: KeyContext, key: Key, context: &Context) -> Intent {
    let help = context.keymap.key_of(Action::Help);
    let (name, language) = (key.to_string(), context.language);
    let elsewhere = context.keymap.elsewhere(here, key);
    match elsewhere.map(|row| (row.context.title(), row.action.help())) {
        Some((place, action)) => {
            let (place, action) = (place.say(language), action.say(language));
            context.tell(&Text::KeyElsewhere(&name, &place, &action))
        }
        None => match context.keymap.command_elsewhere(key) {
            Some(command) => {
                let place = KeyContext::Panes.title().say(language);
                context.tell(&Text::KeyElsewhere(&name, &place, command))
            }
            None => context.tell(&Text::KeyUnbound(&name, &help)),
        },
    }
}

/// The current key context.
pub(super) fn key_context(model: &Model) -> KeyContext {
    match (&model.overlay, model.context.focus) {
        (Some(Overlay::Problems(_)), _) => KeyContext::Problems,
        (Some(_), _) => KeyContext::Scrolling,
        (None, _) if let Some(context) = model.context.page.key_context() => context,
        (None, Pane::Facets) => KeyContext::Facets,
        (None, Pane::List) => KeyContext::List,
        (None, Pane::Reader) => KeyContext::Reader,
    }
}

/// The action of a key that also works while text is typed: it concerns the terminal, and cannot be text.
fn everywhere(keymap: &Keymap, key: Key) -> Option<Action> {
    if !(key.ctrl || key.alt || matches!(key.code, KeyCode::F(_))) {
        return None;
    }
    match keymap.resolve(KeyContext::Anywhere, &[key]) {
        Resolved::Action(action @ (Action::Redraw | Action::Suspend)) => Some(action),
        _ => None,
    }
}
