//! The reader: one post laid out for the pane's width, and the place in it.
//!
//! Rows count from the first line of the post's head (title, facts, tags); the text's lines follow.

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
mod read_marks;
mod stories;

pub use hits::{Hits, Piece};
pub use link_labels::{LinkLabels, Typed};
pub(super) use links::open;
pub use notes::Notes;
use notes::name;
pub use page::{head, text};
pub(super) use stories::next_report;

use super::context::Context;
use crate::library::Library;
use crate::markdown::{Block, Document, Line, Typography};
use crate::messages::Language;
use crate::post::{PageId, Post, PostId};
use crate::query::Needles;
use crate::state::Place;
use followed::followed;
use notes::Noted;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, Weak};

/// Marks before the first word of a story take fewer bytes than this: `- [x] **[`, `> 12. `.
const MAX_MARKUP_BYTES: usize = 24;

/// The text of the post in the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// Asked for and not there yet.
    #[default]
    Waiting,
    /// Read and parsed.
    Ready(Arc<Vec<Block>>),
    /// It could not be read; a clean sentence.
    Failed(String),
}

/// What becomes of the place in a post when other lines are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Follow {
    /// It is kept by its offset in the text: of the same text in other lines.
    #[default]
    Offset,
    /// It is kept by what stands there: of another text, in which offsets are others.
    Text,
    /// The rows are the same ones.
    Rows,
}

/// A layout of a long text that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its number.
    pub request: u64,
    /// What it makes of the place.
    pub follow: Follow,
}

/// The reader's state.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The post in it.
    pub post: Option<PostId>,
    /// The number of the last request for a text; answers to earlier ones are dropped.
    pub request: u64,
    /// The number of the request that the text answers.
    pub answered: u64,
    /// Its text.
    pub body: Body,
    /// Raised with every change of the text or of what is known of its parts.
    pub version: u64,
    /// What the last such change makes of the place.
    pub follow: Follow,
    /// Only the beginning of the text is there so far.
    pub is_beginning: bool,
    /// The layout of the whole that is waited for.
    pub setting: Option<Setting>,
    /// The number of the last layout that was asked for.
    pub settings: u64,
    /// The lines above the text.
    pub head: Vec<Line>,
    /// The text, laid out.
    pub document: Document,
    /// The first row shown.
    pub top: usize,
    /// The row being read: the first one shown, or a row below it that was jumped to.
    pub line: usize,
    /// What is looked for in this post, in place of the query.
    pub find: Option<Arc<Needles>>,
    /// Raised whenever that changes.
    finds: u64,
    /// Where what is looked for stands.
    pub hits: Hits,
    /// The hit that was gone to.
    pub hit: Option<usize>,
    /// What else is known of its stories.
    pub notes: Notes,
    /// The post whose words were counted last, and how many it has.
    counted: Option<(Weak<Post>, usize)>,
    /// The place at which each post was left.
    pub(super) places: HashMap<PostId, Place>,
    /// The inputs of the lines that are shown.
    page: Option<PageKey>,
    /// The number of times that other lines were shown.
    layouts: u64,
    /// The versions of the lines, of the query's words and of [`Reader::find`] that hits were found by.
    hits_of: Option<(u64, u64, u64)>,
    /// The inputs of the notes.
    noted: Noted,
    /// The first row shown and the row being read, when they were last looked at.
    seen_rows: Option<(usize, usize)>,
    /// The post that was marked on opening it.
    opened: Option<PostId>,
    /// The story that was marked on reading it.
    story_read: Option<(PostId, PageId)>,
}

/// The inputs of the lines of a post: the post, the version of its text, the width, and how and in which
/// language it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PageKey {
    post: PostId,
    version: u64,
    width: usize,
    typography: Typography,
    language: Language,
}

impl Reader {
    /// The words of a post, counted when it is another than before: in a long one that takes as long
    /// as to lay it out.
    fn words(&mut self, post: &Arc<Post>) -> usize {
        match &self.counted {
            Some((counted, words)) if counted.as_ptr() == Arc::as_ptr(post) => *words,
            _ => self.counted.insert((Arc::downgrade(post), post.words())).1,
        }
    }

