//! Performing effects outside the model: reading on threads, the browser, the clipboard.

use super::commands::{CommandRunner, JsonRows};
use super::configured::{aliases, desktop, picture_folders, roots_of, sync_settings};
use super::editing::{edit, edit_note};
use super::inbox::EventSender;
use super::loading::Loading;
use super::loop_event::LoopEvent;
use super::outcome::{ForegroundTask, Outcome};
use super::pulling::Pulling;
use super::rule_editing::edit_rules;
use super::run_end::RunEnd;
use super::thread_report::ThreadReport;
use super::workers::Workers;
use super::{Desktop, Opened};
use crate::app::{CommandEnd, CommandJob, Effect, Message, Notice, PullStep};
use crate::config::{CommandOutput, Config, File, add_rule, remove_rule};
use crate::library::Aliases;
use crate::load::{self, Roots, WatchError, WatchHandle};
use crate::messages::{Language, Text};
use crate::post::Date;
use crate::query::SearchContext;
use crate::state::{Change, Store, StoreError, SyncSettings};
use crate::text::clean_line;
use crate::threads::{self, SpawnError};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Maximum time a frame waits for a mark that it shows to be written, so that the mark is kept
/// however the program ends. One mark takes less than a millisecond; many at once, or a locked
/// store, take longer.
const FOR_MARKS: Duration = Duration::from_millis(10);

/// The outside world as the loop uses it: the desktop, worker threads and the store.
pub(super) struct World {
    desktop: Desktop,
    /// The configured editor.
    editor: Option<String>,
    /// The config as it was read last.
    pub config: File,
    roots: Arc<Roots>,
    /// Set if the roots were named on the command line.
    named: bool,
    aliases: Arc<Aliases>,
    /// The rules with which snapshots of the library are judged before they are sent.
    judging: Arc<Mutex<SearchContext>>,
    /// The folder for caches, if anything is to be cached.
    caches: Option<PathBuf>,
    events: EventSender,
    /// Generation of the current load; earlier loads stop when it changes.
    generation: Arc<AtomicU64>,
    /// Handle of the current watch, which ends when this is dropped.
    watching: Option<WatchHandle>,
    /// Set once it has been reported that changes are not watched for.
    reported_watch_error: Arc<AtomicBool>,
    workers: Workers,
    /// The commands that bring the roots up to date.
    pulling: Option<Pulling>,
    /// The user's own commands.
    commands: CommandRunner,
    /// The remembered state, unless nothing is to be remembered. Pending changes are written when
    /// it is dropped.
    store: Option<Store>,
    /// Settings of the sync with other machines.
    sync: Option<SyncSettings>,
    end: Option<RunEnd>,
}

impl World {
    /// Creates the world of one run; worker threads start when they are first needed.
    pub fn new(
        roots: Roots,
        named: bool,
        config: &Config,
        (memory, caches): (Option<PathBuf>, Option<PathBuf>),
        rows: JsonRows,
        events: EventSender,
    ) -> Self {
        let store = memory.map(|file| {
            let events = events.clone();
            Store::open(file, move |news| {
                // Fails only when the loop is over, as for the reports below.
                let _ = events.answer(news.into());
            })
        });
        let sync = sync_settings(config.sync.as_deref(), &roots);
        if let Some(store) = &store {
            store.sync(sync.clone());
        }
        let desktop = desktop(config, events.clone());
        let rules = Arc::clone(&config.rules);
        let judging = SearchContext { rules, ..SearchContext::on(Desktop::today()) };
        let workers = Workers::new(events.clone());
        workers.look_in(picture_folders(&roots));
        let sender = events.clone();
        let commands = CommandRunner::new(rows, move |end| {
            // The loop may be over.
            let _ = sender.answer(LoopEvent::Message(end));
        });
        Self {
            judging: Arc::new(Mutex::new(judging)),
            desktop,
            editor: config.editor.clone(),
            config: File::default(),
            roots: Arc::new(roots),
            named,
            aliases: Arc::new(aliases(config)),
            caches,
            workers,
            pulling: None,
            commands,
            events,
            generation: Arc::default(),
            watching: None,
            reported_watch_error: Arc::default(),
            store,
            sync,
            end: None,
        }
    }

