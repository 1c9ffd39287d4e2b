//! Everything outside the program: taking over and restoring the terminal, its input, signals, the
//! browser and the clipboard.
//!
//! Nothing below this room touches any of these. Outside events reach the loop over one queue; a
//! worker thread never draws and never leaves the screen on its own.
//!
//! The loop sets these up in the following order, so that there is no moment in which a signal or a
//! panic would leave the terminal raw: [`panics::watch`], [`signals::watch`], [`Screen::enter`],
//! [`InputReader::start`].

mod browser;
mod budget;
mod cell_backend;
mod clipboard;
mod closed_output;
mod commands;
#[cfg(unix)]
mod decoder;
mod depth;
mod desktop;
mod dossier;
mod editor;
mod exporting;
mod failpoint;
mod foreground_guard;
mod graphics_replies;
#[cfg(unix)]
mod guard;
mod host;
mod hyperlinks;
mod inbox;
mod input;
mod output_target;
pub mod panics;
mod perform;
mod picture_output;
mod pulling;
#[cfg_attr(windows, path = "reader_windows.rs")]
mod reader;
mod restore;
mod run;
mod screen;
mod screenless;
pub mod signals;
#[cfg(unix)]
mod stop;
mod styled;
mod workers;

use depth::depth;

pub use browser::{OpenError, Opened};
pub use budget::{FOR_CODE, enough_after};
pub use closed_output::watch_output;
pub use commands::JsonRows;
pub use desktop::Desktop;
pub use dossier::read_report;
pub use foreground_guard::ForegroundGuard;
pub use graphics_replies::GraphicsReply;
#[cfg(unix)]
pub use guard::stand as stand_guard;
pub use host::{CopyError, Host, Recorded};
pub use input::Input;
pub use output_target::{OutputTarget, output_target};
pub use perform::{aliases, roots_of, store_error_sentence, watch_error_sentence};
pub use perform::{sync_error_sentence, sync_settings};
pub use reader::{InputReader, Paused};
pub use run::{RunEnd, Start, run};
pub use screen::{Options, Screen};
pub use screenless::{Screenless, screenless};
pub use signals::{Signal, cancel_on_quit};
pub use styled::write_line;
