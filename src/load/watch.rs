//! Watches the roots after loading, and reads files again when they change.
//!
//! The thread sleeps until the system reports a change. Events that come together are handled
//! together, so that a `git pull` is one change. Where the system cannot watch, the roots are
//! walked again at intervals.
//!
//! Usually only the files that changed are read. All roots are walked again, and files compared by
//! their stamps, if rules or links changed, if events were lost, or at the user's request. New
//! aliases rebuild the library without reading anything; only other roots need another load.

use super::changes::{Plan, Rules, explore, plan_now};
use super::events::{Batch, Event, Events};
use super::known::{Change, Known};
use super::read::{ReadContext, Reading, read_all};
use super::roots::{Roots, check};
use super::scan::SourceFile;
use super::watched::{Blind, Watched};
use crate::post::PostId;
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// Interval at which a missing root is checked.
const RETURN: Duration = Duration::from_secs(1);
/// Minimum and maximum interval between walks where the system cannot watch. In between, it is this
/// many times as long as a walk takes (third value), so that walks take at most a fiftieth of the
/// time.
const LOOK: (Duration, Duration, u32) = (Duration::from_secs(1), Duration::from_secs(60), 50);

/// Number of times that a growing tree is walked before other events are handled.
const ROUNDS: usize = 4;

/// A report of the watch.
#[derive(Clone, Debug)]
pub enum News {
    /// The library or its diagnostics have changed.
    Changed(Change),
    /// From now on, changes are detected by walks at intervals.
    Looking(Blind),
    /// A look requested by [`Handle::look`](super::Handle::look) is complete; `true` if it found
    /// any change.
    Looked(bool),
}

/// Watches the roots from the state that [`super::gather`] returned, and reports changes until the
/// [`Handle`](super::Handle) is dropped or `tell` returns `false`. Blocks until then.
pub fn watch(roots: &Roots, known: Known, events: &Events, tell: impl FnMut(News) -> bool) {
    // Standard input and embedded posts do not change.
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
    /// Runs until the watch is to end.
    pub fn run(mut self) {
        if let Err(blind) = &self.sight
            && !(self.tell)(News::Looking(blind.clone()))
        {
            return;
        }
        // Files may have changed between being read and now.
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

    /// Handles a batch of events. Returns `true` to continue.
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
            return self.read(plan.read, &plan.gone, false).is_some();
        }
        let Some(changed) = self.look_again(plan.read, look, batch.look) else { return false };
        !batch.look || (self.tell)(News::Looked(changed))
    }

    /// Replaces new and removed folders in the plan by the files in them. Returns `true` to
    /// continue.
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
            // Folders are watched before they are listed, so that nothing created in between is
            // missed.
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

    /// Walks the roots again, and reads the files that changed and those in `named`. With
    /// `closely`, files that may have changed without a new stamp are included. Sets `look` to the
    /// time until the next walk where the system cannot watch. Returns `Some(true)` if any change
    /// was reported, and `None` if the watch is to end.
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
            // A folder that was not watched until now may have changed since it was walked.
            if round > 0 && !grows {
                break;
            }
            if round == ROUNDS {
                // Let other events be handled first.
                let _ = self.events.sender.send(Event::Lost);
                break;
            }
            let (mut files, gone) = self.known.look_again(self.roots, closely);
            let known: HashSet<PostId> =
                files.iter().map(|file| file.id).chain(gone.iter().copied()).collect();
            files.extend(named.drain(..).filter(|file| !known.contains(&file.id)));
            changed |= self.read(files, &gone, closely)?;
        }
        *look = (begun.elapsed() * LOOK.2).clamp(LOOK.0, LOOK.1);
        Some(changed)
    }

    /// Reads files, updates the index, and reports the change. With `closely`, files that turn out
    /// to be unchanged are left out. Returns `Some(true)` if a change was reported, and `None` if
    /// the watch is to end.
    fn read(&mut self, files: Vec<SourceFile>, gone: &[PostId], closely: bool) -> Option<bool> {
        let files = files.into_iter().map(|file| {
            let among = self.known.neighbours_of(&file.shown);
            (file, among)
        });
        // What changes now is read once; the next start finds the rest in the cache.
        let context = &ReadContext::new(self.roots, None);
        let mut readings: Vec<Reading> = read_all(context, files.collect());
        if closely {
            readings.retain(|reading| !self.known.confirms(reading));
        }
        let change = self.known.take(context, readings.into_iter(), gone);
        let Some(change) = change else { return Some(false) };
        (self.tell)(News::Changed(change)).then_some(true)
    }

    /// Switches to walks at intervals if watching failed, and reports that. Returns `true` to
    /// continue.
    fn check_sight(&mut self, outcome: Result<(), Blind>) -> bool {
        let Err(blind) = outcome else { return true };
        let news = News::Looking(blind.clone());
        self.sight = Err(blind);
        (self.tell)(news)
    }
}
