//! From arguments to an exit code.

mod args;
mod check;
mod config;
mod found;
mod links;
mod list;
mod output;
mod show;
mod snippet;
mod stories;
mod table;

use crate::app::{check_keys, config_findings};
use crate::config::{Config, File, StartWith, memory_file};
use crate::load::{INPUT, Roots, check as unusable};
use crate::messages::{Language, Text};
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
    let mut file = File::find(line.config.as_deref());
    let keymap = check_keys(&mut file);
    let config = &file.config;
    let language = language(line.language, config);
    let is_config = matches!(line.command, Some(Command::Config { .. }));
    if file.is_named && file.is_unreadable() && !is_config {
        let findings = config_findings(&file, language);
        return complain(&findings.iter().map(ToString::to_string).collect::<Vec<_>>(), WRONG_USE);
    }
    let selection = match &line.command {
        Some(
            Command::List { selection, .. }
            | Command::Stories { selection, .. }
            | Command::Show { selection, .. }
            | Command::Check { selection, .. },
        ) => selection,
        Some(Command::Config { action }) => {
            return config::run(action, &file, &keymap, language);
        }
        None => &line.selection,
    };
    if line.command.is_some() {
        config::warn(&file, language);
    }
    // `yunbao -q x list` and `yunbao list -q x` mean the same.
    let query = selection.query.as_ref().or(line.selection.query.as_ref());
    let query = query.map_or("", String::as_str);
    let paths = &selection.paths;
    if line.command.is_none()
        && let Some(sentence) = late_command(paths, language)
    {
        return complain(&[sentence], WRONG_USE);
    }
    let input = io::stdin();
    if paths.iter().any(|path| path == Path::new(INPUT)) && input.is_terminal() {
        return complain(&[Text::InputIsTerminal.say(language)], WRONG_USE);
    }
    let roots = if paths.is_empty() {
        term::roots_of(config)
    } else {
        match Roots::named(paths.clone(), input.lock()) {
            Ok(roots) => roots,
            Err(error) => {
                let sentence = Text::InputNotRead(&error.to_string()).say(language);
                return complain(&[clean_line(&sentence)], NOTHING);
            }
        }
    };
    if let Roots::Named(named) = &roots {
        let problems = unusable(&roots);
        if problems.len() == named.len() {
            let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return complain(&sentences, NOTHING);
        }
    }
    let aliases = term::aliases(config);
    let memory = if line.ephemeral { None } else { memory_file() };
    let asked = Asked {
        roots: &roots,
        aliases: &aliases,
        query,
        pinyin: config.pinyin,
        language,
        reader_width: config.reader_width,
        memory: memory.as_deref(),
    };
    match line.command {
        Some(Command::List { rows, .. }) => list::run(&asked, rows),
        Some(Command::Stories { rows, .. }) => stories::run(&asked, rows),
        Some(Command::Show { limit, form, .. }) => show::run(&asked, limit, form),
        Some(Command::Check { rows, strict, .. }) => check::run(&asked, rows, strict),
        Some(Command::Config { .. }) => ExitCode::SUCCESS,
        None => {
            let starts_today = config.start == StartWith::Today && query.is_empty();
            read(term::Start {
                roots: &roots,
                named: !paths.is_empty(),
                query: if starts_today { "today" } else { query },
                memory,
                resume: line.resume || config.resume,
                language,
                // A language of the command line holds whatever the config says.
                language_of: &move |config| self::language(line.language, config),
                config: file.clone(),
            })
        }
    }
}

/// What the program says is said in the language of `--lang`, of the config or of the environment.
fn language(wished: Option<Language>, config: &Config) -> Language {
    let variable = |name: &str| std::env::var(name).ok();
    wished.or(config.language).unwrap_or_else(|| Language::of_environment(variable))
}

/// Starts the reader.
fn read(start: term::Start<'_>) -> ExitCode {
    let (roots, language) = (start.roots, start.language);
    match term::run(start) {
        Ok(term::Ended::Done) => ExitCode::SUCCESS,
        Ok(term::Ended::Code(code)) => ExitCode::from(code),
        Ok(term::Ended::NothingLoaded(problems)) => nothing(roots, &problems, language),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            complain(&[Text::NoTerminal.say(language)], NOTHING)
        }
        Err(error) => complain(&[error.to_string()], NOTHING),
    }
}

/// What is said when a command stands behind a path, where it is taken for a path that is not
/// there.
fn late_command(paths: &[PathBuf], language: Language) -> Option<String> {
    let (first, others) = paths.split_first()?;
    let late = others.iter().find(|path| {
        let is_command = |name: &str| path.as_os_str() == name;
        CommandLine::command().get_subcommands().any(|one| is_command(one.get_name()))
            && !path.exists()
    })?;
    let command = late.to_string_lossy();
    Some(Text::CommandFirst(&command, &clean_line(&first.to_string_lossy())).say(language))
}

/// Says that there is no post under the roots, and what was wrong with them.
fn nothing(roots: &Roots, problems: &[Diagnostic], language: Language) -> ExitCode {
    let mut sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let names: Vec<String> =
        roots.paths().map(|path| clean_line(&path.to_string_lossy())).collect();
    if !names.is_empty() {
        sentences.push(Text::NoPostsIn(&names.join(", ")).say(language));
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
