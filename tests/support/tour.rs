//! A walk through everything that the program shows of some posts, key by key, on a terminal.

use super::home::Home;
use super::terminal::Terminal;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Keys that open a list, a page or a mode over the screen; each is closed again.
const OVER: [&str; 16] =
    ["?", "!", ":", "t", "c", "a", "H", "M", "v", "L", "O", "f", "Y", "/a", "/t:(", "V"];

/// Shows a folder of this many posts: each of them in the reader, or only the first `read`; then
/// every list, at three sizes. Returns the output and the exit code.
pub fn tour(
    home: &Home,
    program: &Path,
    folder: &str,
    posts: usize,
    read: usize,
) -> (Vec<u8>, u32) {
    let mut terminal = Terminal::start(home, program, &[folder], &[], (120, 40));
    terminal.wait_for_text(&format!("{posts} of {posts}"));
    terminal.send("\r");
    for _ in 0..read {
        terminal.send(" ]sn]Gggf");
        escape(&mut terminal);
        terminal.send("J");
    }
    for over in OVER {
        terminal.send(over);
        // Further down as well, where there is more.
        terminal.send("\x1b[B\x1b[B");
        escape(&mut terminal);
        escape(&mut terminal);
    }
    for size in [(80, 24), (30, 8), (200, 60)] {
        terminal.resize(size);
        terminal.send("zGggz=J");
    }
    // The reader, the list and the facets each have something to copy or to choose.
    terminal.send("y\ty\t\x1b[B\ry");
    terminal.send("Q");
    let code = terminal.wait_exit();
    terminal.assert_clean();
    (terminal.output(), code)
}

/// Presses Esc by itself: bytes right after it would make it another key.
fn escape(terminal: &mut Terminal) {
    terminal.send("\x1b");
    thread::sleep(Duration::from_millis(60));
}
