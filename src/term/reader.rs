//! The thread that reads the terminal and tells what it reads.
//!
//! It sleeps until there is something: no key, no CPU. While another program owns the terminal it
//! rests and takes none of that program's keys. It reads the bytes itself, and not by crossterm: that
//! keeps every answer of a terminal that nobody asked for, goes through all of them for each key, and
//! types the answers it does not know.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::pipe;

use super::Input;
use super::decoder::Decoder;
use crate::threads;

/// Bytes that are read at once: what a terminal of Linux holds.
const READ_BYTES: usize = 4096;

/// How long [`Reader::pause`] waits for the thread to come to rest, which it does at once.
const PATIENCE: Duration = Duration::from_millis(500);

/// The running reader. When it falls, the thread ends.
#[derive(Debug)]
pub struct Reader {
    wake: UnixStream,
    rest: Arc<Rest>,
}

impl Reader {
    /// Starts reading, after the terminal has been taken. Each input goes to `tell`; when that says
    /// that nobody wants any more, the thread ends.
    ///
    /// # Errors
    ///
    /// There is no terminal to read from, or the system refuses a handle or the thread.
    pub fn start(tell: impl Fn(Input) -> bool + Send + 'static) -> io::Result<Self> {
        let (woken, wake) = UnixStream::pair()?;
        let (resized, resize) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        resized.set_nonblocking(true)?;
        pipe::register(SIGWINCH, resize)?;
        let mut source =
            Source { terminal: terminal()?, woken, resized, decoder: Decoder::default() };
        let rest = Arc::<Rest>::default();
        let shared = Arc::clone(&rest);
        let read = move || {
            let mut buffer = [0; READ_BYTES];
            loop {
                shared.take();
                if !source.read_once(&mut buffer, &tell) {
                    return;
                }
            }
        };
        threads::start("input", read)?;
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
struct Source {
    terminal: OwnedFd,
    woken: UnixStream,
    resized: UnixStream,
    decoder: Decoder,
}

impl Source {
    /// Waits until something happens and tells it. Returns whether to go on.
    fn read_once(&mut self, buffer: &mut [u8], tell: &impl Fn(Input) -> bool) -> bool {
        let mut sources = [
            PollFd::new(&self.terminal, PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
            PollFd::new(&self.resized, PollFlags::IN),
        ];
        // No limit, unless something has begun whose end may never come.
        let limit = self.decoder.patience().and_then(|limit| Timespec::try_from(limit).ok());
        let mut goes_on = true;
        let mut tell_each = |input| goes_on &= tell(input);
        match poll(&mut sources, limit.as_ref()) {
            Ok(0) => {
                self.decoder.give_up(&mut tell_each);
                return goes_on;
            }
            Ok(_) => {}
            Err(Errno::INTR) => return true,
            Err(_) => return closed(tell),
        }
        let [terminal, woken, resized] = sources.map(|source| source.revents());
        if !resized.is_empty() {
            drain(&self.resized);
            if let Ok((columns, rows)) = crossterm::terminal::size() {
                tell_each(Input::Resize { columns, rows });
            }
        }
        if !woken.is_empty() {
            // Nothing else is read now: the terminal may be another program's already.
            return drain(&self.woken) && goes_on;
        }
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR) {
            return closed(tell);
        }
        // Some systems cannot wait for a terminal and say so (NVAL); reading waits as well.
        if !terminal.is_empty() {
            match rustix::io::read(&self.terminal, &mut *buffer) {
                Ok(0) => return closed(tell),
                Ok(count) => self.decoder.take(&buffer[..count], &mut tell_each),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return closed(tell),
            }
        }
        goes_on
    }
}

/// Tells that the terminal is gone; there is nothing to go on for.
fn closed(tell: &impl Fn(Input) -> bool) -> bool {
    tell(Input::Closed);
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

/// The terminal that is read: standard input, or the controlling terminal when that is a pipe.
fn terminal() -> io::Result<OwnedFd> {
    let input = io::stdin();
    if input.is_terminal() {
        input.as_fd().try_clone_to_owned()
    } else {
        Ok(File::open("/dev/tty")?.into())
    }
}
