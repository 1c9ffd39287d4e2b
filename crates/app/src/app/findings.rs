//! Findings about the config and about files, and the ones shown: of all kinds or of one, without dismissed
//! files.

use super::message::Effect;
use crate::post::{Diagnostic, DiagnosticCode};
use crate::state::Change;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// All findings, and the ones shown.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// The findings shown, errors first.
    pub shown: Arc<Vec<Diagnostic>>,
    /// The only kind that is shown; `None` shows all kinds.
    pub kind: Option<DiagnosticCode>,
    /// Paths of the files whose findings are dismissed.
    dismissed: HashSet<String>,
    of_files: Arc<Vec<Diagnostic>>,
    of_config: Vec<Diagnostic>,
    /// The failures of the last pull of each root.
    of_pulls: Vec<Diagnostic>,
}

impl Findings {
    /// Replaces the findings about files.
    pub(super) fn take(&mut self, of_files: Arc<Vec<Diagnostic>>) {
        self.of_files = of_files;
        self.filter();
    }

    /// Replaces the findings about the config, which come before those about files.
    pub(super) fn take_of_config(&mut self, of_config: Vec<Diagnostic>) {
        self.of_config = of_config;
        self.filter();
    }

    /// Replaces the failures of pulls of some roots, which come before all other findings.
    pub(super) fn take_of_pulls(&mut self, roots: &[String], failed: Vec<Diagnostic>) {
        self.of_pulls.retain(|finding| !roots.contains(&finding.path));
        self.of_pulls.extend(failed);
        self.filter();
    }

    /// Leaves out the failure of a pull: the next one is shown again.
    pub(super) fn leave_out_pull(&mut self, root: &str) {
        self.of_pulls.retain(|finding| finding.path != root);
        self.filter();
    }

    /// Returns `true` if the config has no problems.
    pub(super) fn config_is_sound(&self) -> bool {
        self.of_config.is_empty()
    }

    /// Adds the files that were dismissed in earlier runs.
    pub(super) fn recall(&mut self, dismissed: HashSet<String>) {
        self.dismissed.extend(dismissed);
        self.filter();
    }

    fn filter(&mut self) {
        let has_others = !self.of_config.is_empty() || !self.of_pulls.is_empty();
        if !has_others && self.kind.is_none() && self.dismissed.is_empty() {
            self.shown = Arc::clone(&self.of_files);
            return;
        }
        let all = self.not_dismissed();
        let fitting = all.filter(|finding| self.kind.is_none_or(|kind| kind == finding.code));
        let mut shown: Vec<Diagnostic> = fitting.cloned().collect();
        shown.sort_by_key(|finding| Reverse(finding.severity));
        self.shown = Arc::new(shown);
    }

    fn not_dismissed(&self) -> impl Iterator<Item = &Diagnostic> {
        let others = self.of_config.iter().chain(self.of_files.iter());
        let others = others.filter(|finding| !self.dismissed.contains(&finding.path));
        self.of_pulls.iter().chain(others)
    }

    /// Shows only the next kind of findings; after the last kind, shows all kinds again.
    pub(super) fn next_kind(&mut self) {
        let mut kinds: Vec<DiagnosticCode> = Vec::new();
        for finding in self.not_dismissed() {
            if !kinds.contains(&finding.code) {
                kinds.push(finding.code);
            }
        }
        kinds.sort_by_key(|kind| kind.name());
        let next = match self.kind.and_then(|kind| kinds.iter().position(|it| *it == kind)) {
            None => kinds.first(),
            Some(at) => kinds.get(at + 1),
        };
        self.kind = next.copied();
        self.filter();
    }

    /// Shows findings of all kinds again.
    pub(super) fn show_all_kinds(&mut self) {
        if self.kind.take().is_some() {
            self.filter();
        }
    }

    /// Dismisses the findings about a file, or restores them.
    pub(super) fn dismiss(&mut self, path: String, on: bool) -> Effect {
        if on {
            self.dismissed.insert(path.clone());
        } else {
            self.dismissed.remove(&path);
        }
        self.filter();
        Effect::Remember(Change::Dismissed(path, on))
    }
}
