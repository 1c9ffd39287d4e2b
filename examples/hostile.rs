//! Makes the program read posts made to do harm, one at a time, with every command, in completions
//! and on a screen, and prints the time and memory of each:
//! `cargo run --release --example hostile`.
//!
//! The same is done beside files of ignore rules for git that are pipes, devices or huge
//! (`rules-…`).
//!
//! `-- write FOLDER` only writes the posts; `-- NAME...` runs those whose names begin with one of
//! these.

#[path = "../tests/support/bounded.rs"]
mod bounded;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../tests/support/home.rs"]
mod home;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../tests/support/hostile/mod.rs"]
mod hostile;
#[path = "../tests/support/replies.rs"]
mod replies;
#[path = "../tests/support/strict.rs"]
mod strict;
#[path = "../tests/support/subcommands.rs"]
mod subcommands;
#[allow(dead_code, reason = "the tests ask it for more")]
#[path = "../tests/support/terminal.rs"]
mod terminal;
#[path = "../tests/support/tour.rs"]
mod tour;

use bounded::{Bounds, run};
use home::Home;
#[cfg(unix)]
use hostile::dot_files;
use hostile::{Case, Scale, cases, write};
use replies::{COMPLETED, SHELLS, replies};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use strict::{Sheet, offence};
use terminal::Terminal;

const BOUNDS: Bounds = Bounds { time: Duration::from_secs(20), megabytes: 1500 };

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut scale = Scale::WHOLE;
    if arguments.first().is_some_and(|word| word == "--times") {
        scale.times = arguments.get(1).and_then(|times| times.parse().ok()).expect("--times N");
        arguments.drain(..2);
    }
    let corpus = cases(1, scale);
    if let [command, folder] = arguments.as_slice()
        && command == "write"
    {
        fs::create_dir_all(folder).expect("a folder");
        for case in &corpus {
            write(case, Path::new(folder)).expect("a file");
        }
        return ExitCode::SUCCESS;
    }
    let program = program();
    let mut finds = 0;
    let is_asked =
        |name: &str| arguments.is_empty() || arguments.iter().any(|one| name.starts_with(one));
    for case in corpus.iter().filter(|case| is_asked(&case.name)) {
        finds += usize::from(!check_post(&program, case));
    }
    #[cfg(unix)]
    // A user who may read everything reads the closed ones as well, and then finds no posts.
    for kind in dot_files::KINDS.into_iter().filter(|kind| *kind != "closed") {
        let name = format!("rules-{kind}");
        if is_asked(&name) {
            finds += usize::from(!check_rules(&program, &name, kind));
        }
    }
    println!("{finds} with finds");
    ExitCode::from(u8::from(finds > 0))
}

/// The program, in the folder above this example.
fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a path");
    own.ancestors().nth(2).expect("a target folder").join("yunbao")
}

/// A home with a folder for posts.
fn home() -> (Home, PathBuf) {
    let home = Home::new();
    let folder = home.path().join("posts");
    fs::create_dir(&folder).expect("a folder");
    (home, folder)
}

fn check_post(program: &Path, case: &Case) -> bool {
    let (home, folder) = home();
    let is_written = write(case, &folder).expect("a file").is_some();
    !is_written || check(program, &home, &case.name, case.bytes.len())
}

/// Checks a harmless post beside files of rules that are not regular files.
#[cfg(unix)]
fn check_rules(program: &Path, name: &str, kind: &str) -> bool {
    let (home, folder) = home();
    let post = "---\ntitle: One\ntags: [one]\n---\n\n### [News](https://a.example/1)\n\nText.\n";
    fs::write(folder.join("one.md"), post).expect("a file");
    for place in dot_files::PLACES.into_iter().filter(|place| *place != ".git") {
        dot_files::plant(kind, &dot_files::path_of(place, home.path())).expect("a file");
    }
    check(program, &home, name, post.len())
}

/// Runs all checks over the posts of a home, and prints the results.
fn check(program: &Path, home: &Home, name: &str, bytes: usize) -> bool {
    let mut fine = true;
    let (mut slowest, mut largest) = ((Duration::ZERO, ""), (0, ""));
    for words in subcommands::ALL {
        let arguments = [words, &["posts"]].concat();
        let run = run(home, program, &arguments, BOUNDS);
        let mut tell = |what: String| {
            println!("  {name} {}: {what}", words.join(" "));
            fine = false;
        };
        match run.status.map(|status| status.code()) {
            None => tell("does not end".into()),
            Some(Some(0 | 1)) => {}
            Some(code) => tell(format!("{code:?} {}", String::from_utf8_lossy(&run.errors))),
        }
        if let Some(what) = offence(&run.output, Sheet::Pipe) {
            tell(format!("stdout: {what}"));
        }
        if let Some(what) = offence(&run.errors, Sheet::Pipe) {
            tell(format!("stderr: {what}"));
        }
        if run.time > slowest.0 {
            slowest = (run.time, words[0]);
        }
        if run.peak > largest.0 {
            largest = (run.peak, words[0]);
        }
    }
    let mut tell = |what: &str, found: Option<String>| {
        if let Some(found) = found {
            println!("  {name} {what}: {found}");
            fine = false;
        }
    };
    for words in subcommands::ON_TERMINAL {
        tell(&words.join(" "), on_paper(program, home, words));
    }
    for shell in SHELLS {
        for (line, word) in COMPLETED {
            tell(&format!("{line} in {shell}"), replies(home, program, shell, line, word).err());
        }
    }
    let start = Instant::now();
    tell("screen", on_screen(program, home));
    let toured = start.elapsed();
    println!(
        "{:<34}{:>9} B {:>6} ms {:<10} {:>5} MB {:<10} {:>6} ms on the screen",
        name,
        bytes,
        slowest.0.as_millis(),
        slowest.1,
        largest.0 / 1024,
        largest.1,
        toured.as_millis()
    );
    fine
}

/// Fault in the output of a command on a terminal, if any.
fn on_paper(program: &Path, home: &Home, words: &[&str]) -> Option<String> {
    let arguments = [words, &["posts"]].concat();
    let run = catch_unwind(AssertUnwindSafe(|| {
        let terminal = Terminal::start(home, program, &arguments, &[], (80, 24));
        let code = terminal.wait_exit();
        (terminal.output(), code)
    }));
    let Ok((mut output, code)) = run else { return Some("does not end".into()) };
    output.retain(|byte| *byte != 0 || !words.contains(&"-0"));
    offence(&output, Sheet::Paper).or_else(|| (code > 1).then(|| format!("ends with {code}")))
}

/// Fault in the output of the reader on a screen, if any.
fn on_screen(program: &Path, home: &Home) -> Option<String> {
    let tour = catch_unwind(AssertUnwindSafe(|| tour::tour(home, program, "posts", 1, 1)));
    let Ok((output, code)) = tour else { return Some("is not as it should be".into()) };
    let found = offence(&output, Sheet::Screen { copies: true });
    found.or_else(|| (code > 0).then(|| format!("ends with {code}")))
}
