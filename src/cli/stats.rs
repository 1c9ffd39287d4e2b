//! `yunbao stats`: figures of what the query means, as bars on a terminal and as rows for scripts.

use super::found::{Asked, Found, find};
use super::output::{json, print};
use crate::library::Facet;
use crate::messages::{Language, Text};
use crate::query::facets;
use crate::text::{Ambiguous, clean_line};
use crate::trends::{Change, Window, changes, months};
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;

/// What figures are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Values of each figure at most; months are all given.
    pub limit: usize,
    /// Days that are compared with as many before.
    pub window: u16,
    /// Rows of JSON.
    pub json: bool,
}

/// A figure as a line of JSON; the order of the keys is promised.
#[derive(Debug, Serialize)]
struct Row {
    figure: &'static str,
    value: String,
    count: usize,
    before: Option<usize>,
}

/// Rows under one heading.
struct Part {
    heading: String,
    rows: Vec<Row>,
}

/// Prints the figures of the posts that the query means.
pub fn run(asked: &Asked<'_>, wanted: Wanted) -> ExitCode {
    let found = match find(asked) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let parts = parts(&found, wanted, asked.language);
    let code = found.code(found.rows.len());
    let printed = print(asked.language, |out| {
        let rows = || parts.iter().flat_map(|part| &part.rows);
        if wanted.json {
            return rows().try_for_each(|row| json(out, row));
        }
        match asked.terminal() {
            Some(terminal) => parts.iter().enumerate().try_for_each(|(number, part)| {
                if number > 0 {
                    writeln!(out)?;
                }
                bars(out, part, terminal)
            }),
            None => rows().try_for_each(|row| {
                let before = row.before.map_or_else(String::new, |count| count.to_string());
                let value = clean_line(&row.value);
                writeln!(out, "{}\t{value}\t{}\t{before}", row.figure, row.count)
            }),
        }
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

fn parts(found: &Found, wanted: Wanted, language: Language) -> Vec<Part> {
    let (library, rows) = (&found.library, &found.rows);
    let of_months = months(library, rows).into_iter();
    let of_months =
        of_months.map(|(value, count)| Row { figure: "month", value, count, before: None });
    let mut parts = vec![Part { heading: Text::Months.say(language), rows: of_months.collect() }];
    let counts = facets(library, rows);
    for (facet, figure, heading) in [
        (Facet::Tag, "tag", Text::Tags),
        (Facet::Category, "category", Text::Categories),
        (Facet::Source, "source", Text::Sources),
        (Facet::Author, "author", Text::Authors),
    ] {
        let values = library.table(facet).values();
        let rows = counts.of(facet).iter().take(wanted.limit).map(|count| Row {
            figure,
            value: values[count.number as usize].value.clone(),
            count: count.count,
            before: None,
        });
        parts.push(Part { heading: heading.say(language), rows: rows.collect() });
    }
    if let Some(window) = Window::ending_at_newest(library, rows, wanted.window) {
        let all = changes(library, rows, Facet::Tag, window);
        let values = library.table(Facet::Tag).values();
        let row = |figure: &'static str, change: &Change| Row {
            figure,
            value: values[change.number as usize].value.clone(),
            count: change.now,
            before: Some(change.before),
        };
        let days = usize::from(wanted.window);
        let rising = all.iter().filter(|change| change.measure > 0.0);
        let fading = all.iter().rev().filter(|change| change.measure < 0.0);
        parts.push(Part {
            heading: Text::RisingTags(days).say(language),
            rows: rising.take(wanted.limit).map(|change| row("rising", change)).collect(),
        });
        parts.push(Part {
            heading: Text::FadingTags(days).say(language),
            rows: fading.take(wanted.limit).map(|change| row("fading", change)).collect(),
        });
    }
    parts.retain(|part| !part.rows.is_empty());
    parts
}

/// Eighths of a cell, from one to seven.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Writes a part as bars no wider than a terminal of so many cells.
fn bars(
    out: &mut dyn Write,
    part: &Part,
    (columns, ambiguous): (usize, Ambiguous),
) -> io::Result<()> {
    writeln!(out, "{}", ambiguous.truncate(&part.heading, columns))?;
    let numbers = |row: &Row| match row.before {
        Some(before) => format!("{before} → {}", row.count),
        None => row.count.to_string(),
    };
    let names: Vec<String> = part.rows.iter().map(|row| clean_line(&row.value)).collect();
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let name_width = widest(&mut names.iter().map(|name| ambiguous.width(name))).min(columns / 3);
    let number_width = widest(&mut part.rows.iter().map(|row| ambiguous.width(&numbers(row))));
    let room = columns.saturating_sub(name_width + number_width + 6).min(60);
    let most = widest(&mut part.rows.iter().map(|row| row.count.max(row.before.unwrap_or(0))));
    for (row, name) in part.rows.iter().zip(&names) {
        let name = ambiguous.truncate(name, name_width);
        let number = numbers(row);
        let eighths = (row.count * room * 8).checked_div(most).unwrap_or(0);
        let bar = match ambiguous {
            Ambiguous::One => format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8]),
            // Blocks would take two cells.
            Ambiguous::Two => "=".repeat(eighths.div_ceil(8)),
        };
        let (after_name, before_number) = (
            " ".repeat(name_width - ambiguous.width(&name)),
            " ".repeat(number_width - ambiguous.width(&number)),
        );
        let line = format!("  {name}{after_name}  {before_number}{number}  {bar}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_no_wider_than_the_terminal() {
        let row = |value: &str, count, before| Row {
            figure: "rising",
            value: value.to_owned(),
            count,
            before,
        };
        let rows = vec![row("“α”", 12, Some(3)), row("服务网格", 5, None), row("k8s", 1, None)];
        let part = Part { heading: "Tags…".to_owned(), rows };
        for (ambiguous, last) in [(Ambiguous::One, "██"), (Ambiguous::Two, "==")] {
            for columns in 24..90 {
                let mut out = Vec::new();
                bars(&mut out, &part, (columns, ambiguous)).unwrap();
                let text = String::from_utf8(out).unwrap();
                assert_eq!(text.lines().count(), 4);
                for line in text.lines() {
                    assert!(ambiguous.width(line) <= columns, "{columns}: {line}");
                }
                assert!(text.lines().nth(1).unwrap().ends_with(last), "{columns}: {text}");
            }
        }
    }
}
