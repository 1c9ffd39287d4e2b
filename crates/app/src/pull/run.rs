//! Running the commands of a plan.

use super::environment::{OF_OTHER_REPOSITORY, quiet};
use super::failure::{FailureReason, PullFailure};
use super::plan::{PlannedCommand, PullPlan};
use crate::process::{Cancel, Invocation, run_without};
use crate::threads;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Number of seconds that a command may take, unless another limit is given.
pub const PULL_SECONDS: u64 = 300;
/// Maximum number of commands that run side by side.
const MAX_AT_ONCE: usize = 8;
/// Maximum size of a command's output in bytes. Git lists every file that a pull changes.
const MAX_OUTPUT: usize = 64 << 20;

/// The result of the pull of a root.
pub type PullEnd = Result<(), PullFailure>;

/// Runs the commands of a plan, each for at most `limit`, and calls `each` with the number of a root whenever
/// its command has ended. Returns the ends for all roots, in order.
pub fn pull(
    plan: &PullPlan,
    limit: Duration,
    cancel: &Cancel,
    mut each: impl FnMut(usize, &PullEnd),
) -> Vec<PullEnd> {
    let cancelled = || Err(PullFailure::silent(FailureReason::Cancelled));
    let mut ends: Vec<PullEnd> = (0..plan.roots).map(|_| cancelled()).collect();
    let waiting = &Mutex::new(plan.lanes.iter());
    let worker = || {
        let mut commands = [].iter();
        move || loop {
            if let Some(command) = commands.next() {
                return Some((command, end_of(command, limit, cancel)));
            }
            let lane = waiting.lock().unwrap_or_else(PoisonError::into_inner).next()?;
            commands = lane.iter();
        }
    };
    threads::gathered(plan.lanes.len().min(MAX_AT_ONCE), worker, |(command, end)| {
        for root in &command.roots {
            each(*root, &end);
            ends[*root].clone_from(&end);
        }
        true
    });
    ends
}

/// Runs a command, and returns how it ended.
fn end_of(command: &PlannedCommand, limit: Duration, cancel: &Cancel) -> PullEnd {
    if cancel.is_cancelled() {
        return Err(PullFailure::silent(FailureReason::Cancelled));
    }
    if !command.folder.is_dir() {
        return Err(PullFailure::silent(FailureReason::NoFolder));
    }
    let invocation = Invocation {
        words: command.words.clone(),
        input: None,
        folder: Some(command.folder.clone()),
        environment: quiet(),
        time_limit: limit,
        max_output: MAX_OUTPUT,
        drops_rest: false,
    };
    match run_without(invocation, &OF_OTHER_REPOSITORY, cancel) {
        Ok(ended) => PullFailure::of(&ended, limit).map_or(Ok(()), Err),
        Err(error) => Err(PullFailure::not_started(&command.words[0].to_string_lossy(), &error)),
    }
}
