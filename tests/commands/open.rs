//! `open`: the source of the newest match.

use crate::home::{run, yunbao};
use std::fs;
use tempfile::TempDir;

/// Posts with a source each, a newer one that has only stories, and the newest, which has neither.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(home.path().join(name), text).unwrap();
    write("2026-01-09.md", "# Plain\n\nText.\n");
    write("2026-01-08.md", "# D\n\n## A\n\nOf mesh.\n\n**Source:** <https://story.io/a>\n");
    for day in 1..=6 {
        let text = format!("---\ntitle: Mesh {day}\nsource: https://s.io/{day}\n---\n");
        write(&format!("2026-01-0{day}.md"), &text);
    }
    home
}

#[test]
fn it_prints_what_it_would_open() {
    let home = home();
    for (arguments, wanted) in [
        ("open . --print", "https://story.io/a\n"),
        ("open . --print -q title:mesh", "https://s.io/6\n"),
        ("open . --print -q title:mesh -n 2", "https://s.io/6\nhttps://s.io/5\n"),
    ] {
        assert_eq!(run(&home, arguments), (0, wanted.to_owned(), String::new()), "{arguments}");
    }
    assert_eq!(run(&home, "open . --print --all").1.lines().count(), 7);
}

#[test]
fn it_says_what_cannot_be_opened() {
    let home = home();
    fs::write(home.path().join("bad.md"), "---\nsource: javascript:alert(1)\n---\n").unwrap();
    for (arguments, code, says) in [
        ("open . -q title:plain", 1, "the post has no source page"),
        ("open bad.md", 1, "the post has no source page"),
        ("open . -q nothinglikethis", 1, ""),
        ("open . --all", 2, "too many pages (7)"),
    ] {
        let (found, stdout, stderr) = run(&home, arguments);
        assert_eq!((found, stdout.as_str()), (code, ""), "{arguments}: {stderr}");
        assert!(stderr.contains(says), "{arguments}: {stderr}");
    }
}

#[cfg(unix)]
#[test]
fn the_browser_is_given_the_address_as_one_argument() {
    use std::os::unix::fs::PermissionsExt;
    let home = home();
    let script = |name: &str, text: &str| {
        let path = home.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let url = "https://s.io/?a=1&b=$(touch${IFS}x);echo";
    fs::write(home.path().join("2026-02-01.md"), format!("---\nsource: '{url}'\n---\n")).unwrap();
    let browser = script("browser", "printf '%s|' \"$#\" \"$@\" >> opened");
    let open = |browser: &std::path::Path, arguments: &[&str]| {
        let output = yunbao(&home).arg("open").args(arguments).env("BROWSER", browser).output();
        let output = output.unwrap();
        (output.status.code(), output.stdout, String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(open(&browser, &["."]), (Some(0), Vec::new(), String::new()));
    assert_eq!(fs::read_to_string(home.path().join("opened")).unwrap(), format!("1|{url}|"));
    assert!(!home.path().join("x").exists());
    assert_eq!(open(&browser, &[".", "-n", "5", "-q", "title:mesh"]).0, Some(0));
    let opened = fs::read_to_string(home.path().join("opened")).unwrap();
    assert_eq!(opened.matches("https://s.io/").count(), 6);
    // The config's browser takes precedence over the environment's.
    fs::write(home.path().join("config.yaml"), "browser: /no/such/browser\n").unwrap();
    let (code, _, stderr) = open(&browser, &[".", "--config", "config.yaml"]);
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("cannot start browser") && stderr.contains("Open by hand: https"),
        "{stderr}"
    );
    let (code, _, stderr) = open(&script("failing", "exit 3"), &["."]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("exit status: 3"), "{stderr}");
}

#[test]
fn an_address_that_a_shell_would_read_is_refused() {
    let home = home();
    for browser in ["sh -c 'echo %s > opened'", "sh -c", "env sh -c \"echo %s > opened\""] {
        let output = yunbao(&home).args(["open", "."]).env("BROWSER", browser).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{browser}: {errors}");
        assert!(errors.contains("Open by hand: https://s"), "{browser}: {errors}");
        assert!(errors.contains("sh -c 'program \"$1\"' sh %s"), "{browser}: {errors}");
    }
    fs::write(home.path().join("config.yaml"), "browser: sh -c 'echo %s > opened'\n").unwrap();
    let (code, stdout, stderr) = run(&home, "config check --config config.yaml");
    let said = format!("{stdout}{stderr}");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("config.yaml:1:10") && said.contains("a separate argument"), "{said}");
    assert!(!home.path().join("opened").exists());
}
