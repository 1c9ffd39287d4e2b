//! The links of a post that lead to files, looked up on the disk.

use crate::load::text;
use crate::markdown::references;
use crate::post::{Diagnostic, Origin, Post, dead_links, front_matter};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// A warning for each link of the posts to a file that is not there. Reads every post again, on
/// worker threads. Posts that are no files have no place from which a link could lead.
pub fn look_up(posts: &[&Arc<Post>]) -> Vec<Diagnostic> {
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        let parts: Vec<_> = posts
            .chunks(posts.len().div_ceil(workers).max(1))
            .map(|part| {
                scope.spawn(|| part.iter().flat_map(|post| of_post(post)).collect::<Vec<_>>())
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

fn of_post(post: &Post) -> Vec<Diagnostic> {
    let Origin::File(file) = &post.origin else { return Vec::new() };
    // A file that has gone since is told by whoever reads it next.
    let Ok(text) = text(&post.origin) else { return Vec::new() };
    let start = front_matter(&text).body_start;
    let links: Vec<(String, usize)> =
        links(&text[start..]).into_iter().map(|(url, offset)| (url, start + offset)).collect();
    let found = dead_links(file, &text, &links, Path::exists);
    found.into_iter().map(|finding| finding.of(&post.path)).collect()
}

/// The addresses in a Markdown text with the byte offsets at which they stand.
fn links(body: &str) -> Vec<(String, usize)> {
    let place = |offset: usize, url: &str| {
        let found = body.get(offset..).and_then(|rest| rest.find(url));
        found.map_or(offset, |at| offset + at)
    };
    references(body)
        .into_iter()
        .map(|link| (link.url.clone(), place(link.offset, &link.url)))
        .collect()
}
