//! The queue of everything that waits for the loop: input, results from threads, signals.
//!
//! The queue is bounded. Input that arrives faster than it is handled is merged, then dropped; a
//! thread with a result waits for room. Urgent events, such as a signal, always have room.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Input;
use super::loop_event::LoopEvent;
use crate::app::Key;

/// Maximum weight of waiting input: this many different keys, far more than anyone types ahead, or
/// other input that takes as much room.
const MAX_INPUTS: usize = 4096;
/// With this many keys waiting, `C-c` discards them instead of waiting its turn, as a terminal
/// discards pending input when it interrupts a program.
const MANY: usize = 64;
/// Maximum number of repetitions of the same key, or step of the wheel, that wait.
const MAX_TIMES: usize = 1000;
/// Repetitions after which a key that has waited for [`HELD_FOR`] counts as held while the loop is
/// behind: further ones are ignored, so that its effect stops when the key is released.
const HELD_TIMES: usize = 16;
const HELD_FOR: Duration = Duration::from_millis(250);
/// Maximum number of results from threads that wait.
const MAX_ANSWERS: usize = 64;

/// The receiving end, used by the loop. After it is dropped, nothing more is accepted.
#[derive(Debug)]
pub(super) struct Inbox(EventSender);

/// The sending end, used by everything else.
#[derive(Clone, Debug, Default)]
pub(super) struct EventSender(Arc<Shared>);

/// Error: the loop is over.
#[derive(Debug)]
pub(super) struct LoopEnded;

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<InboxState>,
    /// Notified when something was put in.
    filled: Condvar,
    /// Notified when an entry was taken out, or the loop is over.
    has_room: Condvar,
}

#[derive(Debug, Default)]
struct InboxState {
    waiting: VecDeque<Waiting>,
    /// The weight of the input in `waiting`.
    inputs: usize,
    /// Number of entries of `waiting` that are results from threads.
    answers: usize,
    is_over: bool,
}

#[derive(Debug)]
struct Waiting {
    event: LoopEvent,
    /// Number of repetitions.
    times: usize,
    since: Instant,
    is_answer: bool,
}

impl Shared {
    /// Locks the state, which is valid even if a thread panicked while it held the lock.
    fn lock(&self) -> MutexGuard<'_, InboxState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EventSender {
    /// Adds a result from a thread; waits for room. The loop itself must not call it, nor a thread
    /// that the loop waits for without a limit.
    ///
    /// # Errors
    ///
    /// The loop is over.
    pub fn answer(&self, event: LoopEvent) -> Result<(), LoopEnded> {
        let is_full = |state: &mut InboxState| state.answers >= MAX_ANSWERS && !state.is_over;
        let state = self.0.lock();
        let mut state =
            self.0.has_room.wait_while(state, is_full).unwrap_or_else(PoisonError::into_inner);
        state.answers += 1;
        self.put(state, event, true)
    }

    /// Adds an event that cannot wait: a signal, a panic, or a result of the loop itself. A signal
    /// that is already waiting is not added again.
    ///
    /// # Errors
    ///
    /// The loop is over.
    pub fn urge(&self, event: LoopEvent) -> Result<(), LoopEnded> {
        let state = self.0.lock();
        if let LoopEvent::Signal(signal) = event
            && state
                .waiting
                .iter()
                .any(|one| matches!(one.event, LoopEvent::Signal(it) if it == signal))
        {
            return if state.is_over { Err(LoopEnded) } else { Ok(()) };
        }
        self.put(state, event, false)
    }

    /// Adds input; never waits.
    ///
    /// # Errors
    ///
    /// The loop is over.
    pub fn input(&self, input: Input) -> Result<(), LoopEnded> {
        let mut state = self.0.lock();
        let Some(input) = state.merge(input, Instant::now()) else { return Ok(()) };
        let is_interrupt = input == Input::Key(Key::control('c'));
        if state.inputs >= MAX_INPUTS || is_interrupt && state.inputs >= MANY {
            // The newest input is what the user means; everything before it is dropped.
            state
                .waiting
                .retain(|one| !matches!(one.event, LoopEvent::Input(_) | LoopEvent::LeftOut));
            state.inputs = 0;
            state.push(LoopEvent::LeftOut, false);
        }
        state.inputs += input.weight();
        self.put(state, LoopEvent::Input(input), false)
    }

