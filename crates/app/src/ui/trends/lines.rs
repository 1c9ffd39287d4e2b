//! Lines over time: a braille chart with a number on each line, and the names of the lines.

use super::labels::{Label, labels};
use super::{has_focus, say};
use crate::app::trends::{Section, legend, row};
use crate::app::{Action, Area, Model};
use crate::library::{Facet, day_of, days_after};
use crate::messages::Text;
use crate::trends::Series;
use crate::ui::paint::{CellBuffer, put, rect};
use crate::ui::theme::{Part, Theme};
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Line};

/// Height in rows from which a chart has a row for its first and last day.
const WITH_DAYS: u16 = 5;

/// The part that styles a line, by its number from 0.
pub fn part(line: usize) -> Part {
    const PARTS: [Part; 5] = [Part::Line1, Part::Line2, Part::Line3, Part::Line4, Part::Line5];
    PARTS[line % PARTS.len()]
}

/// Paints the chart and the names below it.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let figures = &model.pages.trends.figures;
    if figures.window.is_none() {
        say(model, theme, area, &Text::NoDays, buffer);
        return;
    }
    if figures.charted.is_empty() {
        let key = model.context.keymap.key_of(Action::Chart);
        say(model, theme, area, &Text::NoLines(&key), buffer);
        return;
    }
    let place = model.pages.trends.rows_of(Section::Lines);
    let (chart, names) = legend(area, figures.charted.len(), place.top);
    draw(model, theme, chart, buffer);
    for (number, area) in names {
        let Some(row) = row(figures, Section::Lines, number) else { continue };
        let values = model.context.library.table(Facet::Tag).values();
        let key = figures.charted.get(number).map_or("", |(key, _)| key.as_str());
        let name = row.number.map_or(key, |tag| values[tag as usize].value.as_str());
        let count = row.count.to_string();
        let is_cursor = has_focus(model, Section::Lines) && number == place.cursor;
        let style = |part| theme.part(if is_cursor { Part::Text } else { part });
        put(buffer, area.x + 1, area.y, 2, &format!("{} ", number + 1), style(part(number)));
        let room = area.width.saturating_sub(5 + count.len() as u16);
        let name = buffer.truncate(name, usize::from(room));
        let used = put(buffer, area.x + 3, area.y, room, &name, style(Part::Text));
        let x = area.x + 4 + used;
        put(buffer, x, area.y, count.len() as u16, &count, style(Part::Dim));
        if is_cursor {
            let own = Area { width: area.width.saturating_sub(1), ..area };
            crate::ui::fill(buffer, own, area.y, theme.part(Part::Cursor));
        }
    }
}

fn draw(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let figures = &model.pages.trends.figures;
    let series = &figures.series;
    let most = series.most().max(1);
    let scale = most.to_string();
    let left = scale.len() as u16 + 1;
    let has_days = area.height >= WITH_DAYS;
    let plot = Area {
        x: area.x + 1 + left,
        width: area.width.saturating_sub(left + 2),
        height: area.height - u16::from(has_days),
        ..area
    };
    if plot.width == 0 || plot.height == 0 {
        return;
    }
    let dim = theme.part(Part::Dim);
    put(buffer, area.x + 1, plot.y, left, &scale, dim);
    if plot.height > 1 {
        let zero = format!("{:>1$}", 0, scale.len());
        put(buffer, area.x + 1, plot.y + plot.height - 1, left, &zero, dim);
    }
    let count = series.lines.first().map_or(0, Vec::len);
    let last = count.saturating_sub(1).max(1) as u32;
    Canvas::default()
        .marker(Marker::Braille)
        .background_color(theme.part(Part::Text).bg.unwrap_or(Color::Reset))
        .x_bounds([0.0, f64::from(last)])
        .y_bounds([0.0, f64::from(most)])
        .paint(|context| {
            // The line at the cursor is drawn last and so on top, or else the first line, the most frequent.
            let chosen = model.pages.trends.rows_of(Section::Lines).cursor;
            let mut order: Vec<usize> = (0..series.lines.len()).rev().collect();
            order.sort_by_key(|number| *number == chosen);
            for number in order {
                let line = &series.lines[number];
                let color = theme.part(part(number)).fg.unwrap_or(Color::Reset);
                let points: Vec<(f64, f64)> =
                    (0_u32..).zip(line).map(|(x, y)| (f64::from(x), f64::from(*y))).collect();
                for pair in points.windows(2) {
                    let [(x1, y1), (x2, y2)] = [pair[0], pair[1]];
                    context.draw(&Line { x1, y1, x2, y2, color });
                }
                context.layer();
            }
        })
        .render(rect(plot), buffer);
    numbers(theme, series, plot, buffer);
    if has_days && let Some(window) = figures.window {
        let y = plot.y + plot.height;
        let first = day_of(days_after(window.first, series.left_out)).to_string();
        let last = day_of(window.last).to_string();
        put(buffer, plot.x, y, plot.width, &first, dim);
        let width = last.len() as u16;
        if width * 2 + 1 < plot.width {
            put(buffer, plot.x + plot.width - width, y, width, &last, dim);
        }
    }
}

/// Puts numbers on the lines, which identify them even without colours.
fn numbers(theme: &Theme, series: &Series, plot: Area, buffer: &mut CellBuffer<'_>) {
    for Label { mut x, y, lines } in labels(series, plot.width, plot.height) {
        for (place, line) in lines.into_iter().enumerate() {
            if place > 0 {
                put(buffer, plot.x + x, plot.y + y, 1, "=", theme.part(Part::Dim));
                x += 1;
            }
            let number = (line + 1).to_string();
            put(buffer, plot.x + x, plot.y + y, 1, &number, theme.part(part(line)));
            x += 1;
        }
    }
}
