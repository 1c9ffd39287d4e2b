//! The wishes of a pane that concern what is not its own; `update` carries them out.

use super::action::Action;
use super::context::Context;
use super::jump_list::Location;
use super::marks::Mark;
use super::message::{Effect, Notice};
use super::panes::Pane;
use super::picker::Subject;
use super::selection::Target;
use super::text_input::Full;
use crate::library::Facet;
use crate::messages::{Language, Text};
use crate::post::{PageId, PostId};
use crate::query::{Is, Listed, Polarity};
use crate::state::Arrangement;

/// A wish of a pane.
#[derive(Clone, Debug)]
pub(super) enum Intent {
    /// Performs an effect.
    Run(Effect),
    /// Says something.
    Notify(Notice),
    /// Applies an action.
    Act(Action),
    /// Scrolls whatever scrolls now by some rows, down or up.
    Scroll(usize, bool),
    /// Opens a picker.
    Pick(Subject),
    /// Closes the overlay.
    Close,
    /// Lets keys go to a pane.
    Focus(Pane),
    /// Takes an arrangement of the panes, and remembers it.
    Arrange(Arrangement),
    /// Shows trends, or the panes again.
    ShowTrends(bool),
    /// Remembers the location, before it is left for another.
    Leave,
    /// Goes back to a location.
    GoTo(Box<Location>),
    /// Narrows the query to a mark of trends, and shows the list.
    Enter(String),
    /// Shows the first rows of a query; undo leads no further back than the first.
    Show {
        /// Posts or stories.
        listed: Listed,
        /// The query's text.
        query: String,
        /// Nothing was done before.
        is_first: bool,
    },
    /// Takes the query of the last session.
    Resume {
        /// The query's text.
        query: String,
        /// Stories were listed.
        stories: bool,
    },
    /// Keys go into the query.
    EditQuery,
    /// Keeps the query that was typed.
    AcceptQuery,
    /// Replaces the query's text.
    SetQuery(String),
    /// Puts text into the query line.
    InsertQuery(String),
    /// Adds a value to the query, turns it round, or takes it away.
    Tick(Facet, String, Polarity),
    /// The same with a mark that is asked for.
    TickMark(Is, Polarity),
    /// Lists stories in place of posts, or posts again.
    ListOther,
    /// Moves the cursor of the list to a row.
    SelectRow(usize),
    /// Moves the cursor of the list to a post, as soon as there is a row of it, and to a story of it.
    Select(PostId, Option<PageId>),
    /// Reads a post, wherever the cursor of the list is, and goes to a story of it.
    Read(PostId, Option<PageId>),
    /// Takes in that the reader has gone to its story.
    StoryReached,
    /// Goes to a row of the post in the reader.
    ReadRow(usize),
    /// Opens the link of the post in the reader with a number from zero.
    OpenLink(usize),
    /// Goes to the heading of the post in the reader with a number from zero.
    GoToHeading(usize),
    /// Marks posts or stories, or takes their marks away, so that it can be undone.
    Mark(Mark, Vec<Target>, bool),
    /// Makes the query of the view of a name the query.
    ChooseView(String),
    /// Marks all that is unread in the list as read, so that it can be undone.
    MarkListed(Vec<Target>),
    /// Takes in that the mark of a story was changed by a key.
    MarkedByHand(PageId),
    /// Deletes the view of a name.
    DeleteView(String),
    /// Saves the query as a view of the name that was typed.
    SaveView(String),
    /// Saves a view with a query, or deletes it, so that it can be undone.
    PutView(String, Option<String>),
    /// Takes the theme of a name.
    Theme(String),
    /// Speaks a language.
    Speak(Language),
    /// Hides or shows what is rising.
    FoldRising,
}

impl Context {
    /// The wish to say that something was done.
    pub(super) fn tell(&self, text: &Text<'_>) -> Intent {
        Intent::Notify(Notice { text: text.say(self.language), is_error: false })
    }

    /// The wish to say that something could not be done.
    pub(super) fn fail(&self, text: &Text<'_>) -> Intent {
        Intent::Notify(Notice { text: text.say(self.language), is_error: true })
    }

    /// The wish to say that not all that was typed or pasted has room.
    pub(super) fn full(&self, outcome: Result<(), Full>) -> Option<Intent> {
        outcome.err().map(|Full(longest)| self.fail(&Text::TypedFull(longest)))
    }
}
