//! Undo of marks, own tags, notes, dismissals, views and changes of the query, in reverse order.
//!
//! The query line keeps its own history. Each other step records the number of changes of the query before
//! it, so that both form a single stack.

use super::marks::{Mark, Marking};
use super::selection::Target;
use crate::config::AddedRule;

/// Maximum number of steps; the oldest are dropped.
const MAX_STEPS: usize = 1_000;

/// A step that can be undone.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A mark of posts or stories was set or removed.
    Marked {
        /// The mark.
        mark: Mark,
        /// The previous marks, by id. Keeping the posts themselves would keep those of replaced libraries in
        /// memory for as long as the program runs.
        before: Vec<Marking>,
        /// Set if the mark was set.
        on: bool,
    },
    /// An own tag was added or removed.
    Tagged {
        /// The tag.
        tag: String,
        /// The posts or stories that had it or not before.
        targets: Vec<Target>,
        /// Set if the tag was added.
        on: bool,
    },
    /// Notes were written or removed.
    Noted {
        /// The previous notes; empty if there was none.
        before: Vec<(Target, String)>,
    },
    /// A rule was added to the config.
    Rule(AddedRule),
    /// The findings about this file were dismissed.
    Dismissed(String),
    /// A view was saved or deleted.
    View {
        /// Name of the view.
        name: String,
        /// The previous query; `None` if the view did not exist.
        before: Option<String>,
    },
}

/// The steps that can be undone, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    steps: Vec<(usize, Step)>,
}

impl Undo {
    /// Adds a step that was made after a number of changes of the query.
    pub(super) fn push(&mut self, query_changes: usize, step: Step) {
        if self.steps.len() == MAX_STEPS {
            self.steps.remove(0);
        }
        self.steps.push((query_changes, step));
    }

    /// Removes and returns the last step, unless the query has changed since.
    pub(super) fn pop(&mut self, query_changes: usize) -> Option<Step> {
        let last = self.steps.pop_if(|(changes, _)| *changes >= query_changes);
        last.map(|(_, step)| step)
    }
}
