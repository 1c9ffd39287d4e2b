//! The arguments of `pull` and `add`.

use super::headings::{OUTPUT, SETTINGS};
use crate::pull::PULL_SECONDS;
use clap::{Args, ValueHint};
use std::ffi::OsString;
use std::path::PathBuf;

/// Arguments of `pull`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct PullArgs {
    /// Only the roots at, below or around these paths
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Say only what fails
    #[arg(long, help_heading = OUTPUT)]
    pub quiet: bool,
    /// One JSON object a root
    #[arg(long, conflicts_with = "quiet", help_heading = OUTPUT)]
    pub json: bool,
    /// Stop a command after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = PULL_SECONDS, help_heading = SETTINGS,
        value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub timeout: u64,
}

/// Arguments of `add`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct AddArgs {
    /// The address of a git repository, or a folder or file that is there
    #[arg(value_name = "URL-OR-PATH", value_hint = ValueHint::AnyPath, allow_hyphen_values = true)]
    pub source: OsString,
    /// Clone into this folder, instead of one in the data folder; in it, if it has other contents
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath, help_heading = OUTPUT)]
    pub to: Option<PathBuf>,
    /// Clone the whole history, instead of the last commit
    #[arg(long, help_heading = OUTPUT)]
    pub full: bool,
}
