//! Front matter that parsers reject, or that would keep them busy.

use super::{codes, front_matter, yaml};
use crate::post::DiagnosticMessage;

#[test]
fn broken_yaml_is_read_line_by_line() {
    for (block, title, tags, place) in [
        ("title: A: b\ntags: [x, y]", "A: b", &["x", "y"][..], (2, 9)),
        ("title: \"a\" b\ntags:\n  - x\n  - 1.30", "\"a\" b", &["x", "1.30"], (2, 12)),
        ("title: \"A \"b\" c\"\ntags: x", "A \"b\" c", &["x"], (2, 12)),
        ("title: 'It's'\ntags: x", "It's", &["x"], (2, 12)),
        ("title: [译] A\ntags: x", "[译] A", &["x"], (2, 12)),
        ("title: @A\ntags: x", "@A", &["x"], (2, 8)),
        ("title: *A*\ntags: x", "*A*", &["x"], (2, 8)),
        ("title: `A`\ntags: x", "`A`", &["x"], (2, 8)),
        ("title: 100% A # c\ntags: \t@x", "100% A", &["@x"], (3, 8)),
        ("\ttitle: A\n\ttags: x", "A", &["x"], (2, 1)),
        ("title: A\n date: 2024\n tags: x", "A", &["x"], (3, 6)),
        ("title:A\ntags: x", "A", &["x"], (3, 5)),
        ("title: A\nprose\ntags: x", "A", &["x"], (4, 1)),
        ("title: A\ntags: [x, 'y, z', @q]", "A", &["x", "y, z", "@q"], (3, 19)),
        ("title: A\ntags:\n- x\n- @y\n- name: z\n  url: u", "A", &["x", "@y", "z"], (5, 3)),
        ("title: A\ntags: x\nnote: a: b: c", "A", &["x"], (4, 8)),
        ("title: A\ntaxonomies:\n  tags: [x, @y]", "A", &["x", "@y"], (4, 13)),
        ("title: >\n  A\n  b\ntags: x\nz: @", "A b", &["x"], (6, 4)),
        ("title: A\ntags: null\nz: @", "A", &[], (4, 4)),
        ("title: \"A\ntags: x\nmore: y", "A", &["x"], (2, 8)),
        ("title: \"A\" and \"B\"\ntags: x", "\"A\" and \"B\"", &["x"], (2, 12)),
        ("title: A\ntags: [x, y\nmore: y", "A", &["x", "y"], (3, 7)),
        ("title:A\ntags:[x]\nauthor:B", "A", &["x"], (2, 1)),
        ("title: A\ntags: x\nz: [\n  y\n] q\nmore: z", "A", &["x"], (6, 3)),
        ("标题：云报\n标签：[a, b]\n日期：2024-05-06", "云报", &["a", "b"], (2, 1)),
    ] {
        let found = yaml(block);
        assert_eq!(found.title.as_deref(), Some(title), "{block}");
        assert_eq!(found.tags, tags, "{block}");
        let first: Vec<_> = codes(&found).into_iter().filter(|f| f.2 == "front-matter").collect();
        assert_eq!(first, [(place.0, place.1, "front-matter")], "{block}");
    }
}

#[test]
fn signs_of_yaml_in_texts_cut_nothing() {
    for (block, title, tags, place) in [
        ("title: #127 Service mesh\ntags: x", "#127 Service mesh", &["x"][..], (2, 8)),
        ("title: Cloud native weekly #12\ntags: x", "Cloud native weekly #12", &["x"], (2, 28)),
        ("title: &istio is out\ntags: x", "&istio is out", &["x"], (2, 8)),
        ("title: !important news\ntags: x", "!important news", &["x"], (2, 8)),
        ("title: A\ntags: [!x, y]", "A", &["!x", "y"], (3, 8)),
        ("title: A\ntags: #foo #bar", "A", &["foo", "bar"], (3, 7)),
        ("title: A\ntags:\n  - #foo\n  - b", "A", &["foo", "b"], (4, 5)),
        ("title: It's: #12\ntags: x", "It's: #12", &["x"], (2, 14)),
        ("{title: A, tags: [x], y: \"z}", "A", &["x"], (2, 26)),
    ] {
        let found = yaml(block);
        assert_eq!(found.title.as_deref(), Some(title), "{block}");
        assert_eq!(found.tags, tags, "{block}");
        assert_eq!(codes(&found), [(place.0, place.1, "front-matter")], "{block}");
    }
}

