//! A started program together with the processes it started.

use super::End;
use std::io;
use std::time::Duration;
use subprocess::{Exec, ExitStatus, Job};

/// A program and the processes it started. Dropped before its end, it waits for the program.
pub(super) struct Group {
    job: Job,
}

/// Makes the program the leader of a process group.
pub(super) fn lead(exec: Exec) -> Exec {
    #[cfg(unix)]
    let exec = subprocess::ExecExt::setpgid(exec);
    exec
}

impl Group {
    pub fn of(job: Job) -> Self {
        Self { job }
    }

    /// Stops what still runs, and returns how the program ended by itself, or by this.
    pub fn end(self, to_end: Duration) -> io::Result<End> {
        let stopped = self.stop(to_end);
        // macOS refuses to signal a group of which only the ended program is left.
        if !self.has_ended() {
            stopped?;
        }
        let status = self.job.wait()?;
        Ok(how(status))
    }
}

#[cfg(unix)]
impl Group {
    /// Waits until the program has ended, at most this long.
    pub fn wait(&self, most: Duration) {
        // A wait that reaps the program would free the number of its group.
        let until = std::time::Instant::now() + most;
        while !self.has_ended() && std::time::Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Returns `true` if the program has ended; processes that it started may still run.
    pub fn has_ended(&self) -> bool {
        // No such child: it has been waited for.
        self.has_changed(rustix::process::WaitIdOptions::EXITED).unwrap_or(true)
    }

    /// Returns `true` if the program was stopped by the system, as when it reads from a terminal in the
    /// background.
    pub fn wants_terminal(&self) -> bool {
        // One that has ended cannot stop any more.
        self.has_changed(rustix::process::WaitIdOptions::STOPPED).unwrap_or(false)
    }

    /// Returns `true` if there is such a change of state, and `None` if there can be none. It can be asked for
    /// again: the program stays a zombie, so that its number, and with it that of the group, cannot be given
    /// to others.
    fn has_changed(&self, change: rustix::process::WaitIdOptions) -> Option<bool> {
        use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
        let pid = i32::try_from(self.job.pid()).ok().and_then(Pid::from_raw)?;
        let quietly = WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        waitid(WaitId::Pid(pid), change | quietly).ok().map(|status| status.is_some())
    }

    fn stop(&self, to_end: Duration) -> io::Result<()> {
        use signal_hook::consts::{SIGCONT, SIGKILL, SIGTERM};
        let signal = |number| subprocess::JobExt::send_signal_group(&self.job, number);
        if !self.has_ended() {
            signal(SIGTERM)?;
            // A stopped process takes no other signal.
            signal(SIGCONT)?;
            self.wait(to_end);
        }
        // Nothing else is left in most groups.
        signal(SIGKILL)
    }
}

#[cfg(not(unix))]
impl Group {
    /// Waits until the program has ended, at most this long.
    pub fn wait(&self, most: Duration) {
        let _ = self.job.wait_timeout(most);
    }

    /// Returns `true` if the program has ended.
    pub fn has_ended(&self) -> bool {
        self.job.poll().is_some()
    }

    /// Returns `false`: no program is stopped for reading from the terminal here.
    #[allow(clippy::unused_self, reason = "elsewhere it asks the program")]
    pub fn wants_terminal(&self) -> bool {
        false
    }

    fn stop(&self, _to_end: Duration) -> io::Result<()> {
        self.job.kill()
    }
}

fn how(status: ExitStatus) -> End {
    #[cfg(unix)]
    if let Some(signal) = status.signal() {
        return End::Signal(signal);
    }
    End::Exited(status.code().unwrap_or(1))
}
