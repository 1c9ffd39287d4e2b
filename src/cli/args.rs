//! The command line's words. The only user of `clap`, with `mod.rs`.

use crate::messages::Language;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// A terminal reader for folders of Markdown news digests.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "yunbao",
    version,
    about,
    override_usage = "yunbao [OPTIONS] [PATH]...\n       yunbao <COMMAND> [OPTIONS] [PATH]...",
    after_help = "\
Examples:
  yunbao                                the config's roots, or the samples
  yunbao ~/src/blog ~/notes             all posts of both folders
  yunbao ~/src/blog -q 'tag:istio since:30d'
  yunbao list ~/src/blog --json | jq -r .title
  yunbao ./list                         a folder that is called like a command

Keys are shown with ? in the program."
)]
pub struct CommandLine {
    /// What to do instead of starting the reader.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// What is read.
    #[command(flatten)]
    pub selection: Selection,

    /// Start where the last run ended: query, post and place
    #[arg(long)]
    pub resume: bool,

    /// Neither know nor remember anything: no marks, places, views or queries of other runs
    #[arg(long, global = true)]
    pub ephemeral: bool,

    /// Speak this language: en, zh-Hans or zh-Hant
    #[arg(long = "lang", value_name = "LANGUAGE", global = true, value_parser = language)]
    pub language: Option<Language>,

    /// Read this config file
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
}

/// Which posts.
#[derive(Clone, Debug, Default, Args)]
pub struct Selection {
    /// Folders of Markdown posts, or single files; - reads one post from standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Only posts that meet this query, e.g. 'tag:kubernetes istio'
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
}

/// How many rows, and in which form.
#[derive(Clone, Copy, Debug, Args)]
pub struct Rows {
    /// At most so many rows
    #[arg(short = 'n', long, value_name = "N")]
    pub limit: Option<usize>,

    /// One JSON object a row
    #[arg(long)]
    pub json: bool,
}

/// In which form posts are printed.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Form {
    /// Neither colours nor links of the terminal; addresses below the post, as in a pipe
    #[arg(long)]
    pub plain: bool,

    /// Lines of at most so many cells, instead of those that suit the terminal
    #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(10..=1000))]
    pub width: Option<u16>,
}

/// Commands for scripts.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Print posts, newest first: date, title, tags, source, path
    List {
        #[command(flatten)]
        selection: Selection,
        #[command(flatten)]
        rows: Rows,
    },
    /// Print the news items of posts, each page once: first and last day, posts, title, address
    Stories {
        #[command(flatten)]
        selection: Selection,
        #[command(flatten)]
        rows: Rows,
    },
    /// Show, make or check the config
    Config {
        #[command(subcommand)]
        action: ConfigAction,
    },
    /// Print posts as the reader shows them, newest first
    Show {
        #[command(flatten)]
        selection: Selection,
        /// At most so many posts
        #[arg(short = 'n', long, value_name = "N")]
        limit: Option<usize>,
        #[command(flatten)]
        form: Form,
    },
    /// Print what is wrong with the files of posts
    Check {
        #[command(flatten)]
        selection: Selection,
        #[command(flatten)]
        rows: Rows,
        /// Exit with 1 for a warning, too
        #[arg(long)]
        strict: bool,
    },
}

/// What to do with the config.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum ConfigAction {
    /// Print where the config is, or would be
    Path,
    /// Print every setting that holds, every action with its keys, every part of the theme
    Show,
    /// Print what is wrong with it
    Check,
    /// Write a new one with everything explained, never over one
    Init,
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::tag).join(", ");
    Language::from_tag(tag).ok_or_else(|| format!("known are {known}"))
}
