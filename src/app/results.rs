//! The result of the query: its rows, the counts of the values among them, and the request it answers.

use super::job::Job;
use super::message::Effect;
use super::selection::Rows;
use super::starred::StarredPosts;
use crate::library::{Library, Position};
use crate::post::Date;
use crate::query::{
    Blame, Facets, Found, Hint, Listed, Marks, Needles, Query, SearchContext, StoryRow,
    find_listed, unseen_and_starred,
};
use std::sync::Arc;

/// Libraries of at most this many posts are searched at once; larger ones on a thread, so that what is
/// typed is seen without waiting for what it finds.
pub(super) const MAX_POSTS_INLINE: usize = 2_000;

/// The result of the last search that was answered, and the request for a newer one.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The posts the query finds, newest first; of stories the posts that the reader shows.
    pub rows: Vec<Position>,
    /// The stories the query finds, one for each of the rows; none while posts are listed.
    pub stories: Vec<StoryRow>,
    /// Number of posts the query finds where it finds no story.
    pub posts_instead: usize,
    /// Hints on values of the query that the library does not have.
    pub hints: Vec<Hint>,
    /// The counts of every facet value.
    pub facets: Facets,
    /// The search the last request was for.
    asked: Option<Asked>,
    /// The marks that the query sees.
    marks: Arc<Marks>,
    /// The query is to be asked again, with the marks of now.
    asks_anew: bool,
    /// The number of the last search; answers to earlier ones are dropped.
    request: u64,
    /// The number of the last search that the rows are made from.
    answered: u64,
    /// The words the query looks for in texts.
    needles: Arc<Needles>,
    /// Raised whenever they change.
    needles_version: u64,
    /// The part of the query without which it finds something, by the search that found nothing.
    blame: Option<(u64, Option<Blame>)>,
    /// The version of the marks by which rows were last counted.
    counted: Option<u64>,
    /// Unread and starred posts, or unseen and starred stories.
    unread_and_starred: (usize, usize),
    /// The posts that have a star.
    starred_posts: StarredPosts,
}

/// The inputs of a search, its marks apart.
#[derive(Clone, Debug)]
struct Asked {
    library: Arc<Library>,
    query: String,
    listed: Listed,
    today: Date,
}

/// A search that may have to be made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search<'a> {
    pub library: &'a Arc<Library>,
    pub text: &'a str,
    pub query: &'a Query,
    pub listed: Listed,
    pub today: Date,
    pub marks: &'a Arc<Marks>,
    /// The version of the marks.
    pub marked: u64,
    pub pinyin: bool,
}

impl Results {
    /// Searches anew if the library, the query or the day has changed: at once in a small library,
    /// else by an effect.
    pub(super) fn derive(&mut self, search: Search<'_>) -> Option<Effect> {
        let asked = self.asked.as_ref();
        let same_library = asked.is_some_and(|asked| Arc::ptr_eq(&asked.library, search.library));
        let same_day = asked.is_some_and(|asked| asked.today == search.today);
        let same_query = !self.is_of_other(search.text, search.listed);
        let asks_anew = std::mem::take(&mut self.asks_anew);
        if same_library && same_query && same_day && !asks_anew {
            return None;
        }
        if !same_query || asks_anew {
            self.marks = Arc::clone(search.marks);
        }
        if !same_query || asks_anew || self.asked.is_none() {
            self.needles = Arc::new(Needles::of(&search.query.expression, search.pinyin));
            self.needles_version += 1;
        }
        self.asked = Some(Asked {
            library: Arc::clone(search.library),
            query: search.text.to_owned(),
            listed: search.listed,
            today: search.today,
        });
        self.request += 1;
        let request = self.request;
        let context = self.context(search);
        let listed = search.listed;
        // Rows are positions in one library: those of another mean nothing, not even for a moment.
        if same_library && search.library.posts().len() > MAX_POSTS_INLINE {
            let (library, query) = (Arc::clone(search.library), search.query.clone());
            return Some(Effect::Work(Job::Search { request, library, query, context, listed }));
        }
        let found = find_listed(search.library, search.query, &context, listed);
        self.take(request, found, search.marks, search.marked);
        None
    }

