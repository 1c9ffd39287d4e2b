//! The thread that reads the terminal and reports its input.
//!
//! The thread sleeps until there is input: no key, no CPU. While another program owns the terminal
//! it rests and takes none of that program's keys. It reads the bytes itself rather than through
//! crossterm, which keeps every reply that nobody asked for, goes through all of them for each key,
//! and reports replies it does not know as typed text.

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

/// Bytes read at once: the size of a terminal's buffer on Linux.
const READ_BYTES: usize = 4096;

/// Maximum time [`InputReader::pause`] waits for the thread to come to rest, which it normally does at
/// once.
const PATIENCE: Duration = Duration::from_millis(500);

/// The running reader. The thread ends when it is dropped.
#[derive(Debug)]
pub struct InputReader {
    wake: UnixStream,
    rest: Arc<Rest>,
}

impl InputReader {
    /// Starts reading; call it after the terminal has been taken. Each input goes to `send`; when
    /// that returns `false`, the thread ends.
    ///
    /// # Errors
    ///
    /// There is no terminal to read from, or the system refuses a handle or the thread.
    pub fn start(send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<Self> {
        let (woken, wake) = UnixStream::pair()?;
        let (resized, resize) = UnixStream::pair()?;
        woken.set_nonblocking(true)?;
        resized.set_nonblocking(true)?;
        pipe::register(SIGWINCH, resize)?;
        let mut source =
            InputSources { terminal: terminal()?, woken, resized, decoder: Decoder::default() };
        let rest = Arc::<Rest>::default();
        let shared = Arc::clone(&rest);
        let read = move || {
            let mut buffer = [0; READ_BYTES];
            loop {
                shared.take();
                if !source.read_once(&mut buffer, &send) {
                    return;
                }
            }
        };
        threads::start("input", read)?;
        Ok(Self { wake, rest })
    }

    /// Pauses the thread until the returned guard is dropped. Input typed meanwhile stays in the
    /// terminal.
    pub fn pause(&self) -> Paused {
        let mut state = self.rest.lock();
        state.pausing_guards += 1;
        // If the pipe is full, the thread is woken anyway.
        let _ = (&self.wake).write(&[0]);
        let awake = |state: &mut PauseState| !state.resting;
        drop(self.rest.changed.wait_timeout_while(state, PATIENCE, awake));
        Paused(Arc::clone(&self.rest))
    }
}

/// Keeps the reader paused until it is dropped.
#[derive(Debug)]
pub struct Paused(Arc<Rest>);

impl Drop for Paused {
    fn drop(&mut self) {
        self.0.lock().pausing_guards -= 1;
        self.0.changed.notify_all();
    }
}

/// Pause state shared with the thread: requested and reached.
#[derive(Debug, Default)]
struct Rest {
    state: Mutex<PauseState>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct PauseState {
    /// Number of guards that ask the thread to rest.
    pausing_guards: usize,
    /// Set while the thread rests.
    resting: bool,
}

impl Rest {
    /// Locks the state, which is valid even if a thread panicked while it held the lock.
    fn lock(&self) -> MutexGuard<'_, PauseState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rests for as long as a guard asks for it.
    fn take(&self) {
        let mut state = self.lock();
        while state.pausing_guards > 0 {
            state.resting = true;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.resting = false;
    }
}

/// The event sources that the thread waits for.
struct InputSources {
    terminal: OwnedFd,
    woken: UnixStream,
    resized: UnixStream,
    decoder: Decoder,
}

impl InputSources {
    /// Waits for an event and reports it; returns `false` if the thread should end.
    fn read_once(&mut self, buffer: &mut [u8], send: &impl Fn(Input) -> bool) -> bool {
        let mut sources = [
            PollFd::new(&self.terminal, PollFlags::IN),
            PollFd::new(&self.woken, PollFlags::IN),
            PollFd::new(&self.resized, PollFlags::IN),
        ];
        // No time limit, unless a sequence has begun whose end may never come.
        let limit = self.decoder.patience().and_then(|limit| Timespec::try_from(limit).ok());
        let mut goes_on = true;
        let mut send_each = |input| goes_on &= send(input);
        match poll(&mut sources, limit.as_ref()) {
            Ok(0) => {
                self.decoder.give_up(&mut send_each);
                return goes_on;
            }
            Ok(_) => {}
            Err(Errno::INTR) => return true,
            Err(_) => return closed(send),
        }
        let [terminal, woken, resized] = sources.map(|source| source.revents());
        if !resized.is_empty() {
            drain(&self.resized);
            if let Ok((columns, rows)) = crossterm::terminal::size() {
                send_each(Input::Resize { columns, rows });
            }
        }
        if !woken.is_empty() {
            // Nothing else is read now: the terminal may already belong to another program.
            return drain(&self.woken) && goes_on;
        }
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR) {
            return closed(send);
        }
        // Some systems cannot poll a terminal and report that (NVAL); reading waits as well.
        if !terminal.is_empty() {
            match rustix::io::read(&self.terminal, &mut *buffer) {
                Ok(0) => return closed(send),
                Ok(count) => self.decoder.take(&buffer[..count], &mut send_each),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return closed(send),
            }
        }
        goes_on
    }
}

/// Reports that the terminal is gone; returns `false`, as there is nothing more to read.
fn closed(send: &impl Fn(Input) -> bool) -> bool {
    send(Input::Closed);
    false
}

/// Empties a pipe; returns `true` while its other end is open.
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

/// The terminal to read: standard input, or the controlling terminal if that is a pipe.
fn terminal() -> io::Result<OwnedFd> {
    let input = io::stdin();
    if input.is_terminal() {
        input.as_fd().try_clone_to_owned()
    } else {
        Ok(File::open("/dev/tty")?.into())
    }
}
