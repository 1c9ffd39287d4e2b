//! Commands of the user's own with real programs: every kind of input and output, programs that misbehave,
//! and a terminal that is given back whole.

use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

const DIGEST: &str = "---
title: '-n Week 1'
date: 2026-01-05
source: https://a.example/week
tags: [istio]
---

Words before.

## Alpha is out

First *alpha* text.

**Source:** <https://a.example/alpha>

## Beta is out

Second text.

**Source:** <https://a.example/beta>

## Gamma is out

Third text.

**Source:** <https://a.example/gamma>
";

/// A home with a digest, and the program with these commands in its config.
struct Stage {
    home: Home,
    terminal: Terminal,
}

impl Stage {
    fn new(commands: &str) -> Self {
        let home = Home::new();
        Self::in_home(home, commands)
    }

    fn in_home(home: Home, commands: &str) -> Self {
        fs::create_dir_all(home.path().join("posts")).unwrap();
        fs::write(home.path().join("posts/week-1.md"), DIGEST).unwrap();
        fs::write(home.path().join("config.yaml"), format!("commands:\n{commands}")).unwrap();
        let arguments = ["--ephemeral", "--config", "config.yaml", "posts"];
        let terminal = Terminal::start(&home, Path::new(PROGRAM), &arguments, &[], (120, 30));
        terminal.wait_for_text("1 of 1");
        terminal.wait_for_text("Words before.");
        Self { home, terminal }
    }

    fn send(&mut self, keys: &str) {
        self.terminal.send(keys);
    }

    fn wait(&self, text: &str) {
        self.terminal.wait_for_text(text);
    }

