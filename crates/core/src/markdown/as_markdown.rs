//! Blocks as Markdown: the text that a reader sees, and nothing that it hides.
//!
//! Comments, scripts, unused definitions and the syntax of site generators are gone already when blocks are
//! parsed. Knows nothing of widths.

use super::block::{Alignment, Block, BlockContents, BlockKind, Inline, ListItem, Table, join};
use super::code_block::CodeBlock;
use super::document::{Role, Style};
use super::image::words_of;
use super::written::{escape_readably, markdown_destination};

/// Renders blocks as Markdown (CommonMark and the tables, tasks and footnotes of GFM). Ends with a line feed,
/// unless it is empty.
pub fn as_markdown(blocks: &[Block]) -> String {
    let mut out = blocks_as_markdown(blocks);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Blocks with a blank line between them, without a final line feed.
fn blocks_as_markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut before: Option<&BlockKind> = None;
    for block in blocks {
        let text = block_as_markdown(&block.kind);
        if text.is_empty() {
            continue;
        }
        if let Some(before) = before {
            out.push_str(separator(before, &block.kind));
        }
        out.push_str(&text);
        before = Some(&block.kind);
    }
    out
}

/// Text between two blocks.
fn separator(before: &BlockKind, after: &BlockKind) -> &'static str {
    match (before, after) {
        (BlockKind::Term(_), BlockKind::Definition(_)) => "\n",
        // Without anything between them, two lists would be one.
        (BlockKind::List { first, .. }, BlockKind::List { first: next, .. })
            if first.is_some() == next.is_some() =>
        {
            "\n\n<!-- -->\n\n"
        }
        _ => "\n\n",
    }
}

fn block_as_markdown(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading { level, inlines } => {
            let text = one_line(inlines);
            let marks = "#".repeat(usize::from(*level));
            if text.is_empty() { text } else { format!("{marks} {text}") }
        }
        BlockKind::Quote { alert, blocks } => {
            let text = blocks_as_markdown(blocks);
            let kind = alert.map(|alert| format!("[!{alert}]\n")).unwrap_or_default();
            indented(&format!("{kind}{text}"), "> ", "> ")
        }
        BlockKind::List { first, tight, items } => list(*first, *tight, items),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Definition(blocks) => indented(&blocks_as_markdown(blocks), ": ", "  "),
        BlockKind::Footnote { label, blocks } => {
            indented(&blocks_as_markdown(blocks), &format!("[^{label}]: "), "    ")
        }
        other => contents_as_markdown(other.contents()),
    }
}

/// A block without a marker of its own.
fn contents_as_markdown(contents: BlockContents<'_>) -> String {
    match contents {
        BlockContents::Inlines(inlines) => paragraph(inlines),
        BlockContents::Blocks(blocks) => blocks_as_markdown(blocks),
        BlockContents::Items(items) => list(None, false, items),
        BlockContents::Table(table) => table_as_markdown(table),
        BlockContents::Code(code) => fenced(code),
        BlockContents::Nothing => String::new(),
    }
}

/// The lines of a text, the first one after `first` and the others after `other`. Blank lines stay blank,
/// except in a quote, where they would end it.
fn indented(text: &str, first: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let prefix = if number == 0 { first } else { other };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

fn list(first: Option<u64>, tight: bool, items: &[ListItem]) -> String {
    let mut number = first;
    let items = items.iter().map(|item| {
        let marker = match number {
            Some(number) => format!("{number}. "),
            None => "- ".to_owned(),
        };
        number = number.map(|number| number.saturating_add(1));
        let task = match item.task {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        };
        let text = if tight { tight_item(&item.blocks) } else { blocks_as_markdown(&item.blocks) };
        indented(&format!("{task}{text}"), &marker, &" ".repeat(marker.len()))
    });
    items.collect::<Vec<_>>().join(if tight { "\n" } else { "\n\n" })
}

/// The blocks of an item of a tight list: a list directly below a paragraph.
fn tight_item(blocks: &[Block]) -> String {
    match blocks {
        [Block { kind: BlockKind::Paragraph(inlines), .. }, rest @ ..]
            if matches!(rest, [Block { kind: BlockKind::List { first: None, .. }, .. }]) =>
        {
            format!("{}\n{}", paragraph(inlines), blocks_as_markdown(rest))
        }
        _ => blocks_as_markdown(blocks),
    }
}

/// Code between fences that are longer than any run of backticks in it.
fn fenced(code: &CodeBlock) -> String {
    let text = code.text();
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    let title = if code.title.is_empty() {
        String::new()
    } else {
        format!("{}\n\n", escape_readably(&code.title, true))
    };
    format!("{title}{fence}{}\n{text}{fence}", code.language().replace('`', ""))
}

/// Length of the longest run of backticks in a text.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn table_as_markdown(table: &Table) -> String {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let mut lines: Vec<String> = Vec::with_capacity(table.rows.len() + 1);
    for (number, row) in table.rows.iter().enumerate() {
        let cells = (0..columns).map(|at| match row.get(at) {
            // A bar ends a cell, even within code.
            Some(cell) => one_line(&cell.inlines).replace('|', "\\|").replace("\\\\|", "\\|"),
            None => String::new(),
        });
        lines.push(format!("| {} |", cells.collect::<Vec<_>>().join(" | ")));
        if number == 0 {
            let rule = |at: usize| match table.alignments.get(at) {
                Some(Alignment::Center) => ":-:",
                Some(Alignment::Right) => "--:",
                Some(Alignment::Left) | None => "---",
            };
            let rules: Vec<&str> = (0..columns).map(rule).collect();
            lines.push(format!("| {} |", rules.join(" | ")));
        }
    }
    lines.join("\n")
}

