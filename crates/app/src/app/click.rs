//! Clicks, drags and the wheel, applied to the target under the mouse.

use super::action::Action;
use super::arrangement::drag_border;
use super::carry_out::carry_out;
use super::hit::{MouseTarget, target};
use super::intent::Intent;
use super::message::Effect;
use super::model::Model;
use super::mouse::{Gesture, Mouse};
use super::overlay::Overlay;
use super::panes::Pane;
use super::press::press;
use super::reader::next_report;
use super::scrolled::WHEEL;
use crate::query::Polarity;

/// Handles a mouse event.
pub(super) fn point(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    match (mouse.what, model.dragged) {
        (Gesture::Drag, Some(border)) => {
            let intent = drag_border(border, (mouse.x, mouse.y), &model.context);
            return carry_out(model, intent);
        }
        (Gesture::Release, _) => model.dragged = None,
        _ => {}
    }
    let Some(target) = target(model, mouse.x, mouse.y) else { return Vec::new() };
    if matches!(mouse.what, Gesture::Drag | Gesture::Release) {
        return Vec::new();
    }
    model.count = None;
    model.pressed.clear();
    // The second half of a double click on a mark is not meant for the list that the first half has opened.
    let has_entered = std::mem::take(&mut model.pages.trends.has_entered);
    match mouse.what {
        Gesture::DoubleClick if has_entered => Vec::new(),
        Gesture::WheelDown | Gesture::WheelUp => {
            let intent = wheel(model, &target, mouse.what == Gesture::WheelDown);
            carry_out(model, intent)
        }
        // Handled above.
        Gesture::Drag | Gesture::Release => Vec::new(),
        Gesture::ControlClick => match target {
            MouseTarget::ListRow(row) => {
                let mut effects = click(model, target);
                let target = model.context.rows().target(row);
                effects.extend(carry_out(model, target.map(Intent::ToggleSelected)));
                effects
            }
            other => click(model, other),
        },
        Gesture::Click => click(model, target),
        Gesture::DoubleClick => match target {
            MouseTarget::ListRow(_) | MouseTarget::Problem(_) => {
                let mut effects = click(model, target);
                effects.extend(carry_out(model, [Intent::Act(Action::Read)]));
                effects
            }
            MouseTarget::Page(part) => {
                let action = part.second_click().map(Intent::Act);
                let mut effects = match action {
                    Some(_) => click(model, target),
                    None => Vec::new(),
                };
                effects.extend(carry_out(model, action));
                effects
            }
            // The first click has toggled the value; the second must not undo that.
            MouseTarget::FacetRow(_)
            | MouseTarget::Chip(..)
            | MouseTarget::OwnTag(_)
            | MouseTarget::Link(_)
            | MouseTarget::Note(_)
            | MouseTarget::Beside => Vec::new(),
            other => click(model, other),
        },
    }
}

fn click(model: &mut Model, target: MouseTarget) -> Vec<Effect> {
    if let MouseTarget::Hint(keys) = target {
        let keys = keys.split(' ').filter_map(|key| key.parse().ok());
        return keys.flat_map(|key| press(model, key)).collect();
    }
    if model.link_labels.take().is_some() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    let is_editing = model.context.query.is_editing() && model.overlay.is_none();
    if is_editing && target != MouseTarget::Query {
        effects = carry_out(model, [Intent::AcceptQuery]);
    }
    if matches!(model.overlay, Some(Overlay::Filter | Overlay::Find { .. })) {
        model.overlay = None;
    }
    let context = &model.context;
    let mut intents = Vec::new();
    match target {
        MouseTarget::Query => intents.push(Intent::EditQuery),
        MouseTarget::FacetRow(row) => {
            model.facets.cursor = row;
            intents.push(Intent::Focus(Pane::Facets));
            intents.extend(model.facets.toggle(Polarity::Include, context, &model.views));
        }
        MouseTarget::ListRow(row) => {
            intents.extend([Intent::Focus(Pane::List), Intent::SelectRow(row)]);
        }
        MouseTarget::ReaderRow(row) => {
            model.reader.line = row;
            intents.push(Intent::Focus(Pane::Reader));
        }
        MouseTarget::Link(link) => {
            intents.extend([Intent::Focus(Pane::Reader), Intent::OpenLink(link)]);
        }
        MouseTarget::Note(story) => {
            let post = model.reader.reading(context);
            let story = post.and_then(|post| post.stories.get(story));
            intents.push(Intent::Focus(Pane::Reader));
            intents.extend(story.into_iter().flat_map(|story| next_report(story.page, context)));
        }
        MouseTarget::OwnTag(tag) => {
            intents.extend([Intent::Leave, Intent::TickMine(tag, Polarity::Include)]);
        }
        MouseTarget::Chip(facet, value) => {
            intents.extend([Intent::Leave, Intent::Tick(facet, value, Polarity::Include)]);
        }
        MouseTarget::Pane(pane) => intents.push(Intent::Focus(pane)),
        MouseTarget::Border(border) => model.dragged = Some(border),
        MouseTarget::PickerRow(row) => {
            if let Some(Overlay::Picker(picker)) = &mut model.overlay {
                picker.cursor = row;
                intents = picker.choose(context);
            }
        }
        MouseTarget::ExportRow(row) => {
            if let Some(Overlay::Export(dialog)) = &mut model.overlay {
                dialog.click(row);
            }
        }
        MouseTarget::Problem(problem) => {
            if let Some(Overlay::Problems(list)) = &mut model.overlay {
                list.cursor = problem;
            }
        }
        MouseTarget::Page(target) => intents.extend(model.pages.click(target, context)),
        MouseTarget::Beside => intents.push(Intent::Close),
        // The keys of a hint have already been pressed above.
        MouseTarget::Hint(_) | MouseTarget::Overlay => {}
    }
    effects.extend(carry_out(model, intents));
    effects
}

/// Scrolls the pane or overlay under the mouse, regardless of focus. The cursor of a list moves only if it
/// would otherwise leave the viewport.
fn wheel(model: &mut Model, target: &MouseTarget, down: bool) -> Option<Intent> {
    let context = &model.context;
    match target {
        MouseTarget::FacetRow(_) | MouseTarget::Pane(Pane::Facets) => {
            model.facets.wheel(down, context);
        }
        MouseTarget::ListRow(_) | MouseTarget::Pane(Pane::List) => {
            return model.list.wheel(WHEEL, down, context);
        }
        MouseTarget::ReaderRow(_)
        | MouseTarget::Link(_)
        | MouseTarget::Note(_)
        | MouseTarget::Chip(..)
        | MouseTarget::OwnTag(_)
        | MouseTarget::Pane(Pane::Reader) => model.reader.go(WHEEL, down, context),
        MouseTarget::PickerRow(_)
        | MouseTarget::ExportRow(_)
        | MouseTarget::Problem(_)
        | MouseTarget::Overlay => {
            let height = model.overlay_height();
            match &mut model.overlay {
                Some(Overlay::Picker(picker)) => picker.wheel(down, height),
                _ => return Some(Intent::Scroll(WHEEL, down)),
            }
        }
        MouseTarget::Page(target) => model.pages.wheel(*target, down, context),
        MouseTarget::Query
        | MouseTarget::Beside
        | MouseTarget::Border(_)
        | MouseTarget::Hint(_) => {}
    }
    None
}
