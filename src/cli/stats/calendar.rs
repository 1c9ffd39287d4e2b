//! Posts per day as a calendar of text: weeks as columns, weekdays as rows.

use crate::messages::{Language, Text};
use crate::text::{Ambiguous, shade};
use crate::trends::{Calendar, Weeks};
use std::io::{self, Write};

/// Cells per week: its mark and a blank.
const WEEK: usize = 2;

/// Writes the newest weeks that fit a terminal of `columns` cells, below the names of their months.
pub(super) fn write(
    out: &mut dyn Write,
    calendar: &Calendar,
    (columns, ambiguous): (usize, Ambiguous),
    language: Language,
) -> io::Result<()> {
    let Some(days) = calendar.days() else { return Ok(()) };
    let names: Vec<String> = (0..7).map(|day| Text::ShortWeekday(day).say(language)).collect();
    let left = names.iter().map(|name| ambiguous.width(name)).max().unwrap_or(0) + 3;
    let all = Weeks::of(&days);
    let weeks = all.newest(columns.saturating_sub(left) / WEEK, 0);
    let mut line = " ".repeat(left);
    let mut used = 0;
    for (week, month) in weeks.months() {
        let name = Text::ShortMonth(month.year(), month.month()).say(language);
        let at = week * WEEK;
        // A month's name that would touch the one before is left out.
        if at < used || left + at + ambiguous.width(&name) > columns {
            continue;
        }
        line.push_str(&" ".repeat(left + at - ambiguous.width(&line)));
        line.push_str(&name);
        used = at + ambiguous.width(&name) + 1;
    }
    writeln!(out, "{}", line.trim_end())?;
    for (weekday, name) in (0..).zip(&names) {
        let mut line = format!("  {name}{}", " ".repeat(left - 2 - ambiguous.width(name)));
        for week in 0..weeks.count {
            let day = weeks.day(week, weekday);
            let is_there = days.contains(&day);
            let level = calendar.scale().level(calendar.count(day));
            line.push_str(if is_there { shade(level, ambiguous) } else { " " });
            line.push(' ');
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    for line in notes(calendar, all.count, weeks.count, ambiguous, language) {
        writeln!(out, "  {}", ambiguous.truncate(&line, columns.saturating_sub(2)))?;
    }
    Ok(())
}

/// Legend of the marks, and notes on posts and weeks that are not shown.
fn notes(
    calendar: &Calendar,
    all: usize,
    shown: usize,
    ambiguous: Ambiguous,
    language: Language,
) -> Vec<String> {
    let scale = calendar.scale();
    let levels: Vec<String> = scale
        .levels()
        .map(|(level, least)| format!("{} {least}+", shade(level, ambiguous)))
        .collect();
    let mut lines = vec![levels.join("  ")];
    if shown < all {
        lines.push(Text::WeeksBack(shown, all).say(language));
    }
    if calendar.earlier + calendar.later > 0 {
        lines.push(Text::EarlierAndLater(calendar.earlier, calendar.later).say(language));
    }
    if calendar.undated > 0 {
        lines.push(Text::UndatedPosts(calendar.undated).say(language));
    }
    lines
}
