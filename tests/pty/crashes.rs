//! The program where everything around it fails: panics, full disks, folders that are removed,
//! posts that are not files, and files that change while they are read.
//!
//! `YUNBAO_TIMES=100` repeats each ending that many times.

use crate::home::Home;
use crate::terminal::Terminal;
use crate::times::times;
use rustix::process::Signal;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};
use yunbao::state::{Memory, recall};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
const POSTS: usize = 30;

fn home() -> Home {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    for number in 0..POSTS {
        fs::write(folder.join(name(number)), text(number, "Text.")).unwrap();
    }
    home
}

fn name(number: usize) -> String {
    format!("2026-12-{:02}-p.md", 31 - number)
}

fn text(number: usize, body: &str) -> String {
    format!("# Post {number:02}\n\n{body}\n")
}

fn start(home: &Home, environment: &[(&str, &str)]) -> Terminal {
    let terminal = Terminal::start(home, Path::new(PROGRAM), &["digests"], environment, (120, 50));
    terminal.wait_for_text("30 of 30");
    terminal
}

fn memory(home: &Home) -> Memory {
    recall(&home.path().join("data/yunbao/memory.db")).expect("a sound store")
}

fn star(terminal: &mut Terminal) {
    terminal.send("s");
    terminal.wait_for("a star", |screen| screen.contents().contains('★'));
}

/// Builds with debug assertions panic at the failpoint that the file in `YUNBAO_TRIP` names.
#[test]
fn a_panic_anywhere_gives_the_terminal_back_and_keeps_what_was_marked() {
    if !cfg!(debug_assertions) {
        return;
    }
    for place in ["update", "view", "worker"] {
        for _ in 0..times() {
            let home = home();
            let trip = home.path().join("trip");
            let mut terminal = start(&home, &[("YUNBAO_TRIP", trip.to_str().unwrap())]);
            star(&mut terminal);
            fs::write(&trip, place).unwrap();
            terminal.send("j");
            assert_eq!(terminal.wait_exit(), 101, "{place}");
            terminal.assert_clean();
            let said = format!("tripped in the {place}");
            assert!(terminal.text().contains(&said), "{place}: {}", terminal.text());
            assert_eq!(memory(&home).marks.starred.len(), 1, "{place}");
        }
    }
}

#[test]
fn every_signal_gives_the_terminal_back_and_keeps_what_was_marked() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        for _ in 0..times() {
            let home = home();
            let mut terminal = start(&home, &[]);
            star(&mut terminal);
            terminal.signal(signal);
            assert_eq!(terminal.wait_exit(), code, "{signal:?}");
            terminal.assert_clean();
            assert_eq!(memory(&home).marks.starred.len(), 1, "{signal:?}");
        }
    }
    for _ in 0..times() {
        let home = home();
        let mut terminal = start(&home, &[]);
        star(&mut terminal);
        terminal.close();
        assert_eq!(terminal.wait_exit(), 129);
        assert_eq!(memory(&home).marks.starred.len(), 1);
    }
}

/// Endings in which a program runs no more code: no memory (`ABRT`), a fault, `kill -9`. Another
/// process restores the terminal.
#[test]
fn a_program_that_can_do_nothing_more_leaves_the_terminal_as_it_was() {
    for signal in [Signal::ABORT, Signal::ILL, Signal::KILL] {
        for _ in 0..times() {
            let home = home();
            let editor = "sh -c 'read line'";
            let mut terminal = start(&home, &[("EDITOR", editor), ("VISUAL", editor)]);
            wait_for_guard(&terminal);
            // After the terminal was lent and taken again, it is guarded as before.
            terminal.send("e");
            terminal.wait_for("the editor", |screen| !screen.alternate_screen());
            terminal.send("\r");
            terminal.wait_for("the program", vt100::Screen::alternate_screen);
            star(&mut terminal);
            // The star is written by another thread, right after it is shown.
            wait_until("the star is kept", || memory(&home).marks.starred.len() == 1);
            terminal.end_by(signal);
            terminal.assert_clean();
            assert_eq!(memory(&home).marks.starred.len(), 1, "{signal:?}");
        }
    }
}

