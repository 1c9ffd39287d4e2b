//! Files of ignore rules for git that are pipes, devices or huge: nothing waits for them or reads
//! them whole, the posts are found, and the files that were not read are reported.

use crate::bounded::{Bounds, Run, run};
use crate::corpus::dot_files::{KINDS, PLACES, path_of, plant};
use crate::home::Home;
use crate::terminal::Terminal;
use std::fs;
use std::path::Path;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");
/// Only a hang takes that long; only reading an endless file takes that much.
const BOUNDS: Bounds = Bounds { time: Duration::from_secs(60), megabytes: 2048 };
/// Maximum peak memory of a run in kilobytes, far more than it needs.
const PEAK: u64 = 256 << 10;

/// A home with two folders of posts, one of which is a repository.
fn home() -> Home {
    let home = Home::new();
    for folder in ["posts/.git/info", "posts/sub", "others"] {
        fs::create_dir_all(home.path().join(folder)).unwrap();
    }
    for (path, title) in
        [("posts/a.md", "One"), ("posts/sub/b.md", "Two"), ("others/c.md", "Three")]
    {
        fs::write(
            home.path().join(path),
            format!("---\ntitle: {title}\ntags: [{title}]\n---\n\nText.\n"),
        )
        .unwrap();
    }
    home
}

#[test]
fn rules_that_are_no_files_keep_nothing_from_being_listed() {
    for kind in KINDS {
        let home = home();
        for name in PLACES.into_iter().filter(|name| *name != ".git") {
            plant(kind, &path_of(name, home.path())).unwrap();
        }
        let check = |run: &Run, wanted: &[&str]| {
            assert!(run.status.is_some(), "{kind}: does not end");
            assert!(run.peak < PEAK, "{kind}: {} KB", run.peak);
            let output = String::from_utf8_lossy(&run.output);
            // A file without read permission has no rules; for root there is no such file.
            let has_all = wanted.iter().all(|text| output.contains(text));
            assert!(has_all || kind == "closed", "{kind}: {output}");
        };
        let list = run(&home, Path::new(PROGRAM), &["list", "posts", "others"], BOUNDS);
        check(&list, &["One", "Two", "Three"]);
        let line = "yunbao list posts others -q tag:t";
        let asked = ["YUNBAO_COMPLETE=bash", &format!("YUNBAO_LINE={line}"), "YUNBAO_WORD=tag:t"];
        let tab = run(&home, Path::new("env"), &[&asked[..], &[PROGRAM]].concat(), BOUNDS);
        check(&tab, &["tag:Three", "tag:Two"]);
        let run = run(&home, Path::new(PROGRAM), &["check", "posts", "--json"], BOUNDS);
        let output = String::from_utf8_lossy(&run.output);
        let said = output.matches("\"code\":\"ignore-file\"").count();
        assert!(said == PLACES.len() - 1 || kind == "closed", "{kind}: {output}");
    }
}

#[test]
fn a_git_that_is_no_folder_and_no_file_is_only_said() {
    for kind in KINDS {
        let home = home();
        plant(kind, &path_of(".git", home.path())).unwrap();
        let run = run(&home, Path::new(PROGRAM), &["list", "posts", "others"], BOUNDS);
        assert!(run.status.is_some_and(|status| status.success()), "{kind}");
        assert!(run.peak < PEAK, "{kind}: {} KB", run.peak);
        assert_eq!(String::from_utf8_lossy(&run.output).lines().count(), 3, "{kind}");
    }
}

#[test]
fn the_reader_shows_the_posts_and_says_what_was_not_read() {
    let home = home();
    plant("pipe", &path_of(".gitignore", home.path())).unwrap();
    plant("to-zero", &path_of("sub/.gitignore", home.path())).unwrap();
    // Reported once, although the rules apply to both folders.
    plant("sparse", &path_of("~/config/git/ignore", home.path())).unwrap();
    fs::create_dir(home.path().join("others/.git")).unwrap();
    let arguments = ["posts", "others"];
    let mut terminal = Terminal::start(&home, Path::new(PROGRAM), &arguments, &[], (100, 30));
    terminal.wait_for_text("3 problems");
    terminal.wait_for_text("Three");
    terminal.send("!");
    terminal.wait_for_text("its rules were not read");
    terminal.send("qQ");
    assert_eq!(terminal.wait_exit(), 0);
}
