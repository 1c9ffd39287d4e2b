//! Why a program failed, and what it said.

use crate::messages::Text;
use crate::process::{End, Ended};
use crate::text::clean;
use std::io;
use std::time::Duration;

/// Maximum number of lines kept of what a program wrote.
const MAX_LINES: usize = 40;
/// Maximum number of characters kept of a line.
const MAX_CHARS: usize = 400;

/// The failure of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullFailure {
    /// The reason.
    pub reason: FailureReason,
    /// The last lines that it wrote, clean.
    pub lines: Vec<String>,
}

/// Why a program failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// The root does not exist.
    NoFolder,
    /// There is no program of this name.
    NotFound(String),
    /// The program cannot be started: its name, and the system's reason.
    NotStarted(String, String),
    /// Exited with this code.
    Exited(u32),
    /// A signal ended it.
    Signal(i32),
    /// Took longer than this.
    TimeLimit(Duration),
    /// Wanted to ask the user something.
    Asked,
    /// Wrote too much.
    TooMuchOutput,
    /// The user cancelled it.
    Cancelled,
}

impl FailureReason {
    /// The reason as a sentence.
    pub fn text(&self) -> Text<'_> {
        match self {
            Self::NoFolder => Text::PullNoFolder,
            Self::NotFound(program) => Text::PullNotFound(program),
            Self::NotStarted(program, reason) => Text::PullNotStarted(program, reason),
            Self::Exited(code) => Text::PullExited(*code),
            Self::Signal(number) => Text::PullSignal(*number),
            Self::TimeLimit(limit) => Text::PullTimeLimit(limit.as_secs()),
            Self::Asked => Text::PullAsked,
            Self::TooMuchOutput => Text::PullTooMuchOutput,
            Self::Cancelled => Text::PullCancelled,
        }
    }
}

impl PullFailure {
    /// The failure for a reason, of a program that has said nothing.
    pub(super) fn silent(reason: FailureReason) -> Self {
        Self { reason, lines: Vec::new() }
    }

    /// The failure of a program that could not be started.
    pub(super) fn not_started(program: &str, error: &io::Error) -> Self {
        Self::silent(if error.kind() == io::ErrorKind::NotFound {
            FailureReason::NotFound(program.to_owned())
        } else {
            FailureReason::NotStarted(program.to_owned(), error.to_string())
        })
    }

    /// The failure of a program that has ended; `None` if it succeeded.
    pub(super) fn of(ended: &Ended, limit: Duration) -> Option<Self> {
        let reason = match ended.end {
            End::Exited(0) => return None,
            End::Exited(code) => FailureReason::Exited(code),
            End::Signal(number) => FailureReason::Signal(number),
            End::TimeLimit => FailureReason::TimeLimit(limit),
            End::WantedTerminal => FailureReason::Asked,
            End::TooMuchOutput => FailureReason::TooMuchOutput,
            End::Cancelled => FailureReason::Cancelled,
        };
        // Git names conflicts on its standard output, and says on standard error what to do about them.
        let mut lines = lines(&ended.output);
        lines.extend(self::lines(&ended.error_output));
        lines.drain(..lines.len().saturating_sub(MAX_LINES));
        Some(Self { reason, lines })
    }
}

/// The last lines of an output, clean, without blank ones. Of a line that was overwritten, such as a progress
/// report, the last text is taken.
pub(super) fn lines(output: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(output);
    let line = |line: &str| {
        let line = line.trim_end();
        let shown = clean(line.rsplit('\r').next().unwrap_or(line)).replace('\t', "  ");
        let mut shown: String = shown.chars().take(MAX_CHARS + 1).collect();
        if shown.chars().count() > MAX_CHARS {
            shown.pop();
            shown.push('…');
        }
        shown.trim_end().to_owned()
    };
    let all = text.lines().map(line).filter(|line| !line.is_empty());
    let mut lines: Vec<String> = all.collect();
    lines.drain(..lines.len().saturating_sub(MAX_LINES));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_cleaned_and_bounded() {
        assert_eq!(
            lines(b"a\x1b[31mb\x07\r\n\n10%\r50%\rdone.\n\tposts/a.md  \n\xff\n"),
            ["a[31mb", "done.", "  posts/a.md", "\u{fffd}"]
        );
        let long = "云".repeat(MAX_CHARS + 5);
        let shown = lines(long.as_bytes());
        assert_eq!(shown[0].chars().count(), MAX_CHARS + 1);
        assert!(shown[0].ends_with("云…"));
        let many: Vec<String> = (0..100).map(|number| format!("{number}\n")).collect();
        assert_eq!(lines(many.concat().as_bytes()).first().map(String::as_str), Some("60"));
    }
}
