//! Figures as bars.

use super::super::table::{TableOutput, Tone};
use super::{FigureRow, FigureSection};
use crate::text::{Ambiguous, bar, clean_line};
use std::io::{self, Write};

/// Writes the rows of a part as bars that fit a terminal of `columns` cells.
pub(super) fn write(
    out: &mut dyn Write,
    part: &FigureSection,
    (columns, ambiguous): (usize, Ambiguous),
    table_output: TableOutput,
) -> io::Result<()> {
    let names: Vec<String> = part.rows.iter().map(|row| clean_line(&row.value)).collect();
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let name_width = widest(&mut names.iter().map(|name| ambiguous.width(name))).min(columns / 3);
    let number_width = widest(&mut part.rows.iter().map(|row| ambiguous.width(&numbers(row))));
    let room = columns.saturating_sub(name_width + number_width + 6).min(60);
    let longest = |row: &FigureRow| row.count.max(row.before.unwrap_or(0)).max(row.of.unwrap_or(0));
    let most = widest(&mut part.rows.iter().map(longest));
    for (row, name) in part.rows.iter().zip(&names) {
        let name = ambiguous.truncate(name, name_width);
        let number = numbers(row);
        // A count that is part of a total is drawn relative to it.
        let bar = bar(row.count, row.of.unwrap_or(most), room, ambiguous);
        let (after_name, before_number) = (
            " ".repeat(name_width - ambiguous.width(&name)),
            " ".repeat(number_width - ambiguous.width(&number)),
        );
        let name = table_output.painted(Tone::Label, &name);
        let number = table_output.painted(Tone::Number, &number);
        let line = format!("  {name}{after_name}  {before_number}{number}  {bar}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn numbers(row: &FigureRow) -> String {
    match (row.before, row.of) {
        (Some(before), _) => format!("{before} → {}", row.count),
        (None, Some(all)) => format!("{}/{all}", row.count),
        (None, None) => row.count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_no_wider_than_the_terminal() {
        let row = |value: &str, count, before| FigureRow {
            before,
            ..FigureRow::new("rising", value.to_owned(), count)
        };
        let rows = vec![row("“α”", 12, Some(3)), row("服务网格", 5, None), row("k8s", 1, None)];
        let part = FigureSection { heading: "Tags…".to_owned(), rows, calendar: None };
        for (ambiguous, last) in [(Ambiguous::One, "▄▄"), (Ambiguous::Two, "==")] {
            for columns in 24..90 {
                let mut out = Vec::new();
                write(&mut out, &part, (columns, ambiguous), TableOutput::default()).unwrap();
                let text = String::from_utf8(out).unwrap();
                assert_eq!(text.lines().count(), 3);
                for line in text.lines() {
                    assert!(ambiguous.width(line) <= columns, "{columns}: {line}");
                }
                assert!(text.lines().next().unwrap().ends_with(last), "{columns}: {text}");
            }
        }
    }
}
