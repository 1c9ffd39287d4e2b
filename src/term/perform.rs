//! Performing effects outside the model: reading on threads, the browser, the clipboard.

use super::failpoint::failpoint;
use super::inbox::{Events, Over};
use super::run::{Ended, Event};
use super::{Desktop, FOR_CODE, Host, OpenError, Opened, editor, enough_after};
use crate::app::{
    Action, Changed, Effect, Keymap, Loaded, Message, Notice, find_rising, find_views, text,
};
use crate::config::{Config, ShellText};
use crate::library::{Aliases, Library, Position, related_stories};
use crate::load::{self, Blind, Handle, Known, News, Roots, body, gather, watch, words};
use crate::markdown::{Block, Highlighter, Typography};
use crate::messages::{Language, Text};
use crate::post::{Date, Origin, Post, PostId};
use crate::query::{Listed, Memo, Needles, Query, SearchContext, find_blame, find_while, snippet};
use crate::state::{self, Change, Store, StoreError, Trouble};
use crate::text::clean_line;
use crate::threads::{self, Refused};
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// Maximum time a frame waits for a mark that it shows to be written, so that the mark is kept
/// however the program ends. One mark takes less than a millisecond; many at once, or a locked
/// store, take longer.
const FOR_MARKS: Duration = Duration::from_millis(10);

/// Outcome of performing an effect.
pub(super) enum Outcome {
    /// Done, or started on a thread.
    Done,
    /// A message for the model.
    Message(Message),
    /// A command that needs the terminal.
    Foreground(Box<Command>, ForegroundTask),
}

/// A report from a thread; the receiver puts it into the language in use.
#[derive(Debug)]
pub(super) enum Told {
    /// The remembered state cannot be used.
    Trouble(Trouble),
    /// Changes are not watched for.
    Blind(Blind),
    /// A page was not opened after all.
    NotOpened(OpenError),
}

impl Told {
    /// The notice to show.
    pub fn notice(&self, keymap: &Keymap, language: Language) -> Notice {
        let (text, is_error) = match self {
            Self::Trouble(trouble) => (trouble_sentence(trouble, language), true),
            Self::Blind(why) => (blind(why, &keymap.key_of(Action::Reload), language), false),
            Self::NotOpened(error) => (clean_line(&error.text().say(language)), true),
        };
        Notice { text, is_error }
    }
}

/// Purpose for which the terminal is lent.
pub(super) enum ForegroundTask {
    /// A browser that shows this address.
    Page(String),
    /// An editor of this name.
    Editor(String),
}

/// A request to search.
struct SearchJob {
    request: u64,
    library: Arc<Library>,
    query: Query,
    context: SearchContext,
    listed: Listed,
}

/// A request to search for the posts of each view.
struct ViewsJob {
    request: u64,
    library: Arc<Library>,
    queries: Vec<Query>,
    context: SearchContext,
}

/// A request for snippets: posts are read again for the words around the matches.
struct SnippetsJob {
    words: u64,
    posts: Vec<Arc<Post>>,
    needles: Arc<Needles>,
}

/// A request to read a post again.
struct BodyJob {
    post: PostId,
    origin: Origin,
    request: u64,
}

/// A request to highlight code.
struct HighlightJob {
    request: u64,
    blocks: Arc<Vec<Block>>,
}

/// A request to lay out a long text.
struct LayoutJob {
    request: u64,
    post: Arc<Post>,
    blocks: Arc<Vec<Block>>,
    width: usize,
    typography: Typography,
}

/// A request for the stories related to those of a post.
struct RelatedJob {
    request: u64,
    library: Arc<Library>,
    post: Position,
}

