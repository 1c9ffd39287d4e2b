//! The commands for scripts on a terminal: tables as wide as the terminal, colours.

use crate::home::Home;
use crate::terminal::Terminal;
use std::fs;
use std::path::Path;

const TITLE: &str = "服务网格一周：Istio ambient 模式与 Envoy Gateway 的新进展";

/// Runs the program on a terminal of this many columns, over two posts, until it ends.
fn run(arguments: &[&str], environment: &[(&str, &str)], columns: u16) -> Terminal {
    let home = Home::new();
    let folder = home.path().join("blog");
    fs::create_dir(&folder).unwrap();
    let late = format!("---\ntitle: {TITLE}\ndate: 2026-08-14\ntags: [istio]\n---\n");
    fs::write(folder.join("2026-08-10-mesh-of-services.md"), late).unwrap();
    fs::write(folder.join("notes.md"), "---\ntitle: Notes\n---\n").unwrap();
    let code = "---\ntitle: Code\n---\nSee [Go](https://go.dev/).\n\n```go\nfunc main() {}\n```\n";
    fs::write(home.path().join("code.md"), code).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_yunbao"));
    let terminal = Terminal::start(&home, program, arguments, environment, (columns, 24));
    terminal.wait_exit();
    terminal
}

#[test]
fn a_list_is_a_table_as_wide_as_the_terminal() {
    let terminal = run(&["list", "blog"], &[], 72);
    let text = terminal.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "2026-08-14  服务网格一周：Istio ambient 模式…  …-10-mesh-of-services.md",
            "            Notes                              blog/notes.md"
        ]
    );
    assert!(terminal.output().contains(&0x1b), "days and tags have colours");
    let plain = run(&["list", "blog"], &[("NO_COLOR", "1")], 72);
    assert_eq!(plain.text(), text);
    assert!(!plain.output().contains(&0x1b));
    let text = run(&["list", "blog"], &[], 30).text();
    assert_eq!(text.lines().next(), Some("2026-08-14  服务网格一周：Ist…"));
}

#[test]
fn check_is_coloured_unless_that_is_not_wanted() {
    let coloured = run(&["check", "blog"], &[], 80);
    assert!(coloured.text().contains("hint[date-after-name]: 2026-08-14 is later"));
    assert!(coloured.text().contains("1 hint in 2 posts"));
    assert!(coloured.output().windows(2).any(|bytes| bytes == b"\x1b["));
    for environment in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let plain = run(&["check", "blog"], &[environment], 80);
        assert_eq!(plain.text(), coloured.text());
        assert!(!plain.output().contains(&0x1b), "{environment:?}");
    }
}

#[test]
fn many_pages_are_opened_when_that_is_confirmed() {
    for (answer, code) in [("y\r", 0), ("\r", 1), ("no\r", 1)] {
        let home = Home::new();
        let urls: Vec<String> = (1..=6).map(|day| format!("https://s.io/{day}")).collect();
        for (day, url) in urls.iter().enumerate() {
            let text = format!("---\nsource: {url}\n---\n");
            fs::write(home.path().join(format!("2026-01-0{}.md", 9 - day)), text).unwrap();
        }
        let program = Path::new(env!("CARGO_BIN_EXE_yunbao"));
        let mut terminal = Terminal::start(&home, program, &["open", ".", "--all"], &[], (80, 24));
        terminal.wait_for_text("open 6 pages? [y/N]");
        assert_eq!(home.opened(), [] as [String; 0]);
        terminal.send(answer);
        assert_eq!(terminal.wait_exit(), code, "{answer:?}");
        let mut opened = home.opened();
        // Browsers run in parallel.
        opened.sort_unstable();
        assert_eq!(opened, if code == 0 { urls } else { Vec::new() });
    }
}

#[test]
fn show_has_the_looks_and_the_links_of_a_terminal() {
    let holds = |terminal: &Terminal, what: &str| {
        terminal.output().windows(what.len()).any(|bytes| bytes == what.as_bytes())
    };
    let coloured = run(&["show", "code.md"], &[], 80);
    assert!(
        coloured.text().contains("See Go[1].\n\n╭ go\n│ func main() {}"),
        "{}",
        coloured.text()
    );
    assert!(holds(&coloured, "\x1b]8;;https://go.dev/\x1b\\"));
    assert!(holds(&coloured, "\x1b[38;5;5mfunc"), "the code has its colours");
    let bold = run(&["show", "code.md"], &[("NO_COLOR", "1")], 80);
    assert!(holds(&bold, "]8;;https://go.dev/") && !holds(&bold, "\x1b[38;"));
    for (arguments, environment) in [
        (&["show", "code.md", "--plain"][..], &[][..]),
        (&["show", "code.md"], &[("TERM", "dumb")]),
    ] {
        let plain = run(arguments, environment, 80);
        assert!(!plain.output().contains(&0x1b), "{arguments:?}");
        assert!(plain.text().contains("[1] https://go.dev/"));
    }
}

#[test]
fn a_gap_between_scripts_is_shown_on_a_terminal() {
    let home = Home::new();
    fs::write(home.path().join("one.md"), "# 云\n\n使用Kubernetes部署\n").unwrap();
    fs::write(home.path().join("config.yaml"), "autospace: true\n").unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_yunbao"));
    for (arguments, wanted) in [
        (&["--config", "config.yaml", "show", "one.md"][..], "使用 Kubernetes 部署"),
        (&["--config", "config.yaml", "show", "one.md", "--plain"], "使用Kubernetes部署"),
        (&["show", "one.md"], "使用Kubernetes部署"),
    ] {
        let terminal = Terminal::start(&home, program, arguments, &[], (60, 24));
        terminal.wait_exit();
        assert!(terminal.text().lines().any(|line| line == wanted), "{}", terminal.text());
    }
}
