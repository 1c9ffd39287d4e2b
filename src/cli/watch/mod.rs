//! `yunbao watch`: each new match once, as it comes.
//!
//! The library is watched as in the program, by `load::watch` on a thread of its own; marks are read again when
//! the system reports a write to the store. In between, this thread sleeps.

mod known;
mod live;
mod remembered;

use super::args::WatchArgs;
use super::found::{CommandRequest, FindResult, hints, today};
use super::list;
use super::output::{json, print};
use super::progress::LoadingBar;
use super::stories::rows_with_summaries;
use super::synced::sync_again;
use super::{NOTHING, WRONG_USE, complain};
use crate::library::{Library, Position};
use crate::load::{FileIndex, LibraryChange, gather};
use crate::messages::Text;
use crate::post::{Diagnostic, Post, PostId, Severity};
use crate::query::{Listed, Query, SearchContext, StoryRow, parse};
use crate::state::{StoreReader, SyncError};
use crate::term::{store_error_sentence, watch_error_sentence};
use crate::text::clean_line;
use known::{KnownMatch, KnownMatches, NotedMatch};
use live::{LiveEvent, LiveEvents};
use remembered::{RememberedError, RememberedFile};
use std::collections::HashSet;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Prints new matches until it is ended.
pub fn run(request: &CommandRequest<'_>, options: &WatchArgs) -> ExitCode {
    if request.roots.paths().next().is_none() {
        return complain(&[Text::NothingToWatch.say(request.language)], WRONG_USE);
    }
    let (file, known) = match options.beginning.remember.as_deref().map(remembered::open) {
        None => (None, None),
        Some(Ok((file, known))) => (Some(file), known),
        Some(Err(error)) => {
            let path = options.beginning.remember.as_deref().unwrap_or(Path::new(""));
            return not_remembered(request, path, &error);
        }
    };
    let is_printed = options.beginning.all || known.is_some();
    let Some((index, library, problems)) = load(request) else {
        return ExitCode::from(NOTHING);
    };
    let query = parse(request.query);
    say_notes(request, &query, &library, &problems);
    let mut reported = Vec::new();
    sync_again(request, library.posts(), &mut reported);
    let mut watcher = Watcher {
        request,
        options,
        store: request.memory.map(StoreReader::new),
        context: SearchContext {
            rules: Arc::clone(request.rules),
            pinyin: request.pinyin,
            ..SearchContext::on(today())
        },
        has_failed: false,
        reported,
        library,
        known: known.unwrap_or_default(),
        moved: Vec::new(),
        file,
        printed: 0,
        query,
    };
    watcher.recall();
    if let Err(code) = watcher.update(is_printed, None) {
        return code;
    }
    if options.once {
        return ExitCode::from(u8::from(watcher.printed == 0));
    }
    watcher.run(index)
}

/// Reads everything under the roots.
fn load(request: &CommandRequest<'_>) -> Option<(FileIndex, Arc<Library>, Arc<Vec<Diagnostic>>)> {
    let mut bar = LoadingBar::new(request.language);
    let mut last = None;
    let aliases = Arc::new(request.aliases.clone());
    let index = gather(request.roots, &aliases, request.caches, |progress| {
        bar.update(progress.read, progress.total.unwrap_or(progress.read));
        last = Some((progress.library, progress.problems));
        true
    })?;
    let (library, problems) = last?;
    Some((index, library, problems))
}

/// Reports what may be wrong with the query, and the files that failed.
fn say_notes(
    request: &CommandRequest<'_>,
    query: &Query,
    library: &Library,
    problems: &[Diagnostic],
) {
    let hints = hints(query, library, request.language);
    let notes = hints.iter().map(|hint| Text::Note(hint).say(request.language));
    let errors = problems.iter().filter(|one| one.severity == Severity::Error);
    let errors = errors.map(|one| one.say(request.language));
    complain(&notes.chain(errors).collect::<Vec<_>>(), 0);
}

fn not_remembered(request: &CommandRequest<'_>, path: &Path, error: &RememberedError) -> ExitCode {
    let path = clean_line(&path.to_string_lossy());
    let text = match error {
        RememberedError::Foreign => Text::NotARememberedFile(&path).say(request.language),
        RememberedError::System(error) => {
            Text::NotRemembered(&path, &error.to_string()).say(request.language)
        }
    };
    complain(&[clean_line(&text)], NOTHING)
}

/// A running watch.
struct Watcher<'a> {
    request: &'a CommandRequest<'a>,
    options: &'a WatchArgs,
    query: Query,
    /// The store of the marks, if there is one to use.
    store: Option<StoreReader>,
    context: SearchContext,
    /// `true` if an error of the store was reported.
    has_failed: bool,
    /// Errors of the last sync with other machines.
    reported: Vec<SyncError>,
    library: Arc<Library>,
    known: KnownMatches,
    /// Posts whose files were moved, as (from, to).
    moved: Vec<(PostId, PostId)>,
    /// The file in which known matches are kept.
    file: Option<RememberedFile>,
    /// Number of rows that were printed.
    printed: usize,
}

