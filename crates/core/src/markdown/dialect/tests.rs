//! Tags of site generators as Markdown, and text that is left alone.

use super::edits;
use crate::markdown::Flavor;
use proptest::prelude::*;

fn plain(text: &str) -> String {
    plain_as(text, Flavor::Markdown)
}

fn plain_as(text: &str, flavor: Flavor) -> String {
    edits(text, flavor).apply(text).text.into_owned()
}

#[test]
fn shortcodes_and_tags_say_the_same_in_markdown() {
    for (text, shown) in [
        ("{{< highlight go >}}\nx := 1\n{{< /highlight >}}", "```go\nx := 1\n```"),
        ("{% highlight yaml linenos %}\na: 1\n{% endhighlight %}", "```yaml\na: 1\n```"),
        ("{{<figure src=\"a.png\" title=\"图 1\">}}", "![图 1](a.png)"),
        ("{{< youtube abc_D1 >}}", "<https://youtu.be/abc_D1>"),
        (
            "[a]({{< ref \"b.md\" >}}) [c]({% post_url 2026-01-02-d %})",
            "[a](b.md) [c](2026-01-02-d)",
        ),
        ("{% raw %}x{% endraw %} {{ site.baseurl }}/y {{ '/z' | relative_url }}", "x /y /z"),
        ("{{% alert title=\"注意\" %}}先备份{{% /alert %}}", "**注意** 先备份"),
        ("## 标题 {#id}\n{: .no_toc}", "## 标题 \n"),
        ("a {/* hidden */}b", "a b"),
    ] {
        assert_eq!(plain(text), shown, "{text}");
    }
}

#[test]
fn headings_without_a_blank_get_one_outside_of_code() {
    for (text, shown) in [
        ("##标题\n文字", "## 标题\n文字"),
        ("文字\n###　标题###\n", "文字\n### 标题\n"),
        ("##周刊 {{ '/z' | relative_url }}", "## 周刊 /z"),
        ("{% raw %}x{% endraw %}\n\n::: tip\n##标题\n:::", "x\n\n\n> [!TIP]\n> ## 标题\n"),
        ("```\n##标题\n```", "```\n##标题\n```"),
        ("    ##标题\n", "    ##标题\n"),
        ("a ##标题", "a ##标题"),
        ("#标签 #标签", "#标签 #标签"),
    ] {
        assert_eq!(plain(text), shown, "{text}");
    }
}

#[test]
fn the_words_that_tags_carry_stay() {
    for (text, shown) in [
        ("每个 {{< glossary_tooltip text=\"Pod\" term_id=\"pod\" >}} 都有", "每个 Pod 都有"),
        ("{{< glossary_tooltip term_id=\"node\" >}}。", "node。"),
        ("看 {% post_link some-post \"标题在此\" %}，", "看 标题在此，"),
        ("{% asset_img a.png \"替代\" %}", "![替代](a.png)"),
        ("{% asset_img left a.png 100 200 \"替 代\" %}", "![替 代](a.png)"),
        ("{% asset_link a.zip the file %}", "[the file](a.zip)"),
        ("{% link Site https://a.b/ %} {% link _posts/a.md %}", "[Site](https://a.b/) _posts/a.md"),
        ("{% btn https://a.b/, 去看, icon %}", "[去看](https://a.b/)"),
        (
            "{{< link href=\"https://e.example/x\" content=\"the guide\" >}}",
            "[the guide](https://e.example/x)",
        ),
        (
            "{{< button href=\"https://e.example/b\" >}}Start{{< /button >}} now",
            "[Start](https://e.example/b) now",
        ),
        ("{{< button href=\"/b c\" >}} now", "[/b c](</b c>) now"),
        (
            "{{< figure src=\"a.png\" title=\"A\" caption=\"b\" link=\"/c\" >}}",
            "[![A: b](a.png)](/c)",
        ),
        (
            "{{ youtube(id=\"abc\") }} {{ image(src=\"a.png\", alt=\"b\") }}",
            "<https://youtu.be/abc> ![b](a.png)",
        ),
        ("## {{% heading \"whatsnext\" %}}", "## whatsnext"),
        ("{{< kbd \"Ctrl and C\" >}} {{< gist user 12 >}}.", "Ctrl and C ."),
        (
            "{% codeblock 标题 lang:rust %}\nfn {{< x >}}\n{% endcodeblock %}",
            "```rust title=\"标题\"\nfn {{< x >}}\n```",
        ),
        ("{{< highlight go >}}x{{< /highlight >}}", "`x`"),
        (
            "{{< highlight md >}}\n```\na\n```\n{{< /highlight >}}",
            "~~~~~~~~md\n```\na\n```\n~~~~~~~~",
        ),
    ] {
        assert_eq!(plain(text), shown, "{text}");
    }
}

