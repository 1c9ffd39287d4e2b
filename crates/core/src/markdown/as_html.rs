//! Blocks as HTML for feeds: only semantic elements, only links to web pages, and no attributes from the
//! author.

use super::block::{Block, BlockContents, BlockKind, Inline, ListItem, Table, join};
use super::document::{Role, Style};
use crate::web::WebAddress;
use std::fmt::Write;

/// Renders blocks as an HTML fragment. Nothing in it runs, loads or styles anything: text is escaped, and an
/// address only occurs in the `href` of a link to an http or https page.
pub fn as_html(blocks: &[Block]) -> String {
    let mut out = String::new();
    write_blocks(blocks, &mut out);
    out
}

fn write_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        write_block(&block.kind, out);
    }
}

fn write_block(kind: &BlockKind, out: &mut String) {
    match kind {
        BlockKind::Heading { level, inlines } => around(&format!("h{level}"), out, |out| {
            write_inlines(inlines, out);
        }),
        BlockKind::Quote { alert, blocks } => around("blockquote", out, |out| {
            if let Some(alert) = alert {
                around("p", out, |out| around("strong", out, |out| escape_html(alert, out)));
            }
            write_blocks(blocks, out);
        }),
        BlockKind::List { first: None, tight, items } => {
            around("ul", out, |out| write_items(items, *tight, out));
        }
        BlockKind::List { first: Some(first), tight, items } => {
            let _ = write!(out, "<ol start=\"{first}\">");
            write_items(items, *tight, out);
            out.push_str("</ol>\n");
        }
        BlockKind::Term(inlines) => around("p", out, |out| {
            around("strong", out, |out| write_inlines(inlines, out));
        }),
        BlockKind::Footnote { label, blocks } => around("blockquote", out, |out| {
            around("p", out, |out| escape_html(&format!("[{label}]"), out));
            write_blocks(blocks, out);
        }),
        BlockKind::Rule => out.push_str("<hr>\n"),
        other => write_contents(other.contents(), out),
    }
}

/// Writes a block that has no form of its own in HTML.
fn write_contents(contents: BlockContents<'_>, out: &mut String) {
    match contents {
        BlockContents::Inlines(inlines) => around("p", out, |out| write_inlines(inlines, out)),
        BlockContents::Blocks(blocks) => around("blockquote", out, |out| write_blocks(blocks, out)),
        BlockContents::Items(items) => around("ul", out, |out| write_items(items, false, out)),
        BlockContents::Table(table) => around("table", out, |out| write_table(table, out)),
        BlockContents::Code(code) => {
            if !code.title.is_empty() {
                around("p", out, |out| escape_html(&code.title, out));
            }
            out.push_str("<pre><code>");
            for (_, line) in &code.lines {
                escape_html(line, out);
                out.push('\n');
            }
            out.push_str("</code></pre>\n");
        }
        BlockContents::Nothing => {}
    }
}

fn around(name: &str, out: &mut String, inner: impl FnOnce(&mut String)) {
    let _ = write!(out, "<{name}>");
    inner(out);
    let _ = write!(out, "</{name}>");
    if !matches!(name, "strong" | "em" | "del" | "code" | "td" | "th") {
        out.push('\n');
    }
}

fn write_items(items: &[ListItem], tight: bool, out: &mut String) {
    for item in items {
        around("li", out, |out| {
            match item.task {
                Some(true) => out.push_str("[x] "),
                Some(false) => out.push_str("[ ] "),
                None => {}
            }
            for block in &item.blocks {
                match &block.kind {
                    BlockKind::Paragraph(inlines) if tight => write_inlines(inlines, out),
                    other => write_block(other, out),
                }
            }
        });
    }
}

fn write_table(table: &Table, out: &mut String) {
    for (number, row) in table.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
        let cell = if number == 0 { "th" } else { "td" };
        around("tr", out, |out| {
            for one in row {
                around(cell, out, |out| write_inlines(&one.inlines, out));
            }
        });
    }
}

