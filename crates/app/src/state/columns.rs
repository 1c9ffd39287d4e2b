//! Values as they are stored in the columns of the file.

use crate::post::{Date, PageId, Post, PostId};

/// A mark as stored in the file.
pub(super) fn written_mark(on: Option<bool>) -> i64 {
    match on {
        Some(true) => 1,
        None => 0,
        Some(false) => -1,
    }
}

/// A day as stored in the file.
pub(super) fn written_day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A post's id as stored in the file.
pub(super) fn id(post: PostId) -> i64 {
    post.0.cast_signed()
}

/// A story's page id as stored in the file.
pub(super) fn page(story: PageId) -> i64 {
    story.0.cast_signed()
}

/// Absolute path of a post's file; empty if there is no file or its path is not valid UTF-8.
pub(super) fn path(post: &Post) -> String {
    post.file()
        .and_then(|path| std::path::absolute(path).ok())
        .and_then(|path| path.into_os_string().into_string().ok())
        .unwrap_or_default()
}
