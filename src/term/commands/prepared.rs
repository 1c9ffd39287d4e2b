//! The arguments, the input and the environment a command is run with.

use super::arguments::arguments;
use super::input::{JsonRows, input};
use crate::app::{CommandFailure, CommandJob};
use crate::text::clean_line;
use std::ffi::OsString;

/// A program with its arguments, and its input.
pub(super) struct Prepared {
    pub words: Vec<OsString>,
    pub input: Option<Vec<u8>>,
}

impl Prepared {
    /// The program, arguments and input of a job.
    ///
    /// # Errors
    ///
    /// The job cannot be run for these posts and stories.
    pub fn of(job: &CommandJob, rows: JsonRows) -> Result<Self, CommandFailure> {
        Ok(Self { words: arguments(job)?, input: input(job, rows)? })
    }

    /// Name of the program.
    pub fn program(&self) -> String {
        clean_line(&self.words[0].to_string_lossy())
    }
}
