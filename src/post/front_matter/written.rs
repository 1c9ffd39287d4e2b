//! What the lines of a front matter say, where its values are not enough: the place of the day on which
//! its post was written, and whether it says where its page is.
//!
//! Knows the keys. Knows nothing of what is made of it.

use jiff::civil::Date;

use super::keys::{DATE, FIRST_CHANGED, KeyLine, key_line, normal};
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

/// True if a front matter says where on its site the page of the post is: `permalink: /2024/x/`.
pub fn has_own_path(head: &str) -> bool {
    let line = |line| key_line(line, ':').or_else(|| key_line(line, '='));
    head.lines().filter_map(line).any(|KeyLine { key, value, .. }| {
        let value = value.trim_matches(['"', '\'']);
        matches!(normal(key).as_str(), "permalink" | "url" | "path" | "slug")
            && !value.is_empty()
            && !value.contains("://")
    })
}
