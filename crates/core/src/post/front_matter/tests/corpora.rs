//! Real posts of six projects, which are not part of this repository; skipped if they are missing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::keys::{self, key_line, normal};
use super::{FrontMatter, front_matter};
use crate::text::clean;

fn posts(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = folder.read_dir() else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            posts(&path, found);
        } else if path.extension().is_some_and(|end| end == "md" || end == "mdx") {
            found.push(path);
        }
    }
}

/// True if some line of the front matter gives a title.
fn writes_title(text: &str, found: &FrontMatter) -> bool {
    text[..found.body_start].lines().any(|line| {
        let line = key_line(line, ':').or_else(|| key_line(line, '='));
        line.is_some_and(|line| {
            line.indent <= 1
                && keys::TITLE.contains(&normal(line.key).as_str())
                && !matches!(line.value, "" | "\"\"" | "''")
        })
    })
}

/// Run with `--nocapture` for the figures.
#[test]
fn real_posts() {
    let root = crate::project().join("../shared/corpora");
    let mut paths = Vec::new();
    posts(&root, &mut paths);
    paths.sort();
    let mut figures: BTreeMap<String, [usize; 9]> = BTreeMap::new();
    for path in paths {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let lossy = String::from_utf8_lossy(&bytes);
        let text = clean(&lossy);
        let text = text.as_ref();
        let found = front_matter(text);
        let shown = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        assert_eq!(found.title.is_some(), writes_title(text, &found), "{shown}");
        assert!(text.is_char_boundary(found.body_start), "{shown}");
        let has = [
            true,
            found.title.is_some(),
            found.date.is_some(),
            crate::post::date_in_path(&shown).is_some(),
            !found.tags.is_empty(),
            !found.authors.is_empty(),
            found.source.is_some(),
            found.draft,
            !found.findings.is_empty(),
        ];
        let project = shown.split('/').next().unwrap_or_default().to_owned();
        let counts = figures.entry(project).or_default();
        for (count, has) in counts.iter_mut().zip(has) {
            *count += usize::from(has);
        }
        if found.title.is_none() {
            println!("{shown}: no title");
        }
        for finding in found.findings {
            let (line, column, code) = (finding.line, finding.column, finding.code.name());
            println!("{shown}:{line}:{column}: {code}: {}", finding.message);
        }
    }
    println!("posts title date path-date tags authors source draft findings");
    for (project, counts) in figures {
        println!("{project}: {counts:?}");
    }
}
