//! `yunbao tags` and `yunbao categories`: the values of a facet.

use super::args::RowOptions;
use super::found::{CommandRequest, FindResult, find};
use super::output::{json, print};
use super::table::{self, Column, Set, Tone};
use crate::library::Facet;
use crate::query::facets;
use serde::Serialize;
use std::collections::HashSet;
use std::process::ExitCode;

/// Value, number of posts, spellings.
const COLUMNS: [Column; 3] = [
    Column { share: 2, from: 0, set: Set::Left, tone: Tone::Label },
    Column { share: 0, from: 0, set: Set::Right, tone: Tone::Number },
    Column { share: 3, from: 60, set: Set::Left, tone: Tone::Dim },
];

/// A value as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, PartialEq, Serialize)]
pub struct ValueJson<'a> {
    /// The value, in its most frequent spelling.
    pub value: &'a str,
    /// Number of posts that have it.
    pub count: usize,
    /// Its spellings in these posts.
    pub spellings: Vec<&'a str>,
}

/// Prints the tags or categories of the matching posts, most frequent first.
pub fn run(request: &CommandRequest<'_>, rows: RowOptions, facet: Facet) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let values = values(&found, facet);
    let code = found.code(values.len());
    let mut values = values.iter().take(rows.limit.unwrap_or(usize::MAX));
    let printed = print(request.language, |out| {
        if rows.json {
            return values.try_for_each(|value| json(out, value));
        }
        table::write(out, &COLUMNS, values.map(cells), request.table_output())
    });
    printed.err().unwrap_or(ExitCode::from(code))
}

fn cells(row: &ValueJson<'_>) -> Vec<String> {
    vec![row.value.to_owned(), row.count.to_string(), row.spellings.join(",")]
}

/// The values, each with its spellings in the matching posts, the library's most frequent spelling
/// first.
pub fn values(found: &FindResult, facet: Facet) -> Vec<ValueJson<'_>> {
    let posts = found.posts();
    let written = posts.flat_map(|post| match facet {
        Facet::Tag => post.tags.iter(),
        _ => post.categories.iter(),
    });
    let used: HashSet<&str> = written.map(AsRef::as_ref).collect();
    let table = found.library.table(facet);
    facets(&found.library, &found.rows)
        .of(facet)
        .iter()
        .map(|counted| {
            let value = &table.values()[counted.number as usize];
            let spellings = value.spellings.iter().map(|(spelling, _)| spelling.as_str());
            ValueJson {
                value: &value.value,
                count: counted.count,
                spellings: spellings.filter(|spelling| used.contains(*spelling)).collect(),
            }
        })
        .collect()
}
