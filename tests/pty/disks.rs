//! Disks that are full or read-only, as real mounts that only the program sees. Skipped where the
//! system does not allow such mounts.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use yunbao::state::recall;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
const POSTS: usize = 30;
/// Arguments that run a shell in a mount namespace of its own.
const UNSHARE: [&str; 3] = ["-Urm", "sh", "-c"];

fn home() -> Home {
    let home = Home::new();
    for folder in ["digests", "data"] {
        fs::create_dir(home.path().join(folder)).unwrap();
    }
    for number in 0..POSTS {
        let path = home.path().join(format!("digests/2026-12-{:02}-p.md", 31 - number));
        fs::write(path, format!("# Post {number:02}\n\nText.\n")).unwrap();
    }
    home
}

/// Returns `true` if private mounts are allowed here.
fn may_mount() -> bool {
    let script = "mount -t tmpfs none /tmp && mount --bind /tmp /tmp";
    let tried = Command::new("unshare").args(UNSHARE).arg(script).output();
    let may = tried.is_ok_and(|tried| tried.status.success());
    if !may {
        println!("no mounts of one's own here");
    }
    may
}

/// Runs the program, which the script calls `$0`, behind mounts.
fn start(home: &Home, script: &str) -> Terminal {
    let arguments = [&UNSHARE[..], &[script, PROGRAM]].concat();
    let terminal = Terminal::start(home, Path::new("unshare"), &arguments, &[], (120, 50));
    terminal.wait_for_text("30 of 30");
    terminal
}

/// Stars the posts with these numbers; the screen does not wait for the disk.
fn star(terminal: &mut Terminal, numbers: std::ops::Range<usize>) {
    for number in numbers {
        terminal.send("sj");
        let row = format!("★Post {number:02}");
        terminal.wait_for_text(&row);
    }
}

/// Ends the program, and returns the output of the commands that follow it in its script.
fn printed(terminal: &mut Terminal) -> String {
    terminal.send("Q");
    let code = terminal.wait_exit();
    let text = terminal.text();
    assert!(code < 2, "{code}: {text}");
    terminal.assert_clean();
    text
}

fn said(terminal: &Terminal, what: &str) -> usize {
    String::from_utf8_lossy(&terminal.output()).matches(what).count()
}

/// Path of a file behind the program's mounts.
fn behind(terminal: &Terminal, home: &Home, file: &str) -> PathBuf {
    let path = home.path().join(file);
    Path::new(&format!("/proc/{}/root", terminal.pid())).join(path.strip_prefix("/").unwrap())
}

#[test]
fn a_disk_that_becomes_full_keeps_what_was_written_and_takes_more_when_there_is_room() {
    if !may_mount() {
        return;
    }
    let home = home();
    let script = "mount -t tmpfs -o size=256k none data && head -c 76k /dev/zero > data/fill
        \"$0\" digests; rm -f data/fill; \"$0\" list digests -q is:starred";
    // The disk is full, and still is at the end.
    let mut terminal = start(&home, script);
    star(&mut terminal, 0..POSTS);
    assert!(said(&terminal, "the disk is full") > 0);
    let text = printed(&mut terminal);
    let kept = text.matches("Post ").count();
    assert!((1..POSTS).contains(&kept), "{kept} kept: {text}");
    // The disk is full until something is deleted: with the next mark all are kept.
    let mut terminal = start(&home, &script.replace("\"$0\" digests;", "\"$0\" digests &&"));
    star(&mut terminal, 0..POSTS - 1);
    assert!(said(&terminal, "the disk is full") > 0);
    fs::remove_file(behind(&terminal, &home, "data/fill")).unwrap();
    star(&mut terminal, POSTS - 1..POSTS);
    let text = printed(&mut terminal);
    assert_eq!(text.matches("Post ").count(), POSTS, "{text}");
}

