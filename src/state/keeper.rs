//! What is done with the file while it is open: what is to be kept is written, and what others write
//! is told.

use super::memory::{Change, View};
use super::store::{News, Request};
use super::trouble::{StoreError, Trouble};
use super::{read, write};
use rusqlite::Connection;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long what changes with every key may wait to be written.
const LAZY: Duration = Duration::from_millis(500);
/// How soon a store that another program holds is tried again, and, where the system does not tell
/// of what other instances write, how often that is asked.
const AGAIN: Duration = Duration::from_secs(1);
/// How long the last write waits for a lock.
const LAST_PATIENCE: Duration = Duration::from_millis(2500);
/// How long after the log was written it is looked at: the write is told of before it is complete.
/// And again, in case the writer was kept from completing it.
const COMPLETE: [Duration; 2] = [Duration::from_millis(30), Duration::from_millis(400)];
/// What was told may cross with a change that was made before it arrived. A change that comes so
/// soon after is told again, as it is what holds.
const CROSSING: Duration = Duration::from_millis(250);

/// What of the file has been told already.
pub(super) struct Seen {
    stamp: i64,
    version: i64,
    pub views: Vec<View>,
    pub queries: Vec<String>,
}

impl Seen {
    pub fn now(connection: &Connection) -> rusqlite::Result<Self> {
        let (version, stamp) = (read::version(connection)?, read::stamp(connection)?);
        Ok(Self { stamp, version, views: Vec::new(), queries: Vec::new() })
    }
}

pub(super) struct Keeper<'a, Tell> {
    file: &'a Path,
    connection: Connection,
    seen: Seen,
    /// What is still to be written, in order.
    pending: Vec<Change>,
    /// When it is to be.
    due: Option<Instant>,
    /// When it is to be looked for what others have written.
    look_at: [Option<Instant>; 2],
    /// When changes were told last.
    told_at: Option<Instant>,
    /// Troubles that were told: once is enough.
    troubles: Vec<StoreError>,
    tell: Tell,
}

impl<'a, Tell: FnMut(News)> Keeper<'a, Tell> {
    /// Keeps what comes in a file that is open.
    pub fn new(file: &'a Path, connection: Connection, seen: Seen, tell: Tell) -> Self {
        Self {
            file,
            connection,
            seen,
            pending: Vec::new(),
            due: None,
            look_at: [None; 2],
            told_at: None,
            troubles: Vec::new(),
            tell,
        }
    }

    /// Takes what comes until the end is asked for. `is_blind` where the system does not tell of what
    /// others write.
    pub fn run(&mut self, requests: &Receiver<Request>, is_blind: bool) {
        let mut is_closing = false;
        loop {
            let next = self.look_at.iter().chain([&self.due]).flatten().min().copied();
            let wait = next.map(|at| at.saturating_duration_since(Instant::now()));
            let first = match wait.or(is_blind.then_some(AGAIN)) {
                Some(wait) => requests.recv_timeout(wait),
                None => requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            if matches!(first, Err(RecvTimeoutError::Timeout)) && is_blind {
                self.look_at[0] = Some(Instant::now());
            }
            is_closing |= matches!(first, Err(RecvTimeoutError::Disconnected));
            // All that is waiting goes into one write.
            let mut next = first.ok();
            let mut settled = Vec::new();
            while let Some(request) = next {
                match request {
                    Request::Settle(sender) => settled.push(sender),
                    Request::Keep(change) => self.take(change),
                    Request::Touched => {
                        // The first look is not put off by those who keep writing.
                        let now = Instant::now();
                        let first = self.look_at[0].unwrap_or(now + COMPLETE[0]);
                        self.look_at = [Some(first), Some(now + COMPLETE[1])];
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
                self.report(written);
            }
            drop(settled);
            let now = Instant::now();
            if self.look_at.iter().flatten().any(|at| *at <= now) {
                self.look_at = self.look_at.map(|at| at.filter(|at| *at > now));
                let looked = self.look();
                self.report(looked);
            }
        }
    }

    fn take(&mut self, change: Change) {
        let now = Instant::now();
        let due = if change.can_wait() { now + LAZY } else { now };
        self.due = Some(self.due.map_or(due, |earlier| earlier.min(due)));
        if change.can_wait() {
            self.pending.retain(|earlier| !change.replaces(earlier));
        }
        self.pending.push(change);
    }

    /// Writes what is pending. What cannot be written now stays pending: it is tried again with the
    /// next change, or soon if another program is in the way.
    fn write(&mut self) -> Result<(), StoreError> {
        self.due = None;
        if self.pending.is_empty() {
            return Ok(());
        }
        match write::write(&mut self.connection, &self.pending) {
            Ok(written) => {
                self.pending.clear();
                self.troubles.clear();
                // With others having written since, or marks that have come by themselves, what
                // the file says now is told, own changes included: it is what holds.
                let alone = written.stamp == self.seen.stamp + 1;
                let crossed = self.told_at.is_some_and(|at| at.elapsed() < CROSSING);
                if alone && !crossed && !written.followed {
                    self.seen.stamp = written.stamp;
                    return Ok(());
                }
                self.tell_changes()
            }
            Err(error) => {
                let why = StoreError::from(error);
                if why == StoreError::Locked {
                    self.due = Some(Instant::now() + AGAIN);
                }
                if !why.may_pass() {
                    self.pending.clear();
                }
                Err(why)
            }
        }
    }

    /// Writes what is pending at the end of the program; returns why marks could not be written.
    pub fn write_last(&mut self) -> Option<StoreError> {
        // Without more patience than usual it is tried all the same.
        let _ = self.connection.busy_timeout(LAST_PATIENCE);
        let has_marks = self.pending.iter().any(Change::is_mark);
        let mut written = self.write();
        if written == Err(StoreError::Full) {
            // What matters less may be what there is no room for.
            self.pending.retain(|change| !change.can_wait());
            written = self.write();
        }
        written.err().filter(|_| has_marks)
    }

    /// Tells what others have written, if they have.
    fn look(&mut self) -> Result<(), StoreError> {
        let version = read::version(&self.connection)?;
        if version == self.seen.version {
            return Ok(());
        }
        self.seen.version = version;
        self.tell_changes()
    }

    fn tell_changes(&mut self) -> Result<(), StoreError> {
        // One transaction, so that stamp and rows are of one moment.
        let moment = self.connection.unchecked_transaction()?;
        let stamp = read::stamp(&moment)?;
        let posts = read::posts_since(&moment, self.seen.stamp)?;
        let stories = read::stories_since(&moment, self.seen.stamp)?;
        let (views, queries) = (read::views(&moment)?, read::queries(&moment)?);
        drop(moment);
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
            self.told_at = Some(Instant::now());
            (self.tell)(News::Changed { posts, stories, views, queries });
        }
        Ok(())
    }

    fn report(&mut self, outcome: Result<(), StoreError>) {
        let Err(why) = outcome else { return };
        if !self.troubles.contains(&why) {
            self.troubles.push(why.clone());
            (self.tell)(News::Trouble(Trouble { file: self.file.to_owned(), why }));
        }
    }
}
