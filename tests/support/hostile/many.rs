//! A large number of one thing, in a post of a few megabytes.

use super::heads::numbered;
use super::{Case, Scale};
use std::fmt::Write;

/// Schemes of addresses, including those that may be opened.
pub const SCHEMES: [&str; 34] = [
    "http",
    "https",
    "HTTP",
    "hTTps",
    "javascript",
    "JavaScript",
    "vbscript",
    "data",
    "file",
    "ftp",
    "ftps",
    "sftp",
    "ssh",
    "telnet",
    "mailto",
    "tel",
    "sms",
    "smb",
    "about",
    "blob",
    "chrome",
    "view-source",
    "ws",
    "wss",
    "git",
    "magnet",
    "intent",
    "steam",
    "ms-msdt",
    "search-ms",
    "x-apple",
    "vscode",
    "slack",
    "jar",
];

#[allow(clippy::too_many_lines, reason = "a list of cases")]
pub(super) fn cases(scale: Scale) -> Vec<Case> {
    let many = scale.of(100_000);
    let some = scale.of(20_000);
    let few = scale.of(5_000);
    let rows = |columns: usize, rows: usize| -> String {
        let row = format!("|{}\n", "a|".repeat(columns));
        format!("{row}|{}\n{}", "-|".repeat(columns), row.repeat(rows))
    };
    let kinds: Vec<(&str, String)> = vec![
        ("headings", numbered(many, |n| format!("## h{n}\n"))),
        ("headings-setext", numbered(some, |n| format!("h{n}\n===\n"))),
        ("headings-attributes", numbered(many, |n| format!("# a {{#b{n}\n"))),
        ("headings-empty", "#\n".repeat(many)),
        (
            "footnotes",
            numbered(some, |n| format!("[^{n}] "))
                + "\n\n"
                + &numbered(some, |n| format!("[^{n}]: f{n}\n")),
        ),
        ("footnotes-one-defined", format!("{}\n\n[^1]: f\n", "[^1] ".repeat(many))),
        ("footnotes-undefined", numbered(many, |n| format!("[^{n}]"))),
        ("footnotes-same", "[^1]: f\n".repeat(many)),
        ("definitions", numbered(many, |n| format!("[r{n}]: https://e.x/{n}\n"))),
        (
            "definitions-used",
            numbered(some, |n| format!("[r{n}] "))
                + "\n\n"
                + &numbered(some, |n| format!("[r{n}]: https://e.x/{n}\n")),
        ),
        (
            "definitions-long",
            format!("{}\n\n[r]: https://e.x/{}\n", "[r] ".repeat(some), "u".repeat(some)),
        ),
        ("definitions-same", "[r]: https://e.x\n".repeat(many)),
        ("links", numbered(many, |n| format!("[l](https://e.x/{n}) "))),
        ("links-bare", numbered(many, |n| format!("https://e.x/{n} "))),
        ("links-joined", "https://e.x/".repeat(many)),
        ("links-angle", numbered(many, |n| format!("<https://e.x/{n}>"))),
        ("links-undefined", "[a][b] ".repeat(many)),
        ("links-dead", numbered(many, |n| format!("[l](a{n}.md) "))),
        ("links-dead-on-a-line", numbered(5_000, |n| format!("[l](a{n}.md)"))),
        (
            "links-dead-out-of-order",
            numbered(some, |n| format!("[r{n}] [l](b{n}.md)\n"))
                + "\n"
                + &numbered(some, |n| format!("[r{n}]: c{n}.md\n")),
        ),
        ("links-lines", numbered(many, |n| format!("- [l{n}](https://e.x/{n})\n"))),
        (
            "stories",
            numbered(some, |n| {
                format!("### s{n}\n\nText.\n\n**Source:** [s](https://e.x/{n})\n\n")
            }),
        ),
        ("stories-same", "### s\n\n**Source:** https://e.x\n\n".repeat(some)),
        ("stories-no-heading", "**Source:** https://e.x\n".repeat(many)),
        ("tables-columns", rows(few, 3)),
        ("tables-columns-rows", rows(scale.of(1_000), scale.of(500))),
        ("tables-rows", rows(2, many)),
        (
            "tables-ragged",
            format!("|{}\n|{}\n{}", "a|".repeat(few), "-|".repeat(few), "|a|\n".repeat(few)),
        ),
        ("tables-short-header", format!("|a|\n|-|\n|{}\n", "a|".repeat(many))),
        ("tables-many", "|a|b|\n|-|-|\n|c|d|\n\n".repeat(some)),
        ("tables-no-rule", "|a|b\n".repeat(many)),
        ("tables-links", format!("|{}\n|{}\n", "[a](https://e.x)|".repeat(few), "-|".repeat(few))),
        ("items", "- a\n".repeat(many)),
        ("items-loose", "- a\n\n".repeat(many)),
        ("items-numbered", "1. a\n".repeat(many)),
        ("items-starts", "- a\n+ a\n* a\n".repeat(some)),
        ("items-tasks", "- [x] a\n".repeat(many)),
        ("number-of-list", "999999999. a\n1. b\n".repeat(few)),
        ("quotes", "> a\n\n".repeat(many)),
        ("alerts", "> [!NOTE]\n> a\n\n".repeat(some)),
        ("rules", "***\n".repeat(many)),
        ("fences", "```yaml\na: 1\n```\n".repeat(some)),
        ("fences-languages", numbered(some, |n| format!("```l{n}\na\n```\n"))),
        ("fences-open", "```\na\n~~~\n".repeat(some)),
        ("code-lines", format!("```rust\n{}```\n", "fn a() { b(\"c\"); }\n".repeat(some))),
        ("code-spans", "`a` ".repeat(many)),
        ("emphasis", "**a** ".repeat(many)),
        ("emphasis-han", "**重要：**请".repeat(some)),
        ("entities", "&amp;&#27;&lt;".repeat(some)),
        ("entities-broken", "&a".repeat(many)),
        ("escapes", "\\*\\[".repeat(many)),
        ("paragraphs", "a\n\n".repeat(many)),
        ("breaks", "a  \n".repeat(many)),
        ("blank-lines", "\n".repeat(many * 10)),
        ("html-comments", "<!-- a -->\n\n".repeat(some)),
        ("html-comments-open", "<!-- a\n\n".repeat(some)),
        ("html-comments-inline", format!("x {}", "<!-- a ".repeat(some))),
        ("html-instructions", format!("x {}", "<? a ".repeat(some))),
        ("html-declarations", format!("x {}", "<!A ".repeat(some))),
        ("html-cdata", format!("x {}", "<![CDATA[ ".repeat(some))),
        ("html-attributes", format!("x <a {}>", "b=c ".repeat(some))),
        ("html-attributes-open", format!("x {}", "<a b=\"".repeat(some))),
        ("html-tags-open", format!("x {}", "<a ".repeat(many))),
        ("html-images", "<img src=\"https://e.x/a.png\">\n".repeat(some)),
        ("html-breaks", "a<br>".repeat(many)),
        (
            "html-block-links",
            format!("<div>\n{}</div>\n", "<a href=\"https://e.x\">b</a>\n".repeat(some)),
        ),
        ("shortcodes", "{{< a >}} ".repeat(some)),
        ("shortcodes-open", "{{< a ".repeat(many)),
        ("shortcodes-figures", "{{< figure src=\"a.png\" title=\"t\" >}}\n".repeat(some)),
        ("shortcodes-inner", "{{< a >}}x{{< /b >}}\n".repeat(some)),
        ("liquid-open", "{% a ".repeat(many)),
        ("liquid-variables", "{{ a }} ".repeat(some)),
        ("mdx-imports", "import A from 'a'\n".repeat(some)),
        ("mdx-exports", "export const a = {\n".repeat(some)),
        ("mdx-comments", "{/* a ".repeat(some)),
        ("admonitions", ":::note\na\n:::\n".repeat(some)),
        ("admonitions-open", ":::note\n".repeat(many)),
        ("admonitions-indented", "!!! note\n    a\n".repeat(some)),
        ("definition-lists", "a\n: b\n\n".repeat(some)),
        ("definition-lists-tight", "a\n: b\n".repeat(many)),
        ("schemes", schemes()),
        ("emoji", "👩‍👩‍👧‍👦🏳️‍🌈🇨🇳".repeat(some)),
        ("flags", "🇨".repeat(many)),
    ];
    kinds.into_iter().map(|(name, text)| Case::new(format!("many-{name}"), text)).collect()
}

/// An address of every scheme in every notation.
fn schemes() -> String {
    let mut out = "# Addresses\n\n".to_owned();
    let tails = [
        ":alert(1)",
        "://e.x/a",
        "://user:pass@e.x:1/a?b#c",
        ":%0aalert(1)",
        ":\talert(1)",
        "&colon;alert(1)",
        "://[::1",
        "://e.x\\@f.x",
        "://аррӏе.com",
    ];
    for scheme in SCHEMES {
        for tail in tails {
            let url = format!("{scheme}{tail}");
            let _ = write!(
                out,
                "### s\n\n[a]({url}) <{url}> {url} ![i]({url}) <a href=\"{url}\">h</a> [a][{scheme}]\n\n**Source:** [b]({url})\n\n### [c]({url})\n\n"
            );
        }
        let _ = write!(out, "[{scheme}]: {scheme}:x\n\n");
    }
    out += "[r](//e.x) [s](/a) [t](../a) [u](#a) [v](?a) [w]() [x](<>) [y](https://) [z](https:) [0](http:///a) [1](https:// a)\n";
    out
}
