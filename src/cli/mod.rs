//! The command line: from arguments to an exit code.
//!
//! A command gets its posts from `found` and prints rows with `table`, or `output` for JSON. Data that
//! is not kept, such as links and summaries, is read again by `reread` or [`crate::load`].

mod add;
mod args;
mod check;
mod completions;
mod config;
mod dead_links;
mod explain;
mod export;
mod found;
mod history;
mod item_rows;
mod links;
mod list;
mod man;
mod mark;
mod mcp;
mod open;
mod output;
mod progress;
mod pull;
mod reread;
mod show;
mod snippet;
mod stats;
mod stories;
mod synced;
mod table;
mod values;
mod watch;

use crate::app::{BriefingRequest, check_keys, config_findings};
use crate::config::{Config, File, StartWith, cache_folder, memory_file};
use crate::file;
use crate::library::Facet;
use crate::load::{INPUT, Roots, check as unusable};
use crate::messages::{Language, Text};
use crate::post::Diagnostic;
use crate::term;
use crate::text::{clean, clean_line};
use args::{Command, CommandLine, PostSelection, is_command};
use found::CommandRequest;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Exit code: nothing was found, or a file failed.
const NOTHING: u8 = 1;
/// Exit code: the command line was not understood.
const WRONG_USE: u8 = 2;

/// Runs the program as the command line says. Exit codes: 0 success; 1 nothing was found, or a file
/// or the terminal failed; 2 wrong usage; 128 plus the number of a signal that ended it.
pub fn run() -> ExitCode {
    #[cfg(unix)]
    if term::stand_guard() {
        return ExitCode::SUCCESS;
    }
    if let Some(code) = completions::answer() {
        return code;
    }
    let line = match args::words() {
        Ok(line) => line,
        Err(error) => return misunderstood(&error),
    };
    // These need neither a config nor posts.
    let plainly = language(line.language, &Config::default());
    match &line.command {
        Some(Command::Completions { shell }) => return completions::run(*shell, plainly),
        Some(Command::Man { out: Some(folder), .. }) => return man::write_all(folder, plainly),
        Some(Command::Man { command, .. }) => return man::run(command.as_deref(), plainly),
        _ => {}
    }
    let mut file = File::find(line.config.as_deref());
    if line.no_rules {
        file = file.without_rules();
    }
    let keymap = check_keys(&mut file);
    let config = &file.config;
    let language = language(line.language, config);
    let colours = line.color.choice();
    let target = term::output_target(colours);
    if let Some(Command::Config { action }) = &line.command {
        return config::run(action, &file, &keymap, language, target);
    }
    let caches = if line.ephemeral || line.no_cache { None } else { cache_folder() };
    if let Some(Command::Add { args }) = &line.command {
        return add::run(args, &file, caches.as_deref(), language);
    }
    if file.is_named && file.is_unreadable() {
        let findings = config_findings(&file, language);
        return complain(
            &findings.iter().map(|one| one.say(language)).collect::<Vec<_>>(),
            WRONG_USE,
        );
    }
    let selection = line.command.as_ref().and_then(Command::selection).unwrap_or(&line.selection);
    let paths = line.command.as_ref().and_then(Command::paths).unwrap_or(&line.selection.paths);
    if line.command.is_some() {
        config::warn(&file, language);
    }
    if let Some(Command::Pull { args }) = &line.command {
        return pull::run(args, config, caches.as_deref(), language);
    }
    // `yunbao -q x list` and `yunbao list -q x` mean the same.
    let query = selection.query.as_ref().or(line.selection.query.as_ref());
    let query = query.map_or("", String::as_str);
    if let Some(code) = refusal(&line, (selection, paths), language) {
        return code;
    }
    let roots = match roots(paths, config, language) {
        Ok(roots) => roots,
        Err(code) => return code,
    };
    // A post that was named is wanted, whatever the rules say.
    let file = if roots.is_one_post() { file.without_rules() } else { file };
    let config = &file.config;
    let aliases = term::aliases(config);
    let memory = if line.ephemeral { None } else { memory_file() };
    let request = CommandRequest {
        roots: &roots,
        aliases: &aliases,
        query,
        rules: &config.rules,
        pinyin: config.pinyin,
        language,
        reader_width: config.reader_width,
        ambiguous_width: config.ambiguous_width,
        autospace: config.autospace,
        heading_marks: config.heading_marks,
        memory: memory.as_deref(),
        sync: config.sync.as_deref(),
        caches: caches.as_deref(),
        target,
    };
    if let Some(command) = &line.command {
        return print_rows(command, &request, config);
    }
    let resume = line.resume || config.resume;
    let briefing = briefing(config.start).filter(|_| !resume && query.is_empty());
    read(term::Start {
        roots: &roots,
        named: !paths.is_empty(),
        query,
        briefing,
        memory,
        caches,
        resume,
        colours,
        language,
        json_rows: item_rows::item_rows,
        // A language given on the command line overrides the config's.
        language_of: &move |config| self::language(line.language, config),
        config: file.clone(),
    })
}

