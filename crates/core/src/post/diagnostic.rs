//! Diagnostics: what is wrong with a file, its position there, and its consequence.
//!
//! A diagnostic keeps line and column but not the text there, which is read again when it is printed.

use super::DiagnosticMessage;
use crate::messages::Language;
use serde::{Deserialize, Serialize};

/// Severity of a finding, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing has to be done; the finding is about something unexpected.
    Hint,
    /// The post is shown, though not all of it was understood.
    Warning,
    /// A file or folder could not be read.
    Error,
}

/// Kind of a finding. Its name is stable, for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DiagnosticCode {
    /// A path given by the user that does not exist.
    Missing,
    /// A file or folder that the system refuses to read.
    Unreadable,
    /// A path that is neither a folder nor a text file.
    NotAPost,
    /// A file over the size limit; only its beginning is read.
    TooLarge,
    /// Bytes that are not UTF-8, shown as U+FFFD.
    InvalidUtf8,
    /// Front matter that does not parse.
    FrontMatter,
    /// A key given twice; the last one counts.
    DuplicateKey,
    /// A date that is not a calendar day.
    InvalidDate,
    /// A source that is not an http or https address.
    InvalidSource,
    /// A file name that cannot be shown as it is.
    OddName,
    /// A date later than the day in the file's name.
    DateAfterName,
    /// The title of another post of the same day.
    DuplicateTitle,
    /// A relative link to a file that does not exist.
    DeadLink,
    /// A file of ignore rules for git that was not read.
    IgnoreFile,
    /// A link out of the root that was not followed.
    OutsideLink,
    /// A part of the config that is not understood.
    Config,
    /// A root that could not be brought up to date.
    Pull,
}

impl DiagnosticCode {
    /// The stable name, in lower case with dashes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unreadable => "unreadable",
            Self::NotAPost => "not-a-post",
            Self::TooLarge => "too-large",
            Self::InvalidUtf8 => "invalid-utf8",
            Self::FrontMatter => "front-matter",
            Self::DuplicateKey => "duplicate-key",
            Self::InvalidDate => "invalid-date",
            Self::InvalidSource => "invalid-source",
            Self::OddName => "odd-name",
            Self::DateAfterName => "date-after-name",
            Self::DuplicateTitle => "duplicate-title",
            Self::DeadLink => "dead-link",
            Self::IgnoreFile => "ignore-file",
            Self::OutsideLink => "outside-link",
            Self::Config => "config",
            Self::Pull => "pull",
        }
    }
}

/// One finding about one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file or folder, as shown: clean, on one line.
    pub path: String,
    /// Line in the file, from 1; 0 if the finding is about the whole file.
    pub line: usize,
    /// Column in characters, from 1; 0 if the finding is about a whole line or file.
    pub column: usize,
    /// Severity of the finding.
    pub severity: Severity,
    /// Kind of the finding.
    pub code: DiagnosticCode,
    /// The fault and its consequence or remedy.
    pub message: DiagnosticMessage,
}

impl Diagnostic {
    /// `path:line:column: message`, without the parts that are zero.
    pub fn say(&self, language: Language) -> String {
        let place = match (self.line, self.column) {
            (0, _) => String::new(),
            (line, 0) => format!(":{line}"),
            (line, column) => format!(":{line}:{column}"),
        };
        format!("{}{place}: {}", self.path, self.message.say(language))
    }
}
