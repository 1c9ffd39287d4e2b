//! `show`: posts as text.

use crate::home::{home, run, yunbao};
use std::fs;

#[test]
fn show_prints_posts_as_text_with_their_addresses() {
    let home = home();
    let text = "---\ntitle: 云\ndate: 2026-08-20\n---\n\n# 云\n\nSee [**Envoy**](https://envoyproxy.io/) and ![p](p.png).\n\n```go\nfunc main() {}\n```\n";
    fs::write(home.path().join("one.md"), text).unwrap();
    let (code, out, err) = run(&home, "show one.md");
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "云\n20 August 2026 · 1 min\n\nSee Envoy[1] and [image: p][2].\n\n╭ go\n│ func main() {}\n\n[1] https://envoyproxy.io/\n[2] p.png\n"
    );
    assert_eq!(run(&home, "show one.md --plain").1, out);
    let (_, narrow, _) = run(&home, "show one.md --width 20");
    assert!(narrow.contains("See Envoy[1] and\n[image: p][2].\n"), "{narrow}");
    let (code, out, err) = run(&home, "show one.md --width 3");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("--width"), "{err}");
}

#[test]
fn show_prints_in_a_pipe_what_was_written() {
    let home = home();
    fs::write(home.path().join("one.md"), "# 云\n\n使用Kubernetes部署\n").unwrap();
    fs::write(home.path().join("config.yaml"), "autospace: true\n").unwrap();
    let (code, out, err) = run(&home, "--config config.yaml show one.md");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.ends_with("\n使用Kubernetes部署\n"), "{out}");
}

#[test]
fn show_prints_several_posts_newest_first_and_nothing_hostile() {
    let home = home();
    let (code, out, err) = run(&home, "show blog -n 2");
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.starts_with("服务网格一周\n14 August 2026 · Desk · istio.io · 1 min\n[mesh] #istio #服务网格\n\nText.\n\n──"), "{out}");
    assert_eq!(out.lines().filter(|line| line.starts_with("────────")).count(), 1, "{out}");
    let (_, out, _) = run(&home, "show blog -q title:evil");
    assert!(!out.contains(['\x1b', '\u{7}', '\u{202e}']), "{out:?}");
    let (code, out, _) = run(&home, "show blog -q nothing-like-it");
    assert_eq!((code, out.as_str()), (1, ""));
    let output = yunbao(&home).args(["show", "-"]).write_stdin("# A\n\nB\n").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().ends_with("\n\nB\n"));
}
