//! The calendar: a cell for each day, with its level as a shade and a colour, or with its count if weeks are
//! below one another.

use super::{has_focus, say};
use crate::app::trends::{CalendarShape, Section, calendar_shape};
use crate::app::{Area, Model};
use crate::library::{DayNumber, day_of, days_between};
use crate::messages::{Language, Text};
use crate::text::{Ambiguous, shade};
use crate::trends::{Calendar, weekday};
use crate::ui::paint::{CellBuffer, put};
use crate::ui::theme::{Part, Theme};
use ratatui::style::Style;

/// Paints the visible days with the names of weekdays and months, and a legend.
pub fn paint(model: &Model, theme: &Theme, area: Area, buffer: &mut CellBuffer<'_>) {
    let calendar = &model.pages.trends.figures.calendar;
    let ambiguous = model.context.config.ambiguous_width;
    let Some(shape) = calendar_shape(&model.pages.trends, area, model.context.language, ambiguous)
    else {
        let text =
            if model.pages.trends.figures.stories { Text::NoStoryDays } else { Text::NoDays };
        say(model, theme, area, &text, buffer);
        return;
    };
    if shape.is_down {
        week_names(theme, &shape, area, buffer);
        weekdays_above(model, theme, &shape, area, buffer);
    } else {
        months_above(model, theme, &shape, area, buffer);
        weekdays_beside(model, theme, &shape, area, buffer);
        facts(model, theme, calendar, &shape, area, buffer);
    }
    if let Some(y) = shape.notes {
        legend(model, theme, calendar, &shape, (area, y), buffer);
    }
    let focused = has_focus(model, Section::Calendar);
    let cursor = at(model, &shape);
    for week in 0..shape.weeks.count {
        for weekday in 0..7 {
            let day = shape.weeks.day(week, weekday);
            let Some((x, y)) = shape.cell(day) else { continue };
            let count = calendar.count(day);
            let level = calendar.scale().level(count);
            let is_cursor = focused && day == cursor;
            // A reversed shade would be another shade; a number is readable either way.
            let text = if is_cursor || shape.is_down {
                number(&shape, count, ambiguous)
            } else {
                mark(theme, &shape, level, ambiguous)
            };
            let style =
                if is_cursor { theme.part(Part::Cursor) } else { level_style(theme, level) };
            put(buffer, x, y, shape.step - 1, &text, style);
        }
    }
}

/// The mark of a day: its shade, as wide as there is room.
fn mark(theme: &Theme, shape: &CalendarShape, level: usize, ambiguous: Ambiguous) -> String {
    let room = usize::from(shape.step - 1);
    let shaded = level_mark(theme, level, ambiguous);
    // A day without posts is a single dot, not a line of dots.
    if level == 0 { format!("{shaded:<room$}") } else { shaded.repeat(room) }
}

/// The mark of a level: a block if its colour shows the level, or else a shade.
fn level_mark(theme: &Theme, level: usize, ambiguous: Ambiguous) -> &'static str {
    let is_block = level > 0 && theme.has_fine_colours && ambiguous == Ambiguous::One;
    if is_block { "█" } else { shade(level, ambiguous) }
}

/// The count of a day, or `+` signs if it does not fit.
fn number(shape: &CalendarShape, count: usize, ambiguous: Ambiguous) -> String {
    let room = usize::from(shape.step - 1);
    let number = if count == 0 { shade(0, ambiguous).to_owned() } else { count.to_string() };
    if number.chars().count() > room { "+".repeat(room) } else { format!("{number:>room$}") }
}

/// The style of a level; level 0 is for days without posts.
fn level_style(theme: &Theme, level: usize) -> Style {
    const PARTS: [Part; 5] = [Part::Dim, Part::Heat1, Part::Heat2, Part::Heat3, Part::Heat4];
    theme.part(PARTS[level.min(PARTS.len() - 1)])
}

/// The day at the cursor.
fn at(model: &Model, shape: &CalendarShape) -> DayNumber {
    model.pages.trends.day.unwrap_or(*shape.days.end())
}

/// The day at the cursor with its count, in words, or shorter if there is less room.
pub fn at_cursor(model: &Model, room: usize) -> String {
    let calendar = &model.pages.trends.figures.calendar;
    let Some(days) = calendar.days() else { return String::new() };
    let day = model.pages.trends.day.unwrap_or(*days.end());
    let count = calendar.count(day);
    let colon = if model.context.language == Language::English { ": " } else { "：" };
    let counted = counted(model, count);
    let long = format!("{}{colon}{counted}", written(model, day));
    let date = day_of(day);
    let short = format!("{date}: {counted}");
    let shortest = format!("{:02}-{:02}: {count}", date.month(), date.day());
    let fits = |text: &String| model.context.config.ambiguous_width.width(text) <= room;
    [long, short, shortest].into_iter().find(fits).unwrap_or_default()
}

/// A number of posts or stories, in words.
fn counted(model: &Model, count: usize) -> String {
    let text = if model.pages.trends.figures.stories {
        Text::Stories(count)
    } else {
        Text::CountedPosts(count)
    };
    text.say(model.context.language)
}

/// A day with its weekday.
fn written(model: &Model, day: DayNumber) -> String {
    let date = day_of(day);
    let written = Text::Day(date.year(), date.month(), date.day()).say(model.context.language);
    Text::Weekday(weekday(day), &written).say(model.context.language)
}

/// Width in cells of the facts beside the calendar.
const FACTS: u16 = 36;

