//! Where one was before, and the way back and forward again.

use super::panes::Pane;
use crate::post::{PageId, PostId};
use crate::query::Listed;
use crate::state::Place;

/// Spots kept; older ones are forgotten.
const MOST: usize = 200;

/// A place one can return to: the query, the post and the place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The query's text.
    pub query: String,
    /// Posts or stories.
    pub listed: Listed,
    /// The post at the cursor.
    pub post: Option<PostId>,
    /// The story at the cursor.
    pub story: Option<PageId>,
    /// Another post in the reader.
    pub away: Option<PostId>,
    /// The place in the post that is read.
    pub place: Place,
    /// The pane with the focus.
    pub focus: Pane,
    /// Trends were on the screen.
    pub trends: bool,
}

/// The spots left behind and those come back from.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    past: Vec<Spot>,
    future: Vec<Spot>,
}

impl Jumps {
    /// Remembers a spot that is being left for a new one.
    pub fn leave(&mut self, spot: Spot) {
        self.future.clear();
        if self.past.last() != Some(&spot) {
            self.past.push(spot);
        }
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// The spot before, from where one is now; `None` at the beginning.
    pub fn back(&mut self, here: Spot) -> Option<Spot> {
        let mut there = self.past.pop()?;
        while there == here {
            there = self.past.pop()?;
        }
        self.future.push(here);
        Some(there)
    }

    /// The spot one came back from; `None` at the end.
    pub fn forward(&mut self, here: Spot) -> Option<Spot> {
        let there = self.future.pop()?;
        self.past.push(here);
        Some(there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(query: &str) -> Spot {
        Spot { query: query.to_owned(), ..Spot::default() }
    }

    #[test]
    fn back_and_forward_lead_the_same_way() {
        let mut jumps = Jumps::default();
        jumps.leave(spot("a"));
        jumps.leave(spot("b"));
        assert_eq!(jumps.back(spot("c")), Some(spot("b")));
        assert_eq!(jumps.back(spot("b")), Some(spot("a")));
        assert_eq!(jumps.back(spot("a")), None);
        assert_eq!(jumps.forward(spot("a")), Some(spot("b")));
        assert_eq!(jumps.forward(spot("b")), Some(spot("c")));
        assert_eq!(jumps.forward(spot("c")), None);
        jumps.leave(spot("c"));
        assert_eq!(jumps.forward(spot("d")), None, "a new way forgets the old one");
    }
}