/// A limit on the memory of each process, which the guard keeps easily and the program does not.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_runs_out_of_memory_leaves_the_terminal_as_it_was() {
    // Large posts, so that the allocator fails at once instead of scraping memory together for
    // minutes.
    const POSTS: usize = 480;
    const LINES: usize = 10_000;
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    let body = "Words that are kept for the search.\n".repeat(LINES);
    for post in 0..POSTS {
        fs::write(folder.join(format!("2026-11-01-{post:03}.md")), text(post, &body)).unwrap();
    }
    for _ in 0..times() {
        let script = "ulimit -v 260000; exec \"$0\" digests";
        let arguments = ["-c", script, PROGRAM];
        let terminal = Terminal::start(&home, Path::new("bash"), &arguments, &[], (120, 40));
        terminal.wait_crash();
        let entered = b"\x1b[?1049h";
        assert!(terminal.output().windows(entered.len()).any(|bytes| bytes == entered));
        terminal.assert_clean();
    }
}

/// Waits until the program has a child process.
fn wait_for_guard(terminal: &Terminal) {
    let parent = format!("PPid:\t{}\n", terminal.pid());
    let is_guarded = || {
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let status = |one: fs::DirEntry| fs::read_to_string(one.path().join("status"));
        processes.filter_map(|one| status(one).ok()).any(|status| status.contains(&parent))
    };
    if cfg!(target_os = "linux") {
        wait_until("a guard", is_guarded);
    }
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let limit = SystemTime::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(SystemTime::now() < limit, "not in time: {what}");
        thread::yield_now();
    }
}

/// Simulates a full disk: files may not grow.
#[test]
fn a_full_disk_is_said_once_and_the_program_goes_on() {
    let home = home();
    let mut terminal = start(&home, &[]);
    star(&mut terminal);
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    // Enough for the store, but less than the log of thirty marks; a write beyond it also raises a
    // signal. Some shells count in blocks of 512 bytes.
    let script = format!("ulimit -f 120; exec '{PROGRAM}' digests");
    let mut terminal = Terminal::start(&home, Path::new("sh"), &["-c", &script], &[], (120, 50));
    terminal.wait_for_text("30 of 30");
    terminal.wait_for("the star", |screen| screen.contents().contains('★'));
    for number in 1..POSTS {
        terminal.send("js");
        terminal
            .wait_for("one star more", |screen| screen.contents().matches('★').count() > number);
    }
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    // The notice is visible for a few seconds of all this.
    let said = String::from_utf8_lossy(&terminal.output()).matches("Marks cannot be saved").count();
    assert!(said > 0, "nothing is said of a full disk");
    // Marks that were written before are still there.
    let kept = memory(&home).marks.starred.len();
    assert!((1..POSTS).contains(&kept), "{kept}");
    let mut terminal = start(&home, &[]);
    terminal.wait_for("the star", |screen| screen.contents().contains('★'));
    terminal.send("m");
    terminal.wait_for_text("29 unread");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    assert_eq!(memory(&home).marks.read.len(), 1);
}

