//! The main loop: takes events from one queue, updates the model and draws the screen. Sleeps until
//! something happens.

use super::commands::JsonRows;
use super::failpoint::failpoint;
use super::graphics_replies::GraphicsReplies;
#[cfg(unix)]
use super::guard::{self, Modes};
use super::hyperlinks::takes_links;
use super::inbox::{EventSender, Inbox};
use super::loop_event::LoopEvent;
use super::outcome::Outcome;
use super::perform::World;
use super::run_end::RunEnd;
use super::{ForegroundGuard, Input, InputReader, Options, Screen, Signal, depth, panics, signals};
use crate::app::{
    BriefingRequest, Effect, Gesture, Job, Load, Loaded, Message, Model, Mouse, Notice, Size,
    configure, update,
};
use crate::config::{Config, File, FileWatch, ShowPictures, watch};
use crate::load::Roots;
use crate::messages::{Language, Text};
use crate::state::StoreError;
use crate::threads;
use crate::ui::{Depth, Theme, view_with_attachments, window_title};
use std::collections::VecDeque;
use std::env;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// Time the next frame waits for the text of a post, or the search result, that the last key asked
/// for. Most arrive sooner, and no frame shows a title without its text.
const PATIENCE: Duration = Duration::from_millis(6);
/// Time a key waits for the result it acts on, so that keys typed ahead mean what they would mean
/// if typed slowly. Keys that go into the query line never wait.
const LONG_PATIENCE: Duration = Duration::from_millis(500);

/// Maximum time between the two clicks of a double click.
const DOUBLE: Duration = Duration::from_millis(400);
/// Time to wait after a change of the config, while it may still be being saved.
const SETTLE: Duration = Duration::from_millis(60);

/// Arguments of [`run`].
pub struct Start<'a> {
    /// Roots of the posts.
    pub roots: &'a Roots,
    /// The query.
    pub query: &'a str,
    /// The briefing to begin with.
    pub briefing: Option<BriefingRequest>,
    /// Set if the roots were named on the command line, whatever the config says.
    pub named: bool,
    /// The user's settings.
    pub config: File,
    /// File of the state remembered between runs; `None` to remember nothing.
    pub memory: Option<PathBuf>,
    /// The folder for caches; `None` to cache nothing.
    pub caches: Option<PathBuf>,
    /// Set to start where the last run ended.
    pub resume: bool,
    /// Turns colours on or off; `None` leaves it to the environment.
    pub colours: Option<bool>,
    /// Language of every sentence.
    pub language: Language,
    /// The function that makes the rows of JSON that commands of the user's own read.
    pub json_rows: JsonRows,
    /// Language that other settings would select.
    pub language_of: &'a dyn Fn(&Config) -> Language,
}

