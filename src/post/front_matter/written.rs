//! Where a front matter says on which day its post was written.
//!
//! Knows the keys. Knows nothing of what is made of the place.

use jiff::civil::Date;

use super::keys::{DATE, FIRST_CHANGED, key_line, normal};
use super::place::Place;
use crate::post::date::date_of;

/// The place of the value that gives this day, in the text of a front matter with its delimiters.
/// None where no line says that the post was written that day: the day may be that of a change.
pub fn written_at(head: &str, day: Date) -> Option<Place> {
    let written = DATE.split(|name| *name == FIRST_CHANGED).next().unwrap_or(DATE);
    head.lines().enumerate().find_map(|(index, line)| {
        let line = line.trim_end();
        let found = key_line(line, ':').or_else(|| key_line(line, '='))?;
        let says = written.contains(&normal(found.key).as_str());
        let start = line.len() - found.value.len();
        (says && date_of(found.value) == Some(day))
            .then(|| Place { line: index + 1, column: line[..start].chars().count() + 1 })
    })
}