/// The outside world as the loop uses it: the host, worker threads and the store.
pub(super) struct World {
    host: Box<dyn Host>,
    /// The configured editor.
    editor: Option<String>,
    roots: Arc<Roots>,
    /// Set if the roots were named on the command line.
    named: bool,
    aliases: Arc<Aliases>,
    /// The folder for caches, if anything is to be cached.
    caches: Option<PathBuf>,
    events: Events,
    /// Generation of the current load; earlier loads stop when it changes.
    generation: Arc<AtomicU64>,
    /// Handle of the current watch, which ends when this is dropped.
    watching: Option<Handle>,
    /// Set once it has been reported that changes are not watched for.
    told_blind: Arc<AtomicBool>,
    bodies: Worker<BodyJob>,
    searches: Worker<SearchJob>,
    /// Number of the latest search request; earlier searches give up when it changes.
    asked: Arc<AtomicU64>,
    view_searches: Worker<ViewsJob>,
    snippets_wanted: Worker<SnippetsJob>,
    highlights: Worker<HighlightJob>,
    layouts: Worker<LayoutJob>,
    related: Worker<RelatedJob>,
    rising: Worker<(u64, Arc<Library>, Date)>,
    blames: Worker<SearchJob>,
    /// The remembered state, unless nothing is to be remembered. Pending changes are written when
    /// it is dropped.
    store: Option<Store>,
    end: Option<Ended>,
}

impl World {
    /// Creates the world of one run; worker threads start when they are first needed.
    pub fn new(
        roots: Roots,
        named: bool,
        config: &Config,
        (memory, caches): (Option<PathBuf>, Option<PathBuf>),
        events: Events,
    ) -> Self {
        let beginnings = events.clone();
        let bodies = Worker::new("body", &events, move |BodyJob { post, origin, request }| {
            failpoint("worker");
            let blocks = body(&origin, |beginning| {
                let blocks = Ok(Arc::new(beginning));
                let message = Message::Body { post, request, blocks, is_whole: false };
                // Fails only when the loop is over, as for the reports below.
                let _ = beginnings.urge(Event::Message(message));
            });
            let blocks = blocks.map(Arc::new).map_err(|error| clean_line(&error.to_string()));
            Some(Message::Body { post, request, blocks, is_whole: true })
        });
        let asked = Arc::<AtomicU64>::default();
        let newest = Arc::clone(&asked);
        let mut memo = Memo::default();
        let searches = Worker::new("search", &events, move |sought| {
            let SearchJob { request, library, query, context, listed } = sought;
            // A regular expression over everything may take long; the next key must not wait for it.
            let is_newest = || newest.load(Ordering::Relaxed) == request;
            let found =
                find_while(&library, &query, &context, listed, &is_newest, memo.of(&library))?;
            Some(Message::Found { request, found })
        });
        let newest = Arc::clone(&asked);
        let blames = Worker::new("blame", &events, move |sought| {
            let SearchJob { request, library, query, context, listed } = sought;
            // Searches made on the loop's thread have no number here.
            let asked = newest.load(Ordering::Relaxed);
            let is_wanted = || newest.load(Ordering::Relaxed) == asked;
            let blame = find_blame(&library, &query, &context, listed, &is_wanted);
            Some(Message::Blamed { request, blame })
        });
        let view_searches =
            Worker::new("views", &events, |ViewsJob { request, library, queries, context }| {
                Some(Message::FoundViews {
                    request,
                    found: find_views(&library, &queries, &context),
                })
            });
        let snippets_wanted =
            Worker::new("snippets", &events, |SnippetsJob { words: number, posts, needles }| {
                let snippets = posts.into_iter().map(|post| {
                    // A post that can no longer be read has no words.
                    let (headings, plain) = words(&post.origin()).unwrap_or_default();
                    (post.id, snippet(&needles, &post.title, &headings, &plain))
                });
                Some(Message::Snippets { words: number, snippets: snippets.collect() })
            });
        let mut highlighter = None;
        let highlights =
            Worker::new("code", &events, move |HighlightJob { request, mut blocks }| {
                // The grammars are loaded with the first code.
                let highlighter = highlighter.get_or_insert_with(Highlighter::new);
                let blocks_mut = Arc::<Vec<Block>>::make_mut(&mut blocks);
                highlighter.highlight(blocks_mut, &enough_after(FOR_CODE));
                Some(Message::Highlighted { request, blocks })
            });
        let layouts = Worker::new(
            "layout",
            &events,
            |LayoutJob { request, post, blocks, width, typography }| {
                let document = text(&post, &blocks, width, typography);
                Some(Message::LaidOut { request, document })
            },
        );
        let related = Worker::new("related", &events, |RelatedJob { request, library, post }| {
            Some(Message::Related { request, related: related_stories(&library, post) })
        });
        let rising = Worker::new(
            "rising",
            &events,
            |(request, library, today): (u64, Arc<Library>, Date)| {
                Some(Message::Rising { request, rising: find_rising(&library, today) })
            },
        );
        let store = memory.map(|file| {
            let events = events.clone();
            Store::open(file, move |news| {
                // Fails only when the loop is over, as for the reports below.
                let _ = events.answer(recalled(news));
            })
        });
        let host = desktop(config, events.clone());
        Self {
            host: Box::new(host),
            editor: config.editor.clone(),
            roots: Arc::new(roots),
            named,
            aliases: Arc::new(aliases(config)),
            caches,
            events,
            generation: Arc::default(),
            watching: None,
            told_blind: Arc::default(),
            bodies,
            searches,
            asked,
            view_searches,
            snippets_wanted,
            highlights,
            layouts,
            related,
            rising,
            blames,
            store,
            end: None,
        }
    }

