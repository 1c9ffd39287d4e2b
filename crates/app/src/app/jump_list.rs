//! The jump list: locations to go back and forward to.

use super::action::Page;
use super::briefing::open::OpenBriefing;
use super::pages::dossier::DossierPlace;
use super::panes::Pane;
use super::selection::CursorAnchor;
use crate::post::PostId;
use crate::query::Listed;
use crate::state::ReadingPosition;
use std::sync::Arc;

/// Maximum number of locations; the oldest are dropped.
const MAX_LOCATIONS: usize = 200;

/// A location to return to: the query, the post and the position in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The query's text.
    pub query: String,
    /// The kind of rows: posts or stories.
    pub listed: Listed,
    /// The post and story at the cursor.
    pub(super) anchor: Option<CursorAnchor>,
    /// Post shown in the reader instead of the one at the cursor.
    pub pinned: Option<PostId>,
    /// Position in the post in the reader.
    pub place: ReadingPosition,
    /// The pane with the focus.
    pub focus: Pane,
    /// The page of the screen.
    pub page: Page,
    /// The briefing that was open.
    pub briefing: Option<Arc<OpenBriefing>>,
    /// The dossier, and the position in it, if that is the page.
    pub dossier: Option<DossierPlace>,
}

/// The locations before and after the current one.
#[derive(Clone, Debug, Default)]
pub struct JumpList {
    past: Vec<Location>,
    future: Vec<Location>,
}

impl JumpList {
    /// Adds a location that is left for a new one, and clears the locations to go forward to.
    pub fn leave(&mut self, location: Location) {
        self.future.clear();
        if self.past.last() != Some(&location) {
            self.past.push(location);
        }
        if self.past.len() > MAX_LOCATIONS {
            self.past.remove(0);
        }
    }

    /// The location that [`JumpList::back`] leads to, unless one is there already.
    pub fn last(&self) -> Option<&Location> {
        self.past.last()
    }

    /// Goes back from `here`; returns the previous location, or `None` at the beginning.
    pub fn back(&mut self, here: Location) -> Option<Location> {
        let mut there = self.past.pop()?;
        while there == here {
            there = self.past.pop()?;
        }
        self.future.push(here);
        Some(there)
    }

    /// Goes forward from `here`; returns the next location, or `None` at the end.
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
