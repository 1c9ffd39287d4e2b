//! The sync of marks with other machines, as commands do it.

use super::complain;
use super::found::CommandRequest;
use crate::post::Post;
use crate::state::synchronize;
use crate::term::{sync_error_sentence, sync_settings};
use std::sync::Arc;

/// Syncs marks with other machines, if that is configured, for the posts that were read. Reports what could not be
/// synced.
pub fn sync_marks(request: &CommandRequest<'_>, posts: &[Arc<Post>]) {
    let settings = sync_settings(request.sync, request.roots);
    let Some((file, settings)) = request.memory.zip(settings) else { return };
    // If the store cannot be written, what it has is still read, and that reports the error.
    let errors = synchronize(file, &settings, posts).unwrap_or_default();
    let sentence = |error| sync_error_sentence(error, request.language);
    complain(&errors.iter().map(sentence).collect::<Vec<_>>(), 0);
}
