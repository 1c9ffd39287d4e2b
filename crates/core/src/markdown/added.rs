//! Marks on the passages of a text that are new against an earlier text.

use super::block::{Block, BlockContents, BlockContentsMut, Inline, join};
use super::document::Style;
use std::ops::Range;

/// The text of all paragraphs, headings, items and table cells, each on a line of its own.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for inlines in leaves(blocks) {
        push(inlines, &mut out);
        out.push('\n');
    }
    out
}

/// Sets [`Style::added`] of the text in byte ranges of [`plain_text`], which are in order.
pub fn mark_added(blocks: &mut [Block], ranges: &[Range<usize>]) {
    let mut out = String::new();
    for_each_leaf(blocks, &mut |inlines| {
        let starts = push(inlines, &mut out);
        out.push('\n');
        if !ranges.is_empty() {
            *inlines = marked(std::mem::take(inlines), &starts, ranges);
        }
    });
}

/// Appends the text of inlines; returns the offset of each [`Inline::Text`] in it.
fn push(inlines: &[Inline], out: &mut String) -> Vec<usize> {
    let mut starts = Vec::new();
    let begin = out.len();
    let mut at_break = false;
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => {
                if std::mem::take(&mut at_break) && out.len() > begin {
                    join(out, text);
                }
                starts.push(out.len());
                out.push_str(text);
            }
            Inline::SoftBreak | Inline::HardBreak => at_break = true,
            _ => {}
        }
    }
    starts
}

/// The inlines, split where marks begin and end.
fn marked(inlines: Vec<Inline>, starts: &[usize], ranges: &[Range<usize>]) -> Vec<Inline> {
    let mut starts = starts.iter();
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        let Inline::Text { text, style, range } = inline else {
            out.push(inline);
            continue;
        };
        let start = starts.next().copied().unwrap_or(0);
        let mut push = |bytes: Range<usize>, added: bool| {
            let Some(part) = text.get(bytes.clone()).filter(|part| !part.is_empty()) else {
                return;
            };
            // The place of a part is known only where the text is shown as written.
            let source = if range.len() == text.len() {
                range.start + bytes.start..range.start + bytes.end
            } else {
                range.clone()
            };
            let style = Style { added, ..style };
            out.push(Inline::Text { text: part.to_owned(), style, range: source });
        };
        let mut at = 0;
        let first = ranges.partition_point(|range| range.end <= start);
        for added in &ranges[first..] {
            if added.start >= start + text.len() {
                break;
            }
            let from = added.start.saturating_sub(start);
            let to = (added.end - start).min(text.len());
            push(at..from, false);
            push(from..to, true);
            at = to;
        }
        push(at..text.len(), false);
    }
    out
}

/// The running text of blocks, in order.
fn leaves(blocks: &[Block]) -> Vec<&[Inline]> {
    let mut found: Vec<&[Inline]> = Vec::new();
    for block in blocks {
        match block.kind.contents() {
            BlockContents::Inlines(inlines) => found.push(inlines),
            BlockContents::Blocks(blocks) => found.extend(leaves(blocks)),
            BlockContents::Items(items) => {
                found.extend(items.iter().flat_map(|item| leaves(&item.blocks)));
            }
            BlockContents::Table(table) => {
                found.extend(table.rows.iter().flatten().map(|cell| &cell.inlines[..]));
            }
            BlockContents::Code(_) | BlockContents::Nothing => {}
        }
    }
    found
}

/// Calls a function for the running text of blocks, in the order of [`leaves`].
fn for_each_leaf(blocks: &mut [Block], act: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block.kind.contents_mut() {
            BlockContentsMut::Inlines(inlines) => act(inlines),
            BlockContentsMut::Blocks(blocks) => for_each_leaf(blocks, act),
            BlockContentsMut::Items(items) => {
                for item in items {
                    for_each_leaf(&mut item.blocks, act);
                }
            }
            BlockContentsMut::Table(table) => {
                for cell in table.rows.iter_mut().flatten() {
                    act(&mut cell.inlines);
                }
            }
            BlockContentsMut::Code(_) | BlockContentsMut::Nothing => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Line, Typography, layout, parse};
    use proptest::prelude::*;

    fn added(lines: &[Line]) -> Vec<String> {
        let spans = lines.iter().flat_map(|line| &line.spans);
        spans.filter(|span| span.style.added).map(|span| span.text.clone()).collect()
    }

    fn lines(text: &str, parts: &[&str], width: usize, signs: bool) -> Vec<Line> {
        let mut blocks = parse(text);
        let plain = plain_text(&blocks);
        let range = |part: &&str| {
            let start = plain.find(*part).unwrap_or_else(|| panic!("{part} in {plain:?}"));
            start..start + part.len()
        };
        mark_added(&mut blocks, &parts.iter().map(range).collect::<Vec<_>>());
        let typography = Typography { addition_signs: signs, ..Typography::default() };
        layout(&blocks, width, typography).lines
    }

    #[test]
    fn marks_go_over_emphasis_links_and_lines() {
        let text = "One **two** [three](https://a.io)\nfour.\n\n- 五六\n  七\n\n| a | b |\n|---|---|\n| c | d |\n";
        let parts = ["two three fo", "六七", "d"];
        assert_eq!(
            added(&lines(text, &parts, 40, false)),
            ["two", " ", "three", "fo", "六七", "d"]
        );
        assert_eq!(added(&lines(text, &parts, 8, false)).concat(), "twothreefo六七d");
        assert_eq!(added(&lines(text, &[], 40, false)), [] as [&str; 0]);
    }

    #[test]
    fn code_that_is_marked_in_part_is_on_one_line() {
        let shown = |parts: &[&str]| -> Vec<String> {
            lines("one two `x)[three`", parts, 14, false).iter().map(Line::plain).collect()
        };
        assert_eq!(shown(&[]), ["one two", "x)[three"]);
        assert_eq!(shown(&["two x)"]), ["one two", "x)[three"]);
    }

    #[test]
    fn without_colours_signs_stand_around_additions() {
        let shown = |text, parts: &[&str]| lines(text, parts, 60, true)[0].plain();
        assert_eq!(shown("One **two** three four", &["two three"]), "One {+two three+} four");
        assert_eq!(shown("一二\n三", &["一", "三"]), "{+一+}二{+三+}");
        assert_eq!(shown("a b", &[]), "a b");
    }

    proptest! {
        #[test]
        fn marking_changes_no_text(
            text in "([a云 *`\\[\\]()#>|-]|\n){0,60}", start in 0usize..40, length in 1usize..40
        ) {
            let blocks = parse(&text);
            let plain = plain_text(&blocks);
            let end = (start + length).min(plain.len());
            let mut marked = blocks.clone();
            if start < end && plain.is_char_boundary(start) && plain.is_char_boundary(end) {
                mark_added(&mut marked, std::slice::from_ref(&(start..end)));
            }
            prop_assert_eq!(plain_text(&marked), plain);
            let text = |blocks: &[Block]| -> Vec<String> {
                layout(blocks, 20, Typography::default()).lines.iter().map(Line::plain).collect()
            };
            prop_assert_eq!(text(&marked), text(&blocks));
        }
    }
}
