//! The snapshot itself: posts in order, and their facet tables.

use super::aliases::Aliases;
use super::bits::Bits;
use super::days::{DayNumber, Days, Rate, day_number};
use super::facet::{Facet, FacetTable, FacetTableBuilder};
use super::stories::{Report, StoryTable};
use super::titles::title_ranks;
use crate::post::{Post, PostId, Story};
use crate::threads;
use crate::web::host;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// Fewer posts are gone through on one thread: starting another would take longer.
const WORTH_A_THREAD: usize = 4_000;

/// A post's place in one library: its index in the order newest first. Means nothing in another
/// library.
pub type Position = u32;

/// All posts, newest first; undated ones last.
#[derive(Clone, Debug, Default)]
pub struct Library {
    posts: Arc<[Arc<Post>]>,
    positions: HashMap<PostId, Position>,
    /// In the order of [`Facet::ALL`].
    tables: [FacetTable; 5],
    days: Days,
    drafts: Bits,
    /// Made when it is first asked for.
    stories: OnceLock<StoryTable>,
    /// Made when it is first asked for.
    title_ranks: OnceLock<Vec<u32>>,
}

impl Library {
    /// Sorts the posts and numbers their facet values. Of posts with the same id the first is kept.
    pub fn new(posts: Vec<Arc<Post>>) -> Self {
        Self::with_aliases(posts, &Aliases::default())
    }

    /// [`Library::new`], with values that are to be one.
    pub fn with_aliases(mut posts: Vec<Arc<Post>>, aliases: &Aliases) -> Self {
        let mut seen = HashSet::with_capacity(posts.len());
        posts.retain(|post| seen.insert(post.id));
        // Before the tables are made: this is when most memory is taken.
        drop(seen);
        posts.sort_by(|a, b| order(a, b));
        // The hosts of all stories take as long as all the rest.
        let (sources, [categories, tags, authors, months]) = if posts.len() < WORTH_A_THREAD {
            (sources(&posts), values(&posts, aliases))
        } else {
            threads::both(|| sources(&posts), || values(&posts, aliases))
        };
        let tables = [categories, tags, authors, sources, months];
        let days = Days::new(&posts);
        let mut positions = HashMap::with_capacity(posts.len());
        let mut drafts = Bits::default();
        for (position, post) in (0..).zip(&posts) {
            positions.insert(post.id, position);
            if post.draft {
                drafts.set(position);
            }
        }
        Self {
            posts: posts.into(),
            positions,
            tables,
            days,
            drafts,
            stories: OnceLock::new(),
            title_ranks: OnceLock::new(),
        }
    }

    /// The posts, newest first.
    pub fn posts(&self) -> &[Arc<Post>] {
        &self.posts
    }

    /// The post at a position of this library.
    pub fn post(&self, position: Position) -> Option<&Arc<Post>> {
        self.posts.get(position as usize)
    }

    /// Where a post stands, if it is here.
    pub fn position(&self, id: PostId) -> Option<Position> {
        self.positions.get(&id).copied()
    }

    /// The day of the post at a position, if it has one.
    pub fn day(&self, position: Position) -> Option<DayNumber> {
        self.days.of(position)
    }

    /// How many posts and stories come on a day.
    pub fn rate(&self) -> Rate {
        self.days.rate
    }

    /// The day of a report of a story, if it has one: of the dated part it stands in, else of its post.
    pub fn day_of(&self, report: Report) -> Option<DayNumber> {
        let stories = self.stories();
        if !stories.has_own_days() {
            return self.day(report.post);
        }
        stories.day(report).map(day_number)
    }

    /// True if the post at a position is a draft. Told without fetching the post from memory.
    pub fn is_draft(&self, position: Position) -> bool {
        self.drafts.is_set(position)
    }

    /// The news items of all posts, each page once.
    pub fn stories(&self) -> &StoryTable {
        self.stories.get_or_init(|| StoryTable::new(&self.posts, self.table(Facet::Source)))
    }

    /// [`Library::stories`], if they are made already: in a large library that takes a while.
    pub fn made_stories(&self) -> Option<&StoryTable> {
        self.stories.get()
    }

    /// The place of each news item's title among all of them in order: of the items of all posts,
    /// one after the other, as [`StoryTable::place`] numbers them.
    pub fn title_ranks(&self) -> &[u32] {
        self.title_ranks.get_or_init(|| title_ranks(&self.posts))
    }

    /// A news item as one of its reports has it.
    pub fn story(&self, report: Report) -> Option<&Story> {
        self.post(report.post)?.stories.get(report.story as usize)
    }

    /// The values of a facet.
    pub fn table(&self, facet: Facet) -> &FacetTable {
        &self.tables[facet as usize]
    }
}

/// The facets that stand in the posts' own fields: categories, tags, authors, months.
fn values(posts: &[Arc<Post>], aliases: &Aliases) -> [FacetTable; 4] {
    // Months are no words of an author's choice, nor are people and hosts to be merged.
    let none = Aliases::default();
    let mut tables = [
        (Facet::Category, aliases),
        (Facet::Tag, aliases),
        (Facet::Author, &none),
        (Facet::Month, &none),
    ]
    .map(|(facet, aliases)| FacetTableBuilder::new(facet, aliases));
    let [categories, tags, authors, months] = &mut tables;
    // Post by post and not table by table: what takes the time is fetching posts from memory.
    for post in posts {
        categories.push(post.categories.iter().map(AsRef::as_ref));
        tags.push(post.tags.iter().map(AsRef::as_ref));
        authors.push(post.authors.iter().map(AsRef::as_ref));
        months.push(post.date.map(month).as_deref().into_iter());
    }
    tables.map(FacetTableBuilder::finish)
}

/// The facet of the hosts.
fn sources(posts: &[Arc<Post>]) -> FacetTable {
    let none = Aliases::default();
    let mut table = FacetTableBuilder::new(Facet::Source, &none);
    for post in posts {
        let hosts: Vec<Cow<str>> = hosts(post).collect();
        table.push(hosts.iter().map(Cow::as_ref));
    }
    table.finish()
}

/// Newest first, undated last, then by path so that the order is the same on every run.
fn order(a: &Post, b: &Post) -> Ordering {
    b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path)).then_with(|| a.id.cmp(&b.id))
}

/// The hosts of its source and of its stories' sources.
fn hosts(post: &Post) -> impl Iterator<Item = Cow<'_, str>> {
    let stories = post.stories.iter().map(|story| &*story.url);
    post.source.as_deref().into_iter().chain(stories).filter_map(host)
}

fn month(date: crate::post::Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Date, labels};

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
