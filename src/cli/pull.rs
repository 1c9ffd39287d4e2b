//! `yunbao pull`: brings the config's roots up to date with their own commands, and says what has come.

use super::args::PullArgs;
use super::output::{json, print};
use super::progress::LoadingBar;
use super::{NOTHING, WRONG_USE, complain};
use crate::config::{Config, PullCommand};
use crate::library::{Aliases, Arrivals, Library, arrivals};
use crate::load::{Roots, load_all_with_progress};
use crate::messages::{Language, Text};
use crate::process::Cancel;
use crate::pull::{FailureReason, PullEnd, PullFailure, PullPlan, PullRoot, pull, pulled_roots};
use crate::term::{aliases, cancel_on_quit};
use crate::text::clean_line;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// A row of `--json`.
#[derive(Serialize)]
struct JsonRow<'a> {
    root: &'a str,
    status: &'a str,
    posts: Option<usize>,
    stories: Option<usize>,
    changed: Option<usize>,
    deleted: Option<usize>,
    message: Option<String>,
}

/// Pulls the roots. The exit code is 1 if one failed or if there are none, and 2 if a path is that of no
/// root.
pub fn run(
    args: &PullArgs,
    config: &Config,
    caches: Option<&Path>,
    language: Language,
) -> ExitCode {
    let roots: Vec<PullRoot> = config
        .pulls
        .iter()
        .map(|(path, command)| PullRoot { path: path.clone(), command: command.clone() })
        .collect();
    if roots.is_empty() {
        let sentence = Text::NothingToPull(&PullCommand::written()).say(language);
        return complain(&[sentence], NOTHING);
    }
    let (roots, missed) =
        if args.paths.is_empty() { (roots, Vec::new()) } else { pulled_roots(&roots, &args.paths) };
    if !missed.is_empty() {
        let sentence = |path: &PathBuf| Text::NoPullAt(&shown(path)).say(language);
        return complain(&missed.iter().map(sentence).collect::<Vec<_>>(), WRONG_USE);
    }
    let cancel = Cancel::default();
    let Ok(asked_to_quit) = cancel_on_quit(&cancel) else {
        return complain(&[Text::NoThreads.say(language)], NOTHING);
    };
    // What has come is counted only where it is said.
    let is_counted = args.json || !args.quiet;
    let reading = Reading { roots: &roots, config, aliases: &aliases(config), caches, language };
    let before = is_counted.then(|| reading.library());
    let ends =
        if cancel.is_cancelled() { Vec::new() } else { run_all(&roots, args, &cancel, language) };
    if let Some(code) = asked_to_quit.get() {
        complain(&failures(&roots, &ends, language), 0);
        return ExitCode::from(*code);
    }
    let came: Vec<Option<Arrivals>> = match before {
        None => vec![None; roots.len()],
        Some(before) => {
            let after = reading.library();
            let came = |root: &PullRoot| {
                Some(arrivals(&before, &after, &[root.path.to_string_lossy().into_owned()]))
            };
            let came =
                roots.iter().zip(&ends).map(|(root, end)| came(root).filter(|_| end.is_ok()));
            came.collect()
        }
    };
    let rows = roots.iter().zip(&ends).zip(&came);
    let printed = print(language, |out| {
        rows.clone().try_for_each(|((root, end), came)| {
            let root = shown(&root.path);
            match (came, args.json) {
                (_, true) => json(out, &json_row(&root, end, *came, language)),
                (Some(came), false) if !args.quiet => {
                    let numbers = [came.posts, came.stories, came.changed, came.gone];
                    writeln!(out, "{}", Text::Pulled(&root, numbers).say(language))
                }
                _ => Ok(()),
            }
        })
    });
    let sentences = failures(&roots, &ends, language);
    complain(&sentences, 0);
    printed.err().unwrap_or_else(|| ExitCode::from(u8::from(!sentences.is_empty())))
}

/// Runs the commands of all roots, with progress.
fn run_all(
    roots: &[PullRoot],
    args: &PullArgs,
    cancel: &Cancel,
    language: Language,
) -> Vec<PullEnd> {
    let mut progress = LoadingBar::of_pulls(language);
    progress.update(0, roots.len());
    let mut done = 0;
    let limit = Duration::from_secs(args.timeout);
    pull(&PullPlan::new(roots), limit, cancel, |_, _| {
        done += 1;
        progress.update(done, roots.len());
    })
}

/// The settings with which the posts of some roots are read.
struct Reading<'a> {
    roots: &'a [PullRoot],
    config: &'a Config,
    aliases: &'a Aliases,
    caches: Option<&'a Path>,
    language: Language,
}

impl Reading<'_> {
    fn library(&self) -> Library {
        let paths: Vec<PathBuf> = self.roots.iter().map(|root| root.path.clone()).collect();
        let roots = Roots::from(paths)
            .with_forms(&self.config.forms)
            .following_links(self.config.follow_links);
        let mut progress = LoadingBar::new(self.language);
        let update = |read, all| progress.update(read, all);
        load_all_with_progress(&roots, self.aliases, self.caches, update).library
    }
}

/// The sentences about the roots that failed, each with the lines of its command below.
fn failures(roots: &[PullRoot], ends: &[PullEnd], language: Language) -> Vec<String> {
    let failed = roots.iter().zip(ends).filter_map(|(root, end)| Some((root, end.as_ref().err()?)));
    let sentence = |(root, failure): (&PullRoot, &PullFailure)| {
        let reason = failure.reason.text().say(language);
        let why = Text::PullFailedFor(&reason).say(language);
        let mut sentence = clean_line(&format!("{}: {why}", shown(&root.path)));
        said(failure, &mut sentence);
        sentence
    };
    failed.map(sentence).collect()
}

/// Adds what a command said to the sentence about its failure, in lines below.
pub(super) fn said(failure: &PullFailure, sentence: &mut String) {
    for line in &failure.lines {
        sentence.push_str("\n  ");
        sentence.push_str(line);
    }
}

fn json_row<'a>(
    root: &'a str,
    end: &PullEnd,
    came: Option<Arrivals>,
    language: Language,
) -> JsonRow<'a> {
    let (status, message) = match end {
        Ok(()) => ("done", None),
        Err(PullFailure { reason: FailureReason::Cancelled, .. }) => ("cancelled", None),
        Err(failure) => {
            let reason = clean_line(&failure.reason.text().say(language));
            let lines = std::iter::once(reason).chain(failure.lines.iter().cloned());
            ("failed", Some(lines.collect::<Vec<_>>().join("\n")))
        }
    };
    JsonRow {
        root,
        status,
        posts: came.map(|came| came.posts),
        stories: came.map(|came| came.stories),
        changed: came.map(|came| came.changed),
        deleted: came.map(|came| came.gone),
        message,
    }
}

fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}
