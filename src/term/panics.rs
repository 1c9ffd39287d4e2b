//! Restoring the terminal when a thread panics.
//!
//! The terminal is restored first and the usual message printed after it, so that it can be read on
//! the main screen.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::thread;

use super::restore;

thread_local! {
    /// Set while this thread does work whose panic is contained. A panic hook can be told of it in no
    /// other way.
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Does work that may panic on hostile input, since others have written it. `None` if it does; nothing is
/// printed then, and the program goes on. The result must not depend on state that the work has changed.
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(before);
    done.ok()
}

/// Installs a panic hook for the rest of the process; call it once, from the thread of the loop.
///
/// A panic of the calling thread unwinds as usual. A panic of any other thread cannot end the loop,
/// so the hook calls `notify`; by then the terminal is restored and drawing does nothing. The loop
/// should then exit with code 101, as a panic does.
pub fn watch(notify: impl Fn() + Send + Sync + 'static) {
    let of_the_loop = thread::current().id();
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if CONTAINED.get() {
            return;
        }
        restore::give_back();
        usual(panic);
        if thread::current().id() != of_the_loop {
            notify();
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::contained;

    #[test]
    fn a_contained_panic_is_no_result() {
        assert_eq!(contained(|| 1), Some(1));
        assert_eq!(contained(|| [0][std::hint::black_box(1)]), None);
    }
}
