//! Terminals on which no screen can be drawn: nothing but advice on alternatives is written to
//! them.

use crate::home::Home;
use crate::terminal::Terminal;
use std::fs;
use std::path::Path;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

/// A home with a post.
fn home() -> Home {
    let home = Home::new();
    fs::write(home.path().join("a.md"), "# One\n\nSee <https://a.example/>.\n").unwrap();
    home
}

/// Output of a program on a terminal, and its exit code.
fn printed(home: &Home, program: &str, arguments: &[&str], term: &str) -> (String, u32) {
    let environment = [("TERM", term)];
    let terminal = Terminal::start(home, Path::new(program), arguments, &environment, (80, 24));
    let code = terminal.wait_exit();
    (String::from_utf8(terminal.output()).unwrap(), code)
}

#[test]
fn a_dumb_terminal_gets_no_escape_sequences() {
    let home = home();
    let (output, code) = printed(&home, PROGRAM, &["a.md"], "dumb");
    assert_eq!(code, 1);
    assert_eq!(
        output,
        "yunbao: the terminal cannot draw a screen (TERM=dumb); use `yunbao list` and `yunbao show`\r\n"
    );
    assert!(!home.path().join("data").exists(), "something was kept");
    for command in ["list", "show", "check", "links"] {
        let (output, code) = printed(&home, PROGRAM, &[command, "a.md"], "dumb");
        assert!(code < 2 && !output.is_empty(), "{command}: {output}");
        assert!(!output.contains('\x1b'), "{command}: {output:?}");
    }
}

#[test]
fn without_a_terminal_for_keys_no_screen_is_drawn() {
    // Standard output is a terminal, but there is nothing to read keys from.
    let home = home();
    let script = format!("'{PROGRAM}' a.md < /dev/null");
    let arguments = ["-w", "sh", "-c", &script];
    if std::process::Command::new("setsid").arg("--version").output().is_err() {
        return;
    }
    let (output, code) = printed(&home, "setsid", &arguments, "xterm");
    assert_eq!(code, 1, "{output:?}");
    assert!(output.contains("no terminal to draw on"), "{output:?}");
    assert!(!output.contains('\x1b'), "{output:?}");
}

#[test]
fn a_terminal_without_a_name_is_taken_for_one_of_ansi() {
    let home = home();
    let script = format!("unset TERM; exec '{PROGRAM}' a.md");
    let mut terminal = Terminal::start(&home, Path::new("sh"), &["-c", &script], &[], (80, 24));
    terminal.wait_for_text("One");
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}
