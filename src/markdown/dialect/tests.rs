//! What becomes of the tags of site generators, and what is left alone.

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
    for text in ["{{".repeat(many), "{%".repeat(many), "{`".repeat(many), "{{<".repeat(many), runs]
    {
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
