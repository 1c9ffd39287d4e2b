//! Hugo: is the front matter of its pages read without findings, and all the text below it kept?
//!
//! From `hugo/` of <https://github.com/gohugoio/hugo>: Markdown files that begin with a delimiter,
//! and those that are embedded in its tests (`-- content/p1.md --`).

use super::head;
use super::suite::{Case, Suite, files, name};
use std::fs;
use std::io;
use std::path::Path;

pub const SUITE: Suite = Suite { name: "Hugo", path: "hugo", cases };

fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for file in files(folder, &["md"])? {
        let text = fs::read_to_string(&file)?;
        cases.extend(case(&name(&file, folder), &text));
    }
    for file in files(folder, &["go"])? {
        let text = fs::read_to_string(&file)?;
        for (page, text) in embedded(&text) {
            cases.extend(case(&format!("{} {page}", name(&file, folder)), text));
        }
    }
    Ok(cases)
}

/// The Markdown pages within a test: from a line with the page's name up to the next one or the end
/// of the literal. A page whose name is filled in by a loop is a template and is left out.
fn embedded(go: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for literal in go.split('`').skip(1).step_by(2) {
        for part in literal.split("\n-- ").skip(1) {
            let Some((page, text)) = part.split_once(" --\n") else { continue };
            let is_markdown = Path::new(page).extension().is_some_and(|ending| ending == "md");
            if is_markdown && !page.contains('%') {
                found.push((page, text));
            }
        }
    }
    found
}

/// The page as a case, if it has front matter between two delimiters.
pub fn case(name: &str, text: &str) -> Option<Case> {
    let fence = text.lines().next().map(str::trim_end)?;
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let ends = |line: &&str| {
        let line = line.trim_end();
        line == fence || fence == "---" && line == "..."
    };
    let length = text.split_inclusive('\n').skip(1).position(|line| ends(&line))?;
    let below: String = text.split_inclusive('\n').skip(length + 2).collect();
    Some(Case {
        name: name.to_owned(),
        input: text.to_owned(),
        expected: head::text_only(&below),
        got: head::read_without_keys(text),
    })
}
