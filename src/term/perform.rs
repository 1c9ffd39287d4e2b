//! Performing effects outside the model: reading on threads, the browser, the clipboard.

use super::commands::{CommandRunner, JsonRows, foreground_end};
use super::inbox::{EventSender, LoopEnded};
use super::pulling::Pulling;
use super::run::{LoopEvent, RunEnd};
use super::workers::Workers;
use super::{Desktop, Host, OpenError, Opened, editor};
use crate::app::{
    Action, Changed, CommandEnd, CommandJob, Effect, Keymap, Loaded, Message, Notice, PullStep,
};
use crate::config::{
    CommandOutput, Config, ConfigEditError, File, ShellText, add_rule, remove_rule,
};
use crate::file::ScratchFile;
use crate::library::{Aliases, Library};
use crate::load::{self, FileIndex, Roots, WatchError, WatchHandle, WatchReport, gather, watch};
use crate::messages::{Language, Text};
use crate::pictures::PictureFolders;
use crate::post::{Date, Origin, Target};
use crate::query::{SearchContext, ruled};
use crate::state::{
    self, Change, Store, StoreError, StoreErrorKind, SyncError, SyncErrorKind, SyncSettings,
};
use crate::text::clean_line;
use crate::threads::{self, SpawnError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Maximum time a frame waits for a mark that it shows to be written, so that the mark is kept
/// however the program ends. One mark takes less than a millisecond; many at once, or a locked
/// store, take longer.
const FOR_MARKS: Duration = Duration::from_millis(10);

/// Maximum size, in bytes, of the file in which a note was edited. What is too long for a note is cut.
const MAX_EDITED_BYTES: u64 = 1 << 20;

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
pub(super) enum ThreadReport {
    /// The remembered state cannot be used.
    StoreFailed(StoreError),
    /// An error of the sync with other machines.
    SyncFailed(SyncError),
    /// Changes are not watched for.
    WatchFailed(WatchError),
    /// A page was not opened after all.
    NotOpened(OpenError),
}

impl ThreadReport {
    /// The notice to show.
    pub fn notice(&self, keymap: &Keymap, language: Language) -> Notice {
        let (text, is_error) = match self {
            Self::SyncFailed(error) => (sync_error_sentence(error, language), true),
            Self::StoreFailed(error) => (store_error_sentence(error, language), true),
            Self::WatchFailed(reason) => (
                watch_error_sentence(reason, Some(&keymap.key_of(Action::Reload)), language),
                false,
            ),
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
    /// A command of the user's own: the number of the run, the name of the program.
    Command(u64, String),
    /// An editor of this name with the note of posts or stories in a file of its own.
    Note(String, Vec<Target>, ScratchFile),
}

/// The outside world as the loop uses it: the host, worker threads and the store.
pub(super) struct World {
    host: Box<dyn Host>,
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
                let _ = events.answer(recalled(news));
            })
        });
        let sync = sync_settings(config.sync.as_deref(), &roots);
        if let Some(store) = &store {
            store.sync(sync.clone());
        }
        let host = desktop(config, events.clone());
        let rules = Arc::clone(&config.rules);
        let judging = SearchContext { rules, ..SearchContext::on(host.today()) };
        let workers = Workers::new(events.clone());
        workers.look_in(picture_folders(&roots));
        let sender = events.clone();
        let commands = CommandRunner::new(rows, move |end| {
            // The loop may be over.
            let _ = sender.answer(LoopEvent::Message(end));
        });
        Self {
            judging: Arc::new(Mutex::new(judging)),
            host: Box::new(host),
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
        self.host = Box::new(desktop(config, self.events.clone()));
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
        let today = self.host.today();
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
            Effect::AddRule(when) => {
                self.edit_rules(language, |path| Ok(Message::RuleAdded(add_rule(path, &when)?)))
            }
            Effect::RemoveRule(rule) => self.edit_rules(language, |path| {
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
            Effect::Open(url) => match self.host.open(&url) {
                Ok(Opened::Detached) => Outcome::Done,
                Ok(Opened::NeedsTerminal(command)) => {
                    Outcome::Foreground(Box::new(command), ForegroundTask::Page(url))
                }
                Err(error) => notice_outcome(&error.text().say(language), true),
            },
            Effect::Edit { origin, offset } => self.edit(&origin, offset, language),
            Effect::EditNote { targets, note } => self.edit_note(targets, &note, language),
            Effect::Copy(text) => match self.host.copy(&text) {
                Ok(()) => {
                    let lines = text.lines().count();
                    let copied =
                        if lines > 1 { Text::CopiedLines(lines) } else { Text::Copied(&text) };
                    notice_outcome(&copied.say(language), false)
                }
                Err(error) => notice_outcome(&error.text().say(language), true),
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
                notice_outcome(&Text::NoThreads.say(language), true)
            }
        }
    }

    /// Changes the rules in the config, which is then read again.
    fn edit_rules(
        &self,
        language: Language,
        edit: impl FnOnce(&Path) -> Result<Message, ConfigEditError>,
    ) -> Outcome {
        let Some(path) = &self.config.path else {
            return notice_outcome(&Text::ConfigNoHome.say(language), true);
        };
        match edit(path) {
            Ok(message) => {
                // Its folder may not have been there to be watched.
                let again = Box::new(self.config.again());
                let _ = self.events.urge(LoopEvent::Config(again));
                // What was done matters more than that the config was read again, and is said last.
                let _ = self.events.urge(LoopEvent::Message(message));
                Outcome::Done
            }
            Err(error) => {
                let path = path.display().to_string();
                let text = match &error {
                    ConfigEditError::NotEditable => Text::RulesNotEditable(&path),
                    ConfigEditError::Changed => Text::RuleChanged(&path),
                    ConfigEditError::System(error) => {
                        let reason = error.to_string();
                        return notice_outcome(
                            &Text::ConfigNotWritten(&path, &reason).say(language),
                            true,
                        );
                    }
                };
                notice_outcome(&text.say(language), true)
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

    /// Opens the editor for a post's file, at the line of a byte offset in its Markdown text.
    fn edit(&self, origin: &Origin, offset: Option<usize>, language: Language) -> Outcome {
        let Origin::File(file) = origin else { return Outcome::Done };
        let line = offset.map_or(1, |offset| load::line_of(origin, offset).unwrap_or(1));
        self.run_editor(file, line, language, ForegroundTask::Editor)
    }

    /// Opens the editor for a note, in a file of its own.
    fn edit_note(&self, targets: Vec<Target>, note: &str, language: Language) -> Outcome {
        let text = if note.is_empty() { String::new() } else { format!("{note}\n") };
        match ScratchFile::new(&text, ".md") {
            Ok(file) => {
                let path = file.path().to_owned();
                self.run_editor(&path, 1, language, |name| {
                    ForegroundTask::Note(name, targets, file)
                })
            }
            Err(error) => {
                notice_outcome(&Text::NoteNotEdited(&error.to_string()).say(language), true)
            }
        }
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

    /// Lends the terminal to the editor; `task` is given its name.
    fn run_editor(
        &self,
        file: &Path,
        line: usize,
        language: Language,
        task: impl FnOnce(String) -> ForegroundTask,
    ) -> Outcome {
        let variable = |name: &str| std::env::var(name).ok();
        match editor::command(self.editor.as_deref(), variable, file, line) {
            Ok(Some(command)) => {
                let name = command.get_program().to_string_lossy().into_owned();
                Outcome::Foreground(Box::new(command), task(name))
            }
            Ok(None) => notice_outcome(&Text::NoEditor.say(language), true),
            Err(ShellText(command)) => {
                notice_outcome(&Text::ShellText(&command).say(language), true)
            }
        }
    }

    /// Message for the model when a program that had the terminal has ended.
    pub fn gave_back(
        task: ForegroundTask,
        ended: io::Result<ExitStatus>,
        language: Language,
    ) -> Message {
        if let ForegroundTask::Command(number, program) = &task {
            let end = foreground_end(program, ended);
            return Message::CommandEnded { number: *number, end };
        }
        let reason = match ended {
            Ok(status) if status.success() => {
                if let ForegroundTask::Note(_, targets, file) = task {
                    return match file.text(MAX_EDITED_BYTES) {
                        Ok(note) => Message::NoteEdited { targets, note },
                        Err(error) => {
                            let text = Text::NoteNotEdited(&error.to_string()).say(language);
                            Message::Told(Notice { text: clean_line(&text), is_error: true })
                        }
                    };
                }
                return Message::Told(Notice { text: String::new(), is_error: false });
            }
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let text = match &task {
            // Handled above.
            ForegroundTask::Command(_, program) => {
                Text::EditorFailed(program, &reason).say(language)
            }
            ForegroundTask::Page(url) => Text::CouldNotOpen(url, &reason).say(language),
            ForegroundTask::Editor(name) | ForegroundTask::Note(name, ..) => {
                Text::EditorFailed(name, &reason).say(language)
            }
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
    judging: Arc<Mutex<SearchContext>>,
    caches: Option<PathBuf>,
    reported_watch_error: Arc<AtomicBool>,
    events: EventSender,
}

impl Loading {
    /// Reads all posts, sending the progress with `send`.
    fn gather(
        &self,
        send: impl Fn(&EventSender, LoopEvent) -> Result<(), LoopEnded>,
    ) -> Option<FileIndex> {
        gather(&self.roots, &self.aliases, self.caches.as_deref(), |progress| {
            self.judge(&progress.library);
            let message = Message::Loaded(Loaded {
                generation: self.generation,
                library: progress.library,
                read: progress.read,
                total: progress.total,
                problems: progress.problems,
                done: progress.done,
            });
            let is_heard = send(&self.events, LoopEvent::Message(message)).is_ok();
            is_heard && self.current.load(Ordering::Relaxed) == self.generation
        })
    }

    /// Applies the rules to a snapshot of the library, so that the loop need not.
    fn judge(&self, library: &Library) {
        let context = self.judging.lock().unwrap_or_else(PoisonError::into_inner).clone();
        ruled(library, &context);
    }

    /// Watches for changes of what was read, until the loop is over or another load begins.
    fn watch(&self, index: FileIndex, changes: &load::WatchEvents) {
        watch(&self.roots, index, changes, |news| {
            let event = match news {
                WatchReport::Changed(change) => {
                    self.judge(&change.library);
                    LoopEvent::Message(changed(self.generation, change))
                }
                WatchReport::Polling(_)
                    if self.reported_watch_error.swap(true, Ordering::Relaxed) =>
                {
                    return true;
                }
                WatchReport::Polling(reason) => {
                    LoopEvent::Report(ThreadReport::WatchFailed(reason))
                }
                WatchReport::Rescanned(any) => LoopEvent::Message(Message::Looked {
                    generation: self.generation,
                    changed: any,
                }),
            };
            self.events.answer(event).is_ok()
        });
    }
}

/// Creates the desktop with the configured browser.
fn desktop(config: &Config, reports: EventSender) -> Desktop {
    Desktop::new(config.browser.as_deref(), move |error| {
        // The loop may be over; then nobody needs to hear of it.
        let _ = reports.answer(LoopEvent::Report(ThreadReport::NotOpened(error)));
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

/// The folders in which pictures may be.
fn picture_folders(roots: &Roots) -> PictureFolders {
    let follow_links = matches!(roots, Roots::Named { follow_links: true, .. });
    PictureFolders { roots: roots.paths().map(Path::to_owned).collect(), follow_links }
}

/// Settings of the sync with the marks of other machines in a folder.
pub fn sync_settings(folder: Option<&Path>, roots: &Roots) -> Option<SyncSettings> {
    let roots = || roots.paths().map(Path::to_owned).collect();
    folder.map(|folder| SyncSettings { folder: folder.to_owned(), roots: roots() })
}

/// Converts a report of the store to an event.
fn recalled(news: state::StoreReport) -> LoopEvent {
    match news {
        state::StoreReport::Recalled(memory) => LoopEvent::Message(Message::Recalled(memory)),
        state::StoreReport::Changed { posts, stories, views, queries } => {
            LoopEvent::Message(Message::Remembered { posts, stories, views, queries })
        }
        state::StoreReport::OtherVisit(last) => LoopEvent::Message(Message::OtherVisit(last)),
        state::StoreReport::Failed(error) => LoopEvent::Report(ThreadReport::StoreFailed(error)),
        state::StoreReport::SyncFailed(error) => LoopEvent::Report(ThreadReport::SyncFailed(error)),
    }
}

/// Cleaned sentence on what is wrong with the remembered state and what to do.
pub fn store_error_sentence(error: &StoreError, language: Language) -> String {
    let file = match &error.kind {
        StoreErrorKind::NotRegular(file) => file,
        _ => &error.file,
    };
    let file = clean_line(&file.display().to_string());
    let text = match &error.kind {
        StoreErrorKind::Newer => Text::MemoryNewer(&file),
        StoreErrorKind::Damaged => Text::MemoryDamaged(&file),
        StoreErrorKind::Foreign => Text::MemoryForeign(&file),
        StoreErrorKind::ReadOnly => Text::MemoryReadOnly(&file),
        StoreErrorKind::Locked => Text::MemoryLocked(&file),
        StoreErrorKind::Full => Text::MemoryFull(&file),
        StoreErrorKind::NotRegular(_) => Text::MemoryNotRegular(&file),
        StoreErrorKind::NoFolder(reason) => Text::MemoryNoFolder(&file, reason),
        StoreErrorKind::Other(reason) => Text::MemoryOther(&file, reason),
    };
    clean_line(&text.say(language))
}

/// Cleaned sentence on what is wrong with the sync and what to do.
pub fn sync_error_sentence(error: &SyncError, language: Language) -> String {
    let path = clean_line(&error.path.display().to_string());
    let text = match &error.kind {
        SyncErrorKind::NoFolder => Text::SyncNoFolder(&path),
        SyncErrorKind::Unwritable(reason) => Text::SyncUnwritable(&path, reason),
        SyncErrorKind::NotRegular => Text::SyncNotRegular(&path),
        SyncErrorKind::TooLarge(megabytes) => Text::SyncTooLarge(&path, *megabytes),
        SyncErrorKind::Newer => Text::SyncNewer(&path),
        SyncErrorKind::Other(reason) => Text::SyncOther(&path, reason),
    };
    clean_line(&text.say(language))
}

fn changed(generation: u64, change: load::LibraryChange) -> Message {
    let load::LibraryChange { library, problems, changed, moved, new, gone } = change;
    Message::Changed(Changed { generation, library, problems, changed, moved, new, gone })
}

/// The configured aliases of tags and categories.
pub fn aliases(config: &Config) -> Aliases {
    Aliases::new(config.aliases.iter().map(|(from, to)| (from.as_str(), to.as_str())))
}

/// Sentence for when changes are not watched for; `key` checks for them.
pub fn watch_error_sentence(reason: &WatchError, key: Option<&str>, language: Language) -> String {
    let text = match reason {
        WatchError::Limit => Text::WatchLimit(key),
        WatchError::Remote => Text::WatchRemote(key),
        WatchError::Other(reason) => Text::WatchFailed(reason, key),
    };
    clean_line(&text.say(language))
}

fn notice_outcome(text: &str, is_error: bool) -> Outcome {
    Outcome::Message(Message::Told(Notice { text: clean_line(text), is_error }))
}
