//! The keymap: actions by context and keys, from the table of default bindings and the config.

use super::action::{Action, BINDINGS, KeyContext};
use super::key::Key;
use crate::config::{ConfigError, ConfigPosition, KeySetting, OwnCommand, Problem};
use crate::text::nearest;
use std::collections::HashMap;

/// The current key bindings.
#[derive(Clone, Debug)]
pub struct Keymap {
    /// A row for each default binding, in the same order.
    rows: Vec<ActionKeys>,
    /// The user's own commands, in the order of the config.
    commands: Vec<CommandKeys>,
    chords: HashMap<(KeyContext, Vec<Key>), Bound>,
}

/// The contexts in which the keys of commands are bound: those that show posts and stories.
const COMMAND_CONTEXTS: [KeyContext; 2] = [KeyContext::Panes, KeyContext::Dossier];

/// An action, or a command of the user's own by its index, that keys run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Action(Action),
    Command(usize),
}

/// A command of the user's own with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandKeys {
    /// Name of the command.
    pub name: String,
    /// The bindings; several keys in one are a chord.
    chords: Vec<Vec<Key>>,
}

impl CommandKeys {
    /// Notation of the bindings; the keys of a chord are separated by blanks.
    pub fn keys(&self) -> Vec<String> {
        self.chords.iter().map(|chord| written(chord)).collect()
    }
}

/// An action with its keys in a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionKeys {
    /// The context in which the keys are bound.
    pub context: KeyContext,
    /// The action.
    pub action: Action,
    /// The bindings; several keys in one are a chord.
    pub chords: Vec<Vec<Key>>,
}

impl ActionKeys {
    /// Notation of the bindings; the keys of a chord are separated by blanks.
    pub fn keys(&self) -> Vec<String> {
        self.chords.iter().map(|chord| written(chord)).collect()
    }
}

/// Meaning of the keys pressed so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Complete: the keys run this action.
    Action(Action),
    /// Complete: the keys run a command of the user's own, by its index.
    Command(usize),
    /// The beginning of a chord.
    Pending,
    /// No meaning.
    Unbound,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(&[], &[]).0
    }
}

/// A key binding of the config, and its position in the file.
struct WantedKeys {
    context: KeyContext,
    chord: Vec<Key>,
    bound: Bound,
    place: ConfigPosition,
}

impl Keymap {
    /// Merges the default bindings with those of a config, and returns the problems in the latter. An action
    /// that the config names has only the keys given there; a key given there, or for a command, is removed
    /// from the default action.
    pub fn new(settings: &[KeySetting], commands: &[OwnCommand]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut rows: Vec<ActionKeys> = BINDINGS
            .iter()
            .map(|binding| ActionKeys {
                context: binding.context,
                action: binding.action,
                // A test checks that all keys in the table can be parsed.
                chords: binding.keys.iter().filter_map(|keys| read(keys).ok()).collect(),
            })
            .collect();
        let wanted = wanted(settings, commands, &mut rows, &mut problems);
        for one in &wanted {
            for row in &mut rows {
                if hides(one.context, row.context) {
                    row.chords.retain(|chord| !clash(chord, &one.chord));
                }
            }
        }
        let named =
            |command: &OwnCommand| CommandKeys { name: command.name.clone(), chords: Vec::new() };
        let mut commands: Vec<CommandKeys> = commands.iter().map(named).collect();
        for one in wanted {
            let chords = match one.bound {
                Bound::Action(action) => rows
                    .iter_mut()
                    .find(|row| (row.context, row.action) == (one.context, action))
                    .map(|row| &mut row.chords),
                // Once, though it is bound in several contexts.
                Bound::Command(index) => commands
                    .get_mut(index)
                    .map(|command| &mut command.chords)
                    .filter(|chords| !chords.contains(&one.chord)),
            };
            if let Some(chords) = chords {
                chords.push(one.chord);
            }
        }
        let actions = rows.iter().flat_map(|row| {
            let bound = Bound::Action(row.action);
            row.chords.iter().map(move |chord| ((row.context, chord.clone()), bound))
        });
        let own = commands.iter().enumerate().flat_map(|(index, command)| {
            command.chords.iter().flat_map(move |chord| {
                let bound = Bound::Command(index);
                COMMAND_CONTEXTS.map(|context| ((context, chord.clone()), bound))
            })
        });
        let chords = actions.chain(own).collect();
        (Self { rows, commands, chords }, problems)
    }

