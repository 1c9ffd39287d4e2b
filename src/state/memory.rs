//! What is remembered, as plain data, and the changes that are to be written.

use crate::post::{ByPage, PageId, Post, PostId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A place in a post that survives another width: byte offsets into its text plus one, zero for
/// the head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Of the first row shown.
    pub top: usize,
    /// Of the row being read.
    pub line: usize,
}

/// A query with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The name; no two views have the same.
    pub name: String,
    /// The query's text.
    pub query: String,
}

/// Where the last run was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The query's text.
    pub query: String,
    /// The post at the cursor.
    pub post: Option<PostId>,
    /// The reader had the focus.
    pub reading: bool,
    /// Stories were listed.
    pub stories: bool,
    /// The story at the cursor.
    pub story: Option<PageId>,
}

/// Which panes stand where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// List and reader side by side.
    Columns,
    /// The list above the reader.
    Rows,
    /// One of them at a time.
    Single,
}

impl Layout {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::Columns, Self::Rows, Self::Single];

    /// Its name in the store.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Rows => "rows",
            Self::Single => "single",
        }
    }
}

/// How a person has arranged the panes. Borders are told by how far they were moved to the right or
/// down, in cells; negative to the left or up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The layout; `None` for the one that suits the screen's size.
    pub layout: Option<Layout>,
    /// The filter pane is shown, or hidden; `None` for what suits the screen's size.
    pub filter: Option<bool>,
    /// Posts are read in the reader alone.
    pub zen: bool,
    /// The border right of the filter pane.
    pub facets_border: i16,
    /// The border between the list and the reader beside it.
    pub list_border: i16,
    /// The border between the list and the reader below it.
    pub rows_border: i16,
}

/// Everything that is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Posts that were read.
    pub read: HashSet<PostId>,
    /// Posts that were starred.
    pub starred: HashSet<PostId>,
    /// Stories that were themselves seen, or are to count as not seen.
    pub seen: ByPage<bool>,
    /// Stories that were starred.
    pub starred_stories: HashSet<PageId>,
    /// Where posts were left.
    pub places: HashMap<PostId, Place>,
    /// Queries that were kept, oldest first.
    pub queries: Vec<String>,
    /// Saved views, by name.
    pub views: Vec<View>,
    /// Where the last run was.
    pub session: Option<Session>,
    /// How the panes are arranged.
    pub arrangement: Arrangement,
    /// Files whose findings are left out, by the paths that findings tell.
    pub dismissed: HashSet<String>,
}

/// What is remembered of one post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The post.
    pub post: PostId,
    /// It was read.
    pub read: bool,
    /// It was starred.
    pub starred: bool,
    /// Where it was left.
    pub place: Place,
}

/// What is remembered of one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RememberedStory {
    /// Its page.
    pub page: PageId,
    /// It was seen, or is to count as not seen; `None` where its posts tell.
    pub seen: Option<bool>,
    /// It was starred.
    pub starred: bool,
}

/// Something to be written.
#[derive(Clone, Debug)]
pub enum Change {
    /// Posts are read, or not any more.
    Read(Vec<Arc<Post>>, bool),
    /// Posts are starred, or not any more.
    Starred(Vec<Arc<Post>>, bool),
    /// Whether stories were seen is now this: what is said of themselves, or nothing.
    Seen(Vec<(PageId, Option<bool>)>),
    /// Stories are starred, or not any more.
    StarredStories(Vec<PageId>, bool),
    /// A post was left at a place.
    Place(Arc<Post>, Place),
    /// A query was kept.
    Query(String),
    /// A view was saved; one of the same name is replaced.
    View(View),
    /// The view of this name is no more.
    NoView(String),
    /// Where this run is now.
    Session(Session),
    /// The findings about a file are left out, or shown again.
    Dismissed(String, bool),
    /// The panes were arranged anew.
    Arrangement(Arrangement),
    /// Posts whose file was moved: the name they had, and what they are now.
    Moved(Vec<(PostId, Arc<Post>)>),
    /// All posts there are: what is remembered of files that are gone goes to those among them
    /// that are the same.
    Present(Vec<Arc<Post>>),
}

impl Change {
    /// True for what changes with every key: it is written a little later, and only the last of
    /// it.
    pub(super) fn can_wait(&self) -> bool {
        matches!(self, Self::Place(..) | Self::Session(_) | Self::Arrangement(_))
    }

    /// True for a mark, or another thing that a person asked to be kept.
    pub fn is_mark(&self) -> bool {
        !self.can_wait() && !matches!(self, Self::Moved(_) | Self::Present(_))
    }

    /// True if this makes an earlier change needless.
    pub(super) fn replaces(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Session(_), Self::Session(_)) | (Self::Arrangement(_), Self::Arrangement(_)) => {
                true
            }
            (Self::Place(now, _), Self::Place(before, _)) => now.id == before.id,
            _ => false,
        }
    }
}
