//! Effects done in the world: reading on threads, the browser, the clipboard.

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

/// How long a frame waits for the mark that it shows to be written: what was seen is kept, however the
/// program ends. One takes less than a millisecond, many at once, or a store that is held, longer.
const FOR_MARKS: Duration = Duration::from_millis(10);

/// What performing an effect came to.
pub(super) enum Outcome {
    /// Done, or on its way on a thread.
    Done,
    /// This is to be told to the model.
    Message(Message),
    /// This command needs the terminal.
    Foreground(Box<Command>, ForegroundTask),
}

/// Something a thread has to say; whoever hears it knows in which language.
#[derive(Debug)]
pub(super) enum Told {
    /// What is remembered cannot be used.
    Trouble(Trouble),
    /// Changes are not watched for.
    Blind(Blind),
    /// A page was not opened after all.
    NotOpened(OpenError),
}

impl Told {
    /// The sentence.
    pub fn notice(&self, keymap: &Keymap, language: Language) -> Notice {
        let (text, is_error) = match self {
            Self::Trouble(trouble) => (trouble_sentence(trouble, language), true),
            Self::Blind(why) => (blind(why, &keymap.key_of(Action::Reload), language), false),
            Self::NotOpened(error) => (clean_line(&error.text().say(language)), true),
        };
        Notice { text, is_error }
    }
}

/// What the terminal is lent for.
pub(super) enum ForegroundTask {
    /// A browser that shows this address.
    Page(String),
    /// An editor of this name.
    Editor(String),
}

/// A search to be made.
struct SearchJob {
    request: u64,
    library: Arc<Library>,
    query: Query,
    context: SearchContext,
    listed: Listed,
}

/// A search for what the views find.
struct ViewsJob {
    request: u64,
    library: Arc<Library>,
    queries: Vec<Query>,
    context: SearchContext,
}

/// Posts to be read again for words around what is looked for.
struct SnippetsJob {
    words: u64,
    posts: Vec<Arc<Post>>,
    needles: Arc<Needles>,
}

/// A post to be read again.
struct BodyJob {
    post: PostId,
    origin: Origin,
    request: u64,
}

/// Code whose parts are to be told apart.
struct HighlightJob {
    request: u64,
    blocks: Arc<Vec<Block>>,
}

/// A long text to be laid out.
struct LayoutJob {
    request: u64,
    post: Arc<Post>,
    blocks: Arc<Vec<Block>>,
    width: usize,
    typography: Typography,
}

/// A post of whose stories more is to be known.
struct RelatedJob {
    request: u64,
    library: Arc<Library>,
    post: Position,
}

/// Everything outside, as the loop uses it.
pub(super) struct World {
    host: Box<dyn Host>,
    /// The editor of the settings.
    editor: Option<String>,
    roots: Arc<Roots>,
    /// The roots were named on the command line.
    named: bool,
    aliases: Arc<Aliases>,
    events: Events,
    /// The load in force; earlier ones stop when they see it.
    generation: Arc<AtomicU64>,
    /// The handle of the watch in force, which ends when it falls.
    watching: Option<Handle>,
    /// It was said that changes are not watched for; once is enough.
    told_blind: Arc<AtomicBool>,
    bodies: Worker<BodyJob>,
    searches: Worker<SearchJob>,
    /// The number of the last search asked for; earlier ones give up when they see it.
    asked: Arc<AtomicU64>,
    view_searches: Worker<ViewsJob>,
    snippets_wanted: Worker<SnippetsJob>,
    highlights: Worker<HighlightJob>,
    layouts: Worker<LayoutJob>,
    related: Worker<RelatedJob>,
    rising: Worker<(u64, Arc<Library>, Date)>,
    blames: Worker<SearchJob>,
    /// What is remembered, if anything is to be. What was given to it is written when it falls.
    store: Option<Store>,
    end: Option<Ended>,
}

