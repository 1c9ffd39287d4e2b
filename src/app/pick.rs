//! Opening a picker, its keys, and doing what was chosen in it.

use super::action::Action;
use super::apply::apply;
use super::copy::copy_items;
use super::follow::{follow, go_to_heading};
use super::jump_list::leave;
use super::key::{Key, KeyCode};
use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::picker::{
    Choice, Picker, Subject, action_items, heading_items, link_items, value_items,
};
use super::query_forms::query_form_items;
use super::stories::{go_to_report, related_items};
use super::text_input::Pressed;
use super::typing::tell_full;
use super::views::{choose_view, delete_view, view_items};
use crate::messages::Text;
use crate::query::{Polarity, toggle};

/// Opens the picker of something, or says that there is none of it.
pub fn pick(model: &mut Model, subject: Subject) {
    let items = match subject {
        Subject::Values(facet) => value_items(
            facet,
            &model.context.library,
            &model.context.results.facets,
            model.context.query.query(),
        ),
        Subject::Links => link_items(&model.reader.document),
        Subject::Headings => {
            let document = &model.reader.document;
            model.reading().map_or_else(Vec::new, |post| heading_items(document, post))
        }
        Subject::Actions => action_items(model),
        Subject::Views => view_items(model),
        Subject::Copies => copy_items(model),
        Subject::Related => related_items(model),
        Subject::QueryForms => query_form_items(model),
    };
    match subject {
        Subject::Links if items.is_empty() => model.fail(&Text::NoLinks),
        Subject::Views if items.is_empty() => {
            let key = model.context.keymap.key_of(Action::SaveView);
            model.tell(&Text::NoViews(&key));
        }
        Subject::Headings if items.is_empty() => model.fail(&Text::NoHeadings),
        Subject::Related if items.is_empty() => model.tell(&Text::NothingRelated),
        Subject::Copies if items.is_empty() => model.fail(&Text::NothingToRead),
        _ => model.overlay = Some(Overlay::Picker(Picker::new(subject, items))),
    }
}

/// Does what was chosen in the picker, and closes it.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Picker(picker)) = model.overlay.take() else { return Vec::new() };
    let chosen = picker.chosen();
    if matches!(picker.subject, Subject::Values(_)) && !chosen.is_empty() {
        leave(model);
    }
    let mut effects = Vec::new();
    for choice in chosen {
        match choice {
            Choice::Value(facet, value) => {
                let text = toggle(model.context.query.text(), facet, &value, Polarity::Include);
                model.context.query.replace(text);
            }
            Choice::Link(number) => effects.extend(follow(model, number)),
            Choice::Heading(number) => go_to_heading(model, number),
            Choice::Action(action) => effects.extend(apply(model, action)),
            Choice::View(name) => choose_view(model, &name),
            Choice::Theme(name) => choose_theme(model, &name),
            Choice::Language(language) => model.context.language = language,
            Choice::Query(text) => model.context.query.insert(&text),
            Choice::Report(post, page) => go_to_report(model, post, page),
            Choice::Copy(text) => effects.push(Effect::Copy(text)),
        }
    }
    effects
}

/// Looks otherwise, until the program ends.
fn choose_theme(model: &mut Model, name: &str) {
    if let Some(theme) = model.context.themes.iter().find(|theme| theme.name == name) {
        model.context.theme = theme.clone();
        model.tell(&Text::ThemeChosen(name));
    }
}

/// A key while a picker is open.
pub fn press_in_picker(model: &mut Model, key: Key) -> Vec<Effect> {
    let height = model.overlay_height();
    let Some(Overlay::Picker(picker)) = &mut model.overlay else { return Vec::new() };
    let mut pressed = Pressed::Nothing;
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
        _ => pressed = picker.typed.press(key),
    }
    if let Pressed::Changed(outcome) = pressed {
        tell_full(model, outcome);
    }
    if pressed != Pressed::Nothing
        && let Some(Overlay::Picker(picker)) = &mut model.overlay
    {
        picker.narrow();
    }
    Vec::new()
}
