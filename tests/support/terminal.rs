//! A terminal in memory that a test types into and reads: a pty with an xterm behind it.
//!
//! Every wait has a deadline and ends as soon as its condition holds; nothing sleeps.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{
    ChildKiller, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system,
};
use rustix::process::{Pid, Signal, kill_process};

use super::home::Home;

/// Long enough for a busy machine; only a failing test waits that long.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// A program running on a terminal of its own.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    closing: Arc<AtomicBool>,
    exit: Receiver<ExitStatus>,
    killer: Box<dyn ChildKiller + Send + Sync>,
    pid: i32,
    modes: String,
}

/// Output of the program so far.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// Set once nothing more comes, with the error that reading ended with.
    ended: Option<std::io::Result<()>>,
}

impl Terminal {
    /// Starts a program in a home, on a terminal of this many columns and rows; `environment` is
    /// added to that of the home.
    pub fn start(
        home: &Home,
        program: &Path,
        arguments: &[&str],
        environment: &[(&str, &str)],
        size: (u16, u16),
    ) -> Self {
        let pair = native_pty_system().openpty(pty_size(size)).expect("a pty");
        let modes = modes(&*pair.master);
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(home.path());
        command.env_clear();
        for (name, value) in home.environment() {
            command.env(name, value);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let mut child = pair.slave.spawn_command(command).expect("the program starts");
        let pid = child.process_id().and_then(|id| i32::try_from(id).ok()).expect("a process id");
        let killer = child.clone_killer();
        let (sender, exit) = mpsc::channel();
        let slave = pair.slave;
        thread::spawn(move || {
            let status = child.wait().expect("the program can be waited for");
            // The last handle here: without it the output ends, and with that the reading thread.
            drop(slave);
            let _ = sender.send(status);
        });
        let seen = Seen {
            parser: vt100::Parser::new(size.1, size.0, 1000),
            bytes: Vec::new(),
            ended: None,
        };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let output = pair.master.try_clone_reader().expect("the output");
        let writer = Some(pair.master.take_writer().expect("the input"));
        let closing = Arc::<AtomicBool>::default();
        let (shared, ending) = (Arc::clone(&seen), Arc::clone(&closing));
        thread::spawn(move || watch(output, &shared, &ending));
        Self { master: Some(pair.master), writer, seen, closing, exit, killer, pid, modes }
    }

    /// Types keys, given as bytes (`"\x1b[A"` is the up arrow).
    pub fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().expect("an open terminal");
        writer.write_all(keys.as_bytes()).and_then(|()| writer.flush()).expect("the input");
    }

    /// Sends far more than anyone types. The terminal accepts it as fast as the program reads it,
    /// which must be within the deadline.
    pub fn flood(&mut self, bytes: Vec<u8>) {
        let mut writer = self.writer.take().expect("an open terminal");
        let (sender, written) = mpsc::channel();
        thread::spawn(move || {
            let outcome = writer.write_all(&bytes).and_then(|()| writer.flush());
            let _ = sender.send((writer, outcome));
        });
        let Ok((writer, outcome)) = written.recv_timeout(DEADLINE * 2) else {
            panic!("the program does not read; the screen is\n{}", self.text());
        };
        outcome.expect("the input");
        self.writer = Some(writer);
    }

