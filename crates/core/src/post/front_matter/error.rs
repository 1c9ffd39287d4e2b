//! The error of a parser that rejects a block, and the limit on nesting that parsers share.

use super::block_position::BlockPosition;
use crate::post::DiagnosticMessage;

/// Maximum number of open brackets, as the time of a parser may grow with the square of it.
const MAX_BRACKETS: usize = 64;

/// Error of a parser that rejects a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterError {
    /// Position of the error.
    pub at: BlockPosition,
    /// The limit that the block exceeds; `None` if it is merely invalid.
    pub limit: Option<DiagnosticMessage>,
}

impl FrontMatterError {
    /// A syntax error at a position.
    pub fn at(at: BlockPosition) -> Self {
        Self { at, limit: None }
    }
}

/// Rejects a text with more than `MAX_BRACKETS` brackets open at once. Brackets in quotes count too, as
/// they mostly come in pairs.
pub fn check_depth(text: &str) -> Result<(), FrontMatterError> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_BRACKETS {
            let limit = Some(DiagnosticMessage::FrontMatterDeep(MAX_BRACKETS));
            return Err(FrontMatterError { at: BlockPosition::at(text, at), limit });
        }
    }
    Ok(())
}
