//! How far reading has come, on standard error, when it takes long. The only user of `indicatif`.

use crate::messages::{Language, Text};
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
    language: Language,
}

impl Progress {
    /// Begins to count the time.
    pub fn new(language: Language) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
        let is_seen = io::stderr().is_terminal() && !is_dumb;
        Self { next: is_seen.then(|| Instant::now() + LONG), bar: None, language }
    }

    /// So many files were read, of so many.
    pub fn tell(&mut self, read: usize, all: usize) {
        if !self.is_due(Instant::now()) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr());
            // A template that is not understood would only lack the frame.
            match ProgressStyle::with_template("[{bar:24}] {msg}") {
                Ok(style) => bar.with_style(style.progress_chars("=> ")),
                Err(_) => bar,
            }
        });
        bar.set_message(Text::Reading(read, all).say(self.language));
        bar.set_position(read as u64);
    }
}

impl Progress {
    /// Whether the bar may change; if so, not again before the next step.
    fn is_due(&mut self, now: Instant) -> bool {
        let is_due = self.next.is_some_and(|next| now >= next);
        if is_due {
            self.next = Some(now + STEP);
        }
        is_due
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_itself_late_and_seldom_and_only_where_it_is_seen() {
        let start = Instant::now();
        let after = |milliseconds| start + Duration::from_millis(milliseconds);
        let shown = |next| Progress { next, bar: None, language: Language::English };
        let mut progress = shown(Some(start + LONG));
        let due: Vec<u64> = (0..800).filter(|time| progress.is_due(after(*time))).collect();
        assert_eq!(due, [500, 550, 600, 650, 700, 750]);
        assert!(!shown(None).is_due(after(10_000)));
    }
}