    /// The post in the pane.
    pub(super) fn reading<'a>(&self, library: &'a Library) -> Option<&'a Arc<Post>> {
        library.post(library.position(self.post?)?)
    }

    /// Shows other lines of the post, its head included. What becomes of the place says `follow`;
    /// by offset it is the one given.
    pub fn show(
        &mut self,
        (head, document): (Vec<Line>, Document),
        follow: Follow,
        place: Place,
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

    /// Goes back to a place; where the row being read would be out of sight, it comes to the top.
    pub fn return_to(&mut self, place: Place, height: usize) {
        self.top = self.row_at(place.top);
        self.line = self.row_at(place.line).max(self.top);
        if self.line >= self.top + height {
            self.go_to(self.line, height);
        }
    }

    /// True if all of the text is there and laid out, and not only what is in sight.
    pub fn is_whole(&self) -> bool {
        !self.is_beginning && self.setting.is_none()
    }

    /// Rows in all.
    pub fn rows(&self) -> usize {
        self.head.len() + self.document.lines.len()
    }

    /// A row's line.
    pub fn row(&self, row: usize) -> Option<&Line> {
        match row.checked_sub(self.head.len()) {
            Some(line) => self.document.lines.get(line),
            None => self.head.get(row),
        }
    }

    /// The place as it will be found again at any width.
    pub fn place(&self) -> Place {
        Place { top: self.offset_at(self.top), line: self.offset_at(self.line) }
    }

    /// Byte offset in the text of the row being read; zero in the head.
    pub fn offset(&self) -> usize {
        self.offset_at(self.line).saturating_sub(1)
    }

    /// Byte offsets in the text of the first and the last row in sight.
    pub fn offsets_in_sight(&self, height: usize) -> RangeInclusive<usize> {
        let last = (self.top + height).min(self.rows()).saturating_sub(1);
        let offset = |row| self.offset_at(row).saturating_sub(1);
        offset(self.top)..=offset(last)
    }

    /// Byte offset of a row's text, plus one so that zero is left for the head.
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

    /// Keeps the place within the post for a pane of some height.
    pub fn clamp(&mut self, height: usize) {
        self.top = self.top.min(self.last_top(height));
        let end = (self.top + height).min(self.rows());
        self.line = self.line.clamp(self.top, end.saturating_sub(1).max(self.top));
    }

    fn last_top(&self, height: usize) -> usize {
        self.rows().saturating_sub(height)
    }

    /// Scrolls. At the end, the row being read goes on, so that the last stories can be reached.
    pub fn down(&mut self, rows: usize, height: usize) {
        let top = (self.top + rows).min(self.last_top(height));
        let left = rows - (top - self.top.min(top));
        self.top = top;
        self.line = if left > 0 { self.line + left } else { top };
        self.clamp(height);
    }

    /// Scrolls back.
    pub fn up(&mut self, rows: usize) {
        self.top = self.top.saturating_sub(rows);
        self.line = self.top;
    }

    /// Scrolls some rows up or down.
    pub(super) fn go(&mut self, rows: usize, down: bool, context: &Context) {
        if down {
            self.down(rows.min(self.rows()), context.reader_height());
        } else {
            self.up(rows);
        }
    }

    /// Brings a row to the top, as far as the post's end allows.
    pub fn go_to(&mut self, row: usize, height: usize) {
        self.top = row;
        self.line = row;
        self.top = self.top.min(self.last_top(height));
        self.clamp(height);
    }

    /// True if the post's last row is in sight.
    pub fn is_at_end(&self, height: usize) -> bool {
        self.is_whole() && self.top >= self.last_top(height)
    }

    /// How much of the post has been on the screen, in percent.
    pub fn percent(&self, height: usize) -> usize {
        let last = self.last_top(height);
        (self.top * 100).checked_div(last).unwrap_or(100)
    }

    /// The rows of a post's story with a number, without the blank ones at its end.
    pub fn story_rows(&self, post: &Post, number: usize) -> Range<usize> {
        let Some(story) = post.stories.get(number) else { return 0..0 };
        let lines = &self.document.lines;
        let Range { start, end } = story.extent();
        // A line's offset is that of its text, and the story may begin with a mark before it; or
        // it may begin amid a line, where the author broke one and the reader does not.
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

    /// The story being read, the innermost if they lie in one another: its number in the post.
    pub fn story(&self, post: &Post) -> Option<usize> {
        let line = self.line.checked_sub(self.head.len())?;
        let next = self.document.lines.get(line + 1).map_or(usize::MAX, |next| next.offset);
        let begun = post.stories.partition_point(|story| story.offset() <= next);
        (0..begun).rev().find(|number| self.story_rows(post, *number).contains(&self.line))
    }

    /// The rows that `]` and `[` go to: of the stories, or of the headings where there are none.
    pub fn stops(&self, post: &Post) -> Vec<Range<usize>> {
        if post.stories.is_empty() {
            let headings = self.document.headings.iter();
            let rows = headings.map(|heading| self.head.len() + heading.line);
            return rows.map(|row| row..row + 1).collect();
        }
        (0..post.stories.len()).map(|number| self.story_rows(post, number)).collect()
    }

    /// Goes to some rows: where all of them are in sight only the row being read changes.
    pub fn read_rows(&mut self, rows: &Range<usize>, height: usize) {
        if rows.start >= self.top && rows.end <= self.top + height {
            self.line = rows.start;
        } else {
            self.go_to(rows.start, height);
        }
    }
}
