//! Finds git checkouts of posts near a folder, to be offered as roots.

use super::site::{Site, is_post_name};
use crate::file::{checkout_around, remotes_of};
use crate::post::date_in_path;
use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};

/// Maximum number of folders that are searched for checkouts.
const MAX_FOLDERS: usize = 1_000;
/// Maximum depth of a checkout below a folder, as in `~/src/host/owner/name`.
const MAX_DEPTH: usize = 4;
/// Maximum number of folders of a checkout that are searched for posts.
const MAX_FOLDERS_IN_CHECKOUT: usize = 100;
/// Number of dated files by which a folder of posts is recognised.
const MIN_DATED_FILES: usize = 3;
/// Maximum number of checkouts.
const MAX_CHECKOUTS: usize = 12;

/// Git checkouts with a remote and with posts, in alphabetical order: the one around each folder, or those
/// below it.
pub fn checkouts_near(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in folders {
        if let Some(around) = checkout_around(folder) {
            found.extend(has_posts(around).then(|| around.to_owned()));
        } else {
            found.extend(checkouts_below(folder));
        }
    }
    found.sort();
    found.dedup();
    found.truncate(MAX_CHECKOUTS);
    found
}

fn checkouts_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(folder, MAX_FOLDERS, |depth, folder| {
        let is_checkout = depth > 0 && folder.join(".git").exists();
        if is_checkout && has_posts(folder) {
            found.push(folder.to_owned());
        }
        !is_checkout && depth < MAX_DEPTH && found.len() < MAX_CHECKOUTS
    });
    found
}

/// Returns `true` for a checkout with a remote that is a site, or has several dated posts.
fn has_posts(checkout: &Path) -> bool {
    if remotes_of(checkout).is_empty() {
        return false;
    }
    if Site::of(|name| checkout.join(name).exists()) == Site::Generated {
        return true;
    }
    let mut dated = 0;
    walk(checkout, MAX_FOLDERS_IN_CHECKOUT, |_, folder| {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let below = path.strip_prefix(checkout).unwrap_or(&path);
            let is_dated = is_post_name(below) && date_in_path(&below.to_string_lossy()).is_some();
            dated += usize::from(is_dated);
        }
        dated < MIN_DATED_FILES
    });
    dated >= MIN_DATED_FILES
}

/// Calls `each` with folders and their depths, the outermost first: a folder, and those below it that are
/// neither hidden nor reached through links, as long as it returns `true` for the folder around them.
fn walk(folder: &Path, max: usize, mut each: impl FnMut(usize, &Path) -> bool) {
    let mut waiting = VecDeque::from([(0, folder.to_owned())]);
    let mut left = max;
    while let Some((depth, folder)) = waiting.pop_front() {
        if left == 0 {
            return;
        }
        left -= 1;
        if !each(depth, &folder) {
            continue;
        }
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut below: Vec<PathBuf> = entries
            .flatten()
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .filter(|path| !is_passed_by(path))
            .collect();
        below.sort();
        waiting.extend(below.into_iter().map(|path| (depth + 1, path)));
    }
}

/// Returns `true` for hidden folders, and for those with what others made.
fn is_passed_by(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || ["node_modules", "target", "vendor", "Library"].contains(&&*name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checkouts_of_posts_are_found_around_and_below() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        let checkout = |path: &str, remote: &str, files: &[&str]| {
            fs::create_dir_all(at(path).join(".git")).unwrap();
            let config = format!("[remote \"origin\"]\n\turl = {remote}\n");
            fs::write(at(path).join(".git/config"), if remote.is_empty() { "" } else { &config })
                .unwrap();
            for file in files {
                let file = at(path).join(file);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, "text\n").unwrap();
            }
        };
        let dated = ["posts/2026-01-14-a.md", "posts/2026-01-15-b.md", "posts/2026-01-16-c.md"];
        checkout("src/host/owner/digest", "https://a.example/d", &dated);
        checkout("site", "https://a.example/s", &["hugo.toml", "content/a.md"]);
        checkout("program", "https://a.example/p", &["README.md", "docs/a.md", "src/main.rs"]);
        checkout("local", "", &dated);
        checkout("site/themes/theirs", "https://a.example/t", &dated);
        checkout(".hidden", "https://a.example/h", &dated);
        checkout("a/b/c/d/deep", "https://a.example/x", &dated);
        let found = [at("site"), at("src/host/owner/digest")];
        assert_eq!(checkouts_near(&[home.path().to_owned()]), found);
        assert_eq!(checkouts_near(&[at("site/content"), home.path().to_owned()]), found);
        assert_eq!(checkouts_near(&[at("program")]), [] as [PathBuf; 0]);
        assert_eq!(checkouts_near(&[at("missing")]), [] as [PathBuf; 0]);
    }
}
