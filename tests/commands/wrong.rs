//! Wrong usage, files that fail, pipes that close: the message, where it goes, and the exit code.

use crate::home::{home, run};
use std::fs;
use std::process::Stdio;

#[test]
fn a_path_that_fails_is_told_and_the_rest_is_printed() {
    let home = home();
    fs::create_dir(home.path().join("empty")).unwrap();
    let (code, stdout, stderr) = run(&home, "list blog missing");
    assert_eq!((code, stdout.lines().count()), (1, 6));
    assert_eq!(stderr, "yunbao: missing: does not exist; check the spelling\n");
    let (code, stdout, stderr) = run(&home, "check blog/2026-08-14-mesh.md missing");
    assert_eq!(code, 1);
    assert_eq!(stdout, "error[missing]: does not exist; check the spelling\n--> missing\n\n");
    assert_eq!(stderr, "1 error in 1 post\n");
    for command in ["list", "stories", "check"] {
        let (code, stdout, stderr) = run(&home, &format!("{command} missing"));
        assert_eq!((code, stdout.as_str()), (1, ""));
        assert_eq!(stderr, "yunbao: missing: does not exist; check the spelling\n");
        let (code, stdout, stderr) = run(&home, &format!("{command} empty"));
        assert_eq!((code, stdout.as_str()), (1, ""));
        assert!(stderr.starts_with("yunbao: no posts in empty: "), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let locked = home.path().join("blog/locked.md");
    fs::write(&locked, "text").unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&locked).is_ok() {
        return; // Nothing is forbidden to root.
    }
    let (code, _, stderr) = run(&home, "list blog");
    assert_eq!(code, 1);
    assert!(stderr.starts_with("yunbao: blog/locked.md: "), "{stderr}");
}

/// Every kind of wrong usage: the arguments, and a part of the message.
const WRONG: [(&str, &str); 45] = [
    ("--no-such-option", "--no-such-option"),
    ("--ephemerel", "'--ephemeral'"),
    ("-x", "'-x'"),
    ("-q", "--query"),
    ("list --no-such-option", "--no-such-option"),
    ("list --jsn", "'--json'"),
    ("list --strict", "--strict"),
    ("list -n", "--limit"),
    ("list -n many", "many"),
    ("list -n -1", "-1"),
    ("list -n 1.5", "1.5"),
    ("list -n 99999999999999999999999", "999"),
    ("list -0 --json", "cannot be used with"),
    ("stories --null", "--null"),
    ("tags --print", "--print"),
    ("links --format atom", "--format"),
    ("check -q", "--query"),
    ("stories --config none.yaml", "none.yaml"),
    ("list --lang fr", "zh-Hans"),
    ("show --json", "--json"),
    ("show --width 3", "--width"),
    ("config", "init"),
    ("config chek", "'check'"),
    ("config check blog", "blog"),
    ("list --config", "--config"),
    ("list --color", "auto"),
    ("list --color alway", "'always'"),
    ("--colour never", "'--color'"),
    ("export blog", "--format"),
    ("export --format", "opml"),
    ("export --format atm", "'atom'"),
    ("export --format rss blog", "[possible values: atom, json, opml, markdown, html]"),
    ("export --json --format atom", "--json"),
    ("open --json", "--json"),
    ("open -n x", "x"),
    ("completions", "SHELL"),
    ("completions fsh", "'fish'"),
    ("completions bash zsh", "zsh"),
    ("man lst", "no manual page for lst; there is one for"),
    ("man list --out pages", "cannot be used with"),
    ("man --out", "--out"),
    ("blog list", "a command comes first: yunbao list blog"),
    ("lst blog", "lst is neither a command nor a path; did you mean \"list\"?"),
    ("storys", "did you mean \"stories\"?"),
    ("categorys blog", "did you mean \"categories\"?"),
];

#[test]
fn wrong_use_is_told() {
    let home = home();
    for (arguments, says) in WRONG {
        let (code, stdout, stderr) = run(&home, arguments);
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments}: {stderr}");
        assert!(stderr.contains(says), "{arguments}: {stderr}");
        assert!(!stderr.contains("panicked"), "{arguments}: {stderr}");
    }
    assert!(!home.path().join("pages").exists());
}