    /// The meaning of a sequence of keys in a context. Narrower contexts take precedence over wider ones.
    pub fn resolve(&self, own: KeyContext, pressed: &[Key]) -> Resolved {
        let contexts: Vec<KeyContext> = own.with_wider().collect();
        for context in &contexts {
            match self.chords.get(&(*context, pressed.to_vec())) {
                Some(Bound::Action(action)) => return Resolved::Action(*action),
                Some(Bound::Command(index)) => return Resolved::Command(*index),
                None => {}
            }
        }
        let begins = |(context, chord): &(KeyContext, Vec<Key>)| {
            contexts.contains(context) && chord.len() > pressed.len() && chord.starts_with(pressed)
        };
        if self.chords.keys().any(begins) { Resolved::Pending } else { Resolved::Unbound }
    }

    /// The binding of a key in a context other than `own` and its wider ones.
    pub fn elsewhere(&self, own: KeyContext, key: Key) -> Option<&ActionKeys> {
        let here: Vec<KeyContext> = own.with_wider().collect();
        let mut rows = self.rows.iter().filter(|row| !here.contains(&row.context));
        rows.find(|row| row.chords.contains(&vec![key]))
    }

    /// The name of the command that a key runs in the contexts of commands.
    pub fn command_elsewhere(&self, key: Key) -> Option<&str> {
        let mut commands = self.commands.iter();
        let found = commands.find(|command| command.chords.contains(&vec![key]));
        found.map(|command| command.name.as_str())
    }

    /// The user's own commands in the order of the config, including those without keys.
    pub fn commands(&self) -> &[CommandKeys] {
        &self.commands
    }

    /// All rows in the order of the table, including those without keys.
    pub fn rows(&self) -> &[ActionKeys] {
        &self.rows
    }

    /// The first key bound to an action, in its notation.
    pub fn first_key(&self, action: Action) -> Option<String> {
        let mut rows = self.rows.iter().filter(|row| row.action == action);
        rows.find_map(|row| row.chords.first()).map(|chord| written(chord))
    }

    /// The key to show where an action is offered: its first, or else that of the palette, which contains
    /// every action.
    pub fn key_of(&self, action: Action) -> String {
        let key = self.first_key(action).or_else(|| self.first_key(Action::Palette));
        key.unwrap_or_default()
    }

