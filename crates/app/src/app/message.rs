//! The messages that the model receives and the effects it requests.

use super::commands::{CommandEnd, CommandJob};
use super::export::edition::Exported;
use super::graphics::Graphics;
use super::job::Job;
use super::key::Key;
use super::mouse::Mouse;
use super::pages::dossier::DossierContent;
use super::panes::Size;
use super::pull_step::PullStep;
use super::selection::Target;
use crate::config::{AddedRule, File};
use crate::library::{Arrivals, Library, Position, RelatedStories};
use crate::markdown::{Block, Document};
use crate::messages::Language;
use crate::pictures::{Drawing, PictureError, PictureFile};
use crate::post::{Date, Diagnostic, LastVisit, Origin, PostId};
use crate::query::{Blame, NewsCounts, SearchResult, Snippet};
use crate::state::{Change, Memory, Remembered, RememberedStory, View};
use crate::trends;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// An event that [`update`](super::update()) handles.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste {
        /// The text.
        text: String,
        /// Set if the pasted text was longer.
        is_cut: bool,
    },
    /// The screen was resized.
    Resize(Size),
    /// A snapshot of the library was loaded, partial or complete.
    Loaded(Loaded),
    /// Files have changed on the disk after everything was read.
    Changed(Changed),
    /// The text of a post was read and parsed, or could not be.
    Body {
        /// The post.
        post: PostId,
        /// Number of the request.
        request: u64,
        /// The blocks, or a clean sentence with the error.
        blocks: Result<Arc<Vec<Block>>, String>,
        /// Set if the text is complete; of a long text, the beginning is sent first.
        is_whole: bool,
    },
    /// The code blocks of a post were highlighted.
    Highlighted {
        /// Number of the request for the post's text.
        request: u64,
        /// The post's blocks.
        blocks: Arc<Vec<Block>>,
    },
    /// A long text was laid out completely.
    LaidOut {
        /// Number of the request.
        request: u64,
        /// The laid-out text.
        document: Document,
    },
    /// The files of a post's images were found, or not.
    PicturesFound {
        /// Number of the request.
        request: u64,
        /// For each address of a local image, its file or the reason why there is none.
        found: HashMap<String, Result<PictureFile, PictureError>>,
    },
    /// A picture was drawn, or could not be.
    PictureDrawn {
        /// Number of the request.
        request: u64,
        /// The drawing.
        drawing: Result<Arc<Drawing>, PictureError>,
    },
    /// The way in which the terminal shows pictures.
    Graphics(Graphics),
    /// A search has finished.
    Found {
        /// Number of the request.
        request: u64,
        /// Result of the search.
        found: SearchResult,
    },
    /// The reports and related stories of a post's stories were found.
    Related {
        /// Number of the request.
        request: u64,
        /// Reports and related stories of each story of the post, in order.
        related: Vec<RelatedStories>,
    },
    /// Contents of a dossier were read.
    Dossier {
        /// Number of the request.
        request: u64,
        /// The contents so far.
        content: Box<DossierContent>,
        /// Set if they are complete.
        is_whole: bool,
    },
    /// The rising tags of a library were found.
    Rising {
        /// Number of the request.
        request: u64,
        /// The tags, the most significant rise first.
        rising: Vec<trends::FacetChange>,
    },
    /// Counts of what is new since the last visit.
    CountedNews {
        /// Number of the request.
        request: u64,
        /// The counts.
        counts: NewsCounts,
    },
    /// Another visit has begun while the program is running; the last one before it.
    OtherVisit(Option<Box<LastVisit>>),
    /// An export has ended.
    Exported {
        /// Number of the request.
        request: u64,
        /// Its end.
        exported: Exported,
    },
    /// A step of a pull.
    Pull {
        /// Number of the request.
        request: u64,
        /// The step.
        step: PullStep,
    },
    /// Number of posts and stories that came with a pull.
    CountedArrivals {
        /// Number of the request for the pull.
        request: u64,
        /// The numbers for each root.
        came: Vec<Arrivals>,
    },
    /// The terminal's background colour: red, green, blue.
    Background(u8, u8, u8),
    /// The search for the cause of an empty result has finished.
    Blamed {
        /// Number of the search that found nothing.
        request: u64,
        /// The clause without which something is found, if there is one.
        blame: Option<Blame>,
    },
    /// Excerpts of posts around the words searched for.
    Snippets {
        /// Version of the words, from the request.
        words: u64,
        /// The snippets.
        snippets: Vec<(PostId, Snippet)>,
    },
    /// A check for changes that the user asked for has finished. The changes themselves were sent before.
    Looked {
        /// Number of the load it belongs to.
        generation: u64,
        /// Set if there were changes.
        changed: bool,
    },
    /// The queries of all views were run.
    FoundViews {
        /// Number of the request.
        request: u64,
        /// The posts each view finds.
        found: Vec<Vec<Position>>,
    },
    /// The memory of earlier runs was read.
    Recalled(Box<Memory>),
    /// Another instance has changed the memory.
    Remembered {
        /// Current marks of the posts concerned.
        posts: Vec<Remembered>,
        /// Current marks of the stories concerned.
        stories: Vec<RememberedStory>,
        /// All saved views, if they have changed.
        views: Option<Vec<View>>,
        /// All kept queries, if they have changed.
        queries: Option<Vec<String>>,
    },
    /// Something the user asked for was done, or has failed.
    Told(Notice),
    /// A note was edited in an editor.
    NoteEdited {
        /// The posts or stories that get it.
        targets: Vec<Target>,
        /// The edited text.
        note: String,
    },
    /// A command of the user's own has ended.
    CommandEnded {
        /// Number of the run.
        number: u64,
        /// Its end.
        end: CommandEnd,
    },
    /// A rule was added to the config.
    RuleAdded(AddedRule),
    /// The config was saved.
    Configured {
        /// The parsed file.
        file: Box<File>,
        /// Language of the sentences from now on.
        language: Language,
        /// Set if the config names other posts.
        reload: bool,
    },
    /// The notice with this number has been shown for long enough.
    Faded(u64),
    /// The current day, which may have changed.
    Today(Date),
}

