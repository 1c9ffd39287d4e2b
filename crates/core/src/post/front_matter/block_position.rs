//! Positions within a block, for findings.
//!
//! Parsers do not keep the position of a key. As findings are few, the block is searched when one is
//! made. Knows no format.

use super::keys::key_line;

/// A position in a block: line and column from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlockPosition {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl BlockPosition {
    /// The beginning of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// The position of a byte offset, which may be anywhere, even beyond the end.
    pub fn at(text: &str, offset: usize) -> Self {
        let before = &text[..boundary(text, offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        Self { line, column: before[line_start..].chars().count() + 1 }
    }
}

/// The offset itself, or the nearest character boundary before it within the text.
pub fn boundary(text: &str, offset: usize) -> usize {
    let end = offset.min(text.len());
    (0..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Position of the value of a key, in the last of the least indented lines that begin with it. The position
/// of the key if it has no value; of the value after a quoted key within a line (JSON); or else the
/// beginning of the block.
pub fn key(block: &str, key: &str) -> BlockPosition {
    let mut best: Option<(usize, BlockPosition)> = None;
    for (index, line) in block.lines().enumerate() {
        let line = line.trim_end();
        let found = key_line(line, ':').or_else(|| key_line(line, '='));
        if let Some(found) = found.filter(|found| found.key == key) {
            let value_start = line.len() - found.value.len();
            let start = if found.value.is_empty() { found.indent } else { value_start };
            let place =
                BlockPosition { line: index + 1, column: line[..start].chars().count() + 1 };
            if best.is_none_or(|(indent, _)| found.indent <= indent) {
                best = Some((found.indent, place));
            }
        }
    }
    let quoted = || {
        let name = format!("\"{key}\"");
        let values = block.rmatch_indices(&name).filter_map(|(at, _)| {
            let value = block[at + name.len()..].trim_start().strip_prefix(':')?.trim_start();
            Some(BlockPosition::at(block, block.len() - value.len()))
        });
        values.into_iter().next()
    };
    best.map(|(_, place)| place).or_else(quoted).unwrap_or(BlockPosition::START)
}
