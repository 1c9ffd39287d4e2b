//! The user's marks on posts and stories: on what they are, when they were set, own tags and notes.
//!
//! Owns the limits and the cleaning of own tags and notes. Knows nothing of how marks are stored.

use super::{ByPage, Date, PageId, PostId};
use crate::text::{clean, clean_line, start_of};
use std::collections::HashMap;

/// Maximum size of a note, in bytes.
pub const MAX_NOTE_BYTES: usize = 16 << 10;
/// Maximum length of an own tag, in characters.
pub const MAX_TAG_CHARS: usize = 64;
/// Maximum number of own tags of a post or story.
pub const MAX_OWN_TAGS: usize = 64;

/// A post or a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A post.
    Post(PostId),
    /// The story about a page.
    Story(PageId),
}

impl Target {
    /// The page of a story; `None` for a post.
    pub fn page(self) -> Option<PageId> {
        match self {
            Self::Story(page) => Some(page),
            Self::Post(_) => None,
        }
    }
}

/// The days on which marks were set; none for marks set by versions that did not store them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkDays {
    /// Days on which posts were read.
    pub read: HashMap<PostId, Date>,
    /// Days on which posts were starred.
    pub starred: HashMap<PostId, Date>,
    /// Days on which stories were marked as seen or not seen.
    pub seen: ByPage<Date>,
    /// Days on which stories were starred.
    pub starred_stories: ByPage<Date>,
}

/// The user's own tags and note on a post or story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Own tags, in the order in which they were added.
    pub tags: Vec<String>,
    /// The note; empty if there is none. May have several lines.
    pub note: String,
}

impl Annotation {
    /// Returns `true` if there are neither tags nor a note.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.note.is_empty()
    }

    /// Adds a tag or removes it; returns `false` if there is no room for another one.
    pub fn put_tag(&mut self, tag: &str, on: bool) -> bool {
        let has = self.tags.iter().any(|own| own == tag);
        if !on {
            self.tags.retain(|own| own != tag);
        } else if !has {
            if self.tags.len() >= MAX_OWN_TAGS {
                return false;
            }
            self.tags.push(tag.to_owned());
        }
        true
    }

    /// The annotation with clean texts within the limits, wherever they come from.
    #[must_use]
    pub fn cleaned(self) -> Self {
        let tags = self.tags.iter().filter_map(|tag| own_tag(tag)).take(MAX_OWN_TAGS);
        Self { tags: tags.collect(), note: note(&self.note).0 }
    }
}

/// A typed tag: clean, on one line and of at most [`MAX_TAG_CHARS`] characters, without the `+` or
/// `#` with which tags are shown. `None` if nothing is left.
pub fn own_tag(typed: &str) -> Option<String> {
    let typed = clean_line(typed);
    let bare = typed.trim_start_matches(['+', '#', '＋', '＃']).trim_start();
    let tag: String = bare.chars().take(MAX_TAG_CHARS).collect();
    let tag = tag.trim_end();
    (!tag.is_empty()).then(|| tag.to_owned())
}

/// A typed note: clean, without blank lines at its ends, and of at most [`MAX_NOTE_BYTES`] bytes.
/// The flag is set if it was cut.
pub fn note(typed: &str) -> (String, bool) {
    let cleaned = clean(typed);
    let lines: Vec<&str> = cleaned.lines().map(str::trim_end).collect();
    let is_text = |line: &&str| !line.is_empty();
    let Some(first) = lines.iter().position(is_text) else {
        return (String::new(), false);
    };
    let last = lines.iter().rposition(is_text).unwrap_or(first);
    let mut note = lines[first..=last].join("\n");
    let is_cut = note.len() > MAX_NOTE_BYTES;
    if is_cut {
        note.truncate(start_of(&note, MAX_NOTE_BYTES).trim_end().len());
    }
    (note, is_cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tag_is_one_clean_line() {
        assert_eq!(own_tag(" to\u{1b}do\n now ").as_deref(), Some("todo now"));
        assert_eq!(own_tag("+#待读").as_deref(), Some("待读"));
        assert_eq!(own_tag("c++").as_deref(), Some("c++"));
        assert_eq!(own_tag(" + "), None);
        assert_eq!(own_tag(&"云".repeat(100)).unwrap().chars().count(), MAX_TAG_CHARS);
    }

    #[test]
    fn a_note_keeps_its_lines_and_nothing_around_them() {
        assert_eq!(note("\n\n one \r\n\n  two\u{202e}\n \n"), (" one\n\n  two".to_owned(), false));
        assert_eq!(note(" \n "), (String::new(), false));
        let (long, is_cut) = note(&"云".repeat(MAX_NOTE_BYTES));
        assert!(is_cut && long.len() <= MAX_NOTE_BYTES && long.len() > MAX_NOTE_BYTES - 3);
    }

    #[test]
    fn tags_are_added_once_and_up_to_a_limit() {
        let mut own = Annotation::default();
        assert!(own.put_tag("a", true) && own.put_tag("a", true) && own.tags.len() == 1);
        assert!(own.put_tag("b", false) && own.put_tag("a", false) && own.is_empty());
        for number in 0..MAX_OWN_TAGS {
            assert!(own.put_tag(&number.to_string(), true));
        }
        assert!(!own.put_tag("more", true) && own.put_tag("3", true));
        assert_eq!(own.tags.len(), MAX_OWN_TAGS);
    }

    proptest! {
        #[test]
        fn cleaning_again_changes_nothing(text in any::<String>()) {
            let (once, _) = note(&text);
            prop_assert_eq!(note(&once), (once.clone(), false));
            if let Some(tag) = own_tag(&text) {
                prop_assert_eq!(own_tag(&tag), Some(tag));
            }
        }
    }
}
