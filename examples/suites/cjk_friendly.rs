//! The CJK-friendly amendment to CommonMark: is text beside Chinese, Japanese and Korean emphasised
//! and struck through as by the amendment's own implementation?
//!
//! From `markdown-cjk-friendly/` of <https://github.com/tats-u/markdown-cjk-friendly>: each paragraph
//! of `testcases/*.md` against the snapshots of its packages.

use super::outline::{of_html, of_markdown};
use super::suite::{Case, Suite};
use std::fs;
use std::io;
use std::path::Path;

pub const SUITE: Suite =
    Suite { name: "markdown-cjk-friendly", path: "markdown-cjk-friendly", cases };

const EMPHASIS: &str =
    "packages/markdown-it-cjk-friendly/test/__snapshots__/markdownIt.spec.ts.snap";
const STRIKETHROUGH: &str = "packages/micromark-extension-cjk-friendly-gfm-strikethrough/test/\
                             __snapshots__/micromarkStrikethrough.spec.ts.snap";

/// Files of paragraphs, the snapshot that has them as HTML, and words of its name.
const FILES: [(&str, &str, &str); 6] = [
    ("strong.md", EMPHASIS, "around Kana/Han"),
    ("korean.md", EMPHASIS, "around Korean"),
    ("pseudo-emoji.md", EMPHASIS, "around pseudo-emoji"),
    ("underscore-cjk-punct.md", EMPHASIS, "underscores"),
    ("non-bmp.md", EMPHASIS, "non-BMP"),
    ("gfm-strikethrough.md", STRIKETHROUGH, "CJK"),
];

fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for (file, snapshots, words) in FILES {
        let text = fs::read_to_string(folder.join("testcases").join(file))?;
        let snapshots = fs::read_to_string(folder.join(snapshots))?;
        let paragraphs: Vec<&str> =
            text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect();
        let html = snapshot(&snapshots, words).unwrap_or_default();
        let expected: Vec<&str> = html.lines().filter(|line| line.starts_with("<p>")).collect();
        if paragraphs.len() != expected.len() {
            let (ours, theirs) = (paragraphs.len(), expected.len());
            return Err(io::Error::other(format!("{file}: {ours} paragraphs, {theirs} in HTML")));
        }
        cases.extend(paragraphs.iter().zip(expected).enumerate().map(|(index, (input, html))| {
            Case {
                name: format!("{file} {}", index + 1),
                input: (*input).to_owned(),
                expected: of_html(html),
                got: of_markdown(input),
            }
        }));
    }
    Ok(cases)
}

/// The text of the snapshot whose name contains these words, with the escapes of its template
/// literal resolved.
fn snapshot(snapshots: &str, words: &str) -> Option<String> {
    let found = snapshots
        .split("\nexports[`")
        .skip(1)
        .find(|one| one.split_once("`]").is_some_and(|(name, _)| name.contains(words)))?;
    let (_, literal) = found.split_once("= `\n\"")?;
    let (literal, _) = literal.split_once("\n`;")?;
    Some(literal.replace("\\`", "`").replace("\\\\", "\\"))
}
