//! Stopping the whole job, as the terminal does on `C-z`, and waiting until it is continued.

use std::io::{self, Read};
use std::os::unix::net::UnixStream;

use nix::unistd::{getpgrp, getppid, getsid};
use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};
use signal_hook::consts::SIGCONT;
use signal_hook::low_level::{pipe, unregister};

/// Returns `true` if there is a shell with job control that can continue this process once it is
/// stopped.
///
/// Without one (`ssh -t host yunbao`, a terminal started as `term -e yunbao`) a stopped program
/// could never be continued. POSIX calls this an orphaned process group and has the kernel ignore
/// SIGTSTP for it; SIGSTOP is not ignored, so the check is made here. A shell with job control
/// gives each job a group of its own within the session: a group that leads the session is not a
/// job, nor is one whose parent is in another session. In a container, the session leader or the
/// parent may be outside and then has the number 0, which says nothing.
pub(super) fn can_be_continued() -> bool {
    let (parent, session) = (getppid(), getsid(None));
    parent.as_raw() != 0
        && session.is_ok_and(|session| {
            session.as_raw() != 0 && session != getpgrp() && getsid(Some(parent)) == Ok(session)
        })
}

/// Stops every process of the job, including this one; returns when it has been continued.
///
/// Uses SIGSTOP, since SIGTSTP is caught by [`super::signals`]. Sending the signal does not mean
/// that every thread has stopped, hence the wait for SIGCONT: the terminal must not be taken again
/// before the stop.
pub(super) fn stop_job() -> io::Result<()> {
    let (mut continued, woken) = UnixStream::pair()?;
    let registration = pipe::register(SIGCONT, woken)?;
    let outcome = kill_current_process_group(Signal::STOP)
        .map_err(io::Error::from)
        .and_then(|()| continued.read_exact(&mut [0]));
    unregister(registration);
    outcome
}

/// Stops this process alone, at once.
pub(super) fn stop_self() {
    let _ = kill_process(getpid(), Signal::STOP);
}
