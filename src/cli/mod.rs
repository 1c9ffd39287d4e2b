//! From arguments to an exit code.

mod args;
mod check;
mod completions;
mod dead_links;
mod export;
mod found;
mod links;
mod list;
mod man;
mod open;
mod output;
mod progress;
mod reread;
mod snippet;
mod stories;
mod table;
mod values;

use crate::config::{self, Config};
use crate::library::Facet;
use crate::load::{INPUT, Roots, check as unusable};
use crate::messages::Text;
use crate::post::Diagnostic;
use crate::term;
use crate::text::clean_line;
use args::{Color, Command, is_command};
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
    completions::answer();
    let line = match args::words() {
        Ok(line) => line,
        Err(error) => return misunderstood(&error),
    };
    match &line.command {
        Some(Command::Completions { shell }) => return completions::run(*shell),
        Some(Command::Man { out: Some(folder), .. }) => return man::write_all(folder),
        Some(Command::Man { command, out: None }) => return man::run(command.as_deref()),
        _ => {}
    }
    let config = match config::load(line.config.as_deref()) {
        Ok(config) => config,
        Err(sentence) => return complain(&[sentence], WRONG_USE),
    };
    let selection = line.command.as_ref().and_then(Command::selection).unwrap_or(&line.selection);
    // `yunbao -q x list` and `yunbao list -q x` mean the same.
    let query = selection.query.as_ref().or(line.selection.query.as_ref());
    let query = query.map_or("", String::as_str);
    let paths = &selection.paths;
    if line.command.is_none()
        && let Some(sentence) = late_command(paths).or_else(|| misspelt_command(paths))
    {
        return complain(&[sentence], WRONG_USE);
    }
    let roots = match roots(paths, &config) {
        Ok(roots) => roots,
        Err(code) => return code,
    };
    let aliases = term::aliases(&config);
    let memory = if line.ephemeral { None } else { config::memory_file() };
    let colours = match line.color {
        Color::Auto => None,
        Color::Always => Some(true),
        Color::Never => Some(false),
    };
    let paper = term::paper(colours);
    let asked = Asked { roots: &roots, aliases: &aliases, query, memory: memory.as_deref(), paper };
    match line.command {
        Some(Command::List { rows, null, .. }) => list::run(&asked, rows, null),
        Some(Command::Stories { rows, .. }) => stories::run(&asked, rows),
        Some(Command::Tags { rows, .. }) => values::run(&asked, rows, Facet::Tag),
        Some(Command::Categories { rows, .. }) => values::run(&asked, rows, Facet::Category),
        Some(Command::Links { rows, .. }) => links::run(&asked, rows),
        Some(Command::Check { rows, strict, .. }) => check::run(&asked, rows, strict),
        Some(Command::Open { limit, all, print, .. }) => {
            let limit = limit.unwrap_or(if all { usize::MAX } else { 1 });
            open::run(&asked, config.browser.as_deref(), open::Wanted { limit, print })
        }
        Some(Command::Export { format, limit, .. }) => export::run(&asked, format, limit),
        // The others have been done, without posts.
        Some(Command::Completions { .. } | Command::Man { .. }) | None => read(term::Start {
            roots: &roots,
            query,
            config: &config,
            memory,
            resume: line.resume || config.resume,
            colours,
        }),
    }
}

/// What `clap` has to say: help and version on standard output, the rest on standard error.
fn misunderstood(error: &clap::Error) -> ExitCode {
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(WRONG_USE));
    if error.use_stderr() {
        // With standard error closed there is nobody to tell.
        let _ = error.print();
        return code;
    }
    let printed = output::print(|out| write!(out, "{}", error.render()));
    printed.err().unwrap_or(code)
}

/// Where the posts are: what was named, else what the config says, else the samples.
///
/// # Errors
///
/// The exit code, when nothing that was named can hold posts; that is told.
fn roots(paths: &[PathBuf], config: &Config) -> Result<Roots, ExitCode> {
    let input = io::stdin();
    if paths.iter().any(|path| path == Path::new(INPUT)) && input.is_terminal() {
        return Err(complain(&[Text::InputIsTerminal.to_string()], WRONG_USE));
    }
    let roots = if !paths.is_empty() {
        Roots::named(paths.to_vec(), input.lock()).map_err(|error| {
            let why = clean_line(&error.to_string());
            complain(&[Text::InputNotRead(&why).to_string()], NOTHING)
        })?
    } else if !config.roots.is_empty() {
        Roots::from(config.roots.clone())
    } else {
        Roots::Samples
    };
    if let Roots::Named(named) = &roots {
        let problems = unusable(&roots);
        if problems.len() == named.len() {
            let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return Err(complain(&sentences, NOTHING));
        }
    }
    Ok(roots)
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
    let late = others.iter().find(|path| is_command(path.as_os_str()) && !path.exists())?;
    let command = late.to_string_lossy();
    Some(Text::CommandFirst(&command, &clean_line(&first.to_string_lossy())).to_string())
}

/// What is said when the first word is neither a path nor a command, and close to a command.
fn misspelt_command(paths: &[PathBuf]) -> Option<String> {
    let word = paths.first().filter(|path| !path.exists())?.to_str()?;
    let near = args::nearest_command(word)?;
    Some(Text::IsItCommand(&clean_line(word), &near).to_string())
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
