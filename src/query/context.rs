//! The things beside the library that the meaning of a query depends on: the day, what was marked,
//! and how the person types.

use crate::post::{ByPage, Date, PageId, Post, PostId, Story};
use std::collections::HashSet;
use std::sync::Arc;

/// What a person has marked. Where it is kept is not this room's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Posts that were read.
    pub read: HashSet<PostId>,
    /// Posts that were starred.
    pub starred: HashSet<PostId>,
    /// Stories that were themselves seen, or are to count as not seen; others are seen where a post
    /// that was read reports them.
    pub seen: ByPage<bool>,
    /// Stories that were starred.
    pub starred_stories: HashSet<PageId>,
}

impl Marks {
    /// True if a post is starred, or a story of it.
    pub fn has_star(&self, post: &Post) -> bool {
        self.starred.contains(&post.id) || self.starred_stories_of(post).next().is_some()
    }

    /// The starred stories of a post.
    pub fn starred_stories_of<'p>(&self, post: &'p Post) -> impl Iterator<Item = &'p Story> {
        // Most people star none, and then no post's stories are fetched from memory.
        let stories = if self.starred_stories.is_empty() { &[][..] } else { &post.stories };
        stories.iter().filter(|story| self.starred_stories.contains(&story.page))
    }
}

/// What a query finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Listed {
    /// Posts.
    #[default]
    Posts,
    /// The news items of posts, each page once.
    Stories,
}

/// The day, the marks and the settings with which a query is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchContext {
    /// What is read and starred.
    pub marks: Arc<Marks>,
    /// What spans such as `7d` count from.
    pub today: Date,
    /// Words of ASCII letters also find Chinese titles, headings, tags and categories by their
    /// pronunciation.
    pub pinyin: bool,
}

impl SearchContext {
    /// A context of a day, without marks.
    pub fn on(today: Date) -> Self {
        Self { marks: Arc::default(), today, pinyin: true }
    }
}
