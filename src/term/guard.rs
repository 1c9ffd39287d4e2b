//! A helper process that restores the terminal when the program cannot: when it was killed, or
//! aborted for lack of memory, and no longer runs any code.
//!
//! The guard is a second instance of the program, started with [`ASKED`] set, in a process group of
//! its own so that no key reaches it. It reads a pipe: one byte says that the terminal was taken,
//! another that it was given back, and the end of the pipe that the program has ended, for whatever
//! reason.

use std::env;
use std::io::{self, Read};
use std::os::unix::process::CommandExt;
use std::process::{ChildStdin, Command, Stdio};

use nix::sys::signal::{SigSet, Signal};
use rustix::io::Errno;
use rustix::process::{getpgrp, test_kill_process_group};
use rustix::termios::{
    ControlModes, InputModes, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, Termios,
    tcgetattr, tcgetpgrp, tcsetattr, tcsetpgrp,
};

use super::restore;

/// Environment variable that makes the program act as the guard; it holds the modes to restore.
const ASKED: &str = "YUNBAO_GUARD";

/// The settings of the terminal's line discipline that the program changes, with their former
/// values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Modes([u64; 6]);

#[allow(clippy::useless_conversion, reason = "the system says how large the numbers are")]
impl Modes {
    /// The current modes; `None` if standard output is not a terminal.
    pub fn now() -> Option<Self> {
        let modes = tcgetattr(io::stdout()).ok()?;
        Some(Self([
            modes.input_modes.bits().into(),
            modes.output_modes.bits().into(),
            modes.control_modes.bits().into(),
            modes.local_modes.bits().into(),
            modes.special_codes[SpecialCodeIndex::VMIN].into(),
            modes.special_codes[SpecialCodeIndex::VTIME].into(),
        ]))
    }

    fn written(&self) -> String {
        self.0.map(|number| number.to_string()).join(" ")
    }

    fn read(text: &str) -> Option<Self> {
        let numbers: Vec<u64> = text.split(' ').map_while(|number| number.parse().ok()).collect();
        numbers.try_into().ok().map(Self)
    }

    /// Writes them over the given modes.
    fn put(&self, modes: &mut Termios) -> Option<()> {
        let Self([input, output, control, local, least, time]) = *self;
        modes.input_modes = InputModes::from_bits_retain(input.try_into().ok()?);
        modes.output_modes = OutputModes::from_bits_retain(output.try_into().ok()?);
        modes.control_modes = ControlModes::from_bits_retain(control.try_into().ok()?);
        modes.local_modes = LocalModes::from_bits_retain(local.try_into().ok()?);
        modes.special_codes[SpecialCodeIndex::VMIN] = least.try_into().ok()?;
        modes.special_codes[SpecialCodeIndex::VTIME] = time.try_into().ok()?;
        Some(())
    }
}

/// Makes this process the foreground of the terminal again and restores its modes, after a program that
/// may have changed both has ended. If a shell has the foreground meanwhile, nothing is changed.
pub(super) fn reclaim(modes: Option<&Modes>) {
    let own = getpgrp();
    let Ok(foreground) = tcgetpgrp(io::stdout()) else { return };
    let is_ours = foreground == own;
    // A program that was killed cannot give the foreground back.
    let is_left = || test_kill_process_group(foreground) == Err(Errno::SRCH);
    if !is_ours && !is_left() {
        return;
    }
    // Changing the terminal from the background would stop this process.
    let mut deaf = SigSet::empty();
    deaf.add(Signal::SIGTTOU);
    let was_deaf = SigSet::thread_get_mask().is_ok_and(|mask| mask.contains(Signal::SIGTTOU));
    if deaf.thread_block().is_err() {
        return;
    }
    if !is_ours {
        // The terminal may be gone.
        let _ = tcsetpgrp(io::stdout(), own);
    }
    if let Some(modes) = modes
        && let Ok(mut now) = tcgetattr(io::stdout())
        && modes.put(&mut now).is_some()
    {
        let _ = tcsetattr(io::stdout(), OptionalActions::Now, &now);
    }
    if !was_deaf {
        let _ = deaf.thread_unblock();
    }
}

/// Starts the guard, which [`restore`] notifies from then on when the terminal is taken or given
/// back. If the system refuses to start it, nothing else changes.
pub(super) fn start(modes: &Modes) {
    if let Ok(pipe) = spawn(modes) {
        restore::connect_guard(pipe);
    }
}

fn spawn(modes: &Modes) -> io::Result<ChildStdin> {
    let mut command = Command::new(env::current_exe()?);
    command.env(ASKED, modes.written()).process_group(0);
    command.stdin(Stdio::piped()).stdout(Stdio::inherit()).stderr(Stdio::null());
    let pipe = command.spawn()?.stdin.take();
    pipe.ok_or_else(|| io::ErrorKind::BrokenPipe.into())
}

/// Acts as the guard if this process was started as one, and returns whether it was; the caller
/// then has nothing else to do.
pub fn stand() -> bool {
    let Some(modes) = env::var(ASKED).ok().and_then(|text| Modes::read(&text)) else {
        return false;
    };
    // The program is in the foreground or has ended, and this process is not in the foreground:
    // changing the modes would stop it. Signals that end a job do not concern it either.
    let mut deaf = SigSet::empty();
    let signals = [Signal::SIGTTOU, Signal::SIGHUP, Signal::SIGINT, Signal::SIGQUIT];
    for signal in signals.into_iter().chain([Signal::SIGTERM, Signal::SIGTSTP]) {
        deaf.add(signal);
    }
    if deaf.thread_block().is_ok() && is_left_taken(io::stdin().lock()) {
        give_back(&modes);
        restore::leave();
    }
    true
}

/// Waits for the end of the program; returns `true` if the terminal was still taken then.
fn is_left_taken(mut pipe: impl Read) -> bool {
    let mut is_taken = false;
    let mut bytes = [0; 64];
    loop {
        match pipe.read(&mut bytes) {
            Ok(0) => return is_taken,
            Ok(count) => is_taken = bytes[count - 1] == restore::TOOK,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return false,
        }
    }
}

/// Restores the modes, unless another process, such as a shell, has done so already.
fn give_back(modes: &Modes) {
    let raw = LocalModes::ISIG | LocalModes::ICANON | LocalModes::ECHO;
    if let Ok(mut now) = tcgetattr(io::stdout())
        && !now.local_modes.intersects(raw)
        && !now.output_modes.contains(OutputModes::OPOST)
        && modes.put(&mut now).is_some()
    {
        // The terminal may be gone with the program.
        let _ = tcsetattr(io::stdout(), OptionalActions::Now, &now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_passed_on_whole() {
        let modes = Modes([1, 2, u64::from(u32::MAX), 4, 255, 0]);
        assert_eq!(Modes::read(&modes.written()), Some(modes));
        for text in ["", "1 2 3 4 5", "1 2 3 4 5 6 7", "1 2 x 4 5 6", "on"] {
            assert_eq!(Modes::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_told_last_counts() {
        let (took, gave) = (restore::TOOK, restore::GAVE);
        assert!(is_left_taken([took].as_slice()));
        assert!(is_left_taken([took, gave, took].as_slice()));
        assert!(!is_left_taken([took, gave].as_slice()));
        assert!(!is_left_taken([].as_slice()));
    }
}
