use super::render;
use crate::markdown::{
    ImageForms, Line, Role, Typography, layout, layout_around, outline, parse, references,
};
use crate::text::{Ambiguous, width};
use proptest::prelude::*;

#[test]
fn headings_paragraphs_and_rules() {
    assert_eq!(
        render("# One\nText\nmore\n\n---\n\nTwo\n---\n").width(12).lines(),
        ["# One", "", "Text more", "", "────────────", "", "## Two"]
    );
    let document = render("# A\n\n## 云 `b`\n").document();
    let headings: Vec<_> =
        document.headings.iter().map(|h| (h.level, h.text.as_str(), h.line, h.offset)).collect();
    assert_eq!(headings, [(1, "A", 0, 0), (2, "云 b", 2, 5)]);
}

#[test]
fn lists_in_lists() {
    assert_eq!(
        render("- a\n  - b\n    1. c\n    2. d\n- [x] done\n- [ ] not\n\n9. nine\n10. ten\n")
            .lines(),
        ["• a", "  ◦ b", "    1. c", "    2. d", "[x] done", "[ ] not", "", " 9. nine", "10. ten"]
    );
    assert_eq!(
        render("- one two three\n\n- two\n\n  more\n").width(9).lines(),
        ["• one two", "  three", "", "• two", "", "  more"]
    );
    assert_eq!(render("- ~~~\n  a\n  ~~~\n\n  b\n- c\n").lines(), ["• │ a", "", "  b", "", "• c"]);
    assert_eq!(render("-\n- b\n").lines(), ["•", "• b"]);
    assert_eq!(render("a  b.  c `d  e`\n").lines(), ["a b. c d  e"]);
    assert_eq!(render("- > q\n- ```\n  c\n  ```\n").lines(), ["• ▎ q", "• │ c"]);
}

#[test]
fn an_item_of_which_nothing_is_left_ends_where_it_ends() {
    assert_eq!(render("- &#x202e;\n\n# b\n\nc\n").lines(), ["•", "", "# b", "", "c"]);
    assert_eq!(render("- &#x202e;\n- a\n\n# b\n").lines(), ["•", "• a", "", "# b"]);
}

#[test]
fn quotes_and_alerts() {
    assert_eq!(render("> a\nb\n>\n> > c\n").lines(), ["▎ a b", "▎ ", "▎ ▎ c"]);
    assert_eq!(render("> [!WARNING]\n> 先备份\n").lines(), ["▎ WARNING", "▎ 先备份"]);
    assert_eq!(render(":::tip\nx\n:::\n").lines(), ["▎ TIP", "▎ x"]);
}

#[test]
fn code_has_a_bar_a_label_and_folds() {
    assert_eq!(
        render("```yaml title=x\na: 1\n\n\tb: 2\n```\n").lines(),
        ["╭ yaml: x", "│ a: 1", "│ ", "│     b: 2"]
    );
    assert_eq!(render("    kubectl get pods\n").width(14).lines(), ["│ kubectl get", "↪ pods"]);
    let document = render("a\n\n> ```\n> x\n> y\n> ```\n").document();
    assert_eq!(document.lines[3].offset, 13);
}

#[test]
fn links_are_numbered_by_address() {
    let document =
        render("[a](https://x.y) https://z.org, [b](https://x.y) ![图](i.png) <https://v.u>")
            .document();
    assert_eq!(
        document.lines[0].plain(),
        "a[1] https://z.org [2], b[1] [image: 图][3] https://v.u [4]"
    );
    let urls: Vec<&str> = document.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(urls, ["https://x.y", "https://z.org", "i.png", "https://v.u"]);
    assert_eq!(document.links[3].line, 0);
    assert_eq!(
        render("a\n![i](j)\nb ![k](l)\nc").lines(),
        ["a", "[image: i][1]", "b [image: k][2] c"]
    );
    assert_eq!(render("<a@b.c>").document().links[0].url, "mailto:a@b.c");
    assert_eq!(render("[![logo](l.png)](https://a.b)").lines(), ["[image: logo][1]"]);
    assert_eq!(render("[a][r] [b]\n\n[r]: https://a.b\n[b]: /c\n").lines(), ["a[1] b[2]"]);
}