/// Runs the reader until it ends; returns how it ended, and the reason if the last marks could not
/// be saved.
///
/// # Errors
///
/// Standard output is no terminal, or the terminal cannot be taken.
pub fn run(start: Start<'_>) -> io::Result<(RunEnd, Option<StoreError>)> {
    let Start {
        roots,
        named,
        query,
        briefing,
        config,
        memory,
        caches,
        resume,
        colours,
        language,
        json_rows,
        language_of,
    } = start;
    let inbox = Inbox::new();
    let foreground = ForegroundGuard::default();
    // Once the loop is over, nobody needs the events: send errors are ignored, here and below.
    let (panicked, signalled, typed) = (inbox.events(), inbox.events(), inbox.events());
    panics::watch(move || drop(panicked.urge(LoopEvent::Panicked)));
    signals::watch(&foreground, move |signal| drop(signalled.urge(LoopEvent::Signal(signal))))?;
    let depth = depth(colours);
    let links = takes_links(|name| env::var(name).ok());
    let options = Options {
        title: "yunbao".to_owned(),
        mouse: config.config.mouse,
        // With few colours, none comes close enough to the background's.
        asks_background: matches!(depth, Depth::Indexed | Depth::True),
        links,
        // On Windows, the replies would be taken for keys.
        asks_graphics: cfg!(unix) && links && config.config.pictures != ShowPictures::Off,
    };
    #[cfg(unix)]
    let before = Modes::now();
    let screen = Screen::enter(&options, &foreground)?;
    let reader = InputReader::start(move |input| typed.input(input).is_ok())?;
    // Before posts can fill the memory.
    #[cfg(unix)]
    if let Some(modes) = before {
        start_guard(modes);
    }
    // After the threads that the program cannot do without.
    let mut world = World::new(
        roots.clone(),
        named,
        &config.config,
        (memory, caches),
        json_rows,
        inbox.events(),
    );
    world.config.clone_from(&config);
    let (width, height) = screen.size();
    let mut model = Model::new(Size { width, height }, world.today(), query);
    model.resume.wished = resume;
    let is_lone_post = roots.is_one_post();
    if let Some(request) = briefing.filter(|_| !is_lone_post) {
        model.briefing.request(request);
    }
    model.context.is_lone_post = is_lone_post;
    model.context.language = language;
    let _watch = watch_config(&config, inbox.events());
    configure(&mut model, config);
    if *roots == Roots::Samples {
        let text = Text::Samples.say(language);
        model.notices.say(Notice { text, is_error: false });
    }
    model.context.colours = depth != Depth::None;
    model.context.exact_colours = depth == Depth::True;
    let has_colours = matches!(depth, Depth::Indexed | Depth::True);
    let mut replies = GraphicsReplies::new(has_colours);
    replies.measure(screen.cell());
    model.context.graphics = replies.graphics();
    world.perform(Effect::Load { generation: model.context.load.generation }, language);
    let theme = Theme::new(&model.context.looks(), depth);
    let mut running = Running {
        model,
        screen,
        reader,
        world,
        theme,
        depth,
        language_of,
        replies,
        fading: None,
        clicked: None,
        inbox,
    };
    let ended = match running.run() {
        Err(error) if Screen::is_gone(&error) => Ok(RunEnd::Code(129)),
        other => other,
    };
    let Running { world, screen, reader, inbox, .. } = running;
    // The last write should not keep the terminal taken, and nothing should wait for room in the
    // inbox.
    drop((screen, reader, inbox));
    Ok((ended?, world.close()))
}

/// Reads the config again whenever it is saved, until the returned watch is dropped.
fn watch_config(file: &File, events: EventSender) -> Option<FileWatch> {
    let (touch, touched) = mpsc::channel();
    let watch = watch(file.path.as_deref()?, move || {
        // The thread lives as long as this callback.
        let _ = touch.send(());
    })?;
    let mut last = file.clone();
    let follow = move || {
        while touched.recv().is_ok() {
            // Editors save in several steps, and remove the file before they put the new one in
            // place.
            thread::sleep(SETTLE);
            while touched.try_recv().is_ok() {}
            let now = last.again();
            if now.text != last.text || now.problems != last.problems {
                last = now.clone();
                if events.answer(LoopEvent::Config(Box::new(now))).is_err() {
                    return;
                }
            }
        }
    };
    // Without a thread the config stays as it was at the start.
    threads::start("config", follow).ok().map(|()| watch)
}

/// Starts the guard on a thread, so that nothing waits for it, or on this one if none can be
/// started.
#[cfg(unix)]
fn start_guard(modes: Modes) {
    if let Err(failed) = threads::start("guard", move || guard::start(&modes)) {
        (failed.work)();
    }
}

struct Running<'a> {
    model: Model,
    screen: Screen,
    reader: InputReader,
    world: World,
    /// The model's theme as this terminal shows it.
    theme: Theme,
    depth: Depth,
    language_of: &'a dyn Fn(&Config) -> Language,
    /// Replies about pictures.
    replies: GraphicsReplies,
    inbox: Inbox,
    /// Number of the notice that is to fade, and the time when.
    fading: Option<(u64, Instant)>,
    /// Cell and time of the last click.
    clicked: Option<((u16, u16), Instant)>,
}