#[test]
fn a_disk_with_hardly_any_room_is_said_once_and_the_program_goes_on() {
    if !may_mount() {
        return;
    }
    for room in [0, 4, 32, 64, 100, 120, 140, 160, 200] {
        let home = home();
        let full = 256 - room;
        let script = format!(
            "mount -t tmpfs -o size=256k none data && head -c {full}k /dev/zero > data/fill
            \"$0\" digests; rm -f data/fill; \"$0\" list digests -q is:starred"
        );
        let mut terminal = start(&home, &script);
        star(&mut terminal, 0..5);
        let text = printed(&mut terminal);
        let kept = text.matches("Post ").count();
        let said = said(&terminal, "Marks cannot be saved");
        assert!(kept == 5 || said > 0, "{room} KB: {kept} kept, and nothing is said: {text}");
    }
}

#[test]
fn marks_of_the_last_moment_that_do_not_fit_are_told_on_the_way_out() {
    if !may_mount() {
        return;
    }
    let home = home();
    let script = "mount -t tmpfs -o size=400k none data
        \"$0\" digests; rm -f data/fill; \"$0\" list digests -q is:starred";
    let mut terminal = start(&home, script);
    star(&mut terminal, 0..1);
    // Once the program has written it, nothing else takes any of the room.
    std::thread::sleep(Duration::from_millis(700));
    let full = fs::write(behind(&terminal, &home, "data/fill"), vec![0; 400 << 10]);
    assert!(full.is_err());
    let marks = "js".repeat(20);
    terminal.send(&format!("{marks}Q"));
    let code = terminal.wait_exit();
    let text = terminal.text();
    assert!(code < 2, "{code}: {text}");
    terminal.assert_clean();
    assert!(text.contains("yunbao: Marks cannot be saved: the disk is full"), "{text}");
    assert!(text.matches("Post ").count() < 21, "{text}");
}

#[test]
fn a_data_folder_that_may_not_be_written_is_said_once_and_left_as_it_is() {
    if !may_mount() {
        return;
    }
    let home = home();
    let list = "; \"$0\" list digests -q is:starred";
    // There is no store yet.
    let mut terminal =
        start(&home, &format!("mount -t tmpfs -o ro none data; \"$0\" digests{list}"));
    terminal.wait_for_text("Marks cannot be saved: no write permission");
    star(&mut terminal, 0..2);
    printed(&mut terminal);
    // A store that was closed properly, and one whose program was killed and whose log is still
    // there.
    for killed in [false, true] {
        let home = home_with_a_star(killed);
        let before = files(&home);
        let readonly = "mount --bind data data && mount -o remount,ro,bind data";
        let mut terminal = start(&home, &format!("{readonly} && \"$0\" digests{list}"));
        terminal.wait_for_text("Marks cannot be saved: no write permission");
        // Earlier marks are known all the same, here and to commands.
        terminal.wait_for_text("★Post 00");
        terminal.send("j");
        star(&mut terminal, 1..3);
        let text = printed(&mut terminal);
        assert_eq!(text.matches("Post ").count(), 1, "killed {killed}: {text}");
        assert!(files(&home) == before, "the store was touched");
    }
}

fn home_with_a_star(killed: bool) -> Home {
    let home = home();
    let mut terminal = Terminal::start(&home, Path::new(PROGRAM), &["digests"], &[], (120, 50));
    terminal.wait_for_text("30 of 30");
    star(&mut terminal, 0..1);
    if killed {
        // By now it is in the file, unless the machine was busy.
        let file = home.path().join("data/yunbao/memory.db");
        let limit = Instant::now() + DEADLINE;
        while recall(&file).unwrap().marks.starred.is_empty() && Instant::now() < limit {
            std::thread::sleep(Duration::from_millis(10));
        }
        terminal.kill();
    } else {
        terminal.send("Q");
        terminal.wait_exit();
    }
    home
}

/// The store's files and their contents.
fn files(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = fs::read_dir(home.path().join("data/yunbao")).unwrap();
    let mut files: Vec<_> = folder
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    files.sort();
    files
}
