//! Which keys mean which action in which context: the table's, and what the config makes of it.

use super::action::{Action, BINDINGS, KeyContext};
use super::key::Key;
use crate::config::{ConfigError, KeySetting, Place, Problem};
use crate::text::nearest;
use std::collections::HashMap;

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// A row for each of the table's, in its order.
    rows: Vec<Row>,
    chords: HashMap<(KeyContext, Vec<Key>), Action>,
}

/// An action with its keys in a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where the keys mean it.
    pub context: KeyContext,
    /// What is done.
    pub action: Action,
    /// The keys; several are a chord.
    pub chords: Vec<Vec<Key>>,
}

impl Row {
    /// Its keys as they are written, those of a chord with a blank between.
    pub fn keys(&self) -> Vec<String> {
        self.chords.iter().map(|chord| written(chord)).collect()
    }
}

/// What the keys pressed so far come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// This action.
    Action(Action),
    /// The beginning of a chord: more keys decide.
    Pending,
    /// Nothing.
    Unbound,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&[]).0
    }
}

/// Keys of the config, and where they stand there.
struct Wanted {
    context: KeyContext,
    chord: Vec<Key>,
    action: Action,
    place: Place,
}

impl Keymap {
    /// The keys of the table with those of a config, and what is wrong with these. An action that
    /// the config names has the keys it has there and no others; a key that it takes is taken from
    /// the table's action.
    pub fn new(settings: &[KeySetting]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut rows: Vec<Row> = BINDINGS
            .iter()
            .map(|binding| Row {
                context: binding.context,
                action: binding.action,
                // A test holds the table to keys that can be read.
                chords: binding.keys.iter().filter_map(|keys| read(keys).ok()).collect(),
            })
            .collect();
        let wanted = wanted(settings, &mut rows, &mut problems);
        for one in &wanted {
            for row in &mut rows {
                if hides(one.context, row.context) {
                    row.chords.retain(|chord| !clash(chord, &one.chord));
                }
            }
        }
        for one in wanted {
            let row =
                rows.iter_mut().find(|row| (row.context, row.action) == (one.context, one.action));
            if let Some(row) = row {
                row.chords.push(one.chord);
            }
        }
        let chords = rows
            .iter()
            .flat_map(|row| {
                row.chords.iter().map(|chord| ((row.context, chord.clone()), row.action))
            })
            .collect();
        (Self { rows, chords }, problems)
    }

    /// What a sequence of keys means in a pane's context; the pane's own meaning goes before the
    /// general one.
    pub fn resolve(&self, own: KeyContext, pressed: &[Key]) -> Resolved {
        let contexts: Vec<KeyContext> = own.with_wider().collect();
        for context in &contexts {
            if let Some(action) = self.chords.get(&(*context, pressed.to_vec())) {
                return Resolved::Action(*action);
            }
        }
        let begins = |(context, chord): &(KeyContext, Vec<Key>)| {
            contexts.contains(context) && chord.len() > pressed.len() && chord.starts_with(pressed)
        };
        if self.chords.keys().any(begins) { Resolved::Pending } else { Resolved::Unbound }
    }

    /// What a key means in another context than those given.
    pub fn elsewhere(&self, own: KeyContext, key: Key) -> Option<&Row> {
        let here: Vec<KeyContext> = own.with_wider().collect();
        let mut rows = self.rows.iter().filter(|row| !here.contains(&row.context));
        rows.find(|row| row.chords.contains(&vec![key]))
    }

    /// All rows in the order of the table, those without keys too.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The first key of an action, as it is written.
    pub fn first_key(&self, action: Action) -> Option<String> {
        let mut rows = self.rows.iter().filter(|row| row.action == action);
        rows.find_map(|row| row.chords.first()).map(|chord| written(chord))
    }

    /// The key to be named where an action is offered: its first, or that of the palette, which
    /// holds every action.
    pub fn key_of(&self, action: Action) -> String {
        let key = self.first_key(action).or_else(|| self.first_key(Action::Palette));
        key.unwrap_or_default()
    }

    /// Every action with its keys by the names of the config.
    pub fn by_name(&self) -> Vec<(String, Vec<String>)> {
        let mut named: Vec<(String, Vec<String>)> = Vec::new();
        for row in &self.rows {
            let name = row.action.name();
            let at = named.iter().position(|(other, _)| other == name);
            let at = at.unwrap_or_else(|| {
                named.push((name.to_owned(), Vec::new()));
                named.len() - 1
            });
            for keys in row.keys() {
                if !named[at].1.contains(&keys) {
                    named[at].1.push(keys);
                }
            }
        }
        named
    }
}

