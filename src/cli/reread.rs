//! Posts read again for what is not kept of them, on worker threads.

use crate::markdown::{Reference, references};
use crate::post::{Post, front_matter};
use crate::threads;
use std::sync::Arc;

/// What `of_post` makes of each post, in the order of the posts.
pub fn of_each<T: Send>(posts: &[&Arc<Post>], of_post: impl Fn(&Post) -> Vec<T> + Sync) -> Vec<T> {
    let of_post = &of_post;
    let parts = posts.chunks(posts.len().div_ceil(threads::processors()).max(1));
    let parts = parts.map(|part| move || part.iter().flat_map(|post| of_post(post)).collect());
    threads::all(parts).into_iter().flat_map(|found: Vec<T>| found).collect()
}

/// Bytes of a post that are looked through for addresses: those of links by reference stand far
/// from their texts, and a text can be made of them alone.
const LOOKED_THROUGH: usize = 256 << 20;

/// The links in a post's whole text, each with the byte offset at which its address stands there,
/// or, where that would take too long to find, its text.
pub fn references_of(text: &str) -> Vec<Reference> {
    let start = front_matter(text).body_start;
    let body = &text[start..];
    let mut found = references(body);
    let mut left = LOOKED_THROUGH;
    for link in &mut found {
        let rest = body.get(link.offset..).filter(|_| left > 0).unwrap_or("");
        let after = rest.find(&link.url);
        left = left.saturating_sub(after.unwrap_or(rest.len()));
        link.offset += start + after.unwrap_or(0);
    }
    found
}
