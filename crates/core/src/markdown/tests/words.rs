//! No text is lost: every word of a text that a site would show is shown to a reader and found by a search,
//! in the same order.

use super::corpora::posts_of;
use crate::markdown::{Flavor, Role, Typography, layout, outline_as, parse_as};
use crate::post::front_matter;
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// The words of a text: runs of ASCII letters and digits, and every other letter by itself, since line ends
/// between those may be blanks or nothing.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for character in text.nfkc() {
        if character.is_ascii_alphanumeric() {
            match words.last_mut() {
                Some(word) if is_open => word.push(character),
                _ => words.push(character.to_string()),
            }
        } else if character.is_alphanumeric() {
            words.push(character.to_string());
        }
        is_open = character.is_ascii_alphanumeric();
    }
    words
}

/// The text as a reader sees it.
fn seen(text: &str, flavor: Flavor) -> String {
    let document = layout(&parse_as(text, flavor), 100_000, Typography::default());
    let mut seen = String::new();
    for line in &document.lines {
        for span in &line.spans {
            // The number of a link may be within a word.
            let is_number = span.style.role == Role::LinkNumber && !span.text.starts_with("[^");
            let number = span.text.find(']').filter(|_| is_number);
            seen.push_str(&span.text[number.map_or(0, |end| end + 1)..]);
        }
        seen.push('\n');
    }
    seen
}

/// The text as a search finds it.
fn searched(text: &str, flavor: Flavor) -> String {
    let outline = outline_as(text, flavor);
    let blocks = outline.blocks.iter().map(|block| outline.text(block).to_owned() + "\n");
    blocks.collect()
}

/// The first word that is missing from the others in order, with those before it.
fn first_lost(expected: &[String], found: &[String]) -> Option<String> {
    let mut rest = found.iter();
    let lost = expected.iter().position(|word| !rest.any(|other| other == word))?;
    Some(expected[lost.saturating_sub(12)..(lost + 3).min(expected.len())].join(" "))
}

/// Markdown with words `W`, all of which a site shows.
const PIECES: &[&str] = &[
    "W W *W* **W** `W` ~~W~~",
    "# W",
    "W\n===",
    "## W {#id .cls}",
    "- W\n- W\n  - W\n\n    W",
    "1. W\n2. W",
    "> W\n> W",
    "| W | W |\n|--|--|\n| W | `W` |",
    "```yaml title=\"W\"\nW {{< W >}}\n```",
    "    W <W>\n    W",
    "[W](https://a.b) <https://a.b/W> ![W](c.png)",
    "[W W][missing] and [W *W*][]",
    "see <W> and Wx<W>, http://<W>:<W>/",
    "$W_1 * W_2$ and \\(W\\_W\\) a$",
    "$$\nW \\\\\n- W\n= W\n$$",
    "&lt;W&gt; &amp;W &W;",
    "import W from abroad\nexport W",
    "W\\\nW  \nW<br>W",
    "Term W\n: W",
    "note[^1]\n\n[^1]: W W",
    "<div>W <b>W</b> &amp; W</div>",
    "<ul><li>W</li><li>W<ol><li>W</ol></li>W</ul>",
    "<ul>\n\n<li>\n\nW\n\n</li>\n\n</ul>",
    "<details><summary>W</summary>W\n\nW\n\n</details>",
    "<table><tr><th>W</th><td>W<ul><li>W</li></ul></td></tr><tr>W</table>",
    "<pre>W\n  W <b>W</b>\n\nW</pre>",
    "<h2>W</h2>W<dl><dt>W<dd>W</dl>W",
    "<blockquote>W<hr>W</blockquote>",
    "<p align=center><a href=x><img alt=W src=y></a><br>W",
    "W <kbd>W</kbd> <custom-tag>W</custom-tag> <Icon a=\"b\" />W",
    "<Tabs>\n  <TabItem value=\"a\" label=\"W\">\n\n    W\n\n  </TabItem>\n</Tabs>",
    "{{< glossary_tooltip text=\"W\" term_id=\"x\" >}} W {{< br >}} W",
    "{{< button href=\"/b\" >}}W{{< /button >}} {{% heading \"W\" %}}",
    "{{< note >}}\nW\n{{< /note >}}",
    "{{< highlight go >}}\nW\n{{< /highlight >}}",
    "{{</* W x=\"W\" */>}} `{{%/* W */%}}` W {{/* x */}} W",
    "{% post_link a \"W\" %} {% include a.html\n b=\"c\" %} W",
    "{% raw %}{{ W }} {% W %}{% endraw %} {% if x %}W{% endif %} {{ 'W' | url }}",
    "{% highlight yaml %}\nW\n{% endhighlight %}",
    "[TOC]\n\n* toc\n{:toc}\n\nW\n{: .lead }",
    "![W](a.png){width=50%} **W**{.cls}",
    ":::note W\nW\n:::",
    "!!! note \"W\"\n\n    W\n\n        W",
    "=== \"W\"\n\n    W\n\n=== \"W\"\n\n    W",
    "> [!warning]- W\n> W",
    "<!-- x -->W<!-- y\n\nz --> W",
    // Tags without an end.
    "{{< note >}}",
    "{% if x %}",
    "<ul><li>W",
    "<blockquote>W",
    "<table><tr><td>W",
    "<div><b><a href=x>W",
    "<script> W",
    "$W **W",
    "{{< W",
    "</li></ul></td> W",
    "[W",
    "\\[W",
];