    /// Pastes a text, as a terminal in bracketed paste mode does.
    pub fn paste(&mut self, text: &str) {
        self.send(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Waits until the screen meets a condition, which `what` describes in the failure.
    pub fn wait_for(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let limit = Instant::now() + DEADLINE;
        let (seen, changed) = &*self.seen;
        let mut seen = seen.lock().unwrap();
        while !wanted(seen.parser.screen()) {
            let left = limit.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && seen.ended.is_none(),
                "{what}: not seen {}; the screen is\n{}",
                seen.ended.as_ref().map_or("in time".to_owned(), |read| self.how_it_ended(read)),
                seen.parser.screen().contents()
            );
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// How a program ended that was to go on.
    fn how_it_ended(&self, read: &std::io::Result<()>) -> String {
        let status = self.exit.recv_timeout(Duration::from_secs(1));
        format!("before the end ({status:?}, output {read:?})")
    }

    /// Waits until the screen shows a text.
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// The screen's text, line by line, without trailing blanks.
    pub fn text(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    /// Inspects the current screen.
    pub fn look<T>(&self, at: impl Fn(&vt100::Screen) -> T) -> T {
        at(self.seen.0.lock().unwrap().parser.screen())
    }

    /// All bytes of output so far.
    pub fn output(&self) -> Vec<u8> {
        self.seen.0.lock().unwrap().bytes.clone()
    }

    /// Sets the terminal's size in columns and rows.
    pub fn resize(&self, size: (u16, u16)) {
        self.seen.0.lock().unwrap().parser.screen_mut().set_size(size.1, size.0);
        let master = self.master.as_ref().expect("an open terminal");
        master.resize(pty_size(size)).expect("a new size");
    }

    /// The program's process id.
    pub fn pid(&self) -> u32 {
        self.pid.cast_unsigned()
    }

    /// Time that each thread of the program has waited for a core so far, where the system reports
    /// it.
    pub fn waits(&self) -> Waits {
        let tasks = std::fs::read_dir(format!("/proc/{}/task", self.pid)).into_iter().flatten();
        let waited = |path: &Path| {
            let told = std::fs::read_to_string(path.join("schedstat")).ok()?;
            told.split(' ').nth(1)?.parse().ok().map(Duration::from_nanos)
        };
        let each =
            tasks.flatten().filter_map(|task| Some((task.file_name(), waited(&task.path())?)));
        Waits(each.collect())
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        signal_process(self.pid, signal);
    }

    /// Closes the terminal, as closing its window does.
    pub fn close(&mut self) {
        // The reading thread keeps the terminal open as well, and sleeps until there is output: a
        // new size causes some.
        self.closing.store(true, Ordering::SeqCst);
        let size = self.look(vt100::Screen::size);
        self.resize((size.1, size.0 + 1));
        self.wait_end();
        self.writer = None;
        self.master = None;
    }

    /// Waits for the end of the program and of its output; returns the exit code.
    pub fn wait_exit(&self) -> u32 {
        let Ok(status) = self.exit.recv_timeout(DEADLINE) else {
            panic!("the program does not end; the screen is\n{}", self.text());
        };
        if self.master.is_some() {
            self.wait_end();
        }
        assert_eq!(status.signal(), None, "the program was killed");
        status.exit_code()
    }

    /// Kills the program, and waits until it is gone.
    pub fn kill(&self) {
        self.signal(Signal::KILL);
        let status = self.exit.recv_timeout(DEADLINE).expect("a killed program ends");
        assert!(status.signal().is_some(), "the program had ended before");
    }

    /// Ends the program by a signal that it cannot handle, and waits until no process has the
    /// terminal open.
    pub fn end_by(&self, signal: Signal) {
        self.signal(signal);
        self.wait_crash();
    }

    /// Waits until a signal has ended the program and no process has the terminal open.
    pub fn wait_crash(&self) {
        let Ok(status) = self.exit.recv_timeout(DEADLINE) else {
            panic!("the program does not end; the screen is\n{}", self.text());
        };
        assert!(status.signal().is_some(), "the program has ended by itself: {}", self.text());
        self.wait_end();
    }

    /// Waits until the reading thread has ended.
    fn wait_end(&self) {
        let (seen, changed) = &*self.seen;
        let running = |seen: &mut Seen| seen.ended.is_none();
        let (_seen, late) =
            changed.wait_timeout_while(seen.lock().unwrap(), DEADLINE, running).unwrap();
        assert!(!late.timed_out(), "something keeps the terminal open");
    }

    /// Asserts that the terminal is as it was before the program: main screen, cursor, no modes,
    /// and the settings of its line discipline.
    pub fn assert_clean(&self) {
        self.assert_screen_clean();
        let master = self.master.as_ref().expect("an open terminal");
        assert_eq!(modes(&**master), self.modes, "the terminal's settings have changed");
    }

    /// Asserts that the screen is as it was, whatever a shell has done to the line discipline.
    pub fn assert_screen_clean(&self) {
        self.look(|screen| {
            assert!(!screen.alternate_screen(), "the alternate screen is still shown");
            assert!(!screen.hide_cursor(), "the cursor is still hidden");
            assert!(!screen.bracketed_paste(), "bracketed paste is still on");
            assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
            assert!(!screen.application_cursor() && !screen.application_keypad());
            assert_eq!((screen.fgcolor(), screen.bgcolor()), Default::default());
            assert!(!screen.bold() && !screen.italic() && !screen.underline() && !screen.inverse());
        });
        let output = self.output();
        let last = |mode: &[u8]| output.windows(mode.len()).rposition(|bytes| bytes == mode);
        assert!(last(b"\x1b[?2026h") <= last(b"\x1b[?2026l"), "an update was begun and not ended");
    }
}

/// Time that threads have waited for a core.
pub struct Waits(HashMap<OsString, Duration>);

impl Waits {
    /// The longest time that any thread has waited since `before`.
    pub fn since(&self, before: &Self) -> Duration {
        let since = |(thread, waited): (&OsString, &Duration)| {
            waited.saturating_sub(before.0.get(thread).copied().unwrap_or_default())
        };
        self.0.iter().map(since).max().unwrap_or_default()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A failed test may have left the program running. The number of one that has ended may be another's.
        if matches!(self.exit.try_recv(), Err(TryRecvError::Empty)) {
            let _ = self.killer.kill();
        }
    }
}

/// Sends a signal to a process.
pub fn signal_process(pid: i32, signal: Signal) {
    kill_process(Pid::from_raw(pid).expect("a process id"), signal).expect("a running process");
}

/// Feeds the output to the screen until it ends or the terminal is to be closed.
fn watch(
    mut output: Box<dyn Read + Send>,
    (seen, changed): &(Mutex<Seen>, Condvar),
    closing: &AtomicBool,
) {
    let mut bytes = [0; 4096];
    loop {
        let (count, outcome) = match output.read(&mut bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Ok(count) => (count, Ok(())),
            Err(error) => (0, Err(error)),
        };
        let mut seen = seen.lock().unwrap();
        seen.bytes.extend_from_slice(&bytes[..count]);
        let size = seen.parser.screen().size();
        let taken = catch_unwind(AssertUnwindSafe(|| seen.parser.process(&bytes[..count])));
        if taken.is_err() {
            // The emulator panics on a wide character that a new size has cut in two.
            seen.parser = vt100::Parser::new(size.0, size.1, 1000);
        }
        if count == 0 || closing.load(Ordering::SeqCst) {
            drop(output);
            seen.ended = Some(outcome);
            changed.notify_all();
            return;
        }
        changed.notify_all();
    }
}

/// The settings of the line discipline, as text to compare.
fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().expect("the terminal's settings");
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        modes.input_flags,
        modes.output_flags,
        modes.control_flags,
        modes.local_flags,
        modes.control_chars
    )
}

fn pty_size((cols, rows): (u16, u16)) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