#[test]
fn an_address_is_found_whole_among_marks() {
    for address in [
        "https://a.example/__x__/1",
        "https://a.example/*x*/1",
        "https://a.example/~u/~v~/w",
        "https://a.example/_a_b_/c*d",
        "https://a.example#_news_1",
        "https://a.example/a_(b)",
        "https://münchen.example/_a_/b",
        "https://新闻.例子/*1*/2",
    ] {
        for (before, after) in [
            ("", ""),
            ("see ", " and *more*"),
            ("*see* ", ", _more_"),
            ("**", "**"),
            ("**", "**(more)"),
            ("_", "_ more"),
            ("~~", "~~"),
            ("**见：", "** 文"),
            ("- ", "\n- *b*"),
            ("## ", "\n"),
            ("> (", ")"),
            ("<", ">"),
            ("[x](", ")"),
            ("[x]: ", "\n\n[x]"),
            ("a | b\n--|--\n*c* | ", "\n"),
            ("<b>c</b> ", " d"),
            ("<a href=\"", "\">b</a>"),
        ] {
            let text = format!("{before}{address}{after}");
            let links: Vec<String> = references(&text).into_iter().map(|link| link.url).collect();
            assert_eq!(links, [address], "{text}");
            assert!(!render(&text).lines().concat().contains(['\u{2000}', '\u{2001}']));
        }
        assert_eq!(render(&format!("`{address}`")).lines(), [address]);
        assert_eq!(render(&format!("```\n{address}\n```")).lines(), [format!("│ {address}")]);
    }
    assert_eq!(render("https://a.example/x *b* c").lines(), ["https://a.example/x [1] b c"]);
    assert_eq!(render("\u{2001}*a* https://a.example/*x*/\u{2001}b").lines().len(), 1);
}

#[test]
fn a_number_is_not_glued_to_an_address() {
    assert_eq!(
        render("Read https://e.example/docs/page, <https://e.example/b>.").width(80).lines(),
        ["Read https://e.example/docs/page [1], https://e.example/b [2]."]
    );
    // The number is never alone on a line.
    let lines = render("aa https://e.example/b").width(24).lines();
    assert!(lines.iter().all(|line| line != "[1]"), "{lines:?}");
    assert_eq!(render("[a](https://e.example/b)c").lines(), ["a[1]c"]);
}

#[test]
fn styles_add_up() {
    let document = render("***a** `b`* ~~c~~ **[d](u)**").document();
    let spans: Vec<_> = document.lines[0]
        .spans
        .iter()
        .filter(|span| span.text != " ")
        .map(|span| {
            let s = span.style;
            (span.text.trim(), s.strong, s.emphasis, s.strike, s.role)
        })
        .collect();
    assert_eq!(
        spans,
        [
            ("a", true, true, false, Role::Text),
            ("b", false, true, false, Role::Code),
            ("c", false, false, true, Role::Text),
            ("d", true, false, false, Role::Link),
            ("[1]", false, false, false, Role::LinkNumber),
        ]
    );
}

#[test]
fn tables_fit_and_cjk_is_aligned() {
    let table =
        "| 资源 | 谁 | n |\n|:--|:-:|--:|\n| GatewayClass | 基础设施 | 1 |\n| 路由 | 应用 | 23 |\n";
    assert_eq!(
        render(table).lines(),
        [
            "资源         │    谁    │  n",
            "─────────────┼──────────┼───",
            "GatewayClass │ 基础设施 │  1",
            "路由         │   应用   │ 23",
        ]
    );
    assert_eq!(
        render("| a | b |\n|--|--|\n| one two three | x\\|y |\n").width(14).lines(),
        ["a        │ b", "─────────┼────", "one two  │ x|y", "three    │"]
    );
    assert_eq!(
        render(table).width(14).lines(),
        [
            "资源: GatewayC",
            "lass",
            "谁: 基础设施",
            "n: 1",
            "────────",
            "资源: 路由",
            "谁: 应用",
            "n: 23"
        ]
    );
}

#[test]
fn html_is_its_text() {
    assert_eq!(
        render("<div align=center>\n<b>云</b> &amp; <a href='https://a.b'>x</a><br>y\n</div>\n\n<!-- gone\n\nall -->\n\n<details><summary>Sum</summary>\n\nInner **md**\n\n</details>\n").lines(),
        ["云 & x[1]", "y", "", "Sum", "", "Inner md"]
    );
    assert_eq!(render("a<br/>b <kbd>C-c</kbd> <span>t</span>").lines(), ["a", "b C-c t"]);
    assert_eq!(render("<pre>\na  b\nc\n</pre>").lines(), ["│ a  b", "│ c"]);
    assert_eq!(render("<script>alert(1)</script>\n\nb").lines(), ["b"]);
}

