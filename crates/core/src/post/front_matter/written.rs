//! Facts found in the lines of front matter rather than in its values: the position of the date of
//! writing, and the presence of a path for the page.
//!
//! Knows the keys, but not the use of these facts.

use jiff::civil::Date;

use super::block_position::BlockPosition;
use super::keys::{DATE, FIRST_CHANGED, KeyLine, key_line, normal};
use crate::post::date::date_of;

/// The position of the value that gives this day, in front matter with its delimiters. `None` if no line
/// states that the post was written on that day, which may be the day of a change.
pub fn written_at(head: &str, day: Date) -> Option<BlockPosition> {
    let written = DATE.split(|name| *name == FIRST_CHANGED).next().unwrap_or(DATE);
    head.lines().enumerate().find_map(|(index, line)| {
        let line = line.trim_end();
        let found = key_line(line, ':').or_else(|| key_line(line, '='))?;
        let says = written.contains(&normal(found.key).as_str());
        let start = line.len() - found.value.len();
        (says && date_of(found.value) == Some(day))
            .then(|| BlockPosition { line: index + 1, column: line[..start].chars().count() + 1 })
    })
}

/// True if front matter sets the path of the post's page on its site: `permalink: /2024/x/`.
pub fn has_own_path(head: &str) -> bool {
    let line = |line| key_line(line, ':').or_else(|| key_line(line, '='));
    head.lines().filter_map(line).any(|KeyLine { key, value, .. }| {
        let value = value.trim_matches(['"', '\'']);
        matches!(normal(key).as_str(), "permalink" | "url" | "path" | "slug")
            && !value.is_empty()
            && !value.contains("://")
    })
}
