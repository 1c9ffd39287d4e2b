//! The program as a pure machine: a model, messages in, effects out.
//!
//! No terminal, no clock, no file system: whatever the machine needs of the world comes in with a
//! [`Message`], whatever it wants done goes out as an effect.

mod key;

pub use key::{Key, KeyCode};
