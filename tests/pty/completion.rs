//! Tab in real shells over untrusted posts: the completed text reaches the program as one argument,
//! and no shell runs any of it. Shells that are not installed are skipped.

use crate::corpus::{shell_cases, shell_texts, write};
use crate::home::Home;
use crate::terminal::{DEADLINE, Terminal};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yunbao");

/// Beginnings of a last word that is completed with Tab, each in another state of quoting; the
/// number of a text follows.
const TYPED: [&str; 13] = [
    "-q tag:g",
    "-q \"tag:g",
    "-q 'tag:g",
    "--query=category:c",
    "--query='author:a",
    "-q \"author:a",
    "posts/f",
    "\"posts/f",
    "'posts/f",
    "~/posts/f",
    "posts/d",
    "\"posts/d",
    "'posts/d",
];

/// A shell with the program's completions; `{n}` in its prompt is the number of times the prompt
/// was shown.
struct Shell {
    name: &'static str,
    arguments: &'static [&'static str],
    /// The file that it loads at its start, and its content.
    start: (&'static str, &'static str),
}

const BASH: Shell = Shell {
    name: "bash",
    arguments: &["--noprofile", "--rcfile", "bashrc", "-i"],
    start: (
        "bashrc",
        "PROMPT_COMMAND='n=$((n + 1)); PS1=\"ready$n> \"'\nsource <(yunbao completions bash)\n",
    ),
};

const ZSH: Shell = Shell {
    name: "zsh",
    arguments: &["-d", "-i"],
    start: (
        ".zshrc",
        "precmd() { n=$((n + 1)); PS1=\"ready$n> \" }\nautoload -Uz compinit\ncompinit -u -D\n\
         source <(yunbao completions zsh)\n",
    ),
};

const FISH: Shell = Shell {
    name: "fish",
    arguments: &["-i"],
    start: (
        "config/fish/config.fish",
        "function count --on-event fish_prompt\n    set -g n (math $n + 1)\nend\n\
         function fish_prompt\n    echo \"ready$n> \"\nend\nset -g n 0\nset -g fish_greeting\n\
         yunbao completions fish | source\n",
    ),
};

impl Shell {
    /// A home with posts, and a program that records its arguments.
    fn home(&self) -> Home {
        let home = Home::new();
        let at = |name: &str| home.path().join(name);
        for folder in ["posts", "bin", "config/fish"] {
            fs::create_dir_all(at(folder)).unwrap();
        }
        for case in shell_cases() {
            write(&case, &at("posts")).unwrap();
        }
        for (number, text) in shell_texts().into_iter().enumerate() {
            let folder = at("posts").join(format!("d{number:02}{text}"));
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("in.md"), "# In\n").unwrap();
        }
        let program = format!(
            "#!/bin/sh\nif [ -n \"$YUNBAO_COMPLETE\" ] || [ \"$1\" = completions ]; then exec '{PROGRAM}' \"$@\"; fi\n\
             printf '%s\\0' \"$@\" > asking && mv asking asked\n"
        );
        fs::write(at("bin/yunbao"), program).unwrap();
        fs::set_permissions(at("bin/yunbao"), fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(at(self.start.0), self.start.1).unwrap();
        home
    }

    fn open(&self, home: &Home) -> Option<Terminal> {
        let mut version = Command::new(self.name);
        version.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        version.status().ok()?;
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", home.path().join("bin").display());
        let folder = home.path().display().to_string();
        let environment = [("PATH", &*path), ("ZDOTDIR", &*folder)];
        let program = Path::new(self.name);
        Some(Terminal::start(home, program, self.arguments, &environment, (200, 24)))
    }
}

/// The arguments that the program last received; the record is removed.
fn asked(home: &Home, line: &str, terminal: &Terminal) -> Vec<String> {
    let file = home.path().join("asked");
    let limit = Instant::now() + DEADLINE;
    while !file.exists() {
        assert!(Instant::now() < limit, "{line}: nothing ran\n{}", terminal.text());
        thread::sleep(Duration::from_millis(2));
    }
    let text = fs::read_to_string(&file).unwrap();
    fs::remove_file(file).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

/// The program's values for a line, in the format for zsh.
fn values(home: &Home, line: &str) -> Vec<String> {
    let mut command = Command::new(PROGRAM);
    command.env_clear().envs(home.environment()).current_dir(home.path());
    let output = command.env("YUNBAO_COMPLETE", "zsh").env("YUNBAO_LINE", line).output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn check(shell: &Shell) {
    let home = shell.home();
    let Some(mut terminal) = shell.open(&home) else { return };
    let mut prompts = 1;
    for typed in TYPED {
        for (number, text) in shell_texts().into_iter().enumerate() {
            // A value that cannot be quoted there is left out, and the line stays open.
            if shell.name == "bash" && typed.contains('"') && text.contains('!') {
                continue;
            }
            let line = format!("yunbao list posts {typed}{number:02}");
            let file = typed.rsplit_once("posts/f").map(|_| format!("posts/f{number:02}{text}.md"));
            let nested =
                typed.rsplit_once("posts/d").map(|_| format!("posts/d{number:02}{text}/in.md"));
            let wanted = match file.or(nested) {
                Some(path) if typed.starts_with('~') => {
                    home.path().join(path).display().to_string()
                }
                Some(path) => path,
                None => {
                    let values = values(&home, &line.replace(['"', '\''], ""));
                    assert_eq!(values.len(), 1, "{line}");
                    values[0].clone()
                }
            };
            terminal.wait_for_text(&format!("ready{prompts}> "));
            // After a folder, Tab goes on into it.
            terminal.send(&format!("{line}\t{}\r", if typed.ends_with('d') { "\t" } else { "" }));
            prompts += 1;
            let given = asked(&home, &line, &terminal);
            let screen = || format!("{line} in {}\n{}", shell.name, terminal.text());
            assert_eq!(given.last(), Some(&wanted), "{}", screen());
            assert_eq!(given.len(), line.split(' ').count() - 1, "{}", screen());
        }
    }
    for folder in ["", "posts"] {
        assert!(!home.path().join(folder).join("owned").exists(), "{} ran a tag", shell.name);
    }
    terminal.kill();
}

#[test]
fn bash_gives_what_it_completes_as_one_argument() {
    check(&BASH);
}

#[test]
fn zsh_gives_what_it_completes_as_one_argument() {
    check(&ZSH);
}

#[test]
fn fish_gives_what_it_completes_as_one_argument() {
    check(&FISH);
}
