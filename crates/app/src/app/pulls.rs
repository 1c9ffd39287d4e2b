//! Pulls: bringing the roots up to date while the program runs, and saying what came.
//!
//! The commands run outside; the model learns which roots are pulled, when each is done, and how all of them
//! ended. Then the folders are read again, and the posts and stories that came are counted.

use super::action::Action;
use super::context::Context;
use super::findings::Findings;
use super::intent::Intent;
use super::job::Job;
use super::message::{Effect, Notice};
use super::pull_step::{PullStep, PulledRoot};
use crate::config::PullCommand;
use crate::library::{Arrivals, Library};
use crate::messages::Text;
use crate::post::{Diagnostic, DiagnosticCode, DiagnosticMessage, Severity};
use crate::pull::{FailureReason, PullEnd};
use crate::text::clean_line;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Maximum number of roots named in the status line.
const MAX_NAMED: usize = 3;

/// The pull that is running, and the one whose results are being counted.
#[derive(Clone, Debug, Default)]
pub struct Pulls {
    /// Number of the last request; messages about earlier ones are dropped.
    request: u64,
    /// Set if a pull was asked for while the posts were still being read.
    is_waiting: bool,
    running: Option<RunningPull>,
    ended: Option<(RunningPull, Vec<PullEnd>)>,
}

/// A pull.
#[derive(Clone, Debug)]
struct RunningPull {
    roots: Vec<PulledRoot>,
    done: Vec<usize>,
    /// The posts before it.
    before: Arc<Library>,
}

impl Pulls {
    /// Returns `true` while a pull is running, or waiting for the posts to be read.
    pub(super) fn is_running(&self) -> bool {
        self.is_waiting || self.running.is_some()
    }

    /// The intents of the action: starting a pull, or cancelling the one that is running.
    pub(super) fn act(&mut self, context: &Context) -> Vec<Intent> {
        if self.is_running() {
            return self.cancel();
        }
        if self.ended.is_some() {
            return Vec::new();
        }
        if context.config.pulls.is_empty() {
            return vec![context.tell(&Text::NothingToPull(&PullCommand::written()))];
        }
        self.is_waiting = true;
        self.start(context)
    }

    /// Starts the pull that waits, once all posts are read: only then can what came be told.
    pub(super) fn start(&mut self, context: &Context) -> Vec<Intent> {
        if !self.is_waiting || !context.load.done {
            return Vec::new();
        }
        self.is_waiting = false;
        self.request += 1;
        let before = Arc::clone(&context.library);
        self.running = Some(RunningPull { roots: Vec::new(), done: Vec::new(), before });
        vec![Intent::Run(Effect::Pull { request: self.request })]
    }

    /// The intents of cancelling the pull that is running.
    pub(super) fn cancel(&mut self) -> Vec<Intent> {
        self.is_waiting = false;
        let running = self.running.is_some();
        running.then_some(Intent::Run(Effect::CancelPull)).into_iter().collect()
    }

    /// Takes over a step of a pull.
    pub(super) fn take(
        &mut self,
        request: u64,
        step: PullStep,
        findings: &mut Findings,
        context: &mut Context,
    ) -> Vec<Intent> {
        if request != self.request {
            return Vec::new();
        }
        let Some(running) = &mut self.running else { return Vec::new() };
        match step {
            PullStep::Started(roots) if roots.is_empty() => {
                self.running = None;
                vec![context.tell(&Text::NothingToPullHere(&PullCommand::written()))]
            }
            PullStep::Started(roots) => {
                running.roots = roots;
                Vec::new()
            }
            PullStep::Done(root) => {
                running.done.push(root);
                Vec::new()
            }
            PullStep::Ended(ends) => {
                let Some(pull) = self.running.take() else { return Vec::new() };
                if pull.roots.is_empty() {
                    return Vec::new();
                }
                let failed = pull.roots.iter().zip(&ends);
                let failed = failed.filter_map(|(root, end)| failure(root, end, context));
                let paths: Vec<String> = pull.roots.iter().map(|root| shown(&root.path)).collect();
                findings.take_of_pulls(&paths, failed.collect());
                let came = vec![Arrivals::default(); pull.roots.len()];
                if ends.iter().all(Result::is_err) {
                    return vec![summary(&pull, &ends, &came, context)];
                }
                self.ended = Some((pull, ends));
                context.load.looking = true;
                let generation = context.load.generation;
                vec![Intent::Run(Effect::LookAgain { generation })]
            }
        }
    }

    /// Returns `true` if the folders are being read again after a pull.
    pub(super) fn is_reading(&self) -> bool {
        self.ended.is_some()
    }

    /// The intents of counting what came, once the folders have been read again.
    pub(super) fn count(&self, context: &Context) -> Vec<Intent> {
        let Some((pull, _)) = &self.ended else { return Vec::new() };
        let job = Job::CountArrivals {
            request: self.request,
            before: Arc::clone(&pull.before),
            after: Arc::clone(&context.library),
            folders: pull.roots.iter().map(|root| root.folders.clone()).collect(),
        };
        vec![Intent::Run(Effect::Work(job))]
    }

