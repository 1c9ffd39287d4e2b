//! The examples of the CommonMark specification: our blocks compared with the HTML in the specification.
//! The licence of its text does not go with ours, so it is read from the file named by `YUNBAO_SPEC`: a
//! JSON list of `{markdown, html, example, section}`, as the specification's own tool writes it
//! (`spec_tests.py --dump-tests`).

mod html;

use super::super::block::{Block, BlockKind, Inline};
use super::super::document::{Role, Style};
use crate::markdown::parse;
use html::of_html;
use std::fmt::Write;

/// Examples with an intended difference, by their numbers in the specification of 655 examples, of March
/// 2026.
const MEANT: [(u64, &str); 21] = [
    (20, "an address is written as browsers write it"),
    (144, "a language's name holds no semicolon"),
    (148, "HTML ends at the blank line; what is before it has no code block of its own"),
    (149, "a table of HTML is a table"),
    (150, "`foo` is no element that HTML knows, and nothing closes it"),
    (160, "a table of HTML is a table"),
    (164, "what is in a component is Markdown"),
    (171, "a line end behind the tags that begin code is none"),
    (175, "a style that nothing closes takes in nothing"),
    (192, "a table of HTML is a table"),
    (203, "`bar` is no element that HTML knows, and nothing closes it"),
    (493, "`foo bar` is no element that HTML knows, and nothing closes it"),
    (547, "a reference to nothing is its text"),
    (583, "an image without a text is named by its file"),
    (589, "an image with a line of its own in the source has one on the screen"),
    (604, "an address in running text is a link"),
    (605, "an address is written as browsers write it"),
    (610, "an address in running text is a link"),
    (613, "an address in running text is a link"),
    (615, "`bab` is no element that HTML knows, and nothing closes it"),
    (625, "`foo` is no element that HTML knows, and nothing opens it"),
];

#[test]
fn the_examples_of_the_specification_hold() {
    let Some(path) = std::env::var_os("YUNBAO_SPEC") else { return };
    let text = std::fs::read_to_string(crate::project().join(path)).expect("YUNBAO_SPEC is a file");
    let examples: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a JSON list");
    let mut failed = String::new();
    let mut failures = 0;
    for example in &examples {
        let number = example["example"].as_u64().expect("a number");
        let (markdown, html) = (example["markdown"].as_str(), example["html"].as_str());
        let (markdown, html) = (markdown.expect("a text"), html.expect("a text"));
        let (ours, theirs) = (of_blocks(&parse(markdown)), of_html(html));
        let is_meant = MEANT.iter().any(|(meant, _)| *meant == number);
        if (ours == theirs) == is_meant {
            failures += 1;
            let section = &example["section"];
            let _ = writeln!(
                failed,
                "--- {number} {section}\n{markdown}--- theirs\n{theirs}--- ours\n{ours}"
            );
        }
    }
    assert!(failures == 0, "{failed}\n{failures} of {} examples", examples.len());
}

/// A text with its structure: a line for each beginning and end of a block.
struct Outline {
    out: String,
    /// Element that the running text is in: `p`, `h1`.
    kind: String,
    /// For each open list, the end of its line, and whether blank lines separate its items.
    lists: Vec<(usize, Option<bool>)>,
    runs: Vec<(String, String)>,
}

impl Default for Outline {
    fn default() -> Self {
        Self { out: String::new(), kind: "p".to_owned(), lists: Vec::new(), runs: Vec::new() }
    }
}

