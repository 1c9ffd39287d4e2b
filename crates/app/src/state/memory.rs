//! The stored state as plain data, and the changes to be written.

use crate::post::{Annotation, Date, LastVisit, Marks, PageId, Post, PostId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A position in a post, independent of the width: byte offsets into its text plus one, or zero for
/// the head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingPosition {
    /// Offset of the first visible row.
    pub top: usize,
    /// Offset of the row being read.
    pub line: usize,
}

/// A named query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Unique name of the view.
    pub name: String,
    /// Text of the query.
    pub query: String,
}

/// The state at the end of the last run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// Text of the query.
    pub query: String,
    /// The post at the cursor.
    pub post: Option<PostId>,
    /// `true` if the reader had the focus.
    pub reading: bool,
    /// `true` if stories were listed.
    pub stories: bool,
    /// The story at the cursor.
    pub story: Option<PageId>,
}

/// Arrangements of the list and the reader.
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
    /// All layouts, in the order in which a key cycles through them.
    pub const ALL: [Self; 3] = [Self::Columns, Self::Rows, Self::Single];

    /// Name of the layout in the store.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Rows => "rows",
            Self::Single => "single",
        }
    }
}

/// The user's arrangement of the panes. A border is stored as its displacement to the right or
/// down, in cells; negative to the left or up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The layout; `None` for the one that suits the screen's size.
    pub layout: Option<Layout>,
    /// `true` if the filter pane is shown, `false` if it is hidden; `None` for the default for the
    /// screen's size.
    pub filter: Option<bool>,
    /// `true` if posts are read in the reader alone.
    pub zen: bool,
    /// Displacement of the border to the right of the filter pane.
    pub facets_border: i16,
    /// Displacement of the border between the list and the reader beside it.
    pub list_border: i16,
    /// Displacement of the border between the list and the reader below it.
    pub rows_border: i16,
}

/// The complete stored state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The user's marks.
    pub marks: Marks,
    /// Reading positions in posts.
    pub places: HashMap<PostId, ReadingPosition>,
    /// Stored queries, oldest first.
    pub queries: Vec<String>,
    /// Saved views, by name.
    pub views: Vec<View>,
    /// The last session.
    pub session: Option<Session>,
    /// The arrangement of the panes.
    pub arrangement: Arrangement,
    /// Files whose diagnostics are hidden, by the paths in the diagnostics.
    pub dismissed: HashSet<String>,
    /// The visit before the current one; `None` if there was none.
    pub last_visit: Option<LastVisit>,
    /// `true` if no earlier run has stored anything.
    pub is_first_start: bool,
}

/// The stored state of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The post.
    pub post: PostId,
    /// Explicit mark as read or unread, if there is one.
    pub read: Option<bool>,
    /// Explicit mark as starred or not, if there is one.
    pub starred: Option<bool>,
    /// The reading position.
    pub place: ReadingPosition,
    /// The day on which it was read, if known.
    pub read_day: Option<Date>,
    /// The day on which it was starred, if known.
    pub starred_day: Option<Date>,
    /// Own tags and note.
    pub annotation: Annotation,
}

/// The stored state of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedStory {
    /// The page of the story.
    pub page: PageId,
    /// Explicit mark as seen or not seen; `None` if the posts that report the story decide.
    pub seen: Option<bool>,
    /// Explicit mark as starred or not, if there is one.
    pub starred: Option<bool>,
    /// The day of the explicit mark, if known.
    pub seen_day: Option<Date>,
    /// The day on which it was starred, if known.
    pub starred_day: Option<Date>,
    /// Own tags and note.
    pub annotation: Annotation,
}

/// A post or story that own tags or a note are attached to.
#[derive(Clone, Debug)]
pub enum Annotated {
    /// A post.
    Post(Arc<Post>),
    /// The story about a page.
    Story(PageId),
}

/// A change to be written. The day of a mark is the one on which it was set, if known; a removed
/// mark has none.
#[derive(Clone, Debug)]
pub enum Change {
    /// Posts were marked as read (`true`) or unread, with the day; `None` removes the mark.
    Read(Vec<Arc<Post>>, Option<bool>, Option<Date>),
    /// Posts were starred (`true`) or unstarred, with the day; `None` removes the mark.
    Starred(Vec<Arc<Post>>, Option<bool>, Option<Date>),
    /// Explicit marks of stories as seen or not seen, with the day; `None` removes the mark.
    Seen(Vec<(PageId, Option<bool>)>, Option<Date>),
    /// Stories were starred (`true`) or unstarred, with the day; `None` removes the mark.
    StarredStories(Vec<PageId>, Option<bool>, Option<Date>),
    /// An own tag was added (`true`) or removed.
    Tagged(Vec<Annotated>, String, bool),
    /// Notes were written; an empty one was removed.
    Noted(Vec<(Annotated, String)>),
    /// The reading position in a post.
    Place(Arc<Post>, ReadingPosition),
    /// A query to store.
    Query(String),
    /// A saved view. It replaces one of the same name.
    View(View),
    /// The view of this name was deleted.
    NoView(String),
    /// The current session.
    Session(Session),
    /// The program is used, without a change of anything else.
    Used,
    /// The diagnostics of a file are hidden (`true`) or shown again.
    Dismissed(String, bool),
    /// The panes were rearranged.
    Arrangement(Arrangement),
    /// Posts whose file was moved: the old id and the new post.
    Moved(Vec<(PostId, Arc<Post>)>),
    /// All current posts, newest first. They are known from this visit on. The stored state of files
    /// that are gone is copied to those among them that are the same files.
    Present(Vec<Arc<Post>>),
    /// Posts that have come in since, newest first. They are known as soon as the program is used.
    Arrived(Vec<Arc<Post>>),
}

impl Change {
    /// Returns `true` for changes that come with every key. They are written a little later, and
    /// only the last of each.
    pub(super) fn can_wait(&self) -> bool {
        matches!(self, Self::Place(..) | Self::Session(_) | Self::Arrangement(_))
    }

    /// Returns `true` for a change that the user has made, not one of files.
    pub(super) fn is_use(&self) -> bool {
        !matches!(self, Self::Moved(_) | Self::Present(_) | Self::Arrived(_))
    }

    /// Returns `true` for a mark, or anything else that the user asked to keep.
    pub fn is_mark(&self) -> bool {
        !self.can_wait() && self.is_use() && !matches!(self, Self::Used)
    }

    /// Returns `true` if this change makes an earlier one unnecessary.
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
