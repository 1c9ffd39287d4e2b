//! The thread that reads the terminal and sends what it reads to the loop.
//!
//! It sleeps until there is something: no key, no CPU. While another program owns the terminal it
//! rests and takes none of that program's keys. It waits by itself, before it asks crossterm,
//! since crossterm can neither be woken nor does it notice a terminal that is gone: it would read
//! an end of file for ever.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event;
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::pipe;

use super::Input;

/// How long [`Reader::pause`] waits for the thread to come to rest. It is at rest at once, unless
/// half an escape sequence came in and crossterm waits for the other half.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long crossterm is asked for further events, which it may have read along with the first. It
/// looks at those only while time is left, so this must be longer than a busy system keeps a thread
/// waiting; else a key would lie there until the next one. It sleeps meanwhile.
const LEFT_OVER: Duration = Duration::from_millis(50);

/// The running reader. When it falls, the thread ends.
#[derive(Debug)]
pub struct Reader {
    wake: UnixStream,
    rest: Arc<Rest>,
}

impl Reader {
    /// Starts reading, after the terminal has been taken. Each input is wrapped into a message of
    /// the loop and sent; when nobody receives any more, the thread ends.
    ///
    /// # Errors
    ///
    /// There is no terminal to read from, or the system refuses a handle or the thread.
    pub fn start<M: Send + 'static>(
        sender: Sender<M>,
        wrap: impl Fn(Input) -> M + Send + 'static,
    ) -> io::Result<Self> {
        let (woken, wake) = UnixStream::pair()?;
        let (resized, resize) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        resized.set_nonblocking(true)?;
        pipe::register(SIGWINCH, resize)?;
        let sources = Sources { terminal: terminal()?, woken, resized };
        let rest = Arc::<Rest>::default();
        let shared = Arc::clone(&rest);
        let read = move || {
            let send = |input| sender.send(wrap(input)).is_ok();
            loop {
                shared.take();
                if !sources.read_once(&send) {
                    return;
                }
            }
        };
        thread::Builder::new().name("input".into()).spawn(read)?;
        Ok(Self { wake, rest })
    }

    /// Has the thread rest until the guard falls. What is typed meanwhile stays in the terminal.
    pub fn pause(&self) -> Paused {
        let mut state = self.rest.lock();
        state.wanted += 1;
        // A full pipe wakes the thread as well.
        let _ = (&self.wake).write(&[0]);
        let awake = |state: &mut State| !state.resting;
        drop(self.rest.changed.wait_timeout_while(state, PATIENCE, awake));
        Paused(Arc::clone(&self.rest))
    }
}

/// While it lives the reader rests.
#[derive(Debug)]
pub struct Paused(Arc<Rest>);

impl Drop for Paused {
    fn drop(&mut self) {
        self.0.lock().wanted -= 1;
        self.0.changed.notify_all();
    }
}

/// Whether the thread is to rest, and whether it does.
#[derive(Debug, Default)]
struct Rest {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// How many ask it to rest.
    wanted: usize,
    /// It rests.
    resting: bool,
}

impl Rest {
    /// The state; it stays sound whatever panicked while it was locked.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rests for as long as somebody wants it.
    fn take(&self) {
        let mut state = self.lock();
        while state.wanted > 0 {
            state.resting = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.resting = false;
    }
}

/// What the thread waits for.
struct Sources {
    terminal: OwnedFd,
    woken: UnixStream,
    resized: UnixStream,
}

impl Sources {
    /// Waits until something happens and sends it. Returns whether to go on.
    fn read_once(&self, send: &impl Fn(Input) -> bool) -> bool {
        let mut sources = [
            PollFd::new(&self.terminal, PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
            PollFd::new(&self.resized, PollFlags::IN),
        ];
        match poll(&mut sources, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return true,
            Err(_) => return closed(send),
        }
        let [terminal, woken, resized] = sources.map(|source| source.revents());
        if !resized.is_empty() {
            drain(&self.resized);
            if let Ok((columns, rows)) = crossterm::terminal::size()
                && !send(Input::Resize { columns, rows })
            {
                return false;
            }
        }
        if !woken.is_empty() {
            // Nothing else is read now: the terminal may be another program's already.
            return drain(&self.woken);
        }
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR) {
            return closed(send);
        }
        // Some systems cannot wait for a terminal and say so (NVAL); crossterm can.
        terminal.is_empty() || read_events(send)
    }
}

/// Reads one event, which is there, and those crossterm has read along with it.
fn read_events(send: &impl Fn(Input) -> bool) -> bool {
    loop {
        let Ok(event) = event::read() else { return closed(send) };
        // A change of size is told by `Sources::resized`; crossterm would tell it again.
        let input = Input::of(event).filter(|input| !matches!(input, Input::Resize { .. }));
        if input.is_some_and(|input| !send(input)) {
            return false;
        }
        match event::poll(LEFT_OVER) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(_) => return closed(send),
        }
    }
}

/// Sends that the terminal is gone; there is nothing to go on for.
fn closed(send: &impl Fn(Input) -> bool) -> bool {
    send(Input::Closed);
    false
}

/// Empties a pipe; returns whether its other end is still there.
fn drain(mut pipe: &UnixStream) -> bool {
    let mut bytes = [0; 64];
    loop {
        match pipe.read(&mut bytes) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(error) => return error.kind() == io::ErrorKind::WouldBlock,
        }
    }
}

/// The terminal crossterm reads: standard input, or the controlling terminal when that is a pipe.
fn terminal() -> io::Result<OwnedFd> {
    let input = io::stdin();
    if input.is_terminal() {
        input.as_fd().try_clone_to_owned()
    } else {
        Ok(File::open("/dev/tty")?.into())
    }
}