    fn put(
        &self,
        mut state: MutexGuard<'_, InboxState>,
        event: LoopEvent,
        is_answer: bool,
    ) -> Result<(), LoopEnded> {
        if state.is_over {
            return Err(LoopEnded);
        }
        state.push(event, is_answer);
        self.0.filled.notify_one();
        Ok(())
    }
}

impl InboxState {
    fn push(&mut self, event: LoopEvent, is_answer: bool) {
        self.waiting.push_back(Waiting { event, times: 1, since: Instant::now(), is_answer });
    }

    /// Merges input into a waiting repetition of it; returns it if there is none.
    fn merge(&mut self, input: Input, now: Instant) -> Option<Input> {
        if matches!(input, Input::Resize { .. }) {
            // Only the latest size matters.
            let sizes =
                |one: &&mut Waiting| matches!(one.event, LoopEvent::Input(Input::Resize { .. }));
            return match self.waiting.iter_mut().find(sizes) {
                Some(one) => {
                    one.event = LoopEvent::Input(input);
                    None
                }
                None => Some(input),
            };
        }
        let last =
            self.waiting.iter_mut().rev().find(|one| matches!(one.event, LoopEvent::Input(_)));
        match last {
            Some(Waiting { event: LoopEvent::Input(last), times, since, .. })
                if input.repeats(last) =>
            {
                let is_behind = *times >= HELD_TIMES && now.duration_since(*since) >= HELD_FOR;
                if *times < MAX_TIMES && !is_behind {
                    *times += 1;
                }
                None
            }
            _ => Some(input),
        }
    }

    /// Removes an entry, or one repetition of it.
    fn take(&mut self, at: usize) -> Option<LoopEvent> {
        let one = self.waiting.get_mut(at)?;
        if one.times > 1
            && let LoopEvent::Input(input) = &one.event
        {
            let event = LoopEvent::Input(input.clone());
            one.times -= 1;
            return Some(event);
        }
        let one = self.waiting.remove(at)?;
        self.inputs -= weight(&one.event);
        self.answers -= usize::from(one.is_answer);
        Some(one.event)
    }
}

fn weight(event: &LoopEvent) -> usize {
    if let LoopEvent::Input(input) = event { input.weight() } else { 0 }
}

impl Inbox {
    /// An empty queue.
    pub fn new() -> Self {
        Self(EventSender::default())
    }

    /// The sending end.
    pub fn events(&self) -> EventSender {
        self.0.clone()
    }

    /// Takes the next event, if there is one.
    pub fn next(&self) -> Option<LoopEvent> {
        self.next_until(Some(Instant::now()))
    }

    /// Takes the next event, waiting for it until the given time, or without a limit.
    pub fn next_until(&self, until: Option<Instant>) -> Option<LoopEvent> {
        self.find(until, |_| true)
    }

