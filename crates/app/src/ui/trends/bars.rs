//! List sections: a name, a bar and a count on each row.

use super::{has_focus, say};
use crate::app::trends::{MAX_LINES, Section, SectionRow, row, rows};
use crate::app::{Area, Model};
use crate::library::Facet;
use crate::messages::Text;
use crate::query::{Polarity, ticked};
use crate::text::bar;
use crate::ui::fill;
use crate::ui::paint::{CellBuffer, put, put_mark};
use crate::ui::theme::{Part, Theme};
use ratatui::style::Style;

/// Cells left of the names, for the mark of a value in the query or for the number of its line.
const MARGIN: u16 = 3;

/// Paints the visible rows.
pub fn paint(
    model: &Model,
    theme: &Theme,
    section: Section,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    let figures = &model.pages.trends.figures;
    let inner = area.below_title();
    let count = rows(figures, section);
    if count == 0 {
        say(model, theme, area, &nothing(model, section), buffer);
        return;
    }
    let place = model.pages.trends.rows_of(section);
    let shown: Vec<(usize, SectionRow)> = (place.top..count)
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
    let bars = Bars {
        x: left + number_width + 1,
        room: (inner.x + inner.width).saturating_sub(left + number_width + 2),
        most: most(model, section),
    };
    let texts = shown.iter().zip(names.iter().zip(&numbers));
    for (y, ((number, row), (name, written))) in (inner.y..).zip(texts) {
        // Only the text is reversed: a reversed bar would be another bar.
        let is_cursor = has_focus(model, section) && *number == place.cursor;
        let style = |part| theme.part(if is_cursor { Part::Text } else { part });
        let (mark, part) = mark(model, section, row);
        put(buffer, inner.x + 1, y, 2, &mark, style(part));
        let name = buffer.truncate(name, usize::from(name_width));
        put(buffer, inner.x + MARGIN, y, name_width, &name, style(Part::Text));
        let width = buffer.width(written) as u16;
        let right = left + number_width.saturating_sub(width);
        put(buffer, right, y, number_width, written, style(Part::Dim));
        bars.draw(theme, section, row, y, buffer);
        if is_cursor {
            let words = Area { width: bars.x - inner.x, ..inner };
            fill(buffer, words, y, theme.part(Part::Cursor));
        }
    }
}

/// The largest count in a section. Rising and fading tags have a common scale.
fn most(model: &Model, section: Section) -> usize {
    let figures = &model.pages.trends.figures;
    match section {
        Section::Rising | Section::Fading => {
            let changes = figures.tags.changes.iter();
            changes.map(|change| change.now.max(change.before)).max().unwrap_or(0)
        }
        // In these, the first count is the largest.
        _ => row(figures, section, 0).map_or(0, |row| row.count),
    }
}

/// Position and scale of the bars.
struct Bars {
    x: u16,
    room: u16,
    most: usize,
}

impl Bars {
    fn draw(
        &self,
        theme: &Theme,
        section: Section,
        row: &SectionRow,
        y: u16,
        buffer: &mut CellBuffer<'_>,
    ) {
        let cells = usize::from(self.room);
        let drawn = |count, most| bar(count, most, cells, buffer.ambiguous);
        let other = row.other.unwrap_or(row.count);
        let plain = theme.part(Part::Bar);
        match section {
            // The part of a whole that was read.
            Section::Reading => {
                let text = drawn(row.count, other);
                let used = put(buffer, self.x, y, self.room, &text, plain);
                self.track(used, self.room, y, theme.part(Part::Frame), buffer);
            }
            // The count before, and the increase.
            Section::Rising => {
                let (before, now) = (drawn(other, self.most), drawn(row.count, self.most));
                put(buffer, self.x, y, self.room, &now, theme.part(Part::Rising));
                put(buffer, self.x, y, self.room, &before, plain);
            }
            // The count now, and the decrease.
            Section::Fading => {
                let (before, now) = (drawn(other, self.most), drawn(row.count, self.most));
                let before = buffer.width(&before) as u16;
                let used = put(buffer, self.x, y, self.room, &now, plain);
                self.track(used, before, y, theme.part(Part::Fading), buffer);
            }
            _ => {
                put(buffer, self.x, y, self.room, &drawn(row.count, self.most), plain);
            }
        }
    }

    /// Draws a low line for the rest of a bar.
    fn track(&self, from: u16, to: u16, y: u16, style: Style, buffer: &mut CellBuffer<'_>) {
        for x in self.x + from..self.x + to {
            put_mark(buffer, x, y, "▁", style);
        }
    }
}

/// The reason why there are no rows.
fn nothing(model: &Model, section: Section) -> Text<'static> {
    match section {
        Section::Rising | Section::Fading => match model.pages.trends.window {
            _ if model.pages.trends.figures.window.is_none() => Text::NoDays,
            None => Text::NothingBefore,
            Some(_) if !model.pages.trends.figures.tags.is_comparable() => Text::NothingBefore,
            Some(_) => Text::NoChange,
        },
        Section::Reading => Text::NothingToRead,
        _ if model.pages.trends.window.is_none() => Text::NoneFound,
        _ => Text::NoneInWindow,
    }
}

fn name(model: &Model, section: Section, row: &SectionRow) -> String {
    let facet = section.facet().unwrap_or(Facet::Tag);
    match row.number {
        Some(number) => model.context.library.table(facet).values()[number as usize].value.clone(),
        None => Text::AllMonths.say(model.context.language),
    }
}

fn numbers(model: &Model, section: Section, row: &SectionRow) -> String {
    match (section, row.other) {
        (Section::Reading, Some(all)) => Text::ReadOf(row.count, all).say(model.context.language),
        (_, Some(before)) => {
            let arrow = model.context.config.ambiguous_width.drawn("→");
            format!("{before} {arrow} {}", row.count)
        }
        (_, None) => row.count.to_string(),
    }
}

/// The mark left of a value: a tick if the query asks for it, or the number of its line in the chart.
fn mark(model: &Model, section: Section, row: &SectionRow) -> (String, Part) {
    let (Some(number), Some(facet)) = (row.number, section.facet()) else {
        return (String::new(), Part::Text);
    };
    let table = model.context.library.table(facet);
    let is_asked_for = ticked(model.context.query.query()).iter().any(|one| {
        one.facet == facet
            && one.polarity == Polarity::Include
            && table.number(&one.key) == Some(number)
    });
    if is_asked_for {
        return ("✓".to_owned(), Part::Included);
    }
    let charted = &model.pages.trends.figures.charted;
    let line = charted.iter().position(|(_, other)| *other == Some(number));
    match line.filter(|_| facet == Facet::Tag) {
        Some(line) => ((line + 1).to_string(), super::lines::part(line)),
        None => (String::new(), Part::Text),
    }
}

const _: () = assert!(MAX_LINES < 10, "a line's number takes one cell");
