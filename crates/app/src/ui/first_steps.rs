//! The first steps, below the list.

use super::paint::{CellBuffer, put};
use super::theme::{Part, Theme};
use super::title_row;
use crate::app::{Area, Model};
use crate::messages::Text;

/// Paints the steps that are left: a title, then a key and what it does on each row.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let (context, keymap) = (&model.context, &model.context.keymap);
    let hides = Text::Hides(&keymap.key_of(crate::app::Action::Cancel)).say(context.language);
    title_row(theme, area, false, &Text::FirstSteps.say(context.language), &hides, buffer);
    let inner = area.below_title();
    let steps = context.first_steps.left();
    let keys: Vec<String> = steps.iter().map(|(action, _)| keymap.key_of(*action)).collect();
    let widest = keys.iter().map(|key| buffer.width(key) as u16).max().unwrap_or_default();
    for (((_, what), key), y) in steps.iter().zip(&keys).zip(inner.y..inner.y + inner.height) {
        let room = inner.width.saturating_sub(2);
        put(buffer, inner.x + 1, y, room.min(widest), key, theme.part(Part::Key));
        let room = room.saturating_sub(widest + 2);
        let text = buffer.truncate(&what.say(context.language), usize::from(room));
        put(buffer, inner.x + 1 + widest + 2, y, room, &text, theme.part(Part::Text));
    }
}
