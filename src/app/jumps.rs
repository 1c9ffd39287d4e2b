//! Where one was before, and the way back and forward again.

use super::model::Model;
use super::panes::Pane;
use super::settle::keep_place;
use crate::messages::Text;
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

/// The post at the list's cursor.
pub fn at_cursor(model: &Model) -> Option<PostId> {
    Some(model.library.post(*model.list.rows.get(model.list.cursor)?)?.id)
}

/// Where one is now.
pub(super) fn here(model: &Model) -> Spot {
    Spot {
        query: model.query.text().trim().to_owned(),
        listed: model.listed,
        post: at_cursor(model),
        story: model.selected_story().map(|(_, story)| story.page),
        away: model.list.away,
        place: model.reader.place(),
        focus: model.focus,
        trends: model.trends.is_open,
    }
}

/// Remembers where one is, before going elsewhere.
pub fn leave(model: &mut Model) {
    let spot = here(model);
    model.jumps.leave(spot);
}

/// Goes to the spot before, or to the one come back from; `nothing` says that there is none.
pub fn jump(model: &mut Model, way: fn(&mut Jumps, Spot) -> Option<Spot>, nothing: &Text<'_>) {
    let here = here(model);
    let Some(there) = way(&mut model.jumps, here) else {
        model.tell(nothing);
        return;
    };
    go_to(model, there);
}

/// Goes to where one was.
pub(super) fn go_to(model: &mut Model, there: Spot) {
    model.overlay = None;
    keep_place(model);
    if model.query.text() != there.query {
        model.query.replace(there.query);
    }
    model.focus = there.focus;
    model.trends.is_open = there.trends;
    model.listed = there.listed;
    model.list.held = there.post;
    model.list.held_story = there.story;
    model.list.away = there.away;
    model.settled.aimed = there.story;
    model.reader.aim = None;
    if let Some(post) = there.away.or(there.post) {
        model.places.insert(post, there.place);
        // Shown anew, at that place, also if it is the same post.
        model.reader.post = None;
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
