//! The rows of the help, derived from the current keymap.

use super::action::{Action, KeyContext};
use super::fuzzy::rank;
use super::key::{Key, KeyCode};
use super::keymap::Keymap;
use super::query_forms::query_form_rows;
use super::text_input::{Full, Pressed, TextInput};
use crate::messages::{Language, Text};
use crate::text::fold;
use std::collections::HashSet;

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// Name of a group of keys.
    Heading(String),
    /// Keys and their description.
    Keys(String, String),
    /// An empty row.
    Blank,
}

impl HelpRow {
    /// The keys, or an empty string.
    pub fn keys(&self) -> &str {
        if let Self::Keys(keys, _) = self { keys } else { "" }
    }

    /// The description of the keys, or an empty string.
    pub(super) fn text(&self) -> &str {
        if let Self::Keys(_, text) = self { text } else { "" }
    }
}

/// State of the open help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The context in which the help was opened. Its keys come first.
    pub context: KeyContext,
    /// Index of the first row shown.
    pub top: usize,
    /// Text the rows are filtered by; if empty, all rows are shown.
    pub typed: TextInput,
    /// Set while keys are typed into the filter.
    pub typing: bool,
}

impl Help {
    /// The rows that match the filter, each group with its heading. English words match in every language.
    pub fn rows(&self, keymap: &Keymap, language: Language) -> Vec<HelpRow> {
        let rows = help_rows(keymap, self.context, language);
        if self.typed.trim().is_empty() {
            return rows;
        }
        let english = help_rows(keymap, self.context, Language::English);
        let text = |row: &HelpRow| match row {
            HelpRow::Keys(keys, what) => format!("{keys} {what}"),
            HelpRow::Heading(_) | HelpRow::Blank => String::new(),
        };
        let texts: Vec<(String, String)> =
            rows.iter().zip(&english).map(|(row, other)| (text(row), text(other))).collect();
        // Rows keep their order, so fuzzy matches would come before rows that contain the word.
        let word = fold(self.typed.trim());
        let has_word = |(text, other): &(String, String)| {
            fold(text).contains(&word) || fold(other).contains(&word)
        };
        let with_word = (0..).zip(&texts).filter(|(_, texts)| has_word(texts));
        let mut fits: HashSet<usize> = with_word.map(|(index, _)| index).collect();
        if fits.is_empty() {
            let texts = texts.iter().map(|(text, other)| (text.as_str(), other.as_str()));
            fits.extend(rank(&self.typed, texts).into_iter().map(|fit| fit.index));
        }
        let mut found: Vec<HelpRow> = Vec::new();
        let mut heading = None;
        for (index, row) in rows.into_iter().enumerate() {
            match row {
                HelpRow::Heading(_) => heading = Some(row),
                HelpRow::Keys(..) if fits.contains(&index) => {
                    if let Some(heading) = heading.take() {
                        if !found.is_empty() {
                            found.push(HelpRow::Blank);
                        }
                        found.push(heading);
                    }
                    found.push(row);
                }
                HelpRow::Keys(..) | HelpRow::Blank => {}
            }
        }
        found
    }

    /// Handles a key while the filter is being typed.
    ///
    /// # Errors
    ///
    /// Returns [`Full`] if there is no room for the character.
    pub(super) fn press(&mut self, key: Key) -> Result<(), Full> {
        self.top = 0;
        match key.code {
            KeyCode::Enter => self.typing = false,
            KeyCode::Esc => {
                self.typing = false;
                self.typed.clear();
            }
            KeyCode::Backspace if self.typed.is_empty() => self.typing = false,
            _ => {
                if let Pressed::Changed(outcome) = self.typed.press(key) {
                    return outcome;
                }
            }
        }
        Ok(())
    }
}

/// All rows: those of a context first, then those of all contexts, then the others. Neighbouring actions with
/// the same description share a row; actions without keys are left out.
pub fn help_rows(keymap: &Keymap, first: KeyContext, language: Language) -> Vec<HelpRow> {
    let mut rows: Vec<HelpRow> = Vec::new();
    let mut contexts = vec![first];
    contexts
        .extend([KeyContext::Scrolling, KeyContext::Anywhere].iter().filter(|it| **it != first));
    let others = KeyContext::ALL.into_iter().filter(|it| !contexts.contains(it));
    let others: Vec<KeyContext> = others.collect();
    contexts.extend(others);
    for context in contexts {
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Heading(context.title().say(language)));
        for row in keymap.rows().iter().filter(|row| row.context == context) {
            if row.chords.is_empty() {
                continue;
            }
            let keys = row.keys().join("  ");
            let help = row.action.help().say(language);
            match rows.last_mut() {
                Some(HelpRow::Keys(earlier, same)) if *same == help => {
                    earlier.push(' ');
                    earlier.push_str(&keys);
                }
                _ => rows.push(HelpRow::Keys(keys, help)),
            }
        }
    }
    if !keymap.commands().is_empty() {
        rows.push(HelpRow::Blank);
        rows.push(HelpRow::Heading(Text::KeysCommands.say(language)));
        rows.extend(keymap.commands().iter().map(|command| {
            // Those without keys are chosen from the list.
            let keys = match command.keys() {
                keys if keys.is_empty() => keymap.key_of(Action::Commands),
                keys => keys.join("  "),
            };
            HelpRow::Keys(keys, command.name.clone())
        }));
    }
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading(Text::KeysQuery.say(language)));
    rows.push(HelpRow::Keys("Enter".to_owned(), Text::QueryKeep.say(language)));
    rows.push(HelpRow::Keys("Esc".to_owned(), Text::QueryGiveBack.say(language)));
    rows.push(HelpRow::Keys("Tab  S-Tab".to_owned(), Text::QueryComplete.say(language)));
    rows.push(HelpRow::Keys("↑  ↓".to_owned(), Text::QueryHistory.say(language)));
    rows.push(HelpRow::Keys("C-a  C-e  C-w  C-u".to_owned(), Text::QueryEdit.say(language)));
    rows.push(HelpRow::Keys("?".to_owned(), Text::QueryHelp.say(language)));
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading(Text::QueryLanguage.say(language)));
    rows.extend(query_form_rows(language));
    rows
}