/// The briefing that the program starts with.
fn briefing(start: StartWith) -> Option<BriefingRequest> {
    match start {
        StartWith::List => None,
        StartWith::Briefing => Some(BriefingRequest::News),
        StartWith::Today => Some(BriefingRequest::NewestDay),
    }
}

/// The exit code for arguments that may not mean what they say, before anything is read; this has been
/// reported.
fn refusal(
    line: &CommandLine,
    (selection, paths): (&PostSelection, &[PathBuf]),
    language: Language,
) -> Option<ExitCode> {
    if let Some(sentence) = wrong_paths(line.command.as_ref(), paths, language) {
        return Some(complain(&[sentence], WRONG_USE));
    }
    let Some(Command::Mark { options, .. }) = &line.command else { return None };
    let query = selection.query.as_deref().or(line.selection.query.as_deref());
    mark::check(options, selection, query, (line.ephemeral, language)).err()
}

/// Runs a command for scripts.
fn print_rows(command: &Command, request: &CommandRequest<'_>, config: &Config) -> ExitCode {
    match *command {
        Command::List { rows, null, .. } => list::run(request, rows, null),
        Command::Stories { rows, explain: true, .. } => explain::run(request, rows),
        Command::Stories { rows, history: true, .. } => history::run(request, rows),
        Command::Stories { rows, .. } => stories::run(request, rows),
        Command::Tags { rows, .. } => values::run(request, rows, Facet::Tag),
        Command::Categories { rows, .. } => values::run(request, rows, Facet::Category),
        Command::Links { rows, .. } => links::run(request, rows),
        Command::Stats { limit, window, json, .. } => stats::run(
            request,
            stats::StatsOptions {
                limit,
                window: window.map_or(config.trends.window, |days| days.0),
                json,
            },
        ),
        Command::Show { limit, form, .. } => show::run(request, limit, form),
        Command::Check { rows, strict, .. } => check::run(request, rows, strict),
        Command::Open { limit, all, print, .. } => {
            let limit = limit.unwrap_or(if all { usize::MAX } else { 1 });
            open::run(request, config.browser.as_deref(), open::PageOptions { limit, print })
        }
        Command::Export { ref options, .. } => export::run(request, options),
        Command::Mark { ref options, .. } => mark::run(request, options),
        Command::Watch { ref options, .. } => watch::run(request, options),
        Command::Mcp { marks, .. } => {
            let access = if marks { mcp::Access::Marks } else { mcp::Access::ReadOnly };
            mcp::run(request, access, config.trends.window)
        }
        // Handled before posts are looked for.
        Command::Pull { .. }
        | Command::Add { .. }
        | Command::Config { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => ExitCode::SUCCESS,
    }
}

/// Prints the output of `clap`: help and version on standard output, errors on standard error.
fn misunderstood(error: &clap::Error) -> ExitCode {
    let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(WRONG_USE));
    if error.use_stderr() {
        // The message repeats what was typed. If standard error is closed, it is lost.
        let _ = write!(io::stderr(), "{}", clean(&error.render().to_string()));
        return code;
    }
    let language = language(None, &Config::default());
    let printed = output::print(language, |out| write!(out, "{}", error.render()));
    printed.err().unwrap_or(code)
}

