//! The sync of marks with other machines, as commands do it.

use super::complain;
use super::found::CommandRequest;
use crate::post::Post;
use crate::state::{SyncError, synchronize};
use crate::term::{sync_error_sentence, sync_settings};
use std::sync::Arc;

/// Syncs marks with other machines, if that is configured, for the posts that were read. Reports what could not be
/// synced.
pub fn sync_marks(request: &CommandRequest<'_>, posts: &[Arc<Post>]) {
    sync_again(request, posts, &mut Vec::new());
}

/// Like [`sync_marks`], but reports no error that was `reported` the last time.
pub fn sync_again(
    request: &CommandRequest<'_>,
    posts: &[Arc<Post>],
    reported: &mut Vec<SyncError>,
) {
    let settings = sync_settings(request.sync, request.roots);
    let Some((file, settings)) = request.memory.zip(settings) else { return };
    // If the store cannot be written, what it has is still read, and that reports the error.
    let errors = synchronize(file, &settings, posts).unwrap_or_default();
    let sentence = |error| sync_error_sentence(error, request.language);
    let new = errors.iter().filter(|error| !reported.contains(error));
    complain(&new.map(sentence).collect::<Vec<_>>(), 0);
    *reported = errors;
}
