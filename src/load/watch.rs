//! Watches the roots after they were read, and reads again what changes.
//!
//! Sleeps until the system tells of a change. What comes together is taken together, so that a
//! `git pull` is one change. Where the system cannot watch, it looks again now and then.

use super::changes::{Plan, Rules, explore, plan_now};
use super::events::{Batch, Event, Events};
use super::known::{Change, Known};
use super::read::{FileReader, HANDFUL, Reading, handful};
use super::roots::{Roots, check};
use super::scan::SourceFile;
use super::watched::{Blind, Watched};
use crate::post::PostId;
use crate::threads;
use std::collections::HashSet;
use std::iter;
use std::sync::Mutex;
use std::time::{Duration, Instant};

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
    /// It was looked, as [`Handle::look`](super::Handle::look) asks; whether that brought any change.
    Looked(bool),
}

/// Watches the roots from where [`super::gather`] has left off, and tells what changes, until
/// [`Handle`](super::Handle) falls or `tell` returns false. Blocks until then.
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
        let mut goes_on = self.look_again(Vec::new(), &mut look, false).is_some();
        while goes_on {
            let unusable = !self.known.ground.unusable.is_empty();
            let patience = match self.sight {
                Err(_) => Some(look),
                Ok(_) => unusable.then_some(RETURN),
            };
            goes_on = match self.events.next(patience) {
                Some(batch) => self.take(batch, &mut look),
                None if self.sight.is_err() || check(self.roots) != self.known.ground.unusable => {
                    self.look_again(Vec::new(), &mut look, false).is_some()
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
        if let Some(aliases) = batch.aliases {
            let change = self.known.rename(&aliases);
            if !(self.tell)(News::Changed(change)) {
                return false;
            }
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
        plan.walk |= batch.look;
        if !plan.walk && !self.follow_folders(&mut plan) {
            return false;
        }
        if !plan.walk {
            return self.read(read_all(plan.read), &plan.gone).is_some();
        }
        let Some(changed) = self.look_again(plan.read, look, batch.look) else { return false };
        !batch.look || (self.tell)(News::Looked(changed))
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
    /// named; `closely`: those too that may not be. `look` becomes how long to wait until the next
    /// time, where the system does not watch. Returns whether anything was told, and nothing if it
    /// is to end.
    fn look_again(
        &mut self,
        mut named: Vec<SourceFile>,
        look: &mut Duration,
        closely: bool,
    ) -> Option<bool> {
        let begun = Instant::now();
        let mut changed = false;
        for round in 0.. {
            let followed = match &mut self.sight {
                Ok(watched) => watched.follow(&self.known.ground),
                Err(_) => Ok(false),
            };
            let grows = matches!(followed, Ok(true));
            if !self.check_sight(followed.map(|_| ())) {
                return None;
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
            let (mut files, gone) = self.known.look_again(self.roots, closely);
            let known: HashSet<PostId> =
                files.iter().map(|file| file.id).chain(gone.iter().copied()).collect();
            files.extend(named.drain(..).filter(|file| !known.contains(&file.id)));
            let mut readings = read_all(files);
            if closely {
                readings.retain(|reading| !self.known.confirms(reading));
            }
            changed |= self.read(readings, &gone)?;
        }
        *look = (begun.elapsed() * LOOK.2).clamp(LOOK.0, LOOK.1);
        Some(changed)
    }

    /// Takes in what was read, and tells of it. Returns whether there was anything to tell, and
    /// nothing if it is to end.
    fn read(&mut self, readings: Vec<Reading>, gone: &[PostId]) -> Option<bool> {
        let Some(change) = self.known.take(readings.into_iter(), gone) else { return Some(false) };
        (self.tell)(News::Changed(change)).then_some(true)
    }

    /// Goes blind where watching failed, and says so.
    fn check_sight(&mut self, outcome: Result<(), Blind>) -> bool {
        let Err(blind) = outcome else { return true };
        let news = News::Looking(blind.clone());
        self.sight = Err(blind);
        (self.tell)(news)
    }
}

/// Reads files on as many threads as there are processors.
fn read_all(files: Vec<SourceFile>) -> Vec<Reading> {
    let count = threads::processors().min(files.len().div_ceil(HANDFUL));
    let files = Mutex::new(files.into_iter());
    let work = || {
        let mut reader = FileReader::default();
        let next = || Some(handful(&files)).filter(|files| !files.is_empty());
        iter::from_fn(next).flat_map(|files| reader.read(files)).collect::<Vec<_>>()
    };
    threads::all((0..count).map(|_| work)).into_iter().flatten().collect()
}
