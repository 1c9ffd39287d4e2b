//! Sections that are lists: a name, a bar and its count on each row.

use super::{has_focus, say};
use crate::app::trends::{MOST_LINES, Row, Section, row, rows};
use crate::app::{Area, Model};
use crate::library::Facet;
use crate::messages::Text;
use crate::query::{Polarity, ticked};
use crate::text::bar;
use crate::ui::fill;
use crate::ui::paint::{CellBuffer, put, put_mark};
use crate::ui::theme::{Part, Theme};
use ratatui::style::Style;

/// Cells left of the names: whether the value is asked for, or the number of its line.
const MARGIN: u16 = 3;

/// Paints the rows in sight.
pub fn paint(
    model: &Model,
    theme: &Theme,
    section: Section,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    let figures = &model.trends.figures;
    let inner = area.below_title();
    let count = rows(figures, section);
    if count == 0 {
        say(model, theme, area, &nothing(model, section), buffer);
        return;
    }
    let place = model.trends.rows_of(section);
    let shown: Vec<(usize, Row)> = (place.top..count)
        .take(usize::from(inner.height))
        .filter_map(|number| Some((number, row(figures, section, number)?)))
        .collect();
    let names: Vec<String> = shown.iter().map(|(_, row)| name(model, section, row)).collect();
    let numbers: Vec<String> = shown.iter().map(|(_, row)| numbers(model, section, row)).collect();
    let widest = |texts: &[String], most: u16| {
        let widths = texts.iter().map(|text| buffer.width(text));
        (widths.max().unwrap_or(0) as u16).min(most)
    };
    let number_width = widest(&numbers, inner.width / 3);
    let name_width = widest(&names, (inner.width - MARGIN - number_width) * 3 / 5);
    let left = inner.x + MARGIN + name_width + 1;
    let room = (inner.x + inner.width).saturating_sub(left + number_width + 2);
    // Bars of one section have one measure, that of its longest; the first row has it.
    let longest = |row: &Row| row.count.max(row.other.unwrap_or(0));
    let most = match section {
        Section::Tags | Section::Sources | Section::Authors => {
            row(figures, section, 0).map_or(0, |row| row.count)
        }
        _ => shown.iter().map(|(_, row)| longest(row)).max().unwrap_or(0),
    };
    let texts = shown.iter().zip(names.iter().zip(&numbers));
    for (y, ((number, row), (name, written))) in (inner.y..).zip(texts) {
        let (mark, part) = mark(model, section, row);
        put(buffer, inner.x + 1, y, 2, &mark, theme.part(part));
        let name = buffer.truncate(name, usize::from(name_width));
        put(buffer, inner.x + MARGIN, y, name_width, &name, theme.part(Part::Text));
        let width = buffer.width(written) as u16;
        let right = left + number_width.saturating_sub(width);
        put(buffer, right, y, number_width, written, theme.part(Part::Dim));
        // What is a part of something is drawn as that.
        let of = if section == Section::Reading { row.other.unwrap_or(most) } else { most };
        // Of what fades the past is what there is to see.
        let count = if section == Section::Fading { longest(row) } else { row.count };
        let drawn = bar(count, of, usize::from(room), buffer.ambiguous);
        let x = left + number_width + 1;
        let used = put(buffer, x, y, room, &drawn, look(theme, section));
        if section == Section::Reading {
            for x in x + used..x + room {
                put_mark(buffer, x, y, "▁", theme.part(Part::Frame));
            }
        }
        if has_focus(model, section) && *number == place.cursor {
            fill(buffer, inner, y, theme.part(Part::Cursor));
        }
    }
}

fn look(theme: &Theme, section: Section) -> Style {
    theme.part(match section {
        Section::Rising => Part::Rising,
        Section::Fading => Part::Fading,
        _ => Part::Bar,
    })
}

/// Why there is no row.
fn nothing(model: &Model, section: Section) -> Text<'static> {
    match section {
        Section::Rising | Section::Fading => match model.trends.window {
            _ if model.trends.figures.window.is_none() => Text::NoDays,
            None => Text::NothingBefore,
            Some(_) => Text::NoChange,
        },
        Section::Reading => Text::NothingToRead,
        _ => Text::NoneInWindow,
    }
}

fn name(model: &Model, section: Section, row: &Row) -> String {
    let facet = section.facet().unwrap_or(Facet::Tag);
    match row.number {
        Some(number) => model.library.table(facet).values()[number as usize].value.clone(),
        None => Text::AllMonths.say(model.language),
    }
}

fn numbers(model: &Model, section: Section, row: &Row) -> String {
    match (section, row.other) {
        (Section::Reading, Some(all)) => Text::ReadOf(row.count, all).say(model.language),
        (_, Some(before)) => {
            let arrow = model.config.ambiguous_width.drawn("→");
            format!("{before} {arrow} {}", row.count)
        }
        (_, None) => row.count.to_string(),
    }
}

/// What stands left of a value: that the query asks for it, or which line is its own.
fn mark(model: &Model, section: Section, row: &Row) -> (String, Part) {
    let (Some(number), Some(facet)) = (row.number, section.facet()) else {
        return (String::new(), Part::Text);
    };
    let table = model.library.table(facet);
    let is_asked_for = ticked(model.query.query()).iter().any(|one| {
        one.facet == facet
            && one.polarity == Polarity::Include
            && table.number(&one.key) == Some(number)
    });
    if is_asked_for {
        return ("✓".to_owned(), Part::Included);
    }
    let charted = &model.trends.figures.charted;
    let line = charted.iter().position(|(_, other)| *other == Some(number));
    match line.filter(|_| facet == Facet::Tag) {
        Some(line) => ((line + 1).to_string(), super::lines::part(line)),
        None => (String::new(), Part::Text),
    }
}

const _: () = assert!(MOST_LINES < 10, "a line's number takes one cell");