impl World {
    /// The world of one run; threads for reading, searching and code start when they are needed.
    pub fn new(
        roots: Roots,
        named: bool,
        config: &Config,
        memory: Option<PathBuf>,
        events: Events,
    ) -> Self {
        let beginnings = events.clone();
        let bodies = Worker::new("body", &events, move |BodyJob { post, origin, request }| {
            failpoint("worker");
            let blocks = body(&origin, |beginning| {
                let blocks = Ok(Arc::new(beginning));
                let message = Message::Body { post, request, blocks, is_whole: false };
                // Like the others below.
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
            // Searches that were made at once have no number here.
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
                    // A post that is gone, or going, has no words.
                    let (headings, plain) = words(&post.origin()).unwrap_or_default();
                    (post.id, snippet(&needles, &post.title, &headings, &plain))
                });
                Some(Message::Snippets { words: number, snippets: snippets.collect() })
            });
        let mut highlighter = None;
        let highlights =
            Worker::new("code", &events, move |HighlightJob { request, mut blocks }| {
                // The grammars are loaded when the first code is there.
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
                // Like the others below.
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

    /// Takes other settings; true if they mean that all is to be read anew.
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
        // The posts are the same.
        let watch = self.watch();
        watch.inspect(|watch| watch.rename(Arc::clone(&self.aliases))).is_none()
    }

    /// Today, where the person is.
    pub fn today(&self) -> Date {
        self.host.today()
    }

    /// Says how the program is to end when it quits.
    pub fn end(&mut self, ended: Ended) {
        self.end = Some(ended);
    }

    /// How the program ends.
    pub fn take_end(&mut self) -> Ended {
        self.end.take().unwrap_or(Ended::Done)
    }

    /// Ends with what is remembered written; returns why marks could not be.
    pub fn close(self) -> Option<Trouble> {
        self.store.and_then(Store::close)
    }

    /// Does one thing, and says in a language what came of it. What concerns the screen itself is
    /// the loop's.
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

    /// The watch in force, if anything can change: what came on standard input, or with the
    /// program, does not.
    fn watch(&self) -> Option<&Handle> {
        self.watching.as_ref().filter(|_| self.roots.paths().next().is_some())
    }

    /// Has the watch look closely; while all is still read for the first time, after that.
    fn look_again(&self, generation: u64) -> Outcome {
        match self.watch() {
            Some(watch) => {
                watch.look();
                Outcome::Done
            }
            None => Outcome::Message(Message::Looked { generation, changed: false }),
        }
    }

    /// Loads on a thread, which then watches. Those of the load before end.
    fn load(&mut self, generation: u64) -> Outcome {
        self.generation.store(generation, Ordering::Relaxed);
        let (changes, handle) = load::events();
        self.watching = Some(handle);
        let loading = Loading {
            generation,
            current: Arc::clone(&self.generation),
            roots: Arc::clone(&self.roots),
            aliases: Arc::clone(&self.aliases),
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
            // The loop takes it out next.
            loading.gather(Events::urge);
            let why = Event::Told(Told::Blind(Blind::Other(error.to_string())));
            let _ = self.events.urge(why);
        }
        Outcome::Done
    }

    /// An editor for a post's file, at the line of a byte of its Markdown text.
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

    /// What to tell when a program that had the terminal gave it back.
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

/// One load, and what it goes on with.
struct Loading {
    generation: u64,
    /// The load in force.
    current: Arc<AtomicU64>,
    roots: Arc<Roots>,
    aliases: Arc<Aliases>,
    told_blind: Arc<AtomicBool>,
    events: Events,
}

impl Loading {
    /// Reads everything, and sends how far it is in this way.
    fn gather(&self, send: impl Fn(&Events, Event) -> Result<(), Over>) -> Option<Known> {
        gather(&self.roots, &self.aliases, |progress| {
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

    /// Watches what was read, until nobody wants to hear of changes.
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

/// The desktop with the browser of the settings.
fn desktop(config: &Config, reports: Events) -> Desktop {
    Desktop::new(config.browser.as_deref(), move |error| {
        // The loop may be over; then nobody needs to hear of it.
        let _ = reports.answer(Event::Told(Told::NotOpened(error)));
    })
}

/// Where the posts are when nothing is named on the command line.
pub fn roots_of(config: &Config) -> Roots {
    if config.roots.is_empty() {
        Roots::Samples
    } else {
        Roots::from(config.roots.clone())
            .with_forms(&config.forms)
            .following_links(config.follow_links)
    }
}

/// What the store tells, as the model hears it.
fn recalled(news: state::News) -> Event {
    match news {
        state::News::Recalled(memory) => Event::Message(Message::Recalled(memory)),
        state::News::Changed { posts, stories, views, queries } => {
            Event::Message(Message::Remembered { posts, stories, views, queries })
        }
        state::News::Trouble(trouble) => Event::Told(Told::Trouble(trouble)),
    }
}

/// What is wrong with the memory and what to do, as a clean sentence.
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

/// The tags and categories that a person wants to be one.
pub fn aliases(config: &Config) -> Aliases {
    Aliases::new(config.aliases.iter().map(|(from, to)| (from.as_str(), to.as_str())))
}

/// Answers questions on a thread, which is started with the first one and answers the last of those
/// that wait for it: whoever asked the others no longer wants to know. Where no thread can be had, it
/// answers at once.
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

/// What a worker's thread has.
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

    /// Answers what waits, on the thread of the loop.
    fn run_here(&mut self) {
        while let Ok(question) = self.questions.try_recv() {
            if let Some(message) = (self.answer)(question) {
                // The loop takes it out next.
                let _ = self.events.urge(Event::Message(message));
            }
        }
    }
}

/// What to tell when changes are not watched for.
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