#[test]
fn a_missing_comma_is_told_where_it_is_missed() {
    let found = yaml("{\n  title: A,\n  tags: [x]\n  y: z\n}");
    assert_eq!((found.title.as_deref(), &found.tags[..]), (Some("A"), &["x".to_owned()][..]));
    assert_eq!(found.findings.iter().map(|one| one.line).collect::<Vec<_>>(), [5]);
}

#[test]
fn odd_yaml_that_is_valid_draws_no_finding() {
    for (block, title, tags) in [
        ("title:\tA\ntags: \t[x,\ty]", "A", &["x", "y"][..]),
        ("title: &a:b A\nx: *a:b\ntags: x", "A", &["x"]),
        ("d: &d {tags: [x], title: B}\n<<: *d\ntitle: A", "A", &["x"]),
        ("d: &d\n  tags: [x]\n  title: B\n<<: [*d]", "B", &["x"]),
        ("{title: A,\n tags: [x,\n  y]}", "A", &["x", "y"]),
        ("title: A # c\ntags: #what it is about\n  - x", "A", &["x"]),
        ("? title\n: A\ntags: x", "A", &["x"]),
        ("title: A\ntags: [\n  x,\n  y\n]\nz: 1", "A", &["x", "y"]),
        ("title: A\nz: {\n  a: b,\n}\ntags: [\n  x\n]", "A", &["x"]),
        ("[a, b]: 1\n[a, c]: 2\n{a: b}: 3\ntitle: A\ntags: x", "A", &["x"]),
    ] {
        let found = yaml(block);
        assert_eq!(found.title.as_deref(), Some(title), "{block}");
        assert_eq!(found.tags, tags, "{block}");
        assert_eq!(codes(&found), [], "{block}");
    }
}

#[test]
fn broken_toml_and_json_are_read_line_by_line() {
    let found = front_matter("+++\ntitle = A b\ntags = [\"x\"]\n[extra]\nauthors = ['bo']\n+++\nb");
    assert_eq!(found.title.as_deref(), Some("A b"));
    assert_eq!((found.tags.len(), found.authors.len()), (1, 1));
    assert_eq!(codes(&found), [(2, 9, "front-matter")]);
    let text = "+++\ntitle = A b\n\n[extra]\nauthors = ['bo']\n+++\nb";
    let found = front_matter(text);
    assert_eq!((found.authors.len(), &text[found.body_start..]), (1, "b"));

    let found = front_matter("{\n\"title\": \"\\ud83d\",\n\"tags\": [\"x\"],\n}\nb");
    assert_eq!(found.tags, ["x"]);
    assert_eq!(codes(&found), [(2, 10, "front-matter")]);
    // All on one line, with a comma missing, one too many, and text that only looks like a key.
    let text = "{\"title\": \"x: \\\"y\" \"date\": \"2024-01-02\", \"tags\": [\"a\", {\"name\": \"b\"}],,}\n";
    let found = front_matter(text);
    assert_eq!(found.title.as_deref(), Some("x: \"y"));
    assert_eq!(
        (found.date.is_some(), &found.tags[..]),
        (true, &["a".to_owned(), "b".to_owned()][..])
    );
    assert_eq!(codes(&found), [(1, 20, "front-matter")]);
}

#[test]
fn json_is_read_as_json_is() {
    let found = front_matter(
        "{\"title\": \"Go \\ud83d\\ude80\", \"tags\": [1.30, true, null, \"a\\/b\"]}\nb",
    );
    assert_eq!(found.title.as_deref(), Some("Go 🚀"));
    assert_eq!(found.tags, ["1.30", "true", "a/b"]);
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    // A string within a list is not a key.
    let text = "{\"date\":\"2024-13-01\",\"tags\":[\"date\"]}\n";
    assert_eq!(codes(&front_matter(text)), [(1, 9, "invalid-date")]);
}

