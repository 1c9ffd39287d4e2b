//! Yes or no for each post, a bit each.

use super::snapshot::Position;

/// A set of positions.
#[derive(Clone, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// Puts a position in.
    pub fn set(&mut self, post: Position) {
        let at = post as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (post % 64);
    }

    /// True for a position that is in.
    pub fn is_set(&self, post: Position) -> bool {
        self.0.get(post as usize / 64).is_some_and(|bits| bits >> (post % 64) & 1 == 1)
    }

    /// True if none is in.
    pub fn is_empty(&self) -> bool {
        // It grows only where one is put in.
        self.0.is_empty()
    }
}
