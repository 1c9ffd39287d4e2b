//! Overlays over the panes: help, the list of problems, pickers, text inputs.

use super::confirm::Confirm;
use super::export::ExportDialog;
use super::help::Help;
use super::note_box::NoteBox;
use super::picker::Picker;
use super::problem_list::ProblemList;
use super::text_input::TextInput;
use crate::query::Needles;
use crate::state::ReadingPosition;
use std::sync::Arc;

/// An overlay. It receives the keys until it is closed.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The help.
    Help(Help),
    /// Findings about the config and about files, and past notices.
    Problems(ProblemList),
    /// Typing a name for a view of the query.
    Name {
        /// The typed text.
        typed: TextInput,
    },
    /// Typing a note.
    Note(NoteBox),
    /// Typing a text to find in the post in the reader.
    Find {
        /// The typed text.
        typed: TextInput,
        /// Position before the search.
        before: ReadingPosition,
        /// The previous search, restored on cancel.
        find: Option<Arc<Needles>>,
    },
    /// Typing the filter of the facet pane.
    Filter,
    /// A question.
    Confirm(Confirm),
    /// Choosing what is exported and how.
    Export(ExportDialog),
    /// A list to choose from.
    Picker(Picker),
    /// A picture of the post in the reader at full size.
    Picture(PictureView),
}

/// A picture at full size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureView {
    /// Its index in the post.
    pub index: usize,
    /// Number of pictures in the post.
    pub count: usize,
}