/// A snapshot of the library during a load.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Number of the load it belongs to.
    pub generation: u64,
    /// All posts read so far.
    pub library: Arc<Library>,
    /// Number of files read so far.
    pub read: usize,
    /// Number of files; `None` while folders are still being walked.
    pub total: Option<usize>,
    /// Findings about all files read so far.
    pub problems: Arc<Vec<Diagnostic>>,
    /// Set on the last snapshot of the load.
    pub done: bool,
}

/// Changes on the disk.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Number of the load it continues.
    pub generation: u64,
    /// All posts.
    pub library: Arc<Library>,
    /// Findings about all files.
    pub problems: Arc<Vec<Diagnostic>>,
    /// Posts that were read again because their files have changed.
    pub changed: Vec<PostId>,
    /// Posts whose files were only moved, as (from, to).
    pub moved: Vec<(PostId, PostId)>,
    /// Number of new posts.
    pub new: usize,
    /// Number of deleted posts.
    pub gone: usize,
}

/// A clean sentence for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Set if it reports a failure.
    pub is_error: bool,
}

/// A side effect, to be performed outside the model.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Run a job on a worker, which answers with a message.
    Work(Job),
    /// Write a change to the memory.
    Remember(Change),
    /// Copy the memory of deleted files to posts in the library that are the same files, moved.
    FollowMoved(Arc<Library>),
    /// Walk and read all roots; answers carry the generation.
    Load {
        /// Number of the load.
        generation: u64,
    },
    /// Walk all roots again, and read files that have changed.
    LookAgain {
        /// Number of the load it continues.
        generation: u64,
    },
    /// Run the commands that bring the roots up to date; answers are [`Message::Pull`].
    Pull {
        /// Number of the request.
        request: u64,
    },
    /// Cancel these commands.
    CancelPull,
    /// Send [`Message::Faded`] after a time.
    Fade {
        /// Number of the notice; this replaces an earlier request.
        number: u64,
        /// Time the notice is shown for.
        after: Duration,
    },
    /// Edit a post's file in an editor.
    Edit {
        /// The file.
        origin: Origin,
        /// Byte offset in the Markdown text to start at; `None` is the start of the file.
        offset: Option<usize>,
    },
    /// Edit the note of posts or stories in an editor, which answers with [`Message::NoteEdited`].
    EditNote {
        /// The posts or stories.
        targets: Vec<Target>,
        /// The text to begin with.
        note: String,
    },
    /// Run a command of the user's own, which answers with [`Message::CommandEnded`].
    RunCommand(Box<CommandJob>),
    /// Stop a command of the user's own, by the number of the run.
    StopCommand(u64),
    /// Add a rule to the config that mutes what a query finds.
    AddRule(String),
    /// Remove a rule from the config that was added before.
    RemoveRule(AddedRule),
    /// Open a web address in the browser.
    Open(String),
    /// Copy a text.
    Copy(String),
    /// Repaint the whole screen.
    Redraw,
    /// Suspend the program until the shell continues it.
    Suspend,
    /// End the program.
    Quit,
}

/// A pending response, by the number of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// Result of a search.
    Found(u64),
    /// Complete text of a post.
    Body(u64),
    /// Layout of a long text.
    LaidOut(u64),
    /// Contents of a dossier.
    Dossier(u64),
}

impl Awaited {
    /// Returns `true` if this message is the response.
    pub fn is(self, message: &Message) -> bool {
        match (self, message) {
            (Self::Found(awaited), Message::Found { request, .. }) => awaited == *request,
            (Self::Body(awaited), Message::Body { request, is_whole, .. }) => {
                awaited == *request && *is_whole
            }
            (Self::LaidOut(awaited), Message::LaidOut { request, .. }) => awaited == *request,
            (Self::Dossier(awaited), Message::Dossier { request, .. }) => awaited == *request,
            _ => false,
        }
    }
}
