//! `yunbao stats`: figures of the matching posts, as bars on a terminal and as rows for scripts.
//! They are the same as in the program's trends.

mod bars;
mod calendar;

use super::found::{Asked, Found, find};
use super::output::{json, print};
use super::table::{Sheet, Tone};
use crate::library::{Facet, day_number, day_of};
use crate::messages::{Language, Text};
use crate::text::clean_line;
use crate::trends::{Calendar, Change, Days, Reading, Tally, Window, months};
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;

/// Options of the figures.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Maximum number of values per figure; months and days are always complete.
    pub limit: usize,
    /// Number of days compared with as many before; `None` for all, compared with nothing.
    pub window: Days,
    /// Set to print rows of JSON.
    pub json: bool,
}

/// A figure as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, Serialize)]
struct Row {
    figure: &'static str,
    value: String,
    count: usize,
    before: Option<usize>,
    /// Total that the count is a part of.
    #[serde(skip)]
    of: Option<usize>,
}

impl Row {
    fn new(figure: &'static str, value: String, count: usize) -> Self {
        Self { figure, value, count, before: None, of: None }
    }
}

/// Rows under one heading.
struct Part {
    heading: String,
    rows: Vec<Row>,
    /// Calendar to draw instead of bars.
    calendar: Option<Calendar>,
}

impl Part {
    fn new(heading: String, rows: impl Iterator<Item = Row>) -> Self {
        Self { heading, rows: rows.collect(), calendar: None }
    }
}

/// Prints the figures of the matching posts.
pub fn run(asked: &Asked<'_>, wanted: Wanted) -> ExitCode {
    let found = match find(asked) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let mut parts = parts(&found, wanted, asked.language);
    let code = found.code(found.rows.len());
    let printed = print(asked.language, |out| {
        let rows = || parts.iter().flat_map(|part| &part.rows);
        if wanted.json {
            return rows().try_for_each(|row| json(out, row));
        }
        let sheet = asked.sheet();
        let Some(terminal) = sheet.terminal else {
            return rows().try_for_each(|row| piped(out, row, sheet));
        };
        // On a terminal the calendar comes first; scripts find it after the figures that existed
        // before it.
        parts.sort_by_key(|part| part.calendar.is_none());
        parts.iter().enumerate().try_for_each(|(number, part)| {
            if number > 0 {
                writeln!(out)?;
            }
            let heading = terminal.1.truncate(&part.heading, terminal.0);
            writeln!(out, "{}", sheet.painted(Tone::Title, &heading))?;
            match &part.calendar {
                Some(calendar) => calendar::write(out, calendar, terminal, asked.language),
                None => bars::write(out, part, terminal, sheet),
            }
        })
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

fn piped(out: &mut dyn Write, row: &Row, sheet: Sheet) -> io::Result<()> {
    let figure = sheet.painted(Tone::Dim, row.figure);
    let value = sheet.painted(Tone::Label, &clean_line(&row.value));
    let number = |count: usize| sheet.painted(Tone::Number, &count.to_string());
    let before = row.before.map_or_else(String::new, number);
    writeln!(out, "{figure}\t{value}\t{}\t{before}", number(row.count))
}

fn parts(found: &Found, wanted: Wanted, language: Language) -> Vec<Part> {
    let (library, rows) = (&found.library, &found.rows);
    let of_months = months(library, rows).into_iter();
    let of_months = of_months.map(|(value, count)| Row::new("month", value, count));
    let mut parts = vec![Part::new(Text::Months.say(language), of_months)];
    let calendar = Calendar::of_posts(library, rows, day_number(found.today));
    let window = Window::of(&calendar, wanted.window);
    for (facet, figure, heading) in [
        (Facet::Tag, "tag", Text::Tags),
        (Facet::Category, "category", Text::Categories),
        (Facet::Source, "source", Text::Sources),
        (Facet::Author, "author", Text::Authors),
    ] {
        let values = library.table(facet).values();
        let all = Tally::of(library, rows, facet, None);
        let top = all.top.iter().take(wanted.limit).map(|count| {
            Row::new(figure, values[count.number as usize].value.clone(), count.count)
        });
        parts.push(Part::new(heading.say(language), top));
    }
    if let (Some(window), Some(days)) = (window, wanted.window) {
        let tally = Tally::of(library, rows, Facet::Tag, Some(window));
        let values = library.table(Facet::Tag).values();
        let row = |figure, change: &Change| Row {
            before: Some(change.before),
            ..Row::new(figure, values[change.number as usize].value.clone(), change.now)
        };
        let days = usize::from(days);
        let rising = tally.rising().take(wanted.limit).map(|change| row("rising", change));
        parts.push(Part::new(Text::RisingTags(days).say(language), rising));
        let fading = tally.fading().take(wanted.limit).map(|change| row("fading", change));
        parts.push(Part::new(Text::FadingTags(days).say(language), fading));
    }
    let days =
        calendar.filled().map(|(day, count)| Row::new("day", day_of(day).to_string(), count));
    parts.push(Part {
        calendar: Some(calendar.clone()),
        ..Part::new(Text::PostsADay.say(language), days)
    });
    parts.push(read(found, language));
    parts.retain(|part| !part.rows.is_empty());
    parts
}

/// Number of posts read, in total and per month; no rows if none was.
fn read(found: &Found, language: Language) -> Part {
    let reading = Reading::of(&found.library, &found.rows, |_, at| {
        found.library.post(at).is_some_and(|post| found.marks.read.contains(&post.id))
    });
    let months = found.library.table(Facet::Month).values();
    let row = |value: String, read, all| Row { of: Some(all), ..Row::new("read", value, read) };
    let all = row("all".to_owned(), reading.read, reading.all);
    let of_months = reading
        .months
        .iter()
        .map(|month| row(months[month.number as usize].value.clone(), month.read, month.all));
    let rows = std::iter::once(all).chain(of_months).filter(|row| row.count > 0);
    Part::new(Text::ReadSoFar.say(language), rows)
}
