//! The parts of the `term` room, put together in a small loop ([`stage`]) that this test program
//! itself runs on a pty.

mod stage;

use crate::home::Home;
use crate::terminal::{Terminal, signal_process};
use rustix::process::Signal;

/// Arguments with which this test program runs [`stage`] and nothing else.
const STAGE: [&str; 4] = ["parts::stage::play", "--exact", "--ignored", "--nocapture"];

fn start() -> (Home, Terminal) {
    let home = Home::new();
    let terminal = start_in(&home, &[]);
    (home, terminal)
}

/// Starts the stage with additional environment variables.
fn start_in(home: &Home, environment: &[(&str, &str)]) -> Terminal {
    let program = std::env::current_exe().unwrap();
    let environment = [&[stage::SWITCH], environment].concat();
    let terminal = Terminal::start(home, &program, &STAGE, &environment, (70, 30));
    terminal.wait_for_text("ready 70x30");
    terminal
}

/// Starts the stage as a job of a shell with job control; the shell continues it on Enter.
fn start_as_job() -> (Home, Terminal) {
    let home = Home::new();
    let program = std::env::current_exe().unwrap();
    let script = format!(
        "set -m; '{}' {}; echo stopped $?; read line; fg >/dev/null; echo ended $?",
        program.display(),
        STAGE.join(" ")
    );
    let shell = std::path::Path::new("bash");
    let arguments = ["--norc", "-c", script.as_str()];
    let terminal = Terminal::start(&home, shell, &arguments, &[stage::SWITCH], (70, 30));
    terminal.wait_for_text("ready 70x30");
    (home, terminal)
}

fn pid(terminal: &Terminal) -> i32 {
    let text = terminal.text();
    let digits = text.split("pid ").nth(1).and_then(|rest| rest.split_whitespace().next());
    digits.and_then(|digits| digits.parse().ok()).expect("the stage shows its process id")
}

#[test]
fn enters_draws_and_leaves() {
    let (_home, mut terminal) = start();
    terminal.look(|screen| {
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
    });
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    assert!(!terminal.text().contains("ready"), "{}", terminal.text());
}

#[test]
fn a_frame_is_one_synchronized_update() {
    let (_home, mut terminal) = start();
    terminal.send("x");
    terminal.wait_for_text("key x");
    terminal.send("q");
    terminal.wait_exit();
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    let (begun, ended) = (output.matches("\x1b[?2026h").count(), output.matches("\x1b[?2026l"));
    // Restoring the terminal ends an update once more.
    assert_eq!(begun + 1, ended.count());
}

#[test]
fn a_panic_of_the_loop_is_readable() {
    let (_home, mut terminal) = start();
    terminal.send("p");
    assert_eq!(terminal.wait_exit(), 101);
    terminal.assert_clean();
    assert!(terminal.text().contains("the loop fell over"), "{}", terminal.text());
}

#[test]
fn a_panic_of_a_worker_ends_the_program_in_good_order() {
    let (_home, mut terminal) = start();
    terminal.send("w");
    assert_eq!(terminal.wait_exit(), 101);
    terminal.assert_clean();
    assert!(terminal.text().contains("the worker fell over"), "{}", terminal.text());
    assert!(terminal.text().contains("left in good order"), "{}", terminal.text());
}

#[test]
fn a_panic_amid_painting_leaves_no_half_frame() {
    let (_home, mut terminal) = start();
    terminal.send("P");
    assert_eq!(terminal.wait_exit(), 101);
    terminal.assert_clean();
    assert!(terminal.text().contains("the painter fell over"), "{}", terminal.text());
}

#[test]
fn signals_end_it_in_good_order() {
    for (signal, code) in
        [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)]
    {
        let (_home, terminal) = start();
        terminal.signal(signal);
        assert_eq!(terminal.wait_exit(), code, "{signal:?}");
        terminal.assert_clean();
        assert!(terminal.text().contains("left in good order"), "{}", terminal.text());
    }
}

#[test]
fn a_second_signal_ends_it_when_the_loop_hangs() {
    let (_home, mut terminal) = start();
    terminal.send("H");
    terminal.wait_for_text("hanging");
    terminal.signal(Signal::TERM);
    // A signal that is already pending is not delivered twice, hence another one.
    terminal.signal(Signal::INT);
    assert!([130, 143].contains(&terminal.wait_exit()));
    terminal.assert_clean();
}

#[test]
fn a_closed_terminal_ends_it_quietly() {
    let (_home, mut terminal) = start();
    terminal.close();
    assert_eq!(terminal.wait_exit(), 129);
}

#[test]
fn a_closed_terminal_is_noticed_without_a_signal() {
    let (_home, mut terminal) = start();
    terminal.send("I");
    terminal.wait_for_text("deaf to signals");
    terminal.close();
    assert_eq!(terminal.wait_exit(), 129);
}

