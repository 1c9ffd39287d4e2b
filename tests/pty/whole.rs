//! The program itself, used as a person would use it.

use crate::home::Home;
use crate::terminal::Terminal;
use rustix::process::Signal;
use std::fs;
use std::path::Path;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

fn start(home: &Home, arguments: &[&str], size: (u16, u16)) -> Terminal {
    Terminal::start(home, Path::new(PROGRAM), arguments, &[], size)
}

#[test]
fn from_the_samples_to_a_source_in_the_browser() {
    let home = Home::new();
    let mut terminal = start(&home, &[], (120, 40));
    // All of the samples, none of them filtered.
    terminal.wait_for("the whole library", |screen| {
        screen.contents().contains("30 of 30") && !screen.contents().contains("Reading")
    });
    // Filter by a tag.
    terminal.send("tistio");
    terminal.wait_for_text("> istio");
    terminal.send("\r");
    terminal.wait_for_text("tag:istio");
    terminal.wait_for("fewer posts", |screen| !screen.contents().contains("30 of 30"));
    // Read the first one, go to its first story, open it.
    // A key that acts on the text of a post waits only a limited time for it.
    terminal.send("\r");
    terminal.wait_for_text("] story");
    terminal.wait_for_text("ztunnel");
    terminal.send("]");
    terminal.wait_for_text("story 1 of");
    terminal.send("o");
    terminal.wait_for_text("https://");
    let limit = std::time::Instant::now() + crate::terminal::DEADLINE;
    while home.opened().is_empty() {
        assert!(std::time::Instant::now() < limit, "no page was opened\n{}", terminal.text());
        std::thread::yield_now();
    }
    let opened = home.opened();
    assert!(opened.len() == 1 && opened[0].starts_with("https://"), "{opened:?}");
    // Back to the list, and out.
    terminal.send("q");
    terminal.wait_for_text("Enter read");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn a_search_shows_its_result_and_escape_gives_all_back() {
    let home = Home::new();
    let mut terminal = start(&home, &["-q", "category:security"], (80, 24));
    terminal.wait_for("the query's result", |screen| {
        let text = screen.contents();
        text.contains("category:security") && text.contains("of 30")
    });
    terminal.send("\x1b");
    terminal.wait_for_text("30 of 30");
    terminal.paste("/etcd");
    terminal.wait_for("a pasted query", |screen| {
        screen.contents().contains("/etcd") && !screen.contents().contains("30 of 30")
    });
    terminal.send("\x03");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn posts_of_a_folder_broken_ones_included() {
    let home = Home::new();
    let folder = home.path().join("digests");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("2026-01-02-a.md"), "---\ntitle: Alpha\ntags: [one]\n---\nText.\n")
        .unwrap();
    fs::write(folder.join("b.md"), "No front matter \u{1b}]0;owned\u{7} here.\n").unwrap();
    fs::write(folder.join("c.md"), "---\ntitle: \"Broken\ntags: [x\n---\nStill here.\n").unwrap();
    fs::write(folder.join("d.md"), b"# \xff\xfe bytes\n").unwrap();
    fs::write(folder.join("e.md"), "").unwrap();
    let mut terminal = start(&home, &["digests", "missing"], (100, 30));
    terminal.wait_for_text("5 of 5");
    terminal.send("!");
    terminal.wait_for_text("missing");
    terminal.wait_for_text("digests/c.md");
    terminal.wait_for_text("Esc close");
    terminal.send("\x1b");
    terminal.wait_for("no overlay", |screen| !screen.contents().contains("Esc close"));
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    assert!(!output.contains("]0;owned\u{7}"), "a title from a post reached the terminal");
}

#[test]
fn a_resize_and_every_small_screen() {
    let home = Home::new();
    let mut terminal = start(&home, &[], (120, 40));
    terminal.wait_for_text("30 of 30");
    terminal.send("\r");
    for size in [(80, 24), (30, 8), (20, 5), (1, 1), (30, 8), (200, 60)] {
        terminal.resize(size);
    }
    terminal.wait_for("the largest screen", |screen| {
        screen.size() == (60, 200) && screen.contents().contains("Filter")
    });
    terminal.resize((29, 7));
    terminal.wait_for_text("Needs 30×8");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn signals_end_it_with_the_terminal_given_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let home = Home::new();
        let terminal = start(&home, &[], (80, 24));
        terminal.wait_for_text("30 of 30");
        terminal.signal(signal);
        assert_eq!(terminal.wait_exit(), code);
        terminal.assert_clean();
    }
}

#[test]
fn nothing_to_read_is_told_after_the_screen() {
    let home = Home::new();
    fs::create_dir(home.path().join("empty")).unwrap();
    let terminal = start(&home, &["empty"], (80, 24));
    assert_eq!(terminal.wait_exit(), 1);
    terminal.assert_clean();
    let text = terminal.text().replace('\n', "");
    assert!(text.contains("no posts in empty"), "{text}");
}

#[test]
fn trends_of_a_query_and_back() {
    let home = Home::new();
    let mut terminal = start(&home, &["-q", "is:unread"], (100, 30));
    terminal.wait_for("the whole library", |screen| {
        screen.contents().contains("30 of 30") && !screen.contents().contains("Reading")
    });
    terminal.send("T");
    terminal.wait_for_text("Posts per day");
    terminal.wait_for_text("[90d]");
    terminal.send("w");
    terminal.wait_for_text("[365d]");
    // To the tags, and into the first of them.
    terminal.send("\t\r");
    terminal.wait_for("the list, narrowed", |screen| {
        let text = screen.contents();
        text.contains("is:unread tag:kubernetes") && !text.contains("Posts per day")
    });
    terminal.send("\x1b");
    terminal.wait_for("trends as they were", |screen| {
        let text = screen.contents();
        text.contains("Posts per day")
            && text.contains("[365d]")
            && !text.contains("tag:kubernetes ")
    });
    terminal.send("\x1b");
    terminal.wait_for("the list", |screen| !screen.contents().contains("Posts per day"));
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn figures_on_a_terminal_are_a_calendar_and_bars() {
    let home = Home::new();
    let terminal = start(&home, &["stats", "-n", "3"], (60, 60));
    terminal.wait_for_text("yunbao samples");
    assert_eq!(terminal.wait_exit(), 0);
    let text = terminal.text();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert_eq!(lines[0], "Posts per day", "{text}");
    for weekday in ["  Mon", "  Fri", "  Sun"] {
        assert!(lines[1..9].iter().any(|line| line.starts_with(weekday)), "{text}");
    }
    assert!(lines[2..9].iter().any(|line| line.contains('▇')), "{text}");
    assert!(lines.iter().any(|line| line.starts_with("  kubernetes  ")), "{text}");
    assert!(lines.iter().all(|line| yunbao::text::width(line) <= 60), "{text}");
}
