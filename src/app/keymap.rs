//! Which keys mean which action in which context.

use super::action::{Action, BINDINGS, Context};
use super::key::Key;
use std::collections::HashMap;

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    chords: HashMap<(Context, Vec<Key>), Action>,
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
        let mut chords = HashMap::new();
        for binding in BINDINGS {
            for keys in binding.keys {
                // The test below holds the table to keys that can be read.
                let chord: Vec<Key> = keys.split(' ').filter_map(|key| key.parse().ok()).collect();
                chords.insert((binding.context, chord), binding.action);
            }
        }
        Self { chords }
    }
}

impl Keymap {
    /// What a sequence of keys means in a pane's context; the pane's own meaning goes before the
    /// general one.
    pub fn resolve(&self, own: Context, pressed: &[Key]) -> Resolved {
        let contexts = [own, Context::Scrolling, Context::Anywhere];
        for context in contexts {
            if let Some(action) = self.chords.get(&(context, pressed.to_vec())) {
                return Resolved::Action(*action);
            }
        }
        let begins = |(context, chord): &(Context, Vec<Key>)| {
            contexts.contains(context) && chord.len() > pressed.len() && chord.starts_with(pressed)
        };
        if self.chords.keys().any(begins) { Resolved::Pending } else { Resolved::Unbound }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    #[test]
    fn every_key_of_the_table_can_be_read_and_is_bound_once() {
        let mut seen = HashMap::new();
        for binding in BINDINGS {
            for text in binding.keys {
                let earlier = seen.insert((binding.context, keys(text)), binding.action);
                assert_eq!(earlier, None, "{text} is bound twice in {:?}", binding.context);
                let printed: Vec<String> = keys(text).iter().map(Key::to_string).collect();
                assert_eq!(printed.join(" "), *text);
            }
        }
    }

    #[test]
    fn a_panes_own_meaning_goes_first() {
        let keymap = Keymap::default();
        assert_eq!(
            keymap.resolve(Context::Reader, &keys("Space")),
            Resolved::Action(Action::PageDown)
        );
        assert_eq!(
            keymap.resolve(Context::Facets, &keys("Space")),
            Resolved::Action(Action::Toggle)
        );
        assert_eq!(keymap.resolve(Context::List, &keys("Space")), Resolved::Unbound);
        assert_eq!(keymap.resolve(Context::List, &keys("g")), Resolved::Pending);
        assert_eq!(keymap.resolve(Context::List, &keys("g g")), Resolved::Action(Action::Top));
        assert_eq!(keymap.resolve(Context::List, &keys("g x")), Resolved::Unbound);
    }
}
