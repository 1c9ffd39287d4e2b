//! Pages that many posts of a folder link to: the digest's own page, its repository, its subscription form.
//! A page below a heading counts where the text of the story is as long as in the other posts: what has another
//! text in each issue is a subject.

use crate::post::{Date, PageId, Post, Story};
use foldhash::{HashMap, HashMapExt};
use std::hash::Hash;

/// Minimum number of posts that link a repeated page.
pub(super) const MIN_POSTS: u32 = 5;
/// A page is repeated if at least one in this many posts of the folder links it.
const SHARE: u32 = 2;
/// A page is also repeated if this many posts link it, and one in [`SHARE`] of those from the first to the last
/// of them: the makers of a digest change its footer from time to time, while hardly any news is in sixty issues.
const RUN: u32 = 60;

/// Minimum number of counters for the pages of one folder; there is one for each post if those are more.
/// Pages that share a counter are counted one by one only if the counter reaches what makes a page repeated.
const MIN_COUNTERS: usize = 256;

/// Place of a post in the order of a folder: undated posts first, then by date, then by path.
type Place<'p> = (Option<Date>, &'p str);

/// Number of posts that make a page repeated in a folder with this many.
fn share(posts: u32) -> u32 {
    posts.div_ceil(SHARE).max(MIN_POSTS)
}

/// A page, and the length of the story's text if a heading names the page.
type Repeat = (PageId, Option<u32>);

fn repeat(story: &Story) -> Repeat {
    let is_named = story.level > 0 && !story.link.has_words_below();
    (story.page, is_named.then(|| story.end - story.start))
}

/// The posts with the same page.
#[derive(Default)]
struct PageCount<'p> {
    posts: u32,
    /// The first and the last of them.
    span: Option<(Place<'p>, Place<'p>)>,
}

impl PageCount<'_> {
    /// True if the page is in enough of all these posts of a folder.
    fn is_shared(&self, posts: u32) -> bool {
        self.posts >= share(posts)
    }

    /// True if the page is in most posts of a long run; `places` are those of all posts, in order.
    fn is_run(&self, places: &[Place]) -> bool {
        self.posts >= RUN
            && self.span.is_some_and(|(first, last)| {
                let from = places.partition_point(|place| *place < first);
                let end = places.partition_point(|place| *place <= last);
                self.posts as usize * SHARE as usize >= end - from
            })
    }
}

/// The repeated pages of stories. Each post with stories comes with its folder and the number of such posts
/// in the folder.
pub(super) fn repeated_pages<F: Copy + Eq + Hash>(posts: &[((F, u32), &Post)]) -> Vec<(F, PageId)> {
    let counts = frequent_pages(posts);
    let mut places: HashMap<F, Vec<Place>> = HashMap::new();
    for (((folder, posts), _), count) in &counts {
        if !count.is_shared(*posts) {
            places.entry(*folder).or_default();
        }
    }
    for ((folder, _), post) in posts {
        if let Some(places) = places.get_mut(folder) {
            places.push((post.date, &post.path));
        }
    }
    for places in places.values_mut() {
        places.sort_unstable();
    }
    let is_repeated = |folder: &F, posts: u32, count: &PageCount| {
        count.is_shared(posts) || count.is_run(&places[folder])
    };
    let repeated =
        counts.iter().filter(|(((folder, posts), _), count)| is_repeated(folder, *posts, count));
    repeated.map(|(((folder, _), (page, _)), _)| (*folder, *page)).collect()
}

