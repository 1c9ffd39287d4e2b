//! The snapshot itself: posts in order, and their facet tables.

use super::facet::{Facet, FacetTable};
use crate::post::{Post, PostId, host};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A post's place in one library: its index in the order newest first. Means nothing in another
/// library.
pub type Position = u32;

/// All posts, newest first; undated ones last.
#[derive(Clone, Debug, Default)]
pub struct Library {
    posts: Vec<Arc<Post>>,
    positions: HashMap<PostId, Position>,
    tables: [FacetTable; 5],
}

impl Library {
    /// Sorts the posts and numbers their facet values. Of posts with the same id the first is kept.
    pub fn new(mut posts: Vec<Arc<Post>>) -> Self {
        let mut seen = HashSet::with_capacity(posts.len());
        posts.retain(|post| seen.insert(post.id));
        posts.sort_by(|a, b| order(a, b));
        let positions =
            posts.iter().enumerate().map(|(index, post)| (post.id, index as Position)).collect();
        let months: Vec<Option<String>> = posts.iter().map(|post| post.date.map(month)).collect();
        let hosts: Vec<Vec<String>> = posts.iter().map(|post| hosts(post)).collect();
        let texts = |list: &'static dyn Fn(&Post) -> &[String]| {
            FacetTable::build(posts.iter().map(|post| list(post).iter().map(String::as_str)))
        };
        let tables = Facet::ALL.map(|facet| match facet {
            Facet::Category => texts(&|post| &post.categories),
            Facet::Tag => texts(&|post| &post.tags),
            Facet::Author => texts(&|post| &post.authors),
            Facet::Source => {
                FacetTable::build(hosts.iter().map(|hosts| hosts.iter().map(String::as_str)))
            }
            Facet::Month => {
                FacetTable::build(months.iter().map(|month| month.as_deref().into_iter()))
            }
        });
        Self { posts, positions, tables }
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

    /// The values of a facet.
    pub fn table(&self, facet: Facet) -> &FacetTable {
        &self.tables[facet as usize]
    }
}

/// Newest first, undated last, then by path so that the order is the same on every run.
fn order(a: &Post, b: &Post) -> Ordering {
    b.date.cmp(&a.date).then_with(|| a.path.cmp(&b.path)).then_with(|| a.id.cmp(&b.id))
}

/// The hosts of its source and of its stories' sources.
fn hosts(post: &Post) -> Vec<String> {
    let stories = post.stories.iter().map(|story| &*story.url);
    post.source.as_deref().into_iter().chain(stories).filter_map(host).collect()
}

fn month(date: crate::post::Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Date, Origin, SearchText};

    fn post(path: &str, date: Option<Date>) -> Arc<Post> {
        Arc::new(Post {
            id: PostId::of(path.as_bytes()),
            path: path.to_owned(),
            origin: Origin::Embedded(""),
            title: path.to_owned(),
            date,
            authors: Vec::new(),
            categories: vec!["Cloud".to_owned()],
            tags: Vec::new(),
            source: Some("https://www.cncf.io/x".to_owned()),
            stories: Vec::new(),
            draft: false,
            words: 0,
            has_code: false,
            warnings: 0,
            search: SearchText::default(),
        })
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
        let paths: Vec<&str> = library.posts().iter().map(|post| post.path.as_str()).collect();
        assert_eq!(paths, ["new", "a", "b", "none"]);
        assert_eq!(library.position(PostId::of(b"b")), Some(2));
        assert_eq!(library.table(Facet::Source).values()[0].value, "cncf.io");
        assert_eq!(library.table(Facet::Month).of(3), [] as [u32; 0]);
    }
}
