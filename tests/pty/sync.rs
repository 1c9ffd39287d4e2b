//! Marks of several machines, each with a home and a checkout of its own, through one folder.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

/// A machine whose checkout has a name of its own, and whose config syncs with a folder.
fn machine(checkout: &str, sync: &Path) -> Home {
    let home = Home::new();
    let folder = home.path().join(checkout).join("_posts");
    fs::create_dir_all(&folder).unwrap();
    for number in 1..=3 {
        let text = format!("# Post {number}\n\nText {number}.\n");
        fs::write(folder.join(format!("2026-12-0{number}-p.md")), text).unwrap();
    }
    fs::create_dir_all(home.path().join("config/yunbao")).unwrap();
    let config =
        format!("roots: {}\nsync: {}\n", home.path().join(checkout).display(), sync.display());
    fs::write(home.path().join("config.yaml"), config).unwrap();
    home
}

fn start(home: &Home) -> Terminal {
    let config = home.path().join("config.yaml").display().to_string();
    Terminal::start(home, Path::new(PROGRAM), &["--config", &config], &[], (120, 40))
}

fn wait_for_stars(terminal: &Terminal, stars: [bool; 3]) {
    terminal.wait_for(&format!("stars {stars:?}"), |screen| {
        let screen = screen.contents();
        let is_starred = |number| screen.contains(&format!("★Post {number}"));
        screen.contains("3 of 3") && [1, 2, 3].map(is_starred) == stars
    });
}

/// Runs a command and returns its output.
fn run(home: &Home, arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM)
        .args(arguments)
        .arg("--config")
        .arg(home.path().join("config.yaml"))
        .env_clear()
        .envs(home.environment())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The titles of the posts that a query finds.
fn titles(home: &Home, query: &str) -> Vec<String> {
    let title = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        row["title"].as_str().unwrap().to_owned()
    };
    run(home, &["list", "--json", "-q", query]).lines().map(title).collect()
}

#[test]
fn marks_appear_on_other_machines_and_survive_a_kill() {
    let place = tempfile::tempdir().unwrap();
    let sync = place.path().join("sync");
    fs::create_dir(&sync).unwrap();
    let (one, other) = (machine("blog", &sync), machine("news", &sync));
    let (mut first, mut second) = (start(&one), start(&other));
    wait_for_stars(&first, [false; 3]);
    wait_for_stars(&second, [false; 3]);
    first.send("s");
    wait_for_stars(&first, [false, false, true]);
    wait_for_stars(&second, [false, false, true]);
    second.send("sjs");
    wait_for_stars(&second, [false, true, false]);
    wait_for_stars(&first, [false, true, false]);
    // Taking back is a mark, too.
    second.send("U");
    wait_for_stars(&second, [false, false, false]);
    wait_for_stars(&first, [false, false, false]);

    first.send("jjs");
    wait_for_stars(&first, [true, false, false]);
    first.kill();
    drop(first);
    // Whether it was written before the kill or not, the next start writes it.
    assert_eq!(titles(&one, "is:starred"), ["Post 1"]);
    wait_for_stars(&second, [true, false, false]);
    second.send("q");
    second.wait_exit();
    assert_eq!(titles(&other, "is:starred"), ["Post 1"]);

    let third = machine("third", &sync);
    assert_eq!(titles(&third, "is:starred"), ["Post 1"], "a command on a new machine");
    let terminal = start(&third);
    wait_for_stars(&terminal, [true, false, false]);
}

#[test]
fn a_missing_folder_is_said_once_and_marks_are_written_when_it_is_there() {
    let place = tempfile::tempdir().unwrap();
    let sync = place.path().join("sync");
    let home = machine("blog", &sync);
    let mut terminal = start(&home);
    terminal.wait_for_text("Marks are kept but not synced");
    // That may be said before the posts are read.
    terminal.wait_for_text("Post 3");
    terminal.send("s");
    wait_for_stars(&terminal, [false, false, true]);
    fs::create_dir(&sync).unwrap();
    terminal.send("r");
    let limit = Instant::now() + DEADLINE;
    let written = || fs::read_dir(&sync).unwrap().flatten().map(|entry| entry.path()).next();
    while written().is_none_or(|path| fs::read(path).is_ok_and(|bytes| bytes.is_empty())) {
        assert!(Instant::now() < limit);
        thread::sleep(Duration::from_millis(10));
    }
    let text = fs::read_to_string(written().unwrap()).unwrap();
    let row: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
    assert_eq!(row["post"]["path"], "_posts/2026-12-03-p.md");
    assert_eq!((row["mark"].as_str(), row["value"].as_bool()), (Some("star"), Some(true)));
    let other = machine("elsewhere", &sync);
    assert_eq!(titles(&other, "is:starred"), ["Post 3"]);
}

#[test]
fn marks_of_commands_reach_other_machines_at_once() {
    let place = tempfile::tempdir().unwrap();
    let (one, other) = (machine("blog", place.path()), machine("news", place.path()));
    run(&one, &["mark", "--star", "--tag", "todo", "-q", "title:2"]);
    assert_eq!(titles(&other, "is:starred mine:todo"), ["Post 2"]);
    let terminal = start(&one);
    wait_for_stars(&terminal, [false, true, false]);
    run(&other, &["mark", "--unstar", "--read", "-q", "is:starred"]);
    wait_for_stars(&terminal, [false, false, false]);
    assert_eq!(titles(&one, "is:read"), ["Post 2"]);
}
