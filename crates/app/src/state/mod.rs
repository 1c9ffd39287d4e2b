//! The state kept between runs: read and starred posts, the reading position in each post, queries,
//! views and the last session. It is durable, and shared by all instances running at the same time.
//!
//! The types are plain data. [`Store`] owns the only thread that accesses the file; nothing waits
//! for it except the end of the program. This module knows nothing of panes, keys or messages to
//! the user.

mod columns;
mod follow;
mod keeper;
mod memory;
mod read;
mod schema;
mod store;
mod store_error;
mod sync;
mod sync_task;
mod unattended;
mod visits;
mod write;

#[cfg(test)]
mod tests;

pub use memory::{
    Annotated, Arrangement, Change, Layout, Memory, ReadingPosition, Remembered, RememberedStory,
    Session, View,
};
pub use read::{recall, recall_of};
pub use store::{Store, StoreReport};
pub use store_error::{StoreError, StoreErrorKind};
pub use sync::{SyncError, SyncErrorKind, SyncSettings, is_file_name as is_sync_file, synchronize};
pub use unattended::{StoreReader, write_changes};