impl Running<'_> {
    fn run(&mut self) -> io::Result<RunEnd> {
        let mut effects = update(&mut self.model, Message::Today(self.world.today()));
        loop {
            if let Some(ended) = self.perform_all(effects)? {
                return Ok(ended);
            }
            self.theme.follow(&self.model.context.looks(), self.depth);
            self.screen.set_mouse(self.model.context.config.mouse)?;
            self.screen.set_title(&window_title(&self.model))?;
            let Self { model, theme, screen, .. } = self;
            screen.draw(|frame| {
                let attachments = view_with_attachments(model, theme, frame);
                failpoint("view");
                attachments
            })?;
            // Events that wait go into one frame, but for 10 ms at most, so that a flood of input
            // is still drawn.
            let event = self.receive();
            effects = self.handle(event)?;
            let until = Instant::now() + Duration::from_millis(10);
            while effects.is_empty() && Instant::now() < until {
                let Some(event) = self.inbox.next() else { break };
                effects = self.handle(event)?;
            }
        }
    }

    /// Sleeps until the next event, or until the notice shown is due to fade.
    fn receive(&mut self) -> LoopEvent {
        loop {
            let until = self.fading.map(|(_, until)| until);
            if let Some(event) = self.inbox.next_until(until) {
                return event;
            }
            if let Some((number, _)) = self.fading.take() {
                return LoopEvent::Message(Message::Faded(number));
            }
        }
    }

    fn handle(&mut self, event: LoopEvent) -> io::Result<Vec<Effect>> {
        let message = match event {
            LoopEvent::Message(message) => message,
            LoopEvent::Report(report) => Message::Told(
                report.notice(&self.model.context.keymap, self.model.context.language),
            ),
            LoopEvent::Config(file) if self.world.has_read(&file) => return Ok(Vec::new()),
            LoopEvent::Config(mut file) => {
                self.world.config.clone_from(&file);
                // The same rules keep what is known of them.
                let rules = &self.model.context.config.rules;
                if file.config.rules == *rules {
                    file.config.rules = Arc::clone(rules);
                }
                let language = (self.language_of)(&file.config);
                let reload = self.world.adopt(&file.config);
                Message::Configured { file, language, reload }
            }
            LoopEvent::LeftOut => {
                let text = Text::InputLeftOut.say(self.model.context.language);
                Message::Told(Notice { text, is_error: true })
            }
            LoopEvent::Panicked => {
                self.world.end(RunEnd::Code(101));
                return Ok(vec![Effect::Quit]);
            }
            LoopEvent::Signal(Signal::Quit(code)) => {
                self.world.end(RunEnd::Code(code));
                return Ok(vec![Effect::Quit]);
            }
            LoopEvent::Signal(Signal::Suspend) => return Ok(vec![Effect::Suspend]),
            LoopEvent::Signal(Signal::Continued) => {
                self.screen.retake()?;
                return Ok(self.resized());
            }
            LoopEvent::Input(Input::Background(red, green, blue)) => {
                Message::Background(red, green, blue)
            }
            LoopEvent::Input(Input::Graphics(reply)) => {
                self.replies.take(&reply);
                Message::Graphics(self.replies.graphics())
            }
            LoopEvent::Input(Input::Closed) => {
                self.world.end(RunEnd::Code(129));
                return Ok(vec![Effect::Quit]);
            }
            LoopEvent::Input(Input::Resize { columns, rows }) => {
                self.screen.resize(columns, rows)?;
                return Ok(self.resized());
            }
            LoopEvent::Input(Input::Key(key)) => {
                if let Some(awaited) = self.model.awaited() {
                    let effects = self.wait_for(LONG_PATIENCE, |message| awaited.is(message))?;
                    if !effects.is_empty() {
                        self.inbox.put_back(LoopEvent::Input(Input::Key(key)));
                        return Ok(effects);
                    }
                }
                failpoint("update");
                return Ok(self.heard(Message::Key(key)));
            }
            LoopEvent::Input(Input::Mouse(mouse)) => {
                let mouse = self.with_double_click(mouse);
                return Ok(self.heard(Message::Mouse(mouse)));
            }
            LoopEvent::Input(Input::Paste { text, is_cut }) => Message::Paste { text, is_cut },
        };
        // Only after the first load: later, posts may come back while the program runs.
        if let Message::Loaded(Loaded { library, problems, done: true, generation, .. }) = &message
            && *generation == Load::FIRST
            && library.posts().is_empty()
        {
            self.world.end(RunEnd::NothingLoaded(Arc::clone(problems)));
            return Ok(vec![Effect::Quit]);
        }
        Ok(update(&mut self.model, message))
    }

    /// Handles a key or the mouse. If the date has changed (after midnight, or when the clock is
    /// corrected), the model learns of it as well, but afterwards: the input is meant for what is
    /// shown.
    fn heard(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = update(&mut self.model, message);
        let today = self.world.today();
        if today != self.model.context.today {
            effects.extend(update(&mut self.model, Message::Today(today)));
        }
        effects
    }

    /// Turns a click into a double click if it soon follows another at the same cell.
    fn with_double_click(&mut self, mut mouse: Mouse) -> Mouse {
        if mouse.what != Gesture::Click {
            return mouse;
        }
        let place = (mouse.x, mouse.y);
        let is_second = self
            .clicked
            .take()
            .is_some_and(|(before, at)| before == place && at.elapsed() < DOUBLE);
        if is_second {
            mouse.what = Gesture::DoubleClick;
        } else {
            self.clicked = Some((place, Instant::now()));
        }
        mouse
    }

    fn resized(&mut self) -> Vec<Effect> {
        let (width, height) = self.screen.size();
        self.replies.measure(self.screen.cell());
        self.model.context.graphics = self.replies.graphics();
        update(&mut self.model, Message::Resize(Size { width, height }))
    }

    /// Performs effects and those that follow from them at once. Returns `Some` when the program is
    /// to end.
    fn perform_all(&mut self, effects: Vec<Effect>) -> io::Result<Option<RunEnd>> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Quit => return Ok(Some(self.world.take_end())),
                Effect::Redraw => self.screen.clear()?,
                Effect::Fade { number, after } => {
                    self.fading = Some((number, Instant::now() + after));
                }
                Effect::Suspend => {
                    self.screen.suspend()?;
                    effects.extend(self.resized());
                }
                Effect::Work(Job::ReadBody { request, .. }) => {
                    self.world.perform(effect, self.model.context.language);
                    effects.extend(self.wait_for(PATIENCE, |message| {
                        matches!(message, Message::Body { request: it, .. } if *it == request)
                    })?);
                }
                Effect::Work(Job::Search { request, .. }) => {
                    self.world.perform(effect, self.model.context.language);
                    effects.extend(self.wait_for(PATIENCE, |message| {
                        matches!(message, Message::Found { request: it, .. } if *it == request)
                    })?);
                }
                Effect::Work(Job::ReadDossier { request, .. }) => {
                    self.world.perform(effect, self.model.context.language);
                    effects.extend(self.wait_for(PATIENCE, |message| {
                        matches!(message, Message::Dossier { request: it, .. } if *it == request)
                    })?);
                }
                other => match self.world.perform(other, self.model.context.language) {
                    Outcome::Done => {}
                    Outcome::Message(message) => {
                        effects.extend(update(&mut self.model, message));
                    }
                    Outcome::Foreground(mut command, task) => {
                        let ended = self.screen.hand_over(&self.reader, || command.status())?;
                        let message = task.end(ended, self.model.context.language);
                        effects.extend(self.resized());
                        effects.extend(update(&mut self.model, message));
                    }
                },
            }
        }
        Ok(None)
    }

    /// Waits a while for one message and handles it; other events keep their order and come later.
    fn wait_for(
        &mut self,
        patience: Duration,
        is_it: impl Fn(&Message) -> bool,
    ) -> io::Result<Vec<Effect>> {
        let has_come =
            |event: &LoopEvent| matches!(event, LoopEvent::Message(message) if is_it(message));
        match self.inbox.find(Some(Instant::now() + patience), has_come) {
            Some(event) => self.handle(event),
            None => Ok(Vec::new()),
        }
    }
}
