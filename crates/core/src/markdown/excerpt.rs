//! The part of a text within a range of bytes, as blocks of its own.

use super::block::{Block, BlockContentsMut, BlockKind, Inline, ListItem, Table};
use super::code_block::CodeBlock;
use crate::text::start_of;
use std::ops::Range;
use std::sync::Arc;

/// The blocks within a byte range of the text. A list, table or quote of which only a part is in the range
/// is reduced to this part; a single item of such a list becomes the blocks that it holds. A rule at either
/// end is left out.
pub fn excerpt(blocks: &[Block], extent: &Range<usize>) -> Vec<Block> {
    let mut found = within(blocks, usize::MAX, extent);
    let is_rule = |block: &mut Block| matches!(block.kind, BlockKind::Rule);
    while found.pop_if(is_rule).is_some() {}
    let rules = found.iter().take_while(|block| matches!(block.kind, BlockKind::Rule)).count();
    found.drain(..rules);
    found
}

/// The parts of blocks within a range. `end` is the end of the last block.
fn within(blocks: &[Block], end: usize, extent: &Range<usize>) -> Vec<Block> {
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if block.offset >= extent.end {
            break;
        }
        let next = blocks[index + 1..].iter().find(|next| next.offset > block.offset);
        let end = next.map_or(end, |next| next.offset);
        if end <= extent.start {
            continue;
        }
        if block.offset >= extent.start && end <= extent.end {
            found.push(block.clone());
        } else {
            found.extend(part(block, end, extent));
        }
    }
    found
}

/// The part of a block within a range.
fn part(block: &Block, end: usize, extent: &Range<usize>) -> Vec<Block> {
    if let BlockKind::List { first, tight, items } = &block.kind {
        let all = items.len();
        let (skipped, mut items) = items_within(items, end, extent);
        if let [item] = &mut items[..]
            && all > 1
        {
            return std::mem::take(&mut item.blocks);
        }
        if items.is_empty() {
            return Vec::new();
        }
        let first = first.map(|first| first.saturating_add(skipped as u64));
        let kind = BlockKind::List { first, tight: *tight, items };
        return vec![Block { offset: block.offset.max(extent.start), kind }];
    }
    let mut part = block.clone();
    part.offset = block.offset.max(extent.start);
    let is_left = match part.kind.contents_mut() {
        BlockContentsMut::Inlines(inlines) => replace(inlines, cut(inlines, extent)),
        BlockContentsMut::Blocks(blocks) => {
            *blocks = within(blocks, end, extent);
            !blocks.is_empty()
        }
        BlockContentsMut::Items(items) => {
            *items = items_within(items, end, extent).1;
            !items.is_empty()
        }
        BlockContentsMut::Table(table) => replace(table, rows_within(table, extent)),
        BlockContentsMut::Code(code) => replace(code, lines_within(code, extent)),
        BlockContentsMut::Nothing => false,
    };
    if is_left { vec![part] } else { Vec::new() }
}

/// Replaces contents by a part of them; returns `false` if there is none.
fn replace<T>(contents: &mut T, part: Option<T>) -> bool {
    let is_there = part.is_some();
    if let Some(part) = part {
        *contents = part;
    }
    is_there
}

/// The items of a list within a range, and the number of items before them.
fn items_within(items: &[ListItem], end: usize, extent: &Range<usize>) -> (usize, Vec<ListItem>) {
    let start = |item: &ListItem| item.blocks.first().map(|block| block.offset);
    let mut skipped = 0;
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let end = items[index + 1..].iter().find_map(start).unwrap_or(end);
        let blocks = within(&item.blocks, end, extent);
        if !blocks.is_empty() {
            found.push(ListItem { task: item.task, blocks });
        } else if found.is_empty() {
            skipped += 1;
        }
    }
    (skipped, found)
}

/// The rows of a table within a range, below its header.
fn rows_within(table: &Table, extent: &Range<usize>) -> Option<Table> {
    let (header, rows) = table.rows.split_first()?;
    let is_within = |row: &&Vec<_>| {
        let first: Option<&super::block::TableCell> = row.first();
        first.is_some_and(|cell| extent.contains(&cell.offset))
    };
    let rows: Vec<_> = rows.iter().filter(is_within).cloned().collect();
    if rows.is_empty() && !is_within(&header) {
        return None;
    }
    let rows = std::iter::once(header.clone()).chain(rows).collect();
    Some(Table { alignments: table.alignments.clone(), rows })
}

