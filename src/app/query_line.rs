//! The query as it is typed: text, cursor, and the edits its keys make.

use super::completion::Completion;
use super::text_input::{Full, fitting};
use crate::query::{Query, parse};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Characters of the longest text; nobody types more, and pasting a file by accident must not stall.
const MAX_QUERY_CHARS: usize = 4_000;

/// The query line. Its text is the program's only filter state.
#[derive(Clone, Debug, Default)]
pub struct QueryLine {
    text: String,
    /// A byte offset between grapheme clusters.
    cursor: usize,
    query: Query,
    /// The text from before editing began; `Some` while editing.
    before: Option<String>,
    /// Earlier texts, oldest first.
    past: Vec<String>,
    /// Queries that were kept, oldest first; each once.
    history: Vec<String>,
    /// How far back in the history the text is from, and the text that was being typed.
    recalled: Option<(usize, String)>,
    /// What Tab is going through.
    completion: Option<Completion>,
    /// Some text had no room, and nobody was told yet.
    is_cut: bool,
}

/// Kept queries that are remembered.
const MAX_KEPT_QUERIES: usize = 500;

impl QueryLine {
    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the text means.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The cursor's byte offset in the text.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// True if a word would begin at the cursor, and none stands there.
    pub(super) fn is_between_words(&self) -> bool {
        let (before, behind) = self.text.split_at(self.cursor);
        before.chars().next_back().is_none_or(|it| it.is_whitespace() || it == '(')
            && behind.chars().next().is_none_or(|it| it.is_whitespace() || it == ')')
    }

    /// True while keys go into the text.
    pub fn is_editing(&self) -> bool {
        self.before.is_some()
    }

    /// The text from before editing began, while it is edited.
    pub(super) fn text_before(&self) -> Option<&str> {
        self.before.as_deref()
    }

    /// Keys go into the text from now on. A blank is added so that the next word stands alone.
    pub fn edit(&mut self) {
        if self.before.is_none() {
            self.before = Some(self.text.clone());
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.set(format!("{} ", self.text));
            }
            self.cursor = self.text.len();
        }
    }

    /// Keeps the text and ends editing.
    pub fn accept(&mut self) {
        if let Some(before) = self.before.take() {
            self.set(self.text.trim().to_owned());
            self.remember(before);
            self.keep();
        }
    }

    /// Puts the text into the history.
    fn keep(&mut self) {
        if !self.text.is_empty() {
            self.history.retain(|kept| *kept != self.text);
            self.history.push(self.text.clone());
            if self.history.len() > MAX_KEPT_QUERIES {
                self.history.remove(0);
            }
        }
    }

    /// Brings up the kept query before, or after, the one shown; the text being typed is the last.
    pub fn recall(&mut self, older: bool) {
        let (back, typed) = self.recalled.take().unwrap_or_else(|| (0, self.text.clone()));
        let back = if older { (back + 1).min(self.history.len()) } else { back.saturating_sub(1) };
        match self.history.len().checked_sub(back).and_then(|at| self.history.get(at)) {
            Some(kept) => {
                self.set(kept.clone());
                self.recalled = Some((back, typed));
            }
            // Nothing is kept, or all of it was gone through towards the present.
            None => self.set(typed),
        }
    }

    /// Puts in the first completion found by `find`, or goes on to the next or previous one.
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

    /// What Tab is going through, if that is what was pressed last.
    pub fn completion(&self) -> Option<&Completion> {
        self.completion.as_ref()
    }

    /// Gives back the text from before editing.
    pub fn give_back(&mut self) {
        if let Some(before) = self.before.take() {
            self.set(before);
        }
    }

    /// Replaces the text, so that [`Self::undo`] can bring the old one back.
    pub fn replace(&mut self, text: String) {
        let before = std::mem::take(&mut self.text);
        self.set(text);
        self.remember(before);
    }

    /// Brings back the text before the last change; false if there is none.
    pub fn undo(&mut self) -> bool {
        let Some(text) = self.past.pop() else { return false };
        self.set(text);
        true
    }

    /// How many changes can be undone.
    pub fn changes(&self) -> usize {
        self.past.len()
    }

    /// Takes in queries that were kept in earlier runs, oldest first. Those of this run that are
    /// not among them are the last.
    pub fn recall_kept(&mut self, mut kept: Vec<String>) {
        let own = std::mem::take(&mut self.history);
        kept.extend(own.into_iter().filter(|text| !kept.contains(text)).collect::<Vec<_>>());
        kept.drain(..kept.len().saturating_sub(MAX_KEPT_QUERIES));
        self.history = kept;
        // What is being gone through is another list now.
        self.recalled = None;
    }

    /// Forgets earlier texts: there is nothing before a query given at the start.
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

    /// Inserts text at the cursor, made clean and one line, as far as there is room.
    pub fn insert(&mut self, text: &str) {
        let (text, outcome) = fitting(text, self.text.chars().count(), MAX_QUERY_CHARS);
        self.is_cut |= outcome.is_err();
        if !text.is_empty() {
            self.splice(self.cursor, self.cursor, &text);
        }
    }

    /// Tells once that some text, typed or not, had no room.
    ///
    /// # Errors
    ///
    /// It had not.
    pub(super) fn check_room(&mut self) -> Result<(), Full> {
        if std::mem::take(&mut self.is_cut) { Err(Full(MAX_QUERY_CHARS)) } else { Ok(()) }
    }

    /// Replaces a range of bytes and puts the cursor behind what was put in.
    fn splice(&mut self, start: usize, end: usize, with: &str) {
        self.text.replace_range(start..end, with);
        // A combining character may have joined what stands before it into one cluster.
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

    /// Takes away the cluster before the cursor.
    pub fn backspace(&mut self) {
        let start = self.previous_from(self.cursor);
        self.splice(start, self.cursor, "");
    }

    /// Takes away the cluster at the cursor.
    pub fn delete(&mut self) {
        let end = self.next_from(self.cursor);
        self.splice(self.cursor, end, "");
    }

    /// Takes away the blanks and the word before the cursor.
    pub fn delete_word(&mut self) {
        let head = self.text[..self.cursor].trim_end();
        let start = head
            .char_indices()
            .rev()
            .find(|(_, character)| character.is_whitespace())
            .map_or(0, |(at, character)| at + character.len_utf8());
        self.splice(start, self.cursor, "");
    }

    /// Takes away everything before the cursor.
    pub fn delete_to_start(&mut self) {
        self.splice(0, self.cursor, "");
    }

    /// Moves the cursor one cluster to the left.
    pub fn left(&mut self) {
        self.cursor = self.previous_from(self.cursor);
    }

    /// Moves the cursor one cluster to the right.
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
