//! Sentences about the remembered state, the sync and the watch when they fail.

use crate::load::WatchError;
use crate::messages::{Language, Text};
use crate::state::{StoreError, StoreErrorKind, SyncError, SyncErrorKind};
use crate::text::clean_line;

/// Cleaned sentence on what is wrong with the remembered state and what to do.
pub fn store_error_sentence(error: &StoreError, language: Language) -> String {
    let file = match &error.kind {
        StoreErrorKind::NotRegular(file) => file,
        _ => &error.file,
    };
    let file = clean_line(&file.display().to_string());
    let text = match &error.kind {
        StoreErrorKind::Newer => Text::MemoryNewer(&file),
        StoreErrorKind::Damaged => Text::MemoryDamaged(&file),
        StoreErrorKind::Foreign => Text::MemoryForeign(&file),
        StoreErrorKind::ReadOnly => Text::MemoryReadOnly(&file),
        StoreErrorKind::Locked => Text::MemoryLocked(&file),
        StoreErrorKind::Full => Text::MemoryFull(&file),
        StoreErrorKind::NotRegular(_) => Text::MemoryNotRegular(&file),
        StoreErrorKind::NoFolder(reason) => Text::MemoryNoFolder(&file, reason),
        StoreErrorKind::Other(reason) => Text::MemoryOther(&file, reason),
    };
    clean_line(&text.say(language))
}

/// Cleaned sentence on what is wrong with the sync and what to do.
pub fn sync_error_sentence(error: &SyncError, language: Language) -> String {
    let path = clean_line(&error.path.display().to_string());
    let text = match &error.kind {
        SyncErrorKind::NoFolder => Text::SyncNoFolder(&path),
        SyncErrorKind::Unwritable(reason) => Text::SyncUnwritable(&path, reason),
        SyncErrorKind::NotRegular => Text::SyncNotRegular(&path),
        SyncErrorKind::TooLarge(megabytes) => Text::SyncTooLarge(&path, *megabytes),
        SyncErrorKind::Newer => Text::SyncNewer(&path),
        SyncErrorKind::Other(reason) => Text::SyncOther(&path, reason),
    };
    clean_line(&text.say(language))
}

/// Sentence for when changes are not watched for; `key` checks for them.
pub fn watch_error_sentence(reason: &WatchError, key: Option<&str>, language: Language) -> String {
    let text = match reason {
        WatchError::Limit => Text::WatchLimit(key),
        WatchError::Remote => Text::WatchRemote(key),
        WatchError::Other(reason) => Text::WatchFailed(reason, key),
    };
    clean_line(&text.say(language))
}
