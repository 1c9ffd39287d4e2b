//! Taking back: marks, views and changes of the query, in the order in which they were made.
//!
//! The query line keeps its own earlier texts; a step made elsewhere notes how many there were, so
//! that both make one stack.

use super::marks::{Mark, Marking};

/// Steps kept; older ones are forgotten.
const MAX_STEPS: usize = 1_000;

/// Something that can be taken back.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Posts or stories were marked, or not any more.
    Marked {
        /// The mark.
        mark: Mark,
        /// The marks that each had before, by names: the posts themselves, of libraries that have been
        /// read anew since, would stay in memory for as long as the program runs.
        before: Vec<Marking>,
        /// The mark was set.
        on: bool,
    },
    /// The findings about this file were left out.
    Dismissed(String),
    /// A view was saved or deleted.
    View {
        /// Its name.
        name: String,
        /// The query it had before; none if there was no such view.
        before: Option<String>,
    },
}

/// What can be taken back, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Undo {
    steps: Vec<(usize, Step)>,
}

impl Undo {
    /// Remembers a step, made after so many changes of the query.
    pub(super) fn push(&mut self, query_changes: usize, step: Step) {
        if self.steps.len() == MAX_STEPS {
            self.steps.remove(0);
        }
        self.steps.push((query_changes, step));
    }

    /// The last step, unless the query has changed since.
    pub(super) fn pop(&mut self, query_changes: usize) -> Option<Step> {
        let last = self.steps.pop_if(|(changes, _)| *changes >= query_changes);
        last.map(|(_, step)| step)
    }
}
