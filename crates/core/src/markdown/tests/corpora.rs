use crate::markdown::line_break::{is_not_first, is_not_last};
use crate::markdown::{Role, Typography, layout, outline, parse, wrap};
use crate::text::Ambiguous;
use std::fs;
use std::path::{Path, PathBuf};

fn posts(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            posts(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md" || ending == "mdx") {
            found.push(path);
        }
    }
}

/// All real posts, if present.
fn corpora() -> Vec<(PathBuf, String)> {
    posts_of("../shared/corpora")
}

/// The posts in a folder, if present.
pub(super) fn posts_of(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    posts(&crate::project().join(folder), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            (path, crate::text::clean(&text).into_owned())
        })
        .collect()
}

#[test]
fn no_line_of_a_real_post_is_too_wide_or_ends_badly() {
    for (path, text) in corpora() {
        let blocks = parse(&text);
        let both = [(Ambiguous::One, true), (Ambiguous::Two, false)];
        let widths = (20..=120).step_by(25).flat_map(|cells| both.map(|it| (cells, it)));
        for (cells, (ambiguous, autospace)) in widths {
            let document = layout(
                &blocks,
                cells,
                Typography { ambiguous, autospace, ..Typography::default() },
            );
            let mut before = 0;
            for line in &document.lines {
                let plain = line.plain();
                assert!(ambiguous.width(&plain) <= cells, "{}: {cells}: {plain}", path.display());
                assert!(line.offset >= before && line.offset <= text.len());
                before = line.offset;
                let is_text = line.spans.iter().all(|span| {
                    !matches!(span.style.role, Role::CodeBlock | Role::CodeFrame | Role::TableFrame)
                });
                if !is_text {
                    continue;
                }
                let content: String = line
                    .spans
                    .iter()
                    .filter(|span| !matches!(span.style.role, Role::Marker | Role::QuoteBar))
                    .map(|span| span.text.as_str())
                    .collect();
                let last = content.trim_end().chars().next_back();
                assert!(!last.is_some_and(is_not_last), "{}: {cells}: {plain}", path.display());
            }
        }
    }
}

/// Finds lines with a first character that may not begin one. A paragraph that begins with such a character
/// is the author's choice.
#[test]
fn no_wrapped_line_begins_badly() {
    for (path, text) in corpora() {
        for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.contains("```")) {
            for cells in [20, 33, 60, 77, 120] {
                for ambiguous in [Ambiguous::One, Ambiguous::Two] {
                    let lines = wrap(&paragraph.replace('\n', " "), cells, ambiguous);
                    for line in lines.iter().skip(1) {
                        let first = line.chars().next();
                        assert!(
                            !first.is_some_and(is_not_first),
                            "{}: {cells}: {line}",
                            path.display()
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_outline_has_what_the_reader_shows() {
    for (path, text) in corpora() {
        let outline = outline(&text);
        let document = layout(&parse(&text), 100_000, Typography::default());
        let headings: Vec<_> = document.headings.iter().map(|h| (&h.text, h.offset)).collect();
        let top: Vec<_> = outline.headings.iter().map(|h| (&h.text, h.offset)).collect();
        for heading in top {
            assert!(headings.contains(&heading), "{}: {heading:?}", path.display());
        }
        assert!(outline.plain.len() <= text.len() * 2);
        for block in &outline.blocks {
            assert!(block.offset < text.len());
        }
    }
}
