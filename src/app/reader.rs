//! The reader: one post laid out for the pane's width, and the place in it.
//!
//! Rows count from the first line of the post's head (title, facts, tags); the text's lines follow.

use super::hits::{Find, Hits};
use super::page::{head, text};
use crate::markdown::{Block, Document, Line};
use crate::messages::Language;
use crate::post::{Post, PostId};
use crate::state::Place;
use std::ops::{Range, RangeInclusive};

/// How far around a line others are looked for in its stead.
const NEAR: usize = 50;

/// The text of the post in the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// Asked for and not there yet.
    #[default]
    Waiting,
    /// Read and parsed.
    Ready(Vec<Block>),
    /// It could not be read; a clean sentence.
    Failed(String),
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
    /// The parts of its code are told apart.
    pub highlighted: bool,
    /// The lines above the text.
    pub head: Vec<Line>,
    /// The text, laid out.
    pub document: Document,
    /// The first row shown.
    pub top: usize,
    /// The row being read: the first one shown, or a row below it that was jumped to.
    pub line: usize,
    /// What is looked for in this post, in place of the query.
    pub find: Option<Find>,
    /// Raised whenever that changes.
    pub(super) finds: u64,
    /// Where what is looked for stands.
    pub hits: Hits,
    /// The hit that was gone to.
    pub hit: Option<usize>,
}

impl Reader {
    /// Lays the post out for a pane of a width and a height, its facts in a language. The place is kept by offset, not by
    /// row; where the row being read would be out of sight, it comes to the top.
    pub fn lay_out(
        &mut self,
        post: &Post,
        (width, height): (usize, usize),
        place: Place,
        language: Language,
    ) {
        self.set_lines(post, width, language);
        self.return_to(place, height);
    }

    /// Goes back to a place.
    pub fn return_to(&mut self, place: Place, height: usize) {
        self.top = self.row_at(place.top);
        self.line = self.row_at(place.line).max(self.top);
        if self.line >= self.top + height {
            self.go_to(self.line, height);
        }
    }

    /// Lays the post out after its text has changed, for the same width. The place is kept by what
    /// stands there, as the offsets after a change are others.
    pub fn lay_out_again(&mut self, post: &Post, width: usize, language: Language) {
        let head = self.head.len();
        let old = std::mem::take(&mut self.document.lines);
        self.set_lines(post, width, language);
        let follow = |row: usize| match row.checked_sub(head) {
            Some(line) => self.head.len() + followed(&old, &self.document.lines, line),
            None => row.min(self.head.len()),
        };
        (self.top, self.line) = (follow(self.top), follow(self.line));
        self.line = self.line.max(self.top);
    }

    /// Lays the post out after the parts of its code were told apart, for the same width: every
    /// line stays where it is.
    pub fn highlight(&mut self, post: &Post, width: usize, language: Language) {
        self.set_lines(post, width, language);
    }