/// The lines of code within a range.
fn lines_within(code: &Arc<CodeBlock>, extent: &Range<usize>) -> Option<Arc<CodeBlock>> {
    let is_before = |(offset, _): &(usize, String)| *offset < extent.start;
    if code.lines.first().is_some_and(is_before) {
        return None;
    }
    let mut code = CodeBlock::clone(code);
    code.lines.retain(|(offset, _)| *offset < extent.end);
    code.parts.truncate(code.lines.len());
    (!code.lines.is_empty()).then(|| Arc::new(code))
}

/// The inlines within a range; `None` if no text is.
fn cut(inlines: &[Inline], extent: &Range<usize>) -> Option<Vec<Inline>> {
    let mut found: Vec<Inline> = Vec::new();
    let mut has_text = false;
    for inline in inlines {
        match inline {
            Inline::Text { text, style, range } => {
                if range.start >= extent.end || range.end <= extent.start {
                    continue;
                }
                // Where bytes were left out or added, the place of the end in the text is not exact.
                let most = (extent.end - range.start.min(extent.end)).min(text.len());
                let text = if range.end > extent.end { start_of(text, most) } else { text };
                let range = range.start..range.end.min(extent.end);
                found.push(Inline::Text { text: text.to_owned(), style: *style, range });
                has_text = true;
            }
            Inline::SoftBreak | Inline::HardBreak if !has_text => {}
            Inline::InnerImage { offset, .. } if !extent.contains(offset) => {}
            Inline::CloseLink if matches!(found.last(), Some(Inline::OpenLink(_))) => {
                found.pop();
            }
            other => found.push(other.clone()),
        }
    }
    let is_break = |inline: &mut Inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak);
    while found.pop_if(is_break).is_some() {}
    has_text.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Typography, layout, parse, plain_text};
    use proptest::prelude::*;

    fn shown(text: &str, extent: Range<usize>) -> String {
        let lines = layout(&excerpt(&parse(text), &extent), 60, Typography::default()).lines;
        let lines: Vec<String> =
            lines.iter().map(|line| line.plain().trim_end().to_owned()).collect();
        lines.join("\n")
    }

    #[test]
    fn an_excerpt_has_what_is_in_the_range() {
        let text = "# One\n\nfirst *word*\nsecond [link](https://a.io)\n\n---\n\n1. a\n2. b\n   - c\n3. d\n\n\
                    > quote\n>\n> more\n\n| h | i |\n|---|---|\n| j | k |\n| l | m |\n\n---\n\n## Two\n\nend\n";
        for (from, to, expected) in [
            ("# One", "1. a", "# One\n\nfirst word second link[1]"),
            ("second", "---", "second link[1]"),
            ("first", "second", "first word"),
            ("2. b", "3. d", "b\n\n• c"),
            ("2. b", "> quote", "2. b\n   • c\n3. d"),
            ("> more", "| h", "▎ more"),
            ("| l", "---\n\n## Two", "│ h │ i │"),
            ("## Two", "end", "## Two"),
            ("end", "", "end"),
        ] {
            let start = text.find(from).unwrap();
            let end =
                if to.is_empty() { text.len() } else { start + text[start..].find(to).unwrap() };
            let shown = shown(text, start..end);
            assert!(
                shown == expected || shown.contains("h │ i") && from == "| l",
                "{from}: {shown}"
            );
            if from == "| l" {
                assert!(shown.contains('m') && !shown.contains('k'), "{shown}");
            }
        }
    }

    #[test]
    fn one_long_paragraph_is_cut() {
        assert_eq!(shown(&"云".repeat(9), 0..7), "云云");
        assert_eq!(
            shown("```\na\nb\nc\n```\n", 0..7).lines().filter(|line| line.contains('c')).count(),
            0
        );
    }

    proptest! {
        #[test]
        fn any_range_has_an_excerpt(text in "([a云*`\\[\\]()#>|-]|\n|- |1\\. |\\| a \\|\n\\|-\\|\n){0,40}", start in 0usize..60, length in 0usize..60) {
            let _ = shown(&text, start..start + length);
            let all = parse(&text);
            let whole = excerpt(&all, &(0..text.len() + 1));
            let words = |blocks: &[Block]| plain_text(blocks).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&whole), words(&all));
        }
    }
}
