//! The library snapshot: posts in order, and their facet tables.

use super::aliases::Aliases;
use super::bit_set::BitSet;
use super::days::{DayNumber, PostDays, Rate, day_number};
use super::facet::{Facet, FacetTable, FacetTableBuilder};
use super::stories::{StoryReport, StoryTable};
use super::titles::title_ranks;
use crate::post::{Date, Post, PostId, Story};
use crate::threads;
use crate::web::host;
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

/// Number of posts for which another thread is worth starting.
const WORTH_A_THREAD: usize = 2_000;

/// Index of a post in one library, in the order newest first. Meaningless in another library.
pub type Position = u32;

/// All posts, newest first, undated ones last.
#[derive(Clone, Debug, Default)]
pub struct Library {
    posts: Arc<[Arc<Post>]>,
    positions: HashMap<PostId, Position>,
    aliases: Aliases,
    days: PostDays,
    drafts: BitSet,
    /// The facet tables, in the order of [`Facet::ALL`]. Computed on first use.
    tables: OnceLock<[FacetTable; Facet::ALL.len()]>,
    /// Computed on first use.
    stories: OnceLock<StoryTable>,
    /// Computed on first use.
    title_ranks: OnceLock<Vec<u32>>,
}

impl Library {
    /// Sorts the posts. Of several posts with the same id, the first is kept.
    pub fn new(posts: Vec<Arc<Post>>) -> Self {
        Self::with_aliases(posts, &Aliases::default())
    }

    /// Like [`Library::new`], but merges values according to `aliases`.
    pub fn with_aliases(mut posts: Vec<Arc<Post>>, aliases: &Aliases) -> Self {
        let mut positions = HashMap::with_capacity(posts.len());
        posts.retain(|post| positions.insert(post.id, 0).is_none());
        sort(&mut posts);
        let days = PostDays::new(&posts);
        let mut drafts = BitSet::default();
        for (position, post) in (0..).zip(&posts) {
            positions.insert(post.id, position);
            if post.draft {
                drafts.set(position);
            }
        }
        Self {
            posts: posts.into(),
            positions,
            aliases: aliases.clone(),
            days,
            drafts,
            tables: OnceLock::new(),
            stories: OnceLock::new(),
            title_ranks: OnceLock::new(),
        }
    }

    /// All posts, newest first.
    pub fn posts(&self) -> &[Arc<Post>] {
        &self.posts
    }

    /// All posts, newest first, in the allocation that identifies the library.
    pub fn shared_posts(&self) -> &Arc<[Arc<Post>]> {
        &self.posts
    }

    /// The aliases by which values are merged.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// The post at a position.
    pub fn post(&self, position: Position) -> Option<&Arc<Post>> {
        self.posts.get(position as usize)
    }

    /// The position of a post, if the library contains it.
    pub fn position(&self, id: PostId) -> Option<Position> {
        self.positions.get(&id).copied()
    }

    /// The date of the post at a position, if it has one.
    pub fn day(&self, position: Position) -> Option<DayNumber> {
        self.days.of(position)
    }

    /// Number of posts and stories per day.
    pub fn rate(&self) -> Rate {
        self.days.rate
    }

    /// The date of a report of a story, if it has one: that of the dated section it is in,
    /// otherwise that of its post.
    pub fn day_of(&self, report: StoryReport) -> Option<DayNumber> {
        let stories = self.stories();
        if !stories.has_own_days() {
            return self.day(report.post);
        }
        stories.day(report).map(day_number)
    }

    /// Returns `true` if the post at a position is a draft. Does not access the post itself.
    pub fn is_draft(&self, position: Position) -> bool {
        self.drafts.is_set(position)
    }

    /// The news items of all posts, merged by page. Computed on first use.
    pub fn stories(&self) -> &StoryTable {
        self.stories.get_or_init(|| StoryTable::new(&self.posts, self.table(Facet::Source)))
    }

    /// The result of [`Library::stories`], if it was computed already. In a large library that
    /// takes a while.
    pub fn made_stories(&self) -> Option<&StoryTable> {
        self.stories.get()
    }

    /// The rank of each news item's title among all titles, indexed as by [`StoryTable::place`].
    /// Computed on first use.
    pub fn title_ranks(&self) -> &[u32] {
        self.title_ranks.get_or_init(|| title_ranks(&self.posts))
    }

    /// The news item of a report.
    pub fn story(&self, report: StoryReport) -> Option<&Story> {
        self.post(report.post)?.stories.get(report.story as usize)
    }

    /// The table of a facet's values. Those of all facets are computed on first use.
    pub fn table(&self, facet: Facet) -> &FacetTable {
        &self.tables()[facet as usize]
    }

