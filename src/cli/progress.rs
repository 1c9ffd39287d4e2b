//! How far reading has come, on standard error, when it takes long. The only user of `indicatif`.

use crate::messages::Text;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// What ends before this needs no bar.
const LONG: Duration = Duration::from_millis(500);
/// Between two looks of the bar.
const STEP: Duration = Duration::from_millis(50);

/// A bar that shows itself where standard error is a terminal and time has passed, and is gone
/// with the value.
pub struct Progress {
    /// When it may change next; nothing where nobody sees it.
    next: Option<Instant>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Begins to count the time.
    pub fn new() -> Self {
        let is_seen = io::stderr().is_terminal();
        Self { next: is_seen.then(|| Instant::now() + LONG), bar: None }
    }

    /// So many files were read, of so many.
    pub fn tell(&mut self, read: usize, all: usize) {
        let now = Instant::now();
        if self.next.is_none_or(|next| now < next) {
            return;
        }
        self.next = Some(now + STEP);
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr());
            // A template that is not understood would only lack the frame.
            match ProgressStyle::with_template("[{bar:24}] {msg}") {
                Ok(style) => bar.with_style(style.progress_chars("=> ")),
                Err(_) => bar,
            }
        });
        bar.set_message(Text::Reading(read, all).to_string());
        bar.set_position(read as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