    /// Adopts other settings; returns `true` if everything must be loaded again.
    pub fn adopt(&mut self, config: &Config) -> bool {
        self.desktop = desktop(config, self.events.clone());
        self.editor.clone_from(&config.editor);
        self.judging().rules = Arc::clone(&config.rules);
        let aliases = Arc::new(aliases(config));
        let roots = if self.named {
            Arc::new(Roots::clone(&self.roots).following_links(config.follow_links))
        } else {
            Arc::new(roots_of(config))
        };
        let (other_roots, other_aliases) = (*roots != *self.roots, *aliases != *self.aliases);
        (self.roots, self.aliases) = (roots, aliases);
        self.workers.look_in(picture_folders(&self.roots));
        let sync = sync_settings(config.sync.as_deref(), &self.roots);
        // A sync begins with all posts, which are told when they are loaded.
        let other_sync = sync != self.sync && self.store.is_some();
        if other_sync && let Some(store) = &self.store {
            store.sync(sync.clone());
        }
        self.sync = sync;
        if other_roots || other_sync || !other_aliases {
            return other_roots || other_sync;
        }
        // Only the aliases differ; the posts stay the same.
        let watch = self.watch();
        watch.inspect(|watch| watch.rename(Arc::clone(&self.aliases))).is_none()
    }

    /// Returns `true` if a config is the one that was read last.
    pub fn has_read(&self, file: &File) -> bool {
        file.text == self.config.text && file.problems == self.config.problems
    }

    /// Today's date in the user's time zone.
    pub fn today(&self) -> Date {
        let today = Desktop::today();
        self.judging().today = today;
        today
    }

    fn judging(&self) -> MutexGuard<'_, SearchContext> {
        // It holds no promise that a panic could break.
        self.judging.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets how the program ends when it quits.
    pub fn end(&mut self, ended: RunEnd) {
        self.end = Some(ended);
    }

    /// Takes how the program ends.
    pub fn take_end(&mut self) -> RunEnd {
        self.end.take().unwrap_or(RunEnd::Done)
    }

    /// Stops the user's own commands, writes pending changes and closes the store; returns the reason
    /// if marks could not be written.
    pub fn close(self) -> Option<StoreError> {
        // Programs may take their time to end; marks are written before that.
        self.pulling.as_ref().inspect(|pulling| pulling.cancel());
        self.commands.cancel();
        let error = self.store.and_then(Store::close);
        if let Some(pulling) = self.pulling {
            pulling.end();
        }
        self.commands.close();
        error
    }

