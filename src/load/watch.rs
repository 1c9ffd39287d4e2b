//! Watches the roots after they were read, and reads again what changes.
//!
//! Sleeps until the system tells of a change. What comes together is taken together, so that a
//! `git pull` is one change. Where the system cannot watch, it looks again now and then.

use super::changes::{Plan, Rules, Touched, explore, plan_now};
use super::known::{Change, Known};
use super::read::{FileReader, HANDFUL, Reading};
use super::roots::{Roots, check};
use super::scan::SourceFile;
use super::watched::{Blind, Watched};
use crate::post::PostId;
use std::collections::HashSet;
use std::iter;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long nothing may happen until what did is taken for complete.
const QUIET: Duration = Duration::from_millis(100);
/// How long that is waited for while something goes on happening.
const LONGEST: Duration = Duration::from_millis(600);
/// How often a root that is gone is looked for.
const RETURN: Duration = Duration::from_secs(1);
/// How often is looked where the system does not watch: at least this often, and not more often
/// than takes a fiftieth of the time.
const LOOK: (Duration, Duration, u32) = (Duration::from_secs(1), Duration::from_secs(60), 50);

/// How often a tree that goes on growing is walked before other events are heard.
const ROUNDS: usize = 4;

/// What the watch tells.
#[derive(Clone, Debug)]
pub enum News {
    /// Something has changed.
    Changed(Change),
    /// From now on changes are looked for at intervals.
    Looking(Blind),
}

/// What reaches the watch.
#[derive(Debug)]
pub(super) enum Event {
    /// Something happened to these paths; more than that bytes were written, perhaps.
    Touched(Vec<PathBuf>, bool),
    /// Events were lost: anything may have happened.
    Lost,
    /// The system watches no longer.
    Blind(Blind),
    /// It is to end.
    Stop,
}

/// What a watch listens to.
#[derive(Debug)]
pub struct Events {
    sender: Sender<Event>,
    receiver: Receiver<Event>,
}

/// Ends a watch when it falls.
#[derive(Debug)]
pub struct Stop(Sender<Event>);

impl Drop for Stop {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.send(Event::Stop);
    }
}

/// The events for a watch to come, and what ends it.
pub fn events() -> (Events, Stop) {
    let (sender, receiver) = mpsc::channel();
    let stop = Stop(sender.clone());
    (Events { sender, receiver }, stop)
}

/// Watches the roots from where [`super::gather`] has left off, and tells what changes, until
/// [`Stop`] falls or `tell` returns false. Blocks until then.
pub fn watch(roots: &Roots, known: Known, events: &Events, tell: impl FnMut(News) -> bool) {
    // What came on standard input, or with the program, does not change.
    if roots.paths().next().is_some() {
        let sight = Watched::start(events.sender.clone());
        Watch { roots, events, known, sight, tell }.run();
    }
}

/// A running watch.
pub(super) struct Watch<'a, Tell> {
    pub roots: &'a Roots,
    pub events: &'a Events,
    pub known: Known,
    pub sight: Result<Watched, Blind>,
    pub tell: Tell,
}

/// What came together.
#[derive(Default)]
struct Batch {
    touched: Touched,
    lost: bool,
    blind: Option<Blind>,
    stop: bool,
}

