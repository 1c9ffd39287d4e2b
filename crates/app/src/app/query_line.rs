//! The query line: its text, cursor, history, and the editing operations of its keys.

use super::completion::Completion;
use super::text_input::{Full, fitting};
use crate::query::{Query, parse};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Maximum number of characters of a query. Nobody types more, and a file pasted by accident must not stall.
const MAX_QUERY_CHARS: usize = 4_000;

/// The query line. Its text is the program's only filter state.
#[derive(Clone, Debug, Default)]
pub struct QueryLine {
    text: String,
    /// Byte offset, always at a grapheme cluster boundary.
    cursor: usize,
    query: Query,
    /// The text before editing began; `Some` while editing.
    before: Option<String>,
    /// Earlier texts for undo, oldest first.
    past: Vec<String>,
    /// Kept queries, oldest first, without duplicates.
    history: Vec<String>,
    /// Number of steps back in the history, and the text that was being typed before.
    recalled: Option<(usize, String)>,
    /// The completion that Tab cycles through.
    completion: Option<Completion>,
    /// Set if text was cut for lack of room, and this was not reported yet.
    is_cut: bool,
}

/// Maximum number of kept queries.
const MAX_KEPT_QUERIES: usize = 500;

impl QueryLine {
    /// The current text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parsed text.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The cursor's byte offset in the text.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns `true` if there is no word before or after the cursor.
    pub(super) fn is_between_words(&self) -> bool {
        let (before, behind) = self.text.split_at(self.cursor);
        before.chars().next_back().is_none_or(|it| it.is_whitespace() || it == '(')
            && behind.chars().next().is_none_or(|it| it.is_whitespace() || it == ')')
    }

    /// Returns `true` while the query is being edited.
    pub fn is_editing(&self) -> bool {
        self.before.is_some()
    }

