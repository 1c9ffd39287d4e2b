//! The notices of the status line: one is shown, others wait in a queue, and all are kept in a history.
//!
//! Has no clock: a message says when a notice has been shown for long enough.

use super::message::{Effect, Notice};
use std::collections::VecDeque;
use std::time::Duration;

/// Maximum number of notices in the history.
const MAX_HISTORY: usize = 200;

/// The queue and the history of notices.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// Waiting notices; the first one is shown.
    queue: VecDeque<Notice>,
    /// Past notices, newest first.
    history: VecDeque<Notice>,
    /// Number of the notice that is shown.
    number: u64,
    /// Number of the notice whose time was last requested.
    fading: u64,
    /// Set while a key is handled: notices answer the key and are shown first.
    answering: bool,
}

impl Notices {
    /// The notice that is shown, if any.
    pub fn shown(&self) -> Option<&Notice> {
        self.queue.front()
    }

    /// Number of notices waiting behind it.
    pub fn waiting(&self) -> usize {
        self.queue.len().saturating_sub(1)
    }

    /// The past notices, newest first.
    pub fn history(&self) -> &VecDeque<Notice> {
        &self.history
    }

    /// Adds a notice. An answer to a key is shown immediately. Otherwise, errors are shown before other
    /// notices, and a notice that is not an error replaces earlier ones of that kind.
    pub fn say(&mut self, notice: Notice) {
        if self.shown() == Some(&notice) {
            return;
        }
        self.history.retain(|earlier| *earlier != notice);
        self.history.push_front(notice.clone());
        self.history.truncate(MAX_HISTORY);
        if self.answering {
            self.queue.push_front(notice);
            self.number += 1;
            return;
        }
        if !notice.is_error {
            let shown = self.shown().is_some_and(|shown| !shown.is_error);
            self.queue.retain(|waiting| waiting.is_error);
            self.number += u64::from(shown);
        }
        // The notice shown was seen, and may be about the very operation that failed, such as opening a page.
        if notice.is_error && self.shown().is_some_and(|shown| !shown.is_error) {
            self.next();
        }
        if !self.queue.contains(&notice) {
            let errors = self.queue.iter().filter(|waiting| waiting.is_error).count();
            let at = if notice.is_error { errors } else { self.queue.len() };
            self.number += u64::from(at == 0);
            self.queue.insert(at.min(self.queue.len()), notice);
        }
    }

    /// Shows the next notice.
    fn next(&mut self) {
        if self.queue.pop_front().is_some() {
            self.number += 1;
        }
    }

    /// Handles a key press: the notice shown counts as seen, and further notices answer the key.
    pub(super) fn begin_answer(&mut self) {
        self.next();
        self.answering = true;
    }

    /// Ends the handling of a key press.
    pub(super) fn end_answer(&mut self) {
        self.answering = false;
    }

    /// Removes the notice shown if it is not an error: it was about an operation that has ended.
    pub(super) fn over(&mut self) {
        if self.shown().is_some_and(|shown| !shown.is_error) {
            self.next();
        }
    }

    /// Removes the notice with this number if it is still shown.
    pub(super) fn fade(&mut self, number: u64) {
        if self.number == number {
            self.next();
        }
    }

    /// Returns an effect that limits the time of the notice shown, once per notice.
    pub(super) fn derive(&mut self, seconds: usize) -> Option<Effect> {
        if self.queue.is_empty() || self.fading == self.number || seconds == 0 {
            return None;
        }
        self.fading = self.number;
        let after = Duration::from_secs(seconds as u64);
        Some(Effect::Fade { number: self.number, after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(text: &str, is_error: bool) -> Notice {
        Notice { text: text.to_owned(), is_error }
    }

    fn shown(notices: &Notices) -> Option<&str> {
        notices.shown().map(|notice| notice.text.as_str())
    }

    #[test]
    fn what_an_error_tells_the_end_of_does_not_come_back() {
        let mut notices = Notices::default();
        notices.begin_answer();
        notices.say(notice("opening", false));
        notices.end_answer();
        notices.say(notice("not opened", true));
        assert_eq!((shown(&notices), notices.waiting()), (Some("not opened"), 0));
        assert_eq!(notices.history().len(), 2);
    }

    #[test]
    fn errors_wait_for_one_another_and_news_is_replaced() {
        let mut notices = Notices::default();
        for (text, is_error) in
            [("1 new", false), ("locked", true), ("2 new", false), ("full", true), ("full", true)]
        {
            notices.say(notice(text, is_error));
        }
        assert_eq!((shown(&notices), notices.waiting()), (Some("locked"), 2));
        notices.begin_answer();
        notices.end_answer();
        assert_eq!(shown(&notices), Some("full"));
        notices.next();
        assert_eq!(shown(&notices), Some("2 new"));
        notices.next();
        assert_eq!(shown(&notices), None);
        let history: Vec<&str> = notices.history().iter().map(|said| said.text.as_str()).collect();
        assert_eq!(history, ["full", "2 new", "locked", "1 new"]);
    }

    #[test]
    fn an_answer_to_a_key_is_seen_at_once_and_an_error_before_news() {
        let mut notices = Notices::default();
        notices.say(notice("locked", true));
        notices.say(notice("full", true));
        notices.begin_answer();
        notices.say(notice("starred", false));
        notices.end_answer();
        assert_eq!((shown(&notices), notices.waiting()), (Some("starred"), 1));
        let mut notices = Notices::default();
        notices.begin_answer();
        notices.say(notice("opening", false));
        notices.end_answer();
        notices.say(notice("could not open", true));
        assert_eq!(shown(&notices), Some("could not open"));
    }

    #[test]
    fn each_notice_fades_by_itself_once() {
        let mut notices = Notices::default();
        assert!(notices.derive(8).is_none());
        notices.say(notice("a", true));
        notices.say(notice("b", true));
        let Some(Effect::Fade { number, after }) = notices.derive(8) else { panic!("a fades") };
        assert_eq!(after, Duration::from_secs(8));
        assert!(notices.derive(8).is_none());
        notices.fade(number);
        assert_eq!(shown(&notices), Some("b"));
        // A late message refers to an earlier notice.
        notices.fade(number);
        assert_eq!(shown(&notices), Some("b"));
        assert!(
            matches!(notices.derive(8), Some(Effect::Fade { number: next, .. }) if next > number)
        );
        let mut forever = Notices::default();
        forever.say(notice("a", true));
        assert!(forever.derive(0).is_none());
    }
}
