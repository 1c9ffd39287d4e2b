//! Order of all news items by title, computed once instead of with every search.

use crate::post::Post;
use crate::threads;
use std::borrow::Cow;
use std::sync::Arc;

/// Number of posts per thread below which sorting on another thread does not pay.
const WORTH_A_THREAD: usize = 4_000;

/// A title, preceded by its first bytes as a number in the same order, and followed by the item's
/// index.
type Titled<'p> = (u64, Cow<'p, str>, u32);

/// The rank of each news item's folded title among all titles. The items of all posts are numbered
/// one after the other; equal titles have the same rank.
pub(super) fn title_ranks(posts: &[Arc<Post>]) -> Vec<u32> {
    let count = threads::processors().min(posts.len() / WORTH_A_THREAD).max(1);
    let mut parts = Vec::new();
    let mut items = 0;
    for part in posts.chunks(posts.len().div_ceil(count).max(1)) {
        parts.push((part, items));
        items += part.iter().map(|post| post.stories.len() as u32).sum::<u32>();
    }
    let sorting = parts.into_iter().map(|(part, first)| move || sorted(part, first));
    let mut titles: Vec<Titled<'_>> = threads::all(sorting).into_iter().flatten().collect();
    // This sort detects the sorted runs and only merges them.
    titles.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let mut ranks = vec![0; titles.len()];
    let mut rank = 0;
    for (at, (_, title, item)) in titles.iter().enumerate() {
        if at > 0 && *title != titles[at - 1].1 {
            rank += 1;
        }
        ranks[*item as usize] = rank;
    }
    ranks
}

fn sorted(posts: &[Arc<Post>], first: u32) -> Vec<Titled<'_>> {
    let titles = posts.iter().flat_map(|post| {
        (0..post.stories.len()).map(move |number| post.folded_story_title(number))
    });
    let mut titles: Vec<Titled<'_>> =
        titles.zip(first..).map(|(title, item)| (beginning(&title), title, item)).collect();
    titles.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    titles
}

/// The first eight bytes of a text as a big-endian number, padded with zeros.
fn beginning(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = text.len().min(bytes.len());
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}
