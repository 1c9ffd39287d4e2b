//! `yunbao stats`: figures of the matching posts, as bars on a terminal and as rows for scripts.
//! The program's trends show the same ones.

mod bars;
mod calendar;

use super::found::{CommandRequest, FindResult, find};
use super::output::{json, print};
use super::table::{TableOutput, Tone};
use crate::library::{Facet, day_number, day_of};
use crate::messages::{Language, Text};
use crate::text::clean_line;
use crate::trends::{Calendar, Days, FacetChange, ReadCounts, Tally, Window, months};
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;

/// Options of the figures.
#[derive(Clone, Copy, Debug)]
pub struct StatsOptions {
    /// Maximum number of values per figure; months and days are always complete.
    pub limit: usize,
    /// Number of days compared with as many before; `None` for all, compared with nothing.
    pub window: Days,
    /// Set to print rows of JSON.
    pub json: bool,
}

/// A figure as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, Serialize)]
pub struct FigureRow {
    /// Name of the figure.
    pub figure: &'static str,
    /// The value that is counted.
    value: String,
    /// Number of posts.
    count: usize,
    /// The number before the window, of figures that compare.
    before: Option<usize>,
    /// Total that the count is a part of.
    #[serde(skip)]
    of: Option<usize>,
}

impl FigureRow {
    fn new(figure: &'static str, value: String, count: usize) -> Self {
        Self { figure, value, count, before: None, of: None }
    }
}

/// Rows under one heading.
struct FigureSection {
    heading: String,
    rows: Vec<FigureRow>,
    /// Calendar to draw instead of bars.
    calendar: Option<Calendar>,
}

impl FigureSection {
    fn new(heading: String, rows: impl Iterator<Item = FigureRow>) -> Self {
        Self { heading, rows: rows.collect(), calendar: None }
    }
}

/// Prints the figures of the matching posts.
pub fn run(request: &CommandRequest<'_>, options: StatsOptions) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let mut parts = parts(&found, options, request.language);
    let code = found.code(found.rows.len());
    let printed = print(request.language, |out| {
        let rows = || parts.iter().flat_map(|part| &part.rows);
        if options.json {
            return rows().try_for_each(|row| json(out, row));
        }
        let table_output = request.table_output();
        let Some(terminal) = table_output.terminal else {
            return rows().try_for_each(|row| piped(out, row, table_output));
        };
        // On a terminal the calendar comes first; scripts find it after the figures that existed
        // before it.
        parts.sort_by_key(|part| part.calendar.is_none());
        parts.iter().enumerate().try_for_each(|(number, part)| {
            if number > 0 {
                writeln!(out)?;
            }
            let heading = terminal.1.truncate(&part.heading, terminal.0);
            writeln!(out, "{}", table_output.painted(Tone::Title, &heading))?;
            match &part.calendar {
                Some(calendar) => calendar::write(out, calendar, terminal, request.language),
                None => bars::write(out, part, terminal, table_output),
            }
        })
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

fn piped(out: &mut dyn Write, row: &FigureRow, table_output: TableOutput) -> io::Result<()> {
    let figure = table_output.painted(Tone::Dim, row.figure);
    let value = table_output.painted(Tone::Label, &clean_line(&row.value));
    let number = |count: usize| table_output.painted(Tone::Number, &count.to_string());
    let before = row.before.map_or_else(String::new, number);
    writeln!(out, "{figure}\t{value}\t{}\t{before}", number(row.count))
}

/// The figures of the matching posts.
pub fn figures(found: &FindResult, options: StatsOptions) -> Vec<FigureRow> {
    parts(found, options, found.language).into_iter().flat_map(|part| part.rows).collect()
}

fn parts(found: &FindResult, options: StatsOptions, language: Language) -> Vec<FigureSection> {
    let (library, rows) = (&found.library, &found.rows);
    let ruled = found.ruled.as_deref();
    let of_months = months(library, rows).into_iter();
    let of_months = of_months.map(|(value, count)| FigureRow::new("month", value, count));
    let mut parts = vec![FigureSection::new(Text::Months.say(language), of_months)];
    let calendar = Calendar::of_posts(library, rows, day_number(found.today));
    let window = Window::of(&calendar, options.window);
    for (facet, figure, heading) in [
        (Facet::Tag, "tag", Text::Tags),
        (Facet::Category, "category", Text::Categories),
        (Facet::Source, "source", Text::Sources),
        (Facet::Author, "author", Text::Authors),
    ] {
        let values = library.table(facet).values();
        let all = Tally::of(library, ruled, rows, facet, None);
        let top = all.top.iter().take(options.limit).map(|count| {
            FigureRow::new(figure, values[count.number as usize].value.clone(), count.count)
        });
        parts.push(FigureSection::new(heading.say(language), top));
    }
    if let (Some(window), Some(days)) = (window, options.window) {
        let tally = Tally::of(library, ruled, rows, Facet::Tag, Some(window));
        let values = library.table(Facet::Tag).values();
        let row = |figure, change: &FacetChange| FigureRow {
            before: Some(change.before),
            ..FigureRow::new(figure, values[change.number as usize].value.clone(), change.now)
        };
        let days = usize::from(days);
        let rising = tally.rising().take(options.limit).map(|change| row("rising", change));
        parts.push(FigureSection::new(Text::RisingTags(days).say(language), rising));
        let fading = tally.fading().take(options.limit).map(|change| row("fading", change));
        parts.push(FigureSection::new(Text::FadingTags(days).say(language), fading));
    }
    let days =
        calendar.filled().map(|(day, count)| FigureRow::new("day", day_of(day).to_string(), count));
    parts.push(FigureSection {
        calendar: Some(calendar.clone()),
        ..FigureSection::new(Text::PostsADay.say(language), days)
    });
    parts.push(read(found, language));
    parts.retain(|part| !part.rows.is_empty());
    parts
}

/// Number of posts read, in total and per month; no rows if none was.
fn read(found: &FindResult, language: Language) -> FigureSection {
    let reading = ReadCounts::of(&found.library, &found.rows, |_, at| {
        found.library.post(at).is_some_and(|post| found.effective_marks().is_read(post.id))
    });
    let months = found.library.table(Facet::Month).values();
    let row = |value: String, read, all| FigureRow {
        of: Some(all),
        ..FigureRow::new("read", value, read)
    };
    let all = row("all".to_owned(), reading.read, reading.all);
    let of_months = reading
        .months
        .iter()
        .map(|month| row(months[month.number as usize].value.clone(), month.read, month.all));
    let rows = std::iter::once(all).chain(of_months).filter(|row| row.count > 0);
    FigureSection::new(Text::ReadSoFar.say(language), rows)
}
