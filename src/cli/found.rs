//! Input of a command: the library under the roots, and the posts that match its query.

use super::progress::LoadingBar;
use super::synced::sync_marks;
use super::table::TableOutput;
use super::{complain, nothing};
use crate::app::hint_sentence;
use crate::config::{Config, HeadingMarks};
use crate::file::{self, Links};
use crate::library::{Aliases, Library, Position, arrivals};
use crate::load::{Roots, load_all_with_progress};
use crate::messages::{Language, Text};
use crate::post::{Date, Diagnostic, Marks, Post, PostId, Severity};
use crate::query::{
    EffectiveMarks, Listed, Query, RuleEffects, RuledLibrary, Rules, SearchContext, StoryRow,
    parse, ruled, search, search_stories, value_hints,
};
use crate::state::{StoreError, recall_of};
use crate::term::{Desktop, OutputTarget, store_error_sentence};
use crate::text::Ambiguous;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Request of a command.
#[derive(Clone, Copy, Debug)]
pub struct CommandRequest<'a> {
    /// Roots of the posts.
    pub roots: &'a Roots,
    /// Aliases of tags and categories.
    pub aliases: &'a Aliases,
    /// The query.
    pub query: &'a str,
    /// Rules for posts and stories.
    pub rules: &'a Arc<Rules>,
    /// Set if words of ASCII letters also match Chinese by its pronunciation (pinyin).
    pub pinyin: bool,
    /// Language of messages.
    pub language: Language,
    /// Maximum width of a line that is comfortable to read, in cells.
    pub reader_width: usize,
    /// Width of ambiguous characters.
    pub ambiguous_width: Ambiguous,
    /// Set if gaps are shown between scripts.
    pub autospace: bool,
    /// Display of the `#` marks of headings.
    pub heading_marks: HeadingMarks,
    /// File of the remembered marks (read, starred), if there is one to use.
    pub memory: Option<&'a Path>,
    /// The folder through which marks are synced with other machines, if there is one.
    pub sync: Option<&'a Path>,
    /// The folder for caches, if readings are to be cached.
    pub caches: Option<&'a Path>,
    /// Properties of standard output.
    pub target: OutputTarget,
}

impl CommandRequest<'_> {
    /// Target of rows: the terminal, if there is one, or a pipe or file.
    pub fn table_output(&self) -> TableOutput {
        let terminal = self.target.columns.map(|columns| (columns, self.ambiguous_width));
        TableOutput { terminal, colours: self.target.colours }
    }
}

/// Everything under the roots, and the matching posts or stories.
pub struct FindResult {
    /// All posts.
    pub library: Arc<Library>,
    /// The matching posts, in the order of the query; empty if stories were requested.
    pub rows: Vec<Position>,
    /// The matching stories, in the order of the query, if they were requested.
    pub stories: Vec<StoryRow>,
    /// Findings about all files, errors first.
    pub problems: Vec<Diagnostic>,
    /// Marks of posts and stories, such as read and starred.
    pub marks: Arc<Marks>,
    /// `true` if there are marks that could not be read, which has been reported.
    pub are_marks_lost: bool,
    /// Results of the rules; `None` if there are none.
    pub ruled: Option<Arc<RuledLibrary>>,
    /// Date of the request.
    pub today: Date,
    /// Language of messages.
    pub language: Language,
}

impl FindResult {
    /// The posts or stories of a library that match a query.
    pub fn of(
        library: Arc<Library>,
        query: &Query,
        context: &SearchContext,
        listed: Listed,
        language: Language,
    ) -> Self {
        let (mut rows, mut stories) = (Vec::new(), Vec::new());
        match listed {
            Listed::Posts => rows = search(&library, query, context),
            Listed::Stories => stories = search_stories(&library, query, context),
        }
        Self {
            rows,
            stories,
            problems: Vec::new(),
            ruled: ruled(&library, context),
            library,
            marks: Arc::clone(&context.marks),
            are_marks_lost: false,
            today: context.today,
            language,
        }
    }

    /// The matching posts, in the order of the query.
    pub fn posts(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.rows.iter().filter_map(|row| self.library.post(*row))
    }

    /// The user's marks together with those of rules.
    pub fn effective_marks(&self) -> EffectiveMarks<'_> {
        EffectiveMarks::new(&self.marks, self.ruled.as_deref())
    }

    /// The effects of rules on a post.
    pub fn effects_on(&self, post: PostId) -> RuleEffects {
        let ruled = self.ruled.as_ref().zip(self.library.position(post));
        ruled.map_or_else(RuleEffects::default, |(ruled, position)| ruled.post(position))
    }

    /// Reports every file that failed, and returns the exit code for this number of results.
    pub fn code(&self, results: usize) -> u8 {
        let errors = self.problems.iter().filter(|one| one.severity == Severity::Error);
        let sentences: Vec<String> = errors.map(|one| one.say(self.language)).collect();
        complain(&sentences, 0);
        u8::from(results == 0 || !sentences.is_empty())
    }
}

