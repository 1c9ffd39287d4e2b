//! What is wrong with a file, typed, so that it can be said in every language.

use super::Date;
use crate::messages::{Language, Text};
use crate::text::clean_line;
use std::fmt;
use std::io;

/// What is wrong, and what was done or is to be done. Texts in it are clean and on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The front matter has no end; it was read to its last line.
    FrontMatterOpen,
    /// The front matter is longer than so many KiB; it was read line by line.
    FrontMatterLong(usize),
    /// The front matter has more than so many brackets open at once; it was read line by line.
    FrontMatterDeep(usize),
    /// Its aliases unfold to too much; it was read line by line.
    FrontMatterUnfolds,
    /// The front matter is not valid in this dialect; it was read line by line.
    FrontMatterInvalid(&'static str),
    /// The front matter is in a language that is only read line by line.
    FrontMatterForeign(&'static str),
    /// YAML takes this sign and what follows for its own; it was read as text.
    FrontMatterSign,
    /// The key is given more than once; the last one counts.
    KeyTwice(String),
    /// This is no day of the calendar; it was passed over.
    NoDay(String),
    /// This is no web address.
    NoAddress(String),
    /// The day, which counts, is later than the day in the file's name.
    AfterName(Date, Date),
    /// A link leads to this file, which is not there.
    DeadLink(String),
    /// Another post, of this path, has the same title and day.
    SameTitle(String),
    /// The file's name cannot be shown as it is.
    OddName,
    /// The file is larger than so many MB; the rest was left out.
    TooLarge(u64),
    /// The text has more line ends and signs of Markdown than so many; the rest was left out.
    TooManyParts(usize),
    /// Not all of it is UTF-8.
    NotUtf8,
    /// It does not exist.
    Missing,
    /// It may not be read.
    Forbidden,
    /// It cannot be read, in the system's words.
    Unreadable(String),
    /// It is neither a folder nor a file.
    NeitherFolderNorFile,
    /// It is no text file.
    NoText,
    /// It is named like a post, but is no file; it was left out.
    NoFile,
    /// A link leads nowhere.
    BrokenLink,
    /// A link leads to a folder it lies in; it was not followed.
    Circle,
    /// A link leads out of the root; it was not followed.
    OutsideLink,
    /// Rules for git stand in no regular file; they were not read.
    NotRegular,
    /// A file of rules for git is a link; as in git, it was not read.
    LinkedRules,
    /// A file of rules for git has more than so many KB, or all of them more than so many MB; it was
    /// not read.
    TooManyRules(u64, u64),
    /// Something that has been said already.
    Said(String),
}

impl Fault {
    /// A fault in the system's words.
    pub fn unreadable(error: &impl fmt::Display) -> Self {
        Self::Unreadable(clean_line(&error.to_string()))
    }

    /// What a file cannot be read for.
    pub fn of_system(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::unreadable(error),
        }
    }

    /// What is wrong, as a clean sentence.
    pub fn say(&self, language: Language) -> String {
        let text = match self {
            Self::FrontMatterOpen => Text::FaultFrontMatterOpen,
            Self::FrontMatterDeep(most) => Text::FaultFrontMatterDeep(*most),
            Self::FrontMatterUnfolds => Text::FaultFrontMatterUnfolds,
            Self::FrontMatterLong(most) => Text::FaultFrontMatterLong(*most),
            Self::FrontMatterInvalid(dialect) => Text::FaultFrontMatterInvalid(dialect),
            Self::FrontMatterForeign(language) => Text::FaultFrontMatterForeign(language),
            Self::FrontMatterSign => Text::FaultFrontMatterSign,
            Self::KeyTwice(key) => Text::FaultKeyTwice(key),
            Self::NoDay(text) => Text::FaultNoDay(text),
            Self::NoAddress(text) => Text::FaultNoAddress(text),
            Self::AfterName(day, named) => {
                return Text::FaultAfterName(&day.to_string(), &named.to_string()).say(language);
            }
            Self::DeadLink(target) => Text::FaultDeadLink(target),
            Self::SameTitle(path) => Text::FaultSameTitle(path),
            Self::OddName => Text::FaultOddName,
            Self::TooLarge(most) => Text::FaultTooLarge(*most),
            Self::TooManyParts(most) => Text::FaultTooManyParts(*most),
            Self::NotUtf8 => Text::FaultNotUtf8,
            Self::Missing => Text::FaultMissing,
            Self::Forbidden => Text::FaultForbidden,
            Self::Unreadable(why) => Text::FaultUnreadable(why),
            Self::NeitherFolderNorFile => Text::FaultNeitherFolderNorFile,
            Self::NoText => Text::FaultNoText,
            Self::NoFile => Text::FaultNoFile,
            Self::BrokenLink => Text::FaultBrokenLink,
            Self::Circle => Text::FaultCircle,
            Self::OutsideLink => Text::FaultOutsideLink,
            Self::NotRegular => Text::FaultNotRegular,
            Self::LinkedRules => Text::FaultLinkedRules,
            Self::TooManyRules(kb, mb) => Text::FaultTooManyRules(*kb, *mb),
            Self::Said(text) => return text.clone(),
        };
        text.say(language)
    }
}

impl fmt::Display for Fault {
    /// In English, as scripts have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Language::English))
    }
}
