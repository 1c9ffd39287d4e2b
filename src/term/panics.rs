//! What happens to the terminal when a thread panics.
//!
//! The terminal is given back first and the usual message printed after it, so that the person can
//! read it on the ordinary screen.

use std::panic;
use std::thread;

use super::restore;

/// Watches for panics, for the rest of the process; call it once, from the thread of the loop.
///
/// A panic of the calling thread unwinds as ever. A panic of any other thread cannot end the loop,
/// so the hook has it told by `tell`; by then the terminal is given back and drawing does nothing.
/// The loop is to leave with exit code 101, as a panic does.
pub fn watch(tell: impl Fn() + Send + Sync + 'static) {
    let of_the_loop = thread::current().id();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        restore::give_back();
        usual(panic);
        if thread::current().id() != of_the_loop {
            tell();
        }
    }));
}
