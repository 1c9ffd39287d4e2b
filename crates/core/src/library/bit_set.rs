//! A set of posts as a bit vector.

use super::snapshot::Position;

/// A set of positions, one bit each.
#[derive(Clone, Debug, Default)]
pub struct BitSet(Vec<u64>);

impl BitSet {
    /// Adds a position to the set.
    pub fn set(&mut self, post: Position) {
        let at = post as usize / 64;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (post % 64);
    }

    /// Returns `true` if the set contains a position.
    pub fn is_set(&self, post: Position) -> bool {
        self.0.get(post as usize / 64).is_some_and(|bits| bits >> (post % 64) & 1 == 1)
    }

    /// Returns `true` if the set is empty.
    pub fn is_empty(&self) -> bool {
        // The vector grows only when a position is added.
        self.0.is_empty()
    }
}
