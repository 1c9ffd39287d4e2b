//! HTML blocks compared with the equivalent Markdown.

use crate::markdown::{OutlineBlockKind, Typography, layout, outline, parse};

fn lines(text: &str) -> Vec<String> {
    let document = layout(&parse(text), 60, Typography::default());
    document.lines.iter().map(super::super::Line::plain).collect()
}

#[test]
fn html_reads_as_its_markdown() {
    for (html, markdown) in [
        (
            "<ul><li>alpha</li><li>beta<ul><li>nested</li></ul></li></ul>",
            "- alpha\n- beta\n  - nested\n",
        ),
        ("<ol start=\"3\"><li>first</li>\n<li>second\n</ol>", "3. first\n4. second\n"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b\n"),
        ("<h2>Sub <i>heading</i></h2>", "## Sub heading\n"),
        (
            "<table><tr><th>Name</th><th>Value</th></tr><tr><td>memory</td><td>1Gi</td></tr></table>",
            "Name|Value\n-|-\nmemory|1Gi\n",
        ),
        ("<dl><dt>Term</dt><dd>What it is</dd></dl>", "Term\n: What it is\n"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b\n"),
        (
            "<details><summary>Release notes</summary>First line of it</details>",
            "**Release notes**\n\nFirst line of it\n",
        ),
        (
            "<pre><code class=\"language-yaml\">kind: Pod\nmetadata:\n  name: web\n</code></pre>",
            "```yaml\nkind: Pod\nmetadata:\n  name: web\n```\n",
        ),
        ("<pre>\ntree\n├── a   x\n\n└── b &lt;\n</pre>", "```\ntree\n├── a   x\n\n└── b <\n```\n"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb\n"),
        ("<ul>\n\n<li>\n\n**a**\n\n</li>\n\n</ul>\n\nb", "- **a**\n\nb\n"),
        ("<blockquote>\n\n- a\n\n</blockquote>\n\nb", "> - a\n\nb\n"),
        ("- a <!-- x -->\n\n  <ul><li>b</li></ul>\n\nc", "- a\n\n  - b\n\nc\n"),
    ] {
        assert_eq!(lines(html), lines(markdown), "{html}");
    }
}

#[test]
fn headings_lists_and_rows_are_in_the_outline_where_they_stand() {
    let text = "a\n\n<h2>b</h2>\n<ul>\n<li><a href=\"https://c.d/\">e</a> f</li>\n</ul>\n<table><tr><td>g</td>\n<td>h</td></tr></table>\n";
    let found = outline(text);
    let kinds: Vec<_> = found.blocks.iter().map(|block| (block.kind, found.text(block))).collect();
    assert_eq!(
        kinds,
        [
            (OutlineBlockKind::Paragraph, "a"),
            (OutlineBlockKind::Heading { level: 2, number: 0 }, "b"),
            (OutlineBlockKind::Paragraph, "e f"),
            (OutlineBlockKind::Row { is_header: false }, "g | h"),
        ]
    );
    assert_eq!(found.blocks[2].item, Some(0));
    assert!(text[found.blocks[2].offset..].starts_with("<li>"));
    assert_eq!(found.links_of(&found.blocks[2])[0].text, 0..1);
    assert!(outline("<pre>a</pre>").has_code);
}

#[test]
fn a_tag_that_nothing_ends_takes_in_nothing() {
    for open in ["<ul><li>", "<blockquote>", "<table><tr><td>", "<dl><dd>", "<details>", "<pre>a"] {
        let found = outline(&format!("{open}x\n\ntext\n\n## Heading\n\nmore\n"));
        let heading = found.headings.iter().find(|heading| heading.text == "Heading");
        assert!(heading.is_some(), "{open}");
        assert!(found.plain.contains("more"));
    }
    let found = outline("- <ul><li>a\n\nb\n\n<ul><li>c</li></ul>\n");
    assert_eq!(found.blocks.iter().map(|block| block.item).collect::<Vec<_>>()[1], None);
}

#[test]
fn what_is_nested_without_end_is_read() {
    for tag in
        ["<details>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<b>", "<dl><dd>", "<div>"]
    {
        let text = format!("{}x\n\nend\n", tag.repeat(10_000));
        assert!(lines(&text).concat().contains('x'), "{tag}");
        assert!(outline(&text).plain.contains("end"), "{tag}");
        let apart = format!("{tag}\n\n").repeat(10_000);
        assert!(outline(&format!("{apart}end")).plain.contains("end"), "{tag}");
    }
}
