//! Links of the terminal (OSC 8) on the screen.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fs;
use std::path::Path;
use std::time::Instant;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
const CLOSE: &str = "\x1b]8;;\x1b\\";

/// A post with links in a terminal of this name, opened in the reader.
fn reading(name: &str) -> (Home, Terminal) {
    let home = Home::new();
    let words = "several words of a link that go on ".repeat(4);
    let text = format!(
        "---\ntitle: Links\n---\n[{words}](https://a.example/one)\n\n[two](https://b.example/云) \
         and [three](javascript:alert) and [four](file:///etc/passwd)\n"
    );
    fs::write(home.path().join("links.md"), text).unwrap();
    let arguments = ["--ephemeral", "links.md"];
    let terminal =
        Terminal::start(&home, Path::new(PROGRAM), &arguments, &[("TERM", name)], (60, 24));
    terminal.wait_for_text("and three");
    (home, terminal)
}

/// The output so far, up to the end of a frame.
fn frames(terminal: &Terminal) -> Vec<u8> {
    let limit = Instant::now() + DEADLINE;
    loop {
        let output = terminal.output();
        if output.ends_with(b"\x1b[?2026l") {
            return output;
        }
        assert!(Instant::now() < limit, "a frame without an end");
        std::thread::yield_now();
    }
}

/// The links in some output: for each run of cells, the parameters and the bytes between.
fn links(output: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(output).into_owned();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("\x1b]8;") {
        rest = &rest[at + 4..];
        let (parameters, behind) = rest.split_once("\x1b\\").expect("a complete sequence");
        let (run, behind) = behind.split_once(CLOSE).expect("a run that is closed");
        assert!(!run.contains("\x1b]8;"), "a link in a link: {run:?}");
        assert!(!run.contains("\x1b[?2026l"), "a link that is open at the end of a frame");
        found.push((parameters.to_owned(), run.to_owned()));
        rest = behind;
    }
    found
}

#[test]
fn web_links_are_links_of_the_terminal() {
    let (_home, mut terminal) = reading("xterm-256color");
    let found = links(&frames(&terminal));
    let of_one = found.iter().filter(|(link, _)| link == "id=1;https://a.example/one").count();
    assert!(of_one >= 3, "one run on each line: {found:?}");
    assert!(found.iter().any(|(link, _)| link == "id=2;https://b.example/%E4%BA%91"), "{found:?}");
    assert!(found.iter().all(|(link, _)| link.contains(";https://")), "{found:?}");
    // Under the help nothing is a link, and afterwards everything is again.
    let before = frames(&terminal).len();
    terminal.send("?");
    terminal.wait_for_text("Esc close");
    assert_eq!(links(&frames(&terminal)[before..]), []);
    let before = frames(&terminal).len();
    terminal.send("\x1b");
    terminal.wait_for("no help", |screen| !screen.contents().contains("Esc close"));
    let again = links(&frames(&terminal)[before..]);
    assert!(again.iter().any(|(link, _)| link.starts_with("id=1;")), "{again:?}");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn a_terminal_that_would_show_the_sequence_gets_none() {
    let (_home, mut terminal) = reading("linux");
    assert_eq!(links(&frames(&terminal)), []);
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
}