    /// Waits until a file below the home has this text.
    fn wait_for_file(&self, name: &str, text: &str) {
        let file = self.home.path().join(name);
        let limit = Instant::now() + DEADLINE;
        while fs::read_to_string(&file).unwrap_or_default() != text {
            let found = fs::read_to_string(&file);
            assert!(Instant::now() < limit, "{name}: {found:?}\n{}", self.terminal.text());
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn end(mut self) {
        self.terminal.send("Q");
        assert_eq!(self.terminal.wait_exit(), 0);
        self.terminal.assert_clean();
    }
}

/// An executable script below the home.
fn script(home: &Home, name: &str, text: &str) -> PathBuf {
    let path = home.path().join(name);
    fs::write(&path, format!("#!/bin/sh\n{text}")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// The line that a command for scripts prints.
fn printed(home: &Home, arguments: &[&str]) -> String {
    let mut command = Command::new(PROGRAM);
    command.current_dir(home.path()).env_clear().envs(home.environment()).args(arguments);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

const INPUTS: [&str; 5] = ["none", "url", "markdown", "text", "json"];
const OUTPUTS: [&str; 4] = ["none", "notice", "reader", "terminal"];

/// `tee` writes what it reads into a file, and prints it.
fn all_kinds() -> String {
    let mut commands = String::new();
    for input in INPUTS {
        for output in OUTPUTS {
            let key = format!("Z {} {}", &input[..1], &output[2..3]);
            let _ = writeln!(
                commands,
                "  - {{name: {input} {output}, key: {key}, run: [tee, {input}-{output}], \
                 in: {input}, out: {output}}}"
            );
        }
    }
    commands
}

#[test]
fn every_input_goes_to_every_output() {
    let mut stage = Stage::new(&all_kinds());
    let row = printed(&stage.home, &["list", "posts", "--json"]);
    assert!(row.starts_with("{\"id\":") && row.ends_with("}\n"), "{row}");
    let body = DIGEST.split_once("---\n\n").unwrap().1;
    let markdown = format!("# -n Week 1\n\n{body}");
    let text = "-n Week 1\n\nWords before.\n\nAlpha is out\n\nFirst alpha text.\n\n\
                Source: https://a.example/alpha\n\nBeta is out\n\nSecond text.\n\n\
                Source: https://a.example/beta\n\nGamma is out\n\nThird text.\n\n\
                Source: https://a.example/gamma\n";
    let inputs = ["", "https://a.example/week\n", &markdown, text, &row];
    for (kind, input) in INPUTS.into_iter().zip(inputs) {
        for output in OUTPUTS {
            stage.send(&format!("Z{}{}", &kind[..1], &output[2..3]));
            if (kind, output) == ("none", "terminal") {
                // The keys go to the program, and come back from it.
                stage.terminal.wait_for("the terminal of tee", |screen| !screen.alternate_screen());
                stage.send("typed\n");
                stage.wait_for_file("none-terminal", "typed\n");
                stage.send("\x04");
                stage.terminal.wait_for("the screen", vt100::Screen::alternate_screen);
                continue;
            }
            stage.wait_for_file(&format!("{kind}-{output}"), input);
            let first = input.lines().next().unwrap_or_default();
            match (output, first) {
                ("notice" | "reader", "") => {
                    stage.wait(&format!("{kind} {output} printed nothing"));
                }
                ("notice", _) => {
                    let shown: String = first.chars().take(40).collect();
                    stage.wait(&format!("{kind} notice: {shown}"));
                }
                ("reader", _) => {
                    stage.wait(&format!("{kind} reader: -n Week 1"));
                    stage.send("q");
                    stage.terminal.wait_for("the post", |screen| {
                        let text = screen.contents();
                        text.contains("Words before.") && !text.contains("reader: -n")
                    });
                }
                _ => stage.terminal.wait_for("the screen", vt100::Screen::alternate_screen),
            }
        }
    }
    stage.end();
}

#[test]
fn stories_and_values_are_passed_on() {
    let home = Home::new();
    let words = script(&home, "words", "printf '%s|' \"$@\" > words.new; mv words.new words.txt\n");
    let words = words.display();
    let commands = format!(
        "  - {{name: a, key: Z a, run: [tee, a], where: story, in: markdown}}
  - {{name: b, key: Z b, run: [tee, b], where: story, in: text}}
  - {{name: c, key: Z c, run: [tee, c], where: story, in: json}}
  - {{name: e, key: Z e, run: [{words}, '%u', '%t', '%l', '%%d'], where: story}}
  - {{name: f, key: Z f, run: [{words}, '%f', --title=%t, '%t', '%d', '%l', --, '%t']}}
"
    );
    let mut stage = Stage::in_home(home, &commands);
    let file = stage.home.path().join("posts/week-1.md").canonicalize().unwrap();
    stage.send("Zf");
    // A title cannot be an option.
    let words =
        format!("{}|--title=-n Week 1|\u{2010}n Week 1|2026-01-05|1|--|-n Week 1|", file.display());
    stage.wait_for_file("words.txt", &words);
    stage.send("\r]Ze");
    stage.wait_for_file("words.txt", "https://a.example/alpha|Alpha is out|10|%d|");
    stage.send("Zc");
    let rows = printed(&stage.home, &["stories", "posts", "--json", "-n", "1"]);
    // The post was read in the program.
    let rows = rows.replace("\"seen\":false", "\"seen\":true");
    stage.wait_for_file("c", &rows);
    stage.send("Zb");
    stage.wait_for_file(
        "b",
        "Alpha is out\n\nFirst alpha text.\n\nSource: https://a.example/alpha\n",
    );
    stage.send("Za");
    let alpha = "## Alpha is out\n\nFirst *alpha* text.\n\n**Source:** <https://a.example/alpha>\n";
    stage.wait_for_file("a", alpha);
    stage.end();
}

#[test]
fn selections_are_passed_on() {
    let commands = "  - {name: rows, key: Z d, run: [tee, d], where: selection, in: json}
  - {name: urls, key: Z e, run: [tee, e], where: selection, in: url}
  - {name: all, key: Z g, run: [printf, '<%%s>', '%u'], where: selection, out: notice}
  - {name: digest, key: Z h, run: [tee, h], where: selection, in: markdown}
";
    let mut stage = Stage::new(commands);
    stage.send("S");
    stage.wait("3 of 3");
    stage.send("xxZe");
    stage.wait("2 selected");
    let urls = ["alpha", "beta"].map(|name| format!("https://a.example/{name}\n")).concat();
    stage.wait_for_file("e", &urls);
    stage.send("Zg");
    stage.wait("all: <https://a.example/alpha><https://a.example/beta>");
    stage.send("Zd");
    let rows = printed(&stage.home, &["stories", "posts", "--json", "-n", "2"]);
    assert_eq!(rows.lines().count(), 2);
    stage.wait_for_file("d", &rows);
    stage.send("Zh");
    let limit = Instant::now() + DEADLINE;
    let digest = loop {
        let digest = fs::read_to_string(stage.home.path().join("h")).unwrap_or_default();
        if digest.contains("beta") {
            break digest;
        }
        assert!(Instant::now() < limit, "{digest}");
        thread::sleep(Duration::from_millis(5));
    };
    assert!(digest.contains("## Alpha is out") && !digest.contains("Gamma"), "{digest}");
    stage.end();
}

#[test]
fn programs_that_misbehave_are_stopped() {
    let home = Home::new();
    let deaf = script(&home, "deaf", "trap '' TERM INT; echo begun; while :; do sleep 0.1; done\n");
    let child = script(&home, "child", "sleep 1000 & echo done\n");
    let first = script(&home, "first", "seq 100000; echo end > first-end\n");
    let ended = script(&home, "ended", "kill -9 $$\n");
    let failed = script(&home, "failed", "echo out; echo no network >&2; exit 7\n");
    let asks = script(&home, "asks", "read answer < /dev/tty; echo $answer\n");
    let hostile =
        script(&home, "hostile", "printf '\\033[31mred\\033]0;owned\\007 \\342\\200\\256txt\\n'\n");
    let commands = format!(
        "  - {{name: slow, key: Z a, run: [sleep, '1000'], out: notice, timeout: 1}}
  - {{name: deaf, key: Z b, run: [{}], out: notice, timeout: 1}}
  - {{name: endless, key: Z c, run: [yes, word], out: reader}}
  - {{name: first, key: Z d, run: [{}], out: notice}}
  - {{name: child, key: Z e, run: [{}], out: notice}}
  - {{name: ended, key: Z f, run: [{}], out: notice}}
  - {{name: failed, key: Z g, run: [{}], out: reader}}
  - {{name: asks, key: Z h, run: [{}], out: notice}}
  - {{name: hostile, key: Z i, run: [{}], out: reader}}
  - {{name: unread, key: Z j, run: ['true'], in: markdown, out: notice}}
  - {{name: gone, key: Z k, run: [no-such-program-here]}}
  - {{name: quiet, key: Z l, run: [head, -c, '3000000', /dev/zero]}}
  - {{name: stays, key: Z m, run: [sleep, '4321'], timeout: 0}}
",
        deaf.display(),
        first.display(),
        child.display(),
        ended.display(),
        failed.display(),
        asks.display(),
        hostile.display()
    );
    let mut stage = Stage::in_home(home, &commands);
    stage.send("Za");
    stage.wait("slow… (Esc stops)");
    stage.wait("slow was stopped, as it took longer than 1 s");
    stage.send("Zb");
    stage.wait("deaf was stopped, as it took longer than 1 s");
    stage.send("Zc");
    stage.wait("cut, as it was too long");
    stage.send("qZd");
    stage.wait("first: 1");
    stage.wait_for_file("first-end", "end\n");
    stage.send("Ze");
    stage.wait("child: done");
    stage.send("Zf");
    stage.wait("ended by signal 9");
    stage.send("Zg");
    stage.wait("failed ended with code 7: no network");
    stage.send("Zh");
    stage.wait("wanted the terminal");
    stage.send("Zi");
    stage.wait("[31mred]0;owned txt");
    stage.send("qZj");
    stage.wait("unread printed nothing");
    stage.send("Zk");
    stage.wait("no-such-program-here was not found; install it");
    stage.send("Zl");
    stage.send("Zm");
    stage.wait("stays… (Esc stops)");
    stage.send("\x1b");
    stage.wait("Stopped stays");
    assert!(!is_running("4321"));
    // The end of the program stops what still runs.
    stage.send("Zm");
    stage.wait("stays… (Esc stops)");
    stage.end();
    assert!(!is_running("4321"));
}

/// Returns `true` if a process has this argument.
fn is_running(argument: &str) -> bool {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let lines = processes.filter_map(|entry| fs::read(entry.path().join("cmdline")).ok());
    lines.into_iter().any(|line| {
        let mut words = line.split(|byte| *byte == 0);
        words.next() == Some(b"sleep") && words.any(|word| word == argument.as_bytes())
    })
}

#[test]
fn an_output_is_kept_by_command_and_text() {
    let home = Home::new();
    let once = script(&home, "once", "echo run >> runs; sed s/Words/Wörter/\n");
    let commands = format!(
        "  - {{name: once, key: Z a, run: [{}], in: markdown, out: reader}}\n",
        once.display()
    );
    let mut stage = Stage::in_home(home, &commands);
    stage.send("Za");
    stage.wait("Wörter before.");
    stage.wait_for_file("runs", "run\n");
    stage.send("q");
    stage.wait("Words before.");
    stage.send("Za");
    stage.wait("from an earlier run");
    stage.wait("Wörter before.");
    stage.wait_for_file("runs", "run\n");
    stage.send("r");
    stage.wait_for_file("runs", "run\nrun\n");
    stage.terminal.wait_for("the new output", |screen| {
        let text = screen.contents();
        text.contains("Wörter before.") && !text.contains("from an earlier run")
    });
    // Another text is another output.
    stage.send("q");
    let changed = DIGEST.replace("Words before.", "Words after.");
    fs::write(stage.home.path().join("posts/week-1.md"), changed).unwrap();
    stage.wait("Words after.");
    stage.send("Za");
    stage.wait("Wörter after.");
    stage.wait_for_file("runs", "run\nrun\nrun\n");
    stage.end();
}

#[test]
fn the_terminal_comes_back_whole() {
    let home = Home::new();
    // Every mode that a program may set, and then an end without a word.
    let wild = script(
        &home,
        "wild",
        "stty raw -echo; printf '\\033[?1049h\\033[?1000h\\033[?1003h\\033[?1006h\\033[?2004h\\033[?1h\\033='\n\
         printf '\\033[3;9r\\033[?6h\\033[4h\\033[?25l\\033(0\\033[?7l\\033[31;1mwild'\n\
         echo begun > begun; kill -9 $$\n",
    );
    // A program that puts itself into the foreground as a group of its own, and is killed there.
    let group = script(&home, "group", "set -m; sh -c 'echo in > in; kill -9 $$'; kill -9 $$\n");
    let commands = format!(
        "  - {{name: wild, key: Z a, run: [{}], out: terminal}}
  - {{name: group, key: Z b, run: [{}], out: terminal}}
  - {{name: pager, key: Z c, run: [cat], in: text, out: terminal}}
  - {{name: fails, key: Z d, run: ['false'], out: terminal}}
  - {{name: gone, key: Z e, run: [no-such-program-here], out: terminal}}
",
        wild.display(),
        group.display()
    );
    let mut stage = Stage::in_home(home, &commands);
    for (keys, file, notice) in [
        ("Za", Some("begun"), "wild: "),
        ("Zb", Some("in"), "group: "),
        ("Zc", None, "1 of 1"),
        ("Zd", None, "fails: false ended with code 1"),
        ("Ze", None, "no-such-program-here was not found"),
    ] {
        stage.send(keys);
        if let Some(file) = file {
            let limit = Instant::now() + DEADLINE;
            while !stage.home.path().join(file).exists() {
                assert!(Instant::now() < limit, "{keys}: {}", stage.terminal.text());
                thread::sleep(Duration::from_millis(5));
            }
        }
        stage.wait(notice);
        stage.terminal.wait_for("the screen", |screen| {
            screen.alternate_screen() && screen.hide_cursor() && !screen.application_cursor()
        });
        // Keys still arrive, and the whole screen is drawn.
        stage.send("?");
        stage.wait("In the list");
        stage.send("q");
        stage.wait("Words before.");
    }
    stage.end();
}

#[test]
fn programs_for_the_terminal_are_used_as_usual() {
    for pager in ["less", "w3m", "lynx"] {
        let mut version = Command::new(pager);
        let version = version.arg("-version").output();
        if version.is_err() {
            continue; // Not here.
        }
        let run = match pager {
            "less" => "[less]",
            "w3m" => "[w3m, -T, text/plain]",
            _ => "[lynx, -stdin]",
        };
        let commands =
            format!("  - {{name: page, key: Z a, run: {run}, in: text, out: terminal}}\n");
        let mut stage = Stage::new(&commands);
        stage.send("Za");
        stage.terminal.wait_for("the text in the pager", |screen| {
            let text = screen.contents();
            text.contains("Words before.") && !text.contains("1 of 1")
        });
        stage.send(if pager == "less" { "q" } else { "qy" });
        stage.wait("1 of 1");
        stage.end();
    }
}