#[test]
fn entities_bring_no_control_characters_into_the_plain_text() {
    for text in
        ["<pre>a&#27;[31mb</pre>", "<!--\n<pre>a&#2-->b", "`a` &#27;[31mb", "<p>a&#27;b</p>"]
    {
        let plain = outline(text).plain;
        assert!(!plain.contains(char::is_control), "{text}: {plain:?}");
    }
}

#[test]
fn code_has_the_title_that_its_fence_gives_it() {
    for (info, label) in [
        ("yaml title=\"values.yaml\" {1,3}", "╭ yaml: values.yaml"),
        ("js {1,3} filename='a b.js'", "╭ js: a b.js"),
        ("{.go caption=\"x\"}", "╭ go: x"),
        ("yaml:conf/values.yaml", "╭ yaml: conf/values.yaml"),
        ("title=\"a\"", "╭ a"),
        ("rust,ignore", "╭ rust"),
        ("go{1,2}", "╭ go"),
    ] {
        let text = format!("```{info}\nx\n```\n");
        assert_eq!(render(&text).lines(), [label, "│ x"], "{info}");
        let title = label.rsplit(' ').next().filter(|_| label.contains(": ")).unwrap_or("");
        assert!(outline(&text).plain.contains(title), "{info}");
    }
}

#[test]
fn an_image_that_is_its_own_address_is_not_read() {
    let data = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg";
    let text = format!("![]({data}) ![a]({data}) <img src=\"{data}\" alt=\"b\">");
    assert_eq!(render(&text).lines(), ["[image: image/png] [image: a] [image: b]"]);
    assert_eq!(references(&text), []);
    assert!(!outline(&text).plain.contains("iVBOR"));
}

#[test]
fn images_that_are_the_texts_of_links_are_links_too() {
    let text =
        "[![a](https://a.b/c.png)](https://d.e) and [f](g)\n\n<a href=\"h\"><img src=\"i\"></a>";
    let urls: Vec<String> = references(text).into_iter().map(|link| link.url).collect();
    assert_eq!(urls, ["https://d.e", "https://a.b/c.png", "g", "h", "i"]);
}

#[test]
fn images_are_no_part_of_the_text_of_a_heading() {
    for (text, title) in [
        ("# ![logo](l.png) Title", "Title"),
        ("# [![logo](l.png)](/a) **T** ![b](c)", "T"),
        ("# ![云 报](l.png)", "云 报"),
        ("# ![a\tb](l.png) ![c](m.png)", "a b c"),
        ("<h1><img src=\"a\" alt=\"b\"> c</h1>", "c"),
        ("a\n![b](l.png)c\n===", "a c"),
        ("a\n<img src=a alt=b>c\n===", "a c"),
    ] {
        assert_eq!(render(text).document().headings[0].text, title, "{text}");
        assert_eq!(outline(text).headings[0].text, title, "{text}");
    }
}

#[test]
fn a_reference_to_nothing_is_its_text() {
    for (text, shown) in [
        ("see [巴塞罗那][欧洲] and [the *guide*][g].", "see 巴塞罗那 and the guide."),
        ("[the guide][] ![图][x]", "the guide [image: 图]"),
        ("[link]\\[id] [here]\\[there]\n\n[id]: https://a.b", "link[1] here"),
        (
            "list[0][1], int[][], [x], [1][2], [a], `[foo][bar]`",
            "list[0][1], int[][], [x], [1][2], [a], [foo][bar]",
        ),
    ] {
        assert_eq!(render(text).lines(), [shown], "{text}");
    }
}

#[test]
fn footnotes_definitions_and_hard_breaks() {
    assert_eq!(render("a[^1]\n\n[^1]: Note.\n").lines(), ["a[^1]", "", "[^1] Note."]);
    assert_eq!(render("Term\n: What it\n  is.\n").lines(), ["Term", "  What it is."]);
    assert_eq!(render("a  \nb\\\nc").lines(), ["a", "b", "c"]);
    assert_eq!(render("&copy; &lt;x&gt; \\*").lines(), ["© <x> *"]);
}

