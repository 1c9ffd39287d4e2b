//! Rules: effects on the posts and stories that a query matches, such as leaving them out of lists.
//!
//! Owns what rules are, and the results of applying them to a library. [`super::judge`] applies them.

mod rule_marks;
mod rule_sets;
mod ruled_library;

pub use rule_marks::RuleMarks;
pub(super) use rule_sets::{RuleSets, SetId};
pub use ruled_library::RuledLibrary;
pub(super) use ruled_library::{RuledPost, RuledPosts};

use super::expression::{Expression, Is, Term};
use crate::library::Library;
use crate::post::Date;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Maximum number of rules. Their numbers are stored as `u16`.
pub const MAX_RULES: usize = 5_000;

/// Number of libraries whose results are kept: while a new snapshot is prepared, the previous one
/// is still searched.
const MAX_KEPT: usize = 2;

/// A rule: effects on the posts and stories that match a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The condition. It does not depend on marks; see [`unfit_for_rule`].
    pub when: Expression,
    /// The effects.
    pub effects: RuleEffects,
}

/// The marks that a rule sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarkEffects {
    /// `true` if matches are read; of stories, seen.
    pub read: bool,
    /// `true` if matches are starred.
    pub star: bool,
}

/// The effects of a rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleEffects {
    /// `true` if matches are left out of results that do not ask for them.
    pub mute: bool,
    /// The marks of matches, unless the user has marked them.
    pub marks: MarkEffects,
    /// `true` if the rule has a look for the rows of matches. It is stored elsewhere, by the number
    /// of the rule.
    pub look: bool,
    /// Number that is added to the score of matches.
    pub score: i32,
}

/// A list of rules, with the results of applying them to the last libraries.
#[derive(Debug, Default)]
pub struct Rules {
    list: Vec<Rule>,
    ruled: Mutex<Vec<Arc<RuledLibrary>>>,
    /// Locked while a library is judged, so that no two threads judge the same one.
    judging: Mutex<()>,
}

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.list == other.list
    }
}

impl Eq for Rules {}

impl Rules {
    /// Creates a list of rules, of which those beyond [`MAX_RULES`] are dropped.
    pub fn new(mut list: Vec<Rule>) -> Self {
        list.truncate(MAX_RULES);
        Self { list, ..Self::default() }
    }

    /// All rules, in the order of the config.
    pub fn list(&self) -> &[Rule] {
        &self.list
    }

    /// Returns `true` if there are no rules.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns `true` if any rule changes scores.
    pub fn have_scores(&self) -> bool {
        self.list.iter().any(|rule| rule.effects.score != 0)
    }

    /// The results for a library, if it was judged already.
    pub fn known(&self, library: &Library) -> Option<Arc<RuledLibrary>> {
        let kept = locked(&self.ruled);
        kept.iter().rev().find(|ruled| ruled.is_of(library)).cloned()
    }

    /// The results for a library on a date, made by `judge` if they are not known. `judge` gets
    /// those for the last library, which has most of its posts in common with this one. Returns
    /// `None` if there are no rules.
    pub(super) fn known_or(
        &self,
        library: &Library,
        today: Date,
        judge: impl FnOnce(Option<&RuledLibrary>) -> RuledLibrary,
    ) -> Option<Arc<RuledLibrary>> {
        if self.list.is_empty() {
            return None;
        }
        let known = || self.known(library).filter(|ruled| ruled.today() == today);
        if let Some(known) = known() {
            return Some(known);
        }
        let _turn = locked(&self.judging);
        if let Some(known) = known() {
            return Some(known);
        }
        let last = locked(&self.ruled).last().cloned();
        let made = Arc::new(judge(last.as_deref()));
        let mut kept = locked(&self.ruled);
        kept.retain(|ruled| !ruled.is_of(library));
        if kept.len() == MAX_KEPT {
            kept.remove(0);
        }
        kept.push(Arc::clone(&made));
        Some(made)
    }
}

/// Locks a value, also after a thread has panicked with it: it is replaced as a whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The first term of a condition that a rule cannot have: one on marks or rules, which rules
/// themselves influence, or a sort order.
pub fn unfit_for_rule(when: &Expression) -> Option<Term> {
    match when {
        Expression::All(children) | Expression::Any(children) => {
            children.iter().find_map(unfit_for_rule)
        }
        Expression::Not(child) => unfit_for_rule(child),
        Expression::Term(term) => {
            let is_of_rules = matches!(term, Term::Is(Is::Muted) | Term::Sort(_));
            let is_unfit = is_of_rules || term.is_of_marks();
            is_unfit.then(|| term.clone())
        }
    }
}