#[test]
fn limits_are_said() {
    let deep = yaml(&format!("title: A\nx: {}", "[".repeat(100)));
    assert_eq!(deep.findings[0].message, DiagnosticMessage::FrontMatterDeep(64));
    let bomb = yaml(
        "title: A\na: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]",
    );
    assert_eq!(bomb.findings[0].message, DiagnosticMessage::FrontMatterUnfolds);
    assert_eq!((bomb.findings[0].line, bomb.findings[0].column), (4, 8));
}

#[test]
fn what_stands_unopened_is_read_as_it_was_meant() {
    let text = "title: \"A #1\"\ntags: [\"a\", \"b c\"]\ncategories:\n- x\n- y\nsource: \"https://a.io/x\"\n---\nb";
    let found = front_matter(text);
    assert_eq!(found.title.as_deref(), Some("A #1"));
    assert_eq!(
        (&found.tags[..], &found.categories[..]),
        (&["a".to_owned(), "b c".to_owned()][..], &["x".to_owned(), "y".to_owned()][..])
    );
    assert_eq!(found.source.as_deref(), Some("https://a.io/x"));
    assert_eq!(&text[found.body_start..], "b");
    let found = front_matter("Title: Issue #5 of \"A\"\nDate: 2024-01-02\n\nb");
    assert_eq!(found.title.as_deref(), Some("Issue #5 of \"A\""));
}

#[test]
fn of_duplicate_keys_the_last_counts() {
    let found = yaml("title: A\ntags: x\ntitle: B\ntitle: C");
    assert_eq!(found.title.as_deref(), Some("C"));
    assert_eq!(codes(&found), [(5, 8, "duplicate-key")]);
    let found = front_matter("+++\ntitle = 'A'\ntitle = 'B'\n+++\n");
    assert_eq!(found.title.as_deref(), Some("B"));
    assert_eq!(codes(&found), [(3, 9, "duplicate-key")]);
    let found = front_matter("{\"title\": \"A\", \"title\": \"B\"}\n");
    assert_eq!(found.title.as_deref(), Some("B"));
    assert_eq!(codes(&found), [(1, 25, "duplicate-key")]);
}

#[test]
fn bombs_are_refused_fast() {
    let mut laughs = "---\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for n in 1..12 {
        let alias = format!("*a{}, ", n - 1).repeat(9);
        laughs = format!("{laughs}a{n}: &a{n} [{alias}]\n");
    }
    laughs.push_str("title: A\ntags: *a11\n---\nbody");
    let long = "x".repeat(30_000);
    let texts = [
        laughs,
        format!("---\na: &a {long}\nb: [{}]\ntitle: A\n---\nbody", "*a, ".repeat(9_000)),
        format!("---\ntitle: A\ntags: {}\n---\nbody", "[".repeat(100_000)),
        format!("---\ntitle: A\ntags: {}\n---\nbody", "[".repeat(60_000)),
        format!("---\ntitle: A\ntags: {}\n---\nbody", "{a: ".repeat(15_000)),
        format!("---\ntitle: A\ntags:\n {}\n---\nbody", "- ".repeat(30_000)),
        format!("---\ntitle: A\n{}\n---\nbody", "? ".repeat(30_000)),
        format!("---\ntitle: A\n{}---\nbody", "k: v\n".repeat(100_000)),
        format!("---\ntitle: A\n{}bad: @\n---\nbody", "k:\n".repeat(20_000)),
        format!("---\ntitle: A\nbad: @\nx: {}\n---\nbody", "&a ".repeat(20_000)),
        format!("+++\ntitle = 'A'\ntags = {}\n+++\nbody", "[".repeat(60_000)),
        format!("+++\ntitle = 'A'\ntags = {}\n+++\nbody", "{a=".repeat(20_000)),
        format!("+++\ntitle = 'A'\n{}b = 1\n+++\nbody", "a.".repeat(30_000)),
    ];
    for text in texts {
        let start = std::time::Instant::now();
        let found = front_matter(&text);
        assert!(found.title.as_deref() == Some("A"), "{}", &text[..40]);
        assert_eq!(&text[found.body_start..], "body");
        assert!(!found.findings.is_empty(), "{}", &text[..40]);
        println!("{:?} {}", start.elapsed(), &text[..40].replace('\n', " "));
    }
}