#[test]
fn tags_over_several_lines_comments_and_raw_text_are_taken_whole() {
    for (text, shown) in [
        ("a {% include x.html\n  id=\"b\"\n%} c\n[d]: e", "a c\n[d]: e"),
        ("> {{< figure\n>   src=\"a\" >}}", "> ![](a)"),
        ("A {{/* a comment */}} B {{- /* x\n\ny */ -}}C", "A B C"),
        ("a {% comment %}b\n\n{{ site.x }} c{% endcomment %} d", "a d"),
        (
            "{% raw %}{{ site.x }} {% y %}\n\n{{< z >}}{% endraw %}{{ site.x }}",
            "{{ site.x }} {% y %}\n\n{{< z >}}",
        ),
        ("[a]({{ '/x/' | url }}) {{ \"{{ y\" | escape }} {{ 'z' }}", "[a](/x/) {{ y z"),
        (
            "{{</* figure src=\"a\" */>}} or {{%/* note */%}}",
            "{{\\< figure src=\"a\" >}} or {{% note %}}",
        ),
        ("`{{%/* a */%}} {{</* b */>}}`", "`{{% a %}} {{< b >}}`"),
        ("`{{</* a */>}}`\n\n```\n{{%/* b */%}}\n```", "`{{< a >}}`\n\n```\n{{% b %}}\n```"),
        ("{% raw %}a {{< b", "a {{< b"),
        ("{{< highlight go >}}\na", "\na"),
        ("{% comment %} a", " a"),
    ] {
        assert_eq!(plain(text), shown, "{text}");
    }
}

#[test]
fn lists_of_attributes_are_left_out() {
    for (text, shown) in [
        ("## Heading {#id .cls}\n\n## 标题 \\{#id}\n", "## Heading \n\n## 标题 \n"),
        (
            "One {.a}\n===\n![i](a.png){width=50%} `x`{.yaml} **y**{.z}",
            "One \n===\n![i](a.png) `x` **y**",
        ),
        ("[TOC]\n\n* toc\n{:toc}\n\n1. TOC\n{:toc .x}\n\na", "\n\n\n\n\n\na"),
        ("{.lead}\na {.b}", "\na "),
        ("[a]\\[b] [c][d]", "[a][b] [c][d]"),
        (
            "=== \"A b\"\n\n    text\n\n    === \"C\"\n\n        {{ site.x }}deep\n\nd",
            "\n**A b**\n\n\ntext\n\n\n**C**\n\n\ndeep\n\nd",
        ),
    ] {
        assert_eq!(plain(text), shown, "{text}");
    }
    for text in [
        "f(x){y=1} {a=b} {.a, b} $x_{i=1}$ x{#y}",
        "`{{< a >}}` \\[a\\] [a\\[b]",
        "[TOC] of it",
        "* toc\n{: .no_toc_x}",
    ] {
        assert_eq!(plain(text).replace('\n', ""), text.replace("\n{: .no_toc_x}", ""));
    }
}

#[test]
fn components_give_way_to_what_is_in_them() {
    let text = "<Tabs>\n  <TabItem value=\"a\" label=\"Go\">\n\n    text **b**\n\n        code\n\n  </TabItem>\n</Tabs>\n\n<String>\n";
    assert_eq!(plain(text), "\n\n**Go**\n\n\ntext **b**\n\n    code\n\n\n\n\n<String>\n");
    assert_eq!(plain("<Card\n  title=\"A\" href={\"/b\"}\n/>\nc"), "\n[A](/b)\n\nc");
    let item = "1. a\n   <Tabs>\n     <B c=\"d\">\n     e\n     </B>\n   </Tabs>\n   f\n";
    assert_eq!(
        plain(item),
        "1. a\n\n     <B c=\"d\">\n   e\n     </B>\n\n   f\n"
            .replace("     <B c=\"d\">", "")
            .replace("     </B>", "")
    );
    assert_eq!(plain_as("<div style={{a: 'b'}}>\n**c**\n</div>", Flavor::Mdx), "\n**c**\n");
    assert_eq!(plain("<div>\n**c**\n</div>"), "<div>\n**c**\n</div>");
    assert_eq!(plain("<div class=\"x\" markdown>\n**c**\n</div>"), "\n**c**\n");
}