/// The keys that a config gives to actions; their rows lose those of the table.
fn wanted(settings: &[KeySetting], rows: &mut [Row], problems: &mut Vec<Problem>) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    for setting in settings {
        let Some(action) = Action::named(&setting.action) else {
            let names = BINDINGS.iter().map(|binding| binding.action.name());
            let near = nearest(&setting.action, names).map(str::to_owned);
            let wrong = ConfigError::UnknownKey(setting.action.clone(), near);
            problems.push(Problem { place: setting.place, wrong });
            continue;
        };
        let mut contexts = Vec::new();
        for row in rows.iter_mut().filter(|row| row.action == action) {
            row.chords.clear();
            contexts.push(row.context);
        }
        for (keys, place) in &setting.keys {
            let chord = match read(keys) {
                Ok(chord) => chord,
                Err(name) => {
                    problems.push(Problem { place: *place, wrong: ConfigError::NoKey(name) });
                    continue;
                }
            };
            let in_the_way = all.iter().find(|other| {
                contexts.iter().any(|context| meet(*context, other.context))
                    && other.action != action
                    && clash(&other.chord, &chord)
            });
            if let Some(other) = in_the_way {
                let wrong = ConfigError::Conflict(
                    written(&chord),
                    other.action.name().to_owned(),
                    other.place,
                );
                problems.push(Problem { place: *place, wrong });
                continue;
            }
            all.extend(contexts.iter().map(|context| Wanted {
                context: *context,
                chord: chord.clone(),
                action,
                place: *place,
            }));
        }
    }
    all
}

