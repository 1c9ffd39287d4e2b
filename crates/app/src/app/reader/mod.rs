//! The reader: a post laid out for the width of the pane, and the position in it.
//!
//! Rows count from the first line of the post's head (title, facts, tags); the lines of the text follow.

mod act;
mod derive;
mod find;
mod followed;
mod hits;
mod lay_out;
mod link_labels;
mod links;
mod note_lines;
mod notes;
mod page;
mod pictures;
mod read_marks;
mod stories;

pub use hits::Hits;
pub use link_labels::{LinkLabels, Typed};
pub(super) use links::open;
pub use notes::Notes;
use notes::name;
pub use page::{head, text, text_with};
pub(super) use page::{note_mark, note_rows, typography};
pub use pictures::Pictures;
pub(super) use stories::next_report;

use super::context::Context;
use crate::markdown::{Block, Document, Line, Typography};
use crate::messages::Language;
use crate::post::{PageId, Post, PostId};
use crate::query::Needles;
use crate::state::ReadingPosition;
use followed::followed;
use notes::Noted;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, Weak};

/// Upper bound, in bytes, of the markup before the first word of a story, such as `- [x] **[` or `> 12. `.
const MAX_MARKUP_BYTES: usize = 24;

/// The text of the post in the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// Requested, but not received yet.
    #[default]
    Waiting,
    /// Read and parsed.
    Ready(Arc<Vec<Block>>),
    /// The text could not be read; contains a clean sentence.
    Failed(String),
}

/// The way the position in a post is kept when its lines are replaced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Follow {
    /// By byte offset, for a new layout of the same text.
    #[default]
    Offset,
    /// By content, for a changed text, in which offsets differ.
    Text,
    /// By row, for lines that differ only in style.
    Rows,
}

/// A requested layout of a long text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingLayout {
    /// Number of the request.
    pub request: u64,
    /// The way to keep the position when it arrives.
    pub follow: Follow,
}

/// State of the reader.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The post in the reader.
    pub post: Option<PostId>,
    /// Number of the last request for a text; answers to earlier ones are dropped.
    pub request: u64,
    /// Number of the request that the current text answers.
    pub answered: u64,
    /// The text of the post.
    pub body: Body,
    /// Incremented whenever the text or its highlighting changes.
    pub version: u64,
    /// The way to keep the position at the next layout.
    pub follow: Follow,
    /// Set while only the beginning of the text has arrived.
    pub is_beginning: bool,
    /// The pending request for the complete layout.
    pub pending_layout: Option<PendingLayout>,
    /// Number of the last request for a layout.
    pub layout_request: u64,
    /// The lines above the text.
    pub head: Vec<Line>,
    /// The laid-out text.
    pub document: Document,
    /// Index of the first row shown.
    pub top: usize,
    /// Index of the row being read: the first one shown, or a row below it that was jumped to.
    pub line: usize,
    /// Words searched for in this post instead of those of the query.
    pub find: Option<Arc<Needles>>,
    /// Incremented whenever `find` changes.
    finds: u64,
    /// The hits in the post.
    pub hits: Hits,
    /// Index of the current hit.
    pub hit: Option<usize>,
    /// Notes on the post's stories.
    pub notes: Notes,
    /// Pictures in the post.
    pub pictures: Pictures,
    /// The post whose words were last counted, and their number.
    counted: Option<(Weak<Post>, usize)>,
    /// Position at which each post was left.
    pub(super) places: HashMap<PostId, ReadingPosition>,
    /// The inputs of the current lines.
    page: Option<PageKey>,
    /// Version of the own tags and notes that the head was laid out with.
    headed: u64,
    /// Incremented whenever the lines change.
    layouts: u64,
    /// Versions of the lines, of the query's words and of [`Reader::find`] that the hits were found with.
    hits_of: Option<(u64, u64, u64)>,
    /// The inputs of the notes.
    noted: Noted,
    /// The first row shown and the row being read at the last check for scrolling.
    seen_rows: Option<(usize, usize)>,
    /// The post that was marked as read when it was opened.
    opened: Option<PostId>,
    /// The story that was marked as seen when it was read.
    story_read: Option<(PostId, PageId)>,
}

