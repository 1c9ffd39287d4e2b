//! Pages that many posts of a folder link to.

use crate::post::{PageId, Post};
use foldhash::{HashMap, HashMapExt};
use std::hash::Hash;

/// Number of counters for the pages of one folder. Pages that share a counter are counted one by one only
/// if the counter reaches what makes a page repeated.
const COUNTERS: usize = 256;

/// The pages of stories that are in enough posts of a folder. Each post comes with its folder and the number
/// of posts that is enough there.
pub(super) fn repeated_pages<F: Copy + Eq + Hash>(
    posts: &[((F, u32), &Post)],
) -> Vec<((F, u32), PageId)> {
    // Counting every page would take a table with an entry for nearly every story.
    let counter = |page: PageId| page.0 as usize % COUNTERS;
    let mut counters: HashMap<(F, u32), Vec<u32>> = HashMap::new();
    for (folder, post) in posts {
        let counters = counters.entry(*folder).or_insert_with(|| vec![0; COUNTERS]);
        for story in &post.stories {
            counters[counter(story.page)] += 1;
        }
    }
    counters.retain(|(_, least), counters| counters.iter().any(|count| count >= least));
    let mut counts: HashMap<((F, u32), PageId), u32> = HashMap::new();
    let mut own: Vec<PageId> = Vec::new();
    for (folder, post) in posts {
        let Some(counters) = counters.get(folder) else { continue };
        let pages = post.stories.iter().map(|story| story.page);
        own.clear();
        own.extend(pages.filter(|page| counters[counter(*page)] >= folder.1));
        own.sort_unstable();
        own.dedup();
        for page in &own {
            *counts.entry((*folder, *page)).or_default() += 1;
        }
    }
    counts.retain(|((_, least), _), count| *count >= *least);
    counts.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Story;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    fn post(pages: &[u64]) -> Post {
        let story = |page: &u64| Story { page: PageId(*page), ..Story::default() };
        Post { stories: pages.iter().map(story).collect(), ..Post::bare("a") }
    }

    proptest! {
        #[test]
        fn the_counters_lose_no_page_and_add_none(
            // Pages that share counters, and some that a post has twice.
            posts in prop::collection::vec((0..3_u8, prop::collection::vec(0..700_u64, 0..9)), 0..40),
            least in 1..4_u32,
        ) {
            let mut counts: BTreeMap<(u8, u64), u32> = BTreeMap::new();
            for (folder, pages) in &posts {
                for page in pages.iter().collect::<BTreeSet<_>>() {
                    *counts.entry((*folder, *page)).or_default() += 1;
                }
            }
            let expected: BTreeSet<(u8, u64)> =
                counts.into_iter().filter(|(_, count)| *count >= least).map(|(key, _)| key).collect();
            let made: Vec<(u8, Post)> =
                posts.iter().map(|(folder, pages)| (*folder, post(pages))).collect();
            let given: Vec<((u8, u32), &Post)> =
                made.iter().map(|(folder, post)| ((*folder, least), post)).collect();
            let found: BTreeSet<(u8, u64)> =
                repeated_pages(&given).into_iter().map(|((folder, _), page)| (folder, page.0)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
