//! The command line. The only user of `clap`.

use clap::Parser;
use std::path::PathBuf;

/// A terminal reader for folders of Markdown news digests.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "yunbao",
    version,
    about,
    after_help = "\
Examples:
  yunbao                                the config's roots, or the samples
  yunbao ~/src/blog ~/notes             all posts of both folders
  yunbao ~/src/blog -q 'tag:istio since:30d'

Keys are shown with ? in the program."
)]
pub struct Args {
    /// Folders of Markdown posts, or single files; - reads one post from standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Start with this query, e.g. 'tag:kubernetes istio'
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,

    /// Start where the last run ended: query, post and place
    #[arg(long)]
    pub resume: bool,

    /// Neither know nor remember anything: no marks, places, views or queries of other runs
    #[arg(long)]
    pub ephemeral: bool,

    /// Read this config file
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}