    /// Performs one effect; sentences that result are in `language`. Effects on the screen itself
    /// are left to the loop.
    pub fn perform(&mut self, effect: Effect, language: Language) -> Outcome {
        match effect {
            Effect::Load { generation } => self.load(generation),
            Effect::LookAgain { generation } => self.look_again(generation),
            Effect::Work(job) => {
                self.workers.start(job);
                Outcome::Done
            }
            Effect::Remember(change) => self.remember(change),
            Effect::FollowMoved(library) => {
                self.remember(Change::Present(library.posts().to_vec()))
            }
            Effect::RunCommand(job) => self.run_command(*job),
            Effect::StopCommand(number) => {
                self.commands.stop(number);
                Outcome::Done
            }
            Effect::AddRule(when) => edit_rules(&self.config, &self.events, language, |path| {
                Ok(Message::RuleAdded(add_rule(path, &when)?))
            }),
            Effect::RemoveRule(rule) => edit_rules(&self.config, &self.events, language, |path| {
                remove_rule(path, &rule)?;
                let text = clean_line(&Text::RuleRemoved(&rule.when).say(language));
                Ok(Message::Told(Notice { text, is_error: false }))
            }),
            Effect::Pull { request } => self.pull(request, language),
            Effect::CancelPull => {
                if let Some(pulling) = &self.pulling {
                    pulling.cancel();
                }
                Outcome::Done
            }
            Effect::Open(url) => match self.desktop.open(&url) {
                Ok(Opened::Detached) => Outcome::Done,
                Ok(Opened::NeedsTerminal(command)) => {
                    Outcome::Foreground(Box::new(command), ForegroundTask::Page(url))
                }
                Err(error) => Outcome::notice(&error.text().say(language), true),
            },
            Effect::Edit { origin, offset } => {
                edit(self.editor.as_deref(), &origin, offset, language)
            }
            Effect::EditNote { targets, note } => {
                edit_note(self.editor.as_deref(), targets, &note, language)
            }
            Effect::Copy(text) => match self.desktop.copy(&text) {
                Ok(()) => {
                    let lines = text.lines().count();
                    let copied =
                        if lines > 1 { Text::CopiedLines(lines) } else { Text::Copied(&text) };
                    Outcome::notice(&copied.say(language), false)
                }
                Err(error) => Outcome::notice(&error.text().say(language), true),
            },
            Effect::Redraw | Effect::Suspend | Effect::Fade { .. } | Effect::Quit => Outcome::Done,
        }
    }

    /// Starts the commands that bring the roots up to date.
    fn pull(&mut self, request: u64, language: Language) -> Outcome {
        let config = &self.config.config;
        let roots = Arc::clone(&self.roots);
        match Pulling::start(request, config, roots, self.named, self.events.clone()) {
            Ok(pulling) => {
                self.pulling = Some(pulling);
                Outcome::Done
            }
            Err(_) => {
                let step = PullStep::Ended(Vec::new());
                let _ = self.events.urge(LoopEvent::Message(Message::Pull { request, step }));
                Outcome::notice(&Text::NoThreads.say(language), true)
            }
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
    fn watch(&self) -> Option<&WatchHandle> {
        self.watching.as_ref().filter(|_| self.roots.paths().next().is_some())
    }

    /// Asks the watch to walk all roots again; during the first load, it does so afterwards.
    fn look_again(&self, generation: u64) -> Outcome {
        if let Some(store) = &self.store {
            store.look_for_synced();
        }
        match self.watch() {
            Some(watch) => {
                watch.rescan();
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
            judging: Arc::clone(&self.judging),
            caches: self.caches.clone(),
            reported_watch_error: Arc::clone(&self.reported_watch_error),
            events: self.events.clone(),
        };
        let run = move |loading: Loading| {
            let index = loading.gather(EventSender::answer);
            if let Some(index) = index {
                loading.watch(index, &changes);
            }
        };
        if let Err(SpawnError { work: loading, error }) = threads::start_with("load", loading, run)
        {
            self.watching = None;
            // The loop takes the messages from the queue next.
            loading.gather(EventSender::urge);
            let report =
                LoopEvent::Report(ThreadReport::WatchFailed(WatchError::Other(error.to_string())));
            let _ = self.events.urge(report);
        }
        Outcome::Done
    }

    /// Starts a command of the user's own, or lends it the terminal.
    fn run_command(&mut self, job: CommandJob) -> Outcome {
        if job.command.output != CommandOutput::Terminal {
            return self.commands.start(job).map_or(Outcome::Done, Outcome::Message);
        }
        let number = job.number;
        match self.commands.foreground(&job) {
            Ok(command) => {
                let program = command.get_program().to_string_lossy().into_owned();
                let task = ForegroundTask::Command(number, program);
                Outcome::Foreground(Box::new(command), task)
            }
            Err(failure) => {
                let end = CommandEnd::Failed(failure);
                Outcome::Message(Message::CommandEnded { number, end })
            }
        }
    }
}
