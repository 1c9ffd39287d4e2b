//! Progress of long reads, on standard error. The only user of `indicatif`.

use crate::messages::{Language, Text};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Reading that takes less time than this shows no bar.
const LONG: Duration = Duration::from_millis(500);
/// Time between two updates of the bar.
const STEP: Duration = Duration::from_millis(50);

/// A bar that appears if standard error is a terminal and reading takes long, and that disappears
/// when it is dropped.
pub struct LoadingBar {
    /// Time of the next update; `None` if the bar is never shown.
    next: Option<Instant>,
    bar: Option<ProgressBar>,
    /// The sentence about the numbers done and in all.
    text: fn(usize, usize) -> Text<'static>,
    language: Language,
}

impl LoadingBar {
    /// Starts measuring the time.
    pub fn new(language: Language) -> Self {
        Self { next: seen_after(LONG), bar: None, text: Text::Reading, language }
    }

    /// The bar for pulls, which are few and take long: it appears at once.
    pub fn of_pulls(language: Language) -> Self {
        Self { next: seen_after(Duration::ZERO), bar: None, text: Text::PullingRoots, language }
    }

    /// Reports that `read` of `all` files were read, or roots pulled.
    pub fn update(&mut self, read: usize, all: usize) {
        if !self.is_due(Instant::now()) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(Some(all as u64), ProgressDrawTarget::stderr());
            // With an invalid template only the frame would be missing.
            match ProgressStyle::with_template("[{bar:24}] {msg}") {
                Ok(style) => bar.with_style(style.progress_chars("=> ")),
                Err(_) => bar,
            }
        });
        bar.set_message((self.text)(read, all).say(self.language));
        bar.set_position(read as u64);
    }
}

/// The time at which a bar appears, if standard error is a terminal that can show it.
fn seen_after(time: Duration) -> Option<Instant> {
    let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
    (io::stderr().is_terminal() && !is_dumb).then(|| Instant::now() + time)
}

impl LoadingBar {
    /// Returns `true` if the bar may be updated; if so, not again before the next step.
    fn is_due(&mut self, now: Instant) -> bool {
        let is_due = self.next.is_some_and(|next| now >= next);
        if is_due {
            self.next = Some(now + STEP);
        }
        is_due
    }
}

impl Drop for LoadingBar {
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
        let shown =
            |next| LoadingBar { next, bar: None, text: Text::Reading, language: Language::English };
        let mut progress = shown(Some(start + LONG));
        let due: Vec<u64> = (0..800).filter(|time| progress.is_due(after(*time))).collect();
        assert_eq!(due, [500, 550, 600, 650, 700, 750]);
        assert!(!shown(None).is_due(after(10_000)));
    }
}
