//! The thread that owns the file: what is to be kept goes in, what is remembered comes out.

use super::memory::{Change, Memory, Remembered, RememberedStory, View};
use super::trouble::{Trouble, Why};
use super::{read, schema, watched, write};
use rusqlite::Connection;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How long what changes with every key may wait to be written.
const LAZY: Duration = Duration::from_millis(500);
/// How soon a store that another program holds is tried again, and, where the system does not tell
/// of what other instances write, how often that is asked.
const AGAIN: Duration = Duration::from_secs(1);
/// How long the end of the program waits for the last write, and how long that waits for a lock.
const AT_LAST: Duration = Duration::from_secs(10);
const LAST_PATIENCE: Duration = Duration::from_millis(2500);
/// How long after the log was written it is looked at: the write is told of before it is complete.
/// And again, in case the writer was kept from completing it.
const COMPLETE: [Duration; 2] = [Duration::from_millis(30), Duration::from_millis(400)];
/// What was told may cross with a change that was made before it arrived. A change that comes so
/// soon after is told again, as it is what holds.
const CROSSING: Duration = Duration::from_millis(250);

/// What the store has to tell.
#[derive(Clone, Debug)]
pub enum News {
    /// What is remembered from earlier runs. Comes first, and once.
    Recalled(Box<Memory>),
    /// What another instance has changed.
    Changed {
        /// What is now remembered of posts.
        posts: Vec<Remembered>,
        /// What is now remembered of stories.
        stories: Vec<RememberedStory>,
        /// All saved views, if they are others now.
        views: Option<Vec<View>>,
        /// All kept queries, if they are others now.
        queries: Option<Vec<String>>,
    },
    /// The store cannot be used, or not now.
    Trouble(Trouble),
}

enum Request {
    Keep(Change),
    /// The file was written, by whomever.
    Touched,
    /// This falls once all that was to be kept before has been written, or could not be.
    Settle(Sender<()>),
    Close,
}

/// A store that is open, or tried to be. What was given to it is in the file when it has fallen.
#[derive(Debug)]
pub struct Store {
    requests: Sender<Request>,
    /// What the last write came to; taken once it is known.
    closed: Option<Receiver<Option<Why>>>,
    file: PathBuf,
}

impl Store {
    /// Opens the store in a file on a thread of its own, which tells its news from there.
    pub fn open(file: PathBuf, tell: impl FnMut(News) + Send + 'static) -> Self {
        let (requests, receiver) = mpsc::channel();
        let (closing, closed) = mpsc::channel();
        let touched = requests.clone();
        let served = file.clone();
        thread::spawn(move || {
            let _ = closing.send(serve(&served, &receiver, &touched, tell));
        });
        Self { requests, closed: Some(closed), file }
    }

    /// Has a change written soon: a mark at once, a place within half a second.
    pub fn keep(&self, change: Change) {
        // A store that could not be opened takes nothing, and has said so.
        let _ = self.requests.send(Request::Keep(change));
    }

    /// Waits until the marks that were given to it so far are written, or could not be, but no longer
    /// than this.
    pub fn settle(&self, patience: Duration) {
        let (settled, settling) = mpsc::channel();
        if self.requests.send(Request::Settle(settled)).is_ok() {
            let _ = settling.recv_timeout(patience);
        }
    }

    /// Has written what is left, and returns why marks among it could not be: nobody hears of that
    /// as news any more.
    pub fn close(mut self) -> Option<Trouble> {
        let why = self.finish()?;
        Some(Trouble { file: std::mem::take(&mut self.file), why })
    }

    fn finish(&mut self) -> Option<Why> {
        let closed = self.closed.take()?;
        let _ = self.requests.send(Request::Close);
        // A disk that does not answer must not keep the program from ending.
        match closed.recv_timeout(AT_LAST) {
            Ok(lost) => lost,
            Err(RecvTimeoutError::Timeout) => Some(io::Error::from(io::ErrorKind::TimedOut).into()),
            // It panicked, and has said so.
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.finish();
    }
}

fn serve(
    file: &Path,
    requests: &Receiver<Request>,
    touched: &Sender<Request>,
    mut tell: impl FnMut(News),
) -> Option<Why> {
    let touched = touched.clone();
    let opened = schema::open(file).and_then(|connection| {
        // In this order: what is written in between is told twice rather than never.
        let watcher = watched::watch(file, move || {
            let _ = touched.send(Request::Touched);
        });
        let seen = Seen::now(&connection)?;
        let memory = read::all(&connection)?;
        Ok((connection, watcher, seen, memory))
    });
    let (connection, watcher, mut seen, memory) = match opened {
        Ok(opened) => opened,
        Err(why) => {
            // What may not be written may still be known.
            if why == Why::ReadOnly
                && let Ok(memory) = read::recall(file)
            {
                tell(News::Recalled(Box::new(memory)));
            }
            tell(News::Trouble(Trouble { file: file.to_owned(), why }));
            return None;
        }
    };
    seen.views.clone_from(&memory.views);
    seen.queries.clone_from(&memory.queries);
    tell(News::Recalled(Box::new(memory)));
    let mut keeper = Keeper {
        file,
        connection,
        seen,
        pending: Vec::new(),
        due: None,
        look_at: [None; 2],
        told_at: None,
        troubles: Vec::new(),
        tell,
    };
    keeper.run(requests, watcher.is_none());
    keeper.write_last()
}

/// What of the file has been told already.
struct Seen {
    stamp: i64,
    version: i64,
    views: Vec<View>,
    queries: Vec<String>,
}

impl Seen {
    fn now(connection: &Connection) -> rusqlite::Result<Self> {
        let (version, stamp) = (read::version(connection)?, read::stamp(connection)?);
        Ok(Self { stamp, version, views: Vec::new(), queries: Vec::new() })
    }
}

struct Keeper<'a, Tell> {
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
    troubles: Vec<Why>,
    tell: Tell,
}

impl<Tell: FnMut(News)> Keeper<'_, Tell> {
    fn run(&mut self, requests: &Receiver<Request>, is_blind: bool) {
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
    fn write(&mut self) -> Result<(), Why> {
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
                let why = Why::from(error);
                if why == Why::Locked {
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
    fn write_last(&mut self) -> Option<Why> {
        // Without more patience than usual it is tried all the same.
        let _ = self.connection.busy_timeout(LAST_PATIENCE);
        let has_marks = self.pending.iter().any(|change| !change.can_wait());
        let mut written = self.write();
        if written == Err(Why::Full) {
            // What matters less may be what there is no room for.
            self.pending.retain(|change| !change.can_wait());
            written = self.write();
        }
        written.err().filter(|_| has_marks)
    }

    /// Tells what others have written, if they have.
    fn look(&mut self) -> Result<(), Why> {
        let version = read::version(&self.connection)?;
        if version == self.seen.version {
            return Ok(());
        }
        self.seen.version = version;
        self.tell_changes()
    }

    fn tell_changes(&mut self) -> Result<(), Why> {
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

    fn report(&mut self, outcome: Result<(), Why>) {
        let Err(why) = outcome else { return };
        if !self.troubles.contains(&why) {
            self.troubles.push(why.clone());
            (self.tell)(News::Trouble(Trouble { file: self.file.to_owned(), why }));
        }
    }
}
