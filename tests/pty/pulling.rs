//! `P` with real repositories: what comes is shown while the program runs, and nothing is left running.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

fn git(home: &Home, folder: &str, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=n", "-c", "user.email=e@e"])
        .args(arguments)
        .current_dir(home.path().join(folder))
        .envs(home.environment())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output();
    let Ok(output) = output else { return false };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{folder} {arguments:?}: {said}");
    true
}

fn publish(home: &Home, name: &str) {
    let story =
        |title| format!("## {title}\n\nText.\n\n[Source](https://a.example/{name}/{title})\n");
    let text = format!("# {name}\n\n{}\n{}\n{}", story("One"), story("Two"), story("Three"));
    fs::write(home.path().join(format!("author/{name}.md")), text).unwrap();
    git(home, "author", &["add", "."]);
    git(home, "author", &["commit", "-q", "-m", name]);
    git(home, "author", &["push", "-q", "origin", "main"]);
}

/// A home with a remote and a clone of it, `blog`; `None` if git is not installed.
fn home() -> Option<Home> {
    let home = Home::new();
    if !git(&home, "", &["init", "-q", "--bare", "-b", "main", "remote.git"]) {
        return None;
    }
    git(&home, "", &["clone", "-q", "remote.git", "author"]);
    git(&home, "author", &["checkout", "-q", "-B", "main"]);
    publish(&home, "2026-08-01-first");
    git(&home, "", &["clone", "-q", "remote.git", "blog"]);
    Some(home)
}

fn start(home: &Home, config: &str) -> Terminal {
    fs::create_dir_all(home.path().join("config/yunbao")).unwrap();
    fs::write(home.path().join("config/yunbao/config.yaml"), config).unwrap();
    let terminal = Terminal::start(home, Path::new(PROGRAM), &["-q", "first"], &[], (120, 30));
    terminal.wait_for_text("2026-08-01-first");
    terminal
}

fn wait_until(what: &str, terminal: &Terminal, is_so: impl Fn() -> bool) {
    let limit = Instant::now() + DEADLINE;
    while !is_so() {
        assert!(Instant::now() < limit, "not {what}\n{}", terminal.text());
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn new_posts_come_and_a_failure_can_be_read() {
    let Some(home) = home() else { return };
    git(&home, "", &["clone", "-q", "remote.git", "other"]);
    git(&home, "other", &["remote", "set-url", "origin", "../gone.git"]);
    let pull = "pull: [git, -C, '%r', pull, --ff-only]";
    let mut terminal = start(
        &home,
        &format!("roots:\n  - {{path: ~/blog, {pull}}}\n  - {{path: ~/other, {pull}}}\n"),
    );
    publish(&home, "2026-08-02-second");
    terminal.send("P");
    terminal.wait_for_text("other: failed (!) · blog: 1 new post, 3 stories");
    terminal.send("!");
    terminal.wait_for_text("does not appear to be a git repository");
    terminal.send("\x1b");
    terminal.wait_for("the list", |screen| !screen.contents().contains("does not appear"));
    // The query is as it was; the new post is in the library.
    assert!(!terminal.text().contains("2026-08-02-second"), "{}", terminal.text());
    terminal.send("\x1b");
    terminal.wait_for_text("2026-08-02-second");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn a_command_that_hangs_is_cancelled_by_the_key_and_by_the_end() {
    let Some(home) = home() else { return };
    let pid = home.path().join("pid");
    let script = format!("echo $$ > {0}.new; mv {0}.new {0}; exec sleep 1000", pid.display());
    let mut terminal =
        start(&home, &format!("roots:\n  - path: ~/blog\n    pull: [sh, -c, '{script}']\n"));
    let is_running = |number: &str| {
        let alive = Command::new("kill").args(["-0", number]).output();
        alive.is_ok_and(|output| output.status.success())
    };
    let begun = |terminal: &Terminal| {
        wait_until("begun", terminal, || pid.exists());
        let number = fs::read_to_string(&pid).unwrap().trim().to_owned();
        fs::remove_file(&pid).unwrap();
        number
    };
    terminal.send("P");
    terminal.wait_for_text("Pulling, 0 of 1 done: blog (P cancels)");
    let first = begun(&terminal);
    terminal.send("P");
    terminal.wait_for_text("blog: cancelled");
    wait_until("stopped", &terminal, || !is_running(&first));
    terminal.send("P");
    let second = begun(&terminal);
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    wait_until("stopped", &terminal, || !is_running(&second));
}
