//! Time limits.

use std::time::{Duration, Instant};

/// Time limit for highlighting a post's code: real posts take a few milliseconds, texts made to be
/// slow would take a minute.
pub const FOR_CODE: Duration = Duration::from_millis(500);

/// Returns a function that returns `true` once `limit` has passed since this call.
pub fn enough_after(limit: Duration) -> impl Fn() -> bool {
    let begun = Instant::now();
    move || begun.elapsed() >= limit
}