/// A text of pieces, some of them within quotes and items. Each word gets a number of its own.
fn written(pieces: &[(usize, usize)]) -> String {
    let mut text = String::new();
    let mut number = 0;
    for (piece, container) in pieces {
        let piece = PIECES[*piece];
        // Pieces that must begin a line are not put into a container.
        let is_line = piece.starts_with(['[', '=', '!', ':', '<', '{']) || piece.contains("\n```");
        let marks = match container {
            0 if !is_line => ("> ", "> "),
            1 if !is_line => ("- ", "  "),
            _ => ("", ""),
        };
        for (index, line) in piece.split('\n').enumerate() {
            let mark = if index == 0 { marks.0 } else { marks.1 };
            text.push_str(mark);
            let mut parts = line.split('W').peekable();
            while let Some(part) = parts.next() {
                text.push_str(part);
                if parts.peek().is_some() {
                    number += 1;
                    let _ = write!(text, "w{number}w");
                }
            }
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

proptest! {
    #[test]
    fn no_word_of_a_post_is_lost(
        pieces in prop::collection::vec((0..PIECES.len(), 0_usize..4), 1..8),
        flavor in prop::sample::select(vec![Flavor::Markdown, Flavor::Mdx]),
    ) {
        let text = written(&pieces);
        let is_ours = |word: &String| word.starts_with('w') && word.ends_with('w');
        let expected: Vec<String> = words(&text).into_iter().filter(is_ours).collect();
        for shown in [seen(&text, flavor), searched(&text, flavor)] {
            let found: Vec<String> = words(&shown).into_iter().filter(is_ours).collect();
            prop_assert_eq!(&found, &expected, "{}\n---\n{}", text, shown);
        }
    }
}

/// Patterns of Markdown that a site does not show either, or shows in other words, with the reason.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        r"(?s)\{\{[<%]/?\s*.*?[%>]\}\}",
        "names and arguments of shortcodes; words of theirs are tested above",
    ),
    (r"(?s)\{%.*?%\}", "names and arguments of Liquid tags"),
    (r"(?s)\{\{-? ?/\*.*?\*/ ?-?\}\}", "comments of Hugo"),
    (r"(?s)\{/\*.*?\*/\}", "comments of MDX"),
    (r"\{\{ *(site|page|include|layout)\..*?\}\}", "values of a site"),
    (r"\\?\{:?[ ]*[#.:][^}\n]*\}", "attribute lists"),
    (r"(?m)^\[TOC\]$", "a table of contents is made by the site"),
    (r"(?m)^:::+ *\w*", "kinds of admonitions are labels"),
    (r"(?m)^ *(!!!|\?\?\?\+?) *[\w -]*", "and those of MkDocs"),
    (
        r"(?m)^ {4,}(`{3}|~{3}).*$",
        "fences in an indented text of MkDocs, which CommonMark takes for code",
    ),
];

/// The text of the HTML of a post, produced and read without our own code.
fn independent(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut html = String::new();
    let mut images = 0_usize;
    for event in Parser::new_ext(markdown, options) {
        match event {
            // A site shows the alternative text only if there is no image.
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            _ if images > 0 => {}
            Event::Text(text) | Event::Code(text) => {
                html.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            Event::Html(text) | Event::InlineHtml(text) => html.push_str(&text),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::Start(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => html.push('\n'),
            // A footnote has a number where ours has its label.
            _ => {}
        }
    }
    let inline = ["b", "i", "em", "strong", "code", "a", "span", "del", "sup", "sub"];
    let is_inline = |name: &[u8]| inline.iter().any(|inline| inline.as_bytes() == name);
    let mut text = String::new();
    let mut hidden: Option<Vec<u8>> = None;
    for token in Tokenizer::new(&html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                if matches!(&tag.name[..], b"script" | b"style" | b"svg" | b"template") {
                    hidden.get_or_insert_with(|| tag.name.to_vec());
                }
                if !is_inline(&tag.name) {
                    text.push(' ');
                }
            }
            Token::EndTag(tag) => {
                hidden = hidden.filter(|name| name[..] != tag.name[..]);
                if !is_inline(&tag.name) {
                    text.push(' ');
                }
            }
            Token::String(part) if hidden.is_none() => {
                text.push_str(&String::from_utf8_lossy(&part));
            }
            _ => {}
        }
    }
    text
}

#[test]
fn no_word_of_a_real_post_is_lost() {
    let left_out: Vec<Regex> = LEFT_OUT.iter().map(|(it, _)| Regex::new(it).unwrap()).collect();
    // The label of a reference whose definition is in another file.
    let label = Regex::new(r"\]\\?\[[^\]\[]*\]").unwrap();
    let mut lost = Vec::new();
    let posts = ["../shared/corpora", "../shared/digests"].into_iter().flat_map(posts_of);
    for (path, whole) in posts {
        let flavor = Flavor::of(&path);
        let text = &whole[front_matter(&whole).body_start..];
        let mut markdown = text.to_owned();
        for pattern in &left_out {
            markdown = pattern.replace_all(&markdown, "").into_owned();
        }
        let expected = words(&label.replace_all(&independent(&markdown), "]"));
        for (name, shown) in [("seen", seen(text, flavor)), ("searched", searched(text, flavor))] {
            if let Some(words) = first_lost(&expected, &words(&shown)) {
                lost.push(format!("{}: not {name}: {words}", path.display()));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}