impl Watcher<'_> {
    /// Handles events until the watch ends.
    fn run(&mut self, index: FileIndex) -> ExitCode {
        let memory = self
            .request
            .memory
            .filter(|_| self.query.expression.any_term(&|term| term.is_of_marks()));
        let synced = memory.and(self.request.sync);
        let Ok(mut events) = LiveEvents::start(self.request.roots, index, (memory, synced)) else {
            return complain(&[Text::NoThreads.say(self.request.language)], NOTHING);
        };
        loop {
            let printed = match events.next() {
                LiveEvent::Library(change) => self.take_library(change),
                // Marks that have come in are reported as others are.
                LiveEvent::Synced => {
                    self.sync();
                    Ok(())
                }
                LiveEvent::Marks if self.recall() => self.update(true, Some(&HashSet::new())),
                LiveEvent::Marks => Ok(()),
                LiveEvent::Polling(reason) => {
                    let sentence = watch_error_sentence(&reason, None, self.request.language);
                    complain(&[sentence], 0);
                    Ok(())
                }
                LiveEvent::End => return ExitCode::SUCCESS,
            };
            if let Err(code) = printed {
                return code;
            }
        }
    }

    /// Syncs marks with other machines.
    fn sync(&mut self) {
        sync_again(self.request, self.library.posts(), &mut self.reported);
    }

    fn take_library(&mut self, change: LibraryChange) -> Result<(), ExitCode> {
        self.known.follow(&change.moved);
        self.moved.extend(change.moved);
        self.library = change.library;
        // Other machines may have marked what has come in.
        self.sync();
        // The marks of a file follow it.
        self.store.iter_mut().for_each(StoreReader::forget);
        self.recall();
        self.update(true, Some(&change.changed.into_iter().collect()))
    }

    /// Reads the marks if they have changed; returns `true` if they have.
    fn recall(&mut self) -> bool {
        let Some(store) = &mut self.store else { return false };
        match store.changed(self.library.posts()) {
            Ok(None) => false,
            Ok(Some(mut memory)) => {
                memory.marks.follow(&self.moved);
                let is_other = memory.marks != *self.context.marks;
                self.context.marks = Arc::new(memory.marks);
                self.context.last_visit = memory.last_visit.map(Arc::new);
                is_other
            }
            Err(error) => {
                if !std::mem::replace(&mut self.has_failed, true) {
                    complain(&[store_error_sentence(&error, self.request.language)], 0);
                }
                false
            }
        }
    }

    /// Searches again. New matches are printed if `is_printed` is set, and known from then on. Of the posts
    /// known by their ids, only those in `edited` may have other contents than before; `None` for all.
    fn update(
        &mut self,
        is_printed: bool,
        edited: Option<&HashSet<PostId>>,
    ) -> Result<(), ExitCode> {
        let listed = if self.options.stories { Listed::Stories } else { Listed::Posts };
        let (library, language) = (Arc::clone(&self.library), self.request.language);
        self.context.today = today();
        let found = FindResult::of(library, &self.query, &self.context, listed, language);
        let (mut records, mut posts, mut stories) = (Vec::new(), Vec::new(), Vec::new());
        let mut is_new = |known: &mut KnownMatches, one: KnownMatch| {
            let noted = known.note(one);
            if noted != NotedMatch::Known {
                records.push(one);
            }
            noted == NotedMatch::New && is_printed
        };
        // The newest comes last, as in a log.
        for at in found.rows.iter().rev() {
            let Some(post) = self.library.post(*at) else { continue };
            let may_differ = edited.is_none_or(|edited| edited.contains(&post.id));
            if (may_differ || !self.known.has(post.id.0)) && is_new(&mut self.known, identity(post))
            {
                posts.push(*at);
            }
        }
        // The stories of a post stay in their order.
        let of_posts = found.stories.chunk_by(|a, b| a.newest.post == b.newest.post);
        for row in of_posts.rev().flatten() {
            let Some(story) = self.library.story(row.newest) else { continue };
            if is_new(&mut self.known, KnownMatch { id: story.page.0, content: None }) {
                stories.push(*row);
            }
        }
        self.printed += posts.len() + stories.len();
        print_rows(&found, &posts, &stories)?;
        match self.file.as_mut().map_or(Ok(()), |file| file.append(&records)) {
            Ok(()) => Ok(()),
            Err(error) => {
                let path = self.options.beginning.remember.as_deref().unwrap_or(Path::new(""));
                Err(not_remembered(self.request, path, &RememberedError::System(error)))
            }
        }
    }
}

/// Prints rows; each is complete before the next begins.
fn print_rows(
    found: &FindResult,
    posts: &[Position],
    stories: &[StoryRow],
) -> Result<(), ExitCode> {
    if posts.is_empty() && stories.is_empty() {
        return Ok(());
    }
    print(found.language, |out| {
        for post in posts.iter().filter_map(|at| found.library.post(*at)) {
            json(out, &list::row(post, found, true))?;
            out.flush()?;
        }
        for part in stories.chunks(1024) {
            for row in rows_with_summaries(found, part) {
                json(out, &row)?;
                out.flush()?;
            }
        }
        Ok(())
    })
}

/// A post as a match. Its contents are its title, day, source and text.
fn identity(post: &Post) -> KnownMatch {
    let day = post.date.map(|date| date.to_string()).unwrap_or_default();
    let source = post.source.as_deref().unwrap_or_default();
    let content = [&*post.title, &day, source, post.search.body()].join("\0");
    KnownMatch { id: post.id.0, content: Some(PostId::of(content.as_bytes()).0) }
}
