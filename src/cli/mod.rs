//! From arguments to an exit code.

mod args;
mod check;
mod found;
mod links;
mod list;
mod output;
mod show;
mod snippet;
mod stories;
mod table;

use crate::config;
use crate::load::{INPUT, Roots, check as unusable};
use crate::messages::Text;
use crate::post::Diagnostic;
use crate::term;
use crate::text::clean_line;
use args::{Command, CommandLine};
use clap::{CommandFactory, Parser};
use found::Asked;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Nothing was found, or a file failed.
const NOTHING: u8 = 1;
/// The command line is not understood.
const WRONG_USE: u8 = 2;

/// Runs the program as the command line says. Exit codes: 0 done, 1 nothing was found, a file or
/// the terminal failed, 2 wrong usage, 128 and the number of a signal that ended it.
pub fn run() -> ExitCode {
    let line = match CommandLine::try_parse() {
        Ok(line) => line,
        Err(error) => {
            // Help and version go to standard output, the rest to standard error; a closed pipe
            // is nobody's fault.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(WRONG_USE));
        }
    };
    let config = match config::load(line.config.as_deref()) {
        Ok(config) => config,
        Err(sentence) => return complain(&[sentence], WRONG_USE),
    };
    let selection = match &line.command {
        Some(
            Command::List { selection, .. }
            | Command::Stories { selection, .. }
            | Command::Show { selection, .. }
            | Command::Check { selection, .. },
        ) => selection,
        None => &line.selection,
    };
    // `yunbao -q x list` and `yunbao list -q x` mean the same.
    let query = selection.query.as_ref().or(line.selection.query.as_ref());
    let query = query.map_or("", String::as_str);
    let paths = &selection.paths;
    if line.command.is_none()
        && let Some(sentence) = late_command(paths)
    {
        return complain(&[sentence], WRONG_USE);
    }
    let input = io::stdin();
    if paths.iter().any(|path| path == Path::new(INPUT)) && input.is_terminal() {
        let sentence = "-: standard input is a terminal; pipe a Markdown post into it";
        return complain(&[sentence.to_owned()], WRONG_USE);
    }
    let roots = if !paths.is_empty() {
        match Roots::named(paths.clone(), input.lock()) {
            Ok(roots) => roots,
            Err(error) => {
                let sentence = clean_line(&format!("-: standard input cannot be read: {error}"));
                return complain(&[sentence], NOTHING);
            }
        }
    } else if !config.roots.is_empty() {
        Roots::from(config.roots.clone())
    } else {
        Roots::Samples
    };
    if let Roots::Named(named) = &roots {
        let problems = unusable(&roots);
        if problems.len() == named.len() {
            let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return complain(&sentences, NOTHING);
        }
    }
    let aliases = term::aliases(&config);
    let memory = if line.ephemeral { None } else { config::memory_file() };
    let asked = Asked { roots: &roots, aliases: &aliases, query, memory: memory.as_deref() };
    match line.command {
        Some(Command::List { rows, .. }) => list::run(&asked, rows),
        Some(Command::Stories { rows, .. }) => stories::run(&asked, rows),
        Some(Command::Show { limit, form, .. }) => show::run(&asked, limit, form),
        Some(Command::Check { rows, strict, .. }) => check::run(&asked, rows, strict),
        None => read(term::Start {
            roots: &roots,
            query,
            config: &config,
            memory,
            resume: line.resume || config.resume,
        }),
    }
}

/// Starts the reader.
fn read(start: term::Start<'_>) -> ExitCode {
    let roots = start.roots;
    match term::run(start) {
        Ok(term::Ended::Done) => ExitCode::SUCCESS,
        Ok(term::Ended::Code(code)) => ExitCode::from(code),
        Ok(term::Ended::NothingLoaded(problems)) => nothing(roots, &problems),
        Err(error) => complain(&[error.to_string()], NOTHING),
    }
}

/// What is said when a command stands behind a path, where it is taken for a path that is not
/// there.
fn late_command(paths: &[PathBuf]) -> Option<String> {
    let (first, others) = paths.split_first()?;
    let late = others.iter().find(|path| {
        let is_command = |name: &str| path.as_os_str() == name;
        CommandLine::command().get_subcommands().any(|one| is_command(one.get_name()))
            && !path.exists()
    })?;
    let command = late.to_string_lossy();
    Some(Text::CommandFirst(&command, &clean_line(&first.to_string_lossy())).to_string())
}

/// Says that there is no post under the roots, and what was wrong with them.
fn nothing(roots: &Roots, problems: &[Diagnostic]) -> ExitCode {
    let mut sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let names: Vec<String> =
        roots.paths().map(|path| clean_line(&path.to_string_lossy())).collect();
    if !names.is_empty() {
        sentences.push(Text::NoPostsIn(&names.join(", ")).to_string());
    }
    complain(&sentences, NOTHING)
}

/// Says what went wrong on standard error.
fn complain(sentences: &[String], code: u8) -> ExitCode {
    let mut errors = io::stderr().lock();
    for sentence in sentences {
        // With standard error closed there is nobody to tell.
        let _ = writeln!(errors, "yunbao: {sentence}");
    }
    ExitCode::from(code)
}