impl Outline {
    fn line(&mut self, line: &str) {
        self.flush();
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn text(&mut self, text: &str, look: &str) {
        match self.runs.last_mut() {
            Some((before, last)) if last == look => before.push_str(text),
            _ => self.runs.push((text.to_owned(), look.to_owned())),
        }
    }

    fn open_list(&mut self, line: &str) {
        self.line(line);
        self.lists.push((self.out.len() - 1, None));
    }

    /// Records that an item of the innermost list has text, in a paragraph or not.
    fn item_text(&mut self, is_loose: bool) {
        if let Some((_, loose)) = self.lists.last_mut() {
            *loose = Some(is_loose || *loose == Some(true));
        }
    }

    fn close_list(&mut self) {
        self.line("}");
        if let Some((at, Some(loose))) = self.lists.pop() {
            self.out.insert_str(at, if loose { " loose" } else { " tight" });
        }
    }

    /// Ends running text. White space at its ends and at line ends is ignored.
    fn flush(&mut self) {
        let kind = std::mem::replace(&mut self.kind, "p".to_owned());
        let mut line = String::new();
        for (text, look) in std::mem::take(&mut self.runs) {
            if look.is_empty() {
                line.push_str(&text);
            } else if !text.is_empty() {
                let _ = write!(line, "⟨{look}|{text}⟩");
            }
        }
        let words: Vec<&str> =
            line.split([' ', '\n', '\t', '\r']).filter(|w| !w.is_empty()).collect();
        let line = words.join(" ").replace(" ⏎", "⏎").replace("⏎ ", "⏎");
        if !line.is_empty() {
            let _ = writeln!(self.out, "{kind}: {line}");
        }
    }
}

fn look(strong: bool, emphasis: bool, code: bool, link: Option<&str>) -> String {
    let mut parts = Vec::new();
    parts.extend(strong.then_some("b"));
    parts.extend(emphasis.then_some("i"));
    parts.extend(code.then_some("code"));
    let link = link.map(decoded);
    parts.extend(link.as_deref());
    parts.join(",")
}

/// An address with percent escapes decoded, as HTML encodes other characters.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = std::str::from_utf8(after.get(..2).unwrap_or_default());
        match code.ok().and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn of_blocks(blocks: &[Block]) -> String {
    let mut outline = Outline::default();
    push_blocks(blocks, &mut outline);
    outline.flush();
    outline.out
}

fn push_blocks(blocks: &[Block], outline: &mut Outline) {
    for block in blocks {
        outline.flush();
        match &block.kind {
            BlockKind::Heading { level, inlines } => {
                outline.kind = format!("h{level}");
                push_inlines(inlines, outline);
            }
            BlockKind::Paragraph(inlines) | BlockKind::Term(inlines) => {
                push_inlines(inlines, outline);
            }
            BlockKind::Quote { blocks, .. } => {
                outline.line("quote {");
                push_blocks(blocks, outline);
                outline.line("}");
            }
            BlockKind::List { first, tight, items } => {
                outline
                    .open_list(&first.map_or("ul {".to_owned(), |first| format!("ol {first} {{")));
                for item in items {
                    outline.line("li");
                    if item.blocks.iter().any(|block| matches!(block.kind, BlockKind::Paragraph(_)))
                    {
                        outline.item_text(!tight);
                    }
                    push_blocks(&item.blocks, outline);
                }
                outline.close_list();
            }
            BlockKind::Code(code) => {
                outline.line(&format!("code {:?}", code.language()));
                outline.line(&code_text(&code.text()));
            }
            BlockKind::Rule => outline.line("hr"),
            BlockKind::Definition(blocks) | BlockKind::Footnote { blocks, .. } => {
                outline.line("def {");
                push_blocks(blocks, outline);
                outline.line("}");
            }
            BlockKind::Table(_) => outline.line("table"),
        }
    }
    outline.flush();
}

fn code_text(text: &str) -> String {
    format!("{:?}", text.strip_suffix('\n').unwrap_or(text))
}

fn push_inlines(inlines: &[Inline], outline: &mut Outline) {
    let mut link: Option<&str> = None;
    for inline in inlines {
        match inline {
            Inline::Text { text, style, .. } => {
                let Style { role, strong, emphasis, .. } = *style;
                let look = match role {
                    Role::Image => look(strong, emphasis, false, None),
                    _ => look(strong, emphasis, role == Role::Code, link),
                };
                outline.text(text, &look);
            }
            Inline::SoftBreak => outline.text(" ", ""),
            Inline::HardBreak => outline.text("⏎", ""),
            Inline::OpenLink(url) => link = Some(url),
            Inline::CloseLink => link = None,
            Inline::Task(done) => outline.text(if *done { "[x]" } else { "[ ]" }, ""),
            Inline::InnerImage { .. } => {}
        }
    }
}
