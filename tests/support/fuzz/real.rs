//! Real texts to be damaged: those that come with the program, and more if they are available.

use super::made_up::boundary;
use fastrand::Rng;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Texts that are always available.
const ALWAYS: [&str; 3] = [
    include_str!("../../../README.md"),
    include_str!("../../../README.zh-CN.md"),
    include_str!("../posts.rs"),
];

/// All real texts.
fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        for folder in ["sample-posts", "tests/pages", "../shared/corpora"] {
            find(&root.join(folder), &mut paths);
        }
        paths.sort();
        let read = |path: &PathBuf| fs::read(path).ok();
        let found = paths.iter().filter_map(read);
        let found = found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        ALWAYS.into_iter().map(str::to_owned).chain(found).filter(|text| !text.is_empty()).collect()
    })
}

fn find(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, found);
        } else if path.extension().is_some_and(|is| is == "md" || is == "mdx") {
            found.push(path);
        }
    }
}

/// Consecutive lines of a text, at most `most` bytes.
pub fn excerpt(random: &mut Rng, most: usize) -> &'static str {
    let text = &texts()[random.usize(0..texts().len())];
    let at = boundary(text, random.usize(0..text.len()));
    // Half of them start at the beginning of a line.
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let start = if random.bool() { line } else { at };
    &text[start..boundary(text, start + random.usize(0..=most))]
}

/// The beginning of a text.
pub fn beginning(random: &mut Rng, most: usize) -> &'static str {
    let text = &texts()[random.usize(0..texts().len())];
    &text[..boundary(text, random.usize(0..=most))]
}

/// Lines from anywhere, one after the other.
pub fn lines(random: &mut Rng, most: usize) -> String {
    let mut lines = String::new();
    for _ in 0..random.usize(0..=most) {
        let text = &texts()[random.usize(0..texts().len())];
        let at = boundary(text, random.usize(0..text.len()));
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        if end - start < 600 {
            lines.push_str(&text[start..end]);
        }
        if random.u8(0..4) == 0 {
            lines.push('\n');
        }
    }
    lines
}
