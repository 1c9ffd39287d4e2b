//! What comes into the machine and what it wants done.

use super::job::Job;
use super::key::Key;
use super::mouse::Mouse;
use super::panes::Size;
use crate::config::File;
use crate::library::{Library, Position, RelatedStories};
use crate::markdown::{Block, Document};
use crate::messages::Language;
use crate::post::{Date, Diagnostic, Origin, PostId};
use crate::query::{Blame, Found, Snippet};
use crate::state::{Change, Memory, Remembered, RememberedStory, View};
use crate::trends;
use std::sync::Arc;
use std::time::Duration;

/// Something that happened.
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
        /// There was more of it.
        is_cut: bool,
    },
    /// The screen has another size.
    Resize(Size),
    /// More of the library, or all of it, was read.
    Loaded(Loaded),
    /// Something has changed on the disk after everything was read.
    Changed(Changed),
    /// A post's text was read again and parsed, or why it could not be.
    Body {
        /// The post.
        post: PostId,
        /// The number of the request it answers.
        request: u64,
        /// Its blocks, or a clean sentence.
        blocks: Result<Arc<Vec<Block>>, String>,
        /// All of it; of a long text its beginning comes first.
        is_whole: bool,
    },
    /// The parts of a post's code were told apart.
    Highlighted {
        /// The number of the request for the post's text.
        request: u64,
        /// The post's blocks.
        blocks: Arc<Vec<Block>>,
    },
    /// A long text was laid out as a whole.
    LaidOut {
        /// The number of the request it answers.
        request: u64,
        /// Its lines.
        document: Document,
    },
    /// A search is done.
    Found {
        /// The number of the request it answers.
        request: u64,
        /// What was found.
        found: Found,
    },
    /// What else is known of a post's stories.
    Related {
        /// The number of the request it answers.
        request: u64,
        /// For each of its stories.
        related: Vec<RelatedStories>,
    },
    /// What is rising in a library.
    Rising {
        /// The number of the request it answers.
        request: u64,
        /// Tags, the surest rise first.
        rising: Vec<trends::Change>,
    },
    /// The terminal's background: red, green, blue.
    Background(u8, u8, u8),
    /// Why a query finds nothing.
    Blamed {
        /// The number of the search that found nothing.
        request: u64,
        /// The part of the query without which something is found.
        blame: Option<Blame>,
    },
    /// Words around what is looked for in posts.
    Snippets {
        /// Which words, by the number of the request.
        words: u64,
        /// The snippets.
        snippets: Vec<(PostId, Snippet)>,
    },
    /// It was looked for changes, as was asked for; they came before this.
    Looked {
        /// The number of the load that they belong to.
        generation: u64,
        /// There were any.
        changed: bool,
    },
    /// What each view finds.
    FoundViews {
        /// The number of the request it answers.
        request: u64,
        /// The posts of each view.
        found: Vec<Vec<Position>>,
    },
    /// What is remembered from earlier runs.
    Recalled(Box<Memory>),
    /// Another instance has changed what is remembered.
    Remembered {
        /// What is now remembered of posts.
        posts: Vec<Remembered>,
        /// What is now remembered of stories.
        stories: Vec<RememberedStory>,
        /// All saved views, if they are others now.
        views: Option<Vec<View>>,
        /// All kept queries, if they are others now.
        queries: Option<Vec<String>>,
    },
    /// Something a person asked for was done or failed.
    Told(Notice),
    /// The config was saved.
    Configured {
        /// The file as it is now.
        file: Box<File>,
        /// What it is to be spoken in, if it has changed in that.
        language: Language,
        /// Other posts are to be read.
        reload: bool,
    },
    /// The notice of this number has been shown for long enough.
    Faded(u64),
    /// The day may have changed.
    Today(Date),
}

/// A snapshot on the way to the whole library.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The number of the load it belongs to.
    pub generation: u64,
    /// All posts read so far.
    pub library: Arc<Library>,
    /// Files read so far.
    pub read: usize,
    /// Files there are; `None` while folders are still being walked.
    pub total: Option<usize>,
    /// Findings about all files so far.
    pub problems: Arc<Vec<Diagnostic>>,
    /// Nothing more will come.
    pub done: bool,
}

/// What has changed on the disk.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The number of the load it goes on from.
    pub generation: u64,
    /// All posts.
    pub library: Arc<Library>,
    /// Findings about all files.
    pub problems: Arc<Vec<Diagnostic>>,
    /// Posts that were read again.
    pub changed: Vec<PostId>,
    /// Posts whose file has only been moved: from, to.
    pub moved: Vec<(PostId, PostId)>,
    /// How many posts there were not before.
    pub new: usize,
    /// How many posts there are no more.
    pub gone: usize,
}

/// A clean sentence for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Something failed.
    pub is_error: bool,
}

/// Something to be done in the world.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Have work done by a worker, whose answer comes as a message.
    Work(Job),
    /// Have something written, so that the next run knows of it.
    Remember(Change),
    /// Let what is remembered of files that are gone go to the posts that they are now.
    FollowMoved(Arc<Library>),
    /// Walk and read all roots; answers carry the generation.
    Load {
        /// The number of this load.
        generation: u64,
    },
    /// Walk all roots again, and read what is not as it was.
    LookAgain {
        /// The number of the load that it goes on from.
        generation: u64,
    },
    /// Tell when a notice has been shown for long enough.
    Fade {
        /// The notice's number; an earlier one is over.
        number: u64,
        /// How long that is.
        after: Duration,
    },
    /// Edit a post's file in an editor.
    Edit {
        /// The file.
        origin: Origin,
        /// The byte of the Markdown text to begin at; `None` is the file's beginning.
        offset: Option<usize>,
    },
    /// Open a web address in the browser.
    Open(String),
    /// Copy a text.
    Copy(String),
    /// Paint the whole screen anew.
    Redraw,
    /// Stop until the shell continues the program.
    Suspend,
    /// End the program.
    Quit,
}
