//! The thread that reads the console and sends what it reads to the loop.
//!
//! A console read cannot be interrupted, so while another program owns the console the thread
//! discards what it still receives.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crossterm::event;

use super::Input;
use crate::threads;

/// The running reader.
#[derive(Debug)]
pub struct InputReader {
    paused: Arc<AtomicUsize>,
}

impl InputReader {
    /// Starts reading; call it after the terminal has been taken. Each input goes to `send`; when
    /// that returns `false`, the thread ends.
    ///
    /// # Errors
    ///
    /// The system refuses the thread.
    pub fn start(send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<Self> {
        let paused = Arc::<AtomicUsize>::default();
        let shared = Arc::clone(&paused);
        let read = move || {
            while let Ok(event) = event::read() {
                let resting = shared.load(Ordering::SeqCst) > 0;
                let input = Input::of(event).filter(|_| !resting);
                if input.is_some_and(|input| !send(input)) {
                    return;
                }
            }
            send(Input::Closed);
        };
        threads::start("input", read)?;
        Ok(Self { paused })
    }

    /// Makes the thread discard input until the returned guard is dropped.
    pub fn pause(&self) -> Paused {
        self.paused.fetch_add(1, Ordering::SeqCst);
        Paused(Arc::clone(&self.paused))
    }
}

/// Makes the reader discard input until it is dropped.
#[derive(Debug)]
pub struct Paused(Arc<AtomicUsize>);

impl Drop for Paused {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
