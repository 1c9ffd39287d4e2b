//! The commands that run instead of the reader, with their arguments and examples.

use super::compared::{Compared, compared};
use super::export::ExportArgs;
use super::headings::{OUTPUT, POSTS};
use super::marking::{MarkArgs, WatchArgs};
use super::options::{PostSelection, PrintOptions, RowOptions};
use super::roots::{AddArgs, PullArgs};
use clap::{Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// A shell that can complete the program's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash 4 or newer
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// PowerShell
    #[value(name = "powershell")]
    Power,
}

/// Commands that run instead of the reader.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Print posts, newest first: date, title, tags, source, path
    #[command(after_help = "\
Examples:
  yunbao list ~/src/blog -q 'tag:istio since:30d'
  yunbao list --json | jq -r 'select(.source) | .source'
  yunbao list ~/src/blog -q is:unread -0 | xargs -0 wc -w")]
    List {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        rows: RowOptions,
        /// Paths alone, each ended by a NUL byte, as xargs -0 takes them
        #[arg(short = '0', long, conflicts_with = "json", help_heading = OUTPUT)]
        null: bool,
    },
    /// Print the news items of posts, each page once: first and last day, posts, title, address
    #[command(after_help = "\
Examples:
  yunbao stories ~/src/blog -n 20
  yunbao stories -q since:7d --json | jq -r 'select(.count > 2) | .title'
  yunbao stories --history -q 'story:\"envoy gateway\"' -n 1
  yunbao stories --explain ~/src/blog/2026-08-14.md")]
    Stories {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        rows: RowOptions,
        /// Say for each part of the posts why it is a story or not: line, reason, headline, address
        #[arg(long, conflicts_with = "json", help_heading = OUTPUT)]
        explain: bool,
        /// Print what each post says of a story, oldest first, with what is new in it marked
        #[arg(long, conflicts_with = "explain", help_heading = OUTPUT)]
        history: bool,
    },
    /// Print each new match once as it comes, a line of JSON each, until it is ended
    #[command(after_help = "\
Examples:
  yunbao watch ~/src/blog -q tag:istio | jq --unbuffered -r .title
  yunbao watch --stories -q story:CVE >> cve.jsonl
  yunbao watch -q is:starred
  yunbao watch --remember ~/.cache/istio.seen --once -q tag:istio")]
    Watch {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        options: WatchArgs,
    },
    /// Print tags, most frequent first: tag, posts, spellings
    #[command(after_help = "\
Examples:
  yunbao tags ~/src/blog -n 20
  yunbao tags --json | jq -r 'select(.spellings | length > 1) | .spellings | join(\" \")'")]
    Tags {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        rows: RowOptions,
    },
    /// Print figures: posts per day and month, what is frequent, which tags rise and fade
    #[command(after_help = "\
Examples:
  yunbao stats ~/src/blog -q 'tag:kubernetes since:2y'
  yunbao stats --window 30 --json | jq -r 'select(.figure == \"rising\") | .value'")]
    Stats {
        #[command(flatten)]
        selection: PostSelection,
        /// At most so many values of each figure
        #[arg(short = 'n', long, value_name = "N", default_value_t = 10, help_heading = POSTS)]
        limit: usize,
        /// Compare so many days, up to the newest post, with as many before; all: compare nothing
        /// [default: 90, or as the config says]
        #[arg(long, value_name = "DAYS", value_parser = compared, help_heading = POSTS)]
        window: Option<Compared>,
        /// One JSON object a row
        #[arg(long, help_heading = OUTPUT)]
        json: bool,
    },
    /// Print categories, most frequent first: category, posts, spellings
    #[command(after_help = "\
Example:
  yunbao categories ~/src/blog -q since:1y")]
    Categories {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        rows: RowOptions,
    },
    /// Print the web links in the text of posts: address, text, host, path, line
    #[command(after_help = "\
Examples:
  yunbao links ~/src/blog -q since:7d
  yunbao links ~/src/blog | cut -f3 | sort | uniq -c | sort -rn")]
    Links {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        rows: RowOptions,
    },
    /// Open the source of the newest post that has one in the browser
    #[command(after_help = "\
Examples:
  yunbao open ~/src/blog -q 'tag:istio'
  yunbao open -q 'is:starred' --all
  yunbao open -q 'ambient' --print | wl-copy")]
    Open {
        #[command(flatten)]
        selection: PostSelection,
        /// The sources of so many posts
        #[arg(short = 'n', long, value_name = "N", help_heading = POSTS)]
        limit: Option<usize>,
        /// The sources of all posts; above 5 it asks
        #[arg(long, help_heading = POSTS)]
        all: bool,
        /// Print the addresses and open nothing
        #[arg(long, help_heading = OUTPUT)]
        print: bool,
    },
    /// Mark posts or stories: read, starred, with a tag of your own or a note
    #[command(after_help = "\
