//! Why a parser does not take a block, and the bound on nesting that parsers share.

use super::place::Place;
use crate::post::Fault;

/// Open brackets at once; a parser may take time in the square of them.
const MAX_BRACKETS: usize = 64;

/// What is in the way of reading a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where.
    pub at: Place,
    /// The limit that it goes beyond; `None` where it is only wrong.
    pub limit: Option<Fault>,
}

impl Refused {
    /// It is wrong at a place.
    pub fn at(at: Place) -> Self {
        Self { at, limit: None }
    }
}

/// Refuses a text that has more brackets open at once than are followed. Brackets in quotes count too:
/// they are seldom alone.
pub fn check_depth(text: &str) -> Result<(), Refused> {
    let mut open = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_BRACKETS {
            let limit = Some(Fault::FrontMatterDeep(MAX_BRACKETS));
            return Err(Refused { at: Place::at(text, at), limit });
        }
    }
    Ok(())
}