fn write_inlines(inlines: &[Inline], out: &mut String) {
    let mut in_link = false;
    // The last character that is not a blank, which is all that a break needs of the text before it.
    let mut before = String::new();
    for (at, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Text { text, style, .. } => {
                write_text(text, *style, out);
                if let Some(last) = text.trim_end().chars().next_back() {
                    before = last.into();
                }
            }
            Inline::SoftBreak => {
                if let Some(Inline::Text { text, .. }) = inlines.get(at + 1) {
                    let mut next = before.clone();
                    join(&mut next, text);
                    out.push_str(&next[before.len()..]);
                } else {
                    out.push(' ');
                }
            }
            Inline::HardBreak => out.push_str("<br>"),
            Inline::OpenLink(url) => {
                let address = WebAddress::to_open(url);
                in_link = address.is_ok();
                if let Ok(address) = address {
                    out.push_str("<a href=\"");
                    escape_html(address.as_str(), out);
                    out.push_str("\">");
                }
            }
            Inline::CloseLink => {
                if std::mem::take(&mut in_link) {
                    out.push_str("</a>");
                }
            }
            Inline::Task(done) => out.push_str(if *done { "[x] " } else { "[ ] " }),
            Inline::InnerImage { .. } => {}
        }
    }
    if in_link {
        out.push_str("</a>");
    }
}

fn write_text(text: &str, style: Style, out: &mut String) {
    let elements = [
        (style.strong, "strong"),
        (style.emphasis, "em"),
        (style.strike, "del"),
        (style.role == Role::Code, "code"),
    ];
    let names: Vec<&str> = elements.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
    for name in &names {
        let _ = write!(out, "<{name}>");
    }
    escape_html(text, out);
    for name in names.iter().rev() {
        let _ = write!(out, "</{name}>");
    }
}

/// Writes a text escaped so that it contains no markup, in an attribute with double quotes as well.
pub fn escape_html(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use proptest::prelude::*;

    fn html(text: &str) -> String {
        as_html(&parse(text))
    }

    #[test]
    fn each_construct_has_its_element() {
        for (markdown, expected) in [
            ("# A *b*", "<h1>A <em>b</em></h1>\n"),
            ("one\ntwo  \nthree", "<p>one two<br>three</p>\n"),
            ("你好\n世界", "<p>你好世界</p>\n"),
            ("**注意：**请 `x<y`", "<p><strong>注意：</strong>请 <code>x&lt;y</code></p>\n"),
            ("[a](https://a.io/?b=1&c)", "<p><a href=\"https://a.io/?b=1&amp;c\">a</a></p>\n"),
            ("- a\n- b", "<ul><li>a</li>\n<li>b</li>\n</ul>\n"),
            ("3. a\n\n4. b", "<ol start=\"3\"><li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
            ("```go\na < b\n```", "<pre><code>a &lt; b\n</code></pre>\n"),
            ("> q", "<blockquote><p>q</p>\n</blockquote>\n"),
            ("---", "<hr>\n"),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n",
            ),
        ] {
            assert_eq!(html(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn nothing_but_web_pages_is_linked_and_nothing_runs() {
        let hostile = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](file:///etc/passwd)\n\n\
                       <a href=\"https://a.io\" onclick=\"x()\">z</a> <img src=x onerror=y>";
        let html = html(hostile);
        for bad in
            ["<script", "href=\"javascript", "href=\"file", "<img", "<a href=\"https://a.io\" "]
        {
            assert!(!html.contains(bad), "{html}");
        }
    }

    proptest! {
        #[test]
        fn every_tag_is_one_of_ours(text in "([a-z<>&\"'=/ *`\\[\\]()!#|:-]|https://|\n){0,60}") {
            let html = html(&text);
            for (at, _) in html.match_indices('<') {
                let name: String =
                    html[at + 1..].chars().skip_while(|c| *c == '/').take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(
                    [
                        "h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "strong", "em", "del",
                        "code", "pre", "ul", "ol", "li", "table", "tr", "th", "td", "hr", "br", "a",
                    ]
                    .contains(&name.as_str()),
                    "{}", html
                );
            }
            prop_assert_eq!(html.matches("<a ").count(), html.matches("</a>").count());
        }
    }
}
