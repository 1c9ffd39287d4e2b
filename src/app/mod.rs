//! The program as a pure machine: a model, messages in, effects out.
//!
//! No terminal, no clock, no file system: whatever the machine needs of the world comes in with a
//! [`Message`], whatever it wants done goes out as an [`Effect`].

mod action;
mod apply;
mod changed;
mod completion;
mod copy;
mod facet_pane;
mod follow;
mod followed;
mod fuzzy;
mod help;
mod hint;
mod hints;
mod jumps;
mod key;
mod keymap;
mod lay_out;
mod marks;
mod message;
mod model;
mod overlay;
mod page;
mod panes;
mod picker;
mod problem_list;
mod problems;
mod query_line;
mod reader;
mod resume;
mod settle;
mod undo;
mod update;
mod views;

pub use crate::state::Place;
pub use action::{Action, BINDINGS, Binding, Context};
pub use completion::Completion;
pub use facet_pane::{FacetPane, FacetRow};
pub use help::{HelpRow, help_rows};
pub use hint::hint_sentence;
pub use hints::Hints;
pub use jumps::{Jumps, Spot};
pub use key::{Key, KeyCode};
pub use keymap::{Keymap, Resolved};
pub use marks::PostMark;
pub use message::{Changed, Effect, Loaded, Message, Notice};
pub use model::{Awaited, List, Load, Model};
pub use overlay::Overlay;
pub use page::{head, text};
pub use panes::{Area, MARGIN, MEASURE, Pane, Panes, SMALLEST, Size, overlay_area, panes};
pub use picker::{Choice, Item, Mark, Picker, PickerRow, Subject};
pub use problem_list::ProblemList;
pub use problems::{ProblemRow, ProblemRows};
pub use query_line::QueryLine;
pub use reader::{Body, Follow, Reader, Setting};
pub use resume::Resume;
pub use settle::settle;
pub use undo::{Step, Undo};
pub use update::update;
pub use views::{Views, find_views, is_chosen};
