//! What site generators add to Markdown: Hugo shortcodes, Liquid tags, MDX imports, Docusaurus
//! admonitions, heading attributes. Each becomes plain Markdown that says the same, or vanishes with
//! its text kept. Code is left as it is.

use super::fence::Fences;
use super::rewrite::Edits;
use memchr::{memchr, memchr_iter, memmem};
use std::collections::HashMap;
use std::ops::Range;

/// Bytes a tag has at most; what begins like one and is longer is text.
const MAX_TAG: usize = 4_000;
/// Admonitions inside one another that are told apart. Each line of theirs is marked once for each,
/// so that without a limit a small text could become a very large one.
const MAX_ADMONITIONS: usize = 8;

/// The changes that make a text plain Markdown.
pub(super) fn edits(text: &str) -> Edits {
    let mut edits = Edits::default();
    if !may_need_work(text) {
        return edits;
    }
    let mut fences = Fences::default();
    let mut admonitions = 0_usize;
    // Those inside too many others: their lines belong to the innermost of these.
    let mut deeper = 0_usize;
    let mut start = 0;
    while start < text.len() {
        let length = memchr(b'\n', &text.as_bytes()[start..]).unwrap_or(text.len() - start);
        let content = &text[start..start + length];
        let is_code = fences.is_code(content);
        if !is_code && let Some(name) = admonition(content) {
            let depth = admonitions;
            let mut with = "> ".repeat(depth);
            match name {
                Admonition::Open(_, title) if depth == MAX_ADMONITIONS => {
                    deeper += 1;
                    with.push_str(title);
                }
                Admonition::Open(kind, title) => {
                    // The blank line parts it from the paragraph before.
                    with = format!("{with}\n{with}> [!{kind}]");
                    if !title.is_empty() {
                        with = format!("{with}\n{}> **{title}**\n{0}>", "> ".repeat(depth));
                    }
                    admonitions += 1;
                }
                Admonition::Close if deeper > 0 => deeper -= 1,
                Admonition::Close if depth > 0 => {
                    admonitions -= 1;
                    with = "> ".repeat(admonitions);
                }
                Admonition::Close => {}
            }
            edits.replace(start..start + content.len(), &with);
        } else {
            if admonitions > 0 {
                edits.insert(start, &"> ".repeat(admonitions));
            }
            if !is_code {
                line_edits(content, start, &mut edits);
            }
        }
        start += length + 1;
    }
    edits
}

fn may_need_work(text: &str) -> bool {
    let bytes = text.as_bytes();
    let braces = memchr_iter(b'{', bytes)
        .any(|at| matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#' | b':' | b'/')));
    braces
        || memmem::find(bytes, b":::").is_some()
        || text.starts_with("import ")
        || memmem::find(bytes, b"\nimport ").is_some()
        || memmem::find(bytes, b"\nexport ").is_some()
}

enum Admonition<'a> {
    /// Its kind as GFM alerts name it, and its title.
    Open(&'static str, &'a str),
    Close,
}

/// `:::note Title`, `:::warning[Title]`, `:::`.
fn admonition(line: &str) -> Option<Admonition<'_>> {
    let rest = line.trim().strip_prefix(":::")?.trim_start_matches(':').trim();
    if rest.is_empty() {
        return Some(Admonition::Close);
    }
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let kind = match rest[..end].to_ascii_lowercase().as_str() {
        "note" | "info" | "secondary" | "details" => "NOTE",
        "tip" | "success" => "TIP",
        "important" => "IMPORTANT",
        "warning" => "WARNING",
        "caution" | "danger" => "CAUTION",
        _ => return None,
    };
    let title = rest[end..].trim();
    let title = title.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(title);
    Some(Admonition::Open(kind, title))
}

/// Changes within one line outside of code. `offset` is where it begins in the text.
fn line_edits(line: &str, offset: usize, edits: &mut Edits) {
    if is_module_line(line) {
        edits.replace(offset..offset + line.len(), "");
        return;
    }
    let bytes = line.as_bytes();
    if memchr(b'{', bytes).is_none() {
        return;
    }
    let mut spans = code_spans(line).into_iter().peekable();
    let mut closers = Closers::default();
    let mut from = 0;
    while let Some(at) = memchr(b'{', &bytes[from..]).map(|at| from + at) {
        from = at + 1;
        while spans.next_if(|span| span.end <= at).is_some() {}
        if spans.peek().is_some_and(|span| span.start <= at) {
            continue;
        }
        let Some((length, with)) = tag(line, at, &mut closers) else { continue };
        edits.replace(offset + at..offset + at + length, &with);
        from = at + length;
    }
}

/// An `import` or `export` of MDX.
fn is_module_line(line: &str) -> bool {
    let is_quoted = || line.contains(['\'', '"']);
    (line.starts_with("import ") && is_quoted() && (line.contains(" from ") || line.len() < 80))
        || line.starts_with("export const ")
        || line.starts_with("export default ")
}

/// The byte ranges of code spans (CommonMark §6.1) that begin and end on the line.
fn code_spans(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in memchr_iter(b'`', line.as_bytes()) {
        match runs.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    // Without this, runs that nothing closes would each be looked for to the line's end.
    let lasts: HashMap<usize, usize> =
        runs.iter().enumerate().map(|(index, run)| (run.len(), index)).collect();
    let mut spans = Vec::new();
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        index += 1;
        if lasts[&run.len()] < index {
            continue;
        }
        if let Some(found) = runs[index..].iter().position(|closing| closing.len() == run.len()) {
            spans.push(run.start..runs[index + found].end);
            index += found + 1;
        }
    }
    spans
}

