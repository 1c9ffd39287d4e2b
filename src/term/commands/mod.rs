//! Running the user's own commands: each on a thread of its own, or in the foreground with the terminal.

mod arguments;
mod input;
mod kept;
mod prepared;

use crate::app::{CommandEnd, CommandFailure, CommandJob, Message};
use crate::config::CommandOutput;
use crate::file;
use crate::process::{self, Cancel, End, Ended, Invocation};
use crate::text::{clean, clean_line};
use crate::threads;
pub use input::JsonRows;
use kept::KeptOutputs;
use prepared::Prepared;
use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Maximum size in bytes of an output that is read in the reader.
const MAX_READER_BYTES: usize = 1 << 20;
/// Maximum size in bytes of an output of which the first line is shown.
const MAX_NOTICE_BYTES: usize = 64 << 10;
/// Maximum time that the end of the program waits for commands to be stopped.
const TO_STOP: Duration = Duration::from_millis(1_500);

/// Sends the end of a command to the loop, if that is not over.
type EndSender = dyn Fn(Message) + Send + Sync;

/// The commands that run, and the outputs that are kept.
pub(super) struct CommandRunner {
    rows: JsonRows,
    send: Arc<EndSender>,
    /// For each run, what stops it. Those of runs that have ended do nothing.
    cancels: HashMap<u64, Cancel>,
    kept: Arc<Mutex<KeptOutputs>>,
    /// Closed once every run has ended.
    ended: (Sender<()>, Receiver<()>),
}

impl CommandRunner {
    /// Runs commands whose ends are sent with `send`. `rows` makes the rows of JSON that some read.
    pub fn new(rows: JsonRows, send: impl Fn(Message) + Send + Sync + 'static) -> Self {
        let (kept, ended) = (Arc::default(), mpsc::channel());
        Self { rows, send: Arc::new(send), cancels: HashMap::new(), kept, ended }
    }

    /// Starts a command on a thread; returns its end if there is no thread.
    pub fn start(&mut self, job: CommandJob) -> Option<Message> {
        let cancel = Cancel::default();
        self.cancels.insert(job.number, cancel.clone());
        let (number, program) = (job.number, job.command.name.clone());
        let run = CommandRun {
            rows: self.rows,
            cancel,
            kept: Arc::clone(&self.kept),
            send: Arc::clone(&self.send),
            ended: self.ended.0.clone(),
            job,
        };
        let refused = threads::start_with("command", run, CommandRun::run).err()?;
        let failure = CommandFailure::NotStarted(program, refused.error.to_string());
        Some(Message::CommandEnded { number, end: CommandEnd::Failed(failure) })
    }

    /// Stops a command, by the number of its run. Its end is sent as that of any other.
    pub fn stop(&self, number: u64) {
        if let Some(cancel) = self.cancels.get(&number) {
            cancel.cancel();
        }
    }

    /// Has all that runs stopped.
    pub fn cancel(&self) {
        self.cancels.values().for_each(Cancel::cancel);
    }

    /// Stops all commands, and waits until they have ended.
    pub fn close(self) {
        self.cancel();
        let (own, ended) = self.ended;
        drop(own);
        let until = Instant::now() + TO_STOP;
        // Each run that ends says nothing, and closes its end.
        let _ = ended.recv_timeout(until.saturating_duration_since(Instant::now()));
    }

    /// The command that runs a job in the foreground, with the terminal.
    ///
    /// # Errors
    ///
    /// The job cannot be run.
    pub fn foreground(&self, job: &CommandJob) -> Result<Command, CommandFailure> {
        let prepared = Prepared::of(job, self.rows)?;
        let program = prepared.program();
        let mut command = Command::new(&prepared.words[0]);
        command.args(&prepared.words[1..]);
        if let Some(input) = &prepared.input {
            let file = file::unnamed(input)
                .map_err(|error| CommandFailure::NotStarted(program, error.to_string()))?;
            command.stdin(Stdio::from(file));
        }
        Ok(command)
    }
}