    /// Takes the first event that matches, waiting for it likewise; the others stay in the queue.
    pub fn find(
        &self,
        until: Option<Instant>,
        is_it: impl Fn(&LoopEvent) -> bool,
    ) -> Option<LoopEvent> {
        let shared = &self.0.0;
        let mut state = shared.lock();
        loop {
            if let Some(at) = state.waiting.iter().position(|one| is_it(&one.event)) {
                let event = state.take(at);
                shared.has_room.notify_one();
                return event;
            }
            state = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => shared.filled.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => return None,
                Some(left) => {
                    let waited = shared.filled.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    /// Puts an event back at the front.
    pub fn put_back(&self, event: LoopEvent) {
        let mut state = self.0.0.lock();
        state.inputs += weight(&event);
        let since = Instant::now();
        state.waiting.push_front(Waiting { event, times: 1, since, is_answer: false });
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        let mut state = self.0.0.lock();
        state.is_over = true;
        state.waiting.clear();
        self.0.0.has_room.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Gesture, KeyCode, Message, Mouse};
    use crate::term::Signal;
    use std::thread;

    fn key(character: char) -> Input {
        Input::Key(Key::character(character))
    }

    fn inbox(inputs: impl IntoIterator<Item = Input>) -> Inbox {
        let inbox = Inbox::new();
        for input in inputs {
            inbox.events().input(input).unwrap();
        }
        inbox
    }

    fn typed(inbox: &Inbox) -> String {
        std::iter::from_fn(|| inbox.next())
            .map(|event| match event {
                LoopEvent::Input(Input::Key(Key { code: KeyCode::Char(character), .. })) => {
                    character
                }
                LoopEvent::LeftOut => '!',
                _ => '?',
            })
            .collect()
    }

    #[test]
    fn what_is_typed_ahead_is_kept_in_order() {
        assert_eq!(typed(&inbox("jjjkj/aab".chars().map(key))), "jjjkj/aab");
        let letters: Vec<char> = ('a'..='z').cycle().take(MAX_INPUTS).collect();
        let text: String = letters.iter().collect();
        assert_eq!(typed(&inbox(letters.into_iter().map(key))), text);
    }

    #[test]
    fn a_flood_of_one_key_is_bounded_and_the_next_key_is_heard() {
        let flood = "j".repeat(1_000_000) + "Q";
        assert_eq!(typed(&inbox(flood.chars().map(key))), "j".repeat(MAX_TIMES) + "Q");
    }

    #[test]
    fn a_flood_of_many_keys_is_left_out_but_for_the_last_and_that_is_told() {
        let flood = "jk".repeat(100_000) + "Q";
        let typed = typed(&inbox(flood.chars().map(key)));
        assert!(typed.len() <= MAX_INPUTS + 100, "{}", typed.len());
        assert!(typed.contains('!') && typed.ends_with("kQ"), "{typed}");
    }

    #[test]
    fn an_interrupt_is_heard_before_many_keys_and_after_few() {
        let control_c = || Input::Key(Key::control('c'));
        let many = "jk".repeat(MANY);
        assert_eq!(typed(&inbox(many.chars().map(key).chain([control_c()]))), "!c");
        assert_eq!(typed(&inbox("jk".chars().map(key).chain([control_c()]))), "jkc");
    }

    #[test]
    fn a_held_key_comes_no_more_while_the_loop_is_behind() {
        let mut state = InboxState::default();
        let now = Instant::now();
        state.push(LoopEvent::Input(key('j')), false);
        for _ in 0..100 {
            assert_eq!(state.merge(key('j'), now), None);
        }
        assert_eq!(state.waiting[0].times, 101, "it was typed at once");
        for _ in 0..100 {
            assert_eq!(state.merge(key('j'), now + HELD_FOR * 2), None);
        }
        assert_eq!(state.waiting[0].times, 101);
    }

    #[test]
    fn sizes_and_steps_of_the_wheel_are_merged_and_clicks_are_not() {
        let wheel = |x| Input::Mouse(Mouse { what: Gesture::WheelDown, x, y: 1 });
        let click = || Input::Mouse(Mouse { what: Gesture::Click, x: 1, y: 1 });
        let size = |columns| Input::Resize { columns, rows: 2 };
        let inbox = inbox([size(1), wheel(1), wheel(1), size(3), wheel(2), click(), click()]);
        let waiting: Vec<String> = inbox
            .0
            .0
            .lock()
            .waiting
            .iter()
            .map(|one| format!("{} {:?}", one.times, one.event))
            .collect();
        assert_eq!(waiting.len(), 5, "{waiting:?}");
        assert!(waiting[0].contains("columns: 3"), "{waiting:?}");
        assert!(waiting[1].starts_with("2 "), "{waiting:?}");
    }

    #[test]
    fn an_answer_waits_for_room_and_a_signal_does_not() {
        let inbox = Inbox::new();
        let events = inbox.events();
        let answering = thread::spawn(move || {
            let mut number = 0;
            while events.answer(LoopEvent::Message(Message::Faded(number))).is_ok() {
                number += 1;
            }
            number
        });
        // The thread ends only with the queue, and is never further ahead than the queue has room.
        for number in 0..1000 {
            assert!(inbox.0.0.lock().waiting.len() <= MAX_ANSWERS);
            let event = inbox.next_until(None);
            assert!(matches!(event, Some(LoopEvent::Message(Message::Faded(it))) if it == number));
        }
        for _ in 0..3 {
            inbox.events().urge(LoopEvent::Signal(Signal::Continued)).unwrap();
        }
        let is_signal = |event: &LoopEvent| matches!(event, LoopEvent::Signal(Signal::Continued));
        assert!(inbox.find(Some(Instant::now()), is_signal).is_some());
        assert!(inbox.find(Some(Instant::now()), is_signal).is_none(), "it is told once");
        drop(inbox);
        assert!(answering.join().unwrap() >= 1000);
    }

    #[test]
    fn what_is_put_back_is_the_next() {
        let inbox = inbox("jk".chars().map(key));
        let first = inbox.next().unwrap();
        inbox.put_back(first);
        assert_eq!(typed(&inbox), "jk");
    }
}
