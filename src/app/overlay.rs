//! What can lie over the panes: help, the list of problems, a picker.

use super::picker::Picker;
use super::problem_list::ProblemList;

/// Something shown over the panes. It takes the keys until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys.
    Help {
        /// The first row shown.
        top: usize,
    },
    /// Findings about files.
    Problems(ProblemList),
    /// A name for the query is typed.
    Name {
        /// What was typed.
        typed: String,
    },
    /// A list to choose from.
    Picker(Picker),
}
