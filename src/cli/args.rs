//! The arguments of the command line.

mod marking;

pub use marking::{MarkArgs, MarkFlags, WatchArgs};

use crate::messages::Language;
use crate::pull::PULL_SECONDS;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{
    Args, Command as Parsing, CommandFactory, Error, FromArgMatches, Parser, Subcommand, ValueEnum,
    ValueHint,
};
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::PathBuf;

/// The program's version, with the commit if the build was told it (`packaging/prepare`).
const VERSION: &str = match option_env!("YUNBAO_VERSION") {
    Some(version) => version,
    None => env!("CARGO_PKG_VERSION"),
};

/// Headings of groups of options in the help.
const POSTS: &str = "Which posts";
const OUTPUT: &str = "Output";
const SETTINGS: &str = "Settings";

/// Groups of commands in the help.
const GROUPS: [(&str, &[&str]); 4] = [
    (
        "Print posts and what is in them",
        &["list", "stories", "watch", "tags", "categories", "links", "stats"],
    ),
    ("Do something with posts", &["show", "open", "mark", "export", "check", "mcp"]),
    ("Get posts", &["pull", "add"]),
    ("Set up", &["config", "completions", "man", "help"]),
];

/// A terminal reader for folders of Markdown news digests.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "yunbao",
    version = VERSION,
    about,
    args_override_self = true,
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
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct CommandLine {
    /// Command to run instead of the reader.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Posts to read.
    #[command(flatten)]
    pub selection: PostSelection,

    /// Start where the last run ended: query, post and place
    #[arg(long, help_heading = SETTINGS)]
    pub resume: bool,

    /// Neither know nor remember anything: no marks, places, views or queries of other runs
    #[arg(long, global = true, help_heading = SETTINGS)]
    pub ephemeral: bool,

    /// Leave out nothing: the rules of the config do not apply
    #[arg(long, global = true, help_heading = SETTINGS)]
    pub no_rules: bool,

    /// Read every post from its file, and keep nothing of it for the next start
    #[arg(long, global = true, help_heading = SETTINGS)]
    pub no_cache: bool,

    /// Speak this language: en, zh-Hans or zh-Hant
    #[arg(
        long = "lang", value_name = "LANGUAGE", global = true, help_heading = SETTINGS,
        value_parser = language
    )]
    pub language: Option<Language>,

    /// Read this config file
    #[arg(
        long, value_name = "FILE", global = true, help_heading = SETTINGS,
        value_hint = ValueHint::FilePath
    )]
    pub config: Option<PathBuf>,

    /// When to use colours; auto: on a terminal, unless the environment forbids it
    #[arg(
        long, value_name = "WHEN", global = true, help_heading = OUTPUT,
        default_value = "auto", value_parser = PossibleValuesParser::new(["auto", "always", "never"]).map(|word| Color::named(&word))
    )]
    pub color: Color,
}

/// Setting for when colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// In a pipe or file as well.
    Always,
    /// Never.
    Never,
}

impl Color {
    fn named(word: &str) -> Self {
        match word {
            "always" => Self::Always,
            "never" => Self::Never,
            _ => Self::Auto,
        }
    }

    /// Whether colours are used, if that was chosen.
    pub fn choice(self) -> Option<bool> {
        match self {
            Self::Auto => None,
            Self::Always => Some(true),
            Self::Never => Some(false),
        }
    }
}

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

/// A shell that can complete the program's arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// Bash 4 or newer
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// That of Windows
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

/// Parses the arguments of this run.
///
/// # Errors
///
/// Help or version was requested, or an argument is invalid.
pub fn words() -> Result<CommandLine, Error> {
    let matches = shown(command()).try_get_matches()?;
    CommandLine::from_arg_matches(&matches)
}

/// Definition of the command line, for completions and manual pages.
pub fn command() -> Parsing {
    CommandLine::command()
}

/// Returns `true` for the name of a command.
pub fn is_command(word: &OsStr) -> bool {
    command().get_subcommands().any(|one| word == one.get_name())
}

/// The command whose name is most similar to a word, if it is similar enough to be meant.
pub fn nearest_command(word: &str) -> Option<String> {
    let likeness = |name: &str| strsim::jaro_winkler(name, word);
    command()
        .get_subcommands()
        .map(|one| (likeness(one.get_name()), one.get_name().to_owned()))
        .filter(|(likeness, _)| *likeness > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// The command with a help that lists its subcommands in groups.
fn shown(command: Parsing) -> Parsing {
    let names: Vec<String> =
        command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{}{{all-args}}{{after-help}}",
        groups(&command)
    );
    // Hidden so that they are not listed a second time; they still work.
    let hidden =
        |command: Parsing, name: String| command.mut_subcommand(name, |one| one.hide(true));
    names.into_iter().fold(command, hidden).help_template(template)
}

/// The subcommands and their descriptions, in groups.
fn groups(command: &Parsing) -> String {
    let mut out = String::new();
    for (heading, names) in GROUPS {
        let _ = writeln!(out, "{heading}:");
        for name in names {
            let about = command.find_subcommand(name).and_then(Parsing::get_about);
            let about = about.map_or("Print this help, or that of a command".to_owned(), |about| {
                about.to_string()
            });
            let _ = writeln!(out, "  {name:<12} {about}");
        }
        out.push('\n');
    }
    out
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

/// Number of days compared with as many before; `None` for all days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared(pub Option<u16>);

fn compared(text: &str) -> Result<Compared, String> {
    let days = text.parse().ok().filter(|days| (1..=3_650).contains(days));
    let all = || (text == "all").then_some(Compared(None));
    days.map(|days| Compared(Some(days)))
        .or_else(all)
        .ok_or_else(|| "a number from 1 to 3650, or all".to_owned())
}

fn language(tag: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::tag).join(", ");
    Language::from_tag(tag).ok_or_else(|| format!("known are {known}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_fit_together() {
        command().debug_assert();
        shown(command()).debug_assert();
    }

    #[test]
    fn every_command_is_in_a_group_of_the_help() {
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        let command = command();
        let mut all: Vec<&str> = command.get_subcommands().map(Parsing::get_name).collect();
        all.push("help");
        grouped.sort_unstable();
        all.sort_unstable();
        assert_eq!(grouped, all);
    }

    #[test]
    fn every_command_has_an_example() {
        for one in command().get_subcommands() {
            let example = one.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(example.contains(&format!("yunbao {}", one.get_name())), "{}", one.get_name());
        }
    }
}
