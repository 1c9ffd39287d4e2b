//! `yunbao links`: the web pages that posts link to.

use super::args::RowOptions;
use super::found::{CommandRequest, find};
use super::output::{json, print};
use super::reread::{of_each, references_of};
use super::table::{self, Column, PIPED_ONLY, Set, TableOutput, Tone};
use crate::load::{flavor, text};
use crate::post::Post;
use crate::web::{host, is_web};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// Address, text, host, path, line.
const COLUMNS: [Column; 5] = [
    Column { share: 4, from: 0, set: Set::Left, tone: Tone::Address },
    Column { share: 3, from: 60, set: Set::Left, tone: Tone::Title },
    Column { share: 1, from: PIPED_ONLY, set: Set::Left, tone: Tone::Dim },
    Column { share: 3, from: 80, set: Set::LeftKeepingEnd, tone: Tone::Path },
    Column { share: 0, from: 80, set: Set::Right, tone: Tone::Number },
];
/// Number of posts that are read again before their links are printed.
const BATCH: usize = 1024;

/// A link as a line of JSON; the order of the keys is guaranteed.
#[derive(Debug, PartialEq, Serialize)]
struct LinkJson {
    url: String,
    text: String,
    host: Option<String>,
    path: String,
    line: usize,
}

/// Prints the links of the matching posts, post by post, in the order of the text.
pub fn run(request: &CommandRequest<'_>, rows: RowOptions) -> ExitCode {
    let found = match find(request) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let posts: Vec<&Arc<Post>> = found.posts().collect();
    let mut count = 0;
    let printed = print(request.language, |out| {
        // A table needs all rows to lay out its columns; otherwise rows are printed as they are
        // found.
        let batch = if request.target.columns.is_some() { posts.len().max(1) } else { BATCH };
        for part in posts.chunks(batch) {
            let left = rows.limit.map_or(usize::MAX, |limit| limit - count);
            let mut links = of_each(part, of_post);
            links.truncate(left);
            count += links.len();
            write(out, links, rows.json, request.table_output())?;
            if rows.limit == Some(count) {
                break;
            }
        }
        Ok(())
    });
    let wanted_none = rows.limit == Some(0);
    let code = found.code(count + usize::from(wanted_none));
    printed.err().unwrap_or(ExitCode::from(code))
}

fn write(
    out: &mut dyn Write,
    links: Vec<LinkJson>,
    as_json: bool,
    table_output: TableOutput,
) -> io::Result<()> {
    if as_json {
        return links.iter().try_for_each(|link| json(out, link));
    }
    table::write(out, &COLUMNS, links.into_iter().map(cells), table_output)
}

fn cells(link: LinkJson) -> Vec<String> {
    vec![link.url, link.text, link.host.unwrap_or_default(), link.path, link.line.to_string()]
}

/// The distinct web links of a post, each at its first occurrence.
fn of_post(post: &Post) -> Vec<LinkJson> {
    // A file that has gone since has no links.
    let Ok(text) = text(&post.origin()) else { return Vec::new() };
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut seen = HashSet::new();
    references_of(&text, flavor(&post.origin()))
        .into_iter()
        .filter(|link| is_web(&link.url) && seen.insert(link.url.clone()))
        .map(|link| LinkJson {
            host: host(&link.url).map(Cow::into_owned),
            line: ends.partition_point(|end| *end < link.offset) + 1,
            url: link.url,
            text: link.text,
            path: post.path.to_string(),
        })
        .collect()
}
