//! Waiting for the end of whoever reads standard output.

#[cfg(unix)]
use crate::threads;

/// Calls `closed` once nobody reads standard output any more, as when `head` has ended. Waits for this on a
/// thread of its own, without using any time. Where that is impossible, the next write fails.
#[cfg(unix)]
pub fn watch_output(closed: impl FnOnce() + Send + 'static) {
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;
    let wait = move || {
        let out = rustix::stdio::stdout();
        // Errors and hang-ups are reported unasked.
        let mut polled = [PollFd::new(&out, PollFlags::empty())];
        while matches!(poll(&mut polled, None), Err(Errno::INTR)) {}
        if polled[0].revents().intersects(PollFlags::ERR | PollFlags::HUP) {
            closed();
        }
    };
    // Without a thread, the next write fails.
    let _ = threads::start("output", wait);
}

/// Does nothing: the next write fails.
#[cfg(not(unix))]
pub fn watch_output(_: impl FnOnce() + Send + 'static) {}