/// True if keys that are pressed for one would do the other: they are the same, or one begins with
/// the other.
fn clash(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// True if a key cannot mean two things in two contexts: they are the same, or both are wide, and one
/// would always hide the other. A pane may well have a meaning of its own.
fn meet(one: KeyContext, other: KeyContext) -> bool {
    let is_wide =
        |it| matches!(it, KeyContext::Anywhere | KeyContext::Scrolling | KeyContext::Panes);
    one == other || is_wide(one) && is_wide(other)
}

/// True if what a person binds in a context is not to be hidden by what another binds from the
/// start: in the same one, or in a narrower one, whose own meanings go first.
fn hides(wanted: KeyContext, other: KeyContext) -> bool {
    match wanted {
        KeyContext::Anywhere => true,
        KeyContext::Scrolling => other != KeyContext::Anywhere,
        KeyContext::Panes => other.with_wider().any(|wider| wider == KeyContext::Panes),
        own => own == other,
    }
}

fn written(chord: &[Key]) -> String {
    chord.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// Reads keys with blanks between.
///
/// # Errors
///
/// The name of one that there is not.
fn read(keys: &str) -> Result<Vec<Key>, String> {
    let chord: Result<Vec<Key>, String> =
        keys.split_whitespace().map(|key| key.parse().map_err(|_| key.to_owned())).collect();
    chord.and_then(|chord| if chord.is_empty() { Err(keys.to_owned()) } else { Ok(chord) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        read(text).unwrap()
    }

    /// Settings with a line each, from 1.
    fn settings(lines: &[(&str, &[&str])]) -> Vec<KeySetting> {
        let place = |line, column| Place { line, column };
        let setting = |(at, (action, keys)): (usize, &(&str, &[&str]))| KeySetting {
            action: (*action).to_owned(),
            place: place(at + 1, 1),
            keys: (2..)
                .zip(*keys)
                .map(|(at_key, key)| ((*key).to_owned(), place(at + 1, at_key)))
                .collect(),
        };
        lines.iter().enumerate().map(setting).collect()
    }

    fn bound(lines: &[(&str, &[&str])]) -> Keymap {
        let (keymap, problems) = Keymap::new(&settings(lines));
        assert_eq!(problems, []);
        keymap
    }

    fn does(keymap: &Keymap, context: KeyContext, pressed: &str) -> Option<Action> {
        match keymap.resolve(context, &keys(pressed)) {
            Resolved::Action(action) => Some(action),
            Resolved::Pending | Resolved::Unbound => None,
        }
    }

    #[test]
    fn every_key_of_the_table_can_be_read_and_is_bound_once() {
        let mut seen = HashMap::new();
        for binding in BINDINGS {
            for text in binding.keys {
                let earlier = seen.insert((binding.context, keys(text)), binding.action);
                assert_eq!(earlier, None, "{text} is bound twice in {:?}", binding.context);
                assert_eq!(written(&keys(text)), *text);
            }
            assert_eq!(Action::named(binding.action.name()), Some(binding.action));
        }
    }

    #[test]
    fn a_panes_own_meaning_goes_first() {
        let keymap = Keymap::default();
        assert_eq!(does(&keymap, KeyContext::Reader, "Space"), Some(Action::PageDown));
        assert_eq!(does(&keymap, KeyContext::Facets, "Space"), Some(Action::Toggle));
        assert_eq!(keymap.resolve(KeyContext::List, &keys("Space")), Resolved::Unbound);
        assert_eq!(keymap.resolve(KeyContext::List, &keys("g")), Resolved::Pending);
        assert_eq!(does(&keymap, KeyContext::List, "g g"), Some(Action::Top));
        assert_eq!(keymap.resolve(KeyContext::List, &keys("g x")), Resolved::Unbound);
    }

    #[test]
    fn an_action_has_the_keys_that_the_config_gives_it() {
        let keymap = bound(&[("next-unread", &["x", "g n"]), ("star", &[])]);
        assert_eq!(does(&keymap, KeyContext::List, "x"), Some(Action::NextUnread));
        assert_eq!(does(&keymap, KeyContext::List, "g n"), Some(Action::NextUnread));
        assert_eq!(does(&keymap, KeyContext::List, "g g"), Some(Action::Top));
        assert_eq!(does(&keymap, KeyContext::List, "n"), None);
        assert_eq!(does(&keymap, KeyContext::List, "s"), None);
        assert_eq!(does(&keymap, KeyContext::Reader, "s"), None);
        assert_eq!(keymap.first_key(Action::NextUnread).as_deref(), Some("x"));
        assert_eq!(keymap.first_key(Action::Star), None);
    }

    #[test]
    fn a_key_that_the_config_takes_is_taken_from_the_table() {
        // `o` opens the source in two panes; whoever wants it for the outline wants it everywhere.
        let keymap = bound(&[("outline", &["o"])]);
        for context in [KeyContext::List, KeyContext::Reader, KeyContext::Facets] {
            assert_eq!(does(&keymap, context, "o"), Some(Action::Outline));
        }
        // In one pane it stays what it was in the others.
        let keymap = bound(&[("mark-all-read", &["u"])]);
        assert_eq!(does(&keymap, KeyContext::List, "u"), Some(Action::MarkAllRead));
        assert_eq!(does(&keymap, KeyContext::Reader, "u"), Some(Action::UnreadOnly));
        // A chord that begins with a key of its own could never be finished.
        let keymap = bound(&[("help", &["g"])]);
        assert_eq!(does(&keymap, KeyContext::List, "g"), Some(Action::Help));
        assert_eq!(does(&keymap, KeyContext::List, "Home"), Some(Action::Top));
    }

    #[test]
    fn what_is_wrong_is_told_with_both_places() {
        let (keymap, problems) = Keymap::new(&settings(&[
            ("help", &["x"]),
            ("reload", &["F1", "x", "x y"]),
            ("strar", &["s"]),
            ("quit", &["Ctrl-q", ""]),
            // Another pane may give the same key another meaning.
            ("read", &["p"]),
            ("next-story", &["p"]),
        ]));
        let place = |line, column| Place { line, column };
        let conflict =
            |keys: &str| ConfigError::Conflict(keys.to_owned(), "help".to_owned(), place(1, 2));
        let told: Vec<(Place, ConfigError)> =
            problems.into_iter().map(|problem| (problem.place, problem.wrong)).collect();
        assert_eq!(
            told,
            [
                (place(2, 3), conflict("x")),
                (place(2, 4), conflict("x y")),
                (place(3, 1), ConfigError::UnknownKey("strar".to_owned(), Some("star".to_owned()))),
                (place(4, 2), ConfigError::NoKey("Ctrl-q".to_owned())),
                (place(4, 3), ConfigError::NoKey(String::new())),
            ]
        );
        assert_eq!(does(&keymap, KeyContext::List, "F1"), Some(Action::Reload));
        assert_eq!(does(&keymap, KeyContext::List, "p"), Some(Action::Read));
        assert_eq!(does(&keymap, KeyContext::Reader, "p"), Some(Action::NextStory));
    }
}
