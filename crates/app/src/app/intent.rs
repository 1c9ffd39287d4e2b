//! Intents: requests by a pane to change state that it does not own. `update` carries them out.

use super::action::{Action, Page};
use super::briefing::open::{BriefingPlan, BriefingRequest, PaneOffsets};
use super::commands::CommandReading;
use super::confirm::Confirm;
use super::context::Context;
use super::jump_list::Location;
use super::marks::Mark;
use super::message::{Effect, Notice};
use super::pages::dossier::DossierPlace;
use super::panes::Pane;
use super::picker::Subject;
use super::selection::Target;
use super::text_input::Full;
use crate::library::Facet;
use crate::messages::{Language, Text};
use crate::post::{PageId, PostId};
use crate::query::{Is, Polarity};
use crate::state::Arrangement;
use std::sync::Arc;

/// A request for a change outside the pane that makes it.
#[derive(Clone, Debug)]
pub(crate) enum Intent {
    /// Performs an effect.
    Run(Effect),
    /// Shows a notice.
    Notify(Notice),
    /// Applies an action.
    Act(Action),
    /// Scrolls the focused pane, the trends or the overlay by some rows; down if `true`.
    Scroll(usize, bool),
    /// Opens a picker.
    Pick(Subject),
    /// Selects a post or story for an action on all selected ones, or deselects it.
    ToggleSelected(Target),
    /// Selects several posts or stories.
    AddSelected(Vec<Target>),
    /// Deselects all posts and stories.
    ClearSelected,
    /// Hide the first steps.
    HideFirstSteps,
    /// Exports what is chosen in the open dialog.
    Export,
    /// Exports again, over the file that is there.
    Overwrite,
    /// Runs a command of the user's own, by name.
    RunCommand(String),
    /// Runs the command again whose output is in the reader.
    RunAgain,
    /// Shows the output of a command in the reader.
    ShowOutput(Arc<CommandReading>),
    /// Shows the output of a run that waits to be read, by its number.
    ReadOutput(u64),
    /// Goes back from the output in the reader.
    CloseOutput,
    /// Asks a question before something is done.
    Ask(Box<Confirm>),
    /// Closes the overlay.
    Close,
    /// Focuses a pane.
    Focus(Pane),
    /// Changes the arrangement of the panes, and remembers it.
    Arrange(Arrangement),
    /// Shows a page of the screen.
    ShowPage(Page),
    /// Opens the dossier of a story.
    OpenDossier(DossierPlace),
    /// Adds the current location to the jump list, before it is left.
    Leave,
    /// Goes back to a location.
    GoTo(Box<Location>),
    /// Narrows the query to a mark of trends, and shows the list.
    Enter(String),
    /// Opens the briefing at its first row, or gives the open one other contents.
    ShowBriefing {
        /// The contents.
        plan: BriefingPlan,
        /// The request that it fulfils.
        request: BriefingRequest,
        /// Set if the user has not pressed a key yet: undo does not go back beyond this query.
        is_first: bool,
        /// Set if it was not open yet.
        is_new: bool,
    },
    /// Scrolls the list and the facet pane, once the rows of the query are there.
    ScrollPanes(PaneOffsets),
    /// Restores the query of the last session.
    Resume {
        /// The query's text.
        query: String,
        /// Set if stories were listed.
        stories: bool,
    },
    /// Starts editing the query.
    EditQuery,
    /// Accepts the typed query, and ends editing.
    AcceptQuery,
    /// Replaces the query's text.
    SetQuery(String),
    /// Inserts text at the cursor of the query line.
    InsertQuery(String),
    /// Toggles a facet value in the query: adds it, changes its polarity, or removes it.
    Tick(Facet, String, Polarity),
    /// Toggles a mark, such as `is:unread`, in the query.
    TickMark(Is, Polarity),
    /// Toggles an own tag in the query.
    TickMine(String, Polarity),
    /// Toggles the condition for notes in the query.
    TickNoted(Polarity),
    /// Opens the picker of own tags for posts or stories.
    PickTag(Vec<Target>),
    /// Opens the box or the editor for the note of posts or stories.
    WriteNote(Vec<Target>),
    /// Lists stories instead of posts, or posts again.
    ListOther,
    /// Moves the cursor of the list to a row.
    SelectRow(usize),
    /// Moves the cursor of the list to a post, as soon as it has a row, and to one of its stories.
    Select(PostId, Option<PageId>),
    /// Reads a post, wherever the list's cursor is, and goes to one of its stories.
    Read(PostId, Option<PageId>),
    /// Reports that the reader has gone to the pending story.
    StoryReached,
    /// Moves the cursor of the reader to a row of the post.
    ReadRow(usize),
    /// Opens a link of the post in the reader, by its index.
    OpenLink(usize),
    /// Shows a picture of the post in the reader at full size: that of a link, by its index, or else the
    /// first one in sight.
    ShowPicture(Option<usize>),
    /// Goes to a heading of the post in the reader, by its index.
    GoToHeading(usize),
    /// Sets (`true`) or removes a mark of posts or stories, so that it can be undone.
    Mark(Mark, Vec<Target>, bool),
    /// Adds an own tag to posts or stories (`true`) or removes it, so that it can be undone.
    Tag(String, Vec<Target>, bool),
    /// Writes a note on posts or stories, so that it can be undone. An empty note removes it.
    Note(Vec<Target>, String),
    /// Replaces the query by that of a view, by name.
    ChooseView(String),
    /// Marks everything unread in the list as read, so that it can be undone.
    MarkListed(Vec<Target>),
    /// Reports that the user has changed the marks of stories.
    MarkedByHand(Vec<PageId>),
    /// Deletes a view, by name.
    DeleteView(String),
    /// Saves the query as a view with the typed name.
    SaveView(String),
    /// Saves a view with a query, or deletes it (`None`), so that it can be undone.
    PutView(String, Option<String>),
    /// Changes the theme, by name.
    Theme(String),
    /// Changes the language.
    Speak(Language),
    /// Folds or unfolds the rising tags.
    FoldRising,
}

impl Context {
    /// The intent of reporting success or information.
    pub(super) fn tell(&self, text: &Text<'_>) -> Intent {
        Intent::Notify(Notice { text: text.say(self.language), is_error: false })
    }

    /// The intent of reporting a failure.
    pub(super) fn fail(&self, text: &Text<'_>) -> Intent {
        Intent::Notify(Notice { text: text.say(self.language), is_error: true })
    }

    /// The intent of reporting that typed or pasted text was cut for lack of room, if it was.
    pub(super) fn full(&self, outcome: Result<(), Full>) -> Option<Intent> {
        outcome.err().map(|Full(longest)| self.fail(&Text::TypedFull(longest)))
    }
}
