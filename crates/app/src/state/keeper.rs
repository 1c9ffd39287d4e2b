//! The loop that serves an open store: writes pending changes, and reports what other instances
//! write.
//!
//! The database is asked whether its data has changed (`PRAGMA data_version`) only after the system
//! has reported a write. Every row of a post or story has the stamp of its last write, so that only
//! rows that changed are read.

use super::memory::{Change, View};
use super::store::{Request, StoreReport};
use super::store_error::{StoreError, StoreErrorKind};
use super::sync::SyncSettings;
use super::sync_task::SyncTask;
use super::visits::{Attendance, Moment};
use super::{read, write};
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// Maximum delay before changes that come with every key are written.
const LAZY: Duration = Duration::from_millis(500);
/// Interval at which a locked store is tried again, and at which changes by other instances are
/// polled for where the system does not report them.
const AGAIN: Duration = Duration::from_secs(1);
/// Maximum time for which the last write waits for a lock.
const LAST_PATIENCE: Duration = Duration::from_millis(2500);
/// Delays after a write to the log at which the store is read. The system reports a write before it
/// is complete; the second delay is for a writer that was kept from completing it.
const COMPLETE: [Duration; 2] = [Duration::from_millis(30), Duration::from_millis(400)];
/// Time after a report within which a change may have been made before the report arrived. Such a
/// change is reported again, since it is what the file contains now.
const CROSSING: Duration = Duration::from_millis(250);

/// The part of the file's contents that was reported already.
pub(super) struct ReportedState {
    stamp: i64,
    version: i64,
    pub views: Vec<View>,
    pub queries: Vec<String>,
}

impl ReportedState {
    pub fn now(connection: &Connection) -> rusqlite::Result<Self> {
        let (version, stamp) = (read::version(connection)?, read::stamp(connection)?);
        Ok(Self { stamp, version, views: Vec::new(), queries: Vec::new() })
    }
}

pub(super) struct Keeper<'a, Report> {
    file: &'a Path,
    connection: Connection,
    seen: ReportedState,
    attendance: Attendance,
    /// Changes still to be written, in order.
    pending: Vec<Change>,
    /// Time at which they are to be written.
    due: Option<Instant>,
    /// Times at which to look for changes by other instances.
    look_at: [Option<Instant>; 2],
    /// Time at which changes were last reported.
    reported_at: Option<Instant>,
    /// The sync with other machines, if there is any.
    sync: Option<SyncTask>,
    /// `true` if marks were written that are not in the folder of the sync.
    has_written: bool,
    /// Errors that were reported; each is reported only once.
    reported_errors: Vec<StoreErrorKind>,
    report: Report,
}

impl<'a, Report: FnMut(StoreReport)> Keeper<'a, Report> {
    /// Creates the keeper of an open file.
    pub fn new(
        file: &'a Path,
        connection: Connection,
        seen: ReportedState,
        attendance: Attendance,
        report: Report,
    ) -> Self {
        Self {
            file,
            connection,
            seen,
            attendance,
            pending: Vec::new(),
            due: None,
            look_at: [None; 2],
            reported_at: None,
            sync: None,
            has_written: false,
            reported_errors: Vec::new(),
            report,
        }
    }