/// The pages of stories that are in as many posts of a folder as the repeated ones at least are.
fn frequent_pages<'p, F: Copy + Eq + Hash>(
    posts: &[((F, u32), &'p Post)],
) -> HashMap<((F, u32), Repeat), PageCount<'p>> {
    let least = |posts: u32| share(posts).min(RUN);
    // Counting every page would take a table with an entry for nearly every story.
    let counter = |(page, length): Repeat, counters: &[u32]| {
        (page.0 as usize ^ length.unwrap_or(0) as usize) & (counters.len() - 1)
    };
    let mut counters: HashMap<(F, u32), Vec<u32>> = HashMap::new();
    for (folder, post) in posts {
        // A power of two, for the mask above.
        let size = (folder.1 as usize).next_power_of_two().max(MIN_COUNTERS);
        let counters = counters.entry(*folder).or_insert_with(|| vec![0; size]);
        for story in &post.stories {
            let counter = counter(repeat(story), counters);
            counters[counter] += 1;
        }
    }
    counters.retain(|(_, posts), counters| counters.iter().any(|count| *count >= least(*posts)));
    let mut counts: HashMap<((F, u32), Repeat), PageCount> = HashMap::new();
    let mut own: Vec<Repeat> = Vec::new();
    for (folder, post) in posts {
        let Some(counters) = counters.get(folder) else { continue };
        let repeats = post.stories.iter().map(repeat);
        own.clear();
        own.extend(repeats.filter(|it| counters[counter(*it, counters)] >= least(folder.1)));
        own.sort_unstable();
        own.dedup();
        let place = (post.date, &*post.path);
        for repeat in &own {
            let count = counts.entry((*folder, *repeat)).or_default();
            count.posts += 1;
            let (first, end) = count.span.unwrap_or((place, place));
            count.span = Some((first.min(place), end.max(place)));
        }
    }
    counts.retain(|((_, posts), _), count| count.posts >= least(*posts));
    counts
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

    /// One of twelve pages, of which three at a time share a counter.
    fn page() -> impl Strategy<Value = u64> {
        (0..4_u64, 0..3_u64).prop_map(|(counter, one)| counter + one * MIN_COUNTERS as u64)
    }

    proptest! {
        #[test]
        fn the_counters_lose_no_page_and_add_none(
            // Pages that share counters, and some that a post has twice.
            posts in prop::collection::vec((0..2_u8, prop::collection::vec(page(), 0..9)), 0..60),
            size in 1..30_u32,
        ) {
            let mut counts: BTreeMap<(u8, u64), u32> = BTreeMap::new();
            for (folder, pages) in &posts {
                for page in pages.iter().collect::<BTreeSet<_>>() {
                    *counts.entry((*folder, *page)).or_default() += 1;
                }
            }
            let is_repeated = |count: &u32| *count >= size.div_ceil(2).max(MIN_POSTS);
            let expected: BTreeSet<(u8, u64)> =
                counts.into_iter().filter(|(_, count)| is_repeated(count)).map(|(key, _)| key).collect();
            let made: Vec<(u8, Post)> =
                posts.iter().map(|(folder, pages)| (*folder, post(pages))).collect();
            let given: Vec<((u8, u32), &Post)> =
                made.iter().map(|(folder, post)| ((*folder, size), post)).collect();
            let found: BTreeSet<(u8, u64)> =
                repeated_pages(&given).into_iter().map(|(folder, page)| (folder, page.0)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    /// True if a page is repeated that some of 200 posts link to, below a heading with a text of so many bytes,
    /// or without one.
    fn is_repeated(length: impl Fn(u64) -> Option<u32>, links: impl Fn(u64) -> bool) -> bool {
        let post = |number: u64| {
            let page = PageId(if links(number) { 1 } else { 1_000 + number });
            let (level, end) = (u8::from(length(number).is_some()), length(number).unwrap_or(9));
            let stories = [Story { page, level, end, ..Story::default() }].into();
            Post { stories, ..Post::bare(&format!("{number:03}")) }
        };
        // In no particular order.
        let posts: Vec<Post> = (0..200).map(|number| post(number * 77 % 200)).collect();
        let given: Vec<(((), u32), &Post)> = posts.iter().map(|post| (((), 200), post)).collect();
        !repeated_pages(&given).is_empty()
    }

    #[test]
    fn a_footer_that_was_changed_is_repeated_in_its_time() {
        for length in [None, Some(50)] {
            let is_repeated = |links: fn(u64) -> bool| is_repeated(|_| length, links);
            assert!(is_repeated(|number| number < 70), "the oldest posts");
            assert!(is_repeated(|number| (100..165).contains(&number)), "those in the middle");
            assert!(is_repeated(|number| number >= 60 && number % 2 == 0), "every other post");
            assert!(is_repeated(|number| number < 100), "in half of them");
            assert!(!is_repeated(|number| number < 50), "too few");
            assert!(!is_repeated(|number| number % 3 == 0), "here and there in all of them");
        }
    }

    #[test]
    fn a_heading_with_another_text_in_each_post_is_a_subject() {
        assert!(!is_repeated(|number| Some(50 + number as u32), |_| true));
        assert!(is_repeated(|number| Some(if number < 70 { 50 } else { number as u32 }), |_| true));
    }
}
