//! What the program says in the status line: one thing at a time, the others in a queue, all of it
//! in a history.
//!
//! Knows no clock: whoever performs effects tells when a notice has been seen for long enough.

use super::message::{Effect, Notice};
use std::collections::VecDeque;
use std::time::Duration;

/// Notices that the history keeps.
const MAX_HISTORY: usize = 200;

/// What is said, what waits to be said, and what was said.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// The first is shown.
    queue: VecDeque<Notice>,
    /// Newest first.
    history: VecDeque<Notice>,
    /// The number of the notice that is shown.
    number: u64,
    /// The number of the one that is to fade.
    fading: u64,
    /// What is said now answers a key: it goes before everything else.
    answering: bool,
}

impl Notices {
    /// What is shown.
    pub fn shown(&self) -> Option<&Notice> {
        self.queue.front()
    }

    /// How many wait behind it.
    pub fn waiting(&self) -> usize {
        self.queue.len().saturating_sub(1)
    }

    /// What was said, newest first.
    pub fn history(&self) -> &VecDeque<Notice> {
        &self.history
    }

    /// Says something. An answer to a key is shown at once; else an error goes before what is none,
    /// and news that nobody asked for replaces older news.
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
        // What is shown has been seen, and what goes wrong may be just that: opening a page, say.
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

    /// Shows the next one.
    fn next(&mut self) {
        if self.queue.pop_front().is_some() {
            self.number += 1;
        }
    }

    /// A key was pressed: what was shown has been seen, and what is said next answers the key.
    pub(super) fn begin_answer(&mut self) {
        self.next();
        self.answering = true;
    }

    /// What is said from now on answers no key.
    pub(super) fn end_answer(&mut self) {
        self.answering = false;
    }

    /// What is shown is over if it is no error: it told of something that has ended.
    pub(super) fn over(&mut self) {
        if self.shown().is_some_and(|shown| !shown.is_error) {
            self.next();
        }
    }

    /// The notice of this number has been seen for long enough.
    pub(super) fn fade(&mut self, number: u64) {
        if self.number == number {
            self.next();
        }
    }

    /// Asks for the time of a notice that has come to be shown.
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
        // What comes late is about another.
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
