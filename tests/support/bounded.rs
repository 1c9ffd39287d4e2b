//! Runs a program within bounds of time and memory, and reports the outcome.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::home::Home;

/// Limits for a program.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Time until it is killed.
    pub time: Duration,
    /// Address space in megabytes (`RLIMIT_AS`).
    pub megabytes: u64,
}

/// Outcome of a run.
pub struct Run {
    /// `None` if it had to be killed.
    pub status: Option<ExitStatus>,
    pub output: Vec<u8>,
    pub errors: Vec<u8>,
    pub time: Duration,
    /// Peak memory in kilobytes; 0 if the system does not report it.
    pub peak: u64,
}

/// Runs a program in a home with these arguments and an empty standard input.
pub fn run(home: &Home, program: &Path, arguments: &[impl AsRef<OsStr>], bounds: Bounds) -> Run {
    let mut command = Command::new("sh");
    // A shell in between: only a shell can set the limit without unsafe code.
    let script = format!("ulimit -v {}; exec \"$0\" \"$@\"", bounds.megabytes * 1024);
    command.args(["-c", &script]).arg(program).args(arguments).current_dir(home.path());
    command.env_clear().envs(home.environment());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command.spawn().expect("sh starts");
    let output = gather(child.stdout.take());
    let errors = gather(child.stderr.take());
    let mut peak = 0;
    let status = wait(&mut child, start + bounds.time, &mut peak);
    let time = start.elapsed();
    let gathered = |thread: thread::JoinHandle<Vec<u8>>| thread.join().expect("a reading thread");
    Run { status, output: gathered(output), errors: gathered(errors), time, peak }
}

fn gather(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

/// Waits for the end or the deadline, and records the peak memory.
fn wait(child: &mut Child, deadline: Instant, peak: &mut u64) -> Option<ExitStatus> {
    let mut pause = Duration::from_micros(500);
    loop {
        *peak = (*peak).max(memory(child.id(), "VmHWM:").unwrap_or(0));
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return Some(status);
        }
        if Instant::now() > deadline {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    }
}

/// A figure in kilobytes from the system's status of a process.
pub fn memory(process: u32, figure: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(figure))?;
    line.split_whitespace().next()?.parse().ok()
}
