//! What the keys do in trends.

use super::figures::turn_line;
use super::{CalendarShape, Section, calendar_shape, row, rows, sections};
use crate::app::action::{Action, KeyContext};
use crate::app::jump_list::{go_to, here, leave};
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::app::panes::{Area, Pane};
use crate::app::stories::list_other;
use crate::library::{DayNumber, Facet, day_of, days_after};
use crate::messages::Text;
use crate::post::Date;
use crate::query::{
    narrow_to_day, narrow_to_days, narrow_to_unread, narrow_to_unseen, narrow_to_value,
};
use crate::trends::{Days, WINDOWS, Weeks};

/// Applies an action if it means something in trends; `None` if it means the same as elsewhere.
pub fn apply(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    if action == Action::Trends {
        let is_open = model.overlay.take().is_none() && model.context.shows_trends;
        model.context.shows_trends = !is_open;
        return Some(Vec::new());
    }
    if !model.context.shows_trends || model.overlay.is_some() {
        return None;
    }
    match action {
        Action::Back | Action::Cancel => model.context.shows_trends = false,
        Action::NextPane => model.trends.section = model.trends.section.after(1),
        Action::PreviousPane => {
            model.trends.section = model.trends.section.after(Section::ALL.len() - 1);
        }
        Action::Earlier => sideways(model, false),
        Action::Later => sideways(model, true),
        Action::NarrowTo => enter(model),
        Action::Chart => chart(model),
        Action::LongerWindow => step_window(model, 1),
        Action::ShorterWindow => step_window(model, WINDOWS.len() - 1),
        Action::Stories => {
            let focus = model.context.focus;
            list_other(model);
            model.context.focus = focus;
        }
        Action::FrontPage => {
            model.context.shows_trends = false;
            return None;
        }
        _ if !KeyContext::Trends.accepts(action) => {
            let key = model.context.keymap.key_of(Action::Trends);
            model.tell(&Text::NotInTrends(&key));
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// The area of a section, if it is in sight.
fn area_of(model: &Model, wanted: Section) -> Option<Area> {
    let area = model.context.panes()?.trends?;
    let shown = sections(area.below_title(), model.trends.section);
    shown.into_iter().find(|(section, _)| *section == wanted).map(|(_, area)| area)
}

/// The calendar, if it is in sight.
fn shape(model: &Model) -> Option<CalendarShape> {
    let area = area_of(model, Section::Calendar)?;
    calendar_shape(
        &model.trends,
        area,
        model.context.language,
        model.context.config.ambiguous_width,
    )
}

/// The calendar, if it has the focus.
fn calendar(model: &Model) -> Option<CalendarShape> {
    shape(model).filter(|_| model.trends.section == Section::Calendar)
}

/// A week, or a day where weeks stand below each other; the section beside it where there is no
/// calendar.
fn sideways(model: &mut Model, later: bool) {
    match calendar(model) {
        Some(shape) => move_day(model, &shape, if shape.is_down { 1 } else { 7 }, later),
        None if model.trends.section == Section::Calendar => {}
        None => {
            let steps = if later { 1 } else { Section::ALL.len() - 1 };
            model.trends.section = model.trends.section.after(steps);
        }
    }
}

/// Moves the cursor so many days, within those there are.
fn move_day(model: &mut Model, shape: &CalendarShape, days: usize, later: bool) {
    let (first, last) = (*shape.days.start(), *shape.days.end());
    let day = model.trends.day.unwrap_or(last);
    let moved = if later {
        days_after(day, days)
    } else {
        day.saturating_sub(DayNumber::try_from(days).unwrap_or(DayNumber::MAX))
    };
    model.trends.day = Some(moved.clamp(first, last));
}

/// Rows of the section with the focus that are a page: in the calendar the days in sight.
pub fn height(model: &Model) -> usize {
    if let Some(shape) = calendar(model) {
        let weeks = shape.weeks.count;
        return if shape.is_down { weeks } else { weeks * 7 + 1 };
    }
    area_of(model, model.trends.section).map_or(1, |area| usize::from(area.below_title().height))
}

/// So many rows down: in the calendar days, or weeks where those stand below each other.
pub fn down(model: &mut Model, count: usize) {
    go(model, count, true);
}

/// So many rows up.
pub fn up(model: &mut Model, count: usize) {
    go(model, count, false);
}

fn go(model: &mut Model, count: usize, down: bool) {
    let section = model.trends.section;
    if let Some(shape) = calendar(model) {
        let days = if shape.is_down { 7 } else { 1 };
        move_day(model, &shape, count.saturating_mul(days), down);
        return;
    }
    let last = rows(&model.trends.figures, section).saturating_sub(1);
    let place = &mut model.trends.rows[section as usize];
    place.cursor = if down {
        place.cursor.saturating_add(count).min(last)
    } else {
        place.cursor.saturating_sub(count)
    };
}

/// Weeks that one step of the wheel moves.
const WHEEL: usize = 4;

/// Scrolls the calendar; the cursor goes along where it would be left behind.
pub(super) fn scroll_weeks(model: &mut Model, later: bool) {
    let Some(shape) = shape(model) else { return };
    let most = shape.all - shape.weeks.count;
    let trends = &mut model.trends;
    trends.back =
        if later { trends.back.saturating_sub(WHEEL) } else { (trends.back + WHEEL).min(most) };
    let weeks = Weeks::of(&shape.days).newest(shape.weeks.count, trends.back);
    let day = trends.day.unwrap_or(*shape.days.end());
    trends.day = Some(day.clamp(weeks.day(0, 0), weeks.day(weeks.count - 1, 6)));
}

/// Chooses a window.
pub(super) fn select_window(model: &mut Model, days: Days) {
    model.trends.window = days;
}

fn step_window(model: &mut Model, steps: usize) {
    let at = WINDOWS.iter().position(|days| *days == model.trends.window).unwrap_or(0);
    select_window(model, WINDOWS[(at + steps) % WINDOWS.len()]);
}

/// The value at the cursor of a section of values.
fn value(model: &Model) -> Option<&str> {
    let section = model.trends.section;
    let place = model.trends.rows_of(section);
    let number = row(&model.trends.figures, section, place.cursor)?.number?;
    let value = model.context.library.table(section.facet()?).values().get(number as usize)?;
    Some(&value.value)
}

/// Draws the line of the tag at the cursor, or takes it away.
fn chart(model: &mut Model) {
    let section = model.trends.section;
    if !matches!(section, Section::Tags | Section::Rising | Section::Fading | Section::Lines) {
        model.tell(&Text::OnlyTags);
        return;
    }
    let cursor = model.trends.rows_of(section).cursor;
    let charted = model.trends.figures.charted.get(cursor).map(|(key, _)| key.clone());
    // A tag that no post has now still has its line.
    let key = if section == Section::Lines { charted } else { value(model).map(str::to_owned) };
    match key {
        None => model.tell(&Text::NoMark),
        Some(key) => {
            if !turn_line(model, &key) {
                model.tell(&Text::FullChart);
            }
        }
    }
}

/// The days that the counts of values are of, unless it is all of them.
fn counted_days(model: &Model) -> Option<(Date, Date)> {
    let trends = &model.trends;
    let window = trends.figures.window.filter(|_| trends.window.is_some())?;
    // What has faded is to be seen in the days before.
    let first = if trends.section == Section::Fading { window.before } else { window.first };
    Some((day_of(first), day_of(window.last)))
}

/// Narrows the query to the mark at the cursor, and to the days that it counts, and shows the list.
pub(super) fn enter(model: &mut Model) {
    let text = model.context.query.text();
    let narrowed = match model.trends.section {
        Section::Calendar => {
            let calendar = &model.trends.figures.calendar;
            let Some(days) = calendar.days() else {
                model.tell(&Text::NoMark);
                return;
            };
            let day = model.trends.day.unwrap_or(*days.end());
            if calendar.count(day) == 0 {
                model.tell(&Text::NoneThatDay);
                return;
            }
            Some(narrow_to_day(text, day_of(day)))
        }
        Section::Reading if model.trends.rows_of(Section::Reading).cursor == 0 => {
            let figures = &model.trends.figures;
            let unread =
                || if figures.stories { narrow_to_unseen(text) } else { narrow_to_unread(text) };
            (figures.reading.all > 0).then(unread)
        }
        section => value(model).zip(section.facet()).map(|(value, facet)| {
            let narrowed = narrow_to_value(text, facet, value);
            // A month says itself which days it means.
            match counted_days(model).filter(|_| facet != Facet::Month) {
                Some((first, last)) => narrow_to_days(&narrowed, first, last),
                None => narrowed,
            }
        }),
    };
    let Some(narrowed) = narrowed else {
        model.tell(&Text::NoMark);
        return;
    };
    let before = here(model);
    leave(model);
    if narrowed != model.context.query.text() {
        model.context.query.replace(narrowed.clone());
    }
    model.trends.entered = Some((narrowed, Box::new(before)));
    model.context.shows_trends = false;
    model.context.focus = Pane::List;
}

/// Back in the trends from which a mark was entered, if the query is still the one it made.
pub fn come_back(model: &mut Model) -> bool {
    let Some((query, before)) = model.trends.entered.take() else { return false };
    if query != model.context.query.text() {
        return false;
    }
    go_to(model, *before);
    true
}