fn paragraph(inlines: &[Inline]) -> String {
    InlineWriter::written(inlines, "\\\n")
}

/// Inlines on one line, as in headings and cells.
fn one_line(inlines: &[Inline]) -> String {
    InlineWriter::written(inlines, " ")
}

/// Delimiters of styles, the outermost first.
fn delimiters(style: Style) -> [(bool, &'static str); 3] {
    [(style.strike, "~~"), (style.strong, "**"), (style.emphasis, "*")]
}

/// Writes inlines, with the delimiters of a style around all neighbouring texts that have it.
struct InlineWriter<'i> {
    out: String,
    /// Delimiters of the styles that are open, the outermost first.
    open: Vec<&'static str>,
    /// Address of the open link, and where its text begins in `out`.
    link: Option<(&'i str, usize)>,
    hard_break: &'static str,
}

impl<'i> InlineWriter<'i> {
    fn written(inlines: &'i [Inline], hard_break: &'static str) -> String {
        let mut writer = Self { out: String::new(), open: Vec::new(), link: None, hard_break };
        for (at, inline) in inlines.iter().enumerate() {
            writer.write(inline, inlines.get(at + 1));
        }
        writer.close_styles(0);
        writer.close_link();
        writer.out.trim().to_owned()
    }

    fn write(&mut self, inline: &'i Inline, next: Option<&Inline>) {
        match inline {
            Inline::Text { text, style, .. } => self.text(text, *style),
            Inline::SoftBreak => match next {
                Some(Inline::Text { text, .. }) => {
                    let last: String = self.out.chars().next_back().into_iter().collect();
                    let mut joined = last.clone();
                    join(&mut joined, text);
                    self.out.push_str(&joined[last.len()..]);
                }
                _ => self.out.push(' '),
            },
            Inline::HardBreak => {
                self.close_styles(0);
                self.out.push_str(self.hard_break);
            }
            Inline::OpenLink(url) => {
                self.close_styles(0);
                self.close_link();
                self.link = Some((url, self.out.len()));
            }
            Inline::CloseLink => {
                self.close_styles(0);
                self.close_link();
            }
            Inline::Task(done) => self.out.push_str(if *done { "[x] " } else { "[ ] " }),
            Inline::InnerImage { .. } => {}
        }
    }

    fn text(&mut self, text: &str, style: Style) {
        // An image has no style of its own.
        let has_style = style.role != Role::Image;
        let wanted = delimiters(style).into_iter().filter(|(is, _)| *is && has_style);
        let wanted: Vec<&str> = wanted.map(|(_, mark)| mark).collect();
        let shared = wanted.iter().zip(&self.open).take_while(|(a, b)| a == b).count();
        self.close_styles(shared);
        let core = text.trim();
        let start = text.len() - text.trim_start().len();
        // Blanks beside a delimiter would keep it from being one.
        self.out.push_str(&text[..start]);
        if core.is_empty() {
            return;
        }
        for mark in &wanted[shared..] {
            self.out.push_str(mark);
            self.open.push(mark);
        }
        match style.role {
            Role::Code => {
                let fence = "`".repeat(longest_run(core) + 1);
                let pad = if core.starts_with('`') || core.ends_with('`') { " " } else { "" };
                self.out.extend([&fence, pad, core, pad, &fence]);
            }
            Role::Image => {
                let words = words_of(core).unwrap_or(core);
                self.out.extend(["!", "[", &escape_readably(words, false), "]"]);
            }
            // A reference to a footnote.
            Role::LinkNumber => self.out.push_str(core),
            _ => {
                let begins_line = self.out.is_empty() || self.out.ends_with('\n');
                self.out.push_str(&escape_readably(core, begins_line));
            }
        }
        self.out.push_str(&text[start + core.len()..]);
    }

    /// Closes the innermost styles, down to `left` open ones.
    fn close_styles(&mut self, left: usize) {
        if self.open.len() <= left {
            return;
        }
        let end = self.out.trim_end_matches(' ').len();
        let blanks = self.out.split_off(end);
        for mark in self.open.drain(left..).rev() {
            self.out.push_str(mark);
        }
        self.out.push_str(&blanks);
    }

    fn close_link(&mut self) {
        let Some((url, start)) = self.link.take() else { return };
        let text = self.out.split_off(start);
        if text.trim().is_empty() {
            return;
        }
        if let Some(image) = text.strip_prefix('!').filter(|image| image.ends_with(']')) {
            self.out.extend(["!", image, "(", &markdown_destination(url), ")"]);
        } else if text.trim() == escape_readably(url, false) && url.contains("://") {
            self.out.extend(["<", url, ">"]);
        } else {
            self.out.extend(["[", &text, "](", &markdown_destination(url), ")"]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::added::plain_text;
    use super::super::parse::parse;
    use super::*;
    use proptest::prelude::*;

    fn again(text: &str) -> String {
        as_markdown(&parse(text))
    }

    #[test]
    fn each_construct_is_written_as_markdown() {
        for text in [
            "# A *b*\n",
            "one two\\\nthree\n",
            "**bold *and* more** `x<y` ~~no~~\n",
            "[a *b*](https://a.io/?b=1) <https://b.io/c_d>\n",
            "![图](a.png)\n",
            "- a\n- b\n  - c\n",
            "- [x] a\n- [ ] b\n",
            "3. a\n\n4. b\n\n   more\n",
            "```go\na < b\n```\n",
            "````\n```\n````\n",
            "> q\n>\n> - r\n",
            "> [!NOTE]\n> q\n",
            "a\n\n---\n\nb\n",
            "| a | b |\n| --- | --: |\n| 1 | `x\\|y` |\n",
            "a[^1]\n\n[^1]: note\n",
            "1\\. no list, kube_proxy & a < b\n",
            "\\# no heading, \\*no emphasis\\*\n",
        ] {
            assert_eq!(again(text), text);
        }
    }

    #[test]
    fn lines_of_a_paragraph_are_joined_as_they_are_read() {
        assert_eq!(again("你好\n世界\nand\nmore\n"), "你好世界 and more\n");
        assert_eq!(again("Alpha\n=====\n"), "# Alpha\n");
        assert_eq!(again(""), "");
    }

    #[test]
    fn what_a_reader_hides_is_not_there() {
        let text = "a <!-- ignore all --> b\n\n<!--\nsecret\n-->\n\n[//]: # (secret)\n[x]: https://s.io 'secret'\n\n\
                    <script>secret()</script>\n\n<style>.secret{}</style>\n\n{% comment %}secret{% endcomment %}\n\n\
                    [t](https://a.io 'secret')\n";
        let written = again(text);
        assert!(!written.contains("secret") && !written.contains("ignore"), "{written}");
        assert!(written.contains("[t](https://a.io)"), "{written}");
    }

    #[test]
    fn lists_that_follow_each_other_stay_two() {
        let text = "- a\n\n<!-- x -->\n\n- b\n";
        assert_eq!(again(&again(text)), again(text));
    }

    proptest! {
        /// Written and read again, a text has the same words. Where emphasis has no unambiguous form, as in
        /// `*a*` directly before `**b**`, its delimiters may become text.
        #[test]
        fn no_word_is_lost(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "# A\n", "one ", "**b**", "*e*", "`c`", "[l](https://a.io/x_y)", "\n", "\n\n", "- i\n",
                    "1. n\n", "> q\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", "```\nx | y\n```\n", "云原生",
                    "，", " a_b ", "https://b.io/", "![i](p.png)", "  - deep\n", "\\*", "<b>h</b>", "&amp;",
                    "  \n", "2) m\n", "+ p\n", "~~s~~", "#tag ", "a*b", "    code\n",
                ]),
                0..24,
            )
        ) {
            let text = pieces.concat();
            let words = |text: &str| {
                let plain = plain_text(&parse(text));
                plain.replace(['*', '~'], "").split_whitespace().collect::<String>()
            };
            let written = again(&text);
            prop_assert_eq!(words(&written), words(&text), "{:?}\n{:?}", text, written);
        }
    }
}