    /// Adopts other settings; returns `true` if everything must be loaded again.
    pub fn adopt(&mut self, config: &Config) -> bool {
        self.host = Box::new(desktop(config, self.events.clone()));
        self.editor.clone_from(&config.editor);
        let aliases = Arc::new(aliases(config));
        let roots = if self.named {
            Arc::new(Roots::clone(&self.roots).following_links(config.follow_links))
        } else {
            Arc::new(roots_of(config))
        };
        let (other_roots, other_aliases) = (*roots != *self.roots, *aliases != *self.aliases);
        (self.roots, self.aliases) = (roots, aliases);
        if other_roots || !other_aliases {
            return other_roots;
        }
        // Only the aliases differ; the posts stay the same.
        let watch = self.watch();
        watch.inspect(|watch| watch.rename(Arc::clone(&self.aliases))).is_none()
    }

    /// Today's date in the user's time zone.
    pub fn today(&self) -> Date {
        self.host.today()
    }

    /// Sets how the program ends when it quits.
    pub fn end(&mut self, ended: Ended) {
        self.end = Some(ended);
    }

    /// Takes how the program ends.
    pub fn take_end(&mut self) -> Ended {
        self.end.take().unwrap_or(Ended::Done)
    }

    /// Writes pending changes and closes the store; returns the reason if marks could not be
    /// written.
    pub fn close(self) -> Option<Trouble> {
        self.store.and_then(Store::close)
    }

