//! The program on a machine whose clock jumps back and ahead by days and years while it runs.
//!
//! `libfaketime` supplies the time; the test is skipped if it is not installed. Waits use the
//! monotonic clock, and the order of marks is that of their writes.

use crate::bounded::run;
use crate::home::Home;
use crate::hostile::BOUNDS;
use crate::terminal::Terminal;
use std::fs;
use std::path::Path;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
/// Enough posts for a search to run on a thread.
const POSTS: usize = 2_400;

fn library() -> Option<&'static str> {
    let places = [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/faketime/libfaketimeMT.so.1",
        "/usr/lib64/faketime/libfaketimeMT.so.1",
    ];
    let found = places.into_iter().find(|path| Path::new(path).exists());
    if found.is_none() {
        println!("no libfaketime here");
    }
    found
}

/// A home with posts dated in August 2026, a hundred a day.
fn home() -> Home {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    for number in 0..POSTS {
        let path = folder.join(format!("2026-08-{:02}-{:03}.md", number / 100 + 1, number % 100));
        fs::write(path, format!("# Post {number:04}\n\nText.\n")).unwrap();
    }
    home
}

fn wait_for_star(terminal: &Terminal, title: &str) {
    terminal.wait_for("a star", |screen| {
        screen.contents().lines().any(|line| line.contains('★') && line.contains(title))
    });
}

#[test]
fn a_clock_that_jumps_moves_the_day_and_nothing_else() {
    let Some(library) = library() else { return };
    let home = home();
    let clock = home.path().join("clock");
    let set = |time: &str| fs::write(&clock, format!("@{time} 12:00:00\n")).unwrap();
    set("2026-08-10");
    let environment = [
        ("LD_PRELOAD", library),
        ("FAKETIME_TIMESTAMP_FILE", clock.to_str().unwrap()),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        // Files keep their own times.
        ("NO_FAKE_STAT", "1"),
    ];
    let arguments = ["digests", "-q", "date:today"];
    let program = Path::new(PROGRAM);
    let mut terminal = Terminal::start(&home, program, &arguments, &environment, (120, 40));
    terminal.wait_for_text("100 of 2400");
    terminal.wait_for_text("Post 0900");
    let days = [
        ("2026-08-12", "Post 1100"),
        ("2026-08-03", "Post 0200"),
        ("2126-08-03", ""),
        ("2026-08-24", "Post 2300"),
        ("1971-01-01", ""),
        ("2026-08-01", "Post 0000"),
    ];
    for (day, first) in days {
        set(day);
        // With the next key the new day is noticed, but the key acts on what is shown.
        terminal.send("s");
        terminal.wait_for_text(if first.is_empty() { " 0 of 2400" } else { first });
    }
    terminal.send("s");
    wait_for_star(&terminal, "Post 0000");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    let listed = run(&home, program, &["list", "digests", "-q", "is:starred"], BOUNDS);
    let starred = String::from_utf8(listed.output).unwrap();
    let titles: Vec<&str> =
        starred.lines().map(|line| line.split('\t').nth(1).unwrap_or(line)).collect();
    assert_eq!(titles, ["Post 2300", "Post 1100", "Post 0900", "Post 0200", "Post 0000"]);
}
