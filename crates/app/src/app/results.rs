//! The result of the query: its rows, the counts of the values among them, and the request it answers.

use super::job::Job;
use super::message::Effect;
use super::selection::SelectableRows;
use super::starred::StarredPosts;
use crate::library::{Library, Position};
use crate::post::{Date, LastVisit, Marks};
use crate::query::{
    Blame, EffectiveMarks, Facets, Hint, Listed, Needles, Query, RuledLibrary, Rules,
    SearchContext, SearchResult, StoryRow, find_listed, unseen_and_starred,
};
use std::sync::Arc;

/// Libraries of at most this many posts are searched inline; larger ones on a worker, so that typed text is
/// echoed without waiting for the result.
pub(super) const MAX_POSTS_INLINE: usize = 2_000;

/// The result of the last search that was answered, and the request of a newer one.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// Posts the query finds, newest first; if stories are listed, the posts in which the reader shows them.
    pub rows: Vec<Position>,
    /// Stories the query finds, one per row; empty while posts are listed.
    pub stories: Vec<StoryRow>,
    /// Number of posts or stories the query would find if no rule muted them.
    pub muted: usize,
    /// The results of the rules for the library of the rows; `None` if there are no rules.
    pub ruled: Option<Arc<RuledLibrary>>,
    /// Number of posts the query finds, if it finds no stories.
    pub posts_instead: usize,
    /// Hints on values in the query that do not occur in the library.
    pub hints: Vec<Hint>,
    /// Counts of every facet value in the result.
    pub facets: Facets,
    /// Inputs of the last request.
    asked: Option<Asked>,
    /// The marks that the query uses.
    marks: Arc<Marks>,
    /// The last visit that the query uses.
    last_visit: Option<Arc<LastVisit>>,
    /// Set if the query is to be run again, with the current marks.
    asks_anew: bool,
    /// Number of the last search; answers to earlier ones are dropped.
    request: u64,
    /// Number of the search that the rows come from.
    answered: u64,
    /// The words the query searches texts for.
    needles: Arc<Needles>,
    /// Incremented whenever the words change.
    needles_version: u64,
    /// Number of the search that found nothing, and the clause without which it finds something, once known.
    blame: Option<(u64, Option<Blame>)>,
    /// Version of the marks with which the rows were last counted.
    counted: Option<u64>,
    /// Numbers of unread and starred posts, or of unseen and starred stories.
    unread_and_starred: (usize, usize),
    /// The starred posts of the library.
    starred_posts: StarredPosts,
}

/// The inputs of a search, except the marks.
#[derive(Clone, Debug)]
struct Asked {
    library: Arc<Library>,
    query: String,
    listed: Listed,
    today: Date,
    rules: Arc<Rules>,
}

/// The inputs of a search that may be needed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Search<'a> {
    pub library: &'a Arc<Library>,
    pub text: &'a str,
    pub query: &'a Query,
    pub listed: Listed,
    pub today: Date,
    pub marks: &'a Arc<Marks>,
    /// Version of the marks.
    pub marked: u64,
    pub last_visit: Option<&'a Arc<LastVisit>>,
    pub rules: &'a Arc<Rules>,
    pub pinyin: bool,
}