/// The end of a command that had the terminal.
pub(super) fn foreground_end(program: &str, ended: io::Result<ExitStatus>) -> CommandEnd {
    let program = clean_line(program);
    let status = match ended {
        Ok(status) => status,
        Err(error) => return CommandEnd::Failed(not_started(program, &error)),
    };
    if status.success() {
        return CommandEnd::Done { output: String::new(), is_cut: false, is_kept: false };
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return CommandEnd::Failed(CommandFailure::Signal(program, signal, String::new()));
    }
    let code = status.code().and_then(|code| u32::try_from(code).ok()).unwrap_or(1);
    CommandEnd::Failed(CommandFailure::Code(program, code, String::new()))
}

/// One run of a command, on its thread.
struct CommandRun {
    job: CommandJob,
    rows: JsonRows,
    cancel: Cancel,
    kept: Arc<Mutex<KeptOutputs>>,
    send: Arc<EndSender>,
    /// Closed at the end.
    ended: Sender<()>,
}

impl CommandRun {
    fn run(self) {
        let end = self.end();
        let number = self.job.number;
        (self.send)(Message::CommandEnded { number, end });
        drop(self.ended);
    }

    fn end(&self) -> CommandEnd {
        let prepared = match Prepared::of(&self.job, self.rows) {
            Ok(prepared) => prepared,
            Err(failure) => return CommandEnd::Failed(failure),
        };
        if self.cancel.is_cancelled() {
            return CommandEnd::Cancelled;
        }
        let is_read = self.job.command.output == CommandOutput::Reader;
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if is_read
            && !self.job.is_again
            && let Some((output, is_cut)) = kept().get(&prepared)
        {
            return CommandEnd::Done { output, is_cut, is_kept: true };
        }
        let end = self.run_to_end(&prepared);
        if let CommandEnd::Done { output, is_cut, .. } = &end
            && is_read
        {
            kept().put(prepared, output.clone(), *is_cut);
        }
        end
    }

    fn run_to_end(&self, prepared: &Prepared) -> CommandEnd {
        let command = &self.job.command;
        let time_limit = match command.timeout {
            0 => Duration::MAX,
            seconds => Duration::from_secs(seconds as u64),
        };
        let invocation = Invocation {
            words: prepared.words.clone(),
            input: prepared.input.clone(),
            folder: None,
            environment: Vec::new(),
            time_limit,
            max_output: match command.output {
                CommandOutput::Reader => MAX_READER_BYTES,
                CommandOutput::Notice => MAX_NOTICE_BYTES,
                CommandOutput::None | CommandOutput::Terminal => 0,
            },
            // It may have more to do than to print a first line.
            drops_rest: command.output == CommandOutput::Notice,
        };
        let program = prepared.program();
        match process::run(invocation, &self.cancel) {
            Ok(ended) => end_of(&ended, program, command.timeout),
            Err(error) => CommandEnd::Failed(not_started(program, &error)),
        }
    }
}

fn end_of(ended: &Ended, program: String, timeout: usize) -> CommandEnd {
    let errors = || clean(&String::from_utf8_lossy(&ended.error_output)).into_owned();
    let failure = match ended.end {
        End::Exited(0) | End::TooMuchOutput => {
            let is_cut = ended.end == End::TooMuchOutput;
            let output = clean(&String::from_utf8_lossy(&ended.output)).into_owned();
            return CommandEnd::Done { output, is_cut, is_kept: false };
        }
        End::Cancelled => return CommandEnd::Cancelled,
        End::Exited(code) => CommandFailure::Code(program, code, errors()),
        End::Signal(signal) => CommandFailure::Signal(program, signal, errors()),
        End::TimeLimit => CommandFailure::TimeLimit(timeout, errors()),
        End::WantedTerminal => CommandFailure::WantedTerminal,
    };
    CommandEnd::Failed(failure)
}

/// The failure of a program that was not started.
fn not_started(program: String, error: &io::Error) -> CommandFailure {
    match error.kind() {
        ErrorKind::NotFound => CommandFailure::NotFound(program),
        _ => CommandFailure::NotStarted(program, clean_line(&error.to_string())),
    }
}
