//! Inserting notes among the lines of the post in the reader, and removing them before the lines are
//! replaced, so that rows and positions are those of the text.
//!
//! Knows nothing of the contents of the notes.

use super::Reader;
use crate::markdown::{Line, Role};
use crate::post::Post;

impl Reader {
    /// Inserts notes into the document: below the heading of a story, or after an item of a list.
    pub(super) fn with_notes(&mut self, post: &Post, notes: Vec<Vec<Line>>) {
        let head = self.head.len();
        // Index of the line before which each note is inserted, index of the story, and lines of the note.
        let mut places: Vec<(usize, usize, Vec<Line>)> = Vec::new();
        self.notes.dimmed.clear();
        for (number, lines) in notes.into_iter().enumerate() {
            let rows = self.story_rows(post, number);
            let start = rows.start.saturating_sub(head);
            let heads = self.document.lines[start.min(self.document.lines.len())..]
                .iter()
                .take_while(|line| is_heading(line))
                .count();
            let end = if heads > 0 { start + heads } else { rows.end.saturating_sub(head) };
            let is_seen = self.notes.seen.get(number).copied().unwrap_or(false);
            if is_seen {
                self.notes.dimmed.push(start..start + heads.max(1));
            }
            if !lines.is_empty() {
                places.push((end, number, lines));
            }
        }
        places.sort_by_key(|(before, ..)| *before);
        // Number of lines inserted up to each place.
        let mut put_in = vec![0];
        put_in.extend(places.iter().scan(0, |all, (.., lines)| {
            *all += lines.len();
            Some(*all)
        }));
        let moved =
            |line: usize| line + put_in[places.partition_point(|(before, ..)| *before <= line)];
        self.move_lines(head, &moved);
        let old = std::mem::take(&mut self.document.lines);
        let mut new = Vec::with_capacity(old.len() + places.len());
        let mut places = places.into_iter().peekable();
        for (at, line) in old.into_iter().enumerate() {
            while let Some((_, story, lines)) = places.next_if(|(before, ..)| *before <= at) {
                for note in lines {
                    self.notes.lines.push((new.len(), story));
                    new.push(Line { offset: line.offset, ..note });
                }
            }
            new.push(line);
        }
        let last = new.last().map_or(0, |line| line.offset);
        for (_, story, lines) in places {
            for note in lines {
                self.notes.lines.push((new.len(), story));
                new.push(Line { offset: last, ..note });
            }
        }
        self.document.lines = new;
    }

    /// Removes the notes.
    pub(super) fn without_notes(&mut self) {
        let lines = std::mem::take(&mut self.notes.lines);
        self.notes.dimmed.clear();
        if lines.is_empty() {
            return;
        }
        let is_note = |line: usize| lines.binary_search_by_key(&line, |(line, _)| *line).is_ok();
        let moved = |line: usize| line - lines.partition_point(|(note, _)| *note < line);
        self.move_lines(self.head.len(), &moved);
        let mut at = 0;
        self.document.lines.retain(|_| {
            at += 1;
            !is_note(at - 1)
        });
    }

    /// Applies `moved` to every line index: those of headings, links, dimmed lines and the position.
    fn move_lines(&mut self, head: usize, moved: &dyn Fn(usize) -> usize) {
        for heading in &mut self.document.headings {
            heading.line = moved(heading.line);
        }
        for link in &mut self.document.links {
            link.line = moved(link.line);
        }
        for picture in &mut self.document.pictures {
            picture.line = moved(picture.line);
        }
        for lines in &mut self.notes.dimmed {
            *lines = moved(lines.start)..moved(lines.end - 1) + 1;
        }
        if let Some(line) = self.line.checked_sub(head) {
            // The row being read keeps its position on the screen.
            let on_screen = self.line.saturating_sub(self.top);
            self.line = head + moved(line);
            self.top = self.line.saturating_sub(on_screen);
        }
    }
}

fn is_heading(line: &Line) -> bool {
    line.spans.iter().any(|span| matches!(span.style.role, Role::Heading(_)))
}