impl Results {
    /// Searches again if the library, the query or the day has changed: inline in a small or new library, or
    /// else with an effect.
    pub(super) fn derive(&mut self, search: Search<'_>) -> Option<Effect> {
        let asked = self.asked.as_ref();
        let same_library = asked.is_some_and(|asked| Arc::ptr_eq(&asked.library, search.library));
        let same_day = asked.is_some_and(|asked| asked.today == search.today);
        let same_query = !self.is_of_other(search.text, search.listed);
        let same_rules = asked.is_some_and(|asked| asked.rules == *search.rules);
        let asks_anew = std::mem::take(&mut self.asks_anew);
        if same_library && same_query && same_day && same_rules && !asks_anew {
            return None;
        }
        if !same_query || asks_anew {
            self.marks = Arc::clone(search.marks);
            self.last_visit = search.last_visit.cloned();
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
            rules: Arc::clone(search.rules),
        });
        self.request += 1;
        let request = self.request;
        let context = self.context(search);
        let listed = search.listed;
        // Rows are positions in one library. Those of another one would be wrong even for a moment.
        if same_library && search.library.posts().len() > MAX_POSTS_INLINE {
            let (library, query) = (Arc::clone(search.library), search.query.clone());
            return Some(Effect::Work(Job::Search { request, library, query, context, listed }));
        }
        let found = find_listed(search.library, search.query, &context, listed);
        self.take(request, found, search.marks, search.marked);
        None
    }

    /// Returns `true` if no search among any posts was made yet.
    pub(super) fn are_of_no_posts(&self) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked.library.posts().is_empty())
    }

    /// Returns `true` if the last request was for another query, or for the other kind of rows.
    pub(super) fn is_of_other(&self, text: &str, listed: Listed) -> bool {
        match &self.asked {
            Some(asked) => asked.query != text || asked.listed != listed,
            None => !text.is_empty() || listed != Listed::default(),
        }
    }

    /// The day, the settings, and the marks that the query uses.
    fn context(&self, search: Search<'_>) -> SearchContext {
        let Search { today, pinyin, rules, .. } = search;
        let (marks, rules) = (Arc::clone(&self.marks), Arc::clone(rules));
        let last_visit = self.last_visit.clone();
        SearchContext { marks, last_visit, rules, today, pinyin }
    }

    /// Requests that the query is run again, with the current marks.
    pub(super) fn ask_anew(&mut self) {
        self.asks_anew = true;
    }

    /// Takes over the result of a request, unless a newer one was made. `marks` are the current ones.
    pub(super) fn take(
        &mut self,
        request: u64,
        found: SearchResult,
        marks: &Arc<Marks>,
        marked: u64,
    ) {
        if self.request != request {
            return;
        }
        self.answered = request;
        self.rows = found.posts;
        self.stories = found.stories;
        self.muted = found.muted;
        self.ruled = self.asked.as_ref().and_then(|asked| asked.rules.known(&asked.library));
        self.posts_instead = found.posts_instead;
        self.hints = found.hints;
        self.facets = found.facets;
        // Counts made with the current marks are still valid.
        self.counted = None;
        if !self.stories.is_empty() && Arc::ptr_eq(marks, &self.marks) {
            self.unread_and_starred = found.unseen_and_starred;
            self.counted = Some(marked);
        }
    }

    /// Number of the search that the rows come from.
    pub(super) fn answered(&self) -> u64 {
        self.answered
    }

    /// Number of the search that is running, if any: until it ends, the rows belong to an earlier query.
    pub fn searching(&self) -> Option<u64> {
        (self.request != self.answered).then_some(self.request)
    }

    /// The words the query searches texts for.
    pub fn needles(&self) -> &Arc<Needles> {
        &self.needles
    }

    /// Version of [`Self::needles`], incremented whenever they change.
    pub(super) fn needles_version(&self) -> u64 {
        self.needles_version
    }

    /// Numbers of unread and starred posts, or of unseen and starred stories.
    pub fn unread_and_starred(&self) -> (usize, usize) {
        self.unread_and_starred
    }

    /// Returns `true` if the rows are stories, or, without rows, if stories were asked for.
    pub(super) fn are_stories(&self, listed: Listed) -> bool {
        if self.rows.is_empty() { listed == Listed::Stories } else { !self.stories.is_empty() }
    }

    /// The rows as the selection reads them.
    pub(super) fn as_rows<'a>(
        &'a self,
        library: &'a Library,
        listed: Listed,
    ) -> SelectableRows<'a> {
        let Self { rows: posts, stories, .. } = self;
        SelectableRows { library, posts, stories, are_stories: self.are_stories(listed) }
    }

    /// Counts the marks of the rows; `marked` is the version of the marks.
    pub(super) fn count(
        &mut self,
        library: &Arc<Library>,
        marks: &Marks,
        marked: u64,
        are_stories: bool,
    ) {
        self.counted = Some(marked);
        let marks = EffectiveMarks::new(marks, self.ruled.as_deref());
        self.unread_and_starred = if are_stories {
            unseen_and_starred(library, marks, &self.stories)
        } else {
            let starred =
                self.starred_posts.count(library, marks, (marked, self.ruled.as_ref()), &self.rows);
            (unread(library, marks, &self.rows), starred)
        };
    }

    /// Returns `true` if the counts belong to this version of the marks.
    pub(super) fn is_counted(&self, marked: u64) -> bool {
        self.counted == Some(marked)
    }

    /// Sets the number of unread rows for a version of the marks.
    pub(super) fn set_unread(&mut self, unread: usize, marked: u64) {
        self.unread_and_starred.0 = unread;
        self.counted = Some(marked);
    }

    /// The marks that the query uses, to be updated when files are moved.
    pub(super) fn marks_mut(&mut self) -> &mut Arc<Marks> {
        &mut self.marks
    }

    /// Requests the cause of an empty result, once per search.
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

    /// Takes over the cause of an empty result, unless the query was run again since.
    pub(super) fn take_blame(&mut self, request: u64, blame: Option<Blame>) {
        if let Some((of, known)) = &mut self.blame
            && *of == request
        {
            *known = blame;
        }
    }

    /// The clause without which the query finds something, once known.
    pub(super) fn blame(&self) -> Option<&Blame> {
        let (of, blame) = self.blame.as_ref()?;
        blame.as_ref().filter(|_| *of == self.answered)
    }
}

/// Number of unread posts among `posts`.
pub(super) fn unread(library: &Library, marks: EffectiveMarks<'_>, posts: &[Position]) -> usize {
    let posts = posts.iter().filter_map(|at| library.post(*at));
    posts.filter(|post| !marks.is_read(post.id)).count()
}
