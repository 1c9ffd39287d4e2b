//! Choosing and starting the program that opens a web page.
//!
//! A URL comes from untrusted text: it is checked here once more, and it is passed to a program as
//! one argument, never through a shell.

use crate::config::{Program, ShellText};
use crate::messages::Text;
use crate::threads;
use crate::web::{AddressError, WebAddress, host_and_port};
use std::collections::VecDeque;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Failures within this time after the start mean that no page was shown; a browser that fails
/// later was closed.
const MAX_FAILURE_TIME: Duration = Duration::from_secs(2);

/// Browsers that draw on the terminal.
const TEXT_BROWSERS: [&str; 8] =
    ["w3m", "lynx", "links", "links2", "elinks", "browsh", "cha", "carbonyl"];

/// Callback that reports a late failure.
pub(super) type OpenErrorCallback = Arc<dyn Fn(OpenError) + Send + Sync>;

/// Outcome of opening a page.
#[derive(Debug)]
pub enum Opened {
    /// A browser was started beside the program.
    Detached,
    /// This browser draws on the terminal: run it with [`super::Screen::hand_over`].
    NeedsTerminal(Command),
}

/// Error from opening a page. Every message includes the URL, so that it can be copied.
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
    /// The URL would become part of a command line that a shell parses.
    InShell {
        /// The URL.
        url: String,
        /// The command that runs the shell.
        command: String,
    },
    /// There is no program to start.
    NoBrowser {
        /// The URL.
        url: String,
    },
    /// No program could be started.
    NotStarted {
        /// The URL.
        url: String,
        /// The last program tried.
        program: String,
        /// The system's error message.
        reason: String,
    },
    /// The browser ended at once with an error.
    Failed {
        /// The URL.
        url: String,
        /// The browser.
        program: String,
        /// Its exit status (`exit status: 3`).
        status: String,
    },
}

impl OpenError {
    /// The message to show.
    pub fn text(&self) -> Text<'_> {
        match self {
            Self::NotWeb { url } => Text::NotWeb(url.escape_debug().to_string()),
            Self::NamesUser { url } => Text::NamesUser(host_and_port(url).unwrap_or_default(), url),
            Self::InShell { url, command } => Text::BrowserInShell(command, url),
            Self::NoBrowser { url } => Text::NoBrowser(url),
            Self::NotStarted { url, program, reason } => Text::NotStarted(program, reason, url),
            Self::Failed { url, program, status } => Text::BrowserFailed(program, status, url),
        }
    }
}

/// Checks a URL and returns the address to pass to a browser, normalised so that no program opens
/// another host than the one shown.
pub(super) fn check(url: &str) -> Result<String, OpenError> {
    let strange = |c: char| c.is_whitespace() || c.is_control();
    let address = WebAddress::to_open(url).and_then(|address| {
        if url.contains(strange) { Err(AddressError::NotWeb) } else { Ok(address) }
    });
    match address {
        Ok(address) => Ok(address.as_str().to_owned()),
        Err(AddressError::NotWeb) => Err(OpenError::NotWeb { url: url.to_owned() }),
        Err(AddressError::NamesUser) => Err(OpenError::NamesUser { url: url.to_owned() }),
    }
}

/// The commands that may open a page, best first.
#[derive(Debug)]
pub(super) struct BrowserCommands {
    queue: VecDeque<Command>,
    /// Set if the next command is tried when one starts and fails. This is the case for the
    /// desktop's launchers, which fail when they know no browser; the user's own choice is not
    /// overruled.
    persistent: bool,
}

/// The commands for a page: the configured one, else those in `$BROWSER`, else the desktop's.
///
/// # Errors
///
/// A shell would parse the URL in one of them.
pub(super) fn commands(
    configured: Option<&str>,
    environment: Option<&str>,
    url: &str,
) -> Result<BrowserCommands, OpenError> {
    let named = match configured.filter(|text| !text.trim().is_empty()) {
        Some(text) => command(text, url).transpose().into_iter().collect(),
        None => environment
            .unwrap_or_default()
            .split(if cfg!(windows) { ';' } else { ':' })
            .filter_map(|text| command(text, url).transpose())
            .collect::<Result<VecDeque<Command>, OpenError>>(),
    }?;
    Ok(if named.is_empty() {
        BrowserCommands { queue: open::commands(url).into(), persistent: true }
    } else {
        BrowserCommands { queue: named, persistent: false }
    })
}

/// Parses a command; `%s` stands for the URL, which is otherwise appended. `None` for an empty
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

/// Starts the first command that can be started. A thread waits for it and reports a failure.
pub(super) fn open(
    mut commands: BrowserCommands,
    url: &str,
    report: &OpenErrorCallback,
) -> Result<Opened, OpenError> {
    let mut error = OpenError::NoBrowser { url: url.to_owned() };
    while let Some(mut command) = commands.queue.pop_front() {
        let program = name(&command);
        if TEXT_BROWSERS.contains(&program.as_str()) {
            return Ok(Opened::NeedsTerminal(command));
        }
        match detach(&mut command).spawn() {
            Ok(child) => {
                watch(child, program, commands, url.to_owned(), Arc::clone(report));
                return Ok(Opened::Detached);
            }
            Err(failure) => {
                let reason = failure.to_string();
                error = OpenError::NotStarted { url: url.to_owned(), program, reason };
            }
        }
    }
    Err(error)
}

/// Waits for a browser to end, so that no zombie remains, and reports one that failed at once.
fn watch(
    mut child: Child,
    program: String,
    rest: BrowserCommands,
    url: String,
    report: OpenErrorCallback,
) {
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
    // Without a thread the page opens all the same; only a failure would go unreported.
    let _ = threads::start("browser", wait);
}

/// Detaches a program from our terminal: no streams, and a process group of its own, so that no key
/// and no hang-up of the terminal reaches it.
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
