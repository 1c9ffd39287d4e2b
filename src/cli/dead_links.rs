//! Checking on the disk the links of a post that lead to files.

use super::reread::{of_each, references_of};
use crate::load::{flavor, text};
use crate::post::{Diagnostic, FileLookup, Post, dead_links};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A warning for each link of the posts to a file that does not exist. Reads every post again.
/// Posts that are not files have no folder that links could be relative to.
pub fn look_up(posts: &[&Arc<Post>]) -> Vec<Diagnostic> {
    of_each(posts, of_post)
}

fn of_post(post: &Post) -> Vec<Diagnostic> {
    let Some(file) = post.file() else { return Vec::new() };
    // A file that has gone since is reported by the next command that reads it.
    let Ok(text) = text(&post.origin()) else { return Vec::new() };
    let links = references_of(&text, flavor(&post.origin()))
        .into_iter()
        .map(|link| (link.url, link.offset));
    let disk = FileLookup { exists: &Path::exists, names: &names };
    let found = dead_links(file, &text, &links.collect::<Vec<_>>(), &disk);
    found.into_iter().map(|finding| finding.of(&post.path)).collect()
}

/// Maximum number of entries listed of a folder.
const MAX_ENTRIES: usize = 10_000;

fn names(folder: &Path) -> Vec<OsString> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().take(MAX_ENTRIES);
    entries.map(|entry| entry.file_name()).collect()
}
