//! The arguments of a command, with values in place of placeholders.

use crate::app::{CommandFailure, CommandItem, CommandJob};
use crate::config::{ArgumentPart, CommandArgument, Placeholder};
use crate::load::line_of;
use crate::text::clean_line;
use crate::web::WebAddress;
use std::ffi::OsString;
use std::path::{self, Path};

/// The program and its arguments. An argument with a placeholder is there once for each post or story that
/// has such a value.
///
/// # Errors
///
/// None of the posts and stories has a value that is needed.
pub(super) fn arguments(job: &CommandJob) -> Result<Vec<OsString>, CommandFailure> {
    let mut words: Vec<OsString> = Vec::new();
    for argument in &job.command.run {
        if let Some(text) = argument.as_text() {
            words.push(with_home(text));
            continue;
        }
        let may_be_option = !words.iter().any(|word| word == "--");
        let before = words.len();
        let mut failure = None;
        for item in &job.items {
            match filled(argument, item, may_be_option) {
                Ok(word) => words.push(word),
                Err(reason) => failure = Some(reason),
            }
        }
        if let Some(failure) = failure.filter(|_| words.len() == before) {
            return Err(failure);
        }
    }
    Ok(words)
}

/// An argument with the values of a post or story. `may_be_option` is set if the program could take the
/// argument for an option.
fn filled(
    argument: &CommandArgument,
    item: &CommandItem,
    may_be_option: bool,
) -> Result<OsString, CommandFailure> {
    let mut word = OsString::new();
    for part in &argument.0 {
        match part {
            ArgumentPart::Text(text) => word.push(text),
            ArgumentPart::Placeholder(Placeholder::Title) if word.is_empty() && may_be_option => {
                word.push(no_option(item.title()));
            }
            ArgumentPart::Placeholder(placeholder) => word.push(value(*placeholder, item)?),
        }
    }
    Ok(word)
}

/// A title that no program takes for an option: hyphens at its beginning are typographic ones.
fn no_option(title: &str) -> String {
    let rest = title.trim_start_matches('-');
    "\u{2010}".repeat(title.len() - rest.len()) + rest
}

fn value(placeholder: Placeholder, item: &CommandItem) -> Result<OsString, CommandFailure> {
    Ok(match placeholder {
        Placeholder::File => {
            let file = item.post.file().ok_or(CommandFailure::NoFile)?;
            // A relative path could begin with a hyphen.
            let file = path::absolute(file).unwrap_or_else(|_| Path::new(".").join(file));
            file.into_os_string()
        }
        Placeholder::Line => {
            let line = item.offset.map_or(Ok(1), |offset| line_of(&item.post.origin(), offset));
            line.map_err(|error| unreadable(item, &error))?.to_string().into()
        }
        Placeholder::Url => address(item).ok_or(CommandFailure::NoUrl)?.into(),
        Placeholder::Title => item.title().into(),
        Placeholder::Date => {
            let day = item.story().and_then(|story| story.day).or(item.post.date);
            day.map(|day| day.to_string()).unwrap_or_default().into()
        }
    })
}

/// The address of the page, if it is one that a browser would open.
pub(super) fn address(item: &CommandItem) -> Option<String> {
    let address = WebAddress::to_open(item.url()?).ok()?;
    Some(address.as_str().to_owned())
}

/// The failure of reading the text of a post or story.
pub(super) fn unreadable(item: &CommandItem, error: &std::io::Error) -> CommandFailure {
    CommandFailure::Unreadable(item.post.path.to_string(), clean_line(&error.to_string()))
}

/// A word of the config, with the home folder in place of a `~` at its beginning.
fn with_home(word: &str) -> OsString {
    match (word.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(Path::new(rest)).into_os_string(),
        _ => word.into(),
    }
}
