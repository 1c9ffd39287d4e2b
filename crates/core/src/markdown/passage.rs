//! The passage of a text at a byte offset, for quotation.

use super::block::{Block, BlockContents, BlockKind, Inline, plain};

/// The text, on one line, of the passage at a byte offset: a paragraph, the text of an item, or a table row.
/// For a heading or code it is the next such passage; `None` after the last one.
pub fn passage(blocks: &[Block], offset: usize) -> Option<String> {
    let mut leaves = Vec::new();
    gather(blocks, &mut leaves);
    let begun = leaves.partition_point(|(start, _)| *start <= offset);
    leaves[begun.saturating_sub(1)..].iter().find_map(|(_, leaf)| text(leaf))
}

/// A block that holds no blocks.
enum LeafBlock<'b> {
    Text(&'b [Inline]),
    Row(&'b [super::block::TableCell]),
    Other,
}

fn gather<'b>(blocks: &'b [Block], leaves: &mut Vec<(usize, LeafBlock<'b>)>) {
    for block in blocks {
        let leaf = match block.kind.contents() {
            BlockContents::Inlines(_) if matches!(block.kind, BlockKind::Heading { .. }) => {
                LeafBlock::Other
            }
            BlockContents::Inlines(inlines) => LeafBlock::Text(inlines),
            BlockContents::Blocks(blocks) => {
                gather(blocks, leaves);
                continue;
            }
            BlockContents::Items(items) => {
                for item in items {
                    gather(&item.blocks, leaves);
                }
                continue;
            }
            BlockContents::Table(table) => {
                let row = |row: &'b Vec<super::block::TableCell>| {
                    let offset = row.first().map_or(block.offset, |cell| cell.offset);
                    (offset, LeafBlock::Row(row))
                };
                leaves.extend(table.rows.iter().map(row));
                continue;
            }
            BlockContents::Code(_) | BlockContents::Nothing => LeafBlock::Other,
        };
        leaves.push((block.offset, leaf));
    }
}

fn text(leaf: &LeafBlock<'_>) -> Option<String> {
    let text = match leaf {
        LeafBlock::Text(inlines) => plain(inlines),
        LeafBlock::Row(cells) => {
            let cells: Vec<String> = cells.iter().map(|cell| plain(&cell.inlines)).collect();
            cells.join(" | ")
        }
        LeafBlock::Other => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::passage;
    use crate::markdown::parse;

    #[test]
    fn what_stands_at_a_place_is_found() {
        let text = "# One\n\n第一\n段。\n\n- two\n  - three **b**\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n> four\n";
        let blocks = parse(text);
        for (at, expected) in [
            ("# One", Some("第一段。")),
            ("段", Some("第一段。")),
            ("two", Some("two")),
            ("b**", Some("three b")),
            ("c | d", Some("c | d")),
            ("code", Some("four")),
            ("four", Some("four")),
        ] {
            let offset = text.find(at).unwrap();
            assert_eq!(passage(&blocks, offset).as_deref(), expected, "{at}");
        }
        assert_eq!(passage(&parse("# One\n"), 0), None);
        assert_eq!(passage(&[], 7), None);
    }
}
