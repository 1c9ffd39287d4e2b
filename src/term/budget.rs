//! Time that something may take at most.

use std::time::{Duration, Instant};

/// How long the parts of a post's code may take to be told apart: real posts take a few
/// milliseconds, texts made to be slow would take a minute.
pub const FOR_CODE: Duration = Duration::from_millis(500);

/// Says from then on that it is enough.
pub fn enough_after(limit: Duration) -> impl Fn() -> bool {
    let begun = Instant::now();
    move || begun.elapsed() >= limit
}