    /// True if no search was made yet among any posts.
    pub(super) fn are_of_no_posts(&self) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked.library.posts().is_empty())
    }

    /// True if the last request was for another query, or for the other of posts and stories.
    pub(super) fn is_of_other(&self, text: &str, listed: Listed) -> bool {
        match &self.asked {
            Some(asked) => asked.query != text || asked.listed != listed,
            None => !text.is_empty() || listed != Listed::default(),
        }
    }

    /// The day, the settings, and the marks that the query sees.
    fn context(&self, search: Search<'_>) -> SearchContext {
        let Search { today, pinyin, .. } = search;
        SearchContext { marks: Arc::clone(&self.marks), today, pinyin }
    }

    /// Has the query asked again, with the marks of then.
    pub(super) fn ask_anew(&mut self) {
        self.asks_anew = true;
    }

    /// Takes in the answer to a request, unless a newer one was made. `marks` are those of now.
    pub(super) fn take(&mut self, request: u64, found: Found, marks: &Arc<Marks>, marked: u64) {
        if self.request != request {
            return;
        }
        self.answered = request;
        self.rows = found.posts;
        self.stories = found.stories;
        self.posts_instead = found.posts_instead;
        self.hints = found.hints;
        self.facets = found.facets;
        // What was counted with the marks of now need not be counted again.
        self.counted = None;
        if !self.stories.is_empty() && Arc::ptr_eq(marks, &self.marks) {
            self.unread_and_starred = found.unseen_and_starred;
            self.counted = Some(marked);
        }
    }

    /// The number of the search that the rows are made from.
    pub(super) fn answered(&self) -> u64 {
        self.answered
    }

    /// The number of the search that is waited for: the rows are those of an earlier query.
    pub fn searching(&self) -> Option<u64> {
        (self.request != self.answered).then_some(self.request)
    }

    /// The words the query looks for in texts.
    pub fn needles(&self) -> &Arc<Needles> {
        &self.needles
    }

    /// The number of changes of the words the query looks for.
    pub(super) fn needles_version(&self) -> u64 {
        self.needles_version
    }

    /// Numbers of unread and starred posts, or of unseen and starred stories.
    pub fn unread_and_starred(&self) -> (usize, usize) {
        self.unread_and_starred
    }

    /// True if the rows are stories; without rows, if stories were asked for.
    pub(super) fn are_stories(&self, listed: Listed) -> bool {
        if self.rows.is_empty() { listed == Listed::Stories } else { !self.stories.is_empty() }
    }

    /// The rows as the selection reads them.
    pub(super) fn as_rows<'a>(&'a self, library: &'a Library, listed: Listed) -> Rows<'a> {
        let Self { rows: posts, stories, .. } = self;
        Rows { library, posts, stories, are_stories: self.are_stories(listed) }
    }

    /// Counts the marks of the rows by a version of the marks.
    pub(super) fn count(
        &mut self,
        library: &Arc<Library>,
        marks: &Marks,
        marked: u64,
        are_stories: bool,
    ) {
        self.counted = Some(marked);
        self.unread_and_starred = if are_stories {
            unseen_and_starred(library, marks, &self.stories)
        } else {
            let starred = self.starred_posts.count(library, marks, marked, &self.rows);
            (unread(library, marks, &self.rows), starred)
        };
    }

    /// True if the counts are those of this version of the marks.
    pub(super) fn is_counted(&self, marked: u64) -> bool {
        self.counted == Some(marked)
    }

    /// Takes in how many rows are unread by a version of the marks.
    pub(super) fn set_unread(&mut self, unread: usize, marked: u64) {
        self.unread_and_starred.0 = unread;
        self.counted = Some(marked);
    }

    /// Lets the marks that the query sees go with posts whose file was moved: from, to.
    pub(super) fn marks_mut(&mut self) -> &mut Arc<Marks> {
        &mut self.marks
    }

    /// Asks why the query finds nothing, once for each search that found nothing.
    pub(super) fn ask_for_blame(&mut self, search: Search<'_>) -> Option<Effect> {
        let request = self.answered;
        let is_asked = self.blame.as_ref().is_some_and(|(of, _)| *of == request);
        let is_empty = self.rows.is_empty() && !search.library.posts().is_empty();
        if !is_empty || is_asked || self.searching().is_some() {
            return None;
        }
        self.blame = Some((request, None));
        (search.query.clauses.len() >= 2).then(|| {
            Effect::Work(Job::FindBlame {
                request,
                library: Arc::clone(search.library),
                query: search.query.clone(),
                context: self.context(search),
                listed: search.listed,
            })
        })
    }

    /// Takes in why the query finds nothing, unless another was asked since.
    pub(super) fn take_blame(&mut self, request: u64, blame: Option<Blame>) {
        if let Some((of, known)) = &mut self.blame
            && *of == request
        {
            *known = blame;
        }
    }

    /// The part of the query without which it finds something, once that is known.
    pub(super) fn blame(&self) -> Option<&Blame> {
        let (of, blame) = self.blame.as_ref()?;
        blame.as_ref().filter(|_| *of == self.answered)
    }
}

/// Number of unread posts among some.
pub(super) fn unread(library: &Library, marks: &Marks, posts: &[Position]) -> usize {
    let posts = posts.iter().filter_map(|at| library.post(*at));
    posts.filter(|post| !marks.read.contains(&post.id)).count()
}
