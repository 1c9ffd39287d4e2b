//! What is told without the parser is what the parser tells.

use super::{Survey, parsed, survey};
use crate::text::clean;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn agree(text: &str) -> (Survey, Survey) {
    let text = clean(text);
    (survey(&text, true), parsed(&text, true))
}

/// Lines and pieces of lines that meet one another in unlucky ways.
const PIECES: [&str; 78] = [
    "<sup>",
    "</sup>",
    "a",
    "word",
    "云报",
    "，",
    "。",
    "（",
    "）",
    "\u{3000}",
    "é",
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n \n",
    "*",
    "*",
    "**",
    "**",
    "***",
    "_",
    "__",
    "`",
    "`",
    "``",
    "```\n",
    "\n```\n",
    "\n~~~\n",
    "~",
    "~~",
    "[",
    "]",
    "[a](https://a.io/b)",
    "[云](https://a.io/云)",
    "](",
    "(",
    ")",
    "!",
    "![a](b)",
    "<",
    ">",
    "<b>",
    "<div>",
    "<!-- ",
    " -->",
    "https://a.io",
    "&",
    "&amp;",
    "\\",
    "# ",
    "\n# ",
    "\n## a\n",
    " #",
    "\n- ",
    "\n* ",
    "\n1. ",
    "\n2) x",
    "\n> ",
    "\n    ",
    "\n  ",
    "\n: ",
    "\n---\n",
    "\n===\n",
    "| a | b |\n",
    "|---|---|\n",
    "[x]: ",
    "[^1]",
    "来源：",
    "**Source:** ",
    "\n- [a](https://a.io/c)",
    "\u{fe0f}",
    "1",
];

#[test]
fn tags_in_the_text_of_an_image_say_nothing() {
    let survey = survey("# ![a <img alt=b src=c>d](https://a.io/e.png) f", false);
    assert_eq!(survey.headings[0].text, "[image: a d] f");
}

#[test]
fn what_is_raised_or_lowered_is_as_the_reader_shows_it() {
    let survey = survey("# 10<sup>9</sup> H<sub>2</sub>O\n\nx<sup>ab\n\nLine 2", false);
    assert_eq!(survey.headings[0].text, "10⁹ H₂O");
    assert_eq!(survey.plain.trim(), "x^ab Line 2");
}

proptest! {
    #[test]
    fn any_text_reads_as_the_parser_reads_it(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
    ) {
        let (told, parsed) = agree(&pieces.concat());
        prop_assert_eq!(told, parsed);
    }
}

/// Lines of posts of every kind, real ones where they are at hand.
fn lines() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join("tests/pages"), &mut found);
    files(&root.join("../shared/corpora"), &mut found);
    found.sort();
    let text = |path: &PathBuf| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    let texts: Vec<String> = found.iter().map(text).collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    // A definition has the whole text parsed, so that most texts would not be told at all.
    let mut lines: Vec<String> =
        lines.filter(|line| !line.contains("]:") && line.len() < 400).map(str::to_owned).collect();
    lines.sort();
    lines.dedup();
    lines
}

#[test]
fn real_lines_in_any_order_read_as_the_parser_reads_them() {
    let lines = lines();
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..cases.unwrap_or(300) {
        let text: String = (0..random.usize(1..30))
            .map(|_| match random.u8(0..4) {
                0 => "\n".to_owned(),
                1 => format!("{}\n\n", lines[random.usize(..lines.len())]),
                _ => format!("{}\n", lines[random.usize(..lines.len())]),
            })
            .collect();
        let (told, parsed) = agree(&text);
        assert_eq!(told, parsed, "{text:?}");
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|is| is == "md") {
            found.push(path);
        }
    }
}

#[test]
fn real_posts_read_as_the_parser_reads_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join("sample-posts"), &mut found);
    files(&root.join("docs"), &mut found);
    files(&root.join("tests/pages"), &mut found);
    files(&root.join("../shared/corpora"), &mut found);
    assert!(found.len() > 10);
    for path in found {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let (told, parsed) = agree(&text);
        assert_eq!(told, parsed, "{}", path.display());
    }
}