/// Paints facts about the calendar, if there is room beside it.
fn facts(
    model: &Model,
    theme: &Theme,
    calendar: &Calendar,
    shape: &CalendarShape,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    let x = shape.origin.0 + shape.weeks.count as u16 * shape.step + 4;
    let room = (area.x + area.width).saturating_sub(x + 1);
    if room < FACTS {
        return;
    }
    let days = days_between(*shape.days.start(), *shape.days.end()) + 1;
    if days == 1 {
        return;
    }
    let total = calendar.total();
    let say = |text: Text<'_>| text.say(model.context.language);
    let mut lines =
        vec![say(Text::OnDays(&counted(model, total), calendar.filled().count(), days))];
    if let Some((day, count)) = calendar.busiest().filter(|(_, count)| *count > 1) {
        lines.push(say(Text::Busiest(&written(model, day), &counted(model, count))));
    }
    if days >= 14 {
        let tenths = (total * 70 + days / 2) / days;
        let has_stories = model.pages.trends.figures.stories;
        lines.push(say(if has_stories {
            Text::StoriesEachWeek(tenths)
        } else {
            Text::PostsEachWeek(tenths)
        }));
    }
    if let Some((day, days)) = calendar.longest_pause() {
        let date = day_of(day);
        let from = say(Text::Day(date.year(), date.month(), date.day()));
        lines.push(say(Text::LongestPause(days, &from)));
    }
    for (y, line) in (shape.origin.1..).zip(lines) {
        let line = buffer.truncate(&line, usize::from(room));
        put(buffer, x, y, room, &line, theme.part(Part::Dim));
    }
}

fn months_above(
    model: &Model,
    theme: &Theme,
    shape: &CalendarShape,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    let y = area.below_title().y;
    let right = area.x + area.width;
    let mut free = area.x;
    for (week, month) in shape.weeks.months() {
        let x = shape.origin.0 + week as u16 * shape.step;
        let name = Text::ShortMonth(month.year(), month.month()).say(model.context.language);
        let width = buffer.width(&name) as u16;
        // If two names would touch, the later one is left out.
        if x >= free && x + width <= right {
            put(buffer, x, y, width, &name, theme.part(Part::Heading));
            free = x + width + 1;
        }
    }
}

fn weekdays_beside(
    model: &Model,
    theme: &Theme,
    shape: &CalendarShape,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    for day in 0..7 {
        let name = Text::ShortWeekday(day).say(model.context.language);
        let y = shape.origin.1 + u16::from(day);
        put(buffer, area.x, y, shape.left, &name, theme.part(Part::Dim));
    }
}

fn weekdays_above(
    model: &Model,
    theme: &Theme,
    shape: &CalendarShape,
    area: Area,
    buffer: &mut CellBuffer<'_>,
) {
    let room = shape.step - 1;
    for day in 0..7 {
        let name = Text::ShortWeekday(day).say(model.context.language);
        // In `周一` the second character is the distinctive one, in `Mon` the first ones are.
        let name = if buffer.width(&name) > usize::from(room) {
            short(&name, usize::from(room), buffer)
        } else {
            name
        };
        let x = shape.origin.0 + u16::from(day) * shape.step;
        let free = room.saturating_sub(buffer.width(&name) as u16);
        put(buffer, x + free, area.below_title().y, room, &name, theme.part(Part::Dim));
    }
}

/// The name of a weekday in at most `room` cells.
fn short(name: &str, room: usize, buffer: &CellBuffer<'_>) -> String {
    let is_han = name.chars().all(|character| !character.is_ascii());
    let cut: String = if is_han {
        name.chars().last().into_iter().collect()
    } else {
        name.chars().take(room).collect()
    };
    if buffer.width(&cut) <= room { cut } else { String::new() }
}

/// Paints the Monday of each week, if weeks are below one another.
fn week_names(theme: &Theme, shape: &CalendarShape, area: Area, buffer: &mut CellBuffer<'_>) {
    for week in 0..shape.weeks.count {
        let monday = day_of(shape.weeks.day(week, 0));
        let name = format!("{:02}-{:02}", monday.month(), monday.day());
        let y = shape.origin.1 + week as u16;
        put(buffer, area.x, y, shape.left, &name, theme.part(Part::Dim));
    }
}

/// Paints the meaning of the shades, the number of weeks, and the posts that are not in the calendar.
fn legend(
    model: &Model,
    theme: &Theme,
    calendar: &Calendar,
    shape: &CalendarShape,
    (area, y): (Area, u16),
    buffer: &mut CellBuffer<'_>,
) {
    let right = area.x + area.width;
    let mut x = shape.origin.0;
    // Counts need no legend.
    let levels = std::iter::once((0, 0)).chain(calendar.scale().levels());
    for (level, least) in levels.filter(|_| !shape.is_down) {
        let mark =
            level_mark(theme, level, buffer.ambiguous).repeat(if level == 0 { 1 } else { 2 });
        x += put(buffer, x, y, right.saturating_sub(x), &mark, level_style(theme, level));
        let text = if level == 0 { " 0   ".to_owned() } else { format!(" {least}+   ") };
        x += put(buffer, x, y, right.saturating_sub(x), &text, theme.part(Part::Dim));
    }
    let mut notes = Vec::new();
    if shape.is_down {
        x = area.x;
    } else if shape.weeks.count < shape.all {
        notes.push(Text::WeeksBack(shape.weeks.count, shape.all).say(model.context.language));
    }
    if calendar.earlier + calendar.later > 0 {
        notes.push(
            Text::EarlierAndLater(calendar.earlier, calendar.later).say(model.context.language),
        );
    }
    if calendar.undated > 0 {
        notes.push(Text::UndatedPosts(calendar.undated).say(model.context.language));
    }
    let notes = notes.join(" · ");
    let notes = buffer.truncate(&notes, usize::from(right.saturating_sub(x + 1)));
    let width = buffer.width(&notes) as u16;
    put(buffer, right.saturating_sub(width + 1), y, width, &notes, theme.part(Part::Dim));
}