/// Where on a line each closing mark stands next, so that a line full of opening ones is looked
/// through once only.
#[derive(Default)]
struct Closers(HashMap<&'static str, usize>);

impl Closers {
    /// Where the mark stands first from a byte on.
    fn next(&mut self, line: &str, mark: &'static str, from: usize) -> Option<usize> {
        let known = self.0.get(mark).copied().filter(|at| *at >= from);
        let at = known.unwrap_or_else(|| {
            let found = memmem::find(&line.as_bytes()[from..], mark.as_bytes());
            found.map_or(line.len(), |at| from + at)
        });
        self.0.insert(mark, at);
        (at < line.len()).then_some(at)
    }
}

/// The tag at a `{`, as its length in bytes and what stands in its place; `None` if it is text.
fn tag(line: &str, at: usize, closers: &mut Closers) -> Option<(usize, String)> {
    let rest = &line[at..];
    let mut inside = |open: &str, close: &'static str| {
        let inner = rest.strip_prefix(open)?;
        let end = closers.next(line, close, at + open.len())? - at;
        let inner = &inner[..end - open.len()];
        (inner.len() <= MAX_TAG).then(|| (end + close.len(), inner.trim()))
    };
    if let Some((length, inner)) = inside("{{<", ">}}").or_else(|| inside("{{%", "%}}")) {
        return Some((length, shortcode(inner)));
    }
    if let Some((length, inner)) = inside("{%", "%}") {
        return Some((length, liquid(inner.trim_matches('-').trim())));
    }
    if let Some((length, inner)) = inside("{{", "}}") {
        return value(inner).map(|with| (length, with));
    }
    // A comment of MDX.
    if let Some((length, _)) = inside("{/*", "*/}") {
        return Some((length, String::new()));
    }
    // An attribute list of kramdown, or of a heading.
    if let Some((length, inner)) = inside("{:", "}") {
        let is_list = inner.starts_with(['.', '#', ':']) || inner.contains('=') || inner == "toc";
        return is_list.then(|| (length, String::new()));
    }
    if let Some((length, inner)) = inside("{#", "}") {
        let ends_heading = line.starts_with('#') && rest[length..].trim().is_empty();
        return (ends_heading && !inner.contains(' ')).then(|| (length, String::new()));
    }
    None
}

/// A Hugo or Zola shortcode.
fn shortcode(inner: &str) -> String {
    let inner = inner.trim_end_matches('/').trim();
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    match name {
        "highlight" => format!("```{}", first_word(arguments)),
        "/highlight" => "```".to_owned(),
        "figure" | "img" | "image" => {
            let alt = ["alt", "caption", "title"]
                .iter()
                .find_map(|name| argument(arguments, name))
                .unwrap_or("");
            argument(arguments, "src")
                .map_or_else(String::new, |source| format!("![{alt}]({source})"))
        }
        "ref" | "relref" => unquoted(arguments).to_owned(),
        "youtube" => argument(arguments, "id")
            .or_else(|| (!arguments.contains('=')).then(|| unquoted(first_word(arguments))))
            .filter(|id| !id.is_empty())
            .map_or_else(String::new, |id| format!("<https://youtu.be/{id}>")),
        "alert" | "note" | "warning" | "caution" | "notice" | "tip" => {
            argument(arguments, "title").map_or_else(String::new, |title| format!("**{title}** "))
        }
        _ => String::new(),
    }
}

/// A Liquid tag.
fn liquid(inner: &str) -> String {
    let (name, arguments) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    match name {
        "highlight" => format!("```{}", first_word(arguments)),
        "endhighlight" => "```".to_owned(),
        "post_url" | "link" => unquoted(arguments).to_owned(),
        _ => String::new(),
    }
}

/// What a Liquid output `{{ … }}` gives; `None` where it is no Liquid of a site.
fn value(inner: &str) -> Option<String> {
    let of_site = ["site.", "page.", "include.", "layout."];
    if of_site.iter().any(|name| inner.starts_with(name)) {
        return Some(String::new());
    }
    let (text, filter) = inner.split_once('|')?;
    let text = text.trim();
    (text.starts_with(['\'', '"']) && filter.contains("_url")).then(|| unquoted(text).to_owned())
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '`'])
}

/// The value of `name="value"` among a shortcode's arguments.
fn argument<'a>(arguments: &'a str, name: &str) -> Option<&'a str> {
    arguments.match_indices(name).find_map(|(at, _)| {
        let starts_word = arguments[..at].chars().next_back().is_none_or(char::is_whitespace);
        let rest = arguments[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => rest[1..].split(quote).next(),
            None => rest.split_whitespace().next(),
        };
        value.filter(|value| starts_word && !value.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::edits;
    use proptest::prelude::*;

    fn plain(text: &str) -> String {
        edits(text).apply(text).text.into_owned()
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
            ("import Tabs from '@theme/Tabs';\n\n正文", "\n\n正文"),
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
    fn admonitions_are_alerts() {
        assert_eq!(
            plain("a\n:::tip 小技巧\nb\n\n```\n:::\n```\n:::\nc"),
            "a\n\n> [!TIP]\n> **小技巧**\n>\n> b\n> \n> ```\n> :::\n> ```\n\nc"
        );
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
        for text in
            ["{{".repeat(many), "{%".repeat(many), "{`".repeat(many), "{{<".repeat(many), runs]
        {
            assert_eq!(plain(&text), text);
        }
        let shortcodes = "{{< x >}}".repeat(many);
        assert_eq!(plain(&shortcodes), "");
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "([{}%<>#:`'\"a=\n -]|:::|note|highlight|import |云){0,60}") {
            let changed = edits(&text).apply(&text);
            for at in 0..=changed.text.len() {
                prop_assert!(changed.original(at) <= text.len());
            }
        }
    }
}
