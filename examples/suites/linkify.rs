//! linkify-it: are addresses found in a text without any markup?
//!
//! From `linkify-it/test/fixtures` of <https://github.com/markdown-it/linkify-it>: `links.txt` and
//! `not_links.txt`. Addresses with a scheme other than http and https, e-mail addresses, and hosts
//! without `www.` are not recognised by design, and such lines are left out.

use super::suite::{Case, Suite};
use std::fs;
use std::io;
use std::path::Path;
use yunbao::markdown::bare_links;

pub const SUITE: Suite = Suite { name: "linkify-it", path: "linkify-it/test/fixtures", cases };

fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let with_links = fs::read_to_string(folder.join("links.txt"))?;
    let mut cases = Vec::new();
    let mut lines = with_links.lines().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let line = without_comment(line);
        if line.trim().is_empty() {
            continue;
        }
        // The line below, if it is not empty, is the address in the line.
        let below = lines.next_if(|(_, next)| !without_comment(next).trim().is_empty());
        let address = below.map_or(line, |(_, next)| next);
        if is_looked_for(address) {
            let expected = address.to_owned();
            cases.push(case(&format!("links.txt:{}", index + 1), line, expected));
        }
    }
    let without = fs::read_to_string(folder.join("not_links.txt"))?;
    for (index, line) in without.lines().enumerate() {
        let line = without_comment(line);
        if !line.trim().is_empty() {
            cases.push(case(&format!("not_links.txt:{}", index + 1), line, String::new()));
        }
    }
    Ok(cases)
}

fn case(name: &str, line: &str, expected: String) -> Case {
    let got = bare_links(line).first().map(|link| line[link.clone()].to_owned());
    Case { name: name.to_owned(), input: line.to_owned(), expected, got: got.unwrap_or_default() }
}

fn without_comment(line: &str) -> &str {
    if line.starts_with('%') { "" } else { line }
}

fn is_looked_for(address: &str) -> bool {
    let address = address.to_lowercase();
    ["http://", "https://", "www."].iter().any(|start| address.starts_with(start))
}
