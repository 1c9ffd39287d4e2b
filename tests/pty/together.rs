//! Three instances of the program that mark posts at once in one data folder; one of them is
//! killed.
//!
//! `YUNBAO_TIMES=100` kills one at that many moments.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal, Waits};
use crate::times::times;
use fastrand::Rng;
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};
use yunbao::state::recall;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
/// Number of posts that each instance marks.
const EACH: usize = 10;
const POSTS: usize = 3 * EACH;
/// Time after which a visible mark must not be lost, whatever happens, if the program had a core
/// meanwhile.
const SHOWN: Duration = Duration::from_millis(100);

fn home() -> Home {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    for number in 0..POSTS {
        let text = format!("# Post {number:02}\n\nText.\n");
        fs::write(folder.join(format!("2026-12-{:02}-p.md", 31 - number)), text).unwrap();
    }
    home
}

fn start(home: &Home) -> Terminal {
    Terminal::start(home, Path::new(PROGRAM), &["digests"], &[], (120, 50))
}

/// Returns `true` if the row of a post shows a star.
fn is_starred(screen: &str, number: usize) -> bool {
    screen.contains(&format!("★Post {number:02}"))
}

fn wait_for_stars(terminal: &Terminal, numbers: &[usize]) {
    terminal.wait_for(&format!("stars {numbers:?}"), |screen| {
        let screen = screen.contents();
        numbers.iter().all(|number| is_starred(&screen, *number))
    });
}

/// One instance and the posts that it stars, one after the other.
struct Instance {
    terminal: Terminal,
    first: usize,
    sent: usize,
    /// Time at which each of its stars was first visible, and how long its threads had waited by
    /// then.
    seen: Vec<(Instant, Waits)>,
}

impl Instance {
    fn new(home: &Home, number: usize) -> Self {
        Self { terminal: start(home), first: number * EACH, sent: 0, seen: Vec::new() }
    }

    /// Records new stars, and marks the next post once the one before is marked.
    fn step(&mut self) {
        let screen = self.terminal.text();
        if self.sent == 0 && screen.contains("30 of 30") {
            self.terminal.send(&"j".repeat(self.first));
        } else if self.sent == 0 {
            return;
        }
        if self.sent > self.seen.len() && is_starred(&screen, self.first + self.seen.len()) {
            self.seen.push((Instant::now(), self.terminal.waits()));
        }
        if self.sent == self.seen.len() && self.sent < EACH {
            self.terminal.send("sj");
            self.sent += 1;
        }
    }

    /// Kills it, and returns the posts whose stars were visible for long enough.
    fn kill(self) -> Vec<usize> {
        let (moment, waits) = (Instant::now(), self.terminal.waits());
        self.terminal.kill();
        let is_due = |(seen, before): &&(Instant, Waits)| {
            moment.duration_since(*seen) > SHOWN + waits.since(before)
        };
        let count = self.seen.iter().filter(is_due).count();
        (self.first..self.first + count).collect()
    }
}

/// Has three instances star ten posts each, and kills one of them after a while, perhaps while it
/// is still starting and creating the store. Returns the number of its stars that must be kept.
fn one_of_three_killed(random: &mut Rng) -> usize {
    let home = home();
    let mut three: Vec<Instance> = (0..3).map(|number| Instance::new(&home, number)).collect();
    let one = random.usize(..3);
    let end = Instant::now() + Duration::from_millis(random.u64(..900));
    while Instant::now() < end {
        three.iter_mut().for_each(Instance::step);
        thread::sleep(Duration::from_millis(5).min(end.saturating_duration_since(Instant::now())));
    }
    let mut due = three.swap_remove(one).kill();
    let count = due.len();
    let limit = Instant::now() + DEADLINE;
    while three.iter().any(|instance| instance.seen.len() < EACH) {
        assert!(Instant::now() < limit, "marks: {}", three[0].terminal.text());
        three.iter_mut().for_each(Instance::step);
        thread::sleep(Duration::from_millis(5));
    }
    due.extend(three.iter().flat_map(|instance| instance.first..instance.first + EACH));
    // Each instance that lives shows all marks, and so does the next one.
    let next = start(&home);
    for terminal in three.iter().map(|instance| &instance.terminal).chain([&next]) {
        wait_for_stars(terminal, &due);
    }
    for mut terminal in three.into_iter().map(|instance| instance.terminal).chain([next]) {
        terminal.send("Q");
        assert_eq!(terminal.wait_exit(), 0);
        terminal.assert_clean();
    }
    let kept = recall(&home.store()).expect("a store that can be read").marks.starred.len();
    assert!(kept >= due.len() && kept <= due.len() + EACH, "{kept} kept of {}", due.len());
    let connection = Connection::open(home.store()).unwrap();
    let sound: String =
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    count
}

#[test]
fn one_of_three_that_is_killed_loses_nothing_and_hinders_nobody() {
    let mut random = Rng::new();
    let due: usize = (0..times()).map(|_| one_of_three_killed(&mut random)).sum();
    println!("{} kills of one of three, {due} of its marks due", times());
}

#[test]
fn a_mark_from_a_script_is_shown_at_once() {
    let home = home();
    let mut terminal = start(&home);
    terminal.wait_for_text("30 of 30");
    let mark = |arguments: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.arg("mark").args(arguments).current_dir(home.path()).env_clear();
        let output = command.envs(home.environment()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    mark(&["digests", "--star", "-q", "title:\"post 0\""]);
    wait_for_stars(&terminal, &(0..10).collect::<Vec<_>>());
    terminal.send("s");
    terminal.wait_for("the star is gone", |screen| !is_starred(&screen.contents(), 0));
    mark(&["digests", "--star", "--all"]);
    wait_for_stars(&terminal, &(0..POSTS).collect::<Vec<_>>());
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    assert_eq!(recall(&home.store()).unwrap().marks.starred.len(), POSTS);
}

#[test]
fn three_that_mark_at_once_lose_nothing() {
    let home = home();
    let mut three: Vec<Terminal> = (0..3).map(|_| start(&home)).collect();
    for terminal in &three {
        terminal.wait_for_text("30 of 30");
    }
    // Each stars its own ten posts.
    for step in 0..EACH {
        for (instance, terminal) in three.iter_mut().enumerate() {
            if step == 0 {
                terminal.send(&"j".repeat(instance * EACH));
            }
            terminal.send("sj");
        }
    }
    let all: Vec<usize> = (0..POSTS).collect();
    for terminal in &three {
        wait_for_stars(terminal, &all);
    }
    for terminal in &mut three {
        terminal.send("Q");
        assert_eq!(terminal.wait_exit(), 0);
        terminal.assert_clean();
    }
    assert_eq!(recall(&home.store()).unwrap().marks.starred.len(), POSTS);
}
