//! `yunbao man`: manual pages. The only user of `clap_mangen`.

use super::args::command;
use super::complain;
use super::output::print;
use crate::messages::{Language, Text};
use crate::text::clean_line;
use clap::Command;
use clap_mangen::Man;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Prints the page of the program, or of one of its commands.
pub fn run(command: Option<&str>, language: Language) -> ExitCode {
    let pages = pages();
    let file_name = command.map_or("yunbao".to_owned(), |name| format!("yunbao-{name}"));
    let Some(page) = pages.iter().find(|page| name(page) == file_name) else {
        let command = clean_line(command.unwrap_or_default());
        let names: Vec<&str> =
            pages.iter().filter_map(|page| name(page).strip_prefix("yunbao-")).collect();
        return complain(&[Text::NoPage(&command, names.join(", ")).say(language)], 2);
    };
    let printed = print(language, |out| {
        let bytes = text(page)?;
        out.write_all(&bytes)
    });
    printed.err().unwrap_or(ExitCode::SUCCESS)
}

/// Writes a file for each page into a folder, which is created if necessary.
pub fn write_all(folder: &Path, language: Language) -> ExitCode {
    let write = |page: &Command| {
        let path = folder.join(format!("{}.1", name(page)));
        text(page).and_then(|text| fs::write(&path, text)).map_err(|error| (path, error))
    };
    let made = fs::create_dir_all(folder).map_err(|error| (folder.to_owned(), error));
    match made.and_then(|()| pages().iter().try_for_each(write)) {
        Ok(()) => ExitCode::SUCCESS,
        Err((path, error)) => {
            let path = clean_line(&path.to_string_lossy());
            complain(&[Text::FileNotWritten(&path, &error.to_string()).say(language)], 1)
        }
    }
}

/// The name of a command's page: `yunbao`, `yunbao-list`.
fn name(page: &Command) -> &str {
    page.get_display_name().unwrap_or_else(|| page.get_name())
}

/// The commands that have a page, the program first.
fn pages() -> Vec<Command> {
    let mut whole = command();
    whole.build();
    let mut pages = vec![whole.clone()];
    add_below(&whole, &mut pages);
    pages
}

fn add_below(command: &Command, pages: &mut Vec<Command>) {
    for one in command.get_subcommands().filter(|one| one.get_name() != "help") {
        pages.push(one.clone().version(env!("CARGO_PKG_VERSION")));
        add_below(one, pages);
    }
}

fn text(page: &Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    Man::new(page.clone()).manual("yunbao").render(&mut text)?;
    Ok(text)
}
