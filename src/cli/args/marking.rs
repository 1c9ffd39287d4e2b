//! The arguments of `mark` and `watch`.

use super::headings::{OUTPUT, POSTS};
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Heading of the marks in the help.
const MARKS: &str = "Marks";

/// The marks to set and to remove; at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[group(required = true, multiple = true)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct MarkFlags {
    /// Read; of stories, seen
    #[arg(long, conflicts_with = "unread", help_heading = MARKS)]
    pub read: bool,
    /// Unread, also where a rule says read
    #[arg(long, help_heading = MARKS)]
    pub unread: bool,
    /// Starred
    #[arg(long, conflicts_with = "unstar", help_heading = MARKS)]
    pub star: bool,
    /// Not starred, also where a rule says so
    #[arg(long, help_heading = MARKS)]
    pub unstar: bool,
    /// Add a tag of your own; may be given several times
    #[arg(long, value_name = "TAG", help_heading = MARKS)]
    pub tag: Vec<String>,
    /// Remove a tag of your own; may be given several times
    #[arg(long, value_name = "TAG", help_heading = MARKS)]
    pub untag: Vec<String>,
    /// Write this note in place of any other; '' removes it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, help_heading = MARKS)]
    pub note: Option<String>,
}

/// Options of `mark`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct MarkArgs {
    #[command(flatten)]
    pub marks: MarkFlags,

    /// Stories instead of posts
    #[arg(long, help_heading = POSTS)]
    pub stories: bool,
    /// Posts or stories on standard input, one a line: an id, a path, or the address of a story
    #[arg(long, help_heading = POSTS)]
    pub stdin: bool,
    /// Everything, which is otherwise refused without -q, PATH and --stdin
    #[arg(long, help_heading = POSTS)]
    pub all: bool,
    /// At most so many
    #[arg(short = 'n', long, value_name = "N", help_heading = POSTS)]
    pub limit: Option<usize>,

    /// Print what would be marked, and mark nothing
    #[arg(long, help_heading = OUTPUT)]
    pub dry_run: bool,
    /// One JSON object for each that is marked
    #[arg(long, help_heading = OUTPUT)]
    pub json: bool,
    /// Do not say how many were marked
    #[arg(long, help_heading = OUTPUT)]
    pub quiet: bool,
}

/// The matches with which a watch begins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[group(id = "beginning", multiple = true)]
pub struct WatchBeginning {
    /// Begin with everything that is there
    #[arg(long, help_heading = POSTS)]
    pub all: bool,
    /// Begin with what has come since the last run with this file, which keeps the ids
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = POSTS)]
    pub remember: Option<PathBuf>,
}

/// Options of `watch`.
#[derive(Clone, Debug, Args)]
#[group(skip)]
pub struct WatchArgs {
    #[command(flatten)]
    pub beginning: WatchBeginning,
    /// Stories instead of posts
    #[arg(long, help_heading = POSTS)]
    pub stories: bool,
    /// End after the beginning, and wait for nothing
    #[arg(long, requires = "beginning", help_heading = POSTS)]
    pub once: bool,
    /// One JSON object a row, which is the only form
    #[arg(long, help_heading = OUTPUT)]
    pub json: bool,
}
