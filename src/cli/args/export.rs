//! The options of `export`.

use super::headings::{OUTPUT, POSTS};
use clap::{Args, ValueEnum};

/// Format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// An Atom feed of the posts
    Atom,
    /// A JSON Feed of the posts
    Json,
    /// An OPML outline of the sites that the posts' sources are on
    Opml,
    /// One Markdown digest of the stories
    Markdown,
    /// One HTML page of the stories, for mail
    Html,
}

/// The headings in an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    /// No headings
    #[default]
    None,
    /// A heading for each tag
    Tag,
    /// A heading for each day
    Day,
}

/// Options of `export`.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct ExportArgs {
    /// At most so many posts, sites or stories
    #[arg(short = 'n', long, value_name = "N", help_heading = POSTS)]
    pub limit: Option<usize>,
    /// Stories instead of posts in a feed
    #[arg(long, help_heading = POSTS)]
    pub stories: bool,
    /// The form
    #[arg(long, value_name = "FORMAT", help_heading = OUTPUT)]
    pub format: ExportFormat,
    /// The title, instead of one that names the query
    #[arg(long, value_name = "TITLE", help_heading = OUTPUT)]
    pub title: Option<String>,
    /// Headings between the stories of a digest or page
    #[arg(long, value_name = "BY", default_value = "none", help_heading = OUTPUT)]
    pub group: GroupBy,
}
