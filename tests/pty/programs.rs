//! Programs that are started for an untrusted post: no file name becomes an option, and no text a
//! command.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

/// Names that an editor would take for options.
const NAMES: [&str; 3] = ["+!touch owned.md", "-c !touch owned.md", "--cmd=!touch owned.md"];

/// Starts the program with a first post of this name.
fn start(home: &Home, name: &str, editor: &str) -> Terminal {
    fs::write(home.path().join(name), "# Text of the post\n").unwrap();
    let environment = [("VISUAL", editor)];
    let arguments = ["--ephemeral", "--", name];
    let terminal = Terminal::start(home, Path::new(PROGRAM), &arguments, &environment, (120, 30));
    terminal.wait_for_text("1 of 1");
    terminal
}

fn end(mut terminal: Terminal) {
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
}

#[test]
fn an_editor_is_given_absolute_paths() {
    for name in NAMES {
        for own in ["'{}' --wait", "'{}' --file=%s --line=%l"] {
            let home = Home::new();
            let editor = home.path().join("editor");
            fs::write(&editor, "#!/bin/sh\nprintf '%s\\0' \"$@\" > asking && mv asking asked\n")
                .unwrap();
            fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
            let own = own.replace("{}", &editor.display().to_string());
            let mut terminal = start(&home, name, &own);
            terminal.send("e");
            let asked = home.path().join("asked");
            let limit = Instant::now() + DEADLINE;
            while !asked.exists() {
                assert!(Instant::now() < limit, "no editor ran\n{}", terminal.text());
                thread::sleep(Duration::from_millis(2));
            }
            let text = fs::read_to_string(asked).unwrap();
            let words: Vec<&str> = text.split_terminator('\0').collect();
            let file = words.iter().find(|word| word.ends_with(name)).unwrap();
            let file = file.strip_prefix("--file=").unwrap_or(file);
            assert!(file.starts_with('/') && words.len() == 2, "{words:?}");
            end(terminal);
        }
    }
}

#[test]
fn vim_runs_no_name_of_a_file() {
    let mut version = Command::new("vim");
    version.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if version.status().is_err() {
        return; // No vim here.
    }
    for name in NAMES {
        let home = Home::new();
        let mut terminal = start(&home, name, "vim -u NONE");
        terminal.send("e");
        terminal
            .wait_for("the post in vim", |screen| screen.contents().contains("# Text of the post"));
        terminal.send(":q!\r");
        terminal.wait_for_text("1 of 1");
        assert!(!home.path().join("owned.md").exists(), "vim ran {name}");
        end(terminal);
    }
}

#[test]
fn what_a_program_has_written_stays_above_the_prompt() {
    let home = Home::new();
    let editor = home.path().join("editor");
    fs::write(&editor, "#!/bin/sh\nprintf 'one\\r\\ntwo\\r\\n'\n").unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut terminal = start(&home, "a.md", &editor.display().to_string());
    terminal.send("e");
    let limit = Instant::now() + DEADLINE;
    while !String::from_utf8_lossy(&terminal.output()).contains("two") {
        assert!(Instant::now() < limit, "no editor ran\n{}", terminal.text());
        thread::sleep(Duration::from_millis(2));
    }
    terminal.wait_for("the end of the editor", vt100::Screen::alternate_screen);
    terminal.send("Q");
    assert_eq!(terminal.wait_exit(), 0);
    terminal.assert_clean();
    let (text, row) = terminal.look(|screen| (screen.contents(), screen.cursor_position().0));
    let said = text.lines().position(|line| line.starts_with("two")).unwrap();
    assert_eq!(usize::from(row), said + 1, "{text}");
}

#[test]
fn an_editor_in_which_a_shell_would_read_the_path_is_refused() {
    let home = Home::new();
    let mut terminal = start(&home, "$(touch owned).md", "sh -c 'cat %s; read key'");
    terminal.send("e");
    terminal.wait_for_text("pass it as a separate argument");
    end(terminal);
    assert!(!home.path().join("owned").exists());
}

/// A note of several lines is written in the editor: in a private file that is gone afterwards.
#[test]
fn a_note_is_written_in_the_editor() {
    let home = Home::new();
    let editor = home.path().join("editor");
    let script = "#!/bin/sh\nls -l \"$1\" | cut -c1-10 > rights && cat \"$1\" > before &&\n\
                  printf 'one\\n\\ntwo\\n' > \"$1\" && echo \"$1\" > asking && mv asking asked\n";
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    let mut terminal = start(&home, "a.md", &format!("'{}' %s", editor.display()));
    terminal.send("Cbegun\x05");
    terminal.wait_for_text("Note saved");
    terminal.wait_for_text("♪ one");
    terminal.wait_for_text("two");
    let read = |name: &str| fs::read_to_string(home.path().join(name)).unwrap();
    assert_eq!(read("before"), "begun\n");
    assert_eq!(read("rights").trim(), "-rw-------");
    assert!(!Path::new(read("asked").trim()).exists(), "the file is removed");
    // An editor that fails changes nothing.
    fs::write(&editor, "#!/bin/sh\nprintf 'other' > \"$1\"; exit 1\n").unwrap();
    terminal.send("C");
    terminal.wait_for_text("exit status: 1");
    assert!(terminal.text().contains("♪ one"), "{}", terminal.text());
    end(terminal);
}