    /// Performs one effect; sentences that result are in `language`. Effects on the screen itself
    /// are left to the loop.
    pub fn perform(&mut self, effect: Effect, language: Language) -> Outcome {
        match effect {
            Effect::Load { generation } => self.load(generation),
            Effect::LookAgain { generation } => self.look_again(generation),
            Effect::Search { request, library, query, context, listed } => {
                self.asked.store(request, Ordering::Relaxed);
                self.searches.ask(SearchJob { request, library, query, context, listed });
                Outcome::Done
            }
            Effect::SearchViews { request, library, queries, context } => {
                self.view_searches.ask(ViewsJob { request, library, queries, context });
                Outcome::Done
            }
            Effect::ReadSnippets { words, posts, needles } => {
                self.snippets_wanted.ask(SnippetsJob { words, posts, needles });
                Outcome::Done
            }
            Effect::FindRelated { request, library, post } => {
                self.related.ask(RelatedJob { request, library, post });
                Outcome::Done
            }
            Effect::FindRising { request, library, today } => {
                self.rising.ask((request, library, today));
                Outcome::Done
            }
            Effect::FindBlame { request, library, query, context, listed } => {
                self.blames.ask(SearchJob { request, library, query, context, listed });
                Outcome::Done
            }
            Effect::Remember(change) => self.remember(change),
            Effect::FollowMoved(library) => {
                self.remember(Change::Present(library.posts().to_vec()))
            }
            Effect::ReadBody { post, origin, request } => {
                self.bodies.ask(BodyJob { post, origin, request });
                Outcome::Done
            }
            Effect::Highlight { request, blocks } => {
                self.highlights.ask(HighlightJob { request, blocks });
                Outcome::Done
            }
            Effect::LayOut { request, post, blocks, width, typography } => {
                self.layouts.ask(LayoutJob { request, post, blocks, width, typography });
                Outcome::Done
            }
            Effect::Open(url) => match self.host.open(&url) {
                Ok(Opened::Detached) => Outcome::Done,
                Ok(Opened::NeedsTerminal(command)) => {
                    Outcome::Foreground(Box::new(command), ForegroundTask::Page(url))
                }
                Err(error) => told(&error.text().say(language), true),
            },
            Effect::Edit { origin, offset } => self.edit(&origin, offset, language),
            Effect::Copy(text) => match self.host.copy(&text) {
                Ok(()) => told(&Text::Copied(&text).say(language), false),
                Err(error) => told(&error.text().say(language), true),
            },
            Effect::Redraw | Effect::Suspend | Effect::Fade { .. } | Effect::Quit => Outcome::Done,
        }
    }

    fn remember(&self, change: Change) -> Outcome {
        if let Some(store) = &self.store {
            let is_mark = change.is_mark();
            store.keep(change);
            if is_mark {
                store.settle(FOR_MARKS);
            }
        }
        Outcome::Done
    }

    /// The current watch, if anything can change: posts from standard input or built into the
    /// program do not.
    fn watch(&self) -> Option<&Handle> {
        self.watching.as_ref().filter(|_| self.roots.paths().next().is_some())
    }

    /// Asks the watch to walk all roots again; during the first load, it does so afterwards.
    fn look_again(&self, generation: u64) -> Outcome {
        match self.watch() {
            Some(watch) => {
                watch.look();
                Outcome::Done
            }
            None => Outcome::Message(Message::Looked { generation, changed: false }),
        }
    }

    /// Loads on a thread, which then watches for changes. The threads of earlier loads end.
    fn load(&mut self, generation: u64) -> Outcome {
        self.generation.store(generation, Ordering::Relaxed);
        let (changes, handle) = load::events();
        self.watching = Some(handle);
        let loading = Loading {
            generation,
            current: Arc::clone(&self.generation),
            roots: Arc::clone(&self.roots),
            aliases: Arc::clone(&self.aliases),
            caches: self.caches.clone(),
            told_blind: Arc::clone(&self.told_blind),
            events: self.events.clone(),
        };
        let run = move |loading: Loading| {
            let known = loading.gather(Events::answer);
            if let Some(known) = known {
                loading.watch(known, &changes);
            }
        };
        if let Err(Refused { work: loading, error }) = threads::start_with("load", loading, run) {
            self.watching = None;
            // The loop takes the messages from the queue next.
            loading.gather(Events::urge);
            let why = Event::Told(Told::Blind(Blind::Other(error.to_string())));
            let _ = self.events.urge(why);
        }
        Outcome::Done
    }

    /// Opens the editor for a post's file, at the line of a byte offset in its Markdown text.
    fn edit(&self, origin: &Origin, offset: Option<usize>, language: Language) -> Outcome {
        let Origin::File(file) = origin else { return Outcome::Done };
        let line = offset.map_or(1, |offset| load::line_of(origin, offset).unwrap_or(1));
        let variable = |name: &str| std::env::var(name).ok();
        match editor::command(self.editor.as_deref(), variable, file, line) {
            Ok(Some(command)) => {
                let name = command.get_program().to_string_lossy().into_owned();
                Outcome::Foreground(Box::new(command), ForegroundTask::Editor(name))
            }
            Ok(None) => told(&Text::NoEditor.say(language), true),
            Err(ShellText(command)) => told(&Text::ShellText(&command).say(language), true),
        }
    }

