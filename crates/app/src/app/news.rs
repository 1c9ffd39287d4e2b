//! The new posts of the library, for counting them in the facet pane.

use super::context::Context;
use crate::library::{Library, Position, StoryTable};
use crate::post::{Date, LastVisit};
use crate::query::NewPosts;
use std::sync::{Arc, Weak};

/// The new posts of the library since the last visit, and the number of those in the list.
#[derive(Clone, Debug, Default)]
pub(super) struct News {
    /// The inputs of `posts`.
    made_from: Option<NewsKey>,
    /// The new posts; `None` on a first visit, when none is told apart.
    posts: Option<NewPosts>,
    /// The search whose rows were counted.
    counted: Option<u64>,
    /// Number of new rows in the list.
    rows: usize,
}

#[derive(Clone, Debug)]
struct NewsKey {
    library: Weak<Library>,
    last_visit: Option<Arc<LastVisit>>,
    today: Date,
}

impl NewsKey {
    fn is_of(&self, context: &Context) -> bool {
        let visit = |visit: &Option<Arc<LastVisit>>| visit.as_ref().map(Arc::as_ptr);
        self.library.as_ptr() == Arc::as_ptr(&context.library)
            && visit(&self.last_visit) == visit(&context.last_visit)
            && self.today == context.today
    }
}

impl News {
    /// Number of new posts among some.
    pub fn count(&self, posts: &[Position]) -> Option<usize> {
        let new = self.posts.as_ref()?;
        Some(posts.iter().filter(|post| new.contains(**post)).count())
    }

    /// Number of new rows in the list; zero on a first visit.
    pub fn rows(&self) -> usize {
        self.rows
    }
}

impl Context {
    /// Finds the new posts again if the library, the last visit or the day has changed, and counts those in
    /// the list if its rows have.
    pub(super) fn derive_news(&mut self) {
        if !self.news.made_from.as_ref().is_some_and(|key| key.is_of(self)) {
            let (library, last_visit) = (&self.library, self.last_visit.clone());
            let posts = last_visit.as_deref();
            let posts = posts.map(|visit| NewPosts::of(library, Some(visit), self.today));
            let library = Arc::downgrade(library);
            let made_from = Some(NewsKey { library, last_visit, today: self.today });
            self.news = News { made_from, posts, counted: None, rows: 0 };
        }
        let answered = self.results.answered();
        if self.news.counted != Some(answered) {
            self.news.counted = Some(answered);
            self.news.rows = self.new_rows();
        }
    }

    fn new_rows(&self) -> usize {
        let Some(new) = &self.news.posts else { return 0 };
        let is_new = |row: &usize| {
            let Some(story) = self.results.stories.get(*row) else {
                return self.results.rows.get(*row).is_some_and(|post| new.contains(*post));
            };
            let post = story.newest.post;
            // Only in some libraries do stories have days of their own.
            if !self.library.made_stories().is_some_and(StoryTable::has_own_days) {
                return new.contains(post);
            }
            let own = self.library.story(story.newest).and_then(|story| story.day);
            new.has_story(post, own, self.library.post(post).and_then(|post| post.date))
        };
        (0..self.results.rows.len()).filter(is_new).count()
    }
}