#[test]
fn a_word_that_is_like_no_command_is_a_path() {
    let home = home();
    let (code, _, stderr) = run(&home, "digests");
    assert_eq!(
        (code, stderr.as_str()),
        (1, "yunbao: digests: does not exist; check the spelling\n")
    );
    fs::rename(home.path().join("blog"), home.path().join("lst")).unwrap();
    assert!(run(&home, "lst").2.contains("no terminal to draw on"), "a path that is there is read");
}

#[test]
fn options_may_be_given_again_and_the_last_one_counts() {
    let home = home();
    assert_eq!(run(&home, "list blog -n 1 -n 3").1.lines().count(), 3);
    let (_, stdout, _) = run(&home, "list blog -q late -q istio");
    assert!(stdout.contains("服务网格") && stdout.lines().count() == 1, "{stdout}");
    assert_eq!(run(&home, "list blog/broken.md blog/hostile.md").1.lines().count(), 2);
}

#[test]
fn help_names_every_command_in_groups_with_examples() {
    let home = home();
    let (code, help, stderr) = run(&home, "--help");
    assert_eq!((code, stderr.as_str()), (0, ""));
    for heading in ["Set up:", "Which posts:", "Output:", "Settings:", "Examples:"] {
        assert_eq!(help.matches(heading).count(), 1, "{heading} in {help}");
    }
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.ends_with("in them:"))
        .take_while(|line| !line.starts_with("Arguments:"))
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .collect();
    assert!(commands.len() >= 13, "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        for arguments in [format!("{command} --help"), format!("help {command}")] {
            let (code, help, stderr) = run(&home, &arguments);
            assert_eq!((code, stderr.as_str()), (0, ""), "{arguments}");
            assert!(help.contains("Example"), "{arguments}: {help}");
        }
    }
    for arguments in ["-h", "help", "--version", "-V"] {
        assert_eq!(run(&home, arguments).0, 0, "{arguments}");
    }
}

/// All commands that print posts.
const COMMANDS: [&str; 16] = [
    "list",
    "list --json",
    "list -0",
    "stories",
    "tags",
    "categories --json",
    "links",
    "stats",
    "show",
    "open --print",
    "check",
    "check --json",
    "export --format atom",
    "export --format json",
    "export --format opml",
    "export --format markdown",
];

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let home = home();
    for command in COMMANDS.into_iter().chain(["--help", "--version", "completions fish", "man"]) {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut program = std::process::Command::new(assert_cmd::cargo::cargo_bin("yunbao"));
        program.args(command.split(' ')).current_dir(home.path());
        // The samples have something for each command except findings, and are not files.
        if command == "list -0" || command.starts_with("check") {
            program.arg("blog");
        }
        program.env_clear().env("HOME", home.path()).stdout(full);
        let output = program.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command}: {stderr}");
        assert!(
            stderr.contains("standard output cannot be written: No space"),
            "{command}: {stderr}"
        );
        assert!(!stderr.contains("panicked"), "{stderr}");
    }
}

#[test]
fn a_closed_pipe_ends_it_silently() {
    let home = tempfile::tempdir().unwrap();
    // More than a pipe holds, so that the program is still writing when the reader goes away.
    for number in 0..600 {
        let title = format!("{number} {}", "long ".repeat(100));
        let text = format!(
            "---\ntitle: {title}\ntags: [t{title}]\ncategory: c{title}\nsource: no\nsource: no\n---\n\n\
             ## {title}\n\nText.\n\n**Source:** <https://a{number}.io/>\n"
        );
        fs::write(home.path().join(format!("{number}.md")), text).unwrap();
    }
    for command in COMMANDS {
        let mut program = std::process::Command::new(assert_cmd::cargo::cargo_bin("yunbao"));
        program.args(command.split(' ')).arg(".").current_dir(home.path());
        program.env_clear().env("HOME", home.path());
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{command}: {stderr}");
        assert_eq!(stderr, "", "{command}");
    }
}

#[test]
fn nothing_hostile_is_printed() {
    let home = home();
    // Paths for xargs are printed unchanged.
    for arguments in COMMANDS.into_iter().filter(|command| *command != "list -0") {
        let (_, stdout, stderr) = run(&home, &format!("{arguments} blog"));
        for text in [stdout, stderr] {
            let hostile = |c: char| {
                c.is_control() && c != '\n' && c != '\t'
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!text.contains(hostile), "{arguments}: {text:?}");
        }
    }
    let evil = run(&home, "list -q evil blog").1;
    assert_eq!(evil, "\tEvil [31mred\ta b\t\tblog/hostile.md\n");
}
