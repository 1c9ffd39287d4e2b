//! Runs the commands that bring the roots up to date, on a thread beside the loop.

use super::inbox::EventSender;
use super::loop_event::LoopEvent;
use crate::app::{Message, PullStep, PulledRoot};
use crate::config::Config;
use crate::load::Roots;
use crate::process::Cancel;
use crate::pull::{PULL_SECONDS, PullPlan, PullRoot, pull, pulled_roots};
use crate::threads;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// Time the end of the program waits for commands that it has cancelled.
const TO_END: Duration = Duration::from_secs(2);

/// The commands that are running.
pub(super) struct Pulling {
    cancel: Cancel,
    /// Closed when the thread ends.
    ended: Receiver<()>,
}

/// A pull to be run.
struct Pull {
    request: u64,
    /// All roots of the config that have a command.
    configured: Vec<PullRoot>,
    library: Arc<Roots>,
    /// Set if the roots of the library were named on the command line.
    named: bool,
    cancel: Cancel,
    events: EventSender,
    _ended: Sender<()>,
}

impl Pulling {
    /// Starts the commands of a config's roots, or of those among them that were named.
    ///
    /// # Errors
    ///
    /// The system refuses a thread.
    pub fn start(
        request: u64,
        config: &Config,
        library: Arc<Roots>,
        named: bool,
        events: EventSender,
    ) -> io::Result<Self> {
        let configured = config.pulls.iter();
        let configured = configured
            .map(|(path, command)| PullRoot { path: path.clone(), command: command.clone() });
        let (sender, ended) = mpsc::channel();
        let cancel = Cancel::default();
        let pull = Pull {
            request,
            configured: configured.collect(),
            library,
            named,
            cancel: cancel.clone(),
            events,
            _ended: sender,
        };
        threads::start_with("pull", pull, Pull::run)?;
        Ok(Self { cancel, ended })
    }

    /// Cancels the commands.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Cancels the commands, and waits until they have ended.
    pub fn end(self) {
        self.cancel();
        // Fails when the thread has ended.
        let _ = self.ended.recv_timeout(TO_END);
    }
}

impl Pull {
    fn run(self) {
        let named: Vec<PathBuf> = self.library.paths().map(Path::to_owned).collect();
        let roots = if self.named {
            pulled_roots(&self.configured, &named).0
        } else {
            self.configured.clone()
        };
        let pulled = roots.iter().map(|root| PulledRoot {
            path: root.path.clone(),
            folders: if self.named { folders(&root.path, &named) } else { vec![text(&root.path)] },
        });
        self.report(PullStep::Started(pulled.collect()));
        let limit = Duration::from_secs(PULL_SECONDS);
        let ends = pull(&PullPlan::new(&roots), limit, &self.cancel, |root, _| {
            self.report(PullStep::Done(root));
        });
        self.report(PullStep::Ended(ends));
    }

    fn report(&self, step: PullStep) {
        let message = Message::Pull { request: self.request, step };
        if self.events.answer(LoopEvent::Message(message)).is_err() {
            // The loop is over.
            self.cancel.cancel();
        }
    }
}

/// The folders and files of a root in a library of named paths, as in the paths of posts.
fn folders(root: &Path, named: &[PathBuf]) -> Vec<String> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let root = real(root);
    let within = named.iter().filter_map(|path| {
        let place = real(path);
        if place.starts_with(&root) {
            return Some(text(path));
        }
        let below = root.strip_prefix(&place).ok()?;
        Some(text(&path.join(below)))
    });
    within.collect()
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_has_other_paths_where_others_were_named() {
        let named = ["no/src", "no/src/blog/posts", "no/other"].map(PathBuf::from);
        assert_eq!(folders(Path::new("no/src/blog"), &named), ["no/src/blog", "no/src/blog/posts"]);
        assert_eq!(folders(Path::new("no/news"), &named), [""; 0]);
    }
}