#[test]
fn depth_is_bounded() {
    for mark in ["> ", "- ", "1. ", "*", "[", "`", "<b>", "![", "  - "] {
        let text = format!("{}x", mark.repeat(20_000));
        let lines = render(&text).width(40).lines();
        assert!(!lines.is_empty());
    }
}

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "```",
        "~~~",
        "`",
        "**",
        "*",
        "_",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "|",
        "\n|--|:-:|\n",
        "\n",
        "\n\n",
        "    ",
        "云",
        "原生，",
        "“",
        "”",
        "word ",
        "https://a.b/c ",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<a href=x>",
        "&amp;",
        "\\",
        "[^1]",
        "[^1]: ",
        ": ",
        "{{<",
        ">}}",
        "{% raw %}",
        ":::note\n",
        ":::\n",
        "👩‍💻",
        "e\u{301}",
        "\t",
        "---\n",
        "[ ] ",
        "$",
        "<div>",
    ]);
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

#[test]
fn where_ambiguous_characters_take_two_cells_frames_are_of_others() {
    let text =
        "> “引”\n\n- 一\n  - 二\n\n| α | b |\n|--|--|\n| ① | c |\n\n~~~go\nx := “—”\n~~~\n\n***\n";
    let lines = render(text).width(14).ambiguous(Ambiguous::Two).lines();
    assert_eq!(
        lines,
        [
            "| “引”",
            "",
            "* 一",
            "  ◦ 二",
            "",
            "α | b",
            "---+--",
            "① | c",
            "",
            "+ go",
            "| x := “—”",
            "",
            "--------------"
        ]
    );
}

proptest! {
    #[test]
    fn what_stands_around_a_place_is_a_part_of_the_whole(
        text in markdown(), cells in 4usize..60, at in any::<prop::sample::Index>(), rows in 1usize..6,
    ) {
        let blocks = parse(&text);
        let whole = layout(&blocks, cells, Typography::default());
        let offset = at.index(text.len() + 1);
        let part = layout_around(&blocks, cells, (Typography::default(), &ImageForms::default()), offset, rows);
        let spans = |lines: &[Line]| lines.iter().map(|line| line.spans.clone()).collect::<Vec<_>>();
        let length = part.lines.len();
        let (all, own) = (spans(&whole.lines), spans(&part.lines));
        let behind = part.lines.iter().filter(|line| line.offset > offset).count();
        let here = whole.line_at(offset);
        // The same lines may occur several times; one occurrence must be the right one.
        let is_place = |start: &usize| {
            let end = start + length;
            // Where nothing is shown at the offset, the part may begin with the next text, and the blank line
            // before a block may be missing.
            let missing = whole.lines.get(here + 1..*start).unwrap_or_default();
            all[*start..end] == own[..]
                && (behind >= rows || end == whole.lines.len())
                && missing.iter().all(|line| line.spans.is_empty())
        };
        let mut places = 0..(whole.lines.len() + 1).saturating_sub(length);
        prop_assert!(places.any(|start| is_place(&start)), "{part:?}\n{whole:?}");
        prop_assert!(length > 0 || whole.lines.is_empty());
    }

    #[test]
    fn any_text_is_laid_out_within_its_width(text in markdown(), cells in 4usize..60) {
        let wide = layout(&parse(&text), cells, Typography { ambiguous: Ambiguous::Two, ..Typography::default() });
        for line in &wide.lines {
            let plain = line.plain();
            prop_assert!(Ambiguous::Two.width(&plain) <= cells, "{plain:?}");
        }
        let document = layout(&parse(&text), cells, Typography::default());
        let mut before = 0;
        for line in &document.lines {
            let plain = line.plain();
            prop_assert!(width(&plain) <= cells, "{plain:?}");
            prop_assert!(!plain.chars().any(char::is_control), "{plain:?}");
            prop_assert!(line.offset >= before && line.offset <= text.len());
            before = line.offset;
        }
        for heading in &document.headings {
            prop_assert!(heading.line < document.lines.len());
        }
        for link in &document.links {
            prop_assert!(document.lines.is_empty() || link.line < document.lines.len());
        }
        let outline = outline(&text);
        for block in &outline.blocks {
            prop_assert!(block.offset <= text.len());
        }
    }
}
