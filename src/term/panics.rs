//! Restoring the terminal when a thread panics.
//!
//! The terminal is restored first and the usual message printed after it, so that it can be read on
//! the main screen.

use std::panic;
use std::thread;

use super::restore;

/// Installs a panic hook for the rest of the process; call it once, from the thread of the loop.
///
/// A panic of the calling thread unwinds as usual. A panic of any other thread cannot end the loop,
/// so the hook calls `notify`; by then the terminal is restored and drawing does nothing. The loop
/// should then exit with code 101, as a panic does.
pub fn watch(notify: impl Fn() + Send + Sync + 'static) {
    let of_the_loop = thread::current().id();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        restore::give_back();
        usual(panic);
        if thread::current().id() != of_the_loop {
            notify();
        }
    }));
}
