//! Cloning a repository with the user's git.

use super::address::CloneAddress;
use super::environment::{OF_OTHER_REPOSITORY, quiet};
use super::failure::{FailureReason, PullFailure};
use crate::file::StagedFolder;
use crate::process::{Cancel, Invocation, run_without};
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

const GIT: &str = "git";
/// The time that a clone may take which nobody watches.
const TIME_LIMIT: Duration = Duration::from_secs(3_600);
/// Maximum size of its output in bytes.
const MAX_OUTPUT: usize = 1 << 20;
/// Time between two checks whether git is to be stopped.
const TICK: Duration = Duration::from_millis(40);

/// Options of cloning a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloneOptions {
    /// `true` for the whole history instead of the last commit.
    pub is_full: bool,
    /// `true` if git has the terminal: it shows its progress there, and may ask for passwords.
    pub has_terminal: bool,
    /// `true` if only the user can enter the folders around the clone that are made.
    pub is_private: bool,
}

/// Why a repository was not cloned.
#[derive(Debug)]
pub enum CloneError {
    /// Git failed.
    Git(PullFailure),
    /// The folder cannot be made.
    Folder(io::Error),
}

/// Clones a repository into a folder that does not exist yet, or is empty. It gets there when it is complete;
/// after a failure nothing is left, neither of it nor of the folders around it that were made.
///
/// # Errors
///
/// The reason why it was not cloned.
pub fn clone(
    address: &CloneAddress,
    to: &Path,
    options: CloneOptions,
    cancel: &Cancel,
) -> Result<(), CloneError> {
    let staged = StagedFolder::new(to, options.is_private).map_err(CloneError::Folder)?;
    let words = words(address, staged.path(), options);
    if options.has_terminal {
        let failed = |reason| Err(CloneError::Git(PullFailure::silent(reason)));
        match with_terminal(&words, cancel) {
            Ok(_) if cancel.is_cancelled() => return failed(FailureReason::Cancelled),
            Ok(status) if status.success() => {}
            Ok(status) => {
                let code = status.code().and_then(|code| u32::try_from(code).ok());
                return failed(FailureReason::Exited(code.unwrap_or(1)));
            }
            Err(error) => return Err(CloneError::Git(PullFailure::not_started(GIT, &error))),
        }
    } else {
        let invocation = Invocation {
            words,
            input: None,
            folder: None,
            environment: quiet(),
            time_limit: TIME_LIMIT,
            max_output: MAX_OUTPUT,
            drops_rest: false,
        };
        let ended = run_without(invocation, &OF_OTHER_REPOSITORY, cancel)
            .map_err(|error| CloneError::Git(PullFailure::not_started(GIT, &error)))?;
        if let Some(failure) = PullFailure::of(&ended, TIME_LIMIT) {
            return Err(CloneError::Git(failure));
        }
    }
    staged.finish().map_err(CloneError::Folder)
}

/// The program and its arguments.
fn words(address: &CloneAddress, to: &Path, options: CloneOptions) -> Vec<OsString> {
    let mut words: Vec<OsString> = [GIT, "clone", "--quiet"].map(OsString::from).to_vec();
    words.extend(options.has_terminal.then(|| "--progress".into()));
    // Git copies a repository on this machine with its history.
    if !options.is_full && !address.is_path() {
        words.extend(["--depth", "1"].map(OsString::from));
    }
    words.extend(["--".into(), address.as_str().into(), to.into()]);
    words
}

/// Runs a program that has our terminal.
fn with_terminal(words: &[OsString], cancel: &Cancel) -> io::Result<ExitStatus> {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdout(Stdio::null());
    for name in OF_OTHER_REPOSITORY {
        command.env_remove(name);
    }
    let mut child = command.spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if cancel.is_cancelled() {
            // A key that cancels reaches git as well, which then removes its files.
            thread::sleep(TICK);
            let _ = child.kill();
            return child.wait();
        }
        thread::sleep(TICK);
    }
}
