//! Reports from threads of the program.

use super::OpenError;
use super::error_sentences::{store_error_sentence, sync_error_sentence, watch_error_sentence};
use crate::app::{Action, Keymap, Notice};
use crate::load::WatchError;
use crate::messages::Language;
use crate::state::{StoreError, SyncError};
use crate::text::clean_line;

/// A report from a thread; the receiver puts it into the language in use.
#[derive(Debug)]
pub(super) enum ThreadReport {
    /// The remembered state cannot be used.
    StoreFailed(StoreError),
    /// An error of the sync with other machines.
    SyncFailed(SyncError),
    /// Changes are not watched for.
    WatchFailed(WatchError),
    /// A page was not opened after all.
    NotOpened(OpenError),
}

impl ThreadReport {
    /// The notice to show.
    pub fn notice(&self, keymap: &Keymap, language: Language) -> Notice {
        let (text, is_error) = match self {
            Self::SyncFailed(error) => (sync_error_sentence(error, language), true),
            Self::StoreFailed(error) => (store_error_sentence(error, language), true),
            Self::WatchFailed(reason) => (
                watch_error_sentence(reason, Some(&keymap.key_of(Action::Reload)), language),
                false,
            ),
            Self::NotOpened(error) => (clean_line(&error.text().say(language)), true),
        };
        Notice { text, is_error }
    }
}
