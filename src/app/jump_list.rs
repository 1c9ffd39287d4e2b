//! Where one was before, and the way back and forward again.

use super::panes::Pane;
use super::selection::Anchor;
use crate::post::PostId;
use crate::query::Listed;
use crate::state::Place;

/// Locations kept; older ones are forgotten.
const MAX_LOCATIONS: usize = 200;

/// A place one can return to: the query, the post and the place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The query's text.
    pub query: String,
    /// Posts or stories.
    pub listed: Listed,
    /// The post and story at the cursor.
    pub(super) anchor: Option<Anchor>,
    /// Another post in the reader.
    pub pinned: Option<PostId>,
    /// The place in the post that is read.
    pub place: Place,
    /// The pane with the focus.
    pub focus: Pane,
    /// Trends were on the screen.
    pub trends: bool,
}

/// The locations left behind and those come back from.
#[derive(Clone, Debug, Default)]
pub struct JumpList {
    past: Vec<Location>,
    future: Vec<Location>,
}

impl JumpList {
    /// Remembers a location that is being left for a new one.
    pub fn leave(&mut self, location: Location) {
        self.future.clear();
        if self.past.last() != Some(&location) {
            self.past.push(location);
        }
        if self.past.len() > MAX_LOCATIONS {
            self.past.remove(0);
        }
    }

    /// The location before, from where one is now; `None` at the beginning.
    pub fn back(&mut self, here: Location) -> Option<Location> {
        let mut there = self.past.pop()?;
        while there == here {
            there = self.past.pop()?;
        }
        self.future.push(here);
        Some(there)
    }

    /// The location one came back from; `None` at the end.
    pub fn forward(&mut self, here: Location) -> Option<Location> {
        let there = self.future.pop()?;
        self.past.push(here);
        Some(there)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(query: &str) -> Location {
        Location { query: query.to_owned(), ..Location::default() }
    }

    #[test]
    fn back_and_forward_lead_the_same_way() {
        let mut jumps = JumpList::default();
        jumps.leave(location("a"));
        jumps.leave(location("b"));
        assert_eq!(jumps.back(location("c")), Some(location("b")));
        assert_eq!(jumps.back(location("b")), Some(location("a")));
        assert_eq!(jumps.back(location("a")), None);
        assert_eq!(jumps.forward(location("a")), Some(location("b")));
        assert_eq!(jumps.forward(location("b")), Some(location("c")));
        assert_eq!(jumps.forward(location("c")), None);
        jumps.leave(location("c"));
        assert_eq!(jumps.forward(location("d")), None, "a new way forgets the old one");
    }
}
