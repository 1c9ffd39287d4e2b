//! Running programs of the user's: an argument vector, input, bounded output, a time limit.
//!
//! Knows nothing of what the programs are for. No shell is involved, and the programs cannot read from the
//! terminal: each is the leader of a process group of its own, outside the terminal's foreground. Whatever a
//! program started goes with it: when its time is up, when it is cancelled, and when it has ended but left
//! behind processes that keep its output open.

mod capture;
mod group;

use capture::{Head, Tail};
use group::Group;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use subprocess::{Exec, InputData, Redirection};

/// Time between two checks whether the program is to be stopped.
const TICK: Duration = Duration::from_millis(40);
/// Time the output may stay open after the program has ended.
const OPEN_AFTER_END: Duration = Duration::from_millis(300);
/// Time a program has to end itself after `SIGTERM`.
const TO_END: Duration = Duration::from_secs(1);
/// Bytes of standard error that are kept: its end, where a program says what went wrong.
const MAX_ERROR_OUTPUT: usize = 64 * 1024;

/// A program to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// The program, which is looked for in `PATH`, and its arguments.
    pub words: Vec<OsString>,
    /// Its standard input; `None` if it is to be empty.
    pub input: Option<Vec<u8>>,
    /// The folder it runs in; `None` for the current one.
    pub folder: Option<PathBuf>,
    /// Environment variables to be set for it, in addition to ours.
    pub environment: Vec<(OsString, OsString)>,
    /// The time it may take.
    pub time_limit: Duration,
    /// The number of bytes that are taken of its standard output. A program that writes more is stopped. With
    /// 0, the output goes nowhere, and there is no limit.
    pub max_output: usize,
    /// Set if a program may write more, which is read and dropped.
    pub drops_rest: bool,
}

/// The end of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Exited with this code.
    Exited(u32),
    /// A signal ended it.
    Signal(i32),
    /// Stopped since it took longer than its time limit.
    TimeLimit,
    /// Stopped since it wanted to read from the terminal.
    WantedTerminal,
    /// Stopped since it wrote more than it may.
    TooMuchOutput,
    /// Stopped since it was cancelled.
    Cancelled,
}

/// A program that has ended, and what it wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Its end.
    pub end: End,
    /// Its standard output: the first [`Invocation::max_output`] bytes.
    pub output: Vec<u8>,
    /// The last 64 KiB of its standard error.
    pub error_output: Vec<u8>,
}

/// Cancels programs: all copies of it are one.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Has the programs that run with it stopped.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns `true` if it has been used.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs a program to its end, on this thread. Returns within its time limit and about two seconds.
///
/// # Errors
///
/// Fails if the program cannot be started: it is not found, not executable, or the system refuses a process.
pub fn run(invocation: Invocation, cancel: &Cancel) -> io::Result<Ended> {
    run_without(invocation, &[], cancel)
}

/// Runs a program to its end, as [`run`] does, without some of our environment variables.
///
/// # Errors
///
/// Fails if the program cannot be started.
pub fn run_without(
    invocation: Invocation,
    variables: &[&str],
    cancel: &Cancel,
) -> io::Result<Ended> {
    if cancel.is_cancelled() {
        // A fast program would be through before anybody looked again.
        return Ok(Ended { end: End::Cancelled, output: Vec::new(), error_output: Vec::new() });
    }
    let Invocation { words, input, folder, environment, time_limit, max_output, drops_rest } =
        invocation;
    let mut words = words.into_iter();
    let Some(program) = words.next() else {
        return Err(io::Error::new(ErrorKind::InvalidInput, "no program"));
    };
    let mut exec = Exec::cmd(program).args(words).env_extend(environment);
    for variable in variables {
        exec = exec.env_remove(variable);
    }
    if let Some(folder) = folder {
        exec = exec.cwd(folder);
    }
    exec = match input {
        Some(input) => exec.stdin(InputData::from_bytes(input)),
        None => exec.stdin(Redirection::Null),
    };
    let stdout = if max_output == 0 { Redirection::Null } else { Redirection::Pipe };
    exec = group::lead(exec.stdout(stdout).stderr(Redirection::Pipe));

    let started = Instant::now();
    let mut job = exec.start()?;
    let mut pipes = job.communicate()?.limit_time(TICK);
    let group = Group::of(job);
    let (mut output, mut error_output) =
        (Head::new(max_output, drops_rest), Tail::new(MAX_ERROR_OUTPUT));
    let mut is_open = true;
    let mut ended_at: Option<Instant> = None;
    let stopped = loop {
        if is_open {
            match pipes.read_to(&mut output, &mut error_output) {
                Ok(()) => is_open = false,
                Err(error) if error.kind() == ErrorKind::TimedOut => {}
                Err(_) if output.is_full() => break Some(End::TooMuchOutput),
                Err(_) => is_open = false,
            }
        } else {
            group.wait(TICK);
        }
        if group.has_ended() {
            let since = ended_at.get_or_insert_with(Instant::now).elapsed();
            if !is_open || since >= OPEN_AFTER_END {
                break None;
            }
        }
        if cancel.is_cancelled() {
            break Some(End::Cancelled);
        }
        if group.wants_terminal() {
            break Some(End::WantedTerminal);
        }
        if started.elapsed() >= time_limit {
            break Some(End::TimeLimit);
        }
    };
    drop(pipes);
    let end = group.end(TO_END)?;
    Ok(Ended {
        end: stopped.unwrap_or(end),
        output: output.into_bytes(),
        error_output: error_output.into_bytes(),
    })
}

#[cfg(test)]
mod tests;
