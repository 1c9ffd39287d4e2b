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
const PIECES: [&str; 76] = [
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

proptest! {
    #[test]
    fn any_text_reads_as_the_parser_reads_it(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
    ) {
        let (told, parsed) = agree(&pieces.concat());
        prop_assert_eq!(told, parsed);
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