/// The roots of the posts: those named, else the config's, else the samples.
///
/// # Errors
///
/// The exit code, if nothing named can hold posts; this has been reported.
fn roots(paths: &[PathBuf], config: &Config, language: Language) -> Result<Roots, ExitCode> {
    let input = io::stdin();
    if paths.iter().any(|path| path == Path::new(INPUT)) && input.is_terminal() {
        return Err(complain(&[Text::InputIsTerminal.say(language)], WRONG_USE));
    }
    let roots = if paths.is_empty() {
        term::roots_of(config)
    } else {
        let named = Roots::named(paths.to_vec(), input.lock()).map_err(|error| {
            let sentence = Text::InputNotRead(&error.to_string()).say(language);
            complain(&[clean_line(&sentence)], NOTHING)
        })?;
        named.with_forms(&config.forms).following_links(config.follow_links)
    };
    if let Roots::Named { roots: named, .. } = &roots {
        let problems = unusable(&roots);
        if problems.len() == named.len() {
            let sentences: Vec<String> = problems.iter().map(|one| one.say(language)).collect();
            return Err(complain(&sentences, NOTHING));
        }
    }
    Ok(roots)
}

/// The language of messages: that of `--lang`, of the config or of the environment.
fn language(wished: Option<Language>, config: &Config) -> Language {
    let variable = |name: &str| std::env::var(name).ok();
    wished.or(config.language).unwrap_or_else(|| Language::of_environment(variable))
}

/// Starts the reader.
fn read(start: term::Start<'_>) -> ExitCode {
    let (roots, language) = (start.roots, start.language);
    // Checked before anything is opened or written.
    let screenless = term::screenless().map(|reason| match reason {
        term::Screenless::NoTerminal => Text::NoTerminal,
        term::Screenless::Dumb => Text::DumbTerminal,
    });
    if let Some(sentence) = screenless {
        return complain(&[sentence.say(language)], NOTHING);
    }
    let ended = term::run(start).map(|(ended, lost)| {
        let lost = lost.map(|error| term::store_error_sentence(&error, language));
        complain(lost.as_slice(), NOTHING);
        ended
    });
    match ended {
        Ok(term::RunEnd::Done) => ExitCode::SUCCESS,
        Ok(term::RunEnd::Code(code)) => ExitCode::from(code),
        Ok(term::RunEnd::NothingLoaded(problems)) => nothing(roots, &problems, language),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            complain(&[Text::NoTerminal.say(language)], NOTHING)
        }
        Err(error) => complain(&[not_started(&error, language)], NOTHING),
    }
}

/// Message on why the reader could not start, with advice where a limit of the system is the
/// reason.
fn not_started(error: &io::Error, language: Language) -> String {
    match error.raw_os_error() {
        Some(_) if file::is_none_left(error) => Text::NoOpenFiles.say(language),
        Some(_) if error.kind() == io::ErrorKind::WouldBlock => Text::NoThreads.say(language),
        _ => error.to_string(),
    }
}

/// Message on paths that cannot be meant.
fn wrong_paths(command: Option<&Command>, paths: &[PathBuf], language: Language) -> Option<String> {
    match command {
        None => misplaced_command(paths, language),
        Some(Command::Mcp { .. }) => {
            let uses_input = paths.iter().any(|path| path == Path::new(INPUT));
            uses_input.then(|| Text::McpUsesInput.say(language))
        }
        Some(_) => None,
    }
}

/// Message for a command after a path, where it would be taken for a path that does not exist, or
/// for a first word that is not a path but almost a command.
fn misplaced_command(paths: &[PathBuf], language: Language) -> Option<String> {
    let (first, others) = paths.split_first()?;
    let shown = clean_line(&first.to_string_lossy());
    let late = others.iter().find(|path| is_command(path.as_os_str()) && !path.exists());
    if let Some(late) = late {
        return Some(Text::CommandFirst(&late.to_string_lossy(), &shown).say(language));
    }
    let near = args::nearest_command(first.to_str().filter(|_| !first.exists())?)?;
    Some(Text::IsItCommand(&shown, &near).say(language))
}

/// Reports that there is no post under the roots, and what is wrong with them.
fn nothing(roots: &Roots, problems: &[Diagnostic], language: Language) -> ExitCode {
    let mut sentences: Vec<String> = problems.iter().map(|one| one.say(language)).collect();
    let names: Vec<String> =
        roots.paths().map(|path| clean_line(&path.to_string_lossy())).collect();
    if !names.is_empty() {
        sentences.push(Text::NoPostsIn(&names.join(", ")).say(language));
    }
    complain(&sentences, NOTHING)
}

/// Prints messages on standard error and returns the exit code.
fn complain(sentences: &[String], code: u8) -> ExitCode {
    let mut errors = io::stderr().lock();
    for sentence in sentences {
        // If standard error is closed, the message is lost.
        let _ = writeln!(errors, "yunbao: {sentence}");
    }
    ExitCode::from(code)
}