/// Today's date in the system's time zone.
pub fn today() -> Date {
    // The crate lists all time zones of the system to find this one by its name, which takes longer than a
    // search of a thousand posts; its file alone will do.
    let file = env::var_os("TZ")
        .is_none()
        .then(|| file::read(Path::new(LOCAL_TIME), MAX_ZONE_BYTES, Links::Follow));
    match file.and_then(Result::ok).and_then(|bytes| TimeZone::tzif("local", &bytes).ok()) {
        Some(zone) => Timestamp::now().to_zoned_datetime(zone).date(),
        None => Desktop::today(),
    }
}

/// File of the time zone on Unix (RFC 9636).
const LOCAL_TIME: &str = "/etc/localtime";
/// Maximum size of that file in bytes; it usually has two thousand.
const MAX_ZONE_BYTES: u64 = 64 << 10;

/// Reads everything under the roots and searches it. Problems with the query are reported.
///
/// # Errors
///
/// The exit code, if there is no post at all; this has been reported.
pub fn find(request: &CommandRequest<'_>) -> Result<FindResult, ExitCode> {
    find_listed(request, Listed::Posts)
}

/// Numbers of the posts under a root, without drafts, and of their stories.
pub fn posts_and_stories(
    root: &Path,
    config: &Config,
    caches: Option<&Path>,
    language: Language,
) -> (usize, usize) {
    let roots = Roots::from(vec![root.to_owned()])
        .with_forms(&config.forms)
        .following_links(config.follow_links);
    let mut progress = LoadingBar::new(language);
    let update = |read, all| progress.update(read, all);
    let loaded = load_all_with_progress(&roots, &Aliases::default(), caches, update);
    let nothing = Library::default();
    let came = arrivals(&nothing, &loaded.library, &[root.to_string_lossy().into_owned()]);
    (came.posts, came.stories)
}

/// Like [`find`], for posts or for stories.
///
/// # Errors
///
/// The same as for [`find`].
pub fn find_listed(request: &CommandRequest<'_>, listed: Listed) -> Result<FindResult, ExitCode> {
    let mut progress = LoadingBar::new(request.language);
    let update = |read, all| progress.update(read, all);
    let loaded = load_all_with_progress(request.roots, request.aliases, request.caches, update);
    drop(progress);
    sync_marks(request, loaded.library.posts());
    if loaded.library.posts().is_empty() {
        return Err(nothing(request.roots, &loaded.problems, request.language));
    }
    let library = Arc::new(loaded.library);
    // Never dropped: the end of the program frees the memory faster than piece by piece.
    std::mem::forget(Arc::clone(&library));
    let query = parse(request.query);
    let mut notes: Vec<String> = hints(&query, &library, request.language)
        .iter()
        .map(|hint| Text::Note(hint).say(request.language))
        .collect();
    let (context, lost) = context_of(request, &library);
    let are_marks_lost = lost.is_some();
    notes.extend(lost.map(|error| store_error_sentence(&error, request.language)));
    complain(&notes, 0);
    let problems = loaded.problems;
    Ok(FindResult {
        problems,
        are_marks_lost,
        ..FindResult::of(library, &query, &context, listed, request.language)
    })
}

/// Sentences on what a query may not mean as it was written.
pub fn hints(query: &Query, library: &Library, language: Language) -> Vec<String> {
    let values = value_hints(query, library);
    let all = query.hints.iter().chain(&values);
    all.map(|hint| hint_sentence(&hint.problem, language)).collect()
}

/// The marks, rules and date with which the posts of a library are searched now. If the marks cannot be read,
/// returns the error as well; nothing is marked then, and everything else works as usual.
pub fn context_of(
    request: &CommandRequest<'_>,
    library: &Library,
) -> (SearchContext, Option<StoreError>) {
    let (mut marks, mut last_visit, mut lost) = (Marks::default(), None, None);
    match request.memory.map(|file| recall_of(file, library.posts())) {
        Some(Ok(memory)) => {
            last_visit = memory.last_visit.map(Arc::new);
            marks = memory.marks;
        }
        Some(Err(error)) => lost = Some(error),
        None => {}
    }
    let (marks, rules) = (Arc::new(marks), Arc::clone(request.rules));
    (SearchContext { marks, last_visit, rules, today: today(), pinyin: request.pinyin }, lost)
}