/// The inputs of the lines of a post: the post, the version of its text, the width in cells, the typographic
/// settings, the language, and the version of the forms of its images.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PageKey {
    post: PostId,
    version: u64,
    width: usize,
    typography: Typography,
    language: Language,
    images: u64,
}

impl Reader {
    /// Number of words of a post. Cached for the last post, since counting takes as long as the layout in a
    /// long one.
    fn words(&mut self, post: &Arc<Post>) -> usize {
        match &self.counted {
            Some((counted, words)) if counted.as_ptr() == Arc::as_ptr(post) => *words,
            _ => self.counted.insert((Arc::downgrade(post), post.words())).1,
        }
    }

    /// The post in the reader.
    pub(super) fn reading<'a>(&self, context: &'a Context) -> Option<&'a Arc<Post>> {
        let (own, library) = (self.post?, &context.library);
        let output = context.output().map(|output| &output.post);
        output.filter(|output| output.id == own).or_else(|| library.post(library.position(own)?))
    }

    /// Replaces the lines of the post, including its head. `follow` says how the position is kept;
    /// [`Follow::Offset`] uses `place`.
    pub fn show(
        &mut self,
        (head, document): (Vec<Line>, Document),
        follow: Follow,
        place: ReadingPosition,
        height: usize,
    ) {
        self.without_notes();
        let old_head = std::mem::replace(&mut self.head, head).len();
        let old = std::mem::replace(&mut self.document, document);
        match follow {
            Follow::Rows => {}
            Follow::Offset => self.return_to(place, height),
            Follow::Text => {
                let (head, new) = (self.head.len(), &self.document.lines);
                let follow = |row: usize| match row.checked_sub(old_head) {
                    Some(line) => head + followed(&old.lines, new, line),
                    None => row.min(head),
                };
                (self.top, self.line) = (follow(self.top), follow(self.line));
                self.line = self.line.max(self.top);
            }
        }
    }

    /// Goes to a position. If the row being read would not be visible, it moves to the top.
    pub fn return_to(&mut self, place: ReadingPosition, height: usize) {
        self.top = self.row_at(place.top);
        self.line = self.row_at(place.line).max(self.top);
        if self.line >= self.top + height {
            self.go_to(self.line, height);
        }
    }

    /// Returns `true` if the complete text is loaded and laid out.
    pub fn is_whole(&self) -> bool {
        !self.is_beginning && self.pending_layout.is_none()
    }

    /// Number of rows of head and text.
    pub fn rows(&self) -> usize {
        self.head.len() + self.document.lines.len()
    }

    /// The line of a row.
    pub fn row(&self, row: usize) -> Option<&Line> {
        match row.checked_sub(self.head.len()) {
            Some(line) => self.document.lines.get(line),
            None => self.head.get(row),
        }
    }

    /// The current position, independent of the width.
    pub fn place(&self) -> ReadingPosition {
        ReadingPosition { top: self.offset_at(self.top), line: self.offset_at(self.line) }
    }

    /// Byte offset of the row being read in the text; zero in the head.
    pub fn offset(&self) -> usize {
        self.offset_at(self.line).saturating_sub(1)
    }

    /// Byte offsets of the first and last visible rows in the text.
    pub fn offsets_in_sight(&self, height: usize) -> RangeInclusive<usize> {
        let last = (self.top + height).min(self.rows()).saturating_sub(1);
        let offset = |row| self.offset_at(row).saturating_sub(1);
        offset(self.top)..=offset(last)
    }

    /// Byte offset of a row in the text, plus one; zero in the head.
    fn offset_at(&self, row: usize) -> usize {
        match row.checked_sub(self.head.len()) {
            Some(line) => self.document.lines.get(line).map_or(0, |line| line.offset + 1),
            None => 0,
        }
    }

    fn row_at(&self, offset: usize) -> usize {
        match offset.checked_sub(1) {
            Some(offset) => self.head.len() + self.document.line_at(offset),
            None => 0,
        }
    }

    /// Keeps the position within the post in a pane of `height` rows.
    pub fn clamp(&mut self, height: usize) {
        self.top = self.top.min(self.last_top(height));
        let end = (self.top + height).min(self.rows());
        self.line = self.line.clamp(self.top, end.saturating_sub(1).max(self.top));
    }

    fn last_top(&self, height: usize) -> usize {
        self.rows().saturating_sub(height)
    }

    /// Scrolls down. At the end, the row being read moves on, so that the last stories can be reached.
    pub fn down(&mut self, rows: usize, height: usize) {
        let top = (self.top + rows).min(self.last_top(height));
        let left = rows - (top - self.top.min(top));
        self.top = top;
        self.line = if left > 0 { self.line + left } else { top };
        self.clamp(height);
    }

    /// Scrolls up.
    pub fn up(&mut self, rows: usize) {
        self.top = self.top.saturating_sub(rows);
        self.line = self.top;
    }

    /// Scrolls a number of rows up or down.
    pub(super) fn go(&mut self, rows: usize, down: bool, context: &Context) {
        if down {
            self.down(rows.min(self.rows()), context.reader_height());
        } else {
            self.up(rows);
        }
    }

    /// Scrolls a row to the top, as far as the end of the post allows.
    pub fn go_to(&mut self, row: usize, height: usize) {
        self.top = row;
        self.line = row;
        self.top = self.top.min(self.last_top(height));
        self.clamp(height);
    }

    /// Returns `true` if the last row of the post is visible.
    pub fn is_at_end(&self, height: usize) -> bool {
        self.is_whole() && self.top >= self.last_top(height)
    }

    /// Scroll position in percent.
    pub fn percent(&self, height: usize) -> usize {
        let last = self.last_top(height);
        (self.top * 100).checked_div(last).unwrap_or(100)
    }

    /// The rows of a story, by its index in the post, without blank rows at the end.
    pub fn story_rows(&self, post: &Post, number: usize) -> Range<usize> {
        let Some(story) = post.stories.get(number) else { return 0..0 };
        let lines = &self.document.lines;
        let Range { start, end } = story.extent();
        // The offset of a line is that of its text, but the story may begin with markup before it. It may
        // also begin within a line, if the author has broken a line that the reader joins.
        let next = lines.partition_point(|line| line.offset < start);
        let opens =
            lines.get(next).is_some_and(|line| line.offset < end.min(start + MAX_MARKUP_BYTES));
        let first = if opens { next } else { self.document.line_at(start) };
        let behind = lines.partition_point(|line| line.offset < end);
        let is_blank = |line: &usize| lines[*line].spans.is_empty();
        let last = (first..behind).rev().find(|line| !is_blank(line)).unwrap_or(first);
        let head = self.head.len();
        head + first..(head + last + 1).min(self.rows())
    }

    /// Index of the story being read; of nested stories, the innermost.
    pub fn story(&self, post: &Post) -> Option<usize> {
        let line = self.line.checked_sub(self.head.len())?;
        let next = self.document.lines.get(line + 1).map_or(usize::MAX, |next| next.offset);
        let begun = post.stories.partition_point(|story| story.offset() <= next);
        (0..begun).rev().find(|number| self.story_rows(post, *number).contains(&self.line))
    }

    /// The rows that `]` and `[` go to: those of the stories, or of the headings if there are no stories.
    pub fn stops(&self, post: &Post) -> Vec<Range<usize>> {
        if post.stories.is_empty() {
            let headings = self.document.headings.iter();
            let rows = headings.map(|heading| self.head.len() + heading.line);
            return rows.map(|row| row..row + 1).collect();
        }
        (0..post.stories.len()).map(|number| self.story_rows(post, number)).collect()
    }

    /// Goes to a range of rows. If all of them are visible, only the row being read changes.
    pub fn read_rows(&mut self, rows: &Range<usize>, height: usize) {
        if rows.start >= self.top && rows.end <= self.top + height {
            self.line = rows.start;
        } else {
            self.go_to(rows.start, height);
        }
    }
}
