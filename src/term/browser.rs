//! Which program opens a web page, and starting it.
//!
//! A URL comes from a hostile text: it is checked here once more, and it reaches a program as one
//! argument, never by way of a shell.

use crate::config::{Program, ShellText};
use crate::messages::Text;
use crate::threads;
use crate::web::{Refusal, WebAddress, host_and_port};
use std::collections::VecDeque;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A browser that fails within this time has shown no page; one that fails later was closed.
const MAX_FAILURE_TIME: Duration = Duration::from_secs(2);

/// Browsers that draw on the terminal.
const TEXT_BROWSERS: [&str; 8] =
    ["w3m", "lynx", "links", "links2", "elinks", "browsh", "cha", "carbonyl"];

/// How a late failure is told.
pub(super) type Report = Arc<dyn Fn(OpenError) + Send + Sync>;

/// What opening a page came to.
#[derive(Debug)]
pub enum Opened {
    /// A browser was started beside the program.
    Detached,
    /// This browser draws on the terminal: run it with [`super::Screen::hand_over`].
    NeedsTerminal(Command),
}

/// Why a page was not opened. Every text names the URL, so that it can be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The URL is not a plain `http:` or `https:` one.
    NotWeb {
        /// The URL.
        url: String,
    },
    /// The URL names a user before its host.
    NamesUser {
        /// The URL.
        url: String,
    },
    /// A shell would read the URL as text.
    InShell {
        /// The URL.
        url: String,
        /// The command that says so.
        command: String,
    },
    /// No program could be started.
    NotStarted {
        /// The URL.
        url: String,
        /// The last program tried.
        program: String,
        /// What the system said.
        why: String,
    },
    /// The browser ended at once with an error.
    Failed {
        /// The URL.
        url: String,
        /// The browser.
        program: String,
        /// How it ended (`exit status: 3`).
        status: String,
    },
}

impl OpenError {
    /// What to tell the person.
    pub fn text(&self) -> Text<'_> {
        match self {
            Self::NotWeb { url } => Text::NotWeb(url.escape_debug().to_string()),
            Self::NamesUser { url } => Text::NamesUser(host_and_port(url).unwrap_or_default(), url),
            Self::InShell { url, command } => Text::BrowserInShell(command, url),
            Self::NotStarted { url, program, why } => Text::NotStarted(program, why, url),
            Self::Failed { url, program, status } => Text::BrowserFailed(program, status, url),
        }
    }
}

/// The address that a browser is given for a URL of the web: the URL as every program reads it, so
/// that none opens another host than was shown.
pub(super) fn check(url: &str) -> Result<String, OpenError> {
    let strange = |c: char| c.is_whitespace() || c.is_control();
    let address = WebAddress::to_open(url)
        .and_then(|address| if url.contains(strange) { Err(Refusal::NotWeb) } else { Ok(address) });
    match address {
        Ok(address) => Ok(address.as_str().to_owned()),
        Err(Refusal::NotWeb) => Err(OpenError::NotWeb { url: url.to_owned() }),
        Err(Refusal::NamesUser) => Err(OpenError::NamesUser { url: url.to_owned() }),
    }
}

/// The commands that may open a page, best first.
#[derive(Debug)]
pub(super) struct Commands {
    queue: VecDeque<Command>,
    /// Whether the next one is tried when one starts and fails. So with the desktop's launchers,
    /// which fail when they know no browser; a person's own choice is not overruled.
    persistent: bool,
}

/// The commands for a page: the configured one; else those of `$BROWSER`; else the desktop's.
///
/// # Errors
///
/// A shell would read the URL in one of them.
pub(super) fn commands(
    configured: Option<&str>,
    environment: Option<&str>,
    url: &str,
) -> Result<Commands, OpenError> {
    let named = match configured.filter(|text| !text.trim().is_empty()) {
        Some(text) => command(text, url).transpose().into_iter().collect(),
        None => environment
            .unwrap_or_default()
            .split(if cfg!(windows) { ';' } else { ':' })
            .filter_map(|text| command(text, url).transpose())
            .collect::<Result<VecDeque<Command>, OpenError>>(),
    }?;
    Ok(if named.is_empty() {
        Commands { queue: open::commands(url).into(), persistent: true }
    } else {
        Commands { queue: named, persistent: false }
    })
}

/// The command a text names; `%s` stands for the URL, which else comes last. `None` for an empty
/// text.
fn command(text: &str, url: &str) -> Result<Option<Command>, OpenError> {
    let in_shell = |ShellText(command)| OpenError::InShell { url: url.to_owned(), command };
    let Some(program) = Program::read(text).map_err(in_shell)? else { return Ok(None) };
    let mut command = program.command(&url.into(), str::to_owned);
    if !program.has_place() {
        command.arg(url);
    }
    Ok(Some(command))
}

/// Starts the first command that starts. A thread waits for it and tells what goes wrong later.
pub(super) fn open(
    mut commands: Commands,
    url: &str,
    report: &Report,
) -> Result<Opened, OpenError> {
    let mut why = String::from("there is none");
    let mut program = String::from("a browser");
    while let Some(mut command) = commands.queue.pop_front() {
        program = name(&command);
        if TEXT_BROWSERS.contains(&program.as_str()) {
            return Ok(Opened::NeedsTerminal(command));
        }
        match detach(&mut command).spawn() {
            Ok(child) => {
                watch(child, program, commands, url.to_owned(), Arc::clone(report));
                return Ok(Opened::Detached);
            }
            Err(error) => why = error.to_string(),
        }
    }
    Err(OpenError::NotStarted { url: url.to_owned(), program, why })
}

/// Waits for a browser to end, so that no zombie stays, and tells when it failed at once.
fn watch(mut child: Child, program: String, rest: Commands, url: String, report: Report) {
    let started = Instant::now();
    let wait = move || {
        let status = match child.wait() {
            Ok(status) if !status.success() && started.elapsed() < MAX_FAILURE_TIME => {
                status.to_string()
            }
            _ => return,
        };
        let failed = OpenError::Failed { url: url.clone(), program, status };
        if !rest.persistent || !matches!(open(rest, &url, &report), Ok(Opened::Detached)) {
            report(failed);
        }
    };
    // Without a thread the page opens all the same; only a failure would go untold.
    let _ = threads::start("browser", wait);
}

/// Cuts a program off from our terminal: no streams, and a process group of its own, which no
/// key and no hang-up of the terminal reaches.
fn detach(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// The name of a program without its folder and `.exe`.
fn name(command: &Command) -> String {
    let path = Path::new(command.get_program());
    let stem = if cfg!(windows) { path.file_stem() } else { path.file_name() };
    stem.unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
