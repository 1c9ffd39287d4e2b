//! Texts from real posts that once lost words or blanks.

use super::render;
use crate::markdown::{outline, references};

/// The lines as a reader sees them, and the words in the order in which a search finds them.
fn shown(text: &str) -> Vec<String> {
    let lines = render(text).width(80).lines();
    // Link numbers and frames are not words of the text.
    let is_word = |word: &&str| word.contains(char::is_alphabetic);
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(is_word);
        words.map(str::to_owned).collect()
    };
    let found = outline(text);
    let searched: Vec<&str> = found.blocks.iter().map(|block| found.text(block)).collect();
    let labels = ["TIP", "WARNING", "NOTE", "yaml"];
    let mut seen = words(&lines.join(" "));
    seen.retain(|word| !labels.contains(&word.as_str()));
    assert_eq!(seen, words(&searched.join(" ")), "{text}");
    lines
}

#[test]
fn shortcodes_keep_their_words_in_the_sentence() {
    let text = "# Shortcodes in a sentence\n\n\
        每个 {{< glossary_tooltip text=\"Pod\" term_id=\"pod\" >}} 都有 {{< glossary_tooltip term_id=\"node\" >}}。\n\n\
        看 {% post_link some-post \"标题在此\" %} 一文，图 {% asset_img a.png \"替代\" %}。\n\n\
        Get {{< link href=\"https://e.example/x\" content=\"the guide\" >}} or {{< button href=\"https://e.example/b\" >}}Start{{< /button >}} now.\n";
    assert_eq!(
        shown(text)[2..],
        [
            "每个 Pod 都有 node。",
            "",
            "看 标题在此 一文，图 [image: 替代][1]。",
            "",
            "Get the guide[2] or Start[3] now.",
        ]
    );
    let urls: Vec<String> = references(text).into_iter().map(|link| link.url).collect();
    assert_eq!(urls, ["a.png", "https://e.example/x", "https://e.example/b"]);
}

#[test]
fn preformatted_text_keeps_its_blanks() {
    let text = "# Pre\n\n<pre><code class=\"language-yaml\">kind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\n</code></pre>\n\n\
        <pre>\ntree\n├── a\n│   └── b   x\n</pre>\n";
    assert_eq!(
        shown(text)[2..],
        [
            "╭ yaml",
            "│ kind: Pod",
            "│ metadata:",
            "│   name: web",
            "│   labels:",
            "│     app: web",
            "",
            "│ tree",
            "│ ├── a",
            "│ │   └── b   x",
        ]
    );
    assert!(outline(text).has_code);
}

#[test]
fn blocks_of_html_are_what_they_are() {
    let text = "# HTML\n\n<details><summary>Release notes</summary>First line of it</details>\n\n\
        <ul><li>alpha</li><li>beta<ul><li>nested</li></ul></li></ul>\n\n\
        <ol><li>first</li><li>second</li></ol>\n\n<h2>Sub heading</h2>\n\n\
        <table><tr><th>Name</th><th>Value</th></tr><tr><td>memory</td><td>1Gi</td></tr></table>\n";
    assert_eq!(
        shown(text)[2..],
        [
            "Release notes",
            "",
            "First line of it",
            "",
            "• alpha",
            "• beta",
            "  ◦ nested",
            "",
            "1. first",
            "2. second",
            "",
            "## Sub heading",
            "",
            "Name   │ Value",
            "───────┼──────",
            "memory │ 1Gi",
        ]
    );
    assert_eq!(outline(text).headings.len(), 2);
}

#[test]
fn comments_of_hugo_are_left_out_and_shown_tags_shown() {
    let text = "# x\n\nA {{/* a comment */}} B\n\n\
        Write {{</* figure src=\"a\" */>}} or {{%/* note */%}} to get one.\n";
    assert_eq!(
        shown(text)[2..],
        ["A B", "", "Write {{< figure src=\"a\" >}} or {{% note %}} to get one."]
    );
}

#[test]
fn callouts_have_a_label_a_title_and_a_text() {
    let text = "# x\n\n> [!warning]- Folded title\n> Body text\n\n> [!tip] 标题\n> 正文\n";
    assert_eq!(
        shown(text)[2..],
        ["▎ WARNING", "▎ Folded title", "▎ ", "▎ Body text", "", "▎ TIP", "▎ 标题", "▎ ", "▎ 正文"]
    );
}

#[test]
fn what_generators_add_is_hidden_and_tabs_are_text() {
    let text = "# x\n\n## Heading {#id .cls}\n\n[TOC]\n\n* toc\n{:toc}\n\n=== \"Tab A\"\n\n    content A\n\n![img](a.png){width=50%}\n";
    assert_eq!(
        shown(text)[2..],
        ["## Heading", "", "Tab A", "", "content A", "", "[image: img][1]"]
    );
}
