//! The loop: one channel in, the model, one screen out. Sleeps until something happens.

use super::perform::{Outcome, World};
use super::{Input, Loan, Options, Reader, Screen, Signal, panics, signals};
use crate::app::{Effect, Load, Loaded, Message, Model, Size, Views, update};
use crate::config::Config;
use crate::load::Roots;
use crate::post::Diagnostic;
use crate::state::View;
use crate::ui::{Theme, view};
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How long the next frame waits for the text of a post, or the result of a search, that the last
/// key asked for. Most are there in less, and no frame shows a title without its text.
const PATIENCE: Duration = Duration::from_millis(8);
/// How long a key waits for the result it is meant for: keys typed ahead mean what they would mean
/// if typed slowly. Keys that go into the query line never wait.
const LONG_PATIENCE: Duration = Duration::from_millis(500);

/// What reaches the loop.
#[derive(Debug)]
pub(super) enum Event {
    Input(Input),
    Signal(Signal),
    Message(Message),
    /// A thread panicked; its message is on the terminal already.
    Panicked,
}

/// How the program ended.
#[derive(Debug)]
pub enum Ended {
    /// As the person wished.
    Done,
    /// With this exit code, because of a signal or a panic.
    Code(u8),
    /// There was no post under any root; the findings say more.
    NothingLoaded(Arc<Vec<Diagnostic>>),
}

/// What the reader starts with.
pub struct Start<'a> {
    /// Where posts are.
    pub roots: &'a Roots,
    /// The query.
    pub query: &'a str,
    /// The person's settings.
    pub config: &'a Config,
    /// The file of what is remembered between runs; none to remember nothing.
    pub memory: Option<PathBuf>,
    /// Start where the last run was.
    pub resume: bool,
}

/// Runs the reader until it ends.
///
/// # Errors
///
/// Standard output is no terminal, or the terminal cannot be taken.
pub fn run(start: Start<'_>) -> io::Result<Ended> {
    let Start { roots, query, config, memory, resume } = start;
    let (sender, receiver) = mpsc::channel();
    let loan = Loan::default();
    panics::watch(sender.clone(), || Event::Panicked);
    signals::watch(&loan, sender.clone(), Event::Signal)?;
    let options = Options { title: "yunbao".to_owned(), mouse: false };
    let mut world = World::new(roots.clone(), config, memory, sender.clone());
    let screen = Screen::enter(&options, &loan)?;
    let reader = Reader::start(sender, Event::Input)?;
    let (width, height) = screen.size();
    let mut model = Model::new(Size { width, height }, world.today(), query);
    model.mark_read = config.mark_read;
    model.resume.wished = resume;
    let views = config.views.0.iter();
    let views = views.map(|(name, query)| View { name: name.clone(), query: query.clone() });
    model.views = Views::fixed(views.collect());
    world.perform(Effect::Load { generation: model.load.generation });
    let mut running =
        Running { model, screen, reader, world, theme: theme(), receiver, later: VecDeque::new() };
    match running.run() {
        Err(error) if Screen::is_gone(&error) => Ok(Ended::Code(129)),
        other => other,
    }
}

/// `NO_COLOR` set to anything but nothing means no colours (no-color.org).
fn theme() -> Theme {
    match std::env::var_os("NO_COLOR") {
        Some(value) if !value.is_empty() => Theme::mono(),
        _ => Theme::terminal(),
    }
}

struct Running {
    model: Model,
    screen: Screen,
    reader: Reader,
    world: World,
    theme: Theme,
    receiver: Receiver<Event>,
    /// What came in while the loop waited for something else; in order.
    later: VecDeque<Event>,
}

impl Running {
    fn run(&mut self) -> io::Result<Ended> {
        let mut effects = update(&mut self.model, Message::Today(self.world.today()));
        loop {
            if let Some(ended) = self.perform_all(effects)? {
                return Ok(ended);
            }
            let Self { model, theme, screen, .. } = self;
            screen.draw(|frame| view(model, theme, frame))?;
            // All that is waiting goes into one frame, but a flood of input still is drawn.
            effects = self.handle_next()?;
            let until = Instant::now() + Duration::from_millis(10);
            while effects.is_empty() && Instant::now() < until {
                let Some(event) = self.waiting() else { break };
                effects = self.handle(event)?;
            }
        }
    }

    fn waiting(&mut self) -> Option<Event> {
        self.later.pop_front().or_else(|| self.receiver.try_recv().ok())
    }