    /// Message for the model when a program that had the terminal has ended.
    pub fn gave_back(
        task: &ForegroundTask,
        ended: io::Result<ExitStatus>,
        language: Language,
    ) -> Message {
        let why = match ended {
            Ok(status) if status.success() => {
                return Message::Told(Notice { text: String::new(), is_error: false });
            }
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let text = match task {
            ForegroundTask::Page(url) => Text::CouldNotOpen(url, &why).say(language),
            ForegroundTask::Editor(name) => Text::EditorFailed(name, &why).say(language),
        };
        Message::Told(Notice { text: clean_line(&text), is_error: true })
    }
}

/// One load and the watch that follows it.
struct Loading {
    generation: u64,
    /// Generation of the current load.
    current: Arc<AtomicU64>,
    roots: Arc<Roots>,
    aliases: Arc<Aliases>,
    caches: Option<PathBuf>,
    told_blind: Arc<AtomicBool>,
    events: Events,
}

impl Loading {
    /// Reads all posts, sending the progress with `send`.
    fn gather(&self, send: impl Fn(&Events, Event) -> Result<(), Over>) -> Option<Known> {
        gather(&self.roots, &self.aliases, self.caches.as_deref(), |progress| {
            let message = Message::Loaded(Loaded {
                generation: self.generation,
                library: progress.library,
                read: progress.read,
                total: progress.total,
                problems: progress.problems,
                done: progress.done,
            });
            let is_heard = send(&self.events, Event::Message(message)).is_ok();
            is_heard && self.current.load(Ordering::Relaxed) == self.generation
        })
    }

    /// Watches for changes of what was read, until the loop is over or another load begins.
    fn watch(&self, known: Known, changes: &load::Events) {
        watch(&self.roots, known, changes, |news| {
            let event = match news {
                News::Changed(change) => Event::Message(changed(self.generation, change)),
                News::Looking(_) if self.told_blind.swap(true, Ordering::Relaxed) => return true,
                News::Looking(why) => Event::Told(Told::Blind(why)),
                News::Looked(any) => {
                    Event::Message(Message::Looked { generation: self.generation, changed: any })
                }
            };
            self.events.answer(event).is_ok()
        });
    }
}

/// Creates the desktop with the configured browser.
fn desktop(config: &Config, reports: Events) -> Desktop {
    Desktop::new(config.browser.as_deref(), move |error| {
        // The loop may be over; then nobody needs to hear of it.
        let _ = reports.answer(Event::Told(Told::NotOpened(error)));
    })
}

/// Roots of the posts if none are named on the command line.
pub fn roots_of(config: &Config) -> Roots {
    if config.roots.is_empty() {
        Roots::Samples
    } else {
        Roots::from(config.roots.clone())
            .with_forms(&config.forms)
            .following_links(config.follow_links)
    }
}

/// Converts a report of the store to an event.
fn recalled(news: state::News) -> Event {
    match news {
        state::News::Recalled(memory) => Event::Message(Message::Recalled(memory)),
        state::News::Changed { posts, stories, views, queries } => {
            Event::Message(Message::Remembered { posts, stories, views, queries })
        }
        state::News::Trouble(trouble) => Event::Told(Told::Trouble(trouble)),
    }
}

/// Cleaned sentence on what is wrong with the remembered state and what to do.
pub fn trouble_sentence(trouble: &Trouble, language: Language) -> String {
    let file = match &trouble.why {
        StoreError::NotRegular(file) => file,
        _ => &trouble.file,
    };
    let file = clean_line(&file.display().to_string());
    let text = match &trouble.why {
        StoreError::Newer => Text::MemoryNewer(&file),
        StoreError::Damaged => Text::MemoryDamaged(&file),
        StoreError::Foreign => Text::MemoryForeign(&file),
        StoreError::ReadOnly => Text::MemoryReadOnly(&file),
        StoreError::Locked => Text::MemoryLocked(&file),
        StoreError::Full => Text::MemoryFull(&file),
        StoreError::NotRegular(_) => Text::MemoryNotRegular(&file),
        StoreError::NoFolder(why) => Text::MemoryNoFolder(&file, why),
        StoreError::Other(why) => Text::MemoryOther(&file, why),
    };
    clean_line(&text.say(language))
}

fn changed(generation: u64, change: load::Change) -> Message {
    let load::Change { library, problems, changed, moved, new, gone } = change;
    Message::Changed(Changed { generation, library, problems, changed, moved, new, gone })
}

/// The configured aliases of tags and categories.
pub fn aliases(config: &Config) -> Aliases {
    Aliases::new(config.aliases.iter().map(|(from, to)| (from.as_str(), to.as_str())))
}

/// Answers requests on a thread, which starts with the first one. Of the requests that wait, only
/// the last is answered, as the results of the others are no longer wanted. If no thread can be
/// started, it answers on the caller's.
struct Worker<T> {
    name: &'static str,
    events: Events,
    state: WorkerState<T>,
}

enum WorkerState<T> {
    Resting(Answer<T>),
    Running(Sender<T>),
}

type Answer<T> = Box<dyn FnMut(T) -> Option<Message> + Send>;

impl<T: Send + 'static> Worker<T> {
    fn new(
        name: &'static str,
        events: &Events,
        answer: impl FnMut(T) -> Option<Message> + Send + 'static,
    ) -> Self {
        Self { name, events: events.clone(), state: WorkerState::Resting(Box::new(answer)) }
    }

