//! Key bindings as configured. The keymap defines which actions and keys exist.

use super::problem::Place;

/// The keys of one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySetting {
    /// Name of the action.
    pub action: String,
    /// Position of the name.
    pub place: Place,
    /// The keys with their positions; those of a chord are separated by blanks. An empty list
    /// unbinds the action.
    pub keys: Vec<(String, Place)>,
}