    /// Computes the tables of all facets if that was not done already. In a large library that takes a while.
    pub fn make_tables(&self) {
        self.tables();
    }

    fn tables(&self) -> &[FacetTable; Facet::ALL.len()] {
        self.tables.get_or_init(|| tables(&self.posts, &self.aliases))
    }
}

/// Sorts posts newest first.
fn sort(posts: &mut Vec<Arc<Post>>) {
    // Fetching a post from memory for each comparison would take longer than the rest.
    let dated = std::mem::take(posts).into_iter().map(|post| (post.date, post));
    let mut dated: Vec<(Option<Date>, Arc<Post>)> = dated.collect();
    dated.sort_by(|(one, a), (other, b)| other.cmp(one).then_with(|| order(a, b)));
    *posts = dated.into_iter().map(|(_, post)| post).collect();
}

/// The tables of all facets, in the order of [`Facet::ALL`].
fn tables(posts: &[Arc<Post>], aliases: &Aliases) -> [FacetTable; Facet::ALL.len()] {
    let threads = (posts.len() / WORTH_A_THREAD).clamp(1, threads::processors());
    let parts = posts.chunks(posts.len().div_ceil(threads).max(1));
    let mut parts = threads::all(parts.map(|part| || builders(part, aliases))).into_iter();
    let mut tables = parts.next().unwrap_or_else(|| builders(&[], aliases));
    for part in parts {
        for (table, part) in tables.iter_mut().zip(part) {
            table.append(part);
        }
    }
    tables.map(FacetTableBuilder::finish)
}

/// The tables of all facets for some of the posts, in the order of [`Facet::ALL`].
fn builders<'a>(
    posts: &[Arc<Post>],
    aliases: &'a Aliases,
) -> [FacetTableBuilder<'a>; Facet::ALL.len()] {
    let mut tables = Facet::ALL.map(|facet| FacetTableBuilder::new(facet, aliases));
    let [categories, tags, authors, sources, months] = &mut tables;
    let mut month = (None, String::new());
    // The loop runs by post rather than by table: most of the time goes into fetching posts from
    // memory.
    for post in posts {
        categories.push(post.categories.iter());
        tags.push(post.tags.iter());
        authors.push(post.authors.iter());
        sources.push(hosts(post));
        // Posts of one month are adjacent.
        let day = post.date.map(|date| (date.year(), date.month()));
        if let Some((year, number)) = day.filter(|_| day != month.0) {
            month = (day, format!("{year:04}-{number:02}"));
        }
        months.push(day.map(|_| month.1.as_str()).into_iter());
    }
    tables
}

/// Newest first, undated last, then by path, so that the order is the same on every run.
fn order(a: &Post, b: &Post) -> Ordering {
    b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path)).then_with(|| a.id.cmp(&b.id))
}

/// The hosts of a post's source and of its stories.
fn hosts(post: &Post) -> impl Iterator<Item = Cow<'_, str>> {
    let stories = post.stories.iter().map(Story::url);
    post.source.as_deref().into_iter().chain(stories).filter_map(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::labels;

    fn post(path: &str, date: Option<Date>) -> Arc<Post> {
        Arc::new(Post {
            date,
            categories: labels(["Cloud"]),
            source: Some("https://www.cncf.io/x".into()),
            ..Post::bare(path)
        })
    }

    #[test]
    fn hosts_that_differ_in_an_accent_are_two() {
        let from = |path: &str, source: &str| {
            Arc::new(Post { source: Some(source.into()), ..Post::bare(path) })
        };
        let library = Library::new(vec![
            from("a", "https://bücher.example/"),
            from("b", "https://bucher.example/"),
            from("c", "https://xn--bcher-kva.example/x"),
        ]);
        let table = library.table(Facet::Source);
        let hosts: Vec<&str> = table.values().iter().map(|value| &*value.value).collect();
        assert_eq!(hosts, ["bücher.example", "bucher.example"]);
        assert_eq!([0, 1, 2].map(|post| table.of(post)), [&[0], &[1], &[0]]);
    }

    #[test]
    fn newest_first_undated_last_no_post_twice() {
        let day = |day| Some(Date::constant(2026, 1, day));
        let library = Library::new(vec![
            post("none", None),
            post("b", day(2)),
            post("a", day(2)),
            post("new", day(3)),
            post("a", day(2)),
        ]);
        let paths: Vec<&str> = library.posts().iter().map(|post| &*post.path).collect();
        assert_eq!(paths, ["new", "a", "b", "none"]);
        assert_eq!(library.position(PostId::of(b"b")), Some(2));
        assert_eq!(library.table(Facet::Source).values()[0].value, "cncf.io");
        assert_eq!(library.table(Facet::Month).of(3), [] as [u32; 0]);
    }
}