    /// The text before editing began; `Some` while editing.
    pub(super) fn text_before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    /// Starts editing. Appends a space so that the next word is separate.
    pub fn edit(&mut self) {
        if self.before.is_none() {
            self.before = Some(self.text.clone());
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.set(format!("{} ", self.text));
            }
            self.cursor = self.text.len();
        }
    }

    /// Accepts the text and ends editing.
    pub fn accept(&mut self) {
        if let Some(before) = self.before.take() {
            self.set(self.text.trim().to_owned());
            self.remember(before);
            self.keep();
        }
    }

    /// Adds the text to the history.
    fn keep(&mut self) {
        if !self.text.is_empty() {
            self.history.retain(|kept| *kept != self.text);
            self.history.push(self.text.clone());
            if self.history.len() > MAX_KEPT_QUERIES {
                self.history.remove(0);
            }
        }
    }

    /// Replaces the text by the older or newer entry of the history. The newest entry is the text being
    /// typed.
    pub fn recall(&mut self, older: bool) {
        let (back, typed) = self.recalled.take().unwrap_or_else(|| (0, self.text.clone()));
        let back = if older { (back + 1).min(self.history.len()) } else { back.saturating_sub(1) };
        match self.history.len().checked_sub(back).and_then(|at| self.history.get(at)) {
            Some(kept) => {
                self.set(kept.clone());
                self.recalled = Some((back, typed));
            }
            // The history is empty, or its newest end was passed.
            None => self.set(typed),
        }
    }

    /// Inserts the first candidate of the completion returned by `find`, or cycles to the next or previous
    /// one.
    pub fn complete(
        &mut self,
        forward: bool,
        find: impl FnOnce(&str, usize) -> Option<Completion>,
    ) {
        let completion = match self.completion.take() {
            Some(mut going) => {
                going.step(forward);
                Some(going)
            }
            None => find(&self.text, self.cursor),
        };
        if let Some(completion) = completion {
            let (text, cursor) = completion.text();
            self.set(text);
            self.cursor = cursor.min(self.text.len());
            self.completion = Some(completion);
        }
    }

    /// The completion that Tab cycles through, if Tab was the last key that changed the text.
    pub fn completion(&self) -> Option<&Completion> {
        self.completion.as_ref()
    }

    /// Ends editing and restores the text from before.
    pub fn give_back(&mut self) {
        if let Some(before) = self.before.take() {
            self.set(before);
        }
    }

    /// Replaces the text. [`Self::undo`] restores the old one.
    pub fn replace(&mut self, text: String) {
        let before = std::mem::take(&mut self.text);
        self.set(text);
        self.remember(before);
    }

    /// Undoes the last change of the text; returns `false` if there is none.
    pub fn undo(&mut self) -> bool {
        let Some(text) = self.past.pop() else { return false };
        self.set(text);
        true
    }

    /// Number of changes that can be undone.
    pub fn changes(&self) -> usize {
        self.past.len()
    }

    /// Adds the kept queries of earlier runs, oldest first, before those of this run. A query in both is kept
    /// once.
    pub fn recall_kept(&mut self, mut kept: Vec<String>) {
        let own = std::mem::take(&mut self.history);
        kept.extend(own.into_iter().filter(|text| !kept.contains(text)).collect::<Vec<_>>());
        kept.drain(..kept.len().saturating_sub(MAX_KEPT_QUERIES));
        self.history = kept;
        // The list being cycled through has changed.
        self.recalled = None;
    }

    /// Clears the undo history: there is nothing to undo before the first query.
    pub fn forget(&mut self) {
        self.past.clear();
    }

    fn remember(&mut self, before: String) {
        if before != self.text && self.past.last() != Some(&before) {
            self.past.push(before);
        }
    }

    fn set(&mut self, mut text: String) {
        if let Some((end, _)) = text.char_indices().nth(MAX_QUERY_CHARS) {
            text.truncate(end);
            self.is_cut = true;
        }
        self.text = text;
        self.cursor = self.text.len();
        self.query = parse(&self.text);
        self.recalled = None;
        self.completion = None;
    }

    /// Inserts cleaned text at the cursor, as one line, as far as there is room.
    pub fn insert(&mut self, text: &str) {
        let (text, outcome) = fitting(text, self.text.chars().count(), MAX_QUERY_CHARS);
        self.is_cut |= outcome.is_err();
        if !text.is_empty() {
            self.splice(self.cursor, self.cursor, &text);
        }
    }

    /// Reports, once, that text was cut for lack of room.
    ///
    /// # Errors
    ///
    /// Returns the maximum length if text was cut since the last call.
    pub(super) fn check_room(&mut self) -> Result<(), Full> {
        if std::mem::take(&mut self.is_cut) { Err(Full(MAX_QUERY_CHARS)) } else { Ok(()) }
    }

    /// Replaces a byte range and puts the cursor after the new text.
    fn splice(&mut self, start: usize, end: usize, with: &str) {
        self.text.replace_range(start..end, with);
        // A combining character may have joined the character before it in one cluster.
        let mut cursor = start + with.len();
        let mut grapheme = GraphemeCursor::new(cursor, self.text.len(), true);
        if !grapheme.is_boundary(&self.text, 0).unwrap_or(true) {
            cursor = self.next_from(cursor);
        }
        self.cursor = cursor;
        self.query = parse(&self.text);
        self.recalled = None;
        self.completion = None;
    }

    /// Deletes the grapheme cluster before the cursor.
    pub fn backspace(&mut self) {
        let start = self.previous_from(self.cursor);
        self.splice(start, self.cursor, "");
    }

    /// Deletes the grapheme cluster at the cursor.
    pub fn delete(&mut self) {
        let end = self.next_from(self.cursor);
        self.splice(self.cursor, end, "");
    }

    /// Deletes the word before the cursor, and blanks after it.
    pub fn delete_word(&mut self) {
        let head = self.text[..self.cursor].trim_end();
        let start = head
            .char_indices()
            .rev()
            .find(|(_, character)| character.is_whitespace())
            .map_or(0, |(at, character)| at + character.len_utf8());
        self.splice(start, self.cursor, "");
    }

    /// Deletes everything before the cursor.
    pub fn delete_to_start(&mut self) {
        self.splice(0, self.cursor, "");
    }

    /// Moves the cursor one grapheme cluster to the left.
    pub fn left(&mut self) {
        self.cursor = self.previous_from(self.cursor);
    }

    /// Moves the cursor one grapheme cluster to the right.
    pub fn right(&mut self) {
        self.cursor = self.next_from(self.cursor);
    }

    /// Moves the cursor to the beginning.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// Moves the cursor to the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    fn previous_from(&self, at: usize) -> usize {
        self.text[..at].grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    fn next_from(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str) -> QueryLine {
        let mut line = QueryLine::default();
        line.edit();
        line.insert(text);
        line
    }

    #[test]
    fn keys_edit_by_cluster_and_word() {
        let mut line = typed("tag:云原生 e\u{301}");
        line.backspace();
        assert_eq!(line.text(), "tag:云原生 ");
        line.delete_word();
        assert_eq!(line.text(), "");
        let mut line = typed("ab");
        line.left();
        line.insert("云");
        assert_eq!((line.text(), line.cursor()), ("a云b", 4));
        line.delete();
        assert_eq!(line.text(), "a云");
        line.delete_to_start();
        assert_eq!(line.text(), "");
    }

    #[test]
    fn editing_is_kept_or_given_back_and_undone() {
        let mut line = QueryLine::default();
        line.replace("tag:k8s".to_owned());
        line.edit();
        assert_eq!(line.text(), "tag:k8s ");
        line.insert("istio");
        line.give_back();
        assert_eq!(line.text(), "tag:k8s");
        line.edit();
        line.insert("istio");
        line.accept();
        assert_eq!(line.text(), "tag:k8s istio");
        assert!(line.undo() && line.text() == "tag:k8s");
        assert!(line.undo() && line.text().is_empty());
        assert!(!line.undo());
    }

    #[test]
    fn what_is_pasted_is_clean_and_bounded() {
        assert_eq!(typed("a\n\u{1b}[31mb\tc").text(), "a [31mb c");
        let mut line = QueryLine::default();
        line.edit();
        line.insert(&"云".repeat(20_000));
        assert_eq!(line.check_room(), Err(Full(MAX_QUERY_CHARS)));
        assert_eq!(line.check_room(), Ok(()), "it is told once");
        assert_eq!(line.text(), "云".repeat(MAX_QUERY_CHARS));
        line.backspace();
        line.insert("x");
        assert_eq!(line.check_room(), Ok(()));
        line.replace("x".repeat(MAX_QUERY_CHARS + 1));
        assert_eq!(line.check_room(), Err(Full(MAX_QUERY_CHARS)));
    }

    #[test]
    fn kept_queries_come_back() {
        let mut line = QueryLine::default();
        for text in ["a", "b", "a", "c"] {
            line.edit();
            line.delete_to_start();
            line.insert(text);
            line.accept();
        }
        line.edit();
        line.delete_to_start();
        line.insert("new");
        let mut back = |older| {
            line.recall(older);
            line.text().to_owned()
        };
        assert_eq!([back(true), back(true), back(true), back(true)], ["c", "a", "b", "b"]);
        assert_eq!([back(false), back(false), back(false), back(false)], ["a", "c", "new", "new"]);
    }

    proptest! {
        #[test]
        fn the_cursor_stays_between_clusters(
            steps in prop::collection::vec((0..9, "\\PC{0,3}"), 0..40)
        ) {
            let mut line = QueryLine::default();
            line.edit();
            for (step, text) in steps {
                match step {
                    0 => line.backspace(),
                    1 => line.delete(),
                    2 => line.left(),
                    3 => line.right(),
                    4 => line.home(),
                    5 => line.end(),
                    6 => line.delete_word(),
                    7 => line.delete_to_start(),
                    _ => line.insert(&text),
                }
                prop_assert!(line.text().is_char_boundary(line.cursor()));
                prop_assert_eq!(line.query(), &parse(line.text()));
            }
        }
    }
}
