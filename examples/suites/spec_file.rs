//! The examples of a specification in CommonMark's format: in fences of 32 backticks, the Markdown
//! and its HTML, separated by a line with a full stop.

use super::outline::{of_html, of_markdown};
use super::suite::Case;
use std::fs;
use std::io;
use std::path::Path;

/// The examples of a specification, numbered from 1. Each compares the outline of the HTML in the
/// specification with that of the program's HTML.
pub fn cases(path: &Path) -> io::Result<Vec<Case>> {
    let text = fs::read_to_string(path)?.replace('→', "\t");
    let fence = "`".repeat(32);
    let mut cases = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !line.strip_prefix(&fence).is_some_and(|rest| rest.trim_start().starts_with("example")) {
            continue;
        }
        let markdown = block(&mut lines, ".");
        let html = block(&mut lines, &fence);
        cases.push(Case {
            name: (cases.len() + 1).to_string(),
            expected: of_html(&html),
            got: of_markdown(&markdown),
            input: markdown,
        });
    }
    Ok(cases)
}

/// The lines before a line that ends them.
fn block<'t>(lines: &mut impl Iterator<Item = &'t str>, end: &str) -> String {
    lines.take_while(|line| *line != end).flat_map(|line| [line, "\n"]).collect()
}