    fn ask(&mut self, question: T) {
        let (sender, questions) = mpsc::channel();
        let running = WorkerState::Running(sender.clone());
        match std::mem::replace(&mut self.state, running) {
            WorkerState::Running(sender) => {
                // The thread lives as long as the queue that it answers to.
                let _ = sender.send(question);
                self.state = WorkerState::Running(sender);
            }
            WorkerState::Resting(answer) => {
                let _ = sender.send(question);
                let events = self.events.clone();
                let work = Work { answer, questions, events };
                if let Err(refused) = threads::start_with(self.name, work, Work::run) {
                    let mut work = refused.work;
                    work.run_here();
                    self.state = WorkerState::Resting(work.answer);
                }
            }
        }
    }
}

/// The state owned by a worker's thread.
struct Work<T> {
    answer: Answer<T>,
    questions: Receiver<T>,
    events: Events,
}

impl<T> Work<T> {
    fn run(mut self) {
        while let Ok(mut question) = self.questions.recv() {
            while let Ok(newer) = self.questions.try_recv() {
                question = newer;
            }
            let answer = (self.answer)(question).map(Event::Message);
            if answer.is_some_and(|answer| self.events.answer(answer).is_err()) {
                return;
            }
        }
    }

    /// Answers the waiting requests on the thread of the loop.
    fn run_here(&mut self) {
        while let Ok(question) = self.questions.try_recv() {
            if let Some(message) = (self.answer)(question) {
                // The loop takes the message from the queue next.
                let _ = self.events.urge(Event::Message(message));
            }
        }
    }
}

/// Sentence on why changes are not watched for.
fn blind(why: &Blind, key: &str, language: Language) -> String {
    let text = match why {
        Blind::Limit => Text::WatchLimit(key),
        Blind::Remote => Text::WatchRemote(key),
        Blind::Other(why) => Text::WatchFailed(why, key),
    };
    clean_line(&text.say(language))
}

fn told(text: &str, is_error: bool) -> Outcome {
    Outcome::Message(Message::Told(Notice { text: clean_line(text), is_error }))
}
