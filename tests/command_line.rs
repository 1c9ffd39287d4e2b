//! The command line: what is wrong is said on standard error with the path, and the exit code
//! tells which kind of wrong it is.

use assert_cmd::Command;
use std::fs;

fn yunbao(home: &tempfile::TempDir) -> Command {
    let mut command = Command::cargo_bin("yunbao").unwrap();
    command
        .env_clear()
        .env("HOME", home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .current_dir(home.path());
    command
}

/// Runs it and returns exit code, standard output and standard error.
fn run(home: &tempfile::TempDir, args: &[&str]) -> (i32, String, String) {
    let output = yunbao(home).args(args).output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn wrong_use_is_told() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("empty")).unwrap();
    fs::write(home.path().join("photo.png"), b"\x89PNG\0\0\0").unwrap();
    fs::write(home.path().join("bad.yaml"), "roots: 1\n").unwrap();
    for (args, code, says) in [
        (&["--no-such-option"][..], 2, "--no-such-option"),
        (&["-q"][..], 2, "--query"),
        (&["--config", "none.yaml"][..], 2, "none.yaml"),
        (&["--config", "bad.yaml"][..], 2, "bad.yaml:1:"),
        (&["missing"][..], 1, "missing: does not exist"),
        (&["missing", "gone\u{1b}[31m"][..], 1, "gone[31m: does not exist"),
        (&["photo.png"][..], 1, "photo.png: is not a text file"),
    ] {
        let (found, stdout, stderr) = run(&home, args);
        assert_eq!(found, code, "{args:?}: {stderr}");
        assert!(stderr.contains(says), "{args:?}: {stderr}");
        assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
        assert_eq!(stdout, "", "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_fifo_or_device_is_no_post() {
    let home = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("mkfifo").arg(home.path().join("pipe.md")).status();
    let mut paths = vec!["/dev/null"];
    if made.is_ok_and(|status| status.success()) {
        paths.push("pipe.md");
    }
    for path in paths {
        let (code, _, stderr) = run(&home, &[path]);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains("neither a folder nor a file"), "{stderr}");
    }
}

#[test]
fn without_a_terminal_it_says_so() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.md"), "# A\n").unwrap();
    let (code, stdout, stderr) = run(&home, &["a.md"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("terminal"), "{stderr}");
}

#[test]
fn help_and_version_are_results() {
    let home = tempfile::tempdir().unwrap();
    let (code, stdout, stderr) = run(&home, &["--help"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("yunbao ~/src/blog -q"), "{stdout}");
    let (code, stdout, _) = run(&home, &["--version"]);
    assert_eq!((code, stdout.trim()), (0, concat!("yunbao ", env!("CARGO_PKG_VERSION"))));
}
