//! The rows of the help, made from the keys in force.

use super::action::Context;
use super::keymap::Keymap;
use crate::messages::{Language, Text};

/// One row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// The name of a group of keys.
    Heading(String),
    /// Keys and what they do.
    Keys(String, String),
    /// Nothing.
    Blank,
}

/// All rows, in the order of the table; actions that say the same share a row, and those
/// without a key have none.
pub fn help_rows(keymap: &Keymap, language: Language) -> Vec<HelpRow> {
    let mut rows: Vec<HelpRow> = Vec::new();
    for context in Context::ALL {
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
    rows.push(HelpRow::Blank);
    rows.push(HelpRow::Heading(Text::KeysQuery.say(language)));
    rows.push(HelpRow::Keys("Enter".to_owned(), Text::QueryKeep.say(language)));
    rows.push(HelpRow::Keys("Esc".to_owned(), Text::QueryGiveBack.say(language)));
    rows.push(HelpRow::Keys("Tab  S-Tab".to_owned(), Text::QueryComplete.say(language)));
    rows.push(HelpRow::Keys("↑  ↓".to_owned(), Text::QueryHistory.say(language)));
    rows.push(HelpRow::Keys("C-a  C-e  C-w  C-u".to_owned(), Text::QueryEdit.say(language)));
    rows
}
