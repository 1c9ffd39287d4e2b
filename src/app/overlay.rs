//! What can lie over the panes: help, the list of problems, a picker.

use super::help::Help;
use super::picker::Picker;
use super::problem_list::ProblemList;
use super::text_input::TextInput;
use crate::query::Needles;
use crate::state::Place;
use std::sync::Arc;

/// Something shown over the panes. It takes the keys until it is closed.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys.
    Help(Help),
    /// Findings about files.
    Problems(ProblemList),
    /// A name for the query is typed.
    Name {
        /// What was typed.
        typed: TextInput,
    },
    /// What is looked for in the post that is read is typed.
    Find {
        /// What was typed.
        typed: TextInput,
        /// Where one was.
        before: Place,
        /// What was looked for before.
        find: Option<Arc<Needles>>,
    },
    /// What the facet pane's values are narrowed by is typed.
    Filter,
    /// A list to choose from.
    Picker(Picker),
}