#[test]
fn a_folder_taken_away_comes_back() {
    let home = home();
    let mut terminal = start(&home, &[]);
    star(&mut terminal);
    fs::remove_dir_all(home.path().join("digests")).unwrap();
    terminal.wait_for_text("0 of 0");
    terminal.send("j\rGsmo");
    fs::create_dir(home.path().join("digests")).unwrap();
    for number in 0..POSTS {
        fs::write(home.path().join("digests").join(name(number)), text(number, "Text.")).unwrap();
    }
    terminal.wait_for_text("30 of 30");
    terminal.wait_for("the star", |screen| screen.contents().contains('★'));
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn files_that_change_while_they_are_read_end_as_they_are() {
    let home = home();
    let folder = home.path().join("digests");
    let stop = Arc::<AtomicBool>::default();
    let writer = {
        let (folder, stop) = (folder.clone(), Arc::clone(&stop));
        thread::spawn(move || {
            let mut round = 0;
            while !stop.load(Ordering::Relaxed) {
                for number in 0..POSTS {
                    // Longer and shorter, and now and then cut in the middle of a character.
                    let body = "云报 ".repeat(round * 7 % 5_000);
                    let text = text(number, &body);
                    fs::write(folder.join(name(number)), &text.as_bytes()[..text.len() - 2])
                        .unwrap();
                }
                round += 1;
            }
        })
    };
    let mut terminal = start(&home, &[]);
    for _ in 0..40 {
        terminal.send("j\rGgg");
        thread::sleep(Duration::from_millis(10));
    }
    stop.store(true, Ordering::Relaxed);
    writer.join().unwrap();
    for number in 0..POSTS {
        let text = format!("# Last {number:02}\n\nThe end of {number:02}.\n");
        fs::write(folder.join(name(number)), text).unwrap();
    }
    terminal.send("\tgg");
    terminal.wait_for("the last texts", |screen| {
        let text = screen.contents();
        (0..20).all(|number| text.contains(&format!("Last {number:02}")))
            || text.contains("The end of")
    });
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

/// Whatever takes the place of a post, the others stay, and the post comes back.
#[test]
fn a_post_that_becomes_something_else_is_told_and_comes_back() {
    type Become<'a> = &'a dyn Fn();
    let home = home();
    let mut terminal = start(&home, &[]);
    let post = home.path().join("digests").join(name(0));
    let (big, away) = (home.path().join("big"), home.path().join("away"));
    fs::File::create(&big).unwrap().set_len(3 << 30).unwrap();
    let link = |to: &Path| std::os::unix::fs::symlink(to, &post).unwrap();
    let others: [(&str, Become<'_>); 7] = [
        ("nothing", &|| {}),
        ("a pipe", &|| assert!(Command::new("mkfifo").arg(&post).status().unwrap().success())),
        ("a folder", &|| fs::create_dir(&post).unwrap()),
        ("a link to nothing", &|| link(Path::new("nothing"))),
        ("a link to itself", &|| link(&post)),
        ("a device", &|| link(Path::new("/dev/zero"))),
        ("a file of gigabytes of nothing", &|| link(&big)),
    ];
    for (number, (what, become_it)) in others.into_iter().enumerate() {
        fs::rename(&post, &away).unwrap();
        become_it();
        terminal.wait_for(what, |screen| !screen.contents().contains("Post 00"));
        // Read, opened, marked, and checked again.
        terminal.send("gg\rsmoqr");
        if what == "a folder" {
            fs::remove_dir(&post).unwrap();
        } else {
            let _ = fs::remove_file(&post);
        }
        fs::write(&post, text(0, &format!("Back {number}."))).unwrap();
        terminal.wait_for_text("Post 00");
        terminal.wait_for_text("30 of 30");
    }
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

/// The times of files may go back or ahead.
#[test]
fn a_file_is_read_again_whatever_its_time_says() {
    let home = home();
    let mut terminal = start(&home, &[]);
    let first = home.path().join("digests").join(name(0));
    let far = Duration::from_secs(60 * 60 * 24 * 365 * 100);
    let times = [
        SystemTime::UNIX_EPOCH,
        SystemTime::now() + far,
        SystemTime::UNIX_EPOCH + Duration::from_secs(1),
        SystemTime::now(),
    ];
    for (number, time) in times.into_iter().enumerate() {
        // With the same length.
        fs::write(&first, format!("# Timed {number}\n\nText.\n")).unwrap();
        fs::File::options().write(true).open(&first).unwrap().set_modified(time).unwrap();
        terminal.wait_for_text(&format!("Timed {number}"));
    }
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let home = home();
    let pipe = home.path().join("pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let devices = ["/dev/zero", "/dev/null", "/dev/full", "/dev/random", "/dev/tty", "/dev/stdin"];
    for path in devices.map(PathBuf::from).iter().chain([&pipe]) {
        for command in ["list", "check", "show", "links"] {
            let shown = path.display().to_string();
            let program = Path::new(PROGRAM);
            let terminal = Terminal::start(&home, program, &[command, &shown], &[], (120, 20));
            let code = terminal.wait_exit();
            let text = terminal.text();
            assert!(matches!(code, 1 | 2), "{command} {shown} ended with {code}: {text}");
            assert!(text.contains(&shown), "{command} {shown}: {text}");
        }
        let shown = path.display().to_string();
        let terminal = Terminal::start(&home, Path::new(PROGRAM), &[&shown], &[], (120, 20));
        assert!(matches!(terminal.wait_exit(), 1 | 2), "{shown}");
    }
}
