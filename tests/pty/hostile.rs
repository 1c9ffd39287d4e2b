//! Posts made to do harm, all in one folder: everything that the program writes about them is its
//! own. `cargo run --release --example hostile` runs them one by one, and larger.

use crate::bounded::{Bounds, run};
use crate::corpus::{Scale, cases, write};
use crate::home::Home;
use crate::replies::{COMPLETED, SHELLS, replies};
use crate::strict::{Sheet, offence};
use crate::subcommands::{ALL, ON_TERMINAL};
use crate::terminal::Terminal;
use crate::tour::tour;
use std::fs;
use std::path::Path;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
/// A small corpus, as the program is a debug build.
const SMALL: Scale = Scale { times: 1, over: 2000 };
/// Only a hang takes that long.
pub const BOUNDS: Bounds = Bounds { time: Duration::from_secs(120), megabytes: 4096 };

/// A home with a folder of posts, and their number.
fn home() -> (Home, usize) {
    let home = Home::new();
    let folder = home.path().join("posts");
    fs::create_dir(&folder).unwrap();
    let written = cases(1, SMALL).iter().filter_map(|case| write(case, &folder).unwrap()).count();
    (home, written)
}

#[test]
fn nothing_of_a_post_steers_whoever_reads_a_pipe() {
    let (home, _) = home();
    for words in ALL {
        let run = run(&home, Path::new(PROGRAM), &[words, &["posts"]].concat(), BOUNDS);
        let code = run.status.and_then(|status| status.code());
        let errors = String::from_utf8_lossy(&run.errors);
        assert!(matches!(code, Some(0 | 1)), "{words:?} ended with {code:?}: {errors}");
        assert_eq!(offence(&run.output, Sheet::Pipe), None, "{words:?} on standard output");
        assert_eq!(offence(&run.errors, Sheet::Pipe), None, "{words:?} on standard error");
    }
}

#[test]
fn nothing_of_a_post_steers_a_shell_that_asks_for_replies() {
    let (home, _) = home();
    let mut offered = 0;
    for shell in SHELLS {
        for (line, word) in COMPLETED {
            match replies(&home, Path::new(PROGRAM), shell, line, word) {
                Ok(replies) => offered += replies.lines().count(),
                Err(what) => panic!("{line} in {shell}: {what}"),
            }
        }
    }
    assert!(offered > 1000, "only {offered} replies");
}

#[test]
fn nothing_of_a_post_steers_a_terminal_that_is_printed_on() {
    let (home, _) = home();
    for words in ON_TERMINAL {
        let arguments = [words, &["posts"]].concat();
        let terminal = Terminal::start(&home, Path::new(PROGRAM), &arguments, &[], (80, 24));
        let code = terminal.wait_exit();
        assert!(code < 2, "{words:?} ended with {code}");
        // NUL ends paths where that was requested.
        let mut output = terminal.output();
        output.retain(|byte| *byte != 0 || !words.contains(&"-0"));
        assert_eq!(offence(&output, Sheet::Paper), None, "{words:?}");
    }
}

#[test]
fn nothing_of_a_post_steers_the_screen() {
    let (home, count) = home();
    let (output, code) = tour(&home, Path::new(PROGRAM), "posts", count, 40);
    assert_eq!(code, 0);
    assert_eq!(offence(&output, Sheet::Screen { copies: true }), None);
}

#[test]
fn nothing_that_was_typed_comes_back_to_steer() {
    let home = Home::new();
    fs::write(home.path().join("a.md"), "# a\n").unwrap();
    for (name, text) in crate::corpus::payloads() {
        let text = text.replace('\0', "");
        let path = format!("no{text}");
        for arguments in [
            vec!["list", &path],
            vec!["list", "a.md", "-q", &text],
            vec!["list", "a.md", "-q", &path, "--json"],
            vec!["export", "a.md", "--format", "atom", "-q", &text],
            vec!["export", "a.md", "--format", "json", "-q", &text],
            vec!["export", "a.md", "--format", "markdown", "-q", &text],
            vec!["check", &path],
            vec!["show", "a.md", "--width", &text],
            vec!["--config", &path, "list", "a.md"],
            vec![&path],
            vec![&text, &path],
        ] {
            let run = run(&home, Path::new(PROGRAM), &arguments, BOUNDS);
            assert!(run.status.and_then(|status| status.code()).is_some(), "{name} {arguments:?}");
            assert_eq!(offence(&run.output, Sheet::Pipe), None, "{name} {arguments:?}");
            assert_eq!(offence(&run.errors, Sheet::Pipe), None, "{name} {arguments:?}");
        }
    }
}