#[test]
fn is_suspended_and_continued() {
    let (_home, mut terminal) = start_as_job();
    terminal.send("\x1a");
    terminal.wait_for_text("stopped 147");
    assert!(!terminal.look(vt100::Screen::alternate_screen));
    assert!(!terminal.look(vt100::Screen::hide_cursor));
    // Without a signal: the stage is not in the foreground now.
    terminal.resize((50, 10));
    terminal.send("\n");
    // On SIGCONT the stage takes the terminal once more: in between, the terminal is given back.
    terminal.wait_for("the screen taken again", |screen| {
        screen.contents().contains("ready 50x10")
            && screen.alternate_screen()
            && screen.hide_cursor()
    });
    terminal.send("x");
    terminal.wait_for_text("key x");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    assert!(terminal.text().contains("ended 0"), "{}", terminal.text());
}

#[test]
fn a_stop_from_outside_is_a_suspend() {
    let (_home, mut terminal) = start_as_job();
    signal_process(pid(&terminal), Signal::TSTP);
    terminal.wait_for_text("stopped 147");
    assert!(!terminal.look(vt100::Screen::alternate_screen));
    terminal.send("\n");
    terminal.wait_for_text("ready 70x30");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn a_stop_that_cannot_be_caught_is_recovered_from() {
    let (_home, mut terminal) = start_as_job();
    signal_process(pid(&terminal), Signal::STOP);
    terminal.wait_for_text("stopped 147");
    terminal.send("\n");
    terminal.wait_for_text("signal Continued");
    terminal.send("x");
    terminal.wait_for_text("key x");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    // The stage gave the terminal back as it found it, but bash, which saw raw mode when the job
    // was stopped, then sets it again. (An interactive shell does not.)
    terminal.assert_screen_clean();
}

#[test]
fn is_not_suspended_where_nothing_could_continue_it() {
    let (_home, mut terminal) = start();
    terminal.send("\x1a");
    terminal.wait_for_text("not suspended");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn follows_the_size() {
    let (_home, mut terminal) = start();
    terminal.resize((80, 24));
    terminal.wait_for_text("ready 80x24");
    terminal.resize((30, 8));
    terminal.wait_for_text("ready 30x8");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn a_paste_arrives_as_one() {
    let (_home, mut terminal) = start();
    terminal.paste("二\rlines, q");
    terminal.wait_for_text(r#"paste "二\nlines, q""#);
    let long = "云".repeat(5000);
    terminal.paste(&long);
    terminal.wait_for_text("long paste of 5000");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn no_key_of_many_is_lost() {
    let (_home, mut terminal) = start();
    terminal.send(&"j".repeat(3000));
    terminal.send("x");
    terminal.wait_for_text("key x");
    terminal.wait_for_text("3000 times j");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
}

#[test]
fn lends_the_terminal_to_another_program() {
    let (_home, mut terminal) = start();
    terminal.send("e");
    terminal.wait_for_text("lent");
    assert!(!terminal.look(vt100::Screen::alternate_screen));
    // Meant for the other program, which ignores it, and not for the stage.
    terminal.send("\x03");
    terminal.send("a line\n");
    terminal.wait_for_text("given back: a line");
    assert!(terminal.look(vt100::Screen::alternate_screen));
    terminal.send("x");
    terminal.wait_for_text("key x");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn stops_together_with_the_program_it_lends_the_terminal_to() {
    let (_home, mut terminal) = start_as_job();
    // The other program stops its own job, as `C-z` would, so that it is stopped for certain before
    // the shell reads.
    terminal.send("E");
    terminal.wait_for_text("stopped 1");
    terminal.send("\n");
    terminal.wait_for_text("given back: resumed");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn copies_by_way_of_the_terminal() {
    let (_home, mut terminal) = start();
    terminal.send("c");
    terminal.wait_for_text("copied");
    terminal.send("q");
    terminal.wait_exit();
    let output = terminal.output();
    let copy = "\x1b]52;c;5LqR5oql\x1b\\".as_bytes();
    assert!(output.windows(copy.len()).any(|bytes| bytes == copy));
}

#[test]
fn copies_by_way_of_the_systems_tool_as_well() {
    let home = Home::new();
    let tools = home.path().join("tools");
    std::fs::create_dir(&tools).unwrap();
    let copied = home.path().join("copied");
    let script = format!("#!/bin/sh\ncat > {0}.part && mv {0}.part {0}\n", copied.display());
    std::fs::write(tools.join("xclip"), script).unwrap();
    let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(tools.join("xclip"), executable).unwrap();
    let path = format!("{}:/usr/bin:/bin", tools.display());
    let mut terminal = start_in(&home, &[("DISPLAY", ":9"), ("PATH", &path)]);
    terminal.send("c");
    terminal.wait_for_text("copied");
    let limit = std::time::Instant::now() + crate::terminal::DEADLINE;
    while !copied.exists() {
        assert!(std::time::Instant::now() < limit, "the tool got nothing");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(std::fs::read_to_string(copied).unwrap(), "云报");
    terminal.send("q");
    terminal.wait_exit();
}

#[test]
fn opens_pages_in_the_browser_of_the_environment() {
    let (home, mut terminal) = start();
    terminal.send("o");
    terminal.wait_for_text("opened");
    terminal.send("q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    home.wait_for_opened(&["https://example.org/?a=b&c=$(d)"]);
}
