//! Trends: figures about the matches of the query, with one file per kind of section.

mod bars;
mod calendar;
mod labels;
mod lines;

use super::paint::{CellBuffer, put, put_mark};
use super::theme::{Part, Theme};
use super::title_row;
use crate::app::trends::{Section, pieces, rows, sections};
use crate::app::{Area, Model};
use crate::markdown::wrap;
use crate::messages::Text;

/// Paints the whole area below the query line.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    header(model, theme, area, buffer);
    for (section, area) in sections(area.below_title(), model.pages.trends.section) {
        title(model, theme, section, area, buffer);
        match section {
            Section::Calendar => calendar::paint(model, theme, area, buffer),
            Section::Lines => lines::paint(model, theme, area, buffer),
            _ => bars::paint(model, theme, section, area, buffer),
        }
    }
}

/// True if keys go to a section.
fn has_focus(model: &Model, section: Section) -> bool {
    model.pages.trends.section == section
        && model.overlay.is_none()
        && !model.context.query.is_editing()
}

/// Paints the header: what is shown, the choice of windows, and the sections without room.
fn header(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let pieces = pieces(
        &model.pages.trends,
        area,
        model.context.language,
        model.context.config.ambiguous_width,
    );
    for x in area.x..area.x + area.width {
        // Styles are applied on top of what was there before, so nothing is drawn below a piece.
        if pieces.iter().all(|piece| !(piece.x..piece.x + piece.width).contains(&x)) {
            put_mark(buffer, x, area.y, "─", theme.part(Part::Frame));
        }
    }
    for piece in pieces {
        let is_chosen = piece.window == Some(model.pages.trends.window);
        let part = match (piece.window, piece.section) {
            (Some(_), _) if is_chosen => Part::Included,
            (None, None) => Part::FocusedTitle,
            _ => Part::Dim,
        };
        put(buffer, piece.x, area.y, piece.width, &piece.text, theme.part(part));
    }
}

fn title(model: &Model, theme: &Theme, section: Section, area: Area, buffer: &mut CellBuffer<'_>) {
    let trends = &model.pages.trends;
    let name = section.title(trends.figures.stories).say(model.context.language);
    // The title of the calendar names its unit already.
    let name = match section {
        Section::Calendar => name,
        _ if trends.figures.stories => Text::InStories(&name).say(model.context.language),
        _ => Text::InPosts(&name).say(model.context.language),
    };
    let count = rows(&trends.figures, section);
    let height = usize::from(area.below_title().height);
    let room = usize::from(area.width).saturating_sub(buffer.width(&name) + 7);
    let right = match section {
        Section::Rising | Section::Fading if count <= height => match trends.window {
            Some(days) if count > 0 => Text::DaysAgainst(days).say(model.context.language),
            _ => String::new(),
        },
        Section::Calendar => calendar::at_cursor(model, room),
        Section::Lines if trends.figures.charted.is_empty() => String::new(),
        Section::Lines => Text::EachPoint(trends.figures.series.step).say(model.context.language),
        _ if count > height => {
            let top = trends.rows_of(section).top;
            let last = (top + height).min(count);
            Text::ShownOf(top + 1, last, count).say(model.context.language)
        }
        _ => String::new(),
    };
    title_row(theme, area, has_focus(model, section), &name, &right, buffer);
}

/// Paints a sentence in place of a section without data.
fn say(model: &Model, theme: &Theme, area: Area, text: &Text<'_>, buffer: &mut CellBuffer<'_>) {
    let inner = area.below_title();
    let room = inner.width.saturating_sub(2);
    let rows = wrap(&text.say(model.context.language), usize::from(room), buffer.ambiguous);
    for (row, y) in rows.iter().zip(inner.y..inner.y + inner.height) {
        put(buffer, inner.x + 1, y, room, row, theme.part(Part::Dim));
    }
}
