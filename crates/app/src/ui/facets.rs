//! The facet pane: values to filter by, with their counts.

use super::paint::{CellBuffer, put};
use super::picker::tail;
use super::theme::{Part, Theme};
use super::{cursor_row, has_focus, title_row};
use crate::app::{Area, FacetRow, Model, Overlay, Pane};
use crate::library::Facet;
use crate::messages::Text;
use crate::query::{Is, Polarity};

/// Paints the pane. Returns the cell of the text cursor while a filter for values is typed.
pub fn paint(
    model: &Model,
    theme: &Theme,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) -> Option<(u16, u16)> {
    let is_typed = matches!(model.overlay, Some(Overlay::Filter));
    let focused = has_focus(model, Pane::Facets) || is_typed;
    let filter = &model.facets.filter;
    let mut title = Text::Facets.say(model.context.language);
    let mut cursor = None;
    if is_typed || !filter.is_empty() {
        let room = usize::from(area.width.saturating_sub(9));
        title = format!("> {}", tail(filter, room, buffer.ambiguous));
        cursor = Some((area.x + 2 + buffer.width(&title) as u16, area.y));
    }
    title_row(theme, area, focused, &title, "", buffer);
    let inner = area.below_title();
    let rows = model.facets.rows.iter().enumerate().skip(model.facets.top);
    for ((index, row), y) in rows.zip(inner.y..inner.y + inner.height) {
        paint_row(model, theme, inner, y, *row, buffer);
        if index == model.facets.cursor {
            cursor_row(theme, inner, y, focused, buffer);
        }
    }
    if model.facets.rows.is_empty() && !filter.is_empty() {
        let text = buffer.truncate(
            &Text::NoValue.say(model.context.language),
            usize::from(inner.width.saturating_sub(2)),
        );
        put(buffer, inner.x + 1, inner.y, inner.width, &text, theme.part(Part::Dim));
    }
    cursor.filter(|_| is_typed)
}

fn paint_row(
    model: &Model,
    theme: &Theme,
    area: Area,
    y: u16,
    row: FacetRow,
    buffer: &mut CellBuffer<'_>,
) {
    let x = area.x + 1;
    let room = area.width.saturating_sub(2);
    match row {
        FacetRow::Risen { number, before, now, polarity } => {
            let name = &model.context.library.table(Facet::Tag).values()[number as usize].value;
            value(theme, (x, y, room), name, &format!("{before} → {now}"), polarity, buffer);
        }
        FacetRow::Views { count, folded }
        | FacetRow::Rising { count, folded }
        | FacetRow::MyTags { count, folded } => {
            let mark = if folded { "▸" } else { "▾" };
            let name = match row {
                FacetRow::Views { .. } => Text::Views,
                FacetRow::MyTags { .. } => Text::MyTags,
                _ => Text::Rising,
            };
            let text = format!("{mark} {}", name.say(model.context.language));
            let used = put(buffer, x, y, room, &text, theme.part(Part::Heading));
            let count = format!(" {count}");
            put(buffer, x + used, y, room.saturating_sub(used), &count, theme.part(Part::Dim));
        }
        FacetRow::View { view, unread, all, new, chosen } => {
            let polarity = chosen.then_some(Polarity::Include);
            let name = model.views.all().get(view).map_or("", |view| view.name.as_str());
            let count = match new {
                Some(new) => Text::NewInView(new).say(model.context.language),
                None => format!("{unread}/{all}"),
            };
            value(theme, (x, y, room), name, &count, polarity, buffer);
        }
        FacetRow::MyTag { tag, count, polarity } => {
            let name = model.facets.own_tag(tag);
            value(theme, (x, y, room), name, &count.to_string(), polarity, buffer);
        }
        FacetRow::Noted { count, polarity } => {
            let name = Text::WithNote.say(model.context.language);
            value(theme, (x, y, room), &name, &count.to_string(), polarity, buffer);
        }
        FacetRow::State { is, count, polarity } => {
            let name = match (is, model.context.lists_stories()) {
                (Is::New, _) => Text::NewRows,
                (Is::Starred, false) => Text::StarredPosts,
                (Is::Starred, true) => Text::StarredStories,
                (_, false) => Text::UnreadPosts,
                (_, true) => Text::UnseenStories,
            };
            let name = name.say(model.context.language);
            value(theme, (x, y, room), &name, &count.to_string(), polarity, buffer);
        }
        FacetRow::Heading { facet, values, folded } => {
            let mark = if folded { "▸" } else { "▾" };
            let text = format!("{mark} {}", title(facet).say(model.context.language));
            let used = put(buffer, x, y, room, &text, theme.part(Part::Heading));
            let count = format!(" {values}");
            put(buffer, x + used, y, room.saturating_sub(used), &count, theme.part(Part::Dim));
        }
        FacetRow::Value { facet, number, count, polarity } => {
            let name = &model.context.library.table(facet).values()[number as usize].value;
            value(theme, (x, y, room), name, &count.to_string(), polarity, buffer);
        }
        FacetRow::More { hidden, .. } | FacetRow::MoreMine { hidden } => {
            put(
                buffer,
                x + 2,
                y,
                room - 2,
                &Text::More(hidden).say(model.context.language),
                theme.part(Part::Dim),
            );
        }
        FacetRow::Fewer { .. } | FacetRow::FewerMine => {
            put(
                buffer,
                x + 2,
                y,
                room - 2,
                &Text::Fewer.say(model.context.language),
                theme.part(Part::Dim),
            );
        }
    }
}

/// Paints a value and its count, in `room` cells from column `x` of row `y`.
fn value(
    theme: &Theme,
    (x, y, room): (u16, u16, u16),
    name: &str,
    count: &str,
    polarity: Option<Polarity>,
    buffer: &mut CellBuffer<'_>,
) {
    let count_width = (buffer.width(count) as u16).min(room);
    let (mark, part) = match polarity {
        Some(Polarity::Include) => ("✓ ", Part::Included),
        Some(Polarity::Exclude) => ("− ", Part::Excluded),
        None => ("  ", Part::Text),
    };
    put(buffer, x, y, room, mark, theme.part(part));
    let name_room = room.saturating_sub(3 + count_width);
    let name = buffer.truncate(name, usize::from(name_room));
    put(buffer, x + 2, y, name_room, &name, theme.part(part));
    put(buffer, x + room - count_width, y, count_width, count, theme.part(Part::Dim));
}

/// Name of a facet.
pub fn title(facet: Facet) -> Text<'static> {
    match facet {
        Facet::Category => Text::Categories,
        Facet::Tag => Text::Tags,
        Facet::Author => Text::Authors,
        Facet::Source => Text::Sources,
        Facet::Month => Text::Months,
    }
}
