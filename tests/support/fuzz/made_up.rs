//! Texts made of pieces of Markdown and front matter, and of damaged real ones.

use super::real;
use fastrand::Rng;

/// Pieces of posts and of their dialects.
const PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "...\n",
    "{\n",
    "}\n",
    "title: ",
    "date: ",
    "tags: ",
    "tags = ",
    "categories:\n",
    "  - ",
    "authors:\n  - name: ",
    "source: https://e.x/a\n",
    "\"title\": \"",
    "[a, b]",
    "*a",
    "&a ",
    "<<: ",
    "|\n",
    ">-\n",
    "2026-01-02",
    "2026-13-45",
    "Title: ",
    "Tags: a, b\n",
    "标题：",
    "来源：",
    "原文链接：",
    "**Source:** ",
    "Source: ",
    "via ",
    "# ",
    "## ",
    "### ",
    "\n===\n",
    "\n---\n",
    "> ",
    "> [!NOTE]\n",
    "- ",
    "* ",
    "1. ",
    "- [x] ",
    "  ",
    "    ",
    "\t",
    "```yaml\n",
    "```\n",
    "~~~\n",
    "`",
    "``",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "~",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[^1]",
    "[^1]: ",
    "[r]",
    "[r]: ",
    "<",
    ">",
    "https://e.x/a",
    "http://e.x",
    "<https://e.x>",
    "www.e.x",
    "a@e.x",
    "javascript:a",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    ":-:|",
    "<!-- ",
    " -->",
    "<div>",
    "</div>",
    "<br>",
    "<b>",
    "</b>",
    "<a href=\"https://e.x\">",
    "</a>",
    "<img src=a alt=b>",
    "<details>\n",
    "</details>\n",
    "<pre>\n",
    "<script>",
    "</script>",
    "<td>",
    "<?",
    "<![CDATA[",
    "&amp;",
    "&#27;",
    "&#x202e;",
    "&nbsp;",
    "\\",
    "\\\n",
    "  \n",
    "{{< a >}}",
    "{{< /a >}}",
    "{{% b \"c\" %}}",
    "{{ d }}",
    "{% raw %}",
    "{% endraw %}",
    "{% highlight go %}",
    "{% endhighlight %}",
    "{{<",
    "%}",
    "{#id}",
    "{:.cls}",
    ":::note\n",
    ":::\n",
    "!!! note \"t\"\n",
    "    in\n",
    "import A from 'a'\n",
    "export const a = {\n",
    "<A b={c}/>",
    "{/* c */}",
    "T\n: D\n",
    "a",
    "b c",
    "word ",
    "云",
    "云报，",
    "。",
    "“",
    "”",
    "—",
    "（",
    "）",
    "**注意：**请",
    "ガ",
    "한",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "🇨🇳",
    "\u{200b}",
    "\u{200d}",
    "\u{fe0f}",
    "\u{a0}",
    "\u{3000}",
    "\u{ad}",
    "ﷺ",
    "\u{fffd}",
    "\u{10ffff}",
    "\u{e000}",
    "ß",
    "İ",
    "ﬁ",
    "ｅ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{2028}",
    "\u{1b}[31m",
    "\0",
    "\u{202e}",
    ".",
    ",",
    ":",
    ";",
    "!",
    "?",
    "\"",
    "'",
    "(",
    "$",
    "%",
    "^",
    "=",
    "+",
    "/",
    "#",
    "@",
    "1",
    "42",
    "0x1F",
    "1.30",
    "null",
    "~\n",
    "true",
];

/// A text: half of them consist of pieces alone, half are real ones, damaged.
pub fn text(random: &mut Rng) -> String {
    let text = match random.u8(0..8) {
        0..4 => of_pieces(random),
        4 | 5 => excerpt(random),
        6 => real::beginning(random, 1_500).to_owned(),
        _ => real::lines(random, 12),
    };
    spoilt(random, text)
}

/// Damages a text in some ways, or not at all.
pub fn spoilt(random: &mut Rng, mut text: String) -> String {
    for _ in 0..random.usize(0..6) {
        text = damaged(random, text);
    }
    text
}

pub fn of_pieces(random: &mut Rng) -> String {
    // Few pieces are as good as many, and faster.
    let count = [4, 12, 40, 160][random.usize(0..4)];
    // A text of few different pieces repeats them, as hostile texts do.
    let among: Vec<&str> =
        (0..[2, 5, 20, 200][random.usize(0..4)]).map(|_| piece(random)).collect();
    (0..random.usize(0..=count)).map(|_| among[random.usize(0..among.len())]).collect()
}

fn piece(random: &mut Rng) -> &'static str {
    PIECES[random.usize(0..PIECES.len())]
}

fn excerpt(random: &mut Rng) -> String {
    let head =
        if random.bool() { "---\ntitle: a\ntags: [b, 云]\ndate: 2026-01-02\n---\n" } else { "" };
    let most = [200, 600, 2_000][random.usize(0..3)];
    format!("{head}{}", real::excerpt(random, most))
}

fn damaged(random: &mut Rng, mut text: String) -> String {
    let start = boundary(&text, random.usize(0..=text.len()));
    let end = boundary(&text, (start + random.usize(0..30)).min(text.len()));
    match random.u8(0..5) {
        0 => text.insert_str(start, piece(random)),
        1 => text.replace_range(start..end, ""),
        2 => text.replace_range(start..end, piece(random)),
        3 => {
            let part = text[start..end].repeat(random.usize(1..8));
            text.insert_str(end, &part);
        }
        _ => text.insert_str(start, &of_pieces(random)),
    }
    text.truncate(boundary(&text, 20_000));
    text
}

/// The nearest character boundary at or before an offset.
pub fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
