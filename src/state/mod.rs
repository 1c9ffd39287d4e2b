//! What the reader remembers between runs: read and starred posts, the place in each, queries,
//! views, the last session. Durable, and shared by all instances that run at the same time.
//!
//! The types are plain data. [`Store`] owns the one thread that touches the file; nobody waits for
//! it but the end of the program. Knows nothing of panes, keys or sentences.

mod follow;
mod keeper;
mod memory;
mod read;
mod schema;
mod store;
mod trouble;
mod write;

#[cfg(test)]
mod tests;

pub use memory::{
    Arrangement, Change, Layout, Memory, Place, Remembered, RememberedStory, Session, View,
};
pub use read::{recall, recall_of};
pub use store::{News, Store};
pub use trouble::{StoreError, Trouble};
