//! Markdown and its dialects, nested in themselves.

use super::heads::numbered;
use super::{Case, Scale};

pub(super) fn cases(scale: Scale) -> Vec<Case> {
    let deep = scale.of(10_000);
    let around =
        |open: &str, close: &str| format!("{}a{}\n", open.repeat(deep), close.repeat(deep));
    let only = |open: &str| format!("{}a\n", open.repeat(deep));
    // Each line is indented one step further: the text grows with the square.
    let stairs = |mark: &str, step: usize| -> String {
        numbered(scale.of(1_000), |level| format!("{}{mark} a\n", " ".repeat(level * step)))
    };
    let kinds: Vec<(&str, String)> = vec![
        ("quotes", only(">")),
        ("quotes-spaced", only("> ")),
        ("quotes-lines", numbered(scale.of(1_000), |level| format!("{} a\n", ">".repeat(level)))),
        ("quotes-lazy", format!("{}a\n{}", ">".repeat(deep), "b\n".repeat(deep))),
        ("lists", only("- ")),
        ("lists-numbered", only("1. ")),
        ("lists-stairs", stairs("-", 2)),
        ("lists-numbered-stairs", stairs("1.", 3)),
        ("lists-mixed", only("- > 1. ")),
        ("lists-blank", format!("{}\n\n{}a\n", "- ".repeat(deep), "  ".repeat(deep))),
        ("emphasis", around("*a ", " a*")),
        ("emphasis-open", only("*a ")),
        ("emphasis-two", around("*a **b ", " b** a*")),
        ("emphasis-runs", only("a**b")),
        ("emphasis-underscores", around("_a __b ", " b__ a_")),
        ("emphasis-han", only("**好")),
        ("strikes", around("~~a ~b ", " b~ a~~")),
        ("brackets", around("[", "]")),
        ("brackets-open", only("[")),
        ("brackets-closed", only("]")),
        ("brackets-both", around("[a](", ")")),
        ("links", around("[", "](u)")),
        ("links-open", only("[a](b")),
        ("links-titles", only("[a](b 'c")),
        ("links-angles", only("[a](<b")),
        ("images", around("![", "](u)")),
        ("images-open", only("![")),
        ("footnotes-inside", only("[^a]: ")),
        ("references-inside", only("[a]: ")),
        ("parentheses", format!("[a]({}b{})\n", "(".repeat(deep), ")".repeat(deep))),
        ("html", around("<div>", "</div>")),
        ("html-inline", format!("x {}", around("<b><i>", "</i></b>"))),
        ("html-details", around("<details>\n\n", "\n\n</details>")),
        ("html-tables", around("<table><tr><td>", "</td></tr></table>")),
        ("html-lists", around("<ul><li>", "</li></ul>")),
        ("html-anchors", around("<a href=\"https://e.x\">", "</a>")),
        ("shortcodes", around("{{< a >}}", "{{< /a >}}")),
        ("shortcodes-lines", around("{{% a %}}\n", "\n{{% /a %}}")),
        ("liquid", around("{% if a %}", "{% endif %}")),
        ("liquid-raw", around("{% raw %}", "{% endraw %}")),
        ("admonitions", around(":::note\n", "\n:::")),
        (
            "admonitions-longer",
            numbered(scale.of(1_000), |level| format!("{} note\n", ":".repeat(level + 3))),
        ),
        ("admonitions-indented", stairs("!!! note", 4)),
        ("definitions", only("a\n: ")),
        ("definitions-stairs", stairs("a\n:", 2)),
        ("fences", numbered(scale.of(1_000), |level| format!("{}\n", "`".repeat(level + 3)))),
        ("fences-in-quotes", only("> ```\n")),
        ("code-spans", numbered(scale.of(1_000), |level| format!("{} ", "`".repeat(level)))),
        ("jsx", around("<A b={{", "}}>")),
        ("mdx-braces", around("{", "}")),
        ("mdx-import", format!("import {}\n", "{".repeat(deep))),
        ("headings", only("# ")),
    ];
    kinds.into_iter().map(|(name, text)| Case::new(format!("deep-{name}"), text)).collect()
}
