//! Typed and pasted text: cleaning, the limit on its length, and the one-line input of overlays.

use super::key::{Key, KeyCode};
use crate::text::clean_line;
use std::fmt;
use std::ops::Deref;

/// The error that a text was cut for lack of room, with the maximum length in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full(pub usize);

/// Cleans a text, makes it one line, and cuts it to what fits beside `beside` characters. Returns an error
/// with `longest` if it was cut. All typed and pasted text passes through here.
pub(super) fn fitting(text: &str, beside: usize, longest: usize) -> (String, Result<(), Full>) {
    // Typing a blank must be possible; `clean_line` would trim it.
    let mut text = if text == " " { " ".to_owned() } else { clean_line(text) };
    let Some((end, _)) = text.char_indices().nth(longest.saturating_sub(beside)) else {
        return (text, Ok(()));
    };
    text.truncate(end);
    (text, Err(Full(longest)))
}

/// A short input of a picker, a search or a name. It has no cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextInput(String);

/// Result of a key press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The text has changed, or would have with more room.
    Changed(Result<(), Full>),
    /// The key has no meaning in a text.
    Nothing,
}

impl TextInput {
    /// Maximum number of characters.
    pub const MAX_CHARS: usize = 200;

    /// Creates an input with an initial text, which is cut if it is too long.
    pub fn new(text: &str) -> Self {
        let mut typed = Self::default();
        // Cut silently.
        let _ = typed.insert(text);
        typed
    }

    /// Appends typed or pasted text, as far as there is room.
    ///
    /// # Errors
    ///
    /// Returns the maximum length if the text was cut.
    pub fn insert(&mut self, text: &str) -> Result<(), Full> {
        let (text, outcome) = fitting(text, self.0.chars().count(), Self::MAX_CHARS);
        self.0.push_str(&text);
        outcome
    }

    /// Handles a key.
    pub fn press(&mut self, key: Key) -> Pressed {
        match (key.code, key.ctrl) {
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
                // Removes one character, not a grapheme cluster, to undo the last keystroke.
                self.0.pop();
            }
            (KeyCode::Char('u' | 'w'), true) => self.0.clear(),
            (KeyCode::Char(character), false) if !key.alt => {
                return Pressed::Changed(self.insert(character.encode_utf8(&mut [0; 4])));
            }
            _ => return Pressed::Nothing,
        }
        Pressed::Changed(Ok(()))
    }

    /// Clears the text.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl Deref for TextInput {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TextInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_room_is_taken_in_and_the_rest_is_told() {
        assert_eq!(fitting("一\n二", 0, 3), ("一 二".to_owned(), Ok(())));
        assert_eq!(fitting("一\n二三", 0, 3), ("一 二".to_owned(), Err(Full(3))));
        assert_eq!(fitting("a", 3, 3), (String::new(), Err(Full(3))));
        assert_eq!(fitting(" ", 2, 3), (" ".to_owned(), Ok(())));
        assert_eq!(fitting("", 9, 3), (String::new(), Ok(())));
    }

    #[test]
    fn a_text_is_never_longer_than_the_longest() {
        let mut typed = TextInput::default();
        assert_eq!(typed.insert(&"云".repeat(10_000_000)), Err(Full(TextInput::MAX_CHARS)));
        assert_eq!(typed.chars().count(), TextInput::MAX_CHARS);
        assert_eq!(
            typed.press(Key::character('x')),
            Pressed::Changed(Err(Full(TextInput::MAX_CHARS)))
        );
        assert_eq!(typed.press(Key::plain(KeyCode::Backspace)), Pressed::Changed(Ok(())));
        assert_eq!(typed.press(Key::character('x')), Pressed::Changed(Ok(())));
        assert!(typed.ends_with("云x"));
    }

    proptest! {
        #[test]
        fn anything_pasted_is_one_clean_line(texts in prop::collection::vec(any::<String>(), 0..4)) {
            let mut typed = TextInput::default();
            for text in &texts {
                let _ = typed.insert(text);
            }
            prop_assert!(typed.chars().count() <= TextInput::MAX_CHARS);
            prop_assert!(!typed.contains(|character: char| character.is_control()));
        }
    }
}
