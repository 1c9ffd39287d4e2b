//! Which keys a person wants for which action, as the config has it. What actions and keys there
//! are is the keymap's affair.

use super::problem::Place;

/// The keys of one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySetting {
    /// The action's name.
    pub action: String,
    /// Where the name stands.
    pub place: Place,
    /// Its keys with their places, those of a chord with blanks between; none takes all keys away.
    pub keys: Vec<(String, Place)>,
}
