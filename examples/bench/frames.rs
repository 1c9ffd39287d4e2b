//! The program on a terminal, with the time at which each of its frames was complete.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// End of a frame of the program.
const END: &[u8] = b"\x1b[?2026l";
/// Longer than any time measured.
const DEADLINE: Duration = Duration::from_secs(300);

/// A running program.
pub struct Program {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    _master: Box<dyn MasterPty + Send>,
    /// An empty config, whatever the user's settings.
    _config: tempfile::NamedTempFile,
    output: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    /// Output after the last complete frame.
    pending: Vec<u8>,
    /// Time at which the program was started.
    started: Instant,
}

impl Program {
    /// Starts the program on a terminal of 120 by 40 cells. Its data and caches are in `home`.
    pub fn start(program: &Path, folder: &Path, home: &Path) -> Self {
        let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let mut command = CommandBuilder::new(program);
        command.args(["--lang", "en"]);
        command.arg(folder);
        command.env("TERM", "xterm-256color");
        command.env("HOME", home);
        command.env("XDG_DATA_HOME", home.join("data"));
        command.env("XDG_CACHE_HOME", home.join("cache"));
        let config = tempfile::NamedTempFile::new().expect("an empty config");
        command.env("YUNBAO_CONFIG", config.path());
        let mut reader = pair.master.try_clone_reader().expect("the output");
        let writer = pair.master.take_writer().expect("the input");
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(size.rows, size.cols, 0);
        let pending = Vec::new();
        Self {
            child,
            writer,
            _master: pair.master,
            _config: config,
            output,
            screen,
            pending,
            started,
        }
    }

    /// Time from the start to the first frame that meets a condition.
    pub fn since_start(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) -> Duration {
        let started = self.started;
        self.until(started, wanted)
    }

    /// Time from the start to the frame from which on a part of the screen stays as it is, and to the first
    /// frame that meets a condition.
    pub fn since_start_stable(
        &mut self,
        part: impl Fn(&vt100::Screen) -> Option<String>,
        last: impl Fn(&vt100::Screen) -> bool,
    ) -> (Duration, Duration) {
        let (mut stable, mut shown) = (Duration::ZERO, None);
        loop {
            let at = self.frame(DEADLINE).unwrap_or_else(|| {
                panic!("not seen; the screen is\n{}", self.screen.screen().contents())
            });
            let after = at.duration_since(self.started);
            let now = part(self.screen.screen());
            if now != shown {
                (stable, shown) = (after, now);
            }
            if last(self.screen.screen()) {
                return (stable, after);
            }
        }
    }

    /// Time from a moment to the next frame that meets a condition.
    fn until(&mut self, from: Instant, wanted: impl Fn(&vt100::Screen) -> bool) -> Duration {
        if wanted(self.screen.screen()) {
            return from.elapsed();
        }
        loop {
            let at = self.frame(DEADLINE).unwrap_or_else(|| {
                panic!("not seen; the screen is\n{}", self.screen.screen().contents())
            });
            if wanted(self.screen.screen()) {
                return at.duration_since(from);
            }
        }
    }

    /// Time from writing some keys to the next frame that meets a condition.
    pub fn press_until(&mut self, keys: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> Duration {
        let from = self.write(keys);
        // The screen before the keys does not count.
        let at = self.frame(DEADLINE).expect("a frame");
        if wanted(self.screen.screen()) {
            return at.duration_since(from);
        }
        self.until(from, wanted)
    }

    /// Times from writing a key to the next frame, and to the last frame that changed the top row,
    /// which has the number of results.
    pub fn press(&mut self, key: &str, quiet: Duration) -> (Duration, Duration) {
        let from = self.write(key);
        let first = self.frame(DEADLINE).expect("a frame after a key").duration_since(from);
        let (mut last, mut row) = (first, self.top_row());
        while let Some(at) = self.frame(quiet) {
            let now = self.top_row();
            if now != row {
                (last, row) = (at.duration_since(from), now);
            }
        }
        (first, last)
    }

    /// Time until the screen meets a condition, after a change from outside.
    pub fn wait(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) -> Duration {
        self.until(Instant::now(), wanted)
    }

    /// Waits until the screen no longer changes.
    pub fn settle(&mut self) {
        while self.frame(Duration::from_millis(300)).is_some() {}
    }

    /// The program's process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("a process id")
    }

    /// Quits the program.
    pub fn quit(mut self) {
        self.write("\x03");
        let _ = self.child.wait();
    }

    fn write(&mut self, keys: &str) -> Instant {
        let now = Instant::now();
        self.writer
            .write_all(keys.as_bytes())
            .and_then(|()| self.writer.flush())
            .expect("the input");
        now
    }

    fn top_row(&self) -> String {
        self.screen.screen().rows(0, 120).next().unwrap_or_default()
    }

    /// Waits for the next frame; returns the time at which it was complete.
    fn frame(&mut self, patience: Duration) -> Option<Instant> {
        let until = Instant::now() + patience;
        let mut at = Instant::now();
        loop {
            if let Some(end) = self.pending.windows(END.len()).position(|bytes| bytes == END) {
                let frame: Vec<u8> = self.pending.drain(..end + END.len()).collect();
                self.screen.process(&frame);
                return Some(at);
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok((came, bytes)) => {
                    at = came;
                    self.pending.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}
