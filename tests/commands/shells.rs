//! Completions and manual pages, made by the program itself.

use crate::home::{home, run, yunbao};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// What Tab offers behind these words, as fish asks for it.
fn offered(home: &TempDir, words: &[&str]) -> Vec<String> {
    let output = yunbao(home)
        .env("YUNBAO_COMPLETE", "fish")
        .args(["--", "yunbao"])
        .args(words)
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn tab_offers_commands_options_and_what_the_library_has() {
    let home = home();
    let has = |words: &[&str], wanted: &str| {
        let offered = offered(&home, words);
        assert!(offered.iter().any(|one| one == wanted), "{words:?}: {offered:?}");
    };
    has(&["exp"], "export");
    has(&["list", "--js"], "--json");
    has(&["export", "--format", ""], "opml");
    has(&["completions", "f"], "fish");
    has(&["list", "bl"], "blog/");
    has(&["list", "blog", "-q", "tag:ist"], "tag:istio");
    has(&["list", "blog", "-q", "title:x cat"], "title:x category:");
    has(&["blog", "-q", "category:"], "category:mesh");
    has(&["list", "-q", "is:un"], "is:unread");
    fs::write(home.path().join("config.yaml"), "roots: [blog]\n").unwrap();
    has(&["list", "--config", "config.yaml", "-q", "tag:服"], "tag:服务网格");
    assert_eq!(offered(&home, &["list", "blog", "-q", "tag:nosuchtag"]), [] as [&str; 0]);
    assert_eq!(offered(&home, &["list", "-q", "tag:ist"]), ["tag:istio"], "what begins so");
    let text = "---\ntags: [Service Mesh, mesh]\nauthor: Jane Doe\n---\n";
    fs::write(home.path().join("blog/quoted.md"), text).unwrap();
    has(&["list", "blog", "-q", "tag:serv"], "tag:Service-Mesh");
    has(&["list", "blog", "-q", "author:ja"], "author:\"Jane Doe\"");
}

#[test]
fn each_shell_has_its_script() {
    let home = home();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (code, stdout, stderr) = run(&home, &format!("completions {shell}"));
        assert_eq!((code, stderr.as_str()), (0, ""), "{shell}");
        assert!(stdout.contains("YUNBAO_COMPLETE") && stdout.contains("yunbao"), "{stdout}");
    }
}

/// A shell with a script that may use the program by its name; `None` where there is no such shell.
fn shell(home: &TempDir, program: &str, arguments: &[&str]) -> Option<String> {
    let own = assert_cmd::cargo::cargo_bin("yunbao");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(home.path())
        .env_clear()
        .env("HOME", home.path())
        .env("PATH", format!("{}:{path}", own.parent().unwrap().display()))
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(unix)]
#[test]
fn bash_completes_within_a_query() {
    let home = home();
    // What readline does on Tab: the words, parted at blanks and colons, and the line.
    let ask = |line: &str, words: &str| {
        let script = format!(
            "source <(yunbao completions bash); COMP_WORDBREAKS=$' \\t\\n\"\\'><=;|&(:'; \
             COMP_LINE={line}; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=({words}); \
             COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_TYPE=9; \
             _yunbao yunbao \"${{COMP_WORDS[COMP_CWORD]}}\" 2>/dev/null; \
             printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        shell(&home, "bash", &["--norc", "-c", &script])
    };
    let Some(tags) = ask("'yunbao list blog -q tag:ist'", "yunbao list blog -q tag : ist") else {
        return; // No bash here.
    };
    assert_eq!(tags, "istio\n");
    let empty = ask("'yunbao list blog -q tag:'", "yunbao list blog -q tag :").unwrap();
    assert!(empty.lines().any(|line| line == "服务网格"), "{empty}");
    assert_eq!(ask("'yunbao expo'", "yunbao expo").unwrap(), "export\n");
    let quoted = ask(
        "\"yunbao list blog -q 'tag:istio tag:服\"",
        "yunbao list blog -q \"'tag:istio tag:服\"",
    );
    assert_eq!(quoted.unwrap(), "tag:istio tag:服务网格\n", "within quotes nothing is parted");
}

#[test]
fn every_command_has_a_manual_page() {
    let home = home();
    let (code, stdout, stderr) = run(&home, "man --out pages/man1");
    assert_eq!((code, stdout.as_str(), stderr.as_str()), (0, "", ""));
    let mut names: Vec<String> = fs::read_dir(home.path().join("pages/man1"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names[0], "yunbao-categories.1");
    assert!(names.contains(&"yunbao.1".to_owned()), "{names:?}");
    for name in &names {
        let page = fs::read_to_string(home.path().join("pages/man1").join(name)).unwrap();
        let title = name.strip_suffix(".1").unwrap();
        let head = page.lines().find(|line| line.starts_with(".TH")).unwrap();
        assert!(head.contains(title), "{head}");
        let is_action = title.starts_with("yunbao-config-");
        assert!(page.contains("Example") || is_action, "{name}");
        let asked = title.strip_prefix("yunbao-").unwrap_or("");
        assert_eq!(run(&home, format!("man {asked}").trim()).1, page, "{name}");
    }
    let main = fs::read_to_string(home.path().join("pages/man1/yunbao.1")).unwrap();
    for name in names.iter().filter_map(|name| name.strip_prefix("yunbao-")) {
        let command = name.strip_suffix(".1").unwrap();
        if command.starts_with("config-") {
            continue;
        }
        assert!(
            main.contains(&format!("yunbao\\-{command}(1)")),
            "{command} is not in the main page"
        );
    }
    let Some(warnings) = manual_warnings(&home.path().join("pages/man1")) else { return };
    assert_eq!(warnings, "");
}

/// What `man` has to say against the pages; `None` where there is no `man`.
fn manual_warnings(folder: &Path) -> Option<String> {
    let mut all = String::new();
    for page in fs::read_dir(folder).unwrap() {
        let output = Command::new("man")
            .args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"])
            .arg(page.unwrap().path())
            .output()
            .ok()?;
        all.push_str(&String::from_utf8_lossy(&output.stderr));
    }
    Some(all)
}

#[test]
fn pages_that_cannot_be_written_are_told() {
    let home = home();
    fs::write(home.path().join("taken"), "").unwrap();
    let (code, stdout, stderr) = run(&home, "man --out taken");
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("taken: cannot be written"), "{stderr}");
}
