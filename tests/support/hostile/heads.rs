//! Front matter that expands, nests or does not end.

use super::{Case, Scale};
use std::fmt::Write;

#[allow(clippy::too_many_lines, reason = "a list of cases")]
pub(super) fn cases(scale: Scale) -> Vec<Case> {
    let yaml = |head: &str| format!("---\ntitle: \"t\"\n{head}\n---\n\n# body\n\ntext\n");
    let toml = |head: &str| format!("+++\ntitle = \"t\"\n{head}\n+++\n\n# body\n\ntext\n");
    let json = |head: &str| format!("{{\"title\": \"t\", {head}}}\n\n# body\n\ntext\n");
    let deep = scale.of(10_000);
    let thousand = scale.of(1_000);
    let many = scale.of(100_000);
    let mut cases = vec![
        Case::new("yaml-laughs", yaml(&laughs(9, 9))),
        Case::new("yaml-laughs-in-tags", yaml(&format!("{}\ntags: *a8", laughs(9, 9)))),
        Case::new("yaml-quadratic-alias", yaml(&quadratic(scale.of(2_000)))),
        Case::new("yaml-alias-of-itself", yaml("a: &a [*a, *a]\nb: &b {c: *b}\ntags: *a")),
        Case::new("yaml-merges", yaml(&merges(30))),
        Case::new(
            "yaml-anchors",
            yaml(&numbered(scale.of(20_000), |n| format!("k{n}: &a{n} v\n"))),
        ),
        Case::new("yaml-brackets", yaml(&format!("tags: {}", "[".repeat(deep)))),
        Case::new(
            "yaml-brackets-closed",
            yaml(&format!("tags: {}{}", "[".repeat(deep), "]".repeat(deep))),
        ),
        Case::new("yaml-braces", yaml(&format!("tags: {}", "{a: ".repeat(deep)))),
        Case::new("yaml-dashes", yaml(&format!("tags:\n  {}a", "- ".repeat(deep)))),
        Case::new("yaml-questions", yaml(&format!("{}a", "? ".repeat(deep)))),
        Case::new("yaml-steps", yaml(&steps(thousand))),
        Case::new("yaml-tags-of-types", yaml(&format!("tags: {}", "!a ".repeat(deep)))),
        Case::new("yaml-quote-open", yaml(&format!("tags: \"{}", "a ".repeat(many)))),
        Case::new("yaml-block-scalar", yaml(&format!("description: |\n{}", "  a\n".repeat(many)))),
        Case::new("yaml-flow-of-colons", yaml(&format!("tags: [{}", ":".repeat(many)))),
        Case::new("yaml-long-key", yaml(&format!("{}: 1", "k".repeat(many)))),
        Case::new("yaml-broken-lines", yaml(&": : :\n".repeat(many / 2))),
        Case::new("yaml-double-keys", yaml(&"title: \"x\"\n".repeat(many / 4))),
        Case::new("yaml-many-keys", yaml(&numbered(many, |n| format!("k{n}: v\n")))),
        Case::new("yaml-never-ends", format!("---\n{}", "title: a\n".repeat(many))),
        Case::new("yaml-number", yaml(&format!("date: {}", "9".repeat(many)))),
        Case::new(
            "yaml-tags-flow",
            yaml(&format!("tags: [{}]", numbered(many, |n| format!("t{n}, ")))),
        ),
        Case::new(
            "yaml-tags-block",
            yaml(&format!("tags:\n{}", numbered(many, |n| format!("  - t{n}\n")))),
        ),
        Case::new(
            "yaml-tags-comma",
            yaml(&format!("tags: {}", numbered(many, |n| format!("t{n}, ")))),
        ),
        Case::new(
            "yaml-tags-few-long",
            yaml(&format!("tags: [{}]", format!("{}, ", "长".repeat(10_000)).repeat(4))),
        ),
        Case::new(
            "yaml-authors",
            yaml(&format!("authors:\n{}", numbered(many / 4, |n| format!("  - name: n{n}\n")))),
        ),
        Case::new("toml-dotted", toml(&format!("a{} = 1", ".a".repeat(thousand)))),
        Case::new("toml-dotted-table", toml(&format!("[a{}]\nb = 1", ".a".repeat(thousand)))),
        Case::new(
            "toml-arrays",
            toml(&format!("tags = {}{}", "[".repeat(thousand), "]".repeat(thousand))),
        ),
        Case::new("toml-arrays-open", toml(&format!("tags = {}", "[".repeat(deep)))),
        Case::new(
            "toml-inline",
            toml(&format!("a = {}1{}", "{a=".repeat(thousand), "}".repeat(thousand))),
        ),
        Case::new("toml-tables-of-tables", toml(&"[[a.b]]\n".repeat(thousand * 10))),
        Case::new(
            "toml-headers",
            toml(&numbered(scale.of(3_000), |n| format!("[t{n}.a.b.c]\nx = 1\n"))),
        ),
        Case::new(
            "toml-dotted-many",
            toml(&numbered(scale.of(3_000), |n| format!("a.b.c.d.k{n} = 1\n"))),
        ),
        Case::new("toml-broken", toml(&"= = =\n".repeat(many / 2))),
        Case::new(
            "json-arrays",
            json(&format!("\"tags\": {}{}", "[".repeat(deep), "]".repeat(deep))),
        ),
        Case::new(
            "json-objects",
            json(&format!("\"a\": {}1{}", "{\"a\":".repeat(deep), "}".repeat(deep))),
        ),
        Case::new("json-open", format!("{{\"a\": {}", "[".repeat(deep))),
        Case::new(
            "json-tags",
            json(&format!("\"tags\": [{}\"z\"]", numbered(many, |n| format!("\"t{n}\",")))),
        ),
        Case::new("json-number", json(&format!("\"date\": {}", "9".repeat(many)))),
        Case::new("json-escapes", json(&format!("\"author\": \"{}\"", "\\ud800".repeat(many / 6)))),
        Case::new(
            "pelican-lines",
            format!("Title: t\n{}\ntext\n", "Tags: a, b\n".repeat(many / 4)),
        ),
        Case::new(
            "pelican-tags",
            format!("Title: t\nTags: {}\n\ntext\n", numbered(many, |n| format!("t{n}, "))),
        ),
    ];
    cases.push(Case::new(
        "title-long",
        format!("---\ntitle: {}\n---\n\ntext\n", "长 long ".repeat(many / 2)),
    ));
    cases.push(Case::new(
        "title-combining",
        format!("---\ntitle: a{}\n---\n", "\u{301}".repeat(deep)),
    ));
    cases.push(Case::new(
        "comments-above",
        format!("{}---\ntitle: a\n---\n", "<!--\n-->\n".repeat(many / 4)),
    ));
    cases
}

/// Aliases of aliases: `width` to the power of `levels` words.
fn laughs(levels: usize, width: usize) -> String {
    let mut out = format!("a0: &a0 [{}]\n", vec!["lol"; width].join(", "));
    for level in 1..levels {
        let below = vec![format!("*a{}", level - 1); width].join(", ");
        let _ = writeln!(out, "a{level}: &a{level} [{below}]");
    }
    out
}

/// One long list, and as many aliases of it.
fn quadratic(count: usize) -> String {
    let items = vec!["x"; count].join(", ");
    format!("a: &a [{items}]\ntags: [{}]", vec!["*a"; count].join(", "))
}

fn merges(levels: usize) -> String {
    (1..levels).fold("m0: &m0 {a: 1}\n".to_owned(), |mut out, level| {
        let below = level - 1;
        let _ = writeln!(
            out,
            "m{level}: &m{level} {{<<: [*m{below}, *m{below}], k{level}: *m{below}}}"
        );
        out
    })
}

/// Each line is indented one step further.
fn steps(count: usize) -> String {
    (0..count).fold(String::new(), |mut out, level| {
        let _ = writeln!(out, "{}k:", " ".repeat(level));
        out
    })
}

pub(super) fn numbered(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}
