//! Key bindings as configured. The keymap defines which actions and keys exist.

use super::problem::ConfigPosition;

/// The keys of one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySetting {
    /// Name of the action.
    pub action: String,
    /// Position of the name.
    pub place: ConfigPosition,
    /// The keys with their positions; those of a chord are separated by blanks. An empty list
    /// unbinds the action.
    pub keys: Vec<(String, ConfigPosition)>,
}
