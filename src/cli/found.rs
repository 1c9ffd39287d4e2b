//! Input of a command: the library under the roots, and the posts that match its query.

use super::progress::Progress;
use super::table::Sheet;
use super::{complain, nothing};
use crate::app::hint_sentence;
use crate::config::HeadingMarks;
use crate::library::{Aliases, Library, Position};
use crate::load::{Roots, load_all_with_progress};
use crate::messages::{Language, Text};
use crate::post::{Date, Diagnostic, Post, Severity};
use crate::query::{
    Listed, Marks, SearchContext, StoryRow, parse, search, search_stories, value_hints,
};
use crate::state::recall_of;
use crate::term::{Desktop, Host, OutputTarget, trouble_sentence};
use crate::text::Ambiguous;
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Request of a command.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Roots of the posts.
    pub roots: &'a Roots,
    /// Aliases of tags and categories.
    pub aliases: &'a Aliases,
    /// The query.
    pub query: &'a str,
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
    /// The folder for caches, if readings are to be cached.
    pub caches: Option<&'a Path>,
    /// Properties of standard output.
    pub target: OutputTarget,
}

impl Asked<'_> {
    /// Target of rows: the terminal, if there is one, or a pipe or file.
    pub fn sheet(&self) -> Sheet {
        let terminal = self.target.columns.map(|columns| (columns, self.ambiguous_width));
        Sheet { terminal, colours: self.target.colours }
    }
}

/// Everything under the roots, and the matching posts or stories.
pub struct Found {
    /// All posts. Not dropped: the end of the program frees the memory faster than piece by piece.
    pub library: ManuallyDrop<Library>,
    /// The matching posts, in the order of the query; empty if stories were requested.
    pub rows: Vec<Position>,
    /// The matching stories, in the order of the query, if they were requested.
    pub stories: Vec<StoryRow>,
    /// Findings about all files, errors first.
    pub problems: Vec<Diagnostic>,
    /// Marks of posts and stories, such as read and starred.
    pub marks: Arc<Marks>,
    /// Date of the request.
    pub today: Date,
    /// Language of messages.
    pub language: Language,
}

impl Found {
    /// The matching posts, in the order of the query.
    pub fn posts(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.rows.iter().filter_map(|row| self.library.post(*row))
    }

    /// Reports every file that failed, and returns the exit code for this number of results.
    pub fn code(&self, results: usize) -> u8 {
        let errors = self.problems.iter().filter(|one| one.severity == Severity::Error);
        let sentences: Vec<String> = errors.map(|one| one.say(self.language)).collect();
        complain(&sentences, 0);
        u8::from(results == 0 || !sentences.is_empty())
    }
}

/// Reads everything under the roots and searches it. Problems with the query are reported.
///
/// # Errors
///
/// The exit code, if there is no post at all; this has been reported.
pub fn find(asked: &Asked<'_>) -> Result<Found, ExitCode> {
    find_listed(asked, Listed::Posts)
}

/// Like [`find`], for posts or for stories.
///
/// # Errors
///
/// The same as for [`find`].
pub fn find_listed(asked: &Asked<'_>, listed: Listed) -> Result<Found, ExitCode> {
    let mut progress = Progress::new(asked.language);
    let tell = |read, all| progress.tell(read, all);
    let loaded = load_all_with_progress(asked.roots, asked.aliases, asked.caches, tell);
    drop(progress);
    if loaded.library.posts().is_empty() {
        return Err(nothing(asked.roots, &loaded.problems, asked.language));
    }
    let query = parse(asked.query);
    let mut notes: Vec<String> = query
        .hints
        .iter()
        .chain(&value_hints(&query, &loaded.library))
        .map(|hint| Text::Note(&hint_sentence(&hint.problem, asked.language)).say(asked.language))
        .collect();
    let mut marks = Marks::default();
    match asked.memory.map(|file| recall_of(file, loaded.library.posts())) {
        Some(Ok(memory)) => {
            marks.read = memory.read;
            marks.starred = memory.starred;
            marks.seen = memory.seen;
            marks.starred_stories = memory.starred_stories;
        }
        // Without remembered marks nothing is marked; everything else works as usual.
        Some(Err(trouble)) => notes.push(trouble_sentence(&trouble, asked.language)),
        None => {}
    }
    complain(&notes, 0);
    // Used for today's date only; nothing is opened.
    let today = Desktop::new(None, |_| {}).today();
    let who = SearchContext { marks: Arc::new(marks), today, pinyin: asked.pinyin };
    let (mut rows, mut stories) = (Vec::new(), Vec::new());
    match listed {
        Listed::Posts => rows = search(&loaded.library, &query, &who),
        Listed::Stories => stories = search_stories(&loaded.library, &query, &who),
    }
    Ok(Found {
        library: ManuallyDrop::new(loaded.library),
        rows,
        stories,
        problems: loaded.problems,
        marks: who.marks,
        today,
        language: asked.language,
    })
}
