//! The order of all news items by their titles, so that it is found once and not with each search.

use crate::post::Post;
use crate::threads;
use std::borrow::Cow;
use std::sync::Arc;

/// Fewer posts are sorted on one thread.
const WORTH_A_THREAD: usize = 4_000;

/// A title, with its first bytes as a number that compares as they do, and the item's place.
type Titled<'p> = (u64, Cow<'p, str>, u32);

/// For the news items of all posts, one after the other, the place of its title among all folded
/// titles in order; equal ones have the same.
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
    // What is in order already is found, and only merged.
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

/// The first bytes of a text as a number; of a shorter one, with zeros behind it.
fn beginning(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = text.len().min(bytes.len());
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}