#[test]
fn callouts_are_alerts() {
    for (text, shown) in [
        ("> [!warning]- Folded *t*\n> Body", "> [!WARNING]\n> **Folded *t***\n> \n> Body"),
        ("> > [!faq]+ Q\n> > a", "> > [!NOTE]\n> > **Q**\n> > \n> > a"),
        ("> [!question]\n> a", "> [!NOTE]\n> **question**\n> \n> a"),
        ("> [!tip]-\n> a", "> [!TIP]\n> a"),
        ("> [!NOTE]\n> a", "> [!NOTE]\n> a"),
        ("> a\n> [!warning] b", "> a\n> [!warning] b"),
        ("> [!image](x)", "> [!image](x)"),
    ] {
        assert_eq!(plain(text), shown, "{text}");
    }
}

#[test]
fn code_and_text_stay() {
    for text in [
        "```go\n{{ template \"x\" . }}\nimport \"os\"\n```",
        "`{{< figure >}}` and ``{% raw %}``",
        "{{ .Values.image }} { a } {}",
        "import from abroad, says the ministry",
        "set {#a, #b} in {: x}",
        "::: unknown",
    ] {
        assert_eq!(plain(text), text);
    }
}

#[test]
fn modules_are_left_out_of_mdx_and_of_nothing_else() {
    let text = "import Tabs from '@theme/Tabs';\n\n正文\nimport A from 'a'\n\nimport taxes rose";
    assert_eq!(plain_as(text, Flavor::Mdx), "\n正文\nimport A from 'a'\n\nimport taxes rose");
    assert_eq!(plain(text), text);
}

#[test]
fn admonitions_are_alerts() {
    assert_eq!(
        plain("a\n:::tip 小技巧\nb\n\n```\n:::\n```\n:::\nc"),
        "a\n\n> [!TIP]\n> **小技巧**\n>\n> b\n> \n> ```\n> :::\n> ```\n\nc"
    );
    assert_eq!(
        plain("!!! note \"甲\"\n\n    a {% raw %}b\n\n    ```\n    {% c %}\n    ```\n\nd"),
        "\n> [!NOTE]\n> **甲**\n>\n> \n> a b\n> \n> ```\n> {% c %}\n> ```\n\nd"
    );
    assert_eq!(plain("!!! note\n\u{3000}\u{3000}\n    a"), "\n> [!NOTE]\n> \n> a");
    assert_eq!(plain("!!! note\nnot indented"), "!!! note\nnot indented");
    assert_eq!(plain("{{< tip >}}\na\n{{< /tip >}}\nb"), "\n> [!TIP]\n> a\n\nb");
    assert_eq!(plain(":::warning[当心]\nx\n:::"), "\n> [!WARNING]\n> **当心**\n>\n> x\n");
}

#[test]
fn nothing_makes_a_text_much_longer_or_takes_long() {
    let many = 20_000;
    let open = ":::note 注\n".repeat(many);
    let closed = format!("{open}a\n{}b\n", ":::\n".repeat(many));
    assert!(plain(&closed).len() < closed.len() * 4);
    assert!(plain(&closed).ends_with("\nb\n"), "as many are closed as were opened");
    let mut runs = String::new();
    for length in 1..400 {
        runs.push_str(&"`".repeat(length));
        runs.push('{');
    }
    for text in [
        "{{".repeat(many),
        "{%".repeat(many),
        "{`".repeat(many),
        "{{<".repeat(many),
        runs,
        "{% raw %".repeat(many),
        "{{< highlight x ".repeat(many),
        "]\\[".repeat(many),
        "{a=".repeat(many),
        "<Aa ".repeat(many),
        "<A\n".repeat(many),
        "){a".repeat(many),
        "{".repeat(many),
        "{{</*".repeat(many),
        "\\{#".repeat(many),
    ] {
        assert_eq!(plain(&text), text);
    }
    let shortcodes = "{{< x >}}".repeat(many);
    assert_eq!(plain(&shortcodes), "");
}

proptest! {
    #[test]
    fn any_text_is_taken(text in "([{}%<>#:`'\"a=\n -]|:::|!!! note|\\n    |\\{\\{< note >\\}\\}|/note|note|highlight|import |云){0,60}") {
        for flavor in [Flavor::Markdown, Flavor::Mdx] {
            let changed = edits(&text, flavor).apply(&text);
            for at in 0..=changed.text.len() {
                prop_assert!(changed.original(at) <= text.len());
            }
        }
    }
}

#[test]
fn tabs_that_comments_mark_keep_their_titles() {
    let text = "{% tabs install %}\n<!-- tab Debian@linux -->\napt\n<!-- endtab -->\n<!-- tab -->\nx\n{% endtabs %}";
    let shown = plain(text);
    assert!(shown.contains("\n**Debian**\n\napt") && !shown.contains("linux"), "{shown}");
    assert!(plain("<!-- tab stops -->\n{% x %}").contains("<!-- tab stops -->"));
}