Examples:
  yunbao mark --read -q 'before:30d'
  yunbao mark --star --tag mesh --stories -q 'story:istio since:7d'
  yunbao mark --note 'for Friday' ~/src/blog/2026-08-14.md
  yunbao list --json | jq -r 'select(.words < 50) | .id' | yunbao mark --read --stdin
  yunbao mark --unstar --all --dry-run")]
    Mark {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        options: MarkArgs,
    },
    /// Print posts as a feed, or as a digest of one's own, for other readers
    #[command(after_help = "\
Examples:
  yunbao export ~/src/blog --format atom -q tag:istio > istio.atom
  yunbao export --format markdown -q 'tag:istio since:7d' > week.md
  yunbao export --format html -q is:starred --title 'Mesh weekly' --group tag > week.html
  yunbao export --format opml > sources.opml")]
    Export {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        options: ExportArgs,
    },
    /// Bring the config's roots up to date with their pull commands: posts and stories that came
    #[command(after_help = "\
Examples:
  yunbao pull
  yunbao pull ~/src/blog --json | jq -r .posts
  17 6 * * * yunbao pull --quiet                        in a crontab: every day at 6:17")]
    Pull {
        #[command(flatten)]
        args: PullArgs,
    },
    /// Clone a repository of posts with git, or take a folder that is there, and add it to the config
    #[command(after_help = "\
Examples:
  yunbao add https://code.example/owner/digest
  yunbao add git@code.example:owner/digest.git --to ~/src/digest
  yunbao add ~/notes")]
    Add {
        #[command(flatten)]
        args: AddArgs,
    },
    /// Show, make or check the config
    #[command(after_help = "\
Examples:
  yunbao config init
  $EDITOR \"$(yunbao config path)\"; yunbao config check")]
    Config {
        #[command(subcommand)]
        action: ConfigAction,
    },
    /// Print posts as the reader shows them, newest first
    #[command(after_help = "\
Examples:
  yunbao show ~/src/blog -q today | less
  yunbao show -n 1 --width 60")]
    Show {
        #[command(flatten)]
        selection: PostSelection,
        /// At most so many posts
        #[arg(short = 'n', long, value_name = "N", help_heading = POSTS)]
        limit: Option<usize>,
        #[command(flatten)]
        form: PrintOptions,
    },
    /// Print what is wrong with the files of posts
    #[command(after_help = "\
Examples:
  yunbao check ~/src/blog --strict
  yunbao check --json | jq -r .code | sort | uniq -c")]
    Check {
        #[command(flatten)]
        selection: PostSelection,
        #[command(flatten)]
        rows: RowOptions,
        /// Exit with 1 for a warning, too
        #[arg(long, help_heading = OUTPUT)]
        strict: bool,
    },
    /// Let an agent search and read posts: the Model Context Protocol on standard input and output
    #[command(after_help = "\
Examples:
  yunbao mcp                    by an agent: {\"command\": \"yunbao\", \"args\": [\"mcp\"]}
  yunbao mcp ~/src/blog --marks marks as well: read, stars, own tags and notes")]
    Mcp {
        /// Folders of Markdown posts, or single files
        #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
        paths: Vec<PathBuf>,
        /// Also let it mark posts and stories: read, stars, own tags and notes
        #[arg(long)]
        marks: bool,
    },
    /// Print a script that completes commands, options, tags and categories on Tab
    #[command(after_help = "\
Examples:
  source <(yunbao completions bash)                     in ~/.bashrc
  source <(yunbao completions zsh)                      in ~/.zshrc, behind compinit
  yunbao completions fish | source                      in ~/.config/fish/config.fish
  yunbao completions powershell | Out-String | iex      in $PROFILE")]
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
    /// Print the manual page of the program or of a command
    #[command(after_help = "\
Examples:
  yunbao man | man -l -
  yunbao man export | man -l -
  yunbao man --out ~/.local/share/man/man1")]
    Man {
        /// The command
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
        /// Write all pages into this folder
        #[arg(
            long, value_name = "FOLDER", conflicts_with = "command", help_heading = OUTPUT,
            value_hint = ValueHint::DirPath
        )]
        out: Option<PathBuf>,
    },
}

impl Command {
    /// The selection of posts; `None` for a command that needs none.
    pub fn selection(&self) -> Option<&PostSelection> {
        match self {
            Self::List { selection, .. }
            | Self::Stories { selection, .. }
            | Self::Tags { selection, .. }
            | Self::Categories { selection, .. }
            | Self::Links { selection, .. }
            | Self::Stats { selection, .. }
            | Self::Open { selection, .. }
            | Self::Mark { selection, .. }
            | Self::Watch { selection, .. }
            | Self::Export { selection, .. }
            | Self::Show { selection, .. }
            | Self::Check { selection, .. } => Some(selection),
            Self::Pull { .. }
            | Self::Add { .. }
            | Self::Mcp { .. }
            | Self::Config { .. }
            | Self::Completions { .. }
            | Self::Man { .. } => None,
        }
    }

    /// The paths of posts; `None` for a command that needs none.
    pub fn paths(&self) -> Option<&Vec<PathBuf>> {
        match self {
            Self::Mcp { paths, .. } => Some(paths),
            other => other.selection().map(|selection| &selection.paths),
        }
    }
}

/// Action on the config.
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
