//! Options that several commands have.

use super::headings::{OUTPUT, POSTS};
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// The selection of posts.
#[derive(Clone, Debug, Default, Args)]
pub struct PostSelection {
    /// Folders of Markdown posts, or single files; - reads one post from standard input
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Only posts that meet this query, e.g. 'tag:kubernetes istio'
    #[arg(
        short, long, value_name = "QUERY", allow_hyphen_values = true, help_heading = POSTS
    )]
    pub query: Option<String>,
}

/// Number and form of the rows.
#[derive(Clone, Copy, Debug, Args)]
pub struct RowOptions {
    /// At most so many rows
    #[arg(short = 'n', long, value_name = "N", help_heading = POSTS)]
    pub limit: Option<usize>,

    /// One JSON object a row
    #[arg(long, help_heading = OUTPUT)]
    pub json: bool,
}

/// Form in which posts are printed.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct PrintOptions {
    /// Neither colours nor links of the terminal; addresses below the post, as in a pipe
    #[arg(long, help_heading = OUTPUT)]
    pub plain: bool,

    /// Lines of at most so many cells, instead of those that suit the terminal
    #[arg(long, value_name = "CELLS", help_heading = OUTPUT,
        value_parser = clap::value_parser!(u16).range(10..=1000))]
    pub width: Option<u16>,
}
