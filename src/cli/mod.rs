//! From arguments to an exit code.

mod args;

use crate::config;
use crate::load::{INPUT, Roots, check};
use crate::term;
use crate::text::clean_line;
use args::Args;
use clap::Parser;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

/// Nothing could be loaded.
const NOTHING: u8 = 1;

/// Runs the program as the command line says. Exit codes: 0 done, 1 nothing could be loaded or the
/// terminal failed, 2 wrong usage, 128 and the number of a signal that ended it.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to standard output, the rest to standard error; a closed pipe
            // is nobody's fault.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let config = match config::load(args.config.as_deref()) {
        Ok(config) => config,
        Err(sentence) => return complain(&[sentence], 2),
    };
    let input = io::stdin();
    let reads_input = args.paths.iter().any(|path| path == Path::new(INPUT));
    if reads_input && input.is_terminal() {
        let sentence = "-: standard input is a terminal; pipe a Markdown post into it";
        return complain(&[sentence.to_owned()], 2);
    }
    let roots = if !args.paths.is_empty() {
        match Roots::named(args.paths, input.lock()) {
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
        let problems = check(&roots);
        if problems.len() == named.len() {
            let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
            return complain(&sentences, NOTHING);
        }
    }
    let query = args.query.unwrap_or_default();
    let start = term::Start {
        roots: &roots,
        query: &query,
        config: &config,
        memory: if args.ephemeral { None } else { config::memory_file() },
        resume: args.resume || config.resume,
    };
    match term::run(start) {
        Ok(term::Ended::Done) => ExitCode::SUCCESS,
        Ok(term::Ended::Code(code)) => ExitCode::from(code),
        Ok(term::Ended::NothingLoaded(problems)) => {
            let mut sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
            let names: Vec<String> =
                roots.paths().map(|path| clean_line(&path.to_string_lossy())).collect();
            if !names.is_empty() {
                sentences.push(format!(
                    "no posts in {}: looked for .md, .markdown and .mdx files",
                    names.join(", ")
                ));
            }
            complain(&sentences, NOTHING)
        }
        Err(error) => complain(&[error.to_string()], NOTHING),
    }
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
