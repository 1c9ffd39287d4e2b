//! The events of the main loop.

use super::thread_report::ThreadReport;
use super::{Input, Signal};
use crate::app::Message;
use crate::config::File;
use crate::state::StoreReport;

/// An event for the loop.
#[derive(Debug)]
pub(super) enum LoopEvent {
    Input(Input),
    Signal(Signal),
    Message(Message),
    /// A report from a thread.
    Report(ThreadReport),
    /// The config was saved.
    Config(Box<File>),
    /// A thread panicked; its message is on the terminal already.
    Panicked,
    /// Input came faster than it was handled, and some of it was left out.
    LeftOut,
}

impl From<StoreReport> for LoopEvent {
    fn from(report: StoreReport) -> Self {
        match report {
            StoreReport::Recalled(memory) => Self::Message(Message::Recalled(memory)),
            StoreReport::Changed { posts, stories, views, queries } => {
                Self::Message(Message::Remembered { posts, stories, views, queries })
            }
            StoreReport::OtherVisit(last) => Self::Message(Message::OtherVisit(last)),
            StoreReport::Failed(error) => Self::Report(ThreadReport::StoreFailed(error)),
            StoreReport::SyncFailed(error) => Self::Report(ThreadReport::SyncFailed(error)),
        }
    }
}
