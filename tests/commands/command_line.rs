//! The command line: errors are reported on standard error with the path, and the exit code says
//! which kind of error it is.

use super::home::yunbao;
use std::fs;

/// Runs the program and returns exit code, standard output and standard error.
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
    for (args, code, says) in [
        (&["--no-such-option"][..], 2, "--no-such-option"),
        (&["-q"][..], 2, "--query"),
        (&["--config", "none.yaml"][..], 2, "none.yaml"),
        (&["--lang", "fr"][..], 2, "zh-Hans"),
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

#[test]
fn a_config_is_made_shown_and_checked() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("config/yunbao/config.yaml");
    let shown = format!("{}\n", path.display());
    assert_eq!(run(&home, &["config", "path"]), (0, shown.clone(), String::new()));
    let (code, stdout, _) = run(&home, &["config", "init"]);
    assert_eq!((code, stdout), (0, format!("wrote {shown}")));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("#theme: terminal"), "{text}");
    // An existing config is never overwritten.
    fs::write(&path, "theme: dark\n").unwrap();
    let (code, stdout, stderr) = run(&home, &["config", "init"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("already exists"), "{stderr}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "theme: dark\n");
    let (code, stdout, _) = run(&home, &["config", "check"]);
    assert_eq!((code, stdout.contains("no problems")), (0, true), "{stdout}");
    let (code, stdout, _) = run(&home, &["config", "show"]);
    assert_eq!(code, 0);
    for line in ["theme: dark", "  next-unread:", "language: en", "  dark:", "reader_width: 84"] {
        assert!(stdout.lines().any(|other| other == line), "{line}: {stdout}");
    }
    // The settings printed are a valid config.
    fs::write(&path, &stdout).unwrap();
    assert_eq!(run(&home, &["config", "check"]).0, 0);
    assert_eq!(run(&home, &["config", "show"]).1, stdout);
}

#[test]
fn what_is_wrong_with_a_config_is_told_and_the_rest_holds() {
    let home = tempfile::tempdir().unwrap();
    let config = "them: dark\nkeys:\n  zen: x\n  help: [x]\nroots: [blog]\n";
    fs::write(home.path().join("bad.yaml"), config).unwrap();
    fs::create_dir(home.path().join("blog")).unwrap();
    fs::write(home.path().join("blog/a.md"), "# Alpha\n").unwrap();
    let (code, stdout, stderr) = run(&home, &["config", "check", "--config", "bad.yaml"]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    assert_eq!(
        stdout,
        "\
warning[config]: unknown setting \"them\"; did you mean \"theme\"?
 --> bad.yaml:1:1
  |
1 | them: dark
  | ^^^^

warning[config]: x is already bound to zen at 3:8
 --> bad.yaml:4:10
  |
4 |   help: [x]
  |          ^
"
    );
    let (code, stdout, stderr) = run(&home, &["list", "--config", "bad.yaml"]);
    assert_eq!(code, 0);
    assert!(stdout.contains("Alpha") && stderr.contains("bad.yaml:4:10"), "{stderr}");
    fs::write(home.path().join("none.yaml"), "roots: [\n").unwrap();
    let (code, stdout, stderr) = run(&home, &["list", "--config", "none.yaml", "blog"]);
    assert!(code == 0 && stdout.contains("Alpha"), "{stdout}");
    assert!(stderr.contains("error[config]") && stderr.contains("none.yaml:1:"), "{stderr}");
}

#[test]
fn the_flag_the_config_and_the_environment_tell_the_language() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("empty")).unwrap();
    fs::write(home.path().join("zh.yaml"), "language: zh-Hans\n").unwrap();
    let says = |args: &[&str], set: &[(&str, &str)]| {
        let mut command = yunbao(&home);
        command.args(["list", "empty"]).args(args).envs(set.iter().copied());
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    assert!(says(&[], &[]).contains("no posts in empty"));
    assert!(says(&[], &[("LANG", "zh_TW.UTF-8")]).contains("empty 裡沒有文章"));
    assert!(
        says(&["--config", "zh.yaml"], &[("LANG", "zh_TW.UTF-8")]).contains("empty 中没有文章")
    );
    assert!(says(&["--config", "zh.yaml", "--lang", "en"], &[]).contains("no posts in empty"));
}
