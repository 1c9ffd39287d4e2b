//! The mouse in trends: what lies under a cell, and what a click or the wheel does there.

use super::act::{enter, select_window};
use super::{Section, calendar_shape, legend, pieces, rows, sections};
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::library::DayNumber;
use crate::trends::Days;

/// What lies under a cell of trends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrendsTarget {
    /// A window to choose.
    Window(Days),
    /// A section, where nothing else is, or what leads to it.
    Section(Section),
    /// A day of the calendar.
    Day(DayNumber),
    /// A row of a section.
    Row(Section, usize),
}

/// What lies under a cell; `None` for what can only be looked at.
pub fn target(model: &Model, x: u16, y: u16) -> Option<TrendsTarget> {
    let area = model.context.panes()?.trends.filter(|area| area.contains(x, y))?;
    let (language, ambiguous) = (model.context.language, model.context.config.ambiguous_width);
    let trends = &model.trends;
    if y == area.y {
        let pieces = pieces(trends, area, language, ambiguous);
        let piece =
            pieces.into_iter().find(|piece| (piece.x..piece.x + piece.width).contains(&x))?;
        let window = piece.window.map(TrendsTarget::Window);
        return window.or_else(|| piece.section.map(TrendsTarget::Section));
    }
    let shown = sections(area.below_title(), trends.section);
    let (section, area) = shown.into_iter().find(|(_, area)| area.contains(x, y))?;
    let mark = match section {
        Section::Calendar => calendar_shape(trends, area, language, ambiguous)
            .and_then(|shape| shape.day_at(x, y))
            .map(TrendsTarget::Day),
        Section::Lines => {
            let count = rows(&trends.figures, section);
            let (_, names) = legend(area, count, trends.rows_of(section).top);
            let name = names.into_iter().find(|(_, name)| name.contains(x, y));
            name.map(|(number, _)| TrendsTarget::Row(section, number))
        }
        _ => y.checked_sub(area.below_title().y).and_then(|line| {
            let number = trends.rows_of(section).top + usize::from(line);
            let is_there = number < rows(&trends.figures, section);
            is_there.then_some(TrendsTarget::Row(section, number))
        }),
    };
    Some(mark.unwrap_or(TrendsTarget::Section(section)))
}

/// A click: chooses a window, goes to a section, or enters a mark.
pub fn click(model: &mut Model, target: TrendsTarget) -> Vec<Effect> {
    match target {
        TrendsTarget::Window(days) => select_window(model, days),
        TrendsTarget::Section(section) => model.trends.section = section,
        TrendsTarget::Day(day) => {
            model.trends.section = Section::Calendar;
            model.trends.day = Some(day);
            enter(model);
            model.trends.has_entered = !model.context.shows_trends;
        }
        TrendsTarget::Row(section, number) => {
            model.trends.section = section;
            model.trends.rows[section as usize].cursor = number;
            enter(model);
            model.trends.has_entered = !model.context.shows_trends;
        }
    }
    Vec::new()
}

/// A step of the wheel over a section: its rows, or weeks of the calendar.
pub fn wheel(model: &mut Model, target: TrendsTarget, down: bool) {
    let section = match target {
        TrendsTarget::Day(_) => Section::Calendar,
        TrendsTarget::Section(section) | TrendsTarget::Row(section, _) => section,
        TrendsTarget::Window(_) => return,
    };
    if section == Section::Calendar {
        super::act::scroll_weeks(model, down);
        return;
    }
    let Some(area) = model.context.panes().and_then(|panes| panes.trends) else { return };
    let shown = sections(area.below_title(), model.trends.section);
    let Some((_, area)) = shown.into_iter().find(|(other, _)| *other == section) else { return };
    let count = rows(&model.trends.figures, section);
    let (height, columns) = rows::height(area, section, count);
    let place = &mut model.trends.rows[section as usize];
    let (top, cursor) = crate::app::mouse::scrolled(
        place.top / columns,
        place.cursor / columns,
        count.div_ceil(columns),
        height,
        down,
    );
    if cursor != place.cursor / columns {
        place.cursor = cursor * columns;
    }
    place.top = top * columns;
}