    /// Names of all actions with their keys, as in a config.
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

/// The bindings of a config. Clears the default bindings of the actions that the config names.
fn wanted(
    settings: &[KeySetting],
    commands: &[OwnCommand],
    rows: &mut [ActionKeys],
    problems: &mut Vec<Problem>,
) -> Vec<WantedKeys> {
    let mut all: Vec<WantedKeys> = Vec::new();
    let name = |bound| match bound {
        Bound::Action(action) => Action::name(action).to_owned(),
        Bound::Command(index) => commands[index].name.clone(),
    };
    let mut want = |bound, contexts: &[KeyContext], keys: &[(String, ConfigPosition)]| {
        for (keys, place) in keys {
            let chord = match read(keys) {
                Ok(chord) => chord,
                Err(name) => {
                    problems.push(Problem { place: *place, error: ConfigError::NoKey(name) });
                    continue;
                }
            };
            let in_the_way = all.iter().find(|other| {
                contexts.iter().any(|context| meet(*context, other.context))
                    && other.bound != bound
                    && clash(&other.chord, &chord)
            });
            if let Some(other) = in_the_way {
                let error = ConfigError::Conflict(written(&chord), name(other.bound), other.place);
                problems.push(Problem { place: *place, error });
                continue;
            }
            all.extend(contexts.iter().map(|context| WantedKeys {
                context: *context,
                chord: chord.clone(),
                bound,
                place: *place,
            }));
        }
    };
    let mut unknown = Vec::new();
    for setting in settings {
        let Some(action) = Action::named(&setting.action) else {
            let names = BINDINGS.iter().map(|binding| binding.action.name());
            let near = nearest(&setting.action, names).map(str::to_owned);
            let error = ConfigError::UnknownKey(setting.action.clone(), near);
            unknown.push(Problem { place: setting.place, error });
            continue;
        };
        let mut contexts = Vec::new();
        for row in rows.iter_mut().filter(|row| row.action == action) {
            row.chords.clear();
            contexts.push(row.context);
        }
        want(Bound::Action(action), &contexts, &setting.keys);
    }
    for (index, command) in commands.iter().enumerate() {
        want(Bound::Command(index), &COMMAND_CONTEXTS, &command.keys);
    }
    problems.extend(unknown);
    problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    all
}

/// Returns `true` if the sequences are ambiguous: they are equal, or one is the beginning of the other.
fn clash(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// Returns `true` if a key cannot have two meanings in two contexts: they are equal, or both are wide, so
/// that one would always hide the other. A pane may override a wide context.
fn meet(one: KeyContext, other: KeyContext) -> bool {
    let is_wide =
        |it| matches!(it, KeyContext::Anywhere | KeyContext::Scrolling | KeyContext::Panes);
    one == other || is_wide(one) && is_wide(other)
}

/// Returns `true` if a binding of the config in context `wanted` overrides default bindings in `other`: the
/// same context, or a narrower one, which would take precedence.
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

/// Parses keys separated by blanks.
///
/// # Errors
///
/// Returns the name of a key that does not exist.
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

    /// Settings on one line each, counted from 1.
    fn settings(lines: &[(&str, &[&str])]) -> Vec<KeySetting> {
        let place = |line, column| ConfigPosition { line, column };
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
        let (keymap, problems) = Keymap::new(&settings(lines), &[]);
        assert_eq!(problems, []);
        keymap
    }

    fn does(keymap: &Keymap, context: KeyContext, pressed: &str) -> Option<Action> {
        match keymap.resolve(context, &keys(pressed)) {
            Resolved::Action(action) => Some(action),
            Resolved::Command(_) | Resolved::Pending | Resolved::Unbound => None,
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
        // `o` opens the source in two panes. A config that uses it for the outline means all panes.
        let keymap = bound(&[("outline", &["o"])]);
        for context in [KeyContext::List, KeyContext::Reader, KeyContext::Facets] {
            assert_eq!(does(&keymap, context, "o"), Some(Action::Outline));
        }
        // In the other contexts, the key keeps its meaning.
        let keymap = bound(&[("mark-all-read", &["u"])]);
        assert_eq!(does(&keymap, KeyContext::List, "u"), Some(Action::MarkAllRead));
        assert_eq!(does(&keymap, KeyContext::Reader, "u"), Some(Action::UnreadOnly));
        // A chord could never be completed if its first key were bound by itself.
        let keymap = bound(&[("help", &["g"])]);
        assert_eq!(does(&keymap, KeyContext::List, "g"), Some(Action::Help));
        assert_eq!(does(&keymap, KeyContext::List, "Home"), Some(Action::Top));
    }

    #[test]
    fn what_is_wrong_is_told_with_both_places() {
        let (keymap, problems) = Keymap::new(
            &settings(&[
                ("help", &["x"]),
                ("reload", &["F1", "x", "x y"]),
                ("strar", &["s"]),
                ("quit", &["Ctrl-q", ""]),
                // The same key may have another meaning in another pane.
                ("read", &["p"]),
                ("next-story", &["p"]),
            ]),
            &[],
        );
        let place = |line, column| ConfigPosition { line, column };
        let conflict =
            |keys: &str| ConfigError::Conflict(keys.to_owned(), "help".to_owned(), place(1, 2));
        let told: Vec<(ConfigPosition, ConfigError)> =
            problems.into_iter().map(|problem| (problem.place, problem.error)).collect();
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

    #[test]
    fn commands_have_keys_where_posts_and_stories_are() {
        let yaml = "commands:
  - {name: a, key: [b, g w], run: [x]}
  - {name: c, key: [b, T, nokey], run: [x]}
  - {name: d, run: [x]}
keys: {links: F2}
";
        let (config, found) = crate::config::read(yaml, std::path::Path::new("/"));
        assert_eq!(found, []);
        let (keymap, problems) = Keymap::new(&config.keys, &config.commands);
        let place = |line, column| ConfigPosition { line, column };
        let conflict = ConfigError::Conflict("b".to_owned(), "a".to_owned(), place(2, 21));
        assert_eq!(
            problems,
            [
                Problem { place: place(3, 21), error: conflict },
                Problem { place: place(3, 27), error: ConfigError::NoKey("nokey".to_owned()) },
            ]
        );
        for context in [KeyContext::List, KeyContext::Reader, KeyContext::Dossier] {
            assert_eq!(keymap.resolve(context, &keys("b")), Resolved::Command(0), "{context:?}");
            assert_eq!(keymap.resolve(context, &keys("g w")), Resolved::Command(0));
            assert_eq!(keymap.resolve(context, &keys("T")), Resolved::Command(1));
        }
        assert_eq!(keymap.resolve(KeyContext::Trends, &keys("b")), Resolved::Unbound);
        assert_eq!(does(&keymap, KeyContext::Trends, "T"), Some(Action::Trends));
        assert_eq!(keymap.command_elsewhere(keys("b")[0]), Some("a"));
        let listed: Vec<Vec<String>> = keymap.commands().iter().map(CommandKeys::keys).collect();
        assert_eq!(listed, [vec!["b", "g w"], vec!["T"], vec![]]);
    }
}
