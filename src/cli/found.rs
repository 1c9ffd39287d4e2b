//! What a command works on: the library under the roots, and the posts its query means.

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

/// What a command was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Where the posts are.
    pub roots: &'a Roots,
    /// Tags and categories that are one.
    pub aliases: &'a Aliases,
    /// Which of the posts.
    pub query: &'a str,
    /// Words of ASCII letters find Chinese by its pronunciation too.
    pub pinyin: bool,
    /// What is said is said in it.
    pub language: Language,
    /// The longest line that is comfortable to read, in cells.
    pub reader_width: usize,
    /// What ambiguous characters take.
    pub ambiguous_width: Ambiguous,
    /// Gaps are shown between scripts.
    pub autospace: bool,
    /// Whether headings have the `#` marks of their level.
    pub heading_marks: HeadingMarks,
    /// Where it is remembered which were read and starred, if anything is to be.
    pub memory: Option<&'a Path>,
    /// What is printed on.
    pub target: OutputTarget,
}

impl Asked<'_> {
    /// What rows are written on: the terminal, if it is one, or a pipe or file.
    pub fn sheet(&self) -> Sheet {
        let terminal = self.target.columns.map(|columns| (columns, self.ambiguous_width));
        Sheet { terminal, colours: self.target.colours }
    }
}

/// Everything under the roots, and which of it was asked for.
pub struct Found {
    /// All posts; given back to the system by the end of the program, which is quicker than piece
    /// by piece.
    pub library: ManuallyDrop<Library>,
    /// Those that the query means, in its order; none where stories are asked for.
    pub rows: Vec<Position>,
    /// The stories that it means, in its order, where these are asked for.
    pub stories: Vec<StoryRow>,
    /// Findings about all files, errors first.
    pub problems: Vec<Diagnostic>,
    /// Which posts were read and starred.
    pub marks: Arc<Marks>,
    /// The day on which it was asked.
    pub today: Date,
    /// What is said is said in it.
    pub language: Language,
}

impl Found {
    /// The posts that the query means, in its order.
    pub fn posts(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.rows.iter().filter_map(|row| self.library.post(*row))
    }

    /// Tells of every file that failed, and gives the exit code for so many results.
    pub fn code(&self, results: usize) -> u8 {
        let errors = self.problems.iter().filter(|one| one.severity == Severity::Error);
        let sentences: Vec<String> = errors.map(|one| one.say(self.language)).collect();
        complain(&sentences, 0);
        u8::from(results == 0 || !sentences.is_empty())
    }
}

/// Reads everything under the roots and searches it. What was not understood in the query is told.
///
/// # Errors
///
/// The exit code, when there is no post at all; that is told.
pub fn find(asked: &Asked<'_>) -> Result<Found, ExitCode> {
    find_listed(asked, Listed::Posts)
}

/// [`find`], for posts or for stories.
///
/// # Errors
///
/// Those of [`find`].
pub fn find_listed(asked: &Asked<'_>, listed: Listed) -> Result<Found, ExitCode> {
    let mut progress = Progress::new(asked.language);
    let loaded =
        load_all_with_progress(asked.roots, asked.aliases, |read, all| progress.tell(read, all));
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
        // Without a memory nothing is marked, and the rest is as it would be.
        Some(Err(trouble)) => notes.push(trouble_sentence(&trouble, asked.language)),
        None => {}
    }
    complain(&notes, 0);
    // Only to learn what day it is; nothing is opened.
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