    fn handle_next(&mut self) -> io::Result<Vec<Effect>> {
        let event = match self.later.pop_front() {
            Some(event) => event,
            // Every sender gone cannot be: the world holds one. If it were, it is over.
            None => match self.receiver.recv() {
                Ok(event) => event,
                Err(_) => return Ok(vec![Effect::Quit]),
            },
        };
        self.handle(event)
    }

    fn handle(&mut self, event: Event) -> io::Result<Vec<Effect>> {
        let message = match event {
            Event::Message(message) => message,
            Event::Panicked => {
                self.world.end(Ended::Code(101));
                return Ok(vec![Effect::Quit]);
            }
            Event::Signal(Signal::Quit(code)) => {
                self.world.end(Ended::Code(code));
                return Ok(vec![Effect::Quit]);
            }
            Event::Signal(Signal::Suspend) => return Ok(vec![Effect::Suspend]),
            Event::Signal(Signal::Continued) => {
                self.screen.retake()?;
                return Ok(self.resized());
            }
            Event::Input(Input::Closed) => {
                self.world.end(Ended::Code(129));
                return Ok(vec![Effect::Quit]);
            }
            Event::Input(Input::Resize { columns, rows }) => {
                self.screen.resize(columns, rows)?;
                return Ok(self.resized());
            }
            Event::Input(Input::Key(key)) => {
                if let Some(awaited) = self.model.awaited() {
                    let effects = self.wait_for(LONG_PATIENCE, |message| awaited.is(message))?;
                    if !effects.is_empty() {
                        // What the result asks for comes first, then the key.
                        self.later.push_front(Event::Input(Input::Key(key)));
                        return Ok(effects);
                    }
                }
                // A program that runs over midnight learns of the new day with the next key.
                let today = self.world.today();
                if today != self.model.today {
                    update(&mut self.model, Message::Today(today));
                }
                Message::Key(key)
            }
            Event::Input(Input::Paste(text)) => Message::Paste(text),
        };
        // Later, posts may come back while the program runs.
        if let Message::Loaded(Loaded { library, problems, done: true, generation, .. }) = &message
            && *generation == Load::FIRST
            && library.posts().is_empty()
        {
            self.world.end(Ended::NothingLoaded(Arc::clone(problems)));
            return Ok(vec![Effect::Quit]);
        }
        Ok(update(&mut self.model, message))
    }

    fn resized(&mut self) -> Vec<Effect> {
        let (width, height) = self.screen.size();
        update(&mut self.model, Message::Resize(Size { width, height }))
    }

    /// Performs effects and what follows from them at once. `Some` when the program is to end.
    fn perform_all(&mut self, effects: Vec<Effect>) -> io::Result<Option<Ended>> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Quit => return Ok(Some(self.world.take_end())),
                Effect::Redraw => self.screen.clear()?,
                Effect::Suspend => {
                    self.screen.suspend()?;
                    effects.extend(self.resized());
                }
                Effect::ReadBody { request, .. } => {
                    self.world.perform(effect);
                    effects.extend(self.wait_for(PATIENCE, |message| {
                        matches!(message, Message::Body { request: it, .. } if *it == request)
                    })?);
                }
                Effect::Search { request, .. } => {
                    self.world.perform(effect);
                    effects.extend(self.wait_for(PATIENCE, |message| {
                        matches!(message, Message::Found { request: it, .. } if *it == request)
                    })?);
                }
                other => match self.world.perform(other) {
                    Outcome::Done => {}
                    Outcome::Message(message) => {
                        effects.extend(update(&mut self.model, message));
                    }
                    Outcome::Foreground(mut command, url) => {
                        let ended = self.screen.hand_over(&self.reader, || command.status())?;
                        let message = World::browser_ended(&url, ended);
                        effects.extend(self.resized());
                        effects.extend(update(&mut self.model, message));
                    }
                },
            }
        }
        Ok(None)
    }

    /// Waits a while for one message; other events keep their order and come later.
    fn wait_for(
        &mut self,
        patience: Duration,
        is_it: impl Fn(&Message) -> bool,
    ) -> io::Result<Vec<Effect>> {
        let has_come = |event: &Event| matches!(event, Event::Message(message) if is_it(message));
        if let Some(event) =
            self.later.iter().position(has_come).and_then(|at| self.later.remove(at))
        {
            return self.handle(event);
        }
        let until = Instant::now() + patience;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left) {
                Ok(Event::Message(message)) if is_it(&message) => {
                    return self.handle(Event::Message(message));
                }
                Ok(other) => self.later.push_back(other),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    return Ok(Vec::new());
                }
            }
        }
    }
}

/// The loop's channel, for those who send to it.
pub(super) type Events = Sender<Event>;