    /// Takes over the numbers of what came, and says them.
    pub(super) fn take_counted(
        &mut self,
        request: u64,
        came: &[Arrivals],
        context: &Context,
    ) -> Vec<Intent> {
        if request != self.request {
            return Vec::new();
        }
        let ended = self.ended.take();
        ended.map(|(pull, ends)| summary(&pull, &ends, came, context)).into_iter().collect()
    }

    /// The activity for the status line.
    pub(super) fn activity(&self, context: &Context) -> Option<String> {
        if !self.is_running() {
            return None;
        }
        let key = context.keymap.key_of(Action::Pull);
        let (done, all, left) = match &self.running {
            Some(pull) => {
                let names = names(&pull.roots);
                let left = names.into_iter().enumerate().filter(|(at, _)| !pull.done.contains(at));
                let left: Vec<String> = left.map(|(_, name)| name).collect();
                (pull.done.len(), pull.roots.len(), left)
            }
            None => (0, 0, Vec::new()),
        };
        let more = if left.len() > MAX_NAMED { ", …" } else { "" };
        let left = format!("{}{more}", left[..left.len().min(MAX_NAMED)].join(", "));
        Some(Text::Pulling(done, all, &left, &key).say(context.language))
    }
}

/// The finding about a root whose pull has failed: the reason, and what the command said.
fn failure(root: &PulledRoot, end: &PullEnd, context: &Context) -> Option<Diagnostic> {
    let failure = end.as_ref().err()?;
    if failure.reason == FailureReason::Cancelled {
        return None;
    }
    let reason = failure.reason.text().say(context.language);
    let mut text = clean_line(&Text::PullFailedFor(&reason).say(context.language));
    for line in &failure.lines {
        text.push('\n');
        text.push_str(line);
    }
    Some(Diagnostic {
        path: shown(&root.path),
        line: 0,
        column: 0,
        severity: Severity::Error,
        code: DiagnosticCode::Pull,
        message: DiagnosticMessage::Said(text),
    })
}

/// The notice on how a pull has ended: failures first, then what came, then the roots that were up to date.
fn summary(pull: &RunningPull, ends: &[PullEnd], came: &[Arrivals], context: &Context) -> Intent {
    let key = context.keymap.key_of(Action::Problems);
    let (mut failed, mut new, mut same) = (Vec::new(), Vec::new(), Vec::new());
    for ((name, end), came) in names(&pull.roots).iter().zip(ends).zip(came) {
        let numbers = [came.posts, came.stories, came.changed, came.gone];
        let (parts, text) = match end {
            Err(failure) if failure.reason == FailureReason::Cancelled => {
                (&mut new, Text::PullStopped(name))
            }
            Err(_) => (&mut failed, Text::PullFailed(name, &key)),
            Ok(()) if *came == Arrivals::default() => (&mut same, Text::Pulled(name, numbers)),
            Ok(()) => (&mut new, Text::Pulled(name, numbers)),
        };
        parts.push(text.say(context.language));
    }
    if same.len() > MAX_NAMED {
        same = vec![Text::PullsUpToDate(same.len()).say(context.language)];
    }
    let is_error = !failed.is_empty();
    let text = [failed, new, same].concat().join(" · ");
    Intent::Notify(Notice { text, is_error })
}

/// Names of roots: those of their folders, with as many folders around them as tell them apart.
fn names(roots: &[PulledRoot]) -> Vec<String> {
    let tail = |path: &Path, parts: usize| {
        let all: Vec<_> = path.components().collect();
        let tail: PathBuf = all[all.len().saturating_sub(parts)..].iter().collect();
        shown(&tail)
    };
    let name = |root: &PulledRoot| {
        let others = || roots.iter().filter(|other| other.path != root.path);
        let most = root.path.components().count();
        let is_own = |parts: &usize| {
            let own = tail(&root.path, *parts);
            others().all(|other| tail(&other.path, *parts) != own)
        };
        tail(&root.path, (1..most).find(is_own).unwrap_or(most))
    };
    roots.iter().map(name).collect()
}

fn shown(path: &Path) -> String {
    clean_line(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_roots_apart() {
        let named = |paths: &[&str]| {
            let root = |path: &&str| PulledRoot { path: path.into(), folders: Vec::new() };
            names(&paths.iter().map(root).collect::<Vec<_>>())
        };
        assert_eq!(named(&["/src/blog", "/src/news"]), ["blog", "news"]);
        assert_eq!(named(&["/src/a/blog", "/src/b/blog", "/c"]), ["a/blog", "b/blog", "c"]);
        assert_eq!(named(&["/a/b", "/b", "/"]), ["a/b", "/b", "/"]);
        assert_eq!(named(&["/a/b\u{1b}[31m", "/a/b\u{1b}[31m"]), ["b[31m", "b[31m"]);
    }
}