impl<Tell: FnMut(News) -> bool> Watch<'_, Tell> {
    /// Runs until it is to end.
    pub fn run(mut self) {
        if let Err(blind) = &self.sight
            && !(self.tell)(News::Looking(blind.clone()))
        {
            return;
        }
        // Files may have changed between their reading and now.
        let mut look = LOOK.0;
        let mut goes_on = self.look_again(Vec::new(), &mut look);
        while goes_on {
            let unusable = !self.known.ground.unusable.is_empty();
            let patience = match self.sight {
                Err(_) => Some(look),
                Ok(_) => unusable.then_some(RETURN),
            };
            goes_on = match next(&self.events.receiver, patience) {
                Some(batch) => self.take(batch, &mut look),
                None if self.sight.is_err() || check(self.roots) != self.known.ground.unusable => {
                    self.look_again(Vec::new(), &mut look)
                }
                None => true,
            };
        }
    }

    /// Does what a batch asks for; returns whether to go on.
    fn take(&mut self, batch: Batch, look: &mut Duration) -> bool {
        if batch.stop || !self.check_sight(batch.blind.map_or(Ok(()), Err)) {
            return false;
        }
        if let Ok(watched) = &mut self.sight {
            let forgotten = watched.forget(|path| batch.touched.get(path) == Some(&true));
            if !self.check_sight(forgotten) {
                return false;
            }
        }
        let mut plan = if batch.lost {
            Plan { walk: true, ..Plan::default() }
        } else {
            plan_now(&batch.touched, &self.known.ground, &|id| self.known.has(id))
        };
        if !plan.walk && !self.follow_folders(&mut plan) {
            return false;
        }
        if plan.walk { self.look_again(plan.read, look) } else { self.read(&plan.read, &plan.gone) }
    }

    /// Turns folders that came and went into files that did.
    fn follow_folders(&mut self, plan: &mut Plan) -> bool {
        for (number, folder) in std::mem::take(&mut plan.gone_folders) {
            plan.gone.extend(self.known.lose(number, &folder));
        }
        let mut rules = Rules::default();
        while !plan.folders.is_empty() {
            let folders = std::mem::take(&mut plan.folders);
            let added = match &mut self.sight {
                Ok(watched) => watched.add(folders.iter().map(|(_, folder)| folder)),
                Err(_) => Ok(()),
            };
            if !self.check_sight(added) {
                return false;
            }
            // Watched first and listed then, so that nothing comes in between unseen.
            for (number, folder) in folders {
                let Some(tree) = self.known.ground.trees.get_mut(number) else { continue };
                tree.folders.insert(folder.clone());
                let known = &self.known;
                let tree = (number, &known.ground.trees[number]);
                explore(&folder, tree, &mut rules, &|id| known.has(id), plan);
            }
        }
        true
    }

    /// Finds out anew which files there are, and reads those that are not as they were, and those
    /// named. `look` becomes how long to wait until the next time, where the system does not watch.
    fn look_again(&mut self, mut named: Vec<SourceFile>, look: &mut Duration) -> bool {
        let begun = Instant::now();
        for round in 0.. {
            let followed = match &mut self.sight {
                Ok(watched) => watched.follow(&self.known.ground),
                Err(_) => Ok(false),
            };
            let grows = matches!(followed, Ok(true));
            if !self.check_sight(followed.map(|_| ())) {
                return false;
            }
            // A folder that is watched only now may have changed since it was walked.
            if round > 0 && !grows {
                break;
            }
            if round == ROUNDS {
                // Something else may be waiting to be heard.
                let _ = self.events.sender.send(Event::Lost);
                break;
            }
            let (mut files, gone) = self.known.look_again(self.roots);
            let known: HashSet<PostId> =
                files.iter().map(|file| file.id).chain(gone.iter().copied()).collect();
            files.extend(named.drain(..).filter(|file| !known.contains(&file.id)));
            if !self.read(&files, &gone) {
                return false;
            }
        }
        *look = (begun.elapsed() * LOOK.2).clamp(LOOK.0, LOOK.1);
        true
    }

    fn read(&mut self, files: &[SourceFile], gone: &[PostId]) -> bool {
        let change = self.known.take(read_all(files).into_iter(), gone);
        change.is_none_or(|change| (self.tell)(News::Changed(change)))
    }

    /// Goes blind where watching failed, and says so.
    fn check_sight(&mut self, outcome: Result<(), Blind>) -> bool {
        let Err(blind) = outcome else { return true };
        let news = News::Looking(blind.clone());
        self.sight = Err(blind);
        (self.tell)(news)
    }
}

/// Waits for an event and for what comes with it; for ever, unless there is a limit. Nothing when
/// nothing came.
fn next(events: &Receiver<Event>, limit: Option<Duration>) -> Option<Batch> {
    let first = match limit {
        Some(limit) => events.recv_timeout(limit),
        None => events.recv().map_err(RecvTimeoutError::from),
    };
    let mut batch = Batch::default();
    match first {
        Ok(event) => batch.add(event),
        Err(RecvTimeoutError::Timeout) => return None,
        Err(RecvTimeoutError::Disconnected) => batch.stop = true,
    }
    let until = Instant::now() + LONGEST;
    while !batch.stop {
        let left = until.saturating_duration_since(Instant::now());
        match events.recv_timeout(QUIET.min(left)) {
            Ok(event) => batch.add(event),
            Err(_) => break,
        }
    }
    Some(batch)
}

impl Batch {
    fn add(&mut self, event: Event) {
        match event {
            Event::Touched(paths, may_have_moved) => {
                for path in paths {
                    *self.touched.entry(path).or_default() |= may_have_moved;
                }
            }
            Event::Lost => self.lost = true,
            Event::Blind(blind) => self.blind = Some(blind),
            Event::Stop => self.stop = true,
        }
    }
}

/// Reads files on as many threads as there are processors.
fn read_all(files: &[SourceFile]) -> Vec<(SourceFile, Reading)> {
    let threads =
        thread::available_parallelism().map_or(2, usize::from).min(files.len().div_ceil(HANDFUL));
    let next = AtomicUsize::new(0);
    let work = || {
        let mut reader = FileReader::default();
        let take = || {
            let from = next.fetch_add(HANDFUL, Ordering::Relaxed).min(files.len());
            let handful = &files[from..files.len().min(from + HANDFUL)];
            (!handful.is_empty()).then_some(handful)
        };
        iter::from_fn(take)
            .flat_map(|handful| handful.iter().cloned().zip(reader.read(handful)))
            .collect::<Vec<_>>()
    };
    if threads < 2 {
        return work();
    }
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let readings = workers
            .into_iter()
            .map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        readings.flatten().collect()
    })
}
