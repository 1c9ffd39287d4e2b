//! Completions and manual pages, made by the program itself.

use crate::home::{home, run, yunbao};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// What Tab offers behind these words, as zsh is told it; the last of them is being typed.
fn offered(home: &TempDir, words: &str) -> Vec<String> {
    let output = yunbao(home)
        .env("YUNBAO_COMPLETE", "zsh")
        .env("YUNBAO_LINE", format!("yunbao {words}"))
        .output()
        .unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn tab_offers_commands_options_and_what_the_library_has() {
    let home = home();
    let has = |words: &str, wanted: &str| {
        let offered = offered(&home, words);
        assert!(offered.iter().any(|one| one == wanted), "{words}: {offered:?}");
    };
    has("exp", "export");
    has("list --js", "--json");
    has("export --format ", "opml");
    has("completions f", "fish");
    has("list bl", "blog/");
    has("list blog -q tag:ist", "tag:istio");
    has("list blog -q 'title:x cat", "title:x category:");
    has("blog -q category:", "category:mesh");
    has("list -q is:un", "is:unread");
    has("list ~/blog -q tag:ist", "tag:istio");
    fs::write(home.path().join("config.yaml"), "roots: [blog]\n").unwrap();
    has("list --config config.yaml -q tag:服", "tag:服务网格");
    has("list --config=config.yaml --query=tag:服", "--query=tag:服务网格");
    assert_eq!(offered(&home, "list blog -q tag:nosuchtag"), [""; 0]);
    assert_eq!(offered(&home, "list -q tag:ist"), ["tag:istio"], "what begins so");
    let text = "---\ntags: [Service Mesh, mesh]\nauthor: Jane Doe\n---\n";
    fs::write(home.path().join("blog/quoted.md"), text).unwrap();
    has("list blog -q tag:serv", "tag:Service-Mesh");
    has("list blog -q author:ja", "author:\"Jane Doe\"");
    fs::write(home.path().join("blog/short.md"), "---\nauthor: Jan\n---\n").unwrap();
    let both = ["author:\"Jan\"", "author:\"Jane Doe\""];
    let mut offered = offered(&home, "list blog -q author:ja");
    offered.sort_unstable();
    assert_eq!(offered, both, "with a beginning in common");
}

#[test]
fn tab_offers_nothing_that_is_an_option_or_breaks_a_line() {
    let home = home();
    for name in ["-x.md", "--json.md", "a\nb.md", "a\tb.md", "a\u{1b}[31m.md", "a\u{202e}b.md"] {
        // Not every file system has such names.
        let _ = fs::write(home.path().join("blog").join(name), "");
    }
    let folder = home.path().join("blog");
    let at = |line: &str| {
        let output = yunbao(&home)
            .current_dir(&folder)
            .env("YUNBAO_COMPLETE", "zsh")
            .env("YUNBAO_LINE", line)
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let paths = at("yunbao list ");
    let own: Vec<&str> = paths.lines().filter(|line| line.starts_with("./")).collect();
    assert_eq!(own, ["./--json.md", "./-x.md"], "{paths}");
    assert_eq!(at("yunbao list a"), "");
    assert!(!at("yunbao list -").contains(".md"));
    for line in ["yunbao list $(ls", "yunbao list $HOME/", "yunbao list > ", "yunbao list x\\", ""]
    {
        assert_eq!(at(line), "", "{line}");
    }
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

/// What bash would put into the line behind `COMP_LINE`, where readline replaces `word`; `None`
/// where there is no bash.
#[cfg(unix)]
fn in_bash(home: &TempDir, line: &str, word: &str) -> Option<Vec<String>> {
    let script = "source <(yunbao completions bash); compopt() { :; }; COMP_LINE=$0; \
                  COMP_POINT=${#COMP_LINE}; _yunbao yunbao \"$1\"; printf '%s\\n' \"${COMPREPLY[@]}\"";
    let output = shell(home, "bash", &["--norc", "-c", script, line, word])?;
    Some(output.split_terminator('\n').map(str::to_owned).collect())
}

#[cfg(unix)]
#[test]
fn bash_completes_empty_words_and_parts_of_words() {
    let home = home();
    fs::create_dir(home.path().join("with blank")).unwrap();
    let Some(commands) = in_bash(&home, "yunbao ", "") else { return };
    assert!(commands.iter().any(|one| one == "export"), "{commands:?}");
    for (line, word, wanted) in [
        ("yunbao export --format ", "", &["atom", "json", "opml", "markdown"][..]),
        ("yunbao --color=a", "a", &["auto", "always"]),
        ("yunbao --color=", "", &["auto", "always", "never"]),
        ("yunbao expo", "expo", &["export"]),
        ("yunbao list wi", "wi", &["with\\ blank/"]),
        ("yunbao list blog -q tag:ist", "ist", &["istio"]),
        ("yunbao list blog -q 'tag:istio tag:服", "tag:istio tag:服", &["tag:istio tag:服务网格'"]),
    ] {
        assert_eq!(in_bash(&home, line, word).unwrap(), wanted, "{line}");
    }
    for line in ["yunbao stories ", "yunbao list "] {
        let paths = in_bash(&home, line, "").unwrap();
        assert!(paths.iter().any(|one| one == "blog/"), "{line}: {paths:?}");
    }
    let actions = in_bash(&home, "yunbao config ", "").unwrap();
    for action in ["path", "show", "check", "init"] {
        assert!(actions.iter().any(|one| one == action), "{actions:?}");
    }
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