    /// Serves requests until the end is requested. `for_sync` sends requests to this loop; `is_blind` is set if
    /// the system does not report writes by other instances.
    pub fn run(
        &mut self,
        requests: &Receiver<Request>,
        for_sync: &Sender<Request>,
        is_blind: bool,
    ) {
        let mut is_closing = false;
        loop {
            let sync_due = self.sync.as_ref().and_then(|sync| sync.due);
            let dues = self.look_at.iter().chain([&self.due, &sync_due]);
            let next = dues.flatten().min().copied();
            let wait = next.map(|at| at.saturating_duration_since(Instant::now()));
            let first = match wait.or(is_blind.then_some(AGAIN)) {
                Some(wait) => requests.recv_timeout(wait),
                None => requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            if matches!(first, Err(RecvTimeoutError::Timeout)) && is_blind {
                self.look_at[0] = Some(Instant::now());
            }
            is_closing |= matches!(first, Err(RecvTimeoutError::Disconnected));
            // All waiting requests go into one write.
            let mut next = first.ok();
            let mut settled = Vec::new();
            while let Some(request) = next {
                match request {
                    Request::Settle(sender) => settled.push(sender),
                    Request::Keep(change) => self.take(change),
                    Request::Touched => {
                        // Others who keep writing must not postpone the first look.
                        let now = Instant::now();
                        let first = self.look_at[0].unwrap_or(now + COMPLETE[0]);
                        self.look_at = [Some(first), Some(now + COMPLETE[1])];
                    }
                    Request::Sync(settings) => self.set_sync(settings, for_sync),
                    Request::SyncTouched => {
                        if let Some(sync) = &mut self.sync {
                            sync.touch();
                        }
                    }
                    Request::Close => is_closing = true,
                }
                next = requests.try_recv().ok();
            }
            if is_closing {
                return;
            }
            if self.due.is_some_and(|due| due <= Instant::now()) {
                let written = self.write();
                self.report_outcome(written);
            }
            drop(settled);
            self.sync();
            let now = Instant::now();
            if self.look_at.iter().flatten().any(|at| *at <= now) {
                self.look_at = self.look_at.map(|at| at.filter(|at| *at > now));
                let looked = self.look();
                self.report_outcome(looked);
            }
        }
    }

    fn take(&mut self, change: Change) {
        self.take_posts(&change);
        if matches!(change, Change::Arrived(_)) {
            // They become known when the program is used again, which may begin another visit.
            self.pending.push(change);
            return;
        }
        let now = Instant::now();
        let due = if change.can_wait() { now + LAZY } else { now };
        self.due = Some(self.due.map_or(due, |earlier| earlier.min(due)));
        if change.can_wait() {
            self.pending.retain(|earlier| !change.replaces(earlier));
        }
        self.pending.push(change);
    }

    /// Writes the pending changes. Those that cannot be written now stay pending; they are tried
    /// again with the next change, or soon if another program holds the lock.
    fn write(&mut self) -> Result<(), StoreErrorKind> {
        self.due = None;
        if self.pending.is_empty() {
            return Ok(());
        }
        let roots = self.sync.as_ref().map_or(&[][..], |sync| &sync.settings().roots);
        match write::write(&mut self.connection, &self.pending, &mut self.attendance, roots) {
            Ok(written) => {
                self.has_written |= self.pending.iter().any(Change::is_mark);
                self.pending.clear();
                self.reported_errors.clear();
                if written.is_other_visit {
                    self.report_visit()?;
                }
                // If others have written in the meantime, or if stored state was copied, the
                // current contents of the file are reported, including our own changes: they are
                // what counts.
                let alone = written.stamp == self.seen.stamp + 1;
                let crossed = self.reported_at.is_some_and(|at| at.elapsed() < CROSSING);
                if alone && !crossed && !written.followed {
                    self.seen.stamp = written.stamp;
                    return Ok(());
                }
                self.report_changes()
            }
            Err(error) => {
                let kind = StoreErrorKind::from(error);
                if kind == StoreErrorKind::Locked {
                    self.due = Some(Instant::now() + AGAIN);
                }
                if !kind.may_pass() {
                    self.pending.clear();
                }
                Err(kind)
            }
        }
    }

    /// Writes the pending changes at the end of the program. Returns the error if marks could not
    /// be written.
    pub fn write_last(&mut self) -> Option<StoreErrorKind> {
        // If the timeout cannot be changed, write with the usual one.
        let _ = self.connection.busy_timeout(LAST_PATIENCE);
        let has_marks = self.pending.iter().any(Change::is_mark);
        if !self.pending.iter().any(Change::is_use) {
            // Posts that came in after the last use are not known.
            self.pending.retain(|change| !matches!(change, Change::Arrived(_)));
        }
        let mut written = self.write();
        if written == Err(StoreErrorKind::Full) {
            // There may be no room only for the less important changes.
            self.pending.retain(|change| !change.can_wait());
            written = self.write();
        }
        written.err().filter(|_| has_marks)
    }

    /// Reports changes by other instances, if there are any.
    fn look(&mut self) -> Result<(), StoreErrorKind> {
        let version = read::version(&self.connection)?;
        if version == self.seen.version {
            return Ok(());
        }
        self.seen.version = version;
        self.report_changes()
    }

    fn report_changes(&mut self) -> Result<(), StoreErrorKind> {
        // One transaction, so that the stamp and the rows are consistent.
        let moment = self.connection.unchecked_transaction()?;
        let stamp = read::stamp(&moment)?;
        let posts = read::posts_since(&moment, self.seen.stamp)?;
        let stories = read::stories_since(&moment, self.seen.stamp)?;
        let (views, queries) = (read::views(&moment)?, read::queries(&moment)?);
        let is_other_visit = self.attendance.join_newest(&moment)?;
        drop(moment);
        if is_other_visit {
            self.report_visit()?;
        }
        self.seen.stamp = stamp;
        let views = (views != self.seen.views).then_some(views);
        let queries = (queries != self.seen.queries).then_some(queries);
        if let Some(views) = &views {
            self.seen.views.clone_from(views);
        }
        if let Some(queries) = &queries {
            self.seen.queries.clone_from(queries);
        }
        if !posts.is_empty() || !stories.is_empty() || views.is_some() || queries.is_some() {
            self.reported_at = Some(Instant::now());
            (self.report)(StoreReport::Changed { posts, stories, views, queries });
        }
        Ok(())
    }

    /// Stores that the program is used. If that is impossible now, it is
    /// stored with the next change.
    pub fn attend(&mut self) {
        let immediate = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(immediate);
        let attended = transaction.and_then(|transaction| {
            let attended = self.attendance.attend(&transaction, Moment::now())?;
            transaction.commit()?;
            Ok(attended)
        });
        if let Ok(Some(attended)) = attended {
            self.attendance.adopt(attended);
        }
    }

    fn report_visit(&mut self) -> Result<(), StoreErrorKind> {
        let last = self.attendance.last_visit(&self.connection)?;
        (self.report)(StoreReport::OtherVisit(last.map(Box::new)));
        Ok(())
    }

    fn set_sync(&mut self, settings: Option<SyncSettings>, for_sync: &Sender<Request>) {
        if self.sync.as_ref().map(SyncTask::settings) != settings.as_ref() {
            let new = |settings| SyncTask::new(self.file, settings, for_sync.clone());
            self.sync = settings.map(new);
        }
    }

    /// Passes on posts that have come in, since other machines may have marked them.
    fn take_posts(&mut self, change: &Change) {
        let Some(sync) = &mut self.sync else { return };
        match change {
            Change::Present(posts) | Change::Arrived(posts) => sync.arrive(posts.iter().cloned()),
            Change::Moved(moved) => {
                sync.leave(&moved.iter().map(|(from, _)| *from).collect::<Vec<_>>());
                sync.arrive(moved.iter().map(|(_, post)| Arc::clone(post)));
            }
            _ => {}
        }
    }

    /// Reads and writes marks of the sync, if any are due.
    fn sync(&mut self) {
        let Some(sync) = &mut self.sync else { return };
        let has_written = std::mem::take(&mut self.has_written);
        let passed = if sync.due.is_some_and(|due| due <= Instant::now()) {
            sync.pass(&mut self.connection)
        } else if has_written {
            sync.write(&mut self.connection)
        } else {
            return;
        };
        match passed {
            Ok(result) => {
                for error in result.errors {
                    (self.report)(StoreReport::SyncFailed(error));
                }
                if result.changed {
                    let reported = self.report_changes();
                    self.report_outcome(reported);
                }
            }
            Err(error) => {
                sync.due = Some(Instant::now() + AGAIN);
                self.report_outcome(Err(error.into()));
            }
        }
    }

    /// Writes the last marks to the folder of the sync. What cannot be written stays in the store until the
    /// next start.
    pub fn sync_last(&mut self) {
        if let Some(sync) = self.sync.as_mut().filter(|_| self.has_written) {
            let _ = sync.write(&mut self.connection);
        }
    }

    fn report_outcome(&mut self, outcome: Result<(), StoreErrorKind>) {
        let Err(kind) = outcome else { return };
        if !self.reported_errors.contains(&kind) {
            self.reported_errors.push(kind.clone());
            (self.report)(StoreReport::Failed(StoreError { file: self.file.to_owned(), kind }));
        }
    }
}
