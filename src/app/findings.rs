//! The findings that are shown: of all kinds or of one, without those about files that were dismissed.

use super::message::Effect;
use super::model::Model;
use super::overlay::Overlay;
use super::undo::Step;
use crate::messages::Text;
use crate::post::{Code, Diagnostic};
use crate::state::Change;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

/// The findings that are left out.
#[derive(Clone, Debug, Default)]
pub struct FindingFilter {
    /// Only findings of this kind are shown.
    pub kind: Option<Code>,
    /// Files whose findings are left out, by the paths that the findings tell.
    dismissed: HashSet<String>,
}

impl FindingFilter {
    fn shows(&self, finding: &Diagnostic) -> bool {
        self.kind.is_none_or(|kind| kind == finding.code) && self.keeps(finding)
    }

    fn keeps(&self, finding: &Diagnostic) -> bool {
        !self.dismissed.contains(&finding.path)
    }

    /// Files that were dismissed in earlier runs.
    pub(super) fn recall(&mut self, dismissed: HashSet<String>) {
        self.dismissed.extend(dismissed);
    }
}

impl Model {
    /// Takes in the findings about files; those about the config go before them, errors before
    /// warnings.
    pub(super) fn take_findings(&mut self, of_files: Arc<Vec<Diagnostic>>) {
        let filter = &self.finding_filter;
        let is_plain =
            self.config_findings.is_empty() && filter.kind.is_none() && filter.dismissed.is_empty();
        self.problems = if is_plain {
            Arc::clone(&of_files)
        } else {
            let all = self.config_findings.iter().chain(of_files.iter());
            let mut shown: Vec<Diagnostic> = all.filter(|it| filter.shows(it)).cloned().collect();
            shown.sort_by_key(|finding| Reverse(finding.severity));
            Arc::new(shown)
        };
        self.file_findings = of_files;
    }

    fn filter_findings(&mut self) {
        let of_files = Arc::clone(&self.file_findings);
        self.take_findings(of_files);
    }
}

/// Shows findings of the next kind there is only, and behind the last those of all kinds again.
pub(super) fn next_kind(model: &mut Model) {
    let filter = &model.finding_filter;
    let all = model.config_findings.iter().chain(model.file_findings.iter());
    let mut kinds: Vec<Code> = Vec::new();
    for finding in all.filter(|it| filter.keeps(it)) {
        if !kinds.contains(&finding.code) {
            kinds.push(finding.code);
        }
    }
    kinds.sort_by_key(|kind| kind.name());
    let next = match filter.kind.and_then(|kind| kinds.iter().position(|it| *it == kind)) {
        None => kinds.first(),
        Some(at) => kinds.get(at + 1),
    };
    model.finding_filter.kind = next.copied();
    model.filter_findings();
    if let Some(Overlay::Problems(list)) = &mut model.overlay {
        *list = super::problem_list::ProblemList::default();
    }
}

/// Shows findings of all kinds again once the list of them is closed.
pub(super) fn derive_kind(model: &mut Model) {
    if model.finding_filter.kind.is_some() && !matches!(model.overlay, Some(Overlay::Problems(_))) {
        model.finding_filter.kind = None;
        model.filter_findings();
    }
}

/// Leaves out the findings about the file at the cursor of the list of problems.
pub(super) fn dismiss_at_cursor(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Problems(list)) = &model.overlay else { return Vec::new() };
    let Some(path) = model.problems.get(list.cursor).map(|finding| finding.path.clone()) else {
        return Vec::new();
    };
    model.undo.push(model.context.query.changes(), Step::Dismissed(path.clone()));
    let key = model.context.keymap.key_of(super::action::Action::Undo);
    model.tell(&Text::Dismissed(&path, &key));
    vec![dismiss(model, path, true)]
}

/// Leaves out the findings about a file, or shows them again.
pub(super) fn dismiss(model: &mut Model, path: String, on: bool) -> Effect {
    if on {
        model.finding_filter.dismissed.insert(path.clone());
    } else {
        model.finding_filter.dismissed.remove(&path);
    }
    model.filter_findings();
    Effect::Remember(Change::Dismissed(path, on))
}
