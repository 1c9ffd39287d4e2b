//! Messages of diagnostics as typed values, which can be reported in every language.

use super::Date;
use crate::messages::{Language, Text};
use crate::text::clean_line;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::io;

/// The message of a diagnostic: a fault and its consequence or remedy. Texts in it are clean and on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DiagnosticMessage {
    /// The front matter has no end; it was read up to its last line.
    FrontMatterOpen,
    /// The front matter is longer than this number of KiB; it was read line by line.
    FrontMatterLong(usize),
    /// The front matter has more than this number of open brackets at once; it was read line by line.
    FrontMatterDeep(usize),
    /// The aliases of the front matter expand to too much; it was read line by line.
    FrontMatterUnfolds,
    /// The front matter is not valid in this format; it was read line by line.
    FrontMatterInvalid(String),
    /// The front matter is in a language that is only read line by line.
    FrontMatterForeign(String),
    /// YAML would give this sign and the text after it another meaning; it was read as text.
    FrontMatterSign,
    /// The key is given more than once; the last one counts.
    KeyTwice(String),
    /// This is not a calendar day; it was ignored.
    NoDay(String),
    /// This is not a web address.
    NoAddress(String),
    /// The first day, which counts, is later than the second, the day in the file's name.
    AfterName(Date, Date),
    /// A link leads to this file, which does not exist.
    DeadLink(String),
    /// The post at this path has the same title and day.
    SameTitle(String),
    /// The file's name cannot be shown as it is.
    OddName,
    /// The file is larger than this number of MB; the rest was left out.
    TooLarge(u64),
    /// The text has more than this number of line ends and Markdown characters; the rest was left out.
    TooManyParts(usize),
    /// Some bytes are not valid UTF-8.
    NotUtf8,
    /// The path does not exist.
    Missing,
    /// Permission to read was denied.
    Forbidden,
    /// The file or folder cannot be read, with the system's message.
    Unreadable(String),
    /// The path is neither a folder nor a file.
    NeitherFolderNorFile,
    /// The file is not a text file.
    NoText,
    /// The path is named like a post, but is not a file; it was left out.
    NoFile,
    /// A symbolic link leads nowhere.
    BrokenLink,
    /// A symbolic link leads to a folder that contains it; it was not followed.
    Circle,
    /// A symbolic link leads out of the root; it was not followed.
    OutsideLink,
    /// Ignore rules for git are not in a regular file; they were not read.
    NotRegular,
    /// A file of ignore rules for git is a symbolic link; as in git, it was not read.
    LinkedRules,
    /// A file of ignore rules for git is larger than this number of KB, or all such files together are larger
    /// than this number of MB; it was not read.
    TooManyRules(u64, u64),
    /// A message that is already worded.
    Said(String),
}

impl DiagnosticMessage {
    /// [`Self::Unreadable`] with the text of an error.
    pub fn unreadable(error: &impl fmt::Display) -> Self {
        Self::Unreadable(clean_line(&error.to_string()))
    }

    /// The message for an I/O error while a file is read.
    pub fn of_system(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::unreadable(error),
        }
    }

    /// The message as a clean sentence.
    pub fn say(&self, language: Language) -> String {
        let text = match self {
            Self::FrontMatterOpen => Text::DiagnosticFrontMatterOpen,
            Self::FrontMatterDeep(most) => Text::DiagnosticFrontMatterDeep(*most),
            Self::FrontMatterUnfolds => Text::DiagnosticFrontMatterUnfolds,
            Self::FrontMatterLong(most) => Text::DiagnosticFrontMatterLong(*most),
            Self::FrontMatterInvalid(format) => Text::DiagnosticFrontMatterInvalid(format),
            Self::FrontMatterForeign(language) => Text::DiagnosticFrontMatterForeign(language),
            Self::FrontMatterSign => Text::DiagnosticFrontMatterSign,
            Self::KeyTwice(key) => Text::DiagnosticKeyTwice(key),
            Self::NoDay(text) => Text::DiagnosticNoDay(text),
            Self::NoAddress(text) => Text::DiagnosticNoAddress(text),
            Self::AfterName(day, named) => {
                return Text::DiagnosticAfterName(&day.to_string(), &named.to_string())
                    .say(language);
            }
            Self::DeadLink(target) => Text::DiagnosticDeadLink(target),
            Self::SameTitle(path) => Text::DiagnosticSameTitle(path),
            Self::OddName => Text::DiagnosticOddName,
            Self::TooLarge(most) => Text::DiagnosticTooLarge(*most),
            Self::TooManyParts(most) => Text::DiagnosticTooManyParts(*most),
            Self::NotUtf8 => Text::DiagnosticNotUtf8,
            Self::Missing => Text::DiagnosticMissing,
            Self::Forbidden => Text::DiagnosticForbidden,
            Self::Unreadable(message) => Text::DiagnosticUnreadable(message),
            Self::NeitherFolderNorFile => Text::DiagnosticNeitherFolderNorFile,
            Self::NoText => Text::DiagnosticNoText,
            Self::NoFile => Text::DiagnosticNoFile,
            Self::BrokenLink => Text::DiagnosticBrokenLink,
            Self::Circle => Text::DiagnosticCircle,
            Self::OutsideLink => Text::DiagnosticOutsideLink,
            Self::NotRegular => Text::DiagnosticNotRegular,
            Self::LinkedRules => Text::DiagnosticLinkedRules,
            Self::TooManyRules(kb, mb) => Text::DiagnosticTooManyRules(*kb, *mb),
            Self::Said(text) => return text.clone(),
        };
        text.say(language)
    }
}

impl fmt::Display for DiagnosticMessage {
    /// The message in English, the language for scripts.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}
