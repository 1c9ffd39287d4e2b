//! Visits: what a start of the program counts as new, after earlier starts, beside another instance, after
//! a kill, and for commands.

use crate::bounded::run;
use crate::home::Home;
use crate::hostile::BOUNDS;
use crate::terminal::{DEADLINE, Terminal};
use jiff::{ToSpan, ZonedDateTime};
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};
use yunbao::state::recall;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

/// Writes a digest of a number of days ago, with one story.
fn write_digest(home: &Home, name: &str, days_ago: i64) {
    let day = ZonedDateTime::now().date().saturating_sub(days_ago.days());
    let folder = home.path().join("digests");
    fs::create_dir_all(&folder).unwrap();
    let text = format!("# Digest {name}\n\n## News {name}\n\nSource: https://{name}.io/\n");
    fs::write(folder.join(format!("{day}-{name}.md")), text).unwrap();
}

fn start(home: &Home, arguments: &[&str]) -> Terminal {
    let arguments = [&["digests"], arguments].concat();
    Terminal::start(home, Path::new(PROGRAM), &arguments, &[], (100, 30))
}

/// Waits until the store says that a number of posts is known, which may not exist yet.
fn wait_for_known(home: &Home, wanted: i64) {
    let count = || {
        let connection = rusqlite::Connection::open(home.store()).ok()?;
        connection.busy_timeout(DEADLINE).ok()?;
        connection.query_row("SELECT count(*) FROM known", [], |row| row.get::<_, i64>(0)).ok()
    };
    let deadline = Instant::now() + DEADLINE;
    while count() != Some(wanted) && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(count(), Some(wanted));
}

/// Makes the last visit end two hours ago.
fn let_time_pass(home: &Home) {
    let connection = rusqlite::Connection::open(home.store()).unwrap();
    connection.busy_timeout(DEADLINE).unwrap();
    connection.execute("UPDATE visits SET active = active - 7200", []).unwrap();
}

#[test]
fn a_start_shows_what_came_in_since_the_last_one() {
    let home = Home::new();
    write_digest(&home, "first", 2);
    let mut terminal = start(&home, &[]);
    terminal.wait_for_text("1 of 1");
    terminal.send("F");
    terminal.wait_for_text("Newest day: ");
    terminal.wait_for_text("News first");
    wait_for_known(&home, 1);
    terminal.kill();
    let_time_pass(&home);

    write_digest(&home, "second", 0);
    write_digest(&home, "late", 20);
    let list = |query: &str| {
        let arguments = ["list", "digests", "-q", query];
        String::from_utf8(run(&home, Path::new(PROGRAM), &arguments, BOUNDS).output).unwrap()
    };
    let new = list("is:new");
    assert!(new.contains("Digest second") && new.contains("Digest late"), "{new}");
    assert!(!new.contains("Digest first"), "{new}");
    let mut terminal = start(&home, &[]);
    terminal.wait_for_text("3 of 3");
    terminal.send("F");
    terminal.wait_for_text("2 new stories in 2 posts");
    // Another instance, and the commands, belong to the same visit.
    fs::write(home.path().join("config.yaml"), "start: briefing\n").unwrap();
    let config = home.path().join("config.yaml");
    let with_config = ["--config", config.to_str().unwrap()];
    let mut beside = start(&home, &with_config);
    beside.wait_for_text("2 new stories in 2 posts");
    assert_eq!(list("is:new"), new);
    beside.send("q");
    beside.wait_for_text("3 of 3");
    beside.send("q");
    assert_eq!(beside.wait_exit(), 0);
    wait_for_known(&home, 3);
    terminal.kill();
    let_time_pass(&home);

    assert_eq!(list("is:new"), "");
    let mut terminal = start(&home, &with_config);
    terminal.wait_for_text("Nothing new since ");
    terminal.wait_for_text("News second");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    assert!(recall(&home.store()).is_ok());
}

#[test]
fn without_a_memory_the_newest_day_is_shown() {
    let home = Home::new();
    write_digest(&home, "first", 2);
    write_digest(&home, "second", 0);
    for _ in 0..2 {
        let mut terminal = start(&home, &["--ephemeral"]);
        terminal.wait_for_text("2 of 2");
        terminal.send("F");
        terminal.wait_for_text("Newest day: ");
        terminal.wait_for_text("News second");
        terminal.send("Q");
        assert_eq!(terminal.wait_exit(), 0);
    }
}
