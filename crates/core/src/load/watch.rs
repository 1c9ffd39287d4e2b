//! Watches the roots after loading, and reads files again when they change.
//!
//! The thread sleeps until the system reports a change. Events that come together are handled
//! together, so that a `git pull` is one change. Where the system cannot watch, the roots are
//! walked again at intervals.
//!
//! Usually only the files that changed are read. All roots are walked again, and files compared by
//! their stamps, if rules or links changed, if events were lost, or at the user's request. New
//! aliases rebuild the library without reading anything; only other roots need another load.

use super::changes::{Plan, RulesByFolder, explore, plan_now};
use super::events::{Batch, WatchEvent, WatchEvents};
use super::file_index::{FileIndex, LibraryChange};
use super::read::{FileReading, ReadContext, read_all};
use super::roots::{Roots, check};
use super::scan::SourceFile;
use super::watched::{WatchError, Watched};
use crate::post::PostId;
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// Interval at which a missing root is checked.
const RETURN: Duration = Duration::from_secs(1);
/// Minimum and maximum interval between walks where the system cannot watch. In between, it is this
/// many times as long as a walk takes (third value), so that walks take at most a fiftieth of the
/// time.
const POLL_INTERVAL: (Duration, Duration, u32) =
    (Duration::from_secs(1), Duration::from_secs(60), 50);

/// Number of times that a growing tree is walked before other events are handled.
const ROUNDS: usize = 4;

/// A report of the watch.
#[derive(Clone, Debug)]
pub enum WatchReport {
    /// The library or its diagnostics have changed.
    Changed(LibraryChange),
    /// From now on, changes are detected by walks at intervals.
    Polling(WatchError),
    /// A rescan requested by [`WatchHandle::rescan`](super::WatchHandle::rescan) is complete; `true`
    /// if it found any change.
    Rescanned(bool),
}

/// Watches the roots from the state that [`super::gather`] returned, and reports changes until the
/// [`WatchHandle`](super::WatchHandle) is dropped or `report` returns `false`. Blocks until then.
pub fn watch(
    roots: &Roots,
    index: FileIndex,
    events: &WatchEvents,
    report: impl FnMut(WatchReport) -> bool,
) {
    // Standard input and embedded posts do not change.
    if roots.paths().next().is_some() {
        let sight = Watched::start(events.sender.clone());
        Watch { roots, events, index, sight, report }.run();
    }
}

/// A running watch.
pub(super) struct Watch<'a, Report> {
    pub roots: &'a Roots,
    pub events: &'a WatchEvents,
    pub index: FileIndex,
    pub sight: Result<Watched, WatchError>,
    pub report: Report,
}

impl<Report: FnMut(WatchReport) -> bool> Watch<'_, Report> {
    /// Runs until the watch is to end.
    pub fn run(mut self) {
        if let Err(failure) = &self.sight
            && !(self.report)(WatchReport::Polling(failure.clone()))
        {
            return;
        }
        // Files may have changed between being read and now.
        let mut interval = POLL_INTERVAL.0;
        let mut goes_on = self.rescan(Vec::new(), &mut interval, false).is_some();
        while goes_on {
            let unusable = !self.index.walked.unusable.is_empty();
            let patience = match self.sight {
                Err(_) => Some(interval),
                Ok(_) => unusable.then_some(RETURN),
            };
            goes_on = match self.events.next(patience) {
                Some(batch) => self.take(batch, &mut interval),
                None if self.sight.is_err() || check(self.roots) != self.index.walked.unusable => {
                    self.rescan(Vec::new(), &mut interval, false).is_some()
                }
                None => true,
            };
        }
    }

    /// Handles a batch of events. Returns `true` to continue.
    fn take(&mut self, batch: Batch, interval: &mut Duration) -> bool {
        if batch.stop || !self.check_sight(batch.failure.map_or(Ok(()), Err)) {
            return false;
        }
        if let Some(aliases) = batch.aliases {
            let change = self.index.rename(&aliases);
            if !(self.report)(WatchReport::Changed(change)) {
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
            plan_now(&batch.touched, &self.index.walked, &|id| self.index.has(id))
        };
        plan.walk |= batch.rescan;
        if !plan.walk && !self.follow_folders(&mut plan) {
            return false;
        }
        if !plan.walk {
            return self.read(plan.read, &plan.gone, false).is_some();
        }
        let Some(changed) = self.rescan(plan.read, interval, batch.rescan) else { return false };
        !batch.rescan || (self.report)(WatchReport::Rescanned(changed))
    }

    /// Replaces new and removed folders in the plan by the files in them. Returns `true` to
    /// continue.
    fn follow_folders(&mut self, plan: &mut Plan) -> bool {
        for (number, folder) in std::mem::take(&mut plan.gone_folders) {
            plan.gone.extend(self.index.lose(number, &folder));
        }
        let mut rules = RulesByFolder::default();
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
                let Some(tree) = self.index.walked.trees.get_mut(number) else { continue };
                tree.folders.insert(folder.clone());
                let index = &self.index;
                let tree = (number, &index.walked.trees[number]);
                explore(&folder, tree, &mut rules, &|id| index.has(id), plan);
            }
        }
        true
    }

    /// Walks the roots again, and reads the files that changed and those in `named`. With
    /// `closely`, files that may have changed without a new stamp are included. Sets `interval` to the
    /// time until the next walk where the system cannot watch. Returns `Some(true)` if any change
    /// was reported, and `None` if the watch is to end.
    fn rescan(
        &mut self,
        mut named: Vec<SourceFile>,
        interval: &mut Duration,
        closely: bool,
    ) -> Option<bool> {
        let begun = Instant::now();
        let mut changed = false;
        for round in 0.. {
            let followed = match &mut self.sight {
                Ok(watched) => watched.follow(&self.index.walked),
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
                let _ = self.events.sender.send(WatchEvent::Lost);
                break;
            }
            let (mut files, gone) = self.index.changed_files(self.roots, closely);
            let listed: HashSet<PostId> =
                files.iter().map(|file| file.id).chain(gone.iter().copied()).collect();
            files.extend(named.drain(..).filter(|file| !listed.contains(&file.id)));
            changed |= self.read(files, &gone, closely)?;
        }
        *interval = (begun.elapsed() * POLL_INTERVAL.2).clamp(POLL_INTERVAL.0, POLL_INTERVAL.1);
        Some(changed)
    }

    /// Reads files, updates the index, and reports the change. With `closely`, files that turn out
    /// to be unchanged are left out. Returns `Some(true)` if a change was reported, and `None` if
    /// the watch is to end.
    fn read(&mut self, files: Vec<SourceFile>, gone: &[PostId], closely: bool) -> Option<bool> {
        let files = files.into_iter().map(|file| {
            let among = self.index.neighbours_of(&file.shown);
            (file, among)
        });
        // What changes now is read once; the next start finds the rest in the cache.
        let context = &ReadContext::new(self.roots, None);
        let mut readings: Vec<FileReading> = read_all(context, files.collect());
        if closely {
            readings.retain(|reading| !self.index.confirms(reading));
        }
        let change = self.index.take(context, readings.into_iter(), gone);
        let Some(change) = change else { return Some(false) };
        (self.report)(WatchReport::Changed(change)).then_some(true)
    }

    /// Switches to walks at intervals if watching failed, and reports that. Returns `true` to
    /// continue.
    fn check_sight(&mut self, outcome: Result<(), WatchError>) -> bool {
        let Err(failure) = outcome else { return true };
        let news = WatchReport::Polling(failure.clone());
        self.sight = Err(failure);
        (self.report)(news)
    }
}
