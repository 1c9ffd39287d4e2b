//! Search as users type it: the posts that a query finds, and the message about a part that is not
//! understood.

use crate::home::{rows, texts, yunbao};
use std::fs;
use tempfile::TempDir;

/// A folder of posts: name, front matter, text.
fn folder(posts: &[(&str, &str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, head, text) in posts {
        fs::write(home.path().join(name), format!("---\n{head}\n---\n{text}\n")).unwrap();
    }
    home
}

/// The paths of the posts that a query finds, and the messages about the query.
fn found(home: &TempDir, query: &str) -> (String, String) {
    let output = yunbao(home).args(["list", ".", "--json", "-q", query]).output().unwrap();
    let rows = rows(&String::from_utf8(output.stdout).unwrap());
    (texts(&rows, "path").join(" ").replace("./", ""), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn typographic_marks_are_found_as_they_are_typed() {
    let home = folder(&[(
        "a.md",
        "title: What’s new – don’t miss it\ntags: [real\u{2011}time]",
        "You can’t skip this zero\u{2011}trust, real\u{2011}time rollout of 5–10 nodes.",
    )]);
    for query in
        ["can't", "what's new", "zero-trust", "real-time", "tag:real-time", "5-10", "title:don't"]
    {
        assert_eq!(found(&home, query), ("a.md".to_owned(), String::new()), "{query}");
    }
}

#[test]
fn half_width_kana_are_found_by_full_ones() {
    let home = folder(&[("a.md", "title: ｶﾞｷﾞｸﾞｹﾞｺﾞﾊﾟﾋﾟﾌﾟ end", "Aｶﾞx")]);
    for query in ["ガギグ", "ｶﾞｷﾞｸﾞ", "パピプ", "aガx", "カ\u{3099}キ\u{3099}"]
    {
        assert_eq!(found(&home, query), ("a.md".to_owned(), String::new()), "{query}");
    }
    assert_eq!(found(&home, "カキ").0, "", "a voiced kana is another letter");
}

#[test]
fn operators_of_other_programs_are_meant_or_explained() {
    let home = folder(&[
        ("a.md", "title: 云原生与 istio\ndate: 2024-01-01", "关于 ebpf。"),
        ("b.md", "title: not about envoy, and not istio\ndate: 2024-01-02", "x"),
    ]);
    for (query, paths) in [
        ("云原生 AND istio", "a.md"),
        ("istio NOT envoy", "a.md"),
        ("/ebpf/i", "a.md"),
        ("/EBPF/i AND NOT envoy", "a.md"),
        ("title:/^Not/i", "b.md"),
        ("and not istio", "b.md"),
    ] {
        assert_eq!(found(&home, query), (paths.to_owned(), String::new()), "{query}");
    }
    for (query, note) in [
        ("istio !envoy", "!envoy is written -envoy here"),
        ("istio || envoy", "|| is written OR here"),
        ("/ebpf/g", "ends with / or /i"),
        ("/\\bxdp\\b/s", "ends with / or /i"),
        ("istio AND", "AND needs something on both sides"),
        ("NOT", "NOT needs something after it"),
    ] {
        let (_, said) = found(&home, query);
        assert!(said.contains(note), "{query}: {said}");
    }
}

#[test]
fn a_value_that_no_post_has_is_told_with_the_nearest() {
    let home =
        folder(&[("a.md", "title: A\ntags: [istio, 服务网格]\ncategories: [Cloud Native]", "")]);
    for (query, near) in [
        ("tag:isto", "tag:istio"),
        ("#服务网路", "tag:服务网格"),
        ("-tag:Istoi", "tag:istio"),
        ("category:\"cloud natve\"", "category:\"Cloud Native\""),
    ] {
        let (_, said) = found(&home, query);
        assert!(said.contains(&format!("did you mean {near}?")), "{query}: {said}");
    }
    assert_eq!(found(&home, "tag:zzyzx"), (String::new(), String::new()));
    let output = yunbao(&home)
        .args(["--lang", "zh-Hans", "stories", ".", "-q", "tag:isto"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("您要找的是 tag:istio 吗？"), "{said}");
}