    fn set_lines(&mut self, post: &Post, width: usize, language: Language) {
        self.head = head(post, width, language);
        self.document = match &self.body {
            Body::Ready(blocks) => text(post, blocks, width),
            Body::Waiting | Body::Failed(_) => Document { width, ..Document::default() },
        };
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

    /// Brings a row to the top, as far as the post's end allows.
    pub fn go_to(&mut self, row: usize, height: usize) {
        self.top = row;
        self.line = row;
        self.top = self.top.min(self.last_top(height));
        self.clamp(height);
    }

    /// True if the post's last row is in sight.
    pub fn is_at_end(&self, height: usize) -> bool {
        self.top >= self.last_top(height)
    }

    /// How much of the post has been on the screen, in percent.
    pub fn percent(&self, height: usize) -> usize {
        let last = self.last_top(height);
        (self.top * 100).checked_div(last).unwrap_or(100)
    }

    /// The rows of a post's story with a number: its heading up to the next heading that is not
    /// below it; an item of a list up to the next story or heading.
    pub fn story_rows(&self, post: &Post, number: usize) -> Range<usize> {
        let Some(story) = post.stories.get(number) else { return 0..0 };
        let headings = &self.document.headings;
        let at = headings.partition_point(|heading| heading.offset < story.offset);
        let end_of_text = self.document.lines.len();
        let (start, end) = match headings.get(at).filter(|found| found.offset == story.offset) {
            Some(heading) => {
                let next = headings[at + 1..].iter().find(|next| next.level <= heading.level);
                (heading.line, next.map_or(end_of_text, |next| next.line))
            }
            None => {
                let next = post.stories[number + 1..]
                    .iter()
                    .find(|next| next.offset > story.offset)
                    .map_or(end_of_text, |next| self.document.line_at(next.offset));
                let heading = headings.get(at).map_or(end_of_text, |heading| heading.line);
                (self.document.line_at(story.offset), next.min(heading))
            }
        };
        let is_blank = |line: &usize| self.document.lines[*line].spans.is_empty();
        let end = (start + 1..end).rev().find(|line| !is_blank(line)).map_or(start + 1, |l| l + 1);
        self.head.len() + start..self.head.len() + end.min(end_of_text)
    }

    /// The story being read, the innermost if they lie in one another: its number in the post.
    pub fn story(&self, post: &Post) -> Option<usize> {
        let offset = self.offset_at(self.line).checked_sub(1)?;
        let begun = post.stories.partition_point(|story| story.offset <= offset);
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

/// Where a line of a text stands after a change: by what stands before the change, or after it;
/// between two changes by the nearest line that is found again; else at the change's place.
fn followed(old: &[Line], new: &[Line], line: usize) -> usize {
    let same = |(a, b): &(&Line, &Line)| a.spans == b.spans;
    let before = old.iter().zip(new).take_while(same).count();
    let after = old[before..].iter().rev().zip(new[before..].iter().rev()).take_while(same).count();
    if line < before {
        line
    } else if line >= old.len() - after {
        new.len() - (old.len() - line)
    } else {
        let end = new.len() - after;
        let near = (0..NEAR).flat_map(|step| [line.checked_add(step), line.checked_sub(step)]);
        let found = near.flatten().find_map(|at| {
            let text = old.get(at).filter(|text| !text.spans.is_empty())?;
            let again = (before..end).filter(|row| new[*row].spans == text.spans);
            Some((again.min_by_key(|row| row.abs_diff(at))? + line).saturating_sub(at))
        });
        found.unwrap_or(line).min(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<Line> {
        let span =
            |word: &str| crate::markdown::Span { text: word.to_owned(), ..Default::default() };
        let lines = text.split(' ').enumerate();
        lines.map(|(offset, word)| Line { spans: vec![span(word)], offset }).collect()
    }

    #[test]
    fn a_line_is_found_again_after_a_change() {
        let old = lines("a b c d e");
        for (new, line, found) in [
            ("a b c d e", 3, 3),
            ("x y a b c d e", 3, 5),
            ("c d e", 3, 1),
            ("a b c d e f", 3, 3),
            ("a X Y c d e", 3, 4),
            ("a X d e", 2, 2),
            ("a b e", 2, 2),
            ("x a y z b c q d e w", 2, 5),
            ("x a b q d e w", 2, 3),
            ("a", 4, 1),
        ] {
            assert_eq!(followed(&old, &lines(new), line), found, "{new}");
        }
    }

    proptest! {
        #[test]
        fn a_line_outside_the_change_keeps_its_text(
            start in "[ab]( [ab]){0,4}", old in "[cd]( [cd]){0,4}", new in "[cd]( [cd]){0,4}",
            end in "[ab]( [ab]){0,4}", line in 0_usize..12,
        ) {
            let before = lines(&format!("{start} {old} {end}"));
            let after = lines(&format!("{start} {new} {end}"));
            prop_assume!(line < before.len());
            let found = followed(&before, &after, line);
            let changed = lines(&start).len()..before.len() - lines(&end).len();
            prop_assert!(found <= after.len());
            if !changed.contains(&line) {
                prop_assert_eq!(&after[found].spans, &before[line].spans);
            }
        }
    }
}
