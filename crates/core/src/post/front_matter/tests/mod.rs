//! All forms of front matter, and arbitrary text.

mod any_text;
mod broken;
mod corpora;
mod cut;
mod forms;

use super::{FrontMatter, front_matter};

/// The front matter of a block between `---`; the first line of the block is line 2.
fn yaml(block: &str) -> FrontMatter {
    front_matter(&format!("---\n{block}\n---\nbody\n"))
}

/// Line, column and code of each finding.
fn codes(found: &FrontMatter) -> Vec<(usize, usize, &'static str)> {
    found.findings.iter().map(|f| (f.line, f.column, f.code.name())).collect()
}

fn day(found: &FrontMatter) -> String {
    found.date.map_or_else(|| "-".to_owned(), |day| day.to_string())
}
