//! Bringing roots up to date with the user's programs, and cloning repositories with the user's git.
//!
//! Decides what is run, where, and side by side with what; says how it ended. Knows nothing of the posts in
//! the roots, of panes or of the command line. Nothing here talks to the network: the programs do.

mod address;
mod clone;
mod environment;
mod failure;
mod plan;
mod run;

pub use address::{CloneAddress, CloneAddressError, has_remote, is_bare_repository};
pub use clone::{CloneError, CloneOptions, clone};
pub use failure::{FailureReason, PullFailure};
pub use plan::{PullPlan, PullRoot, pulled_roots};
pub use run::{PULL_SECONDS, PullEnd, pull};

#[cfg(test)]
mod tests;
