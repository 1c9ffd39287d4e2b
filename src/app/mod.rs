//! The program as a pure machine: a model, messages in, effects out.
//!
//! No terminal, no clock, no file system: whatever the machine needs of the world comes in with a
//! [`Message`], whatever it wants done goes out as an [`Effect`].

mod action;
mod apply;
mod facet_pane;
mod head;
mod help;
mod hint;
mod key;
mod keymap;
mod message;
mod model;
mod overlay;
mod panes;
mod problem_list;
mod problems;
mod query_line;
mod reader;
mod settle;
mod update;

pub use action::{Action, BINDINGS, Binding, Context};
pub use apply::current_story;
pub use facet_pane::{FacetPane, FacetRow};
pub use help::{HelpRow, help_rows};
pub use hint::hint_sentence;
pub use key::{Key, KeyCode};
pub use keymap::{Keymap, Resolved};
pub use message::{Effect, Loaded, Message, Notice};
pub use model::{List, Load, Model};
pub use overlay::{Overlay, Picker};
pub use panes::{Area, MARGIN, Pane, Panes, SMALLEST, Size, overlay_area, panes};
pub use problem_list::ProblemList;
pub use problems::{ProblemRow, ProblemRows};
pub use query_line::QueryLine;
pub use reader::{Body, Place, Reader};
pub use settle::settle;
pub use update::update;
