//! Candidates for the end of a command line: options and commands from `clap_complete`, paths, and
//! within a query its fields and the tags, categories, authors, hosts and months of the library.
//! Knows nothing of shells.

use super::line::ShellLine;
use crate::app::complete;
use crate::cli::args::{command, is_command};
use crate::config::{File, cache_folder};
use crate::library::{Library, Position};
use crate::load::{Roots, gather};
use crate::query::facets;
use crate::term;
use crate::text::{clean, fold};
use clap::{Arg, Command, ValueHint};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter, complete as engine,
};
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Time limit for reading posts on Tab; only the posts read by then are used.
const PATIENCE: Duration = Duration::from_millis(400);

/// A word that can stand in place of the one being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub value: String,
    /// Its meaning, on one line.
    pub help: Option<String>,
}

/// The candidates for the word being typed. None has a control character, a line break or anything
/// else that a terminal or a shell's list of replies could misinterpret.
pub fn candidates(line: &ShellLine) -> Vec<Candidate> {
    // A program that runs this one, as `sudo` does, comes before its name.
    let own = |word: &String| PathBuf::from(word).file_stem().is_some_and(|stem| stem == "yunbao");
    let first = line.words.iter().position(own).unwrap_or(0);
    let before: Arc<[String]> = line.words.iter().skip(first).cloned().collect();
    let mut words: Vec<OsString> = before.iter().map(OsString::from).collect();
    if words.is_empty() {
        return Vec::new();
    }
    words.push(OsString::from(&line.word));
    let index = words.len() - 1;
    let here = std::env::current_dir().ok();
    let mut command = completing(command(), &before);
    let found = engine(&mut command, words, index, here.as_deref()).unwrap_or_default();
    found.iter().filter_map(candidate).collect()
}

fn candidate(found: &CompletionCandidate) -> Option<Candidate> {
    let value = found.get_value().to_str()?;
    if value != clean(value) || value.contains(['\n', '\t']) {
        return None;
    }
    let help = found.get_help().map(ToString::to_string);
    let help = help.and_then(|help| help.lines().next().map(str::to_owned));
    Some(Candidate { value: value.to_owned(), help })
}

/// Adds completers for queries and paths to the command.
fn completing(command: Command, before: &Arc<[String]>) -> Command {
    let names: Vec<String> =
        command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let command = command.mut_args(|arg| with_completer(arg, before));
    names
        .into_iter()
        .fold(command, |command, name| command.mut_subcommand(name, |one| completing(one, before)))
}

fn with_completer(arg: Arg, before: &Arc<[String]>) -> Arg {
    if arg.get_id() == "query" {
        let before = Arc::clone(before);
        return arg.add(ArgValueCompleter::new(move |typed: &OsStr| queries(typed, &before)));
    }
    let paths = match arg.get_value_hint() {
        ValueHint::AnyPath => PathCompleter::any(),
        ValueHint::FilePath => PathCompleter::file(),
        ValueHint::DirPath => PathCompleter::dir(),
        _ => return arg,
    };
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        paths.complete(typed).into_iter().filter_map(|path| not_an_option(&path, typed)).collect()
    }))
}

/// Keeps a path from being taken for an option: `./-x.md` for `-x.md`. Folders end in `/` on every
/// system.
fn not_an_option(path: &CompletionCandidate, typed: &OsStr) -> Option<CompletionCandidate> {
    let value = path.get_value().to_str()?;
    let value = match value.strip_suffix(std::path::MAIN_SEPARATOR) {
        Some(folder) => format!("{folder}/"),
        None => value.to_owned(),
    };
    if !value.starts_with('-') {
        return Some(CompletionCandidate::new(value).hide(path.is_hide_set()));
    }
    typed.is_empty().then(|| CompletionCandidate::new(format!("./{value}")))
}

/// The query, completed with each word that could be at its end.
fn queries(typed: &OsStr, before: &[String]) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    let library = library(before);
    let all: Vec<Position> = (0..library.posts().len() as Position).collect();
    let Some(mut completion) =
        complete(typed, typed.len(), (&library, &[]), &facets(&library, &all))
    else {
        return Vec::new();
    };
    // A shell replaces what is typed by the common prefix of all candidates: only a single one may
    // be a fuzzy match that does not begin with it.
    let begun = fold(typed[completion.range.clone()].trim_matches('"'));
    let begins = |candidate: &String| fold(candidate.trim_matches('"')).starts_with(&begun);
    if completion.candidates.iter().any(begins) {
        completion.candidates.retain(begins);
    } else if completion.candidates.len() > 1 {
        return Vec::new();
    }
    for candidate in &mut completion.candidates {
        *candidate = unquoted(&typed[..completion.range.start], candidate);
    }
    // For the same reason, all are quoted if one has to be.
    if completion.candidates.iter().any(|candidate| candidate.starts_with('"')) {
        for candidate in completion.candidates.iter_mut().filter(|one| !one.starts_with('"')) {
            *candidate = format!("\"{candidate}\"");
        }
    }
    (0..completion.candidates.len())
        .map(|index| {
            completion.index = index;
            CompletionCandidate::new(completion.text().0)
        })
        .collect()
}

/// Removes the quotation marks of a tag or category, which a shell would have to quote once more: a
/// hyphen stands for a blank there. Values of other fields are unchanged.
fn unquoted(before: &str, value: &str) -> String {
    let field = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let is_label = ["tag", "categor", "#"].iter().any(|name| field.contains(name));
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if is_label && !inner.contains(['"', '\\', ',']) => {
            inner.split_whitespace().collect::<Vec<_>>().join("-")
        }
        _ => value.to_owned(),
    }
}

/// The posts that the words typed so far refer to, or those of them that were read in time.
fn library(before: &[String]) -> Arc<Library> {
    let typed = typed(before.get(1..).unwrap_or_default());
    // Problems with the config are reported when the program is run, not on Tab.
    let config = File::find(typed.config.as_deref()).config;
    let roots = if typed.paths.is_empty() {
        term::roots_of(&config)
    } else {
        Roots::from(typed.paths).with_forms(&config.forms).following_links(config.follow_links)
    };
    let begun = Instant::now();
    let mut library = Arc::default();
    let caches = if typed.without_cache { None } else { cache_folder() };
    gather(&roots, &Arc::new(term::aliases(&config)), caches.as_deref(), |progress| {
        library = progress.library;
        begun.elapsed() < PATIENCE
    });
    library
}

/// The parts of an unfinished command line that say where posts are.
#[derive(Debug, Default, PartialEq, Eq)]
struct TypedOptions {
    paths: Vec<PathBuf>,
    config: Option<PathBuf>,
    without_cache: bool,
}

/// Parses the words; those that are files or folders count as roots.
fn typed(words: &[String]) -> TypedOptions {
    let mut typed = TypedOptions::default();
    let mut words = words.iter().enumerate();
    while let Some((at, word)) = words.next() {
        if word == "--config" {
            typed.config = words.next().map(|(_, word)| PathBuf::from(word));
        } else if let Some(file) = word.strip_prefix("--config=") {
            typed.config = Some(PathBuf::from(file));
        } else if matches!(word.as_str(), "--no-cache" | "--ephemeral") {
            typed.without_cache = true;
        } else if matches!(word.as_str(), "-q" | "--query" | "-n" | "--limit") {
            words.next();
        } else if !word.starts_with('-') {
            let path = PathBuf::from(word);
            let names_command = at == 0 && is_command(word.as_ref());
            if !names_command && path.exists() {
                typed.paths.push(path);
            }
        }
    }
    typed
}
