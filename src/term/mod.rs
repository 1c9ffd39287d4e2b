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
mod configured;
mod copy_error;
#[cfg(unix)]
mod decoder;
mod depth;
mod desktop;
mod dossier;
mod editing;
mod editor;
mod error_sentences;
mod exporting;
mod failpoint;
mod foreground_guard;
mod graphics_replies;
#[cfg(unix)]
mod guard;
mod hyperlinks;
mod inbox;
mod input;
mod loading;
mod loop_event;
mod outcome;
mod output_target;
pub mod panics;
mod perform;
mod picture_output;
mod pulling;
#[cfg_attr(windows, path = "reader_windows.rs")]
mod reader;
mod restore;
mod rule_editing;
mod run;
mod run_end;
mod screen;
mod screenless;
pub mod signals;
#[cfg(unix)]
mod stop;
mod styled;
mod thread_report;
mod workers;

use depth::depth;

pub use browser::{OpenError, Opened};
pub use budget::{FOR_CODE, enough_after};
pub use closed_output::watch_output;
pub use commands::JsonRows;
pub use configured::{aliases, roots_of, sync_settings};
pub use copy_error::CopyError;
pub use desktop::Desktop;
pub use dossier::read_report;
pub use error_sentences::{store_error_sentence, sync_error_sentence, watch_error_sentence};
pub use foreground_guard::ForegroundGuard;
pub use graphics_replies::GraphicsReply;
#[cfg(unix)]
pub use guard::stand as stand_guard;
pub use input::Input;
pub use output_target::{OutputTarget, output_target};
pub use reader::{InputReader, Paused};
pub use run::{Start, run};
pub use run_end::RunEnd;
pub use screen::{Options, Screen};
pub use screenless::{Screenless, screenless};
pub use signals::{Signal, cancel_on_quit};
pub use styled::write_line;
